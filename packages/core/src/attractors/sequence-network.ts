import { Matrix, pseudoInverse } from 'ml-matrix';
import { InputError } from '../contract/errors.js';
import { checkPattern } from './check-pattern.js';

interface SequenceOptions {
  /** λ: how much stronger the slow synapses are, that lead on to the next pattern. */
  readonly strength: number;
  /** τ: turns over which slow synapses remember, in turns of one neuron. */
  readonly delay: number;
  /** Whether the first pattern follows the last. */
  readonly cyclic: boolean;
}

/**
 * A memory of sequences (Sompolinsky & Kanter 1986, Kleinfeld 1986): fast synapses hold each pattern, slow ones lead from each to
 * the next, λ times as strong and acting on what the neurons did over the last τ. With λ > 1 the network dwells in each pattern
 * for about −τ ln(1 − λ^(−½)), then goes on to the next. Patterns that are alike are kept apart by the projection rule, as in
 * Personnaz, Guyon & Dreyfus 1986: weights (1/N) Σ ξᵘ C⁻¹ᵤᵥ ξᵛ with C the overlaps of the patterns among themselves.
 *
 * As all weights are sums over patterns, a neuron's field follows from the overlaps, now and of late, in P steps.
 */
export class SequenceMemory {
  readonly state: Int8Array;
  /** Σ ξᵢsᵢ of the state with each pattern. */
  readonly overlaps: Int32Array;
  /** How much of each pattern is in the state, C⁻¹ m: 1 for the pattern that it is, 0 for the others. */
  readonly shares: Float64Array;
  /** The shares as the slow synapses remember them. */
  readonly slow: Float64Array;
  readonly #options: SequenceOptions;
  /** C⁻¹ / N, row by row. */
  readonly #inverse: Float64Array;

  /** @throws InputError where there is nothing to store, or patterns differ in size or hold other values */
  constructor(
    readonly patterns: readonly Int8Array[],
    options: SequenceOptions,
  ) {
    if (patterns.length === 0) throw new InputError('patterns', 0, 'at least one pattern');
    for (const pattern of patterns) checkPattern('patterns', pattern, patterns[0].length);
    this.#options = options;
    this.state = patterns[0].slice();
    this.overlaps = new Int32Array(patterns.length);
    this.shares = new Float64Array(patterns.length);
    this.slow = new Float64Array(patterns.length);
    const products = patterns.map((a) => patterns.map((b) => a.reduce((sum, value, i) => sum + value * b[i], 0)));
    this.#inverse = Float64Array.from(pseudoInverse(new Matrix(products)).to1DArray());
    this.refresh();
  }

  /** hᵢ, of the patterns that there are now and those that follow what there was. */
  field(i: number): number {
    const { patterns, shares, slow } = this;
    const { strength, cyclic } = this.#options;
    const last = patterns.length - 1;
    let sum = 0;
    for (let p = 0; p <= last; p++) {
      sum += patterns[p][i] * shares[p];
      if (p < last) sum += strength * patterns[p + 1][i] * slow[p];
      else if (cyclic) sum += strength * patterns[0][i] * slow[p];
    }
    return sum;
  }

  /** Sets neuron i and lets one turn go by for the slow synapses. */
  set(i: number, value: 1 | -1): void {
    const { patterns, overlaps, shares, slow, state } = this;
    if (state[i] !== value) {
      state[i] = value;
      for (let p = 0; p < patterns.length; p++) overlaps[p] += 2 * value * patterns[p][i];
      this.#share();
    }
    const step = 1 / this.#options.delay;
    for (let p = 0; p < patterns.length; p++) slow[p] += step * (shares[p] - slow[p]);
  }

  #share(): void {
    const { shares, overlaps } = this;
    for (let p = 0, at = 0; p < shares.length; p++) {
      let sum = 0;
      for (let q = 0; q < shares.length; q++, at++) sum += this.#inverse[at] * overlaps[q];
      shares[p] = sum;
    }
  }

  /** Number of the pattern that the state is most like. */
  nearest(): number {
    return this.overlaps.indexOf(this.overlaps.reduce((most, overlap) => Math.max(most, overlap)));
  }

  /** Computes the overlaps again after the state was set from outside. */
  refresh(): void {
    this.patterns.forEach((pattern, p) => {
      this.overlaps[p] = pattern.reduce((sum, value, i) => sum + value * this.state[i], 0);
    });
    this.#share();
  }
}
