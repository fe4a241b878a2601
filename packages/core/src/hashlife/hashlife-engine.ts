import { InputError } from '../contract/errors.js';
import type { TypedArray } from '../contract/field.js';
import type { Box, Window } from '../contract/window.js';
import type { LatticeEngine } from '../lattice/engine.js';
import type { Pattern, Quadtree } from '../patterns/pattern.js';
import { patternOfTree, treeOfPattern } from '../patterns/quadtree.js';
import { boundsOf } from './bounds.js';
import { moved } from './move.js';
import { painted, type Square } from './paint.js';
import { Plan } from './plan.js';
import { Populations } from './populations.js';
import { squareOfTree, treeOfSquare } from './trees.js';
import { type HashLifeRule, MAX_LEVEL, Universe } from './universe.js';
import { cellsInto, countsInto } from './view.js';

const MIB = 2 ** 20;
const LEAST_MEMORY = MIB;
const MOST_MEMORY = 4096 * MIB;
const DEFAULT_MEMORY = 512 * MIB;

export interface HashLifeOptions {
  /** Bytes that squares, results and their table may take: 1 MiB to 4 GiB, 512 MiB unless given. */
  readonly memory?: number;
  /** What the universe starts with. */
  readonly tree?: Quadtree;
}

/**
 * HashLife on the plane without end (Gosper 1984, “Exploiting regularities in large cellular spaces”): the universe is
 * a tree of squares, each stored once, and so is each square's future, so that what repeats in space or time is
 * computed once. Steps may be of any size, populations and boxes are exact.
 *
 * For rules with B0 a cell counts as live where it differs from the infinite background (see `alternating`).
 */
export class HashLifeEngine implements LatticeEngine {
  readonly name = 'hashlife';
  readonly #rule: HashLifeRule;
  readonly #universe: Universe;
  readonly #plan: Plan;
  readonly #populations: Populations;
  #square: Square;
  /** Whether the number of generations so far is odd, which a rule with B0 must know. */
  #isOdd = false;
  #taken = 0;

  /** @throws InputError for a memory out of range, a rule that cannot run without end, and as {@link loadTree} does */
  constructor(rule: HashLifeRule, { memory = DEFAULT_MEMORY, tree }: HashLifeOptions = {}) {
    if (!(memory >= LEAST_MEMORY && memory <= MOST_MEMORY))
      throw new InputError('memory', memory, `${LEAST_MEMORY} to ${MOST_MEMORY} bytes`);
    this.#rule = rule;
    this.#universe = new Universe(rule, memory);
    this.#plan = new Plan(this.#universe);
    this.#populations = new Populations(this.#universe);
    const level = this.#universe.leafLevel + 1;
    this.#square = { node: this.#universe.empty(level), level };
    if (tree) this.loadTree(tree);
  }

  /** Bytes of memory taken so far, nodes in use, and how often garbage was collected. */
  get usage(): { readonly bytes: number; readonly nodes: number; readonly collections: number } {
    const { bytes, kernel } = this.#universe;
    return { bytes, nodes: kernel.nodeCount(), collections: kernel.collected() };
  }

  /**
   * @throws InputError with field `memory` where the ceiling does not do even after collecting: the universe is then as
   * before the step, or {@link taken} generations on
   */
  step(count: number): void {
    if (!Number.isSafeInteger(count) || count < 0)
      throw new InputError('steps', count, 'an integer from 0 to 2^53 − 1');
    this.#taken = 0;
    if (count > 0 && this.#isOdd && this.#universe.alternates) {
      this.#leap(1, 1);
      count--;
      this.#taken = 1;
    }
    if (count > 0) this.#leap(count, 0);
    this.#taken += count;
  }

  /** Generations that the last call of {@link step} went: fewer than asked for where it threw. */
  get taken(): number {
    return this.#taken;
  }

  place(pattern: Pattern, x: bigint, y: bigint): void {
    this.#lay(this.#read(treeOfPattern({ ...pattern, origin: [x, y] })));
  }

  /**
   * Lays a tree over what is there, its (0, 0) at (x, y).
   * @throws InputError as {@link loadTree} does
   */
  placeTree(tree: Quadtree, x: bigint, y: bigint): void {
    this.#lay(moved(this.#universe, this.#read(tree), x, y));
  }

