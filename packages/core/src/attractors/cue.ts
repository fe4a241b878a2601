import type { Random } from '../random/random.js';
import { checkCue, corruptInto } from './memories.js';

interface Given {
  readonly cue: number;
  readonly noise: number;
  /** Steps from one cue to the next; 0 for one only. */
  readonly period: number;
}

/** Damaged copies of one memory after the other, for a network to start from. */
export class Cue {
  /** Number of the memory that was cued last; decides the future. */
  readonly current: Uint16Array;
  readonly #patterns: readonly Int8Array[];
  readonly #given: Given;
  readonly #random: Random;
  readonly #order: Uint16Array;

  /** @throws InputError where there is no memory of that number */
  constructor(patterns: readonly Int8Array[], given: Given, random: Random) {
    checkCue(given.cue, patterns.length);
    this.#patterns = patterns;
    this.#given = given;
    this.#random = random;
    this.#order = new Uint16Array(patterns[0].length);
    this.current = Uint16Array.of(given.cue);
  }

  /** The memory that was cued. */
  get target(): Int8Array {
    return this.#patterns[this.current[0]];
  }

  /** Writes the cue, a damaged copy of the memory. */
  startInto(state: Int8Array): Int8Array {
    return corruptInto(state, this.target, this.#given.noise, this.#order, this.#random);
  }

  /** Writes the next memory's cue when it is time for it, and tells whether it was. */
  renewInto(state: Int8Array, time: number): boolean {
    const { period } = this.#given;
    if (period === 0 || time === 0 || time % period !== 0) return false;
    this.current[0] = (this.current[0] + 1) % this.#patterns.length;
    this.startInto(state);
    return true;
  }
}
