import { InputError } from '../contract/errors.js';
import type { Pattern, Quadtree } from './pattern.js';
import { mergeRows, pushSquares, type Row } from './rows.js';
import { boxOf, cornerOf, MAX_COORDINATE, MAX_RUNS, maxState, patternOf, RunList, tooManyRuns } from './runs.js';
import { leafLevel, TreeBuilder } from './tree-builder.js';
import { boxOfTree } from './tree-measures.js';

/** Levels that a byte holds. */
export const MAX_LEVEL = 255;
/** Up to this level columns and rows are numbers; a pattern's box has at most four squares of it. */
const LOW = 33;

export const isQuadtree = (pattern: Pattern | Quadtree): pattern is Quadtree => 'levels' in pattern;

/** The tree that has nothing alive. */
export const emptyTree = (rest: Pick<Quadtree, 'comments' | 'rule' | 'generation'>): Quadtree =>
  new TreeBuilder(2).take(3, rest);

/**
 * The pattern as a tree, each square once; time and memory follow the runs, not the cells. Where the pattern has no
 * origin, its corner goes to (0, 0).
 * @throws InputError for an origin beyond ±2²⁵⁴
 */
export function treeOfPattern(pattern: Pattern): Quadtree {
  const { comments, rule, generation } = pattern;
  const rest = { comments, ...(rule !== undefined && { rule }), ...(generation !== undefined && { generation }) };
  if (pattern.runs.length === 0) return emptyTree(rest);
  const [left, top] = cornerOf(pattern);
  const level = levelFor(pattern, left, top);
  const builder = new TreeBuilder(maxState(pattern) + 1);
  // Counted from the root's corner, so that no coordinate is below 0; then the part below LOW as a number.
  const half = 1n << BigInt(level - 1);
  const low = Math.min(level, LOW);
  const [x, y] = [left + half, top + half];
  const mask = (1n << BigInt(low)) - 1n;
  const stack = new RowStack(low, builder);
  addRows(stack, pattern, Number(x & mask), Number(y & mask));
  let squares = [...stack.rows()].flatMap(([row, items]) => squaresOf(items, row, x >> BigInt(low), y >> BigInt(low)));
  for (let n = low + 1; n <= level; n++) squares = joined(squares, n, builder);
  return builder.take(level, rest);
}

/** The lowest level whose square around (0, 0) holds the pattern. */
function levelFor(pattern: Pattern, left: bigint, top: bigint): number {
  const box = boxOf(pattern);
  const [x, y] = [left + BigInt(box.left), top + BigInt(box.top)];
  const [right, bottom] = [x + BigInt(box.width), y + BigInt(box.height)];
  for (let level = 3; level <= MAX_LEVEL; level++) {
    const half = 1n << BigInt(level - 1);
    if (x >= -half && y >= -half && right <= half && bottom <= half) return level;
  }
  throw new InputError('pattern origin', `${left}, ${top}`, 'coordinates within ±2^254');
}

/** The runs as rows of squares of level 0. */
function addRows(stack: RowStack, { runs }: Pattern, x: number, y: number): void {
  for (let i = 0; i < runs.length; ) {
    const row = runs[i + 1];
    const items: Row = [];
    for (; i < runs.length && runs[i + 1] === row; i += 4) pushSquares(items, runs[i + 3], x + runs[i], runs[i + 2]);
    stack.add(0, y + row, items);
  }
}

/** Rows from top to bottom, of which two are made one of the next level as soon as both are there. */
class RowStack {
  readonly #top: number;
  readonly #builder: TreeBuilder;
  /** For each level the upper row that waits for its lower one, and its number. */
  readonly #waiting: ({ readonly row: number; readonly items: Row } | undefined)[] = [];
  readonly #done: [row: number, items: Row][] = [];

  constructor(top: number, builder: TreeBuilder) {
    this.#top = top;
    this.#builder = builder;
  }

  add(level: number, row: number, items: Row): void {
    if (level === this.#top) {
      this.#done.push([row, items]);
      return;
    }
    const upper = this.#waiting[level];
    if (upper && upper.row !== row - 1) this.#join(level, upper.row, upper.items, []);
    if (row % 2 === 0) this.#waiting[level] = { row, items };
    else this.#join(level, row, upper?.row === row - 1 ? upper.items : [], items);
  }

  /** Rows of the top level; nothing may be added afterwards. */
  rows(): readonly [row: number, items: Row][] {
    for (let level = 0; level < this.#top; level++) {
      const upper = this.#waiting[level];
      if (upper) this.#join(level, upper.row, upper.items, []);
    }
    return this.#done;
  }

