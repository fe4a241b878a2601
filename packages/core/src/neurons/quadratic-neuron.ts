import { checkReset } from './leaky-neuron.js';
import type { NeuronModel } from './neuron-model.js';

export interface QuadraticParams {
  /** Time constant τ at rest, ms. */
  readonly timeConstant: number;
  /** Resistance R at rest, MΩ. */
  readonly resistance: number;
  /** Resting potential, mV. */
  readonly rest: number;
  /** Critical potential V_c, above which the neuron fires by itself, mV. */
  readonly critical: number;
  readonly reset: number;
  /** Potential at which a spike is counted, mV: the rest of its course takes next to no time. */
  readonly peak: number;
}

/**
 * The quadratic integrate-and-fire neuron (Ermentrout & Kopell 1986; form of Latham et al. 2000):
 * τ dV/dt = (V − E)(V − V_c) / (V_c − E) + R I; at the peak a spike and a reset.
 * @throws InputError for a reset that is not below the peak
 */
export function quadraticNeuron(params: QuadraticParams): NeuronModel {
  const { timeConstant, resistance, rest, critical, reset, peak } = params;
  checkReset(reset, peak);
  return {
    variables: ['voltage'],
    start: [rest],
    threshold: peak,
    derivative(y, current, dy) {
      const v = Math.min(y[0], peak);
      dy[0] = (((v - rest) * (v - critical)) / (critical - rest) + resistance * current) / timeConstant;
    },
    reset(y) {
      y[0] = reset;
    },
    contains: (y, lowest) => y[0] >= quadraticFloor(params, lowest) - 1,
  };
}

/** The potential that none falls below: the lower place of rest under the lowest current, or the reset. */
function quadraticFloor({ resistance, rest, critical, reset }: QuadraticParams, lowest: number): number {
  const half = (critical - rest) / 2;
  const root = half * half - 2 * half * resistance * Math.min(0, lowest);
  return Math.min(reset, rest, rest + half - Math.sqrt(root));
}

/** The current above which it fires for ever, nA: the places of rest and of no return meet and vanish there. */
export function quadraticRheobase({ resistance, rest, critical }: QuadraticParams): number {
  return (critical - rest) / (4 * resistance);
}
