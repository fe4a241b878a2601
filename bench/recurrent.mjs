// A chaotic rate network of a thousand units, and oscillators, fields and echo states, against the same in plain JavaScript
// and, where it is installed, numpy.
import { spawnSync } from 'node:child_process';
import { neurons } from '@selforg/core';
import { rate, report } from './measure.mjs';

const N = 1000;
/** Multiplications and additions of one step. */
const WORK = 2 * N * N;

const network = new neurons.RateNetwork({ units: N, gain: 1.5 });
const withTangent = new neurons.RateNetwork({ units: N, gain: 1.5 });
const script = plainNetwork(N);
const rows = [
  ['plain JavaScript, Float32Array', WORK * rate(() => script(20), 20)],
  ['selforg', WORK * rate(() => network.step(100), 100)],
  [
    'selforg, with the tangent of the Lyapunov exponent',
    2 * WORK * rate(() => repeat(100, () => withTangent.stepWithTangent()), 100),
  ],
];
const numpy = numpySteps(N);
if (numpy) rows.splice(1, 0, ['numpy float32, one thread', WORK * numpy]);
report('chaotic rate network, 1000 units (floating-point operations per second)', rows.reverse());

const count = 100000;
const oscillators = new neurons.KuramotoOscillators({ count, coupling: 2 });
const phases = plainOscillators(count, 2);
report('Kuramoto, 100 000 oscillators all to all (oscillators per second, four slopes each)', [
  ['selforg', count * rate(() => oscillators.step(10), 10)],
  ['plain JavaScript', count * rate(() => phases(2), 2)],
]);

const size = 256;
const sheet = new neurons.AmariField({
  ...{ excitation: 8, excitationWidth: 3, inhibition: 7, inhibitionWidth: 6, globalInhibition: 0 },
  ...{ width: size, height: size, rest: -0.1, noise: 0.3 },
});
report('neural sheet of 256², Gaussians of 3 and 6 cells (cells per second)', [
  ['selforg', size * size * rate(() => repeat(20, (t) => sheet.step(t)), 20)],
]);

const echo = new neurons.EchoStateNetwork({ units: 100 });
const heard = new Float64Array(500).fill(0.3);
report('echo state network of 100 units, double precision (steps per second)', [
  ['selforg', rate(() => echo.run(heard), heard.length)],
]);

function repeat(times, act) {
  for (let t = 0; t < times; t++) act(t);
}

/** The same equation with loops that an engine can do its best with. */
function plainNetwork(n) {
  const J = Float32Array.from({ length: n * n }, (_, i) => Math.sin(i * i) / Math.sqrt(n));
  const x = Float32Array.from({ length: n }, (_, i) => Math.sin(i));
  const r = x.map(Math.tanh);
  return (steps) => {
    for (let t = 0; t < steps; t++) {
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0, at = i * n; j < n; j++, at++) sum += J[at] * r[j];
        x[i] += 0.1 * (1.5 * sum - x[i]);
      }
      for (let i = 0; i < n; i++) r[i] = Math.tanh(x[i]);
    }
  };
}

/** Runge–Kutta with the mean field, as the kernel does it. */
function plainOscillators(n, K) {
  const theta = Float32Array.from({ length: n }, (_, i) => Math.sin(i * 7.1) * Math.PI);
  const omega = Float32Array.from({ length: n }, (_, i) => Math.sin(i * 3.3));
  const k = new Float32Array(n);
  const sum = new Float32Array(n);
  const [s, c] = [new Float32Array(n), new Float32Array(n)];
  const slopes = (factor, weight) => {
    let [S, C] = [0, 0];
    for (let i = 0; i < n; i++) {
      const at = theta[i] + factor * k[i];
      s[i] = Math.sin(at);
      c[i] = Math.cos(at);
      S += s[i];
      C += c[i];
    }
    for (let i = 0; i < n; i++) {
      k[i] = omega[i] + (K * (S * c[i] - C * s[i])) / n;
      sum[i] += weight * k[i];
    }
  };
  return (steps) => {
    for (let t = 0; t < steps; t++) {
      sum.fill(0);
      slopes(0, 1);
      slopes(0.025, 2);
      slopes(0.025, 2);
      slopes(0.05, 1);
      for (let i = 0; i < n; i++) theta[i] += (0.05 / 6) * sum[i];
    }
  };
}

/** Steps per second of the same in numpy, on one thread; nothing where it is not installed. */
function numpySteps(n) {
  const program = `
import time, numpy as np
n = ${n}
rng = np.random.default_rng(1)
J = (rng.standard_normal((n, n)) / np.sqrt(n)).astype(np.float32)
x = rng.standard_normal(n).astype(np.float32)
def steps(k):
    global x
    for _ in range(k):
        x = x + np.float32(0.1) * (np.float32(1.5) * (J @ np.tanh(x)) - x)
steps(20)
best = 1e9
for _ in range(5):
    t = time.process_time(); steps(100); best = min(best, time.process_time() - t)
print(100 / best)`;
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const { status, stdout } = spawnSync('python3', ['-c', program], { encoding: 'utf8', env });
  return status === 0 ? Number(stdout) : undefined;
}