  #join(level: number, row: number, upper: Row, lower: Row): void {
    this.#waiting[level] = undefined;
    this.add(level + 1, Math.floor(row / 2), mergeRows(upper, lower, level + 1, this.#builder));
  }
}

interface Square {
  readonly x: bigint;
  readonly y: bigint;
  readonly node: number;
}

function squaresOf(items: Row, row: number, x: bigint, y: bigint): Square[] {
  const squares: Square[] = [];
  for (let i = 0; i < items.length; i += 3) {
    for (let n = 0; n < items[i + 2]; n++)
      squares.push({ x: x + BigInt(items[i + 1] + n), y: y + BigInt(row), node: items[i] });
  }
  return squares;
}

/** A few squares far out, joined one level up. */
function joined(squares: readonly Square[], level: number, builder: TreeBuilder): Square[] {
  const quarters = new Map<string, { x: bigint; y: bigint; nodes: [number, number, number, number] }>();
  for (const { x, y, node } of squares) {
    const key = `${x >> 1n},${y >> 1n}`;
    const parent = quarters.get(key) ?? { x: x >> 1n, y: y >> 1n, nodes: [0, 0, 0, 0] };
    quarters.set(key, parent);
    parent.nodes[Number((x & 1n) | ((y & 1n) << 1n))] = node;
  }
  return [...quarters.values()].map(({ x, y, nodes }) => ({ x, y, node: builder.combine(level, ...nodes) }));
}

/**
 * The tree's cells as runs, whose corner is that of the box around them.
 * @throws InputError where it takes more than `maxRuns` runs, or the box is wider or higher than 2³¹−1
 */
export function patternOfTree(tree: Quadtree, maxRuns = MAX_RUNS): Pattern {
  const { comments, rule, generation } = tree;
  const rest = { comments, ...(rule !== undefined && { rule }), ...(generation !== undefined && { generation }) };
  const box = boxOfTree(tree);
  if (!box) return patternOf(new Int32Array(0), rest);
  const { left, top, right, bottom } = box;
  const [width, height] = [right - left + 1n, bottom - top + 1n];
  if (width > MAX_COORDINATE || height > MAX_COORDINATE)
    throw new InputError('pattern', `${width}×${height}`, `a pattern of at most ${MAX_COORDINATE} cells a side`);
  const unrolled = new Unrolling(tree, maxRuns);
  const low = Math.min(tree.level, LOW);
  for (const [y, items] of topRows(tree, low, left)) unrolled.unroll(low, items, Number(y - top));
  return patternOf(unrolled.runs.take(), { ...rest, origin: [left, top] });
}

/** The tree's squares of level `low`, by rows, their columns counted in cells from `left`. */
function topRows({ level, children, levels }: Quadtree, low: number, left: bigint): [bigint, Row][] {
  const half = -(1n << BigInt(level - 1));
  let squares: Square[] = [{ x: half, y: half, node: levels.length }];
  for (let n = level; n > low; n--) {
    const side = 1n << BigInt(n - 1);
    squares = squares.flatMap(({ x, y, node }) =>
      [0, 1, 2, 3].flatMap((quarter) => {
        const child = children[4 * (node - 1) + quarter];
        const [right, down] = [quarter & 1, quarter >> 1];
        return child === 0 ? [] : [{ x: x + side * BigInt(right), y: y + side * BigInt(down), node: child }];
      }),
    );
  }
  const rows = new Map<bigint, Row>();
  for (const { x, y, node } of squares.sort((a, b) => Number(a.x - b.x))) {
    const row = rows.get(y) ?? [];
    rows.set(y, row);
    row.push(node, Number(x - left), 1);
  }
  return [...rows].sort(([a], [b]) => Number(a - b));
}

/** Squares side by side after which a tree is refused: a hostile file could fill the memory with them. */
const MAX_IN_ROW = 2 ** 22;

/** Goes down a tree row by row; columns are in cells, and squares that repeat side by side are gone through once. */
class Unrolling {
  readonly runs: RunList;
  readonly #tree: Quadtree;
  readonly #leaf: number;
  readonly #limit: number;
  /** Squares side by side, three numbers each, that differ from their neighbours: where they do, a run begins or ends. */
  readonly #longest: number;

  constructor(tree: Quadtree, limit: number) {
    this.runs = new RunList(limit);
    this.#tree = tree;
    this.#leaf = leafLevel(tree);
    this.#limit = limit;
    this.#longest = 3 * Math.min(2 * limit + 1, MAX_IN_ROW);
  }

  unroll(level: number, items: Row, y: number): void {
    if (items.length === 0) return;
    if (level === 0) {
      for (let i = 0; i < items.length; i += 3) this.runs.push(items[i + 1], y, items[i + 2], items[i]);
      return;
    }
    const half = 2 ** (level - 1);
    this.unroll(level - 1, this.#half(level, items, 0), y);
    this.unroll(level - 1, this.#half(level, items, 2), y + half);
  }

  /** The upper (0) or lower (2) halves of squares. */
  #half(level: number, items: Row, side: 0 | 2): Row {
    const size = 2 ** (level - 1);
    const row: Row = [];
    for (let i = 0; i < items.length; i += 3) {
      const [square, x, count] = [items[i], items[i + 1], items[i + 2]];
      const left = this.#quarter(level, square, side);
      const right = this.#quarter(level, square, side + 1);
      if (left === right) push(row, left, x, 2 * count, size);
      else {
        for (let n = 0; n < count; n++) {
          push(row, left, x + 2 * n * size, 1, size);
          push(row, right, x + (2 * n + 1) * size, 1, size);
          if (row.length > this.#longest) throw tooManyRuns(this.#limit);
        }
      }
    }
    return row;
  }

  /** A quarter of a square; inside the leaves of two states squares are their own bits. */
  #quarter(level: number, square: number, quarter: number): number {
    const { children } = this.#tree;
    if (level > 3 || this.#leaf === 1) return children[4 * (square - 1) + quarter];
    if (level === 3) return gathered(children[4 * (square - 1) + (quarter >> 1)] >>> (4 * (quarter & 1)));
    if (level === 1) return (square >> quarter) & 1;
    const rows = square >> (8 * (quarter >> 1) + 2 * (quarter & 1));
    return (rows & 3) | ((rows >> 2) & 12);
  }
}

/** Squares of `size` cells at the end of a row; nothing for dead ones. */
function push(row: Row, square: number, x: number, count: number, size: number): void {
  if (square === 0) return;
  const last = row.length - 3;
  if (last >= 0 && row[last] === square && row[last + 1] + row[last + 2] * size === x) row[last + 2] += count;
  else row.push(square, x, count);
}

/** The lower four bits of each byte, side by side. */
const gathered = (rows: number): number =>
  (rows & 15) | ((rows >>> 4) & 0xf0) | ((rows >>> 8) & 0xf00) | ((rows >>> 12) & 0xf000);
