import { math } from '../kernels/math.js';

/** Factors of at most 2 whose product stays within f64. */
const MOST_FACTORS = 1000;

/** Σ ln(1 + eˣ) of the first n numbers, with one logarithm for a thousand of them. */
export function sumSoftplus(x: ArrayLike<number>, n: number): number {
  const { exp, log } = math();
  let sum = 0;
  let product = 1;
  for (let i = 0; i < n; i++) {
    sum += Math.max(0, x[i]);
    product *= 1 + exp(-Math.abs(x[i]));
    if (i % MOST_FACTORS === MOST_FACTORS - 1) {
      sum += log(product);
      product = 1;
    }
  }
  return sum + log(product);
}

/** ln Σ eˣ of numbers that come one after the other. */
export class LogSum {
  #largest = -Infinity;
  #sum = 0;

  add(x: number): void {
    if (x <= this.#largest) {
      this.#sum += math().exp(x - this.#largest);
    } else {
      this.#sum = 1 + (this.#sum > 0 ? this.#sum * math().exp(this.#largest - x) : 0);
      this.#largest = x;
    }
  }

  get value(): number {
    return this.#largest + math().log(this.#sum);
  }
}

/** Two layers of units 0 and 1, each unit with a bias, joined by weights across. */
interface Bipartite {
  readonly few: number;
  readonly many: number;
  readonly fewBias: ArrayLike<number>;
  readonly manyBias: ArrayLike<number>;
  weightAt(few: number, many: number): number;
}

/**
 * ln Z = ln Σ e^−E over all states: the 2^few states of one layer are counted in Gray's order, one unit changing at a
 * time, and the other layer is summed by itself.
 */
export function logPartition({ few, many, fewBias, manyBias, weightAt }: Bipartite): number {
  const inputs = Float64Array.from({ length: many }, (_, i) => manyBias[i]);
  const isOn = new Uint8Array(few);
  const sum = new LogSum();
  let bias = 0;
  sum.add(sumSoftplus(inputs, many));
  for (let n = 1; n < 2 ** few; n++) {
    const unit = 31 - Math.clz32(n & -n);
    isOn[unit] ^= 1;
    const sign = isOn[unit] ? 1 : -1;
    bias += sign * fewBias[unit];
    for (let i = 0; i < many; i++) inputs[i] += sign * weightAt(unit, i);
    sum.add(bias + sumSoftplus(inputs, many));
  }
  return sum.value;
}
