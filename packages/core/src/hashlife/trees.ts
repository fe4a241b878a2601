import { InputError } from '../contract/errors.js';
import type { Quadtree } from '../patterns/pattern.js';
import { NodeMap } from './node-map.js';
import type { Square } from './paint.js';
import { MAX_LEVEL, type Universe } from './universe.js';

/**
 * A tree as a square of the universe, whose level is above that of a leaf. Nothing is collected meanwhile.
 * @throws InputError for more states or levels than the universe has, for a tree that is none, and where memory ends
 */
export function squareOfTree(universe: Universe, tree: Quadtree): Square {
  const { levels, level } = tree;
  checkTree(universe, tree);
  const nodes = new Uint32Array(levels.length + 1);
  for (let i = 0; i < levels.length; i++) {
    if (i % 1024 === 0) universe.prepareUncollected();
    nodes[i + 1] = nodeOf(universe, tree, nodes, i);
  }
  universe.prepareUncollected();
  let square: Square = { node: nodes[levels.length], level };
  // What is smaller than two leaves across: a quarter of the empty square around it.
  if (levels.length === 0) square = { node: universe.empty(universe.leafLevel + 1), level: universe.leafLevel + 1 };
  else if (level < universe.leafLevel) square = enlarged(universe, tree);
  return square.level > universe.leafLevel
    ? square
    : { node: universe.raise(square.node, square.level), level: square.level + 1 };
}

/** A root of 2 × 2 cells as the middle of a leaf. */
function enlarged(universe: Universe, { children, levels }: Quadtree): Square {
  const [nw, ne, sw, se] = children.subarray(4 * levels.length - 4);
  return { node: universe.kernel.leafOf(0, (nw << 8) | (ne << 16), (sw << 8) | (se << 16), 0), level: 2 };
}

function nodeOf(universe: Universe, tree: Quadtree, nodes: Uint32Array, i: number): number {
  const { levels, children } = tree;
  const level = levels[i];
  const [a, b, c, d] = children.subarray(4 * i, 4 * i + 4);
  if (tree.states > 2 && level === 1) return 0;
  if (tree.states > 2 && level === 2) return leafOfSquares(universe, children, [a, b, c, d]);
  if (tree.states === 2 && level === 3) return squareOfBits(universe, a, b);
  const child = (n: number) => (n === 0 ? universe.empty(level - 1) : nodes[n]);
  return universe.kernel.node(child(a), child(b), child(c), child(d));
}

/** 8 × 8 cells in bits: a leaf, or in a universe of more states a square of four leaves. */
function squareOfBits({ kernel, leafLevel }: Universe, upper: number, lower: number): number {
  if (leafLevel === 3) return kernel.leafOf(upper, lower, 0, 0);
  const leaf = (rows: number) => {
    const row = (y: number) => {
      const bits = rows >>> (8 * y);
      return (bits & 1) | ((bits & 2) << 7) | ((bits & 4) << 14) | ((bits & 8) << 21);
    };
    return kernel.leafOf(row(0), row(1), row(2), row(3));
  };
  return kernel.node(leaf(upper), leaf(upper >>> 4), leaf(lower), leaf(lower >>> 4));
}

/** Four squares of 2 × 2 cells, by number in the tree, as a leaf. */
function leafOfSquares({ kernel }: Universe, children: Uint32Array, squares: readonly number[]): number {
  const rows = [0, 0, 0, 0];
  squares.forEach((square, quarter) => {
    if (square === 0) return;
    for (let n = 0; n < 4; n++) {
      const [x, y] = [2 * (quarter & 1) + (n & 1), (quarter & 2) + (n >> 1)];
      rows[y] |= children[4 * (square - 1) + n] << (8 * x);
    }
  });
  return kernel.leafOf(rows[0], rows[1], rows[2], rows[3]);
}

