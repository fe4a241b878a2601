import { InputError } from '../contract/errors.js';
import { createRandom, type Random } from '../random/random.js';
import { RateNetwork } from './rate-network.js';

export interface ForceOptions {
  readonly units: number;
  readonly gain: number;
  readonly timeStep?: number;
  /** α: P starts as I / α, so that small ones learn fast. */
  readonly regularization?: number;
  /** Half the width of the even distribution of the feedback weights. */
  readonly feedback?: number;
  readonly density?: number;
  readonly seed?: number;
  readonly random?: Random;
}

/**
 * FORCE learning (Sussillo & Abbott 2009, doi:10.1016/j.neuron.2009.07.018): the output z = w·r of a chaotic network is fed
 * back to it, and recursive least squares keep the error small from the first moment on, until the weights need change no more.
 */
export class ForceLearner {
  readonly network: RateNetwork;
  /** Read-out w and, for each unit, how z comes back to it. */
  readonly weights: Float64Array;
  readonly feedback: Float64Array;
  /** z: the first number; what decides the next step besides the network. */
  readonly output = new Float64Array(1);

  constructor(options: ForceOptions) {
    const { units, regularization = 1, feedback = 1 } = options;
    if (!(regularization > 0)) throw new InputError('regularization', regularization, 'a number above 0');
    this.network = new RateNetwork({ spread: 0.5, ...options, learns: true });
    this.weights = new Float64Array(units);
    const random = (options.random ?? createRandom(options.seed ?? 1)).stream('feedback');
    this.feedback = Float64Array.from({ length: units }, () => feedback * (2 * random.uniform() - 1));
    // A read-out at random to begin with, so that what comes before learning is seen and heard.
    for (let i = 0; i < units; i++) this.weights[i] = (0.5 * random.normal()) / Math.sqrt(units);
    for (let i = 0; i < units; i++) this.network.inverse[i * this.network.stride + i] = 1 / regularization;
  }

  /** Goes one step on under its own output; returns the new one. */
  step(): number {
    const { network, feedback, weights, output } = this;
    for (let i = 0; i < network.units; i++) network.input[i] = feedback[i] * output[0];
    network.step();
    let sum = 0;
    for (let i = 0; i < network.units; i++) sum += weights[i] * network.rates[i];
    output[0] = sum;
    return sum;
  }

  /** Moves the weights so that the output of this moment is nearer to the target; returns how far they moved. */
  learn(target: number): number {
    const { network, weights, output } = this;
    const error = output[0] - target;
    const c = network.leastSquares();
    let squares = 0;
    for (let i = 0; i < network.units; i++) {
      const change = c * error * network.direction[i];
      weights[i] -= change;
      squares += change * change;
    }
    return Math.sqrt(squares);
  }
}
