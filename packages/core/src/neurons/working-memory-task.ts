import type { Random } from '../random/random.js';
import type { GatedBuffers } from './working-memory-buffers.js';

export const GATINGS = ['selective', 'always', 'never'] as const;
export type Gating = (typeof GATINGS)[number];

export interface TaskOptions {
  readonly items: number;
  readonly distractors: number;
  /** Selective: opens for items; always: for everything; never: for nothing. */
  readonly gate: Gating;
  /** Steps that each is shown, steps between two, steps of waiting at the end. */
  readonly presentation: number;
  readonly interval: number;
  readonly delay: number;
}

/**
 * A trial: items are shown one after the other, then distractors, then nothing for a while; then all is cleared and the
 * next trial begins with new patterns. The gate opens when something begins that it is to let in, and shuts with its end.
 */
export class MemoryTask {
  /** Items, then distractors, of ±1, [items + distractors, features]. */
  readonly patterns: Int8Array;
  readonly input: Float64Array;
  /** Trials done, and items that were right at their ends. */
  readonly score = new Float64Array(2);
  readonly shown: number;

  constructor(
    readonly buffers: GatedBuffers,
    readonly options: TaskOptions,
    readonly random: Random,
  ) {
    this.shown = options.items + options.distractors;
    this.patterns = new Int8Array(this.shown * buffers.features);
    this.input = new Float64Array(buffers.features);
    this.#draw();
  }

  /** Steps of a trial. */
  get duration(): number {
    const { presentation, interval, delay } = this.options;
    return Math.max(1, this.shown * (presentation + interval) + delay);
  }

  patternOf(n: number): Int8Array {
    const { features } = this.buffers;
    return this.patterns.subarray(n * features, (n + 1) * features);
  }

  /** Number of what is shown at a time of the trial, or nothing. */
  shownAt(t: number): number | undefined {
    const { presentation, interval } = this.options;
    const n = Math.floor(t / (presentation + interval));
    return n < this.shown && t % (presentation + interval) < presentation ? n : undefined;
  }

  /** How many items have been shown, or begun to be, at a time of the trial. */
  itemsBy(t: number): number {
    const { presentation, interval, items } = this.options;
    return Math.min(items, Math.floor(t / (presentation + interval)) + 1);
  }

  /** Items of those that are held, and rightly. */
  correct(t: number): number {
    let count = 0;
    for (let n = 0; n < this.itemsBy(t); n++) if (this.buffers.holds(this.patternOf(n))) count++;
    return count;
  }

  /** @param time steps taken before */
  step(time: number): void {
    const { buffers } = this;
    const t = time % this.duration;
    if (t === 0 && time > 0) this.#begin();
    const now = this.shownAt(t);
    if (now === undefined) {
      this.input.fill(0);
      buffers.shut();
    } else if (now !== this.shownAt(t - 1) || t === 0) {
      this.input.set(this.patternOf(now));
      buffers.shut();
      if (this.#lets(now)) buffers.open();
    }
    buffers.step(this.input, this.random);
  }

  #lets(shown: number): boolean {
    const { gate, items } = this.options;
    return gate === 'always' || (gate === 'selective' && shown < items);
  }

  #begin(): void {
    this.score[0]++;
    this.score[1] += this.correct(this.duration - 1);
    this.buffers.clear();
    this.#draw();
  }

  #draw(): void {
    for (let i = 0; i < this.patterns.length; i++) this.patterns[i] = this.random.bits() & 0x80000000 ? 1 : -1;
  }
}
