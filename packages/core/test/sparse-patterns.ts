import { SparseEngine } from '../src/lattice/sparse-engine.js';
import { UNBOUNDED } from '../src/lattice/topology.js';
import type { Pattern } from '../src/patterns/pattern.js';
import { parseRle } from '../src/patterns/rle.js';
import { parseRule } from '../src/rules/parse-rule.js';
import type { BlockRule } from '../src/rules/rule.js';

export function blockRule(text: string): BlockRule {
  const { rule } = parseRule(text);
  if (rule.kind !== 'block') throw new Error(`${text} is no block rule`);
  return rule;
}

export const LIFE = blockRule('B3/S23');
export const GLIDER = parseRle('bob$2bo$3o!');
export const BEYOND = 2n ** 62n;

export function engineWith(rle: string, rule = 'B3/S23', x = 0n, y = 0n): SparseEngine {
  const engine = new SparseEngine(blockRule(rule), UNBOUNDED);
  engine.place(parseRle(rle), x, y);
  return engine;
}

export function populationsAt(engine: SparseEngine, times: readonly number[]): bigint[] {
  let now = 0;
  return times.map((time) => {
    engine.step(time - now);
    now = time;
    return engine.population();
  });
}

/** The cells of a pattern where they lie. */
export function cellsOf({ runs, origin = [0n, 0n] }: Pattern): [number, number][] {
  const cells: [number, number][] = [];
  for (let i = 0; i < runs.length; i += 4) {
    const [x, y] = [Number(origin[0]) + runs[i], Number(origin[1]) + runs[i + 1]];
    for (let k = 0; k < runs[i + 2]; k++) cells.push([x + k, y]);
  }
  return cells;
}

export function patternOf(cells: readonly (readonly [number, number])[]): Pattern {
  const sorted = [...cells].sort(([ax, ay], [bx, by]) => ay - by || ax - bx);
  const width = Math.max(0, ...cells.map(([x]) => x + 1));
  const height = Math.max(0, ...cells.map(([, y]) => y + 1));
  return { width, height, runs: Int32Array.from(sorted.flatMap(([x, y]) => [x, y, 1, 1])), comments: [] };
}

/** The soup that engines are compared on: a linear congruential generator, alive where its top bit is set. */
export function soup(side: number): Pattern {
  const cells: [number, number][] = [];
  let s = 1;
  for (let i = 0; i < side * side; i++) {
    s = (Math.imul(1664525, s) + 1013904223) >>> 0;
    if (s >= 2 ** 31) cells.push([i % side, Math.floor(i / side)]);
  }
  return patternOf(cells);
}
