import { InputError } from '../contract/errors.js';
import type { TypedArray } from '../contract/field.js';
import type { Box, Window } from '../contract/window.js';
import { HashLifeEngine } from '../hashlife/hashlife-engine.js';
import type { Pattern, Quadtree } from '../patterns/pattern.js';
import type { BlockRule } from '../rules/rule.js';
import type { LatticeEngine } from './engine.js';
import { SparseEngine } from './sparse-engine.js';
import { UNBOUNDED } from './topology.js';

/** Generations from one look at the work to the next. */
const SLICE = 1024;
/** Generations that HashLife is tried for. */
const TRIAL = 512;
/** Tiles times generations before the first trial; each that fails makes the next wait four times as long. */
const FIRST_TRIAL = 2 ** 22;
/** Sparse visits of a tile, of two generations each, that cost as much as one new square of HashLife. */
const VISITS_A_SQUARE = 2;

/**
 * A two-state rule on the plane without end, on the engine that suits what lives there: it begins sparse, and goes over
 * to HashLife where a trial makes few new squares: what is there then repeats itself in space or time.
 *
 * The choice follows from work counted, never from a clock: the same run chooses the same.
 */
export class AutoPlane implements LatticeEngine {
  readonly #rule: BlockRule;
  readonly #memory: number;
  #engine: SparseEngine | HashLifeEngine;
  #generation = 0;
  #taken = 0;
  /** Tiles times generations so far, and how many of them bring the next trial. */
  #work = 0;
  #nextTrial = FIRST_TRIAL;

  /** @param memory bytes that either engine may take */
  constructor(rule: BlockRule, memory: number) {
    this.#rule = rule;
    this.#memory = memory;
    this.#engine = new SparseEngine(rule, UNBOUNDED, { memory });
  }

  get name(): LatticeEngine['name'] {
    return this.#engine.name;
  }

  get taken(): number {
    return this.#taken;
  }

  step(count: number): void {
    this.#taken = 0;
    while (this.#taken < count) {
      const before = this.#taken;
      try {
        const left = count - before;
        this.#taken += this.#engine instanceof SparseEngine ? this.#creep(this.#engine, left) : this.#leap(left);
      } catch (error) {
        this.#taken += this.#engine.taken;
        throw error;
      } finally {
        this.#generation += this.#taken - before;
      }
    }
  }

  #leap(count: number): number {
    this.#engine.step(count);
    return count;
  }

  /** Some of `count` generations, or a trial of HashLife that serves as them. */
  #creep(sparse: SparseEngine, count: number): number {
    if (this.#isTrialDue(sparse, count) && this.#isLeapingLess(sparse)) return TRIAL;
    const slice = Math.min(count, SLICE);
    sparse.step(slice);
    this.#work += sparse.tiles * slice;
    return slice;
  }

  #isTrialDue(sparse: SparseEngine, ahead: number): boolean {
    // A rule with B0 has another table in odd generations, which a fresh engine would not know of.
    return ahead >= TRIAL && this.#generation % 2 === 0 && this.#work + sparse.tiles * ahead >= this.#nextTrial;
  }

  /** Goes over to HashLife, and {@link TRIAL} generations on, where that is less work. */
  #isLeapingLess(sparse: SparseEngine): boolean {
    this.#nextTrial = 4 * Math.max(this.#nextTrial, this.#work);
    try {
      const leaper = this.#leaperOn(sparse.pattern());
      const before = leaper.usage.nodes;
      leaper.step(TRIAL);
      const visits = (sparse.tiles * TRIAL) / 2;
      if ((leaper.usage.nodes - before) * VISITS_A_SQUARE > visits) return false;
      this.#engine = leaper;
      return true;
    } catch (error) {
      // Too much for its memory, or too many runs to hand over: it is not what HashLife is for.
      if (error instanceof InputError) return false;
      throw error;
    }
  }

  #leaperOn(pattern: Pattern): HashLifeEngine {
    const engine = new HashLifeEngine(this.#rule, { memory: this.#memory });
    const [x, y] = pattern.origin ?? [0n, 0n];
    engine.place(pattern, x, y);
    return engine;
  }

  place(pattern: Pattern, x: bigint, y: bigint): void {
    this.#engine.place(pattern, x, y);
  }
  paint(x: bigint, y: bigint, state: number): void {
    this.#engine.paint(x, y, state);
  }
  population(): bigint {
    return this.#engine.population();
  }
  box(): Box | undefined {
    return this.#engine.box();
  }
  counts(window: Window, out: Float64Array): void {
    this.#engine.counts(window, out);
  }
  cells(window: Window, out: Uint8Array): void {
    this.#engine.cells(window, out);
  }
  pattern(maxRuns?: number): Pattern {
    return this.#engine.pattern(maxRuns);
  }
  tree(): Quadtree | undefined {
    return this.#engine instanceof HashLifeEngine ? this.#engine.tree() : undefined;
  }

  save(): Record<string, TypedArray> {
    const isLeaping = this.#engine instanceof HashLifeEngine ? 1 : 0;
    return { auto: Float64Array.of(isLeaping, this.#generation, this.#work, this.#nextTrial), ...this.#engine.save() };
  }

  load(saved: Readonly<Record<string, TypedArray>>): void {
    const { auto, ...rest } = saved;
    if (auto?.length !== 4) throw new InputError('snapshot', undefined, 'what the automatic engine saved');
    const engine =
      auto[0] === 1
        ? new HashLifeEngine(this.#rule, { memory: this.#memory })
        : new SparseEngine(this.#rule, UNBOUNDED, { memory: this.#memory });
    engine.load(rest);
    this.#engine = engine;
    [, this.#generation, this.#work, this.#nextTrial] = auto;
  }
}
