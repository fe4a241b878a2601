// Competing hidden units (Krotov & Hopfield 2019) on pictures of 784 pixels: samples a second, beside the same rule in plain
// JavaScript and, where Python has it, in numpy on one thread: in single precision with the cheapest ranking, and as one
// would write it down, in doubles, with all ranks and powers.
import { spawnSync } from 'node:child_process';
import { createRandom, hebbian } from '@selforg/core';
import { rate, report } from './measure.mjs';

const INPUTS = 784;
const BATCH = 100;

for (const units of [100, 400]) {
  const layer = new hebbian.KrotovHopfieldLayer({ inputs: INPUTS, units, batch: BATCH });
  const { uniform } = createRandom(1);
  for (let i = 0; i < BATCH * INPUTS; i++) layer.samples[i] = Math.max(0, uniform() - 0.8) * 5;
  const samples = layer.samples.slice();
  const weights = layer.weights.slice();
  const kernel = rate(() => repeat(20, () => layer.learn(BATCH, 0.01)), 20 * BATCH);
  const plain = rate(() => learnPlainly(weights, samples, units), BATCH);
  const [numpy, literal] = [true, false].map((tuned) => rateOfNumpy(units, tuned));
  report(`Krotov–Hopfield, ${INPUTS} → ${units}, mini-batches of ${BATCH} (samples per second)`, [
    ['WebAssembly SIMD', kernel, `${((2 * INPUTS * units * kernel) / 1e9).toFixed(1)} GFLOP/s of currents`],
    ['plain JavaScript', plain],
    ...(numpy ? [['numpy, single precision, tuned', numpy]] : []),
    ...(literal ? [['numpy, doubles, as it is written', literal]] : []),
  ]);
}

function repeat(times, work) {
  for (let i = 0; i < times; i++) work();
}

/** The rule as one would write it: k = 2, Δ = .4, p = 2. */
function learnPlainly(weights, samples, units) {
  const change = new Float32Array(units * INPUTS);
  for (let s = 0; s < BATCH; s++) {
    const currents = new Float32Array(units);
    for (let unit = 0; unit < units; unit++) {
      let sum = 0;
      for (let i = 0; i < INPUTS; i++) sum += weights[unit * INPUTS + i] * samples[s * INPUTS + i];
      currents[unit] = sum;
    }
    let [first, second] = [0, -1];
    for (let unit = 1; unit < units; unit++) {
      if (currents[unit] > currents[first]) [first, second] = [unit, first];
      else if (second < 0 || currents[unit] > currents[second]) second = unit;
    }
    for (const [unit, sign] of [
      [first, 1],
      [second, -0.4],
    ]) {
      for (let i = 0; i < INPUTS; i++) {
        change[unit * INPUTS + i] += sign * (samples[s * INPUTS + i] - currents[unit] * weights[unit * INPUTS + i]);
      }
    }
  }
  let largest = 0;
  for (const value of change) largest = Math.max(largest, Math.abs(value));
  for (let i = 0; i < weights.length; i++) weights[i] += (0.01 / largest) * change[i];
}

/** Samples a second of processor time; undefined where there is no numpy. */
function rateOfNumpy(units, tuned) {
  const program = `
import time
import numpy as np
rng = np.random.default_rng(1)
units, inputs, batch = ${units}, ${INPUTS}, ${BATCH}
real = np.${tuned ? 'float32' : 'float64'}
w = rng.standard_normal((units, inputs)).astype(real)
x = np.maximum(0, rng.random((inputs, batch), dtype=real) - real(.8)) * real(5)
columns = np.arange(batch)
p = 2.0
def learn():
    global w
    u = ${tuned ? 'w @ x' : '(np.sign(w) * np.abs(w) ** (p - 1)) @ x'}
    order = ${tuned ? 'np.argpartition(u, -2, axis=0)' : 'np.argsort(u, axis=0)'}
    y = np.zeros((units, batch), dtype=real)
    y[order[-1], columns] = 1
    y[order[-2], columns] = -.4
    change = y @ x.T - (y * u).sum(axis=1, keepdims=True) * w
    w += real(.01) / np.abs(change).max() * change
for _ in range(20): learn()
best = []
for _ in range(5):
    start = time.process_time()
    for _ in range(20): learn()
    best.append(time.process_time() - start)
print(20 * batch / sorted(best)[2])
`;
  const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };
  const { status, stdout } = spawnSync('python3', ['-c', program], { env, encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
}
