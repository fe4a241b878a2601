// Gray–Scott on a 1024² torus: the SIMD kernel against the same equations in plain typed-array JavaScript.
import { createSimulation } from '@selforg/core';
import { rate, report } from './measure.mjs';

const N = 1024;
const simulation = createSimulation({ system: 'gray-scott', params: { width: N, height: N } });
const [F, k] = [0.026, 0.061];
const [Du, Dv] = [0.2097152 / 6, 0.1048576 / 6];

let [u, v, u2, v2] = Array.from({ length: 4 }, () => new Float32Array(N * N));
const take = (name) => {
  const { data, stride } = simulation.field(name);
  return (_, i) => data[Math.floor(i / N) * stride[0] + (i % N)];
};
u = u.map(take('u'));
v = v.map(take('v'));

function plain(steps) {
  for (let s = 0; s < steps; s++) {
    for (let y = 0; y < N; y++) {
      const here = y * N;
      const up = (y ? y - 1 : N - 1) * N;
      const down = (y < N - 1 ? y + 1 : 0) * N;
      for (let x = 0; x < N; x++) {
        const l = x ? x - 1 : N - 1;
        const r = x < N - 1 ? x + 1 : 0;
        const a = u[here + x];
        const b = v[here + x];
        const lapU =
          4 * (u[up + x] + u[down + x] + u[here + l] + u[here + r]) +
          u[up + l] +
          u[up + r] +
          u[down + l] +
          u[down + r] -
          20 * a;
        const lapV =
          4 * (v[up + x] + v[down + x] + v[here + l] + v[here + r]) +
          v[up + l] +
          v[up + r] +
          v[down + l] +
          v[down + r] -
          20 * b;
        const reaction = a * b * b;
        u2[here + x] = a + Du * lapU - reaction + F * (1 - a);
        v2[here + x] = b + Dv * lapV + reaction - (F + k) * b;
      }
    }
    [u, u2] = [u2, u];
    [v, v2] = [v2, v];
  }
}

plain(20);
simulation.step(20);
const mean = v.reduce((sum, value) => sum + value, 0) / (N * N);
if (Math.abs(mean - simulation.measures().meanV) > 1e-6) throw new Error('the two programs disagree');

report('gray-scott, 1024² torus, nine-point stencil (cells per second)', [
  ['Selforg, WASM SIMD', rate(() => simulation.step(200), N * N * 200)],
  ['JavaScript, Float32Array', rate(() => plain(20), N * N * 20)],
]);
