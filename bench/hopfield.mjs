// A Hopfield network of 1024 neurons: recall of a memory from a cue with 30 % of wrong neurons, asynchronous, to rest.
// Ours by Hebb's rule (overlaps instead of weights) and by the projection rule (weights, WebAssembly SIMD), beside plain
// JavaScript on an N × N Float64Array and, where Debian's python3-numpy is installed, numpy: each neuron at its turn asks for
// the product of its row of weights with the state.
import { spawnSync } from 'node:child_process';
import { attractors, createRandom } from '@selforg/core';
import { rate, report } from './measure.mjs';

const N = 1024;
const { bits } = createRandom(1);
const random = () => Int8Array.from({ length: N }, () => (bits() >>> 31) * 2 - 1);

for (const count of [6, 100]) {
  const patterns = Array.from({ length: count }, random);
  const cues = patterns.slice(0, 6).map((pattern) => pattern.map((s) => (bits() % 10 < 3 ? -s : s)));
  const hebb = attractors.Hopfield.store(patterns);
  const matrix = attractors.Hopfield.withWeights(hebbWeights(patterns));
  const projection = attractors.Hopfield.store(patterns, { rule: 'projection' });
  const weights = hebbWeights(patterns);
  const runs = (recall, times) => rate(() => repeat(times, () => cues.forEach(recall)), times * cues.length);
  const rows = [
    ['Hebb, by overlaps', runs((cue) => hebb.recall(cue), 20)],
    ['the same weights written out, SIMD', runs((cue) => matrix.recall(cue), 20)],
    ['projection rule, SIMD', runs((cue) => projection.recall(cue), 20)],
    ['plain JavaScript, N × N', runs((cue) => plainRecall(weights, cue), 2)],
  ];
  const numpy = numpyRate(patterns, cues);
  if (numpy) rows.push(['numpy, one row a turn', numpy]);
  const noted = rows.map(([name, value]) => [name, value, `${(1000 / value).toFixed(2)} ms each`]);
  report(`Hopfield, ${N} neurons, ${count} patterns, 30 % wrong (recalls per second)`, noted);
}

function repeat(times, work) {
  for (let i = 0; i < times; i++) work();
}

function hebbWeights(patterns) {
  const weights = new Float64Array(N * N);
  for (const pattern of patterns) {
    for (let i = 0; i < N; i++)
      for (let j = 0; j < N; j++) if (i !== j) weights[i * N + j] += (pattern[i] * pattern[j]) / N;
  }
  return weights;
}

function plainRecall(weights, cue) {
  const state = Float64Array.from(cue);
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (let i = 0; i < N; i++) {
      let field = 0;
      for (let j = 0, at = i * N; j < N; j++) field += weights[at + j] * state[j];
      if (field * state[i] >= 0) continue;
      state[i] = -state[i];
      isSettled = false;
    }
  }
  return state;
}

function numpyRate(patterns, cues) {
  const program = `
import json, sys, time
import numpy as np
given = json.load(sys.stdin)
x = np.array(given["patterns"], dtype=np.float64)
w = x.T @ x / x.shape[1]
np.fill_diagonal(w, 0)
def recall(cue):
    s = cue.copy()
    settled = False
    while not settled:
        settled = True
        for i in range(len(s)):
            if (w[i] @ s) * s[i] < 0:
                s[i] = -s[i]
                settled = False
    return s
cues = np.array(given["cues"], dtype=np.float64)
recall(cues[0])
start = time.process_time()
for cue in cues: recall(cue)
print(len(cues) / (time.process_time() - start))
`;
  const input = JSON.stringify({ patterns: patterns.map((p) => [...p]), cues: cues.map((c) => [...c]) });
  const { status, stdout } = spawnSync('/usr/bin/python3', ['-c', program], { input, encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}