  #lay(over: Square): void {
    const level = Math.max(over.level, this.#square.level);
    const [above, below] = [this.#raised(over, level), this.#raised(this.#square, level)];
    this.#universe.prepareUncollected();
    this.#settle({ node: this.#universe.kernel.lay(above.node, below.node, level), level });
  }

  paint(x: bigint, y: bigint, state: number): void {
    const { states } = this.#universe;
    if (!Number.isInteger(state) || state < 0 || state >= states)
      throw new InputError('state', state, `0 to ${states - 1}`);
    this.#universe.prepare();
    this.#settle(painted(this.#universe, this.#square, [x, y], state));
  }

  population(): bigint {
    this.#populations.refresh();
    return this.#populations.exact(this.#square.node, this.#square.level);
  }

  box(): Box | undefined {
    return boundsOf(this.#universe, this.#square.node, this.#square.level);
  }

  counts(window: Window, out: Float64Array): void {
    countsInto(out, this.#universe, this.#populations, this.#square, window);
  }

  cells(window: Window, out: Uint8Array): void {
    cellsInto(out, this.#universe, this.#square, window);
  }

  pattern(maxRuns?: number): Pattern {
    return patternOfTree(this.tree(), maxRuns);
  }

  tree(): Quadtree {
    return treeOfSquare(this.#universe, this.#square, this.#rule.name);
  }

  /**
   * Makes a tree the universe, at an even generation.
   * @throws InputError for more states than the rule has, more than 120 levels, or more nodes than memory holds
   */
  loadTree(tree: Quadtree): void {
    this.#settle(this.#read(tree));
    this.#isOdd = false;
  }

  save(): Record<string, TypedArray> {
    const { level, states, levels, children } = this.tree();
    return { hashlife: Float64Array.of(level, states, this.#isOdd ? 1 : 0), levels, children };
  }

  load(saved: Readonly<Record<string, TypedArray>>): void {
    const { hashlife, levels, children } = saved;
    const isWhole = hashlife?.length === 3 && levels instanceof Uint8Array && children instanceof Uint32Array;
    if (!isWhole) throw new InputError('state', undefined, 'what HashLife saved');
    const [level, states, odd] = hashlife;
    this.loadTree({ level, states, levels, children, comments: [] });
    this.#isOdd = odd === 1;
  }

  /** One step of any size; with `phase` 1 of one generation, from an odd one. */
  #leap(count: number, phase: 0 | 1): void {
    const { kernel, stack, leafLevel } = this.#universe;
    this.#universe.prepare();
    const level = this.#levelFor(count);
    const { node } = this.#raised(this.#square, level);
    this.#plan.set(count, phase);
    this.#settle({ node: kernel.advance(node, level, stack), level: level - 1 });
    if (count % 2 === 1) this.#isOdd = !this.#isOdd;
    if (this.#square.level <= leafLevel) throw new Error('a universe smaller than its leaves');
  }

  /** The lowest level in whose middle everything is, and stays when it spreads one cell a generation. */
  #levelFor(count: number): number {
    let level = Math.max(this.#square.level + 1, this.#universe.leafLevel + 2);
    const reach = (1n << BigInt(this.#square.level - 1)) + BigInt(count);
    while (1n << BigInt(level - 2) < reach) level++;
    if (level > MAX_LEVEL) throw new InputError('pattern', `level ${level}`, `cells within ±2^${MAX_LEVEL - 3}`);
    return level;
  }

  #raised({ node, level }: Square, to: number): Square {
    for (; level < to; level++) node = this.#universe.raise(node, level);
    return { node, level };
  }

  /** Reads a tree; where memory does not do, once more after collecting. */
  #read(tree: Quadtree): Square {
    try {
      return squareOfTree(this.#universe, tree);
    } catch (error) {
      if (!(error instanceof InputError && error.field === 'memory')) throw error;
      this.#universe.kernel.collect(this.#universe.stack);
      return squareOfTree(this.#universe, tree);
    }
  }

  /** Takes a square for the universe, without the empty space around what is in it. */
  #settle({ node, level }: Square): void {
    const { words, kernel, leafLevel } = this.#universe;
    while (level > leafLevel + 1) {
      const empty = this.#universe.empty(level - 2);
      const quarters = Array.from(words.subarray(node >>> 2, (node >>> 2) + 4));
      const inner = quarters.map((quarter, i) => words[(quarter >>> 2) + 3 - i]);
      const isOuterEmpty = quarters.every((quarter, i) =>
        [0, 1, 2, 3].every((n) => n === 3 - i || words[(quarter >>> 2) + n] === empty),
      );
      if (!isOuterEmpty) break;
      node = kernel.node(inner[0], inner[1], inner[2], inner[3]);
      level--;
    }
    this.#square = { node, level };
    this.#universe.keepRoot(node);
  }
}
