// Elementary rule 30 on a ring of 65536 cells: the SIMD kernel against two JavaScript programs.
import { createSimulation } from '@selforg/core';
import { rate, report } from './measure.mjs';

const WIDTH = 65536;
const start = (params = {}) =>
  createSimulation({ system: 'elementary', params: { rule: 30, width: WIDTH, height: 1, ...params } });

/** The first row of every run, a byte a cell. */
function firstRow() {
  const { data } = start().field('row');
  return Uint8Array.from({ length: WIDTH }, (_, x) => (data[x >> 3] >> (7 - (x & 7))) & 1);
}

const sum = (row) => row.reduce((total, cell) => total + cell, 0);

/** What one writes first: a byte a cell, the rule as a table. */
function plainBytes(generations) {
  const rule = Uint8Array.from({ length: 8 }, (_, i) => (30 >> i) & 1);
  let row = firstRow();
  let next = new Uint8Array(WIDTH);
  for (let g = 0; g < generations; g++) {
    for (let x = 0; x < WIDTH; x++) {
      const left = row[x ? x - 1 : WIDTH - 1];
      const right = row[x < WIDTH - 1 ? x + 1 : 0];
      next[x] = rule[4 * left + 2 * row[x] + right];
    }
    [row, next] = [next, row];
  }
  return sum(row);
}

/** Thirty-two cells a word, this one rule written out: the best that plain JavaScript does. */
function packedWords(generations) {
  const words = WIDTH / 32;
  let row = new Int32Array(words);
  let next = new Int32Array(words);
  firstRow().forEach((cell, x) => {
    row[x >> 5] |= cell << (x & 31);
  });
  for (let g = 0; g < generations; g++) {
    let before = row[words - 1];
    let here = row[0];
    for (let i = 0; i < words; i++) {
      const after = row[i < words - 1 ? i + 1 : 0];
      next[i] = ((here << 1) | (before >>> 31)) ^ (here | (here >>> 1) | (after << 31));
      before = here;
      here = after;
    }
    [row, next] = [next, row];
  }
  let population = 0;
  for (let word of row) for (; word; word &= word - 1) population++;
  return population;
}

const check = start();
check.step(100);
const { population } = check.measures();
if (plainBytes(100) !== population || packedWords(100) !== population) throw new Error('the programs disagree');

const kernel = start();
// V8 compiles a hot kernel anew between calls: many short ones first.
for (let i = 0; i < 500; i++) kernel.step(20);
const second = start({ order: 'second' });
for (let i = 0; i < 500; i++) second.step(20);
const seen = start({ height: 1024 });

report('elementary, rule 30 on a ring of 65536 cells (cells per second)', [
  ['Selforg, WASM SIMD, any rule', rate(() => kernel.step(2 ** 18), WIDTH * 2 ** 18)],
  ['  the same, second order', rate(() => second.step(2 ** 18), WIDTH * 2 ** 18)],
  ['  the same, every row kept for the picture', rate(() => seen.step(1024), WIDTH * 1024)],
  ['JavaScript, a word for 32 cells, one rule', rate(() => packedWords(20000), WIDTH * 20000)],
  ['JavaScript, a byte a cell', rate(() => plainBytes(1000), WIDTH * 1000)],
]);
console.log('  14 logic operations, one load and one store for 128 cells, all of them in the first cache');

const totalistic = createSimulation({ system: 'totalistic-1d', params: { code: '1599', width: WIDTH, height: 1 } });
for (let i = 0; i < 500; i++) totalistic.step(20);
report('totalistic-1d, code 1599 on a ring of 65536 cells (cells per second)', [
  ['Selforg, WASM SIMD, any code', rate(() => totalistic.step(2 ** 14), WIDTH * 2 ** 14)],
]);
