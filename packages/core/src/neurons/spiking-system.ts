import type { Model } from '../contract/system.js';
import type { MeasureInfo, View } from '../contract/view.js';
import type { SpikingNetwork } from './spiking-network.js';
import { type Recorded, SpikingRecorder } from './spiking-recorder.js';

// What all networks of spiking neurons show and measure.

const TIME = { title: 'time', unit: 'ms' };

export const spikingViews: readonly View[] = [
  {
    id: 'raster',
    title: 'Spike raster',
    about: 'A mark for each spike, time to the right, one row a neuron: excitatory ones below, inhibitory ones above.',
    palette: 'states',
    layers: [{ kind: 'points', field: 'raster', shape: 'tick', size: 2, colour: 'class' }],
    axes: { x: TIME, y: { title: 'neuron' } },
  },
  {
    id: 'rates',
    title: 'Population rates',
    about: 'Spikes a second and neuron, bin by bin: what an electrode far away would pick up.',
    palette: 'states',
    layers: [
      { kind: 'curve', field: 'ratesE', colour: 'first', title: 'excitatory' },
      { kind: 'curve', field: 'ratesI', colour: 'second', title: 'inhibitory' },
    ],
    axes: { x: TIME, y: { title: 'rate', unit: 'Hz' } },
  },
  {
    id: 'cells',
    title: 'Three cells',
    about: 'Membrane potentials of two excitatory cells and, lowest, an inhibitory one; each is drawn above the next.',
    palette: 'states',
    layers: [
      { kind: 'curve', field: 'cell0', colour: 'first', title: 'excitatory' },
      { kind: 'curve', field: 'cell1', colour: 'first' },
      { kind: 'curve', field: 'cell2', colour: 'second', title: 'inhibitory' },
    ],
    axes: { x: TIME, y: { title: 'potential, of the lowest', unit: 'mV' } },
  },
  {
    id: 'spikes',
    title: 'Neurons that fire',
    about: 'All neurons, row by row, inhibitory ones last: bright at a spike, then fading.',
    palette: 'inferno',
    layers: [{ kind: 'image', field: 'glow', as: 'scalar' }],
  },
  {
    id: 'potentials',
    title: 'Membrane potentials',
    about: 'The potential of every neuron, row by row, inhibitory ones last.',
    palette: 'viridis',
    layers: [{ kind: 'image', field: 'potentials', as: 'scalar' }],
  },
];

export const spikingMeasures: readonly MeasureInfo[] = [
  { id: 'rateE', title: 'Excitatory rate', unit: 'Hz', about: 'Mean rate of excitatory neurons over the time shown.' },
  { id: 'rateI', title: 'Inhibitory rate', unit: 'Hz', about: 'Mean rate of inhibitory neurons over the time shown.' },
  {
    id: 'cv',
    title: 'CV of intervals',
    about:
      'Standard deviation over mean of the times between a neuron’s spikes: 0 for a clock, 1 for chance; 0 too before three intervals are known.',
  },
  {
    id: 'fano',
    title: 'Fano factor',
    about:
      'Variance over mean of the spikes of all neurons in a bin: 1 where they fire independently, large where they fire together.',
  },
  { id: 'biological', title: 'Biological time', unit: 'ms', about: 'Time that has passed for the neurons.' },
];

/** The model of a network: it advances, and a recorder watches. */
export function spikingModel(network: SpikingNetwork, recorded: Recorded, more?: () => Record<string, number>): Model {
  return recordedModel(network, new SpikingRecorder(network, recorded), more);
}

/** The same with a recorder that others read too. */
export function recordedModel(
  network: SpikingNetwork,
  recorder: SpikingRecorder,
  more?: () => Record<string, number>,
): Model {
  const clock = new Float64Array(1);
  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) recorder.record(network.advance(time), time + 1);
      clock[0] = from + count;
    },
    fields: {
      raster: () => recorder.raster(),
      ratesE: () => recorder.rates(0),
      ratesI: () => recorder.rates(1),
      cell0: () => recorder.potential(0),
      cell1: () => recorder.potential(1),
      cell2: () => recorder.potential(2),
      glow: () => recorder.glow(),
      potentials: () => recorder.potentials(),
    },
    measures: () => ({ ...recorder.measures(), biological: clock[0] * network.timeStep, ...more?.() }),
    state: () => ({ ...network.state(), ...recorder.state(), clock }),
  };
}
