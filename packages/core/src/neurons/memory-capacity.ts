import { createRandom } from '../random/random.js';
import type { EchoStateNetwork } from './echo-state-network.js';
import { RidgeRegression } from './ridge.js';

export interface MemoryCapacityOptions {
  /** Delays 1 … delays. */
  readonly delays: number;
  /** Steps learned from, and as many again that are judged. */
  readonly steps?: number;
  readonly washout?: number;
  /** Penalty on large weights; by default 1e-12 of the largest sum of squares of a feature, as rounding needs. */
  readonly ridge?: number;
  readonly seed?: number;
}

/**
 * Short-term memory (Jaeger 2002): the network hears noise, even in ±1, and one read-out for each delay k says what it
 * heard k steps ago. Returns for each delay the squared correlation of answer and truth on fresh noise, 0 … 1. Their sum,
 * the memory capacity, is at most the number of units. The network's state and read-out are left as they were.
 */
export function memoryCapacity(network: EchoStateNetwork, options: MemoryCapacityOptions): Float64Array {
  const { delays, steps = 1000, washout = 100, ridge, seed = 1 } = options;
  const before = network.state.slice();
  network.reset();
  const { uniform } = createRandom(seed).stream('noise');
  const heard = Float64Array.from({ length: delays + washout + 2 * steps }, () => 2 * uniform() - 1);
  const start = delays + washout;
  const past = (t: number) => heard.subarray(t - delays, t);
  const x = network.features;
  const input = new Float64Array(1);
  const regression = new RidgeRegression(x.length, delays);
  const hear = (t: number) => {
    input[0] = heard[t];
    network.step(input);
  };
  for (let t = 0; t < start; t++) hear(t);
  for (let t = start; t < start + steps; t++) {
    hear(t);
    regression.add(x, past(t));
  }
  const weights = regression.solve(ridge ?? 1e-12 * regression.largestSquares());
  const sums = new Correlations(delays);
  const answer = new Float64Array(delays);
  for (let t = start + steps; t < start + 2 * steps; t++) {
    hear(t);
    for (let k = 0; k < delays; k++) {
      let sum = 0;
      for (let j = 0, at = k * x.length; j < x.length; j++, at++) sum += weights[at] * x[j];
      answer[k] = sum;
    }
    sums.add(answer, past(t));
  }
  network.state.set(before);
  // The past is oldest first: the last column is one step ago.
  return sums.squared().reverse();
}

/** Running sums for the correlation of several pairs of series. */
class Correlations {
  #count = 0;
  readonly #sums: readonly Float64Array[];

  constructor(readonly size: number) {
    this.#sums = Array.from({ length: 5 }, () => new Float64Array(size));
  }

  add(a: Float64Array, b: Float64Array): void {
    this.#count++;
    const [sa, sb, saa, sbb, sab] = this.#sums;
    for (let k = 0; k < this.size; k++) {
      sa[k] += a[k];
      sb[k] += b[k];
      saa[k] += a[k] * a[k];
      sbb[k] += b[k] * b[k];
      sab[k] += a[k] * b[k];
    }
  }

  squared(): Float64Array {
    const n = this.#count;
    const [sa, sb, saa, sbb, sab] = this.#sums;
    return Float64Array.from({ length: this.size }, (_, k) => {
      const spread = (saa[k] - sa[k] ** 2 / n) * (sbb[k] - sb[k] ** 2 / n);
      return spread > 0 ? Math.min(1, (sab[k] - (sa[k] * sb[k]) / n) ** 2 / spread) : 0;
    });
  }
}
