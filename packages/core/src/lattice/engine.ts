import type { TypedArray } from '../contract/field.js';
import type { Box, Window } from '../contract/window.js';
import type { Pattern, Quadtree } from '../patterns/pattern.js';

export type EngineName = 'dense' | 'sparse' | 'hashlife';

/** What runs a lattice rule. All engines that take a rule and a topology give the same cells, bit for bit. */
export interface LatticeEngine {
  readonly name: EngineName;
  /** @throws InputError where memory, or the plane, ends: the cells are then those {@link taken} generations on */
  step(count: number): void;
  /** Generations that the last call of {@link step} went, where that may throw. */
  readonly taken?: number;
  /** Writes a pattern's live cells with its first row and column at (x, y); what is there stays. */
  place(pattern: Pattern, x: bigint, y: bigint): void;
  /** Sets one cell. */
  paint(x: bigint, y: bigint, state: number): void;
  /** Live cells: those in state 1; for rules of several states, those that are not 0. */
  population(): bigint;
  /** Smallest box that holds every cell that is not 0; nothing when all are. */
  box(): Box | undefined;
  /** Live cells under each pixel of a window, row by row: exact up to 2⁵³, rounded above. */
  counts(window: Window, out: Float64Array): void;
  /** States of the cells of a window of zoom 0, row by row. */
  cells(window: Window, out: Uint8Array): void;
  /**
   * Everything that lives, to be written to a file.
   * @throws InputError where it takes more than `maxRuns` runs
   */
  pattern(maxRuns?: number): Pattern;
  /** The same as a tree, where the engine holds one. */
  tree?(): Quadtree | undefined;
  /** Everything that decides the future; arrays may differ in length from one call to the next. */
  save(): Record<string, TypedArray>;
  /** @throws InputError where `saved` is not what {@link save} returned for this rule and topology */
  load(saved: Readonly<Record<string, TypedArray>>): void;
}
