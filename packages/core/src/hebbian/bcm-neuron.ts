import { limitInto } from './one-neuron-rules.js';

/** Responses and weights beyond are more than a neuron can do: a rate that is too large stops there. */
const STRONGEST = 100;
const LONGEST = 1000;

/**
 * The BCM rule (Bienenstock, Cooper & Munro 1982, doi:10.1523/JNEUROSCI.02-01-00032.1982) in the form of Intrator & Cooper 1992:
 * y = max(0, w · x), Δw = η y (y − θ) x, θ the running mean of y². Inputs that drive the neuron above θ are strengthened, weaker ones
 * weakened, and θ rises with what the neuron does, so that it ends up answering one of them.
 */
export class BcmNeuron {
  /** θ, one number. */
  readonly threshold = new Float64Array(1);

  /**
   * @param weights changed in place
   * @param memory share by which θ is renewed at each input
   */
  constructor(
    readonly weights: Float32Array,
    readonly memory: number,
  ) {}

  respond(x: Float32Array): number {
    let sum = 0;
    for (let i = 0; i < x.length; i++) sum += this.weights[i] * x[i];
    return sum;
  }

  /** Returns the response before learning, at least 0. */
  train(x: Float32Array, rate: number): number {
    const y = Math.min(STRONGEST, Math.max(0, this.respond(x)));
    const change = rate * y * (y - this.threshold[0]);
    for (let i = 0; i < x.length; i++) this.weights[i] += change * x[i];
    limitInto(this.weights, 0, LONGEST);
    this.threshold[0] += this.memory * (y * y - this.threshold[0]);
    return y;
  }
}
