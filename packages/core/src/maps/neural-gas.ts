import { integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { sampleParams } from '../data/samples.js';
import { partsOf } from './edge-ages.js';
import { NeuralGas } from './neural-gas-units.js';
import {
  inputSpaceView,
  prototypeInput,
  prototypePicture,
  prototypesView,
  quantizationError,
  strokes,
} from './prototype-input.js';
import { decayed } from './schedule.js';

const params = {
  units: integer({ default: 120, min: 1, max: 1024, unit: 'units', about: 'Number of units.' }),
  ...sampleParams,
  duration: integer({
    default: 20000,
    min: 1,
    max: 1e9,
    unit: 'steps',
    scale: 'log',
    about: 'Steps over which rate and range fall and edges come to live longer; then they stay.',
  }),
  rateStart: number({ default: 0.5, min: 0.0001, max: 1, about: 'Learning rate of the nearest unit at the start.' }),
  rateEnd: number({ default: 0.005, min: 0.0001, max: 1, about: 'Learning rate of the nearest unit at the end.' }),
  rangeStart: number({
    default: 10,
    min: 0.01,
    max: 1000,
    unit: 'ranks',
    about: 'Ranks over which the rate falls by e, at the start.',
  }),
  rangeEnd: number({
    default: 0.1,
    min: 0.01,
    max: 1000,
    unit: 'ranks',
    about: 'Ranks over which the rate falls by e, at the end.',
  }),
  lifetimeStart: integer({
    default: 20,
    min: 1,
    max: 60000,
    unit: 'steps',
    about: 'Wins of a unit that its edges outlive unrenewed, at the start.',
  }),
  lifetimeEnd: integer({
    default: 50,
    min: 1,
    max: 60000,
    unit: 'steps',
    about: 'Wins of a unit that its edges outlive unrenewed, at the end.',
  }),
};

type GasParams = ParamsOf<typeof params>;

/**
 * Neural gas with competitive Hebbian learning (Martinetz & Schulten 1991; Martinetz, Berkovich & Schulten 1993,
 * doi:10.1109/72.238311): see {@link NeuralGas}. A step is one sample. Rate, range and the lifetime of edges go from start to
 * end exponentially.
 */
export const neuralGas = defineSystem({
  id: 'neural-gas',
  title: 'Neural gas',
  family: 'maps',
  about:
    'Units spread over the data like a gas, and those that answer to the same samples become neighbours: no grid is given.',
  source: {
    authors: 'Thomas Martinetz & Klaus Schulten',
    year: 1991,
    title: 'A “neural-gas” network learns topologies',
  },
  params,
  presets: [
    {
      id: 'ring',
      title: 'Ring',
      about: 'Units find a ring, and the graph finds that it has a hole.',
      params: { distribution: 'ring' },
    },
    {
      id: 'spiral',
      title: 'Spiral',
      about: 'A thread of units along both turns of a spiral.',
      params: { distribution: 'spiral', units: 80 },
    },
    {
      id: 'clusters',
      title: 'Clusters',
      about: 'The graph falls into parts, one a cluster.',
      params: { distribution: 'clusters' },
    },
    { id: 'cube', title: 'Cube', about: 'A gas in three dimensions.', params: { distribution: 'cube', units: 300 } },
    {
      id: 'digits',
      title: 'Digits',
      about: 'Prototypes of written digits: see them in the view “Prototypes”.',
      params: { distribution: 'data', data: 'digits', units: 100, duration: 15000, rangeStart: 50 },
    },
  ],
  views: [inputSpaceView, prototypesView],
  measures: [
    { id: 'quantization', title: 'Quantization error', about: 'Mean distance from a sample to the nearest unit.' },
    { id: 'edges', title: 'Edges', about: 'Pairs of units that are neighbours.' },
    { id: 'parts', title: 'Parts', about: 'Parts that the graph falls into.' },
    {
      id: 'range',
      title: 'Range',
      unit: 'ranks',
      about: 'Ranks over which the learning rate falls by e, at this step.',
    },
  ],
  pace: 40,
  setup,
});

function setup(params: GasParams, context: Context): Model {
  const { units, duration, rateStart, rateEnd, rangeStart, rangeEnd, lifetimeStart, lifetimeEnd } = params;
  const input = prototypeInput(params, context);
  const weights = new Float32Array(units * input.dimensions);
  const start = context.random.stream('weights');
  weights.forEach((_, i) => {
    const [low, high] = input.ranges[i % input.dimensions];
    weights[i] = low + (high - low) * start.uniform();
  });
  const gas = new NeuralGas(weights, input.dimensions);
  const picture = prototypePicture(input, units);
  /** The time of the last step, for the measures; part of the state. */
  const clock = new Float64Array(1);
  const between = (from: number, to: number, time: number) =>
    decayed('exponential', from, to, Math.min(1, time / duration));

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        input.next();
        gas.train(input.sample, {
          rate: between(rateStart, rateEnd, time),
          range: between(rangeStart, rangeEnd, time),
          lifetime: between(lifetimeStart, lifetimeEnd, time),
        });
      }
      clock[0] = from + count;
    },
    fields: {
      samples: () => input.samplesField,
      units: () => input.points(weights, units),
      edges: () => strokes(input, weights, gas.edges.pairs()),
      prototypes: () => picture(weights),
    },
    measures() {
      const pairs = gas.edges.pairs();
      return {
        quantization: quantizationError(input, weights, units),
        edges: pairs.length / 2,
        parts: partsOf(units, units, pairs),
        range: between(rangeStart, rangeEnd, clock[0]),
      };
    },
    state: () => ({ weights, ages: gas.edges.table, clock, samples: input.fingerprint.state }),
    restored: input.fingerprint.check,
  };
}
