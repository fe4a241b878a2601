import type { Quadtree } from './pattern.js';
import { leafLevel } from './tree-builder.js';

/** Up to this level a square's cells are counted in numbers without rounding. */
const EXACT = 26;

/** Live cells in a tree, exactly: those in state 1; of a multistate tree, those that are not 0. */
export function populationOfTree(tree: Quadtree): bigint {
  const { levels, children } = tree;
  const small = new Float64Array(levels.length + 1);
  const large = new Map<number, bigint>();
  const isLeaf = leafLevel(tree);
  const countOf = (node: number) => large.get(node) ?? BigInt(small[node]);
  levels.forEach((level, i) => {
    const quarters = children.subarray(4 * i, 4 * i + 4);
    if (level > EXACT)
      large.set(i + 1, countOf(quarters[0]) + countOf(quarters[1]) + countOf(quarters[2]) + countOf(quarters[3]));
    else if (level > isLeaf) for (let n = 0; n < 4; n++) small[i + 1] += small[quarters[n]];
    else if (isLeaf === 1) for (let n = 0; n < 4; n++) small[i + 1] += Number(quarters[n] > 0);
    else small[i + 1] = bitsIn(quarters[0]) + bitsIn(quarters[1]);
  });
  return levels.length === 0 ? 0n : countOf(levels.length);
}

function bitsIn(word: number): number {
  let pairs = word - ((word >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Smallest box around what is alive in a tree; nothing where nothing is. */
export function boxOfTree(tree: Quadtree): { left: bigint; top: bigint; right: bigint; bottom: bigint } | undefined {
  if (tree.levels.length === 0) return undefined;
  const half = 1n << BigInt(tree.level - 1);
  return {
    left: inset(tree, [0, 2]) - half,
    top: inset(tree, [0, 1]) - half,
    right: half - 1n - inset(tree, [1, 3]),
    bottom: half - 1n - inset(tree, [2, 3]),
  };
}

/** Dead columns or rows along one side of a tree, the side on which these two quarters lie. */
function inset(tree: Quadtree, near: readonly [number, number]): bigint {
  const far = [0, 1, 2, 3].filter((quarter) => !near.includes(quarter));
  const seen = new Uint8Array(tree.levels.length + 1);
  let squares = [tree.levels.length];
  let cells = 0n;
  for (let level = tree.level; level > leafLevel(tree); level--) {
    const close = childrenOf(tree, squares, near, seen);
    if (close.length > 0) squares = close;
    else {
      cells += 1n << BigInt(level - 1);
      squares = childrenOf(tree, squares, far, seen);
    }
  }
  return cells + BigInt(squares.reduce((least, leaf) => Math.min(least, leafInset(tree, leaf, near)), 7));
}

function childrenOf({ children }: Quadtree, nodes: readonly number[], quarters: readonly number[], seen: Uint8Array) {
  const found: number[] = [];
  for (const node of nodes) {
    for (const quarter of quarters) {
      const child = children[4 * (node - 1) + quarter];
      if (child === 0 || seen[child]) continue;
      seen[child] = 1;
      found.push(child);
    }
  }
  return found;
}

/** Dead columns or rows at that side of a leaf. */
function leafInset(tree: Quadtree, leaf: number, near: readonly [number, number]): number {
  const cells = tree.children.subarray(4 * (leaf - 1), 4 * leaf);
  if (tree.states > 2) return cells[near[0]] || cells[near[1]] ? 0 : 1;
  const alive = (column: number, row: number) => (cells[row >> 2] >>> (8 * (row & 3) + column)) & 1;
  const flip = near[0] === 0 ? 0 : 7;
  const isRow = near[1] - near[0] === 1;
  for (let depth = 0; depth < 7; depth++) {
    for (let n = 0; n < 8; n++) {
      if (isRow ? alive(n, depth ^ flip) : alive(depth ^ flip, n)) return depth;
    }
  }
  return 7;
}
