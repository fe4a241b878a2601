// Life on a torus from the same soup: the kernel made for the rule against the one that runs any rule, and JavaScript.
import { DenseEngine, parseRule } from '@selforg/core';
import { rate, report } from './measure.mjs';

const N = 1024;
const { rule } = parseRule('B3/S23');

/** A generator that anyone can write: alive where its top bit is set. */
function soupOf(side) {
  let s = 1;
  return Uint8Array.from({ length: side * side }, () => {
    s = (Math.imul(1664525, s) + 1013904223) >>> 0;
    return s >>> 31;
  });
}

function start(side, backend) {
  const topology = { kind: 'torus', width: side, height: side, shiftX: 0, shiftY: 0, twist: 'none' };
  const engine = new DenseEngine(rule, topology, { backend });
  const cells = soupOf(side);
  let i = 0;
  engine.fill(() => cells[i++]);
  return engine;
}

const soup = soupOf(N);

/** What one writes first: a byte a cell, neighbours by index with wrap. */
function plainBytes(generations) {
  let cells = soup;
  let next = new Uint8Array(N * N);
  for (let g = 0; g < generations; g++) {
    for (let y = 0; y < N; y++) {
      const up = ((y + N - 1) % N) * N;
      const here = y * N;
      const down = ((y + 1) % N) * N;
      for (let x = 0; x < N; x++) {
        const l = (x + N - 1) % N;
        const r = (x + 1) % N;
        const n =
          cells[up + l] +
          cells[up + x] +
          cells[up + r] +
          cells[here + l] +
          cells[here + r] +
          cells[down + l] +
          cells[down + x] +
          cells[down + r];
        next[here + x] = n === 3 || (n === 2 && cells[here + x]) ? 1 : 0;
      }
    }
    [cells, next] = [next, g === 0 ? new Uint8Array(N * N) : cells];
  }
  return cells.reduce((sum, cell) => sum + cell, 0);
}

/** Thirty-two cells a word, carry-save sums: the best that plain JavaScript does. */
function packedWords(generations) {
  const W = N / 32;
  let rows = new Int32Array(N * W);
  for (let i = 0; i < N * N; i++) if (soup[i]) rows[i >> 5] |= 1 << (i & 31);
  let next = new Int32Array(N * W);
  for (let g = 0; g < generations; g++) {
    for (let y = 0; y < N; y++) {
      const a = ((y + N - 1) % N) * W;
      const b = y * W;
      const c = ((y + 1) % N) * W;
      for (let i = 0; i < W; i++) {
        const l = (i + W - 1) % W;
        const r = (i + 1) % W;
        const ua = rows[a + i];
        const al = (ua << 1) | (rows[a + l] >>> 31);
        const ar = (ua >>> 1) | (rows[a + r] << 31);
        const ub = rows[b + i];
        const bl = (ub << 1) | (rows[b + l] >>> 31);
        const br = (ub >>> 1) | (rows[b + r] << 31);
        const uc = rows[c + i];
        const cl = (uc << 1) | (rows[c + l] >>> 31);
        const cr = (uc >>> 1) | (rows[c + r] << 31);
        const a0 = al ^ ua ^ ar;
        const a1 = (al & ua) | ((al ^ ua) & ar);
        const b0 = bl ^ br;
        const b1 = bl & br;
        const c0 = cl ^ uc ^ cr;
        const c1 = (cl & uc) | ((cl ^ uc) & cr);
        const n0 = a0 ^ b0 ^ c0;
        const carry = (a0 & b0) | ((a0 ^ b0) & c0);
        const t = a1 ^ b1 ^ c1;
        const fours = (a1 & b1) | ((a1 ^ b1) & c1);
        const n1 = t ^ carry;
        const n2 = fours ^ (t & carry);
        next[b + i] = n1 & ~n2 & (n0 | ub);
      }
    }
    [rows, next] = [next, rows];
  }
  let population = 0;
  for (let word of rows) for (; word; word &= word - 1) population++;
  return population;
}

const oracle = start(N, 'compiled');
oracle.step(20);
for (const [name, program] of [
  ['bytes', plainBytes],
  ['words', packedWords],
]) {
  if (program(20) !== Number(oracle.population())) throw new Error(`${name} disagrees`);
}

/** V8 compiles a hot kernel only between calls: many short ones first. */
function engineRate(side, backend, generations) {
  const engine = start(side, backend);
  for (let i = 0; i < 200; i++) engine.step(1);
  return rate(() => engine.step(generations), side * side * generations);
}

const cells = N * N;
report('life, 1024² torus, B3/S23 soup (cells per second)', [
  ['Selforg, WebAssembly made for the rule', engineRate(N, 'compiled', 2000)],
  ['the same, 4096² torus', engineRate(4096, 'compiled', 100)],
  ['the same, 16384² torus', engineRate(16384, 'compiled', 6)],
  ['Selforg, WebAssembly for any rule', engineRate(N, 'masks', 100)],
  ['Selforg, TypeScript for any rule', engineRate(N, 'typescript', 10)],
  ['JavaScript, 32 cells a word, Life only', rate(() => packedWords(200), cells * 200)],
  ['JavaScript, a byte a cell', rate(() => plainBytes(20), cells * 20)],
]);
