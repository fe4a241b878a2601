import { math } from '../kernels/math.js';
import { checkReset } from './leaky-neuron.js';
import type { NeuronModel } from './neuron-model.js';

export interface ExponentialParams {
  /** Capacitance C, pF. */
  readonly capacitance: number;
  /** Leak conductance g_L, nS. */
  readonly leak: number;
  /** Leak reversal E_L, rheobase threshold V_T, slope factor Δ_T, reset and peak, mV. */
  readonly rest: number;
  readonly threshold: number;
  readonly slope: number;
  readonly reset: number;
  readonly peak: number;
  /** Subthreshold adaptation a, nS. */
  readonly adaptation: number;
  /** What a spike adds to the adaptation current, b, pA. */
  readonly increment: number;
  /** Time constant τ_w of the adaptation current, ms. */
  readonly adaptationTime: number;
}

/** The neuron of Brette & Gerstner (2005), fitted to a detailed model of a regular-spiking pyramidal cell. */
export const bretteGerstner: ExponentialParams = {
  capacitance: 281,
  leak: 30,
  rest: -70.6,
  threshold: -50.4,
  slope: 2,
  reset: -70.6,
  peak: 20,
  adaptation: 4,
  increment: 80.5,
  adaptationTime: 144,
};

/**
 * The adaptive exponential integrate-and-fire neuron (Brette & Gerstner 2005, doi:10.1152/jn.00686.2005), current in pA:
 * C dV/dt = −g_L (V − E_L) + g_L Δ_T exp((V − V_T) / Δ_T) − w + I and τ_w dw/dt = a (V − E_L) − w; at the peak a spike,
 * V → V_r and w → w + b. With a = b = 0 it is the exponential one of Fourcaud-Trocmé et al. (2003).
 * @throws InputError for a reset that is not below the peak
 */
export function exponentialNeuron(params: ExponentialParams): NeuronModel {
  const { capacitance, rest, reset, peak, adaptation, increment, adaptationTime } = params;
  checkReset(reset, peak);
  const inward = exponentialCurrent(params);
  return {
    variables: ['voltage', 'w'],
    start: [rest, 0],
    threshold: peak,
    derivative(y, current, dy) {
      const v = Math.min(y[0], peak);
      dy[0] = (inward(v) - y[1] + current) / capacitance;
      dy[1] = (adaptation * (v - rest) - y[1]) / adaptationTime;
    },
    reset(y) {
      y[0] = reset;
      y[1] += increment;
    },
  };
}

/** The current of the membrane itself at a potential, pA; the w-nullcline of the potential is that plus the input. */
export function exponentialCurrent({ leak, rest, threshold, slope }: ExponentialParams): (v: number) => number {
  const { exp } = math();
  return (v) => leak * (rest - v + slope * exp(Math.min(STEEPEST, (v - threshold) / slope)));
}

/** Where the upstroke stops growing: from here on it takes less than a nanosecond, and numbers would overflow. */
const STEEPEST = 20;
