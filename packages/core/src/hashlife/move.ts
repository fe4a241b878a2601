import { InputError } from '../contract/errors.js';
import { cellOf } from './bounds.js';
import { NodeMap } from './node-map.js';
import type { Square } from './paint.js';
import { MAX_LEVEL, type Universe } from './universe.js';

type Four = readonly [nw: number, ne: number, sw: number, se: number];

/**
 * A square with all its cells moved right by x and down by y, each distinct part moved once. Nothing is collected.
 * @throws InputError where that goes beyond the largest square
 */
export function moved(universe: Universe, square: Square, x: bigint, y: bigint): Square {
  if (x === 0n && y === 0n) return square;
  const reach = (1n << BigInt(square.level - 1)) + [x, y, -x, -y].reduce((a, b) => (a > b ? a : b));
  let { node, level } = square;
  for (; 1n << BigInt(level - 1) < reach; level++) {
    if (level + 1 >= MAX_LEVEL) throw new InputError('pattern', `${x}, ${y}`, `coordinates within ±2^${MAX_LEVEL - 2}`);
    node = universe.raise(node, level);
  }
  const around = universe.raise(node, level) >>> 2;
  const [nw, ne, sw, se] = universe.words.subarray(around, around + 4);
  const half = 1n << BigInt(level - 1);
  return { node: new Mover(universe, half - x, half - y).cut([nw, ne, sw, se], level), level };
}

/** Cuts squares out of four that meet, at an offset: at each level the same modulo its side. */
class Mover {
  readonly #universe: Universe;
  readonly #x: bigint;
  readonly #y: bigint;
  /** By the node that the four would be the quarters of. */
  readonly #known = new NodeMap();

  constructor(universe: Universe, x: bigint, y: bigint) {
    this.#universe = universe;
    this.#x = x;
    this.#y = y;
  }

  cut(four: Four, level: number): number {
    const { kernel, leafLevel } = this.#universe;
    const empty = this.#universe.empty(level);
    if (four.every((square) => square === empty)) return empty;
    this.#universe.prepareUncollected();
    const key = kernel.node(...four);
    let square = this.#known.get(key);
    if (square < 0) {
      square = level === leafLevel ? this.#leaf(four) : this.#quarters(four, level);
      this.#known.set(key, square);
    }
    return square;
  }

  #quarters(four: Four, level: number): number {
    const { words, kernel } = this.#universe;
    const [right, down] = [this.#x, this.#y].map((by) => Number((by >> BigInt(level - 1)) & 1n));
    // The sixteen quarters of the four, by column and row.
    const at = (column: number, row: number) => {
      const square = four[2 * (row >> 1) + (column >> 1)];
      return words[(square >>> 2) + 2 * (row & 1) + (column & 1)];
    };
    const part = (x: number, y: number): Four => [at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)];
    // All sixteen are read before the first node is made, since that may replace the view on memory.
    const parts = [part(right, down), part(right + 1, down), part(right, down + 1), part(right + 1, down + 1)];
    const [nw, ne, sw, se] = parts.map((quarter) => this.cut(quarter, level - 1));
    return kernel.node(nw, ne, sw, se);
  }

  #leaf(four: Four): number {
    const { leafLevel, kernel } = this.#universe;
    const side = 2 ** leafLevel;
    const bits = 32 / (leafLevel === 3 ? 32 : 4);
    const [dx, dy] = [this.#x, this.#y].map((by) => Number(by & BigInt(side - 1)));
    const cells = new Uint32Array(4);
    for (let i = 0; i < side * side; i++) {
      const [x, y] = [(i % side) + dx, Math.floor(i / side) + dy];
      const leaf = four[2 * Math.floor(y / side) + Math.floor(x / side)];
      const place = i * bits;
      cells[place >> 5] |= cellOf(this.#universe, leaf, x % side, y % side) << (place & 31);
    }
    return kernel.leafOf(cells[0], cells[1], cells[2], cells[3]);
  }
}
