import type { NeuronModel } from './neuron-model.js';
import { type NeuronOptions, SingleNeuron } from './single-neuron.js';

export interface FiCurveOptions extends NeuronOptions {
  /** Time left out at each current, for what passes. */
  readonly transient?: number;
  /** Time counted at each current, at most: it ends early once enough intervals are seen. */
  readonly duration?: number;
  /**
   * `rest`: each current meets the neuron at its start. `continued`: each finds it as the one before left it, which shows
   * where two ways to behave exist at one current: sweep up, and down.
   */
  readonly from?: 'rest' | 'continued';
}

/** Intervals after which a rate is known well enough. */
const ENOUGH = 24;

/**
 * The bifurcation sweep of a neuron: its firing rate at each of some constant currents.
 * @returns rates per unit of the model's time (× 1000 is hertz where it counts milliseconds)
 */
export function fiCurve(model: NeuronModel, currents: ArrayLike<number>, options: FiCurveOptions): Float64Array {
  const { transient = 200, duration = 800, from = 'rest', timeStep } = options;
  const neuron = new SingleNeuron(model, options);
  const rates = new Float64Array(currents.length);
  for (let i = 0; i < currents.length; i++) {
    if (from === 'rest') neuron.restart();
    rates[i] = steadyRate(neuron, currents[i], timeStep, { transient, duration });
  }
  return rates;
}

function steadyRate(
  neuron: SingleNeuron,
  current: number,
  timeStep: number,
  { transient, duration }: { readonly transient: number; readonly duration: number },
): number {
  let [time, first, last, intervals] = [0, 0, 0, -1];
  const onSpike = (offset: number): void => {
    last = time + offset;
    if (last < transient) return;
    if (intervals < 0) first = last;
    intervals++;
  };
  const steps = Math.round((transient + duration) / timeStep);
  for (let step = 0; step < steps && intervals < ENOUGH; step++) {
    time = step * timeStep;
    neuron.step(current, time, onSpike);
  }
  return intervals > 0 ? intervals / (last - first) : 0;
}
