// Elementary rules on a ring of 65536 cells: WebAssembly made for the rule against two JavaScript programs.
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

/** Cells per second of a run: V8 compiles hot WebAssembly anew between calls, so many short ones come first. */
function measured(simulation, steps) {
  for (let i = 0; i < 500; i++) simulation.step(20);
  return rate(() => simulation.step(steps), WIDTH * steps);
}

report('elementary, a ring of 65536 cells (cells per second)', [
  ['Selforg, rule 30: two operations', measured(start(), 2 ** 18)],
  ['Selforg, rule 110: three', measured(start({ rule: 110 }), 2 ** 18)],
  ['Selforg, rule 23: five, the most', measured(start({ rule: 23 }), 2 ** 18)],
  ['Selforg, rule 30 of second order', measured(start({ order: 'second' }), 2 ** 18)],
  ['Selforg, rule 30, 1024 rows kept for a picture', measured(start({ height: 1024 }), 1024)],
  ['JavaScript, a word for 32 cells, rule 30 only', rate(() => packedWords(20000), WIDTH * 20000)],
  ['JavaScript, a byte a cell', rate(() => plainBytes(1000), WIDTH * 1000)],
]);
console.log('  Operations are for 128 cells, beside one load and one store; the rows stay in the first cache.');

const totalistic = createSimulation({ system: 'totalistic-1d', params: { code: '1599', width: WIDTH, height: 1 } });
report('totalistic-1d, a ring of 65536 cells (cells per second)', [
  ['Selforg, code 1599', measured(totalistic, 2 ** 14)],
]);
