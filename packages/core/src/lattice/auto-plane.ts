import { InputError } from '../contract/errors.js';
import type { TypedArray } from '../contract/field.js';
import type { Box, Window } from '../contract/window.js';
import { HashLifeEngine } from '../hashlife/hashlife-engine.js';
import type { Pattern, Quadtree } from '../patterns/pattern.js';
import { maxState } from '../patterns/runs.js';
import { isStrobing } from '../rules/block.js';
import type { BlockRule } from '../rules/rule.js';
import type { LatticeEngine } from './engine.js';
import { SparseEngine } from './sparse-engine.js';
import { UNBOUNDED } from './topology.js';

/** Generations from one look at the work to the next. */
const SLICE = 1024;
/** Generations that HashLife is given to make its tree, and those that it is then tried for. */
const WARM_UP = 512;
const TRIAL = 2048;
/** Times the work of sparse at which the trial ends with the tree. */
const HOPELESS = 16;
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
      const engine = this.#engine;
      const left = count - this.#taken;
      try {
        this.#took(engine instanceof SparseEngine ? this.#creep(engine, left) : this.#leap(engine, left));
      } catch (error) {
        this.#took(engine.taken);
        if (!(engine instanceof SparseEngine && this.#goOver(engine))) throw error;
      }
    }
  }

  #took(generations: number): void {
    this.#taken += generations;
    this.#generation += generations;
  }

  #leap(engine: HashLifeEngine, count: number): number {
    engine.step(count);
    return count;
  }

  /** Some of `count` generations, or a trial of HashLife that serves as them. */
  #creep(sparse: SparseEngine, count: number): number {
    if (this.#isTrialDue(sparse, count) && this.#isLeapingLess(sparse)) return WARM_UP + TRIAL;
    const slice = Math.min(count, SLICE);
    sparse.step(slice);
    this.#work += sparse.tiles * slice;
    return slice;
  }

  #isTrialDue(sparse: SparseEngine, ahead: number): boolean {
    return ahead >= WARM_UP + TRIAL && this.#work + sparse.tiles * ahead >= this.#nextTrial && this.#mayGoOver();
  }

  /** A rule with B0 has another table in odd generations, which a fresh engine would not know of. */
  #mayGoOver(): boolean {
    return this.#generation % 2 === 0 || !isStrobing(this.#rule);
  }

  /** Goes over to HashLife, and {@link WARM_UP} + {@link TRIAL} generations on, where that is less work. */
  #isLeapingLess(sparse: SparseEngine): boolean {
    this.#nextTrial = 4 * Math.max(this.#nextTrial, this.#work);
    try {
      const leaper = this.#leaperOn(sparse.pattern());
      const cost = (generations: number) => {
        const before = leaper.usage.nodes;
        leaper.step(generations);
        return ((leaper.usage.nodes - before) * VISITS_A_SQUARE) / ((sparse.tiles * generations) / 2);
      };
      // The first leap also makes the tree; where even so it is far too dear, the second is not tried.
      if (cost(WARM_UP) > HOPELESS || cost(TRIAL) > 1) return false;
      this.#engine = leaper;
      return true;
    } catch (error) {
      // Too much for its memory, or too many runs to hand over: it is not what HashLife is for.
      if (error instanceof InputError) return false;
      throw error;
    }
  }

  /** Goes over where sparse ends: at its memory, or at its coordinates. False where HashLife cannot take it either. */
  #goOver(sparse: SparseEngine): boolean {
    if (!this.#mayGoOver()) return false;
    try {
      this.#engine = this.#leaperOn(sparse.pattern());
      return true;
    } catch (error) {
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
    const engine = this.#engine;
    try {
      engine.place(pattern, x, y);
    } catch (error) {
      const isTooMuch = error instanceof InputError && maxState(pattern) < 2;
      if (!(isTooMuch && engine instanceof SparseEngine && this.#generation === 0)) throw error;
      // What sparse took of it before it gave up is part of the pattern.
      const leaper = this.#leaperOn(engine.pattern());
      leaper.place(pattern, x, y);
      this.#engine = leaper;
    }
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
