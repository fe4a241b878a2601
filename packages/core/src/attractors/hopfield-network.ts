import { InputError } from '../contract/errors.js';
import { createRandom } from '../random/random.js';
import { checkPattern } from './check-pattern.js';
import type { Couplings } from './couplings.js';
import { unstableNeurons } from './couplings.js';
import { hebbCouplings } from './hebb-couplings.js';
import { readWeights, type Weights } from './hopfield-weights.js';
import { type Order, Turns } from './turns.js';
import { WeightMatrix } from './weight-matrix.js';

export const STORAGE_RULES = ['hebb', 'storkey', 'projection'] as const;
/**
 * How patterns become weights: Hebb’s rule (Hopfield 1982), Storkey’s (Storkey & Valabregue 1999), or the projection on
 * what is stored, also called pseudo-inverse (Personnaz, Guyon & Dreyfus 1985).
 */
export type StorageRule = (typeof STORAGE_RULES)[number];

export interface RecallOptions {
  /** `sweep` by default: each neuron once, in random order, then all again. */
  readonly order?: Order;
  /** T of Glauber’s rule, in units of the fields; 0 by default. */
  readonly temperature?: number;
  /** Gives up after so many turns of every neuron; 100 by default. */
  readonly maxSweeps?: number;
  readonly seed?: number;
}

export interface Recalled {
  /** ±1, one a neuron. */
  readonly state: Int8Array;
  /** 1 at rest; 2 where synchronous updates swap two states for ever; 0 where it was still changing at the end. */
  readonly period: 0 | 1 | 2;
  /** Sweeps taken, the last one without change. */
  readonly sweeps: number;
  readonly energy: number;
}

/** A Hopfield network (Hopfield 1982, doi:10.1073/pnas.79.8.2554) of ±1 neurons that do not hear themselves. */
export class Hopfield {
  readonly #couplings: Couplings;

  private constructor(
    couplings: Couplings,
    /** The largest weight, by size, that a neuron was given to itself: it is left out, as energy and rest need. */
    readonly droppedDiagonal: number,
  ) {
    this.#couplings = couplings;
  }

  /**
   * Stores patterns of ±1.
   * @throws InputError where there are none, they differ in length or hold other values
   */
  static store(patterns: readonly ArrayLike<number>[], { rule = 'hebb' }: { rule?: StorageRule } = {}): Hopfield {
    return new Hopfield(storeBy(rule, patterns), 0);
  }

  /**
   * Takes weights as they are: rows, or N × N numbers row-major, row i what neuron i hears.
   * @param symmetric false allows wᵢⱼ ≠ wⱼᵢ, which may never come to rest
   * @throws InputError where they are not square, not finite, or not symmetric
   */
  static withWeights(weights: Weights, { symmetric = true }: { symmetric?: boolean } = {}): Hopfield {
    const rows = readWeights(weights, symmetric);
    const matrix = new WeightMatrix(rows.length);
    rows.forEach((row, i) => {
      for (let j = 0; j < row.length; j++) matrix.setWeight(i, j, row[j]);
    });
    return new Hopfield(matrix, matrix.dropDiagonal());
  }

  /** Number of neurons. */
  get size(): number {
    return this.#couplings.size;
  }

  /**
   * E = −½ Σ wᵢⱼsᵢsⱼ of a state of ±1; asynchronous updates of symmetric weights never raise it.
   * @throws InputError for another number of neurons or other values
   */
  energy(state: ArrayLike<number>): number {
    this.#set('state', state);
    return this.#couplings.energy();
  }

  /** hᵢ = Σ wᵢⱼsⱼ, what each neuron hears in a state of ±1. */
  fields(state: ArrayLike<number>): Float64Array {
    this.#set('state', state);
    return Float64Array.from({ length: this.size }, (_, i) => this.#couplings.field(i));
  }

  /** Number of neurons that would turn over at their turn. */
  unstable(state: ArrayLike<number>): number {
    this.#set('state', state);
    return unstableNeurons(this.#couplings);
  }

  /**
   * Where a cue of ±1 leads: at temperature 0 until nothing changes any more, else for `maxSweeps`.
   * @throws InputError for another number of neurons or other values
   */
  recall(cue: ArrayLike<number>, options: RecallOptions = {}): Recalled {
    const { order = 'sweep', temperature = 0, maxSweeps = 100, seed = 1 } = options;
    if (!(temperature >= 0)) throw new InputError('temperature', temperature, 'a number of at least 0');
    if (!Number.isSafeInteger(maxSweeps) || maxSweeps < 0)
      throw new InputError('maxSweeps', maxSweeps, 'an integer of at least 0');
    this.#set('cue', cue);
    const couplings = this.#couplings;
    const { size, state } = couplings;
    const turns = new Turns(couplings, { order, temperature }, createRandom(seed));
    let before = new Int8Array(0);
    let last = state.slice();
    for (let sweep = 1; sweep <= maxSweeps; sweep++) {
      for (let turn = 0; turn < size; turn++) turns.take(turn);
      const period = temperature > 0 ? 0 : this.#period(order, last, before);
      if (period > 0) return this.#recalled(period, sweep);
      before = last;
      last = state.slice();
    }
    return this.#recalled(0, maxSweeps);
  }

  #recalled(period: 0 | 1 | 2, sweeps: number): Recalled {
    return { state: this.#couplings.state.slice(), period, sweeps, energy: this.#couplings.energy() };
  }

  #period(order: Order, last: Int8Array, before: Int8Array): 0 | 1 | 2 {
    const { state } = this.#couplings;
    const isLike = (other: Int8Array) => other.length > 0 && other.every((s, i) => s === state[i]);
    // In random order a sweep may leave some neurons out.
    if (isLike(last) && (order !== 'random' || unstableNeurons(this.#couplings) === 0)) return 1;
    return order === 'synchronous' && isLike(before) ? 2 : 0;
  }

  #set(name: string, state: ArrayLike<number>): void {
    checkPattern(name, state, this.size);
    this.#couplings.state.set(state);
    this.#couplings.refresh();
  }
}

/** @throws InputError where there are no patterns, they differ in length or hold other values than ±1 */
export function storeBy(rule: StorageRule, patterns: readonly ArrayLike<number>[]): Couplings {
  if (patterns.length === 0) throw new InputError('patterns', 0, 'at least one pattern');
  for (const pattern of patterns) checkPattern('patterns', pattern, patterns[0].length);
  if (rule === 'hebb') return hebbCouplings(patterns);
  const matrix = new WeightMatrix(patterns[0].length);
  learnInto(matrix, rule, patterns);
  return matrix;
}

/** Makes the matrix hold these patterns and no others. */
export function learnInto(
  matrix: WeightMatrix,
  rule: 'storkey' | 'projection',
  patterns: readonly ArrayLike<number>[],
): void {
  matrix.clear();
  for (const pattern of patterns) {
    if (rule === 'storkey') matrix.learnStorkey(pattern);
    else matrix.learnProjection(pattern);
  }
  matrix.dropDiagonal();
}
