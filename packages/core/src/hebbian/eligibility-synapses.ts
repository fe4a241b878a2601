import { math } from '../kernels/math.js';
import type { PairRule } from './stdp-window.js';

export interface EligibilityOptions extends PairRule {
  readonly synapses: number;
  /** How long a synapse remembers what it did, τ꜀, ms. */
  readonly tauEligibility: number;
  /** Gain of a weight in a ms at eligibility 1 and dopamine 1. */
  readonly gain: number;
}

/**
 * Synapses under dopamine-modulated plasticity of spike timing (Izhikevich 2007, doi:10.1093/cercor/bhl152): pairs of spikes do not
 * change the weight but leave an eligibility c in the synapse, ċ = −c/τ꜀ + STDP(Δt) δ; the weight follows only while there is dopamine d,
 * ẇ = gain · c d. Each synapse has an input and a neuron of its own. Steps of 1 ms: {@link decay}, then {@link arrive} and
 * {@link fire}, which lies half a step after.
 */
export class EligibilitySynapses {
  /** Between 0 and 1. */
  readonly weights: Float64Array;
  readonly eligibility: Float64Array;
  readonly pre: Float64Array;
  readonly post: Float64Array;
  readonly #gain: number;
  readonly #up: number;
  readonly #down: number;
  readonly #keepEligibility: number;
  readonly #keepPlus: number;
  readonly #keepMinus: number;

  constructor({ synapses, potentiation, depression, tauPlus, tauMinus, tauEligibility, gain }: EligibilityOptions) {
    this.weights = new Float64Array(synapses);
    this.eligibility = new Float64Array(synapses);
    this.pre = new Float64Array(synapses);
    this.post = new Float64Array(synapses);
    this.#gain = gain;
    this.#up = potentiation * math().exp(-0.5 / tauPlus);
    this.#down = depression * math().exp(0.5 / tauMinus);
    this.#keepEligibility = math().exp(-1 / tauEligibility);
    this.#keepPlus = math().exp(-1 / tauPlus);
    this.#keepMinus = math().exp(-1 / tauMinus);
  }

  /** Lets 1 ms pass under so much dopamine. */
  decay(dopamine: number): void {
    const { weights, eligibility, pre, post } = this;
    const rate = this.#gain * dopamine;
    for (let i = 0; i < weights.length; i++) {
      weights[i] = Math.min(1, Math.max(0, weights[i] + rate * eligibility[i]));
      eligibility[i] *= this.#keepEligibility;
      pre[i] *= this.#keepPlus;
      post[i] *= this.#keepMinus;
    }
  }

  /** The input of synapse i spikes. */
  arrive(i: number): void {
    this.eligibility[i] -= this.#down * this.post[i];
    this.pre[i]++;
  }

  /** The neuron of synapse i spikes. */
  fire(i: number): void {
    this.eligibility[i] += this.#up * this.pre[i];
    this.post[i]++;
  }
}
