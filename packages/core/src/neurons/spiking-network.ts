import type { TypedArray } from '../contract/field.js';

/** Neurons that fire, step by step: excitatory ones first, then inhibitory ones. */
export interface SpikingNetwork {
  readonly excitatory: number;
  readonly inhibitory: number;
  /** Length of a step in ms. */
  readonly timeStep: number;
  /** Membrane potentials in mV, one a neuron (more may follow, as padding). */
  readonly potentials: Float32Array;
  /** Neurons that fired in the last step, in ascending order: the first ones, as many as {@link advance} returned. */
  readonly spikes: Int32Array;
  /** Takes the step that begins when `time` steps were taken; returns how many neurons fired. */
  advance(time: number): number;
  /** Live views on all that decides the future. */
  state(): Readonly<Record<string, TypedArray>>;
}

/** Neurons of which a kernel works on eight at a time. */
export const padded = (neurons: number): number => Math.ceil(neurons / 8) * 8;
