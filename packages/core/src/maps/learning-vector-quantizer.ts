import { InputError } from '../contract/errors.js';
import { moveTowards, squaredDistance } from './prototypes.js';

export const LVQ_RULES = ['lvq1', 'olvq1', 'lvq2.1', 'lvq3'] as const;
export type LvqRule = (typeof LVQ_RULES)[number];

export interface LvqOptions {
  readonly rule: LvqRule;
  readonly dimensions: number;
  /** w of LVQ2.1 and LVQ3, 0 to 1: samples count when the nearer of two prototypes is at least (1 − w) / (1 + w) as far as the other. */
  readonly window: number;
  /** ε of LVQ3: share of the rate with which two prototypes of the right class are moved. */
  readonly epsilon: number;
  /** The largest rate that a prototype of OLVQ1 comes to. */
  readonly largestRate: number;
}

/**
 * Learning vector quantization (Kohonen 1990, doi:10.1109/5.58325): prototypes with a class each move towards samples of their class and
 * away from others. LVQ1 moves the nearest; OLVQ1 does so at a rate of its own for each prototype; LVQ2.1 moves the nearest right and
 * the nearest wrong one where a sample lies between them; LVQ3 besides moves the two nearest where both are right.
 */
export class LearningVectorQuantizer {
  /** Rate of each prototype, for OLVQ1. */
  readonly rates: Float64Array;
  readonly #pair = { first: 0, second: 0, least: 0, next: 0 };

  /**
   * @param weights one row of `dimensions` numbers a prototype, trained in place
   * @param classes the class of each
   * @throws InputError where their numbers disagree
   */
  constructor(
    readonly weights: Float32Array,
    readonly classes: Int32Array,
    readonly options: LvqOptions,
  ) {
    if (weights.length !== classes.length * options.dimensions) {
      throw new InputError('weights', `${weights.length} numbers`, `${classes.length} rows of ${options.dimensions}`);
    }
    this.rates = new Float64Array(classes.length).fill(options.largestRate);
  }

  /** The class of the nearest prototype. */
  classify(sample: Float32Array): number {
    return this.classes[this.#nearestTwo(sample).first];
  }

  /** How far the sample is from the border of its class: from the plane halfway to the nearest prototype of another one. */
  margin(sample: Float32Array): number {
    const { classes, weights, options } = this;
    const { first, least } = this.#nearestTwo(sample);
    const own = weights.subarray(first * options.dimensions, (first + 1) * options.dimensions);
    let margin = Number.POSITIVE_INFINITY;
    for (let unit = 0; unit < classes.length; unit++) {
      if (classes[unit] === classes[first]) continue;
      const apart = Math.sqrt(squaredDistance(weights, unit, own));
      const border = (squaredDistance(weights, unit, sample) - least) / (2 * apart);
      if (border < margin) margin = border;
    }
    return margin;
  }

  train(sample: Float32Array, kind: number, rate: number): void {
    this.#nearestTwo(sample);
    const { rule } = this.options;
    if (rule === 'lvq1') this.#attract(this.#pair.first, sample, kind, rate);
    else if (rule === 'olvq1') this.#optimize(sample, kind);
    else if (this.classes.length > 1) this.#adjust(sample, kind, rate);
  }

  /** Towards the sample where the prototype is of its class, away where it is not. */
  #attract(unit: number, sample: Float32Array, kind: number, rate: number): void {
    moveTowards(this.weights, unit, sample, this.classes[unit] === kind ? rate : -rate);
  }

  /** α ← α / (1 ± α), + where it was right: all samples come to weigh the same. */
  #optimize(sample: Float32Array, kind: number): void {
    const { first } = this.#pair;
    const rate = this.rates[first];
    this.#attract(first, sample, kind, rate);
    const sign = this.classes[first] === kind ? 1 : -1;
    this.rates[first] = Math.min(this.options.largestRate, rate / (1 + sign * rate));
  }

  #adjust(sample: Float32Array, kind: number, rate: number): void {
    const { first, second, least, next } = this.#pair;
    const { rule, window, epsilon } = this.options;
    const [isRight, isSecondRight] = [this.classes[first] === kind, this.classes[second] === kind];
    const isBetween = next === 0 || least > ((1 - window) / (1 + window)) ** 2 * next;
    if (isRight !== isSecondRight && isBetween) {
      this.#attract(first, sample, kind, rate);
      this.#attract(second, sample, kind, rate);
    } else if (rule === 'lvq3' && isRight && isSecondRight) {
      this.#attract(first, sample, kind, epsilon * rate);
      this.#attract(second, sample, kind, epsilon * rate);
    }
  }

  #nearestTwo(sample: Float32Array) {
    const pair = this.#pair;
    pair.least = Number.POSITIVE_INFINITY;
    pair.next = Number.POSITIVE_INFINITY;
    for (let unit = 0; unit < this.classes.length; unit++) {
      const distance = squaredDistance(this.weights, unit, sample);
      if (distance < pair.least) {
        pair.second = pair.first;
        pair.next = pair.least;
        pair.first = unit;
        pair.least = distance;
      } else if (distance < pair.next) {
        pair.second = unit;
        pair.next = distance;
      }
    }
    return pair;
  }
}
