import { InputError } from '../contract/errors.js';
import type { TypedArray } from '../contract/field.js';
import { choice, integer } from '../contract/params.js';
import { type Allocated, block, type Kernel } from '../kernels/kernel.js';
import { planeSize, StateGrid } from './state-grid.js';
import { isBounded, locate, type Topology } from './topology.js';

/** What lies beyond the edges, for a system's parameters: every bounded surface that a square can be folded to. */
export const surfaceParam = choice(['torus', 'plane', 'klein', 'cross-surface', 'sphere'], {
  default: 'torus',
  about:
    'Torus: opposite edges meet. Plane: all is empty outside. Klein: top and bottom meet reversed; cross-surface: both pairs do; sphere: edges meet at a corner, on a square grid only.',
});

/** What {@link sizeParams} and {@link surfaceParam} give. */
export interface Surface {
  readonly width: number;
  readonly height: number;
  readonly edge: Topology['kind'];
}

/** The topology that a system's width, height and {@link surfaceParam} name. */
export function surfaceOf({ width, height, edge }: Surface): Topology {
  if (edge === 'sphere' && width !== height) {
    throw new InputError('edge', edge, `another edge, or a square grid instead of ${width}×${height}`);
  }
  return { kind: edge, width, height, shiftX: 0, shiftY: 0, twist: edge === 'klein' ? 'horizontal' : 'none' };
}

/** The longest side of a grid of one byte a cell. */
export const MAX_SIDE = 8192;

/** Width and height of a grid of one byte a cell, for a system's parameters. */
export const sizeParams = (side: number, { min = 1, max = MAX_SIDE }: { min?: number; max?: number } = {}) => ({
  width: integer({ default: side, min, max, unit: 'cells', scale: 'log', about: 'Width of the grid.' }),
  height: integer({ default: side, min, max, unit: 'cells', scale: 'log', about: 'Height of the grid.' }),
});

/** @throws InputError for a grid that has no end, or is too large for one byte a cell */
export function checkBounded(topology: Topology): Topology {
  const { width, height } = topology;
  if (!isBounded(topology) || width > MAX_SIDE || height > MAX_SIDE) {
    throw new InputError('rule', `${width}×${height}`, `a grid of 1 to ${MAX_SIDE} cells a side, e.g. :T256,256`);
  }
  return topology;
}

/** What a kernel of this lattice exports: `fillEdges` of `assembly/halo.ts`. */
export interface ByteKernel extends Kernel {
  fillEdges(plane: number, w: number, h: number, halo: number, kind: number, list: number, entries: number): void;
}

/** Codes of `assembly/halo.ts`. */
const EMPTY = 0;
const TORUS = 1;
const LISTED = 2;

/** Blocks of memory that a lattice takes, to be allocated along with a system's own. */
export function latticeBlocks(topology: Topology, halo = 1) {
  const { bytes } = planeSize(topology.width, topology.height, halo);
  return {
    planeA: block.u8(bytes),
    planeB: block.u8(bytes),
    edges: block.u32(filling(topology) === LISTED ? 2 * haloCells(topology, halo) : 0),
  };
}

interface LatticeMemory {
  readonly planeA: Allocated<Uint8Array>;
  readonly planeB: Allocated<Uint8Array>;
  readonly edges: Allocated<Uint32Array>;
}

/** A {@link StateGrid} on any bounded topology, and the loop that steps it. */
export class ByteLattice {
  readonly grid: StateGrid;
  readonly topology: Topology;
  readonly #kernel: ByteKernel;
  readonly #edges: Allocated<Uint32Array>;
  readonly #halo: number;
  readonly #entries: number;

  /** @param memory what {@link latticeBlocks} asked for */
  constructor(kernel: ByteKernel, memory: LatticeMemory, topology: Topology, halo = 1) {
    const { width, height } = topology;
    this.topology = topology;
    this.grid = new StateGrid(width, height, [memory.planeA, memory.planeB], halo);
    this.#kernel = kernel;
    this.#edges = memory.edges;
    this.#halo = halo;
    this.#entries = filling(topology) === LISTED ? listEdges(topology, halo, memory.edges.data) : 0;
  }

  /** Steps `count` times: `act` writes the state at `to` that follows from the one at `from`, whose halo is filled. */
  advance(count: number, act: (from: number, to: number) => void): void {
    const { grid, topology } = this;
    const { width, height } = topology;
    for (let i = 0; i < count; i++) {
      const edges = this.#edges.pointer;
      this.#kernel.fillEdges(grid.now, width, height, this.#halo, filling(topology), edges, this.#entries);
      act(grid.now, grid.next);
      grid.swap();
    }
  }

  /** The state now and a step ago, for snapshots. */
  state(): Record<string, TypedArray> {
    return { cells: this.grid.plane, before: this.grid.planeBefore };
  }

  /** @throws InputError where a byte of a restored state, halo and padding included, is none that the rule has */
  check(states: number): void {
    this.grid.check(states);
  }
}

function filling({ kind, shiftX, shiftY }: Topology): number {
  if (kind === 'plane') return EMPTY;
  return kind === 'torus' && shiftX === 0 && shiftY === 0 ? TORUS : LISTED;
}

const haloCells = ({ width, height }: Topology, halo: number): number =>
  (width + 2 * halo) * (height + 2 * halo) - width * height;

/** Writes pairs of offsets into a plane: each cell of the halo, and the cell of the grid that is seen there. */
function listEdges(topology: Topology, halo: number, list: Uint32Array): number {
  const { width, height } = topology;
  const { pitch, left } = planeSize(width, height, halo);
  const offset = (x: number, y: number): number => (y + halo) * pitch + left + x;
  let length = 0;
  for (let y = -halo; y < height + halo; y++) {
    const inside = y >= 0 && y < height;
    for (let x = -halo; x < width + halo; x++) {
      if (inside && x === 0) x = width;
      const place = locate(topology, x, y);
      if (!place) continue;
      list[length++] = offset(x, y);
      list[length++] = offset(place.x, place.y);
    }
  }
  return length / 2;
}
