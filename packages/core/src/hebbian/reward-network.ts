import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';
import { clampInto, eligibilityInto, threeFactorInto } from './three-factor.js';

interface RewardNetworkOptions {
  readonly inputs: number;
  readonly hidden: number;
  /** Deviation of the first weights. */
  readonly spread: number;
  /** Largest weight in magnitude. */
  readonly largest: number;
  /** Least probability of either answer: who never tries another never learns better. */
  readonly exploration: number;
}

/** 1 / (1 + exp(−u)). */
function logistic(u: number): number {
  return 1 / (1 + math().exp(-u));
}

/**
 * A network of units that fire by chance, with probability p = 1 / (1 + exp(−w · x)): inputs, one layer of hidden units, one unit whose
 * firing is the answer. It learns from reward alone by REINFORCE (Williams 1992, doi:10.1007/BF00992696) with eligibility that fades:
 * {@link act} leaves traces, {@link reward} turns what is left of them into weights. Nothing is sent backwards.
 */
export class RewardNetwork {
  /** Hidden weights, row by row: hidden × (inputs + 1), the last of each row the bias. */
  readonly first: Float64Array;
  /** Weights of the answering unit: one a hidden unit, then the bias. */
  readonly second: Float64Array;
  readonly firstEligibility: Float64Array;
  readonly secondEligibility: Float64Array;
  readonly #inputs: Float64Array;
  readonly #hidden: Float64Array;
  readonly #probabilities: Float64Array;
  readonly #surprises: Float64Array;
  readonly #answer = new Float64Array(1);

  constructor(
    readonly options: RewardNetworkOptions,
    random: Random,
  ) {
    const { inputs, hidden, spread } = options;
    this.first = Float64Array.from({ length: hidden * (inputs + 1) }, () => spread * random.normal());
    this.second = Float64Array.from({ length: hidden + 1 }, () => spread * random.normal());
    this.firstEligibility = new Float64Array(this.first.length);
    this.secondEligibility = new Float64Array(this.second.length);
    this.#inputs = new Float64Array(inputs + 1).fill(1);
    this.#hidden = new Float64Array(hidden + 1).fill(1);
    this.#probabilities = new Float64Array(hidden);
    this.#surprises = new Float64Array(hidden);
  }

  /**
   * Answers 0 or 1 by chance, and leaves eligibility.
   * @param keep share of the earlier eligibility that is still there
   */
  act(x: ArrayLike<number>, random: Random, keep: number): number {
    const { hidden } = this.options;
    this.#respond(x);
    for (let unit = 0; unit < hidden; unit++) {
      const fires = random.uniform() < this.#probabilities[unit] ? 1 : 0;
      this.#surprises[unit] = fires - this.#probabilities[unit];
      // Silent units count −1: they speak as loudly as those that fire.
      this.#hidden[unit] = 2 * fires - 1;
    }
    const p = this.#probability(this.#sum(this.second, 0, this.#hidden));
    const answer = random.uniform() < p ? 1 : 0;
    this.#answer[0] = answer - p;
    eligibilityInto(this.firstEligibility, this.#surprises, this.#inputs, keep);
    eligibilityInto(this.secondEligibility, this.#answer, this.#hidden, keep);
    return answer;
  }

  /** Learns: `amount` is rate × (reward less what was expected) × the share of the eligibility that is left. */
  reward(amount: number): void {
    threeFactorInto(this.first, this.firstEligibility, amount);
    threeFactorInto(this.second, this.secondEligibility, amount);
    clampInto(this.first, this.options.largest);
    clampInto(this.second, this.options.largest);
  }

  /** Multiplies every weight by `share`. */
  fade(share: number): void {
    for (let i = 0; i < this.first.length; i++) this.first[i] *= share;
    for (let i = 0; i < this.second.length; i++) this.second[i] *= share;
  }

  /** Probability that the answer is 1, where hidden units send their means instead of chance. */
  respond(x: ArrayLike<number>): number {
    this.#respond(x);
    let u = this.second[this.options.hidden];
    for (let unit = 0; unit < this.options.hidden; unit++) {
      u += this.second[unit] * (2 * this.#probabilities[unit] - 1);
    }
    return this.#probability(u);
  }

  #respond(x: ArrayLike<number>): void {
    const { inputs, hidden } = this.options;
    for (let i = 0; i < inputs; i++) this.#inputs[i] = x[i];
    for (let unit = 0; unit < hidden; unit++) {
      this.#probabilities[unit] = logistic(this.#sum(this.first, unit * (inputs + 1), this.#inputs));
    }
  }

  #probability(u: number): number {
    const { exploration } = this.options;
    return exploration + (1 - 2 * exploration) * logistic(u);
  }

  #sum(weights: Float64Array, from: number, values: Float64Array): number {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += weights[from + i] * values[i];
    return sum;
  }
}
