import { InputError } from '../contract/errors.js';
import { math } from '../kernels/math.js';
import type { NeuronModel } from './neuron-model.js';

export interface LeakyParams {
  /** Time constant τ of the membrane, ms. */
  readonly timeConstant: number;
  /** Resistance R of the membrane, MΩ: 1 nA raises the potential by R mV. */
  readonly resistance: number;
  /** Potentials, mV. */
  readonly rest: number;
  readonly threshold: number;
  readonly reset: number;
  /** Time t_ref after a spike in which the potential is held, ms. */
  readonly refractory: number;
}

/**
 * The leaky integrate-and-fire neuron (Lapicque 1907): τ dV/dt = E − V + R I, and at the threshold a spike and a reset.
 * Solved exactly from spike to spike: under constant current the interval is t_ref + τ ln((E + RI − V_r) / (E + RI − θ)).
 * @throws InputError for a reset that is not below the threshold
 */
export function leakyNeuron(params: LeakyParams): NeuronModel {
  const { timeConstant, resistance, rest, threshold, reset, refractory } = params;
  checkReset(reset, threshold);
  const { exp, log } = math();

  /** NaN where the threshold is not reached; 0 where a rest above it is the start. */
  function timeTo(threshold: number, potential: number, limit: number): number {
    if (potential >= threshold) return 0;
    return limit > threshold ? timeConstant * log((limit - potential) / (limit - threshold)) : Number.NaN;
  }

  return {
    variables: ['voltage', 'refractory'],
    start: [rest, 0],
    threshold,
    derivative(y, current, dy) {
      const isHeld = y[1] > 0;
      dy[0] = isHeld ? 0 : (rest - y[0] + resistance * current) / timeConstant;
      dy[1] = isHeld ? -1 : 0;
    },
    reset(y) {
      y[0] = reset;
      y[1] = refractory;
    },
    exact(y, current, duration) {
      const held = Math.min(y[1], duration);
      y[1] -= held;
      const left = duration - held;
      const limit = rest + resistance * current;
      const spike = timeTo(threshold, y[0], limit);
      if (spike <= left && left > 0) {
        this.reset?.(y);
        return held + spike;
      }
      y[0] = limit + (y[0] - limit) * exp(-left / timeConstant);
      return Number.NaN;
    },
  };
}

/** @throws InputError naming `reset` where a spike would follow at once upon a spike */
export function checkReset(reset: number, threshold: number): void {
  if (!(reset < threshold)) throw new InputError('reset', reset, `a potential below the threshold, ${threshold}`);
}
