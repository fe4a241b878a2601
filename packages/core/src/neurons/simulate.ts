import { InputError } from '../contract/errors.js';
import type { NeuronModel } from './neuron-model.js';
import { type NeuronOptions, SingleNeuron } from './single-neuron.js';

export interface SimulateOptions extends NeuronOptions {
  /** The input, constant or at a time; taken in the middle of each step. */
  readonly current: number | ((time: number) => number);
  readonly duration: number;
}

export interface NeuronRecord {
  /** Of n rows: 0 and the end of each step. */
  readonly times: Float64Array;
  /** The potential at each time, after the reset where a spike ended the step. */
  readonly voltages: Float64Array;
  /** All state variables, [n, variables]. */
  readonly states: Float64Array;
  readonly spikes: Float64Array;
}

/**
 * Runs a neuron from its start.
 * @throws InputError for a duration or time step that is not above 0, and a time step that makes the solution unstable
 */
export function simulate(model: NeuronModel, { current, duration, ...options }: SimulateOptions): NeuronRecord {
  if (!(duration > 0 && duration < Number.POSITIVE_INFINITY)) {
    throw new InputError('duration', duration, 'a number above 0');
  }
  const { timeStep } = options;
  const neuron = new SingleNeuron(model, options);
  const width = model.variables.length;
  const rows = Math.round(duration / timeStep) + 1;
  const times = new Float64Array(rows);
  const states = new Float64Array(rows * width);
  const spikes: number[] = [];
  states.set(neuron.state);
  for (let row = 1; row < rows; row++) {
    const time = (row - 1) * timeStep;
    const input = typeof current === 'number' ? current : current(time + timeStep / 2);
    neuron.step(input, time, (offset) => spikes.push(time + offset));
    times[row] = row * timeStep;
    states.set(neuron.state, row * width);
  }
  const voltages = Float64Array.from({ length: rows }, (_, row) => states[row * width]);
  return { times, voltages, states, spikes: Float64Array.from(spikes) };
}
