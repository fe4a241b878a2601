// Life on a 1024² torus, 1000 generations from the same soup: the SIMD kernel against two JavaScript programs.
import { createSimulation } from '@selforg/core';
import { rate, report } from './measure.mjs';

const N = 1024;
const start = () => createSimulation({ system: 'life', params: { width: N, height: N, density: 0.5 } });
const soup = Uint8Array.from(start().field('cells').data);

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

const simd = start();
const generations = 1000;
const oracle = start();
oracle.step(20);
for (const [name, program] of [
  ['bytes', plainBytes],
  ['words', packedWords],
]) {
  if (program(20) !== oracle.measures().population) throw new Error(`${name} disagrees`);
}

const cells = N * N;
report('life, 1024² torus, B3/S23 soup (cells per second)', [
  ['Selforg, WASM SIMD, any B/S rule', rate(() => simd.step(generations), cells * generations)],
  ['JavaScript, 32 cells a word', rate(() => packedWords(200), cells * 200)],
  ['JavaScript, a byte a cell', rate(() => plainBytes(20), cells * 20)],
]);
