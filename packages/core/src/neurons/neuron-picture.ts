import type { NeuronModel } from './neuron-model.js';
import type { NeuronSettings } from './neuron-params.js';
import type { Recording } from './recording.js';

export type Range = readonly [number, number];

/** How a neuron is drawn. */
export interface NeuronPicture {
  /** What the potential spans. */
  readonly voltage: Range;
  /** Where a spike is drawn up to, in models in which it is an event. */
  readonly peak?: number;
  /** What further variables span, by name. */
  readonly variables?: Readonly<Record<string, Range>>;
  /** What the phase plane spans in potential, where that is less. */
  readonly plane?: Range;
  /** Set in two dimensions: the second variable at which each of the two stands still, at a potential. */
  readonly nullclines?: (voltage: number, current: number) => readonly [number, number];
  /** The currents of the f–I curve, and how long each is held. */
  readonly sweep?: CurrentSweep;
  /** Units of rate in one over the model's unit of time: 1000, hertz and milliseconds. */
  readonly rateScale?: number;
}

export interface CurrentSweep {
  readonly from: number;
  readonly to: number;
  readonly transient: number;
  readonly duration: number;
}

/** What the fields of a neuron are drawn from. */
export interface Shown {
  readonly model: NeuronModel;
  readonly settings: NeuronSettings;
  readonly picture: NeuronPicture;
  /** Time and current now. */
  readonly clock: Float64Array;
  /** Rows of time, current and state variables. */
  readonly recording: Recording;
}

/** The time that is shown: it slides once it is full. */
export function slidingWindow(time: number, window: number): Range {
  return [Math.max(0, time - window), Math.max(time, window)];
}
