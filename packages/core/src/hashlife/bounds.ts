import type { Box } from '../contract/window.js';
import type { Universe } from './universe.js';

/** Quarters (NW, NE, SW, SE) on a side of a square. */
const SIDES = { left: [0, 2], right: [1, 3], top: [0, 1], bottom: [2, 3] } as const;
type Side = keyof typeof SIDES;

/** Smallest box that holds every cell that is not 0 of a square around (0, 0); nothing when all are. */
export function boundsOf(universe: Universe, root: number, level: number): Box | undefined {
  if (root === universe.empty(level)) return undefined;
  const half = 1n << BigInt(level - 1);
  const inset = (side: Side) => insetOf(universe, root, level, side);
  return {
    left: inset('left') - half,
    top: inset('top') - half,
    right: half - 1n - inset('right'),
    bottom: half - 1n - inset('bottom'),
  };
}

/** Empty rows or columns along a side: each level keeps the squares that hold the outermost cell, each once. */
function insetOf(universe: Universe, root: number, level: number, side: Side): bigint {
  const { words, leafLevel } = universe;
  const near: readonly number[] = SIDES[side];
  const far = [0, 1, 2, 3].filter((quarter) => !near.includes(quarter));
  let squares = new Set([root]);
  let inset = 0n;
  for (let at = level - 1; at >= leafLevel; at--) {
    const quartersOf = (quarters: readonly number[]) => {
      const found = new Set<number>();
      for (const square of squares) for (const quarter of quarters) found.add(words[(square >>> 2) + quarter]);
      found.delete(universe.empty(at));
      return found;
    };
    const nearest = quartersOf(near);
    if (nearest.size === 0) inset += 1n << BigInt(at);
    squares = nearest.size > 0 ? nearest : quartersOf(far);
  }
  return inset + BigInt(Math.min(...[...squares].map((leaf) => leafInset(universe, leaf, side))));
}

function leafInset(universe: Universe, leaf: number, side: Side): number {
  const last = 2 ** universe.leafLevel - 1;
  const isColumn = side === 'left' || side === 'right';
  const isFar = side === 'right' || side === 'bottom';
  for (let depth = 0; depth < last; depth++) {
    const line = isFar ? last - depth : depth;
    for (let n = 0; n <= last; n++) {
      if (isColumn ? cellOf(universe, leaf, line, n) : cellOf(universe, leaf, n, line)) return depth;
    }
  }
  return last;
}

/** State of a cell of a leaf. */
export function cellOf({ words, leafLevel }: Universe, leaf: number, x: number, y: number): number {
  const at = leaf >>> 2;
  return leafLevel === 3 ? (words[at + (y >> 2)] >>> (8 * (y & 3) + x)) & 1 : (words[at + y] >>> (8 * x)) & 255;
}
