import type { Pattern } from '../patterns/pattern.js';
import { patternOf, sortedRuns } from '../patterns/runs.js';
import type { BlockRule } from '../rules/rule.js';

// Small patterns as sets of cells: simple, and fast enough for what is left when a soup has settled.

/** Cells by one number each: y · 2²⁶ + x, both within ±2²⁵. */
export type Cells = ReadonlySet<number>;

const ROW = 2 ** 26;
const HALF = 2 ** 25;

export const cellAt = (x: number, y: number): number => y * ROW + x;
export const columnOf = (cell: number): number => cell - rowOf(cell) * ROW;
export const rowOf = (cell: number): number => Math.floor((cell + HALF) / ROW);

/** A cell and its eight neighbours, in the order of a {@link BlockRule}'s index, its highest bit first. */
export const BLOCK = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => cellAt(dx, dy)));

export function cellsOf({ runs }: Pick<Pattern, 'runs'>): Set<number> {
  const cells = new Set<number>();
  for (let i = 0; i < runs.length; i += 4) {
    const start = cellAt(runs[i], runs[i + 1]);
    for (let k = 0; k < runs[i + 2]; k++) cells.add(start + k);
  }
  return cells;
}

/** The cells as a pattern from (0, 0). */
export function toPattern(cells: Cells): Pattern {
  const { left, top } = boxOf(cells);
  const runs = new Int32Array(4 * cells.size);
  let at = 0;
  for (const cell of cells) {
    runs.set([columnOf(cell) - left, rowOf(cell) - top, 1, 1], at);
    at += 4;
  }
  return patternOf(sortedRuns(runs));
}

export interface CellBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function boxOf(cells: Iterable<number>): CellBox {
  let [left, top, right, bottom] = [HALF, HALF, -HALF, -HALF];
  for (const cell of cells) {
    const [x, y] = [columnOf(cell), rowOf(cell)];
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

/** One generation. */
export function evolve(cells: Cells, { next }: Pick<BlockRule, 'next'>): Set<number> {
  const after = new Set<number>();
  for (const [cell, block] of blocksOf(cells)) if (next[block]) after.add(cell);
  return after;
}

/** Every cell with a live one in its block, and its index into a {@link BlockRule}. */
export function blocksOf(cells: Cells): Map<number, number> {
  const blocks = new Map<number, number>();
  for (const cell of cells) {
    // Seen from the neighbour at +offset, this cell lies at −offset: the bits run the other way.
    for (let i = 0; i < 9; i++) {
      const near = cell + BLOCK[i];
      blocks.set(near, (blocks.get(near) ?? 0) | (1 << i));
    }
  }
  return blocks;
}
