import { InputError } from '../contract/errors.js';
import { math } from '../kernels/math.js';
import type { PairRule } from './stdp-window.js';

export const STDP_BOUNDS = ['additive', 'multiplicative'] as const;
export type StdpBounds = (typeof STDP_BOUNDS)[number];

export interface StdpOptions extends PairRule {
  readonly inputs: number;
  readonly bounds?: StdpBounds;
  /** Milliseconds from one {@link StdpSynapses.decay} to the next, default 1. */
  readonly timeStep?: number;
}

/**
 * All synapses of one neuron under pair-based spike-timing-dependent plasticity: every input leaves a trace xᵢ that decays with τ₊,
 * every spike of the neuron a trace y that decays with τ₋. A spike of the neuron adds A₊ xᵢ to every weight, a spike of input i takes
 * A₋ y from weight i ("additive": Song, Miller & Abbott 2000, doi:10.1038/78829; weights stop at 0 and 1) or A₋ y wᵢ
 * ("multiplicative": van Rossum, Bi & Turrigiano 2000, without its noise). All pairs of spikes count.
 *
 * A time step is: {@link decay}, {@link arrive} for each input that spikes, then {@link fire} where the neuron does, half a step later:
 * were both at one time, chance alone would favour potentiation by half a step's worth of pairs, more than A₋ exceeds A₊.
 */
export class StdpSynapses {
  /** Between 0 and 1, the strongest that a synapse can be. */
  readonly weights: Float64Array;
  /** xᵢ, one an input. */
  readonly pre: Float64Array;
  /** y, one number. */
  readonly post = new Float64Array(1);
  readonly #potentiation: number;
  readonly #depression: number;
  readonly #keepPlus: number;
  readonly #keepMinus: number;
  /** What a spike of the neuron adds to y: when the next step begins, only half a step will have passed. */
  readonly #left: number;
  readonly #isMultiplicative: boolean;

  /** @throws InputError for time constants or a time step that are not above 0 */
  constructor({ inputs, potentiation, depression, tauPlus, tauMinus, bounds = 'additive', timeStep = 1 }: StdpOptions) {
    for (const [name, value] of Object.entries({ tauPlus, tauMinus, timeStep })) {
      if (!(value > 0)) throw new InputError(name, value, 'a time above 0 ms');
    }
    this.weights = new Float64Array(inputs);
    this.pre = new Float64Array(inputs);
    this.#potentiation = potentiation * math().exp(-timeStep / 2 / tauPlus);
    this.#left = math().exp(timeStep / 2 / tauMinus);
    this.#depression = depression;
    this.#keepPlus = math().exp(-timeStep / tauPlus);
    this.#keepMinus = math().exp(-timeStep / tauMinus);
    this.#isMultiplicative = bounds === 'multiplicative';
  }

  /** Lets one time step pass. */
  decay(): void {
    const { pre, post } = this;
    const keep = this.#keepPlus;
    for (let i = 0; i < pre.length; i++) pre[i] *= keep;
    post[0] *= this.#keepMinus;
  }

  /** Input `i` spikes: its synapse is weakened by what the neuron did before. */
  arrive(i: number): void {
    const { weights } = this;
    const loss = this.#depression * this.post[0];
    weights[i] = Math.max(0, weights[i] - (this.#isMultiplicative ? loss * weights[i] : loss));
    this.pre[i]++;
  }

  /** The neuron spikes: every synapse is strengthened by what its input did before. */
  fire(): void {
    const { weights, pre } = this;
    const gain = this.#potentiation;
    for (let i = 0; i < weights.length; i++) weights[i] = Math.min(1, weights[i] + gain * pre[i]);
    this.post[0] += this.#left;
  }
}
