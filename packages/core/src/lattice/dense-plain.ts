import { type Gate, gateOf, isNegated, lagOf, liveGates, type Signal } from '../compiler/circuit.js';
import { planesCircuit } from '../compiler/generations.js';
import type { BlockRule } from '../rules/rule.js';
import type { BitGrid, Moment } from './bit-grid.js';
import { locate, type Topology } from './topology.js';

/** Rows that a gate's values are kept for: the newest and two lags. */
const KEPT = 3;

/**
 * Plain TypeScript, 32 cells an instruction, for where no WebAssembly may run. A row is an array of words with one border
 * cell at each end: cell x is bit (x + 1) mod 32 of word (x + 1) div 32. The rule's circuit is run gate by gate, each for
 * a whole row.
 */
export function plainGrid(rule: BlockRule, topology: Topology): BitGrid {
  const { width, height } = topology;
  const planes = planesCircuit(rule);
  const words = Math.ceil((width + 2) / 32);
  const pitch = Math.ceil(width / 8);
  const empty = () => planes.outputs.map(() => new Int32Array(words * (height + 2)));
  let now = empty();
  let before = empty();
  const border = borderOf(topology, words);
  const run = interpreter(planes.circuit.gates, liveGates(planes), planes.outputs, words);

  const bitAt = (x: number, y: number): number => (y + 1) * words * 32 + x + 1;
  const planeOf = (plane: number, moment: Moment): Int32Array => (moment === 'now' ? now : before)[plane];

  return {
    planes: planes.outputs.length,
    step(count) {
      for (let i = 0; i < count; i++) {
        for (let k = 0; k < border.length; k += 2)
          setBit(now[0], border[k + 1], border[k] < 0 ? 0 : bitOf(now[0], border[k]));
        for (let y = -1; y <= height; y++) run(now, before, y);
        [now, before] = [before, now];
      }
    },
    setRun(x, y, length, bits) {
      now.forEach((plane, p) => {
        for (let i = 0; i < length; i++) setBit(plane, bitAt(x + i, y), (bits >> p) & 1);
      });
    },
    read(plane, moment, y, rows, out) {
      const bits = planeOf(plane, moment);
      out.fill(0, 0, rows * pitch);
      for (let r = 0; r < rows; r++) {
        for (let x = 0; x < width; x++) out[r * pitch + (x >> 3)] |= bitOf(bits, bitAt(x, y + r)) << (7 - (x & 7));
      }
    },
    write(plane, moment, y, rows, from) {
      const bits = planeOf(plane, moment);
      for (let r = 0; r < rows; r++) {
        for (let x = 0; x < width; x++)
          setBit(bits, bitAt(x, y + r), (from[r * pitch + (x >> 3)] >> (7 - (x & 7))) & 1);
      }
    },
    forget() {
      for (const [p, plane] of now.entries()) before[p].set(plane);
    },
  };
}

const bitOf = (plane: Int32Array, at: number): number => (plane[Math.floor(at / 32)] >>> (at % 32)) & 1;

function setBit(plane: Int32Array, at: number, bit: number): void {
  const word = Math.floor(at / 32);
  const mask = 1 << (at % 32);
  if (bit) plane[word] |= mask;
  else plane[word] &= ~mask;
}

/** Source (−1: dead) and target of every border cell, as bit numbers. */
function borderOf(topology: Topology, words: number): Float64Array {
  const { width, height } = topology;
  const bitAt = (x: number, y: number): number => (y + 1) * words * 32 + x + 1;
  const pairs: number[] = [];
  for (let y = -1; y <= height; y++) {
    const step = y < 0 || y === height ? 1 : width + 1;
    for (let x = -1; x <= width; x += step) {
      const place = locate(topology, x, y);
      pairs.push(place ? bitAt(place.x, place.y) : -1, bitAt(x, y));
    }
  }
  return Float64Array.from(pairs);
}

type RunRow = (from: readonly Int32Array[], to: readonly Int32Array[], y: number) => void;

/** Makes the function that computes every gate for the newest row y, and writes the row above it. */
function interpreter(
  gates: readonly Gate[],
  live: readonly number[],
  outputs: readonly Signal[],
  words: number,
): RunRow {
  const zero = new Int32Array(words);
  const rows = new Map(live.map((number) => [number, Array.from({ length: KEPT }, () => new Int32Array(words))]));
  // Rows take turns: for each turn, what reads and writes which array is settled once.
  const turns = Array.from({ length: KEPT }, (_, turn) => {
    const rowOf = (signal: Signal): Int32Array =>
      rows.get(gateOf(signal))?.[(turn - lagOf(signal) + KEPT) % KEPT] ?? zero;
    const steps = live.map((number) => {
      const { kind, a, b } = gates[number];
      return { kind, input: a, a: rowOf(a), b: rowOf(b), out: rowOf(8 * number) };
    });
    return { steps, results: outputs.map(rowOf) };
  });
  return (from, to, y) => {
    const { steps, results } = turns[(y + KEPT) % KEPT];
    for (const { kind, input, a, b, out } of steps) {
      if (kind === 'input') readInput(input, from, y, out);
      else combine(kind, a, b, out);
    }
    if (y < 1) return;
    for (const [plane, value] of results.entries()) {
      const inverse = isNegated(outputs[plane]) ? -1 : 0;
      for (let i = 0; i < words; i++) to[plane][y * words + i] = value[i] ^ inverse;
    }
  };
}

function readInput(input: number, from: readonly Int32Array[], y: number, out: Int32Array): void {
  const words = out.length;
  if (input > 2) {
    out.set(from[input - 2].subarray(y * words, (y + 1) * words));
    return;
  }
  const row = from[0].subarray((y + 1) * words, (y + 2) * words);
  for (let i = 0; i < words; i++) {
    if (input === 0) out[i] = (row[i] << 1) | (i > 0 ? row[i - 1] >>> 31 : 0);
    else if (input === 1) out[i] = row[i];
    else out[i] = (row[i] >>> 1) | (i + 1 < words ? row[i + 1] << 31 : 0);
  }
}

function combine(kind: Gate['kind'], a: Int32Array, b: Int32Array, out: Int32Array): void {
  if (kind === 'and') and(a, b, out);
  else if (kind === 'andnot') andNot(a, b, out);
  else if (kind === 'or') or(a, b, out);
  else if (kind === 'xor') xor(a, b, out);
}

function and(a: Int32Array, b: Int32Array, out: Int32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] & b[i];
}
function andNot(a: Int32Array, b: Int32Array, out: Int32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] & ~b[i];
}
function or(a: Int32Array, b: Int32Array, out: Int32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] | b[i];
}
function xor(a: Int32Array, b: Int32Array, out: Int32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] ^ b[i];
}
