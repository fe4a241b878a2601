import { NodeMap } from './node-map.js';
import type { Universe } from './universe.js';

/** Squares up to this level are counted by the kernel each time. */
const COUNTED = 5;
/** A square of this level has at most 2^52 cells. */
const EXACT = 26;
/** Counts kept; beyond, all are forgotten. */
const MOST = 2 ** 21;

/** Live cells of squares, each counted once. */
export class Populations {
  readonly #universe: Universe;
  readonly #small = new NodeMap();
  readonly #large = new Map<number, bigint>();
  #collected = 0;

  constructor(universe: Universe) {
    this.#universe = universe;
  }

  /** Has to be called before {@link of} and {@link exact}, after anything that makes nodes. */
  refresh(): void {
    const collected = this.#universe.kernel.collected();
    if (collected === this.#collected && this.#small.size + this.#large.size < MOST) return;
    this.#collected = collected;
    this.#small.clear();
    this.#large.clear();
  }

  /** Exact up to 2^53, rounded above. */
  of(node: number, level: number): number {
    return level > EXACT ? Number(this.exact(node, level)) : this.#count(node, level, this.#universe.words);
  }

  exact(node: number, level: number): bigint {
    const { words } = this.#universe;
    if (level <= EXACT) return BigInt(this.#count(node, level, words));
    const known = this.#large.get(node);
    if (known !== undefined) return known;
    let sum = 0n;
    for (let quarter = node >>> 2; quarter < (node >>> 2) + 4; quarter++) sum += this.exact(words[quarter], level - 1);
    this.#large.set(node, sum);
    return sum;
  }

  #count(node: number, level: number, words: Uint32Array): number {
    if (node === this.#universe.empty(level)) return 0;
    if (level <= COUNTED) return this.#universe.kernel.population(node, level);
    const known = this.#small.get(node);
    if (known >= 0) return known;
    const at = node >>> 2;
    const below = level - 1;
    const north = this.#count(words[at], below, words) + this.#count(words[at + 1], below, words);
    const south = this.#count(words[at + 2], below, words) + this.#count(words[at + 3], below, words);
    this.#small.set(node, north + south);
    return north + south;
  }
}
