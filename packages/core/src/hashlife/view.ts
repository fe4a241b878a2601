import { InputError } from '../contract/errors.js';
import type { Window } from '../contract/window.js';
import { cellOf } from './bounds.js';
import { NodeMap } from './node-map.js';
import type { Square } from './paint.js';
import type { Populations } from './populations.js';
import { MAX_LEVEL, type Universe } from './universe.js';

/** Levels above the pixels at which places are surely exact as numbers. */
const NEAR = 40;
/** Parts of a square that a pixel's edges cut it into: along each axis all of it, what is before the edge, the rest. */
const ALL = 0;
const BEFORE = 1;
const AFTER = 2;

/**
 * Goes through the squares that a window shows, down to the size of its pixels (or leaves, where those are larger).
 * Places are in pixels from the window's corner; where the window's corner is no multiple of the pixel, `cutX` and
 * `cutY` cells of each square belong to the pixel before.
 */
class Viewer {
  readonly zoom: number;
  readonly width: number;
  readonly height: number;
  readonly cutX: bigint;
  readonly cutY: bigint;
  readonly #universe: Universe;
  readonly #words: Uint32Array;
  /** Level at which squares are handed over. */
  readonly #goal: number;
  readonly #show: (node: number, x: number, y: number) => void;
  readonly #cornerX: bigint;
  readonly #cornerY: bigint;

  constructor(universe: Universe, window: Window, show: (node: number, x: number, y: number) => void) {
    const { x, y, width, height, zoom } = window;
    const pixel = BigInt(zoom);
    this.zoom = zoom;
    this.width = width;
    this.height = height;
    this.#cornerX = x >> pixel;
    this.#cornerY = y >> pixel;
    this.cutX = x - (this.#cornerX << pixel);
    this.cutY = y - (this.#cornerY << pixel);
    this.#universe = universe;
    this.#words = universe.words;
    this.#goal = Math.max(zoom, universe.leafLevel);
    this.#show = show;
  }

  view({ node, level }: Square): void {
    const corner = -(1n << BigInt(level - 1));
    this.#far(
      node,
      level,
      (corner >> BigInt(this.zoom)) - this.#cornerX,
      (corner >> BigInt(this.zoom)) - this.#cornerY,
    );
  }

  /** Where places may be large: few squares, those that the window touches. */
  #far(node: number, level: number, x: bigint, y: bigint): void {
    const side = 1n << BigInt(level - this.zoom);
    if (x > BigInt(this.width) || y > BigInt(this.height) || x + side < 0n || y + side < 0n) return;
    if (node === this.#universe.empty(level)) return;
    if (level - this.zoom <= NEAR) {
      this.#near(node, level, Number(x), Number(y));
      return;
    }
    const half = side / 2n;
    const at = node >>> 2;
    this.#far(this.#words[at], level - 1, x, y);
    this.#far(this.#words[at + 1], level - 1, x + half, y);
    this.#far(this.#words[at + 2], level - 1, x, y + half);
    this.#far(this.#words[at + 3], level - 1, x + half, y + half);
  }

  #near(node: number, level: number, x: number, y: number): void {
    if (node === this.#universe.empty(level)) return;
    const side = 2 ** (level - this.zoom);
    // One pixel more on the right and below: of those a cut part may show.
    if (x > this.width || y > this.height || x + side <= 0 || y + side <= 0) return;
    if (level === this.#goal) {
      this.#show(node, x, y);
      return;
    }
    const half = side / 2;
    const at = node >>> 2;
    this.#near(this.#words[at], level - 1, x, y);
    this.#near(this.#words[at + 1], level - 1, x + half, y);
    this.#near(this.#words[at + 2], level - 1, x, y + half);
    this.#near(this.#words[at + 3], level - 1, x + half, y + half);
  }
}

/** Live cells of the parts that a window's pixels cut squares of their size into; each part is counted once. */
class Parts {
  readonly #universe: Universe;
  readonly #populations: Populations;
  readonly #words: Uint32Array;
  readonly #cuts: readonly [bigint, bigint];
  readonly #known = Array.from({ length: 9 }, () => new NodeMap());

  constructor(universe: Universe, populations: Populations, cuts: readonly [bigint, bigint]) {
    this.#universe = universe;
    this.#populations = populations;
    this.#words = universe.words;
    this.#cuts = cuts;
  }