function checkTree({ states, leafLevel }: Universe, { level, levels, children, states: treeStates }: Quadtree): void {
  const count = levels.length;
  const leaf = treeStates > 2 ? 1 : 3;
  const fail = (value: string, expected: string): never => {
    throw new InputError('pattern', value, expected);
  };
  if (treeStates > 2 && leafLevel === 3) fail(`${treeStates} states`, 'a pattern of 2 states');
  if (level > MAX_LEVEL) fail(`level ${level}`, `a tree of at most ${MAX_LEVEL} levels`);
  if (children.length !== 4 * count || (count > 0 && levels[count - 1] !== level)) fail('tree', 'a whole tree');
  for (let i = 0; i < count; i++) {
    const at = levels[i];
    if (at < leaf) fail(`node ${i + 1}`, `a level of at least ${leaf}`);
    if (at === leaf && treeStates === 2) continue;
    for (let n = 4 * i; n < 4 * i + 4; n++) {
      const child = children[n];
      if (at === leaf && child >= states) fail(`state ${child}`, `a pattern of ${states} states`);
      if (at === leaf) continue;
      if (child > i || (child > 0 && levels[child - 1] !== at - 1))
        fail(`node ${i + 1}`, 'squares of the level below, given before');
    }
  }
}

/** A square of the universe as a tree: the same cells always give the same numbers. */
export function treeOfSquare(universe: Universe, { node, level }: Square, rule: string): Quadtree {
  const states = universe.leafLevel === 3 ? 2 : Math.max(3, universe.states);
  const writer = new TreeWriter(universe);
  const { levels, children } = writer.write(node, level);
  return { level, states, levels, children, rule, comments: [] };
}

/** Numbers the nodes under a root, children first. */
class TreeWriter {
  readonly #universe: Universe;
  readonly #words: Uint32Array;
  readonly #numbers = new NodeMap();
  /** Squares of 2 × 2 cells by their states. */
  readonly #small = new Map<number, number>();
  #levels = new Uint8Array(1024);
  #children = new Uint32Array(4096);
  #count = 0;

  constructor(universe: Universe) {
    this.#universe = universe;
    this.#words = universe.words;
  }

  write(node: number, level: number): { levels: Uint8Array; children: Uint32Array } {
    this.#visit(node, level);
    return { levels: this.#levels.slice(0, this.#count), children: this.#children.slice(0, 4 * this.#count) };
  }

  #visit(node: number, level: number): number {
    if (node === this.#universe.empty(level)) return 0;
    const known = this.#numbers.get(node);
    if (known >= 0) return known;
    const number = level === this.#universe.leafLevel ? this.#leaf(node) : this.#branch(node, level);
    this.#numbers.set(node, number);
    return number;
  }

  #branch(node: number, level: number): number {
    const at = node >>> 2;
    const nw = this.#visit(this.#words[at], level - 1);
    const ne = this.#visit(this.#words[at + 1], level - 1);
    const sw = this.#visit(this.#words[at + 2], level - 1);
    return this.#add(level, nw, ne, sw, this.#visit(this.#words[at + 3], level - 1));
  }

  #leaf(node: number): number {
    const at = node >>> 2;
    if (this.#universe.leafLevel === 3) return this.#add(3, this.#words[at], this.#words[at + 1], 0, 0);
    const pairs = [0, 1].flatMap((half) => {
      const [upper, lower] = [this.#words[at + 2 * half], this.#words[at + 2 * half + 1]];
      return [this.#pair(upper & 0xffff, lower & 0xffff), this.#pair(upper >>> 16, lower >>> 16)];
    });
    return this.#add(2, pairs[0], pairs[1], pairs[2], pairs[3]);
  }

  /** 2 × 2 cells, two rows of two bytes. */
  #pair(upper: number, lower: number): number {
    const key = upper + lower * 65536;
    if (key === 0) return 0;
    const number = this.#small.get(key) ?? this.#add(1, upper & 255, upper >>> 8, lower & 255, lower >>> 8);
    this.#small.set(key, number);
    return number;
  }

  #add(level: number, a: number, b: number, c: number, d: number): number {
    if (this.#count === this.#levels.length) this.#grow();
    const at = 4 * this.#count;
    this.#levels[this.#count++] = level;
    this.#children[at] = a;
    this.#children[at + 1] = b;
    this.#children[at + 2] = c;
    this.#children[at + 3] = d;
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
}
