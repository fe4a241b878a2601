// Rules of many states and wide neighbourhoods on a 1024² torus: the SIMD kernels against plain JavaScript, a byte a cell.
import { createSimulation, systems } from '@selforg/core';
import { rate, report } from './measure.mjs';

const N = 1024;
const mod = (i) => (i + N) % N;

const start = (system, params) => createSimulation({ system, params: { ...params, width: N, height: N }, seed: 1 });

/** A simulation's cells, without the padding. */
function cellsOf(simulation) {
  const { data, stride } = simulation.field('cells');
  return Uint8Array.from({ length: N * N }, (_, i) => data[(i >> 10) * stride[0] + (i & 1023)]);
}

/** Steps of a rule that looks at the 3 × 3 block: `next(cells, up, here, down, l, x, r)`. */
function plainBlocks(next) {
  return (cells, steps) => {
    let spare = new Uint8Array(N * N);
    for (let t = 0; t < steps; t++) {
      for (let y = 0; y < N; y++) {
        const [up, here, down] = [mod(y - 1) * N, y * N, mod(y + 1) * N];
        for (let x = 0; x < N; x++) spare[here + x] = next(cells, up, here, down, mod(x - 1), x, mod(x + 1));
      }
      [cells, spare] = [spare, t === 0 ? new Uint8Array(N * N) : cells];
    }
    return cells;
  };
}

/** How many of the eight neighbours are in a state. */
function around(cells, up, here, down, l, x, r, state) {
  let count = 0;
  if (cells[up + l] === state) count++;
  if (cells[up + x] === state) count++;
  if (cells[up + r] === state) count++;
  if (cells[here + l] === state) count++;
  if (cells[here + r] === state) count++;
  if (cells[down + l] === state) count++;
  if (cells[down + x] === state) count++;
  if (cells[down + r] === state) count++;
  return count;
}

/** Bosco's rule by a summed-area table, the best that plain JavaScript does. */
function plainBosco(cells, steps) {
  const R = 5;
  const P = N + 2 * R + 1;
  const sums = new Int32Array(P * P);
  let spare = new Uint8Array(N * N);
  for (let t = 0; t < steps; t++) {
    for (let y = 1; y < P; y++) {
      const row = mod(y - 1 - R) * N;
      let along = 0;
      for (let x = 1; x < P; x++) {
        along += cells[row + mod(x - 1 - R)];
        sums[y * P + x] = sums[(y - 1) * P + x] + along;
      }
    }
    for (let y = 0; y < N; y++) {
      for (let x = 0; x < N; x++) {
        const top = y * P + x;
        const low = (y + 2 * R + 1) * P + x;
        const count = sums[low + 2 * R + 1] - sums[low] - sums[top + 2 * R + 1] + sums[top];
        spare[y * N + x] = cells[y * N + x] ? +(count >= 34 && count <= 58) : +(count >= 34 && count <= 45);
      }
    }
    [cells, spare] = [spare, t === 0 ? new Uint8Array(N * N) : cells];
  }
  return cells;
}

const wires = (cells, up, here, down, l, x, r) => {
  const state = cells[here + x];
  if (state < 3) return state === 0 ? 0 : state + 1;
  const heads = around(cells, up, here, down, l, x, r, 1);
  return heads === 1 || heads === 2 ? 1 : 3;
};
const brain = (cells, up, here, down, l, x, r) => {
  const state = cells[here + x];
  return state > 0 ? (state + 1) % 3 : +(around(cells, up, here, down, l, x, r, 1) === 2);
};
const chase = (cells, up, here, down, l, x, r) => {
  const next = (cells[here + x] + 1) % 3;
  return around(cells, up, here, down, l, x, r, next) >= 3 ? next : cells[here + x];
};
const sum5 = (cells, up, here, down, l, x, r) =>
  (cells[here + x] + cells[up + x] + cells[here + l] + cells[here + r] + cells[down + x]) % 5;

const { presets } = systems.find(({ id }) => id === 'rule-table');
const sumModulo5 = { ...presets.find(({ id }) => id === 'sum-modulo-5').params, pattern: '', density: 0.8 };

for (const [title, system, params, plain] of [
  ['larger than life, R5 (Bosco’s rule)', 'larger-than-life', {}, plainBosco],
  ['cyclic, 3 states, threshold 3 (313)', 'cyclic', { states: 3, threshold: 3 }, plainBlocks(chase)],
  ['wireworld, a maze', 'wireworld', {}, plainBlocks(wires)],
  ['rule table by sums (Brian’s Brain)', 'rule-table', {}, plainBlocks(brain)],
  ['rule table by look-up (sum modulo 5)', 'rule-table', sumModulo5, plainBlocks(sum5)],
]) {
  const simulation = start(system, params);
  const soup = cellsOf(simulation);
  simulation.step(5);
  const expected = plain(soup, 5);
  if (!cellsOf(simulation).every((state, i) => state === expected[i])) throw new Error(`${title}: disagreement`);
  report(`${title}, 1024² torus (cells per second)`, [
    ['Selforg, WASM SIMD', rate(() => simulation.step(100), N * N * 100)],
    ['JavaScript, a byte a cell', rate(() => plain(soup, 5), N * N * 5)],
  ]);
}
