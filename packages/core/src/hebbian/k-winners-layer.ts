import { InputError } from '../contract/errors.js';
import { createRandom, type Random } from '../random/random.js';
import { kWinnersInto } from './k-winners-take-all.js';

export interface KWinnersOptions {
  readonly inputs: number;
  readonly units: number;
  /** Units that answer an input. */
  readonly winners: number;
  /** Rounds in which the answers settle, default 8; 1: each winner answers by itself. */
  readonly rounds?: number;
  /** Help for a unit that never wins, as a share of the largest answer; default .1. */
  readonly boost?: number;
  /** First weights: normal numbers, or (the default, for inputs that are positive) their magnitudes. */
  readonly initial?: 'normal' | 'positive';
  /** Where the first weights come from: a seed, or a stream. */
  readonly seed?: number | Random;
}

/** Share that one input has in the running mean of how often each unit wins. */
const MEMORY = 0.002;

/**
 * A sparse code by k winners, learned as by Makhzani & Frey (2013, arXiv:1312.5663): the k units that answer an input best
 * rebuild it together, x̂ = Σ y w, and learn what is left over, Δw = η y (x − x̂), a Hebbian rule, at length 1. Winners that
 * are alike would say the same twice, so their answers settle over some rounds of y ← winners of y + μ w (x − x̂), normalized
 * iterative hard thresholding (Blumensath & Davies 2010), none below 0. Units that win seldom are helped (a conscience,
 * DeSieno 1988), so that none stays unused.
 */
export class KWinnersLayer {
  /** `units` rows of `inputs`, each of length 1. */
  readonly weights: Float64Array;
  /** y: the answers of the winners, 0 for all others, to what was shown last. */
  readonly outputs: Float64Array;
  /** x̂ */
  readonly rebuilt: Float64Array;
  /** Running mean of how often each unit wins. */
  readonly shares: Float64Array;
  readonly #options;
  readonly #drive: Float64Array;
  readonly #helped: Float64Array;
  readonly #won: Float64Array;
  readonly #along: Float64Array;

  /** @throws InputError unless there are 1 to `units` winners */
  constructor({ boost = 0.1, rounds = 8, initial = 'positive', seed = 1, ...options }: KWinnersOptions) {
    const { inputs, units, winners } = options;
    if (!(winners >= 1 && winners <= units)) {
      throw new InputError('winners', winners, `1 to ${units} winners, the number of units`);
    }
    this.#options = { ...options, boost, rounds };
    const random = typeof seed === 'number' ? createRandom(seed) : seed;
    const first = initial === 'positive' ? () => Math.abs(random.normal()) : () => random.normal();
    this.weights = Float64Array.from({ length: units * inputs }, first);
    this.outputs = new Float64Array(units);
    this.rebuilt = new Float64Array(inputs);
    this.shares = new Float64Array(units).fill(winners / units);
    this.#drive = new Float64Array(units);
    this.#helped = new Float64Array(units);
    this.#won = new Float64Array(units);
    this.#along = new Float64Array(inputs);
    for (let unit = 0; unit < units; unit++) this.#normalize(unit);
  }

  /** Finds the winners for an input, and what they rebuild of it. */
  show(x: ArrayLike<number>): void {
    this.outputs.fill(0);
    this.rebuilt.fill(0);
    for (let round = 0; round < this.#options.rounds; round++) {
      this.#drives(x);
      if (round === 0) this.#compete(this.#drive);
      const share = this.#stepLength();
      if (share === 0) return;
      if (round === 0) this.outputs.fill(0);
      for (let unit = 0; unit < this.outputs.length; unit++)
        this.#drive[unit] = this.outputs[unit] + share * this.#drive[unit];
      this.#compete(this.#drive);
      this.#rebuild();
    }
  }

  /** How much of what is still missing of x is along each unit. */
  #drives(x: ArrayLike<number>): void {
    const { inputs, units } = this.#options;
    for (let unit = 0; unit < units; unit++) {
      let sum = 0;
      for (let i = 0; i < inputs; i++) sum += this.weights[unit * inputs + i] * (x[i] - this.rebuilt[i]);
      this.#drive[unit] = sum;
    }
  }

  /** Leaves the answers of the k largest, once those are helped that seldom win. */
  #compete(answers: Float64Array): void {
    const { units, winners, boost } = this.#options;
    const fair = winners / units;
    let largest = 0;
    for (const answer of answers) largest = Math.max(largest, Math.abs(answer));
    for (let unit = 0; unit < units; unit++) {
      this.#helped[unit] = answers[unit] + boost * largest * (1 - this.shares[unit] / fair);
    }
    kWinnersInto(this.#won, this.#helped, winners);
    for (let unit = 0; unit < units; unit++) {
      this.outputs[unit] = this.#won[unit] === 0 ? 0 : Math.max(0, answers[unit]);
    }
  }

  /** The step along the winners' drives that brings x̂ nearest to x; 0 where there is nothing to gain. */
  #stepLength(): number {
    const { inputs, units } = this.#options;
    this.#along.fill(0);
    let gain = 0;
    for (let unit = 0; unit < units; unit++) {
      const drive = this.#drive[unit];
      if (this.outputs[unit] === 0) continue;
      gain += drive * drive;
      for (let i = 0; i < inputs; i++) this.#along[i] += drive * this.weights[unit * inputs + i];
    }
    let squares = 0;
    for (const value of this.#along) squares += value * value;
    return squares > 0 ? gain / squares : 0;
  }

  #rebuild(): void {
    const { inputs, units } = this.#options;
    this.rebuilt.fill(0);
    for (let unit = 0; unit < units; unit++) {
      const y = this.outputs[unit];
      if (y !== 0) for (let i = 0; i < inputs; i++) this.rebuilt[i] += y * this.weights[unit * inputs + i];
    }
  }

  /** Shows an input and lets the winners learn. */
  learn(x: ArrayLike<number>, rate: number): void {
    this.show(x);
    const { inputs, units } = this.#options;
    for (let unit = 0; unit < units; unit++) {
      const y = this.outputs[unit];
      this.shares[unit] += MEMORY * ((y === 0 ? 0 : 1) - this.shares[unit]);
      if (y === 0) continue;
      for (let i = 0; i < inputs; i++) this.weights[unit * inputs + i] += rate * y * (x[i] - this.rebuilt[i]);
      this.#normalize(unit);
    }
  }

  #normalize(unit: number): void {
    const { inputs } = this.#options;
    const row = this.weights.subarray(unit * inputs, (unit + 1) * inputs);
    let squares = 0;
    for (const w of row) squares += w * w;
    const length = Math.sqrt(squares);
    if (length > 0) for (let i = 0; i < inputs; i++) row[i] /= length;
  }
}
