// A restricted Boltzmann machine of 784 visible and 500 hidden units learns batches of 100 pictures by CD-1: ours
// (WebAssembly SIMD, one thread) beside plain JavaScript on Float32Arrays and, where Debian's python3-numpy is installed,
// numpy in single precision with its BLAS on one thread.
import { spawnSync } from 'node:child_process';
import { attractors, createRandom } from '@selforg/core';
import { rate, report } from './measure.mjs';

const [V, H, B] = [784, 500, 100];
const RATE = 0.05;
/** Additions and multiplications of a step: up, down, up, and two outer products. */
const FLOP = 2 * V * H * B * 5;

const random = createRandom(1);
const pictures = Float32Array.from({ length: B * V }, () => (random.uniform() < 0.2 ? 1 : 0));

const ours = new attractors.RestrictedBoltzmann({ visible: V, hidden: H, batch: B, chains: B });
for (let s = 0; s < B; s++) ours.samples.set(pictures.subarray(s * V, (s + 1) * V), s * ours.stride);
const rows = [
  ['CD-1, SIMD', perSecond(() => ours.learn(B, { rate: RATE }), 20)],
  ['PCD, SIMD', perSecond(() => ours.learn(B, { rate: RATE, persistent: true }), 20)],
  ['plain JavaScript', perSecond(plainStep(), 1)],
];
const numpy = numpyRate();
if (numpy) rows.push(['numpy, one thread', numpy]);
const noted = rows.map(([name, value]) => [name, value, `${((value * FLOP) / 1e9).toFixed(1)} GFLOP/s`]);
report(`Restricted Boltzmann machine, ${V} × ${H}, batches of ${B} (steps per second)`, noted);

function perSecond(step, times) {
  return rate(() => {
    for (let n = 0; n < times; n++) step();
  }, times);
}

function plainStep() {
  const weights = Float32Array.from({ length: H * V }, () => 0.01 * random.normal());
  const [b, c] = [new Float32Array(V), new Float32Array(H)];
  const [up, states, again] = [new Float32Array(B * H), new Float32Array(B * H), new Float32Array(B * H)];
  const seen = new Float32Array(B * V);
  const sigmoid = (x) => 1 / (1 + Math.exp(-x));
  const upward = (v, out) => {
    for (let s = 0; s < B; s++) {
      for (let j = 0; j < H; j++) {
        let sum = c[j];
        for (let i = 0; i < V; i++) sum += weights[j * V + i] * v[s * V + i];
        out[s * H + j] = sigmoid(sum);
      }
    }
  };
  const inputs = new Float32Array(V);
  const downward = (h, out) => {
    for (let s = 0; s < B; s++) {
      inputs.set(b);
      for (let j = 0; j < H; j++) if (h[s * H + j]) for (let i = 0; i < V; i++) inputs[i] += weights[j * V + i];
      for (let i = 0; i < V; i++) out[s * V + i] = Math.random() < sigmoid(inputs[i]) ? 1 : 0;
    }
  };
  return () => {
    upward(pictures, up);
    for (let n = 0; n < states.length; n++) states[n] = Math.random() < up[n] ? 1 : 0;
    downward(states, seen);
    upward(seen, again);
    for (let s = 0; s < B; s++) {
      for (let j = 0; j < H; j++) {
        const [p, q] = [(RATE / B) * up[s * H + j], (RATE / B) * again[s * H + j]];
        c[j] += p - q;
        for (let i = 0; i < V; i++) weights[j * V + i] += p * pictures[s * V + i] - q * seen[s * V + i];
      }
      for (let i = 0; i < V; i++) b[i] += (RATE / B) * (pictures[s * V + i] - seen[s * V + i]);
    }
  };
}

function numpyRate() {
  const program = `
import time
import numpy as np
r = np.random.default_rng(1)
V, H, B, rate = ${V}, ${H}, ${B}, ${RATE}
f = np.float32
w = (0.01 * r.standard_normal((H, V))).astype(f)
b, c = np.zeros(V, f), np.zeros(H, f)
x = (r.random((B, V)) < 0.2).astype(f)
sigmoid = lambda a: 1 / (1 + np.exp(-a))
def step():
    global w, b, c
    up = sigmoid(x @ w.T + c)
    h = (r.random((B, H), dtype=f) < up).astype(f)
    v = (r.random((B, V), dtype=f) < sigmoid(h @ w + b)).astype(f)
    again = sigmoid(v @ w.T + c)
    w += (rate / B) * (up.T @ x - again.T @ v)
    b += rate * (x - v).mean(0)
    c += rate * (up - again).mean(0)
step()
n = 50
start = time.process_time()
for _ in range(n): step()
print(n / (time.process_time() - start))
`;
  const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' };
  const { status, stdout } = spawnSync('/usr/bin/python3', ['-c', program], { encoding: 'utf8', env });
  return status === 0 ? Number(stdout) : undefined;
}
