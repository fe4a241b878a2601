import type { Pattern } from '../patterns/pattern.js';
import { patternOf, sortedRuns } from '../patterns/runs.js';
import type { BlockRule } from '../rules/rule.js';

// Small patterns as sets of cells: simple, and fast enough for what is left when a pattern has settled.

/** Cells by one number each: y · 2²⁶ + x, both within ±2²⁵. */
export type Cells = ReadonlySet<number>;

const ROW = 2 ** 26;
const HALF = 2 ** 25;

export const cellAt = (x: number, y: number): number => y * ROW + x;
export const rowOf = (cell: number): number => Math.floor((cell + HALF) / ROW);
export const columnOf = (cell: number): number => cell - rowOf(cell) * ROW;

/** From a cell to the nine of its block, in the order of a {@link BlockRule}'s index, its highest bit first. */
export const BLOCK: readonly number[] = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => cellAt(dx, dy)));

/** The cells as runs of one cell each, moved. */
export function runsOf(cells: Cells, dx = 0, dy = 0): Int32Array {
  const runs = new Int32Array(4 * cells.size);
  let at = 0;
  for (const cell of cells) {
    runs[at++] = columnOf(cell) + dx;
    runs[at++] = rowOf(cell) + dy;
    runs[at++] = 1;
    runs[at++] = 1;
  }
  return runs;
}

/** The cells as a pattern from (0, 0). */
export function toPattern(cells: Cells): Pattern {
  const { left, top } = boxOf(cells);
  return patternOf(sortedRuns(runsOf(cells, -left, -top)));
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
    const y = rowOf(cell);
    const x = cell - y * ROW;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
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
function blocksOf(cells: Cells): Map<number, number> {
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