  /** A square of side 2^level is cut where the window's corner lies modulo that side. */
  of(node: number, level: number, partX: number, partY: number): number {
    if (node === this.#universe.empty(level)) return 0;
    if (partX === ALL && partY === ALL) return this.#populations.of(node, level);
    const known = this.#known[3 * partX + partY];
    let sum = known.get(node);
    if (sum >= 0) return sum;
    sum = 0;
    if (level === this.#universe.leafLevel) sum = this.#ofLeaf(node, partX, partY);
    else {
      for (let quarter = 0; quarter < 4; quarter++) {
        const x = this.#childPart(partX, quarter & 1, this.#cuts[0], level);
        const y = this.#childPart(partY, quarter >> 1, this.#cuts[1], level);
        if (x >= 0 && y >= 0) sum += this.of(this.#words[(node >>> 2) + quarter], level - 1, x, y);
      }
    }
    known.set(node, sum);
    return sum;
  }

  /** Which part of the child that lies before (0) or after (1) the middle belongs to a part; −1 for none of it. */
  #childPart(part: number, child: number, cut: bigint, level: number): number {
    if (part === ALL) return ALL;
    const cutChild = Number((cut >> BigInt(level - 1)) & 1n);
    if (child === cutChild) return part;
    return child < cutChild === (part === BEFORE) ? ALL : -1;
  }

  #ofLeaf(node: number, partX: number, partY: number): number {
    const side = 2 ** this.#universe.leafLevel;
    const [cutX, cutY] = this.#cuts.map((cut) => Number(cut & BigInt(side - 1)));
    const isIn = (part: number, at: number, cut: number) => part === ALL || at < cut === (part === BEFORE);
    let sum = 0;
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        if (isIn(partX, x, cutX) && isIn(partY, y, cutY) && cellOf(this.#universe, node, x, y)) sum++;
      }
    }
    return sum;
  }
}

/**
 * Live cells under each pixel of a window. Squares are visited down to the pixels' size, so that a picture costs no more
 * the more cells it shows; where x or y is no multiple of a pixel, pixels cut squares, and those are visited too.
 */
export function countsInto(
  out: Float64Array,
  universe: Universe,
  populations: Populations,
  at: Square,
  window: Window,
) {
  const { zoom, width, height } = window;
  checkWindow(window, out.length);
  out.fill(0);
  universe.prepare();
  while (at.level <= zoom) at = { node: universe.raise(at.node, at.level), level: at.level + 1 };
  populations.refresh();
  const viewer = new Viewer(universe, window, (node, x, y) =>
    zoom < universe.leafLevel ? cells(node, x, y) : parts(node, x, y),
  );
  const { cutX, cutY } = viewer;
  const cut = new Parts(universe, populations, [cutX, cutY]);
  const [xs, ys] = [cutX, cutY].map((by) => (by === 0n ? [ALL] : [BEFORE, AFTER]));
  viewer.view(at);

  function add(x: number, y: number, count: number): void {
    if (x >= 0 && y >= 0 && x < width && y < height) out[y * width + x] += count;
  }

  function parts(node: number, x: number, y: number): void {
    for (const partY of ys) {
      for (const partX of xs) {
        add(partX === BEFORE ? x - 1 : x, partY === BEFORE ? y - 1 : y, cut.of(node, zoom, partX, partY));
      }
    }
  }

  function cells(node: number, x: number, y: number): void {
    const side = 2 ** universe.leafLevel;
    for (let row = 0; row < side; row++) {
      for (let column = 0; column < side; column++) {
        if (cellOf(universe, node, column, row) === 0) continue;
        add(x + ((column - Number(cutX)) >> zoom), y + ((row - Number(cutY)) >> zoom), 1);
      }
    }
  }
}

/** States of the cells of a window of zoom 0. */
export function cellsInto(out: Uint8Array, universe: Universe, at: Square, window: Window): void {
  const { zoom, width, height } = window;
  if (zoom !== 0) throw new InputError('zoom', zoom, '0, for cells');
  checkWindow(window, out.length);
  out.fill(0);
  const side = 2 ** universe.leafLevel;
  new Viewer(universe, window, (node, x, y) => {
    for (let row = Math.max(0, -y); row < Math.min(side, height - y); row++) {
      for (let column = Math.max(0, -x); column < Math.min(side, width - x); column++) {
        out[(y + row) * width + x + column] = cellOf(universe, node, column, row);
      }
    }
  }).view(at);
}

function checkWindow({ zoom, width, height }: Window, length: number): void {
  if (!Number.isInteger(zoom) || zoom < 0 || zoom >= MAX_LEVEL)
    throw new InputError('zoom', zoom, `an integer from 0 to ${MAX_LEVEL - 1}`);
  if (length < width * height)
    throw new InputError('window', `${width}×${height}`, `at most the ${length} pixels given`);
}
