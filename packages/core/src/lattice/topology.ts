/**
 * How the edges of a lattice meet. `plane`: all is dead outside; the others join each edge to one of the four.
 * A width or height of 0 has no end in that direction, as in Golly's `:T256,0`.
 */
export interface Topology {
  readonly kind: 'plane' | 'torus' | 'klein' | 'cross-surface' | 'sphere';
  readonly width: number;
  readonly height: number;
  /** Cells by which the right edge (`shiftY`) or the bottom edge (`shiftX`) is moved along before it is joined. */
  readonly shiftX: number;
  readonly shiftY: number;
  /** Which pair of edges a Klein bottle joins reversed: the horizontal ones (top and bottom) or the vertical ones. */
  readonly twist: 'none' | 'horizontal' | 'vertical';
}

/** The plane without end. */
export const UNBOUNDED: Topology = { kind: 'plane', width: 0, height: 0, shiftX: 0, shiftY: 0, twist: 'none' };

/** A cell of a lattice: column and row, from 0 on. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * The cell of the grid that is seen at a coordinate inside it or beyond its edges: this defines every topology, corners
 * included, and agrees with the borders of Golly's bounded grids. Nothing outside a plane.
 *
 * Torus, Klein bottle and cross-surface are the plane folded by two moves: one over the bottom edge, one over the right
 * edge. A sphere joins the top edge to the left and the right to the bottom: each crossing is a quarter turn around a
 * corner. On a shifted Klein bottle Golly's program reflects one cell further to the other side than the pictures in its
 * manual do (the same surface, moved along); this follows the program.
 */
export function locate(topology: Topology, x: number, y: number): Place | undefined {
  const { kind, width, height } = topology;
  if (kind === 'plane') return (width && !within(x, width)) || (height && !within(y, height)) ? undefined : { x, y };
  return kind === 'sphere' ? locateOnSphere(width, x, y) : locateOnTile(topology, x, y);
}

function locateOnTile({ kind, width, height, shiftX, shiftY, twist }: Topology, x: number, y: number): Place {
  const turnsRows = kind === 'cross-surface' || twist === 'horizontal';
  const turnsColumns = kind === 'cross-surface' || twist === 'vertical';
  const rounds = height ? Math.floor(y / height) : 0;
  y -= rounds * height;
  if (turnsRows) x = rounds & 1 ? width - 1 - x - shiftX : x;
  else x += rounds * shiftX;
  const turns = width ? Math.floor(x / width) : 0;
  x -= turns * width;
  if (turnsColumns) y = turns & 1 ? height - 1 - y - shiftY : y;
  else y += turns * shiftY;
  return { x, y: height ? modulo(y, height) : y };
}

function locateOnSphere(side: number, x: number, y: number): Place {
  while (!within(x, side) || !within(y, side)) {
    if (y < 0) [x, y] = [-1 - y, x];
    else if (x < 0) [x, y] = [y, -1 - x];
    else if (x >= side) [x, y] = [y, 2 * side - 1 - x];
    else [x, y] = [2 * side - 1 - y, x];
  }
  return { x, y };
}

/**
 * Where the ring of one cell around a bounded grid takes its states from: y · width + x of the source, or −1 for dead.
 * Order: the row above from x = −1 to x = width, the row below likewise, then the column left of the grid from y = 0 to
 * y = height − 1, and the column right of it.
 */
export function borderSources(topology: Topology): Int32Array {
  const { width, height } = topology;
  const sources = new Int32Array(2 * (width + 2) + 2 * height);
  let i = 0;
  const add = (x: number, y: number): void => {
    const place = locate(topology, x, y);
    sources[i++] = place ? place.y * width + place.x : -1;
  };
  for (const y of [-1, height]) for (let x = -1; x <= width; x++) add(x, y);
  for (const x of [-1, width]) for (let y = 0; y < height; y++) add(x, y);
  return sources;
}

/** Whether the grid has an end in both directions. */
export const isBounded = ({ width, height }: Topology): boolean => width > 0 && height > 0;

const within = (x: number, size: number): boolean => x >= 0 && x < size;
const modulo = (x: number, size: number): number => ((x % size) + size) % size;
