import type { Quadtree } from './pattern.js';

/** Level of the leaves: 8×8 cells as bits where there are two states, 2×2 cells where there are more. */
export const leafLevel = ({ states }: Pick<Quadtree, 'states'>): number => (states > 2 ? 1 : 3);

/**
 * Builds a tree from below, each square once. What {@link combine} takes and returns at level 0 is a state, and inside
 * the leaves of a two-state tree the cells themselves as bits; from the leaves on it is a node.
 */
export class TreeBuilder {
  #levels = new Uint8Array(256);
  #children = new Uint32Array(1024);
  #count = 0;
  /** Open addressing: nodes by what they are made of. */
  #slots = new Uint32Array(1024);
  readonly #leaf: number;
  readonly #states: number;

  constructor(states: number) {
    this.#states = Math.max(2, states);
    this.#leaf = leafLevel({ states });
  }

  /** The square of that level whose quarters are these; 0 where all is dead. */
  combine(level: number, nw: number, ne: number, sw: number, se: number): number {
    if ((nw | ne | sw | se) === 0) return 0;
    if (level < this.#leaf) return level === 1 ? nw | (ne << 1) | (sw << 2) | (se << 3) : rowsOf16(nw, ne, sw, se);
    if (level > 3 || this.#leaf === 1) return this.node(level, nw, ne, sw, se);
    return this.node(3, rowsOf32(nw, ne), rowsOf32(sw, se), 0, 0);
  }

  /** The node of that level with these children or leaf cells, known or new. */
  node(level: number, a: number, b: number, c: number, d: number): number {
    if (2 * this.#count >= this.#slots.length) this.#rehash();
    const mask = this.#slots.length - 1;
    for (let slot = hash(level, a, b, c, d) & mask; ; slot = (slot + 1) & mask) {
      const known = this.#slots[slot];
      if (known === 0) return this.#add(slot, level, a, b, c, d);
      const at = 4 * (known - 1);
      const n = this.#children;
      if (n[at] === a && n[at + 1] === b && n[at + 2] === c && n[at + 3] === d && this.#levels[known - 1] === level)
        return known;
    }
  }

  take(level: number, rest: Pick<Quadtree, 'comments' | 'rule' | 'generation'>): Quadtree {
    const levels = this.#levels.slice(0, this.#count);
    const children = this.#children.slice(0, 4 * this.#count);
    return { ...rest, level, states: this.#states, levels, children };
  }

  #add(slot: number, level: number, a: number, b: number, c: number, d: number): number {
    if (this.#count === this.#levels.length) this.#grow();
    const at = 4 * this.#count;
    this.#levels[this.#count] = level;
    this.#children[at] = a;
    this.#children[at + 1] = b;
    this.#children[at + 2] = c;
    this.#children[at + 3] = d;
    this.#slots[slot] = ++this.#count;
    return this.#count;
  }

  #grow(): void {
    const levels = new Uint8Array(2 * this.#levels.length);
    levels.set(this.#levels);
    this.#levels = levels;
    const children = new Uint32Array(2 * this.#children.length);
    children.set(this.#children);
    this.#children = children;
  }

  #rehash(): void {
    this.#slots = new Uint32Array(2 * this.#slots.length);
    const mask = this.#slots.length - 1;
    const n = this.#children;
    for (let i = 0; i < this.#count; i++) {
      let slot = hash(this.#levels[i], n[4 * i], n[4 * i + 1], n[4 * i + 2], n[4 * i + 3]) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = i + 1;
    }
  }
}

/** Four 2×2 squares of bits as one of 4×4, row by row. */
function rowsOf16(nw: number, ne: number, sw: number, se: number): number {
  const top = (nw & 3) | ((ne & 3) << 2) | ((nw >> 2) << 4) | ((ne >> 2) << 6);
  const bottom = (sw & 3) | ((se & 3) << 2) | ((sw >> 2) << 4) | ((se >> 2) << 6);
  return top | (bottom << 8);
}

/** Two 4×4 squares side by side as four rows of eight bits. */
function rowsOf32(left: number, right: number): number {
  return (spread(left) | (spread(right) << 4)) >>> 0;
}

/** Four rows of four bits, each moved to a byte of its own. */
const spread = (rows: number): number =>
  (rows & 15) | ((rows & 0xf0) << 4) | ((rows & 0xf00) << 8) | ((rows & 0xf000) << 12);

function hash(level: number, a: number, b: number, c: number, d: number): number {
  let h = Math.imul(a ^ level, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77);
  h ^= Math.imul(c, 0xc2b2ae3d) ^ Math.imul(d, 0x27d4eb2f);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return h ^ (h >>> 13);
}
