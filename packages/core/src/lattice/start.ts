import { HashLifeEngine } from '../hashlife/hashlife-engine.js';
import type { Pattern, Quadtree } from '../patterns/pattern.js';
import { isQuadtree, patternOfTree } from '../patterns/quadtree.js';
import { patternOf, RunList } from '../patterns/runs.js';
import { DenseEngine } from './dense.js';
import type { LatticeEngine } from './engine.js';
import type { Topology } from './topology.js';

/** Where a lattice's part at home begins in a direction in which the lattice has `side` cells, or no end. */
export const homeStart = (side: number, cells: number): bigint => (side > 0 ? 0n : -BigInt(Math.floor(cells / 2)));

/** Cells that are sown at once. */
const STRIP = 2 ** 20;

interface Place {
  readonly topology: Topology;
  readonly offsetX?: number;
  readonly offsetY?: number;
}

/**
 * Sets a pattern in the middle of a lattice, (0, 0) where it has no end, moved by the offset; one that says where it lies
 * goes there, counted from that middle, as a tree does. The middle is that of the box around its cells, where Golly takes
 * the size that an RLE file's header claims.
 */
export function placePattern(engine: LatticeEngine, pattern: Pattern | Quadtree, place: Place): void {
  const { topology, offsetX = 0, offsetY = 0 } = place;
  const middle = (side: number, offset: number) => BigInt(Math.floor(side / 2) + offset);
  const [x, y] = [middle(topology.width, offsetX), middle(topology.height, offsetY)];
  if (isQuadtree(pattern)) {
    if (engine instanceof HashLifeEngine) engine.placeTree(pattern, x, y);
    else placePattern(engine, patternOfTree(pattern), place);
    return;
  }
  const corner = (side: number, size: number, offset: number) =>
    BigInt(Math.floor(side / 2) - Math.floor(size / 2) + offset);
  const [left, top] = pattern.origin
    ? [x + pattern.origin[0], y + pattern.origin[1]]
    : [corner(topology.width, pattern.width, offsetX), corner(topology.height, pattern.height, offsetY)];
  engine.place(pattern, left, top);
}

export interface Home {
  readonly topology: Topology;
  readonly width: number;
  readonly height: number;
}

/** Sows the part at home, row by row: `state` is asked for each cell. */
export function sow(engine: LatticeEngine, { topology, width, height }: Home, state: () => number): void {
  if (engine instanceof DenseEngine) {
    engine.fill(state);
    return;
  }
  const [left, top] = [homeStart(topology.width, width), homeStart(topology.height, height)];
  // In strips, so that an engine that has no room says so before all of it is made.
  const rows = Math.max(1, Math.floor(STRIP / width));
  for (let y = 0; y < height; y += rows) {
    const runs = new RunList();
    for (let i = 0; i < Math.min(rows, height - y) * width; i++) {
      const sown = state();
      if (sown > 0) runs.push(i % width, Math.floor(i / width), 1, sown);
    }
    engine.place(patternOf(runs.take()), left, top + BigInt(y));
  }
}
