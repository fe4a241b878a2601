import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';

interface InputOptions {
  readonly inputs: number;
  /** Spikes an input and ms. */
  readonly rate: number;
  /** Inputs of the correlated group, which come first. */
  readonly group: number;
  /** Of the counts of any two of the group, above 0 and at most 1. */
  readonly correlation: number;
}

/** A number from the Poisson distribution of mean λ, below some 700, where exp(−λ) = `none` (Knuth's method). */
export function poisson(none: number, random: Random): number {
  let count = 0;
  for (let product = random.uniform(); product > none; product *= random.uniform()) count++;
  return count;
}

/**
 * Poisson spike trains, some of them correlated: those of the group are random copies of one train that is faster by 1/c, each of
 * whose spikes every input takes over with probability c (Kuhn, Aertsen & Rotter 2003). All have the same rate.
 */
export class PoissonInputs {
  /** Inputs that spike in this step; the first {@link count} count. One may come twice. */
  readonly spikes: Uint32Array;
  count = 0;
  readonly #alone: number;
  readonly #together: number;
  readonly #logMiss: number;

  constructor(
    readonly options: InputOptions,
    readonly random: Random,
  ) {
    const { inputs, rate, group, correlation } = options;
    this.spikes = new Uint32Array(8 * inputs + 64);
    this.#alone = math().exp(-rate * (inputs - group));
    this.#together = math().exp(-rate / correlation);
    this.#logMiss = correlation < 1 ? math().log(1 - correlation) : 0;
  }

  /** Draws the spikes of one step of 1 ms. */
  draw(): void {
    const { inputs, group } = this.options;
    this.count = 0;
    // The trains that are alone, together, are one Poisson train whose spikes fall on any of them.
    for (let n = inputs > group ? poisson(this.#alone, this.random) : 0; n > 0; n--) {
      this.#push(group + this.random.integer(inputs - group));
    }
    for (let n = group > 0 ? poisson(this.#together, this.random) : 0; n > 0; n--) {
      for (let i = this.#skip(); i < group; i += 1 + this.#skip()) this.#push(i);
    }
  }

  /** How many inputs pass before the next that takes the spike over: geometric. */
  #skip(): number {
    if (this.#logMiss === 0) return 0;
    return Math.floor(math().log(1 - this.random.uniform()) / this.#logMiss);
  }

  #push(i: number): void {
    if (this.count < this.spikes.length) this.spikes[this.count++] = i;
  }
}
