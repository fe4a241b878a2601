import { InputError } from '../contract/errors.js';
import { HashLifeEngine } from '../hashlife/hashlife-engine.js';
import { DenseEngine } from '../lattice/dense.js';
import type { LatticeEngine } from '../lattice/engine.js';
import { type Topology, UNBOUNDED } from '../lattice/topology.js';
import type { Pattern, Quadtree } from '../patterns/pattern.js';
import { isQuadtree, patternOfTree } from '../patterns/quadtree.js';
import { patternOf, RunList } from '../patterns/runs.js';
import { type SymmetryName, symmetricSoup } from '../patterns/symmetric.js';
import type { Random } from '../random/random.js';

export type EdgeName = 'auto' | 'none' | 'torus' | 'plane' | 'klein' | 'cross-surface' | 'sphere';

/** The lattice that an edge by name makes of a grid; auto is none under a pattern and a torus under a soup. */
export function latticeOf(edge: EdgeName, width: number, height: number, hasPattern: boolean): Topology {
  const kind = edge === 'auto' ? (hasPattern ? 'none' : 'torus') : edge;
  if (kind === 'none') return UNBOUNDED;
  if (kind === 'sphere' && width !== height) {
    throw new InputError('edge', edge, `another edge, or a square grid instead of ${width}×${height}`);
  }
  return { kind, width, height, shiftX: 0, shiftY: 0, twist: kind === 'klein' ? 'horizontal' : 'none' };
}

export interface Home {
  readonly isBounded: boolean;
  readonly width: number;
  readonly height: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/**
 * Sets a pattern in the middle of the part at home, moved by the offset; one that says where it lies goes there, counted
 * from that middle, as a tree does.
 */
export function placePattern(engine: LatticeEngine, pattern: Pattern | Quadtree, home: Home): void {
  const { isBounded, offsetX, offsetY } = home;
  // The plane without end has its middle at (0, 0).
  const middle = (size: number) => (isBounded ? Math.floor(size / 2) : 0);
  const [x, y] = [BigInt(middle(home.width) + offsetX), BigInt(middle(home.height) + offsetY)];
  if (isQuadtree(pattern)) {
    if (!(engine instanceof HashLifeEngine)) placePattern(engine, patternOfTree(pattern), home);
    else if (x === 0n && y === 0n) engine.loadTree(pattern);
    else throw new InputError('offsetX', home.offsetX, '0, and offsetY 0: HashLife takes a tree where it is');
    return;
  }
  const corner = (size: number, grid: number, offset: number) =>
    BigInt(Math.floor(((isBounded ? grid : 0) - size) / 2) + offset);
  const [left, top] = pattern.origin
    ? [x + pattern.origin[0], y + pattern.origin[1]]
    : [corner(pattern.width, home.width, offsetX), corner(pattern.height, home.height, offsetY)];
  engine.place(pattern, left, top);
}

export interface Soup extends Pick<Home, 'width' | 'height' | 'isBounded'> {
  readonly density: number;
  readonly symmetry: SymmetryName;
}

/** Sows the part at home: all of it by chance, or its middle with a symmetry. */
export function sow(engine: LatticeEngine, soup: Soup, random: Random): void {
  const { width, height, isBounded, density, symmetry } = soup;
  const { bits } = random;
  const threshold = density * 2 ** 32;
  if (symmetry !== 'C1') {
    const size = Math.max(1, Math.floor(Math.min(width, height) / 2));
    placePattern(engine, symmetricSoup(random, { size, density, symmetry }), { ...soup, offsetX: 0, offsetY: 0 });
  } else if (engine instanceof DenseEngine) engine.fill(() => Number(bits() < threshold));
  else {
    const runs = new RunList();
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (bits() < threshold) runs.push(x, y, 1, 1);
    const corner = (size: number) => (isBounded ? 0n : -BigInt(Math.floor(size / 2)));
    engine.place(patternOf(runs.take()), corner(width), corner(height));
  }
}
