import type { TypedArray } from '../contract/field.js';
import { math } from '../kernels/math.js';
import { solveRidgeInto } from './liquid-solve.js';
import { RidgeRegression } from './ridge.js';

/** Time over which a spike counts for the read-out, ms. */
const MEMORY = 30;
/** Answers that a score is taken over. */
const SCORED = 100;

/**
 * Linear read-out of spikes: each source leaves a trace that fades with 30 ms, and weights of the traces, found by ridge
 * regression, give the answer. It is asked before it is told: every answer is about something not yet learned from.
 */
export class LiquidReadout {
  readonly #traces: Float64Array;
  readonly #weights: Float64Array;
  readonly #regression: RidgeRegression;
  readonly #scratch: Float64Array;
  readonly #fade: number;
  /** Pairs of answer and truth, the latest `SCORED` of them; then how many there were. */
  readonly #answers = new Float64Array(2 * SCORED + 1);

  constructor(
    readonly sources: number,
    readonly ridge: number,
    timeStep: number,
  ) {
    this.#traces = new Float64Array(sources + 1);
    this.#traces[sources] = 1;
    this.#weights = new Float64Array(sources + 1);
    this.#regression = new RidgeRegression(sources + 1, 1);
    this.#scratch = new Float64Array((sources + 1) ** 2);
    this.#fade = math().exp(-timeStep / MEMORY);
  }

  /** Lets a step pass. */
  fade(): void {
    for (let i = 0; i < this.sources; i++) this.#traces[i] *= this.#fade;
  }

  hear(source: number): void {
    this.#traces[source]++;
  }

  /** Answers, then learns the truth; new weights every `every` questions. */
  ask(truth: number, every: number): number {
    let answer = 0;
    for (let i = 0; i <= this.sources; i++) answer += this.#weights[i] * this.#traces[i];
    const asked = this.#answers[2 * SCORED]++;
    this.#answers[2 * (asked % SCORED)] = answer;
    this.#answers[2 * (asked % SCORED) + 1] = truth;
    this.#regression.add(this.#traces, [truth]);
    if ((asked + 1) % every === 0) {
      const { gram, cross } = this.#regression;
      solveRidgeInto(this.#weights, gram, cross, this.ridge, this.#scratch);
    }
    return answer;
  }

  get asked(): number {
    return this.#answers[2 * SCORED];
  }

  /** Share of the last answers whose sign is right. */
  accuracy(): number {
    const count = Math.min(SCORED, this.asked);
    let right = 0;
    for (let i = 0; i < count; i++) {
      const [answer, truth] = this.#answers.subarray(2 * i, 2 * i + 2);
      if (answer === 0) right += 0.5;
      else if (answer > 0 === truth > 0) right++;
    }
    return count > 0 ? right / count : 0.5;
  }

  /** Correlation of the last answers with the truth; 0 where either does not vary. */
  correlation(): number {
    const count = Math.min(SCORED, this.asked);
    const mean = [0, 0];
    for (let i = 0; i < 2 * count; i++) mean[i % 2] += this.#answers[i] / count;
    let [xx, xy, yy] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      const x = this.#answers[2 * i] - mean[0];
      const y = this.#answers[2 * i + 1] - mean[1];
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    return xx > 1e-20 && yy > 1e-20 ? xy / Math.sqrt(xx * yy) : 0;
  }

  /** Live views, each name with that prefix. */
  state(prefix: string): Record<string, TypedArray> {
    return {
      [`${prefix}Traces`]: this.#traces,
      [`${prefix}Weights`]: this.#weights,
      [`${prefix}Gram`]: this.#regression.gram,
      [`${prefix}Cross`]: this.#regression.cross,
      [`${prefix}Answers`]: this.#answers,
    };
  }
}
