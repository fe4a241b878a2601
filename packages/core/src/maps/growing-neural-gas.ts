import { InputError } from '../contract/errors.js';
import { integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { sampleParams } from '../data/samples.js';
import { partsOf } from './edge-ages.js';
import { GrowingGas } from './growing-gas-units.js';
import {
  inputSpaceView,
  type PrototypeInput,
  prototypeInput,
  prototypePicture,
  prototypesView,
  quantizationError,
  strokes,
} from './prototype-input.js';

const params = {
  capacity: integer({ default: 150, min: 2, max: 1024, unit: 'units', about: 'Units that there may be.' }),
  ...sampleParams,
  interval: integer({
    default: 100,
    min: 1,
    max: 1e6,
    unit: 'steps',
    scale: 'log',
    about: 'Samples from one new unit to the next (λ).',
  }),
  rate: number({
    default: 0.2,
    min: 0,
    max: 1,
    about: 'Share of the way to a sample that the nearest unit goes (ε_b).',
  }),
  neighbourRate: number({ default: 0.006, min: 0, max: 1, about: 'Share of the way that its neighbours go (ε_n).' }),
  lifetime: integer({
    default: 50,
    min: 1,
    max: 60000,
    unit: 'steps',
    about: 'Wins of a unit that its edges outlive unrenewed (a_max).',
  }),
  splitDecay: number({
    default: 0.5,
    min: 0,
    max: 1,
    about: 'What is left of the errors of two units when one is put between them (α).',
  }),
  errorDecay: number({ default: 0.995, min: 0, max: 1, about: 'What is left of every error after a step (d).' }),
  utility: number({
    default: 0,
    min: 0,
    max: 1000,
    about: 'A unit goes when the largest error is so many times what the unit is good for; 0 for never (k of GNG-U).',
  }),
  jump: integer({
    default: 0,
    min: 0,
    max: 1e6,
    unit: 'steps',
    about: 'Steps after which the samples, at half their size, jump to the other corner; 0 for samples that stay.',
  }),
};

type GrowingParams = ParamsOf<typeof params>;

/** Growing neural gas (Fritzke 1995): see {@link GrowingGas}. A step is one sample. */
export const growingNeuralGas = defineSystem({
  id: 'growing-neural-gas',
  title: 'Growing neural gas',
  family: 'maps',
  about:
    'A graph grows where it is needed most, until its shape is that of the data, in as many parts and dimensions as they have.',
  source: { authors: 'Bernd Fritzke', year: 1995, title: 'A growing neural gas network learns topologies' },
  params,
  presets: [
    { id: 'ring', title: 'Ring', about: 'From two units to a net around a ring.', params: { distribution: 'ring' } },
    {
      id: 'clusters',
      title: 'Clusters',
      about: 'The graph comes apart into the clusters that there are.',
      params: { distribution: 'clusters', capacity: 120 },
    },
    {
      id: 'spiral',
      title: 'Spiral',
      about: 'A spiral, found from its middle outwards.',
      params: { distribution: 'spiral', capacity: 100 },
    },
    {
      id: 'jump',
      title: 'Jumping square',
      about:
        'The samples jump from corner to corner: units that they leave behind are taken away and set where they are (GNG-U).',
      params: { jump: 6000, utility: 15, capacity: 60, distribution: 'square' },
    },
    {
      id: 'left-behind',
      title: 'Left behind',
      about: 'The same jumps without utility: half of the units stay where nothing is any more.',
      params: { jump: 6000, capacity: 60, distribution: 'square' },
    },
    {
      id: 'cube',
      title: 'Cube',
      about: 'A lattice that fills a cube.',
      params: { distribution: 'cube', capacity: 300, interval: 60 },
    },
  ],
  views: [inputSpaceView, prototypesView],
  measures: [
    { id: 'quantization', title: 'Quantization error', about: 'Mean distance from a sample to the nearest unit.' },
    { id: 'units', title: 'Units', about: 'Units so far.' },
    { id: 'edges', title: 'Edges', about: 'Pairs of units that are neighbours.' },
    { id: 'parts', title: 'Parts', about: 'Parts that the graph falls into.' },
  ],
  pace: 40,
  setup,
});

function setup(params: GrowingParams, context: Context): Model {
  const { capacity, jump, errorDecay: decay, ...rates } = params;
  if (jump > 0 && (params.distribution === 'data' || params.distribution === 'image')) {
    throw new InputError('jump', jump, '0 for a data set or an image: only shapes jump');
  }
  const input = prototypeInput(params, context);
  const { dimensions, sample } = input;
  const corners = [0, 1].map((corner) => inCorner(input, corner));
  const cornerAt = (time: number) => Math.floor(time / jump) % 2;
  const next = (time: number) => {
    input.next();
    if (jump > 0) shiftInto(sample, input.ranges, cornerAt(time));
  };
  /** The time of the next step, for what is seen of the samples; part of the state. */
  const clock = new Float64Array(1);
  const now = () => (jump > 0 ? corners[cornerAt(clock[0])] : input);
  const seeds = new Float32Array(2 * dimensions);
  for (let unit = 0; unit < 2; unit++) {
    next(0);
    seeds.set(sample, unit * dimensions);
  }
  const gas = new GrowingGas({ capacity, dimensions, decay, ...rates }, seeds);
  const { weights, alive } = gas;
  const picture = prototypePicture(input, capacity);
  /** Only the units that there are, one row after the other. */
  const living = () => {
    const rows = Array.from(alive.keys()).filter((unit) => alive[unit]);
    const packed = new Float32Array(rows.length * dimensions);
    rows.forEach((unit, i) => {
      packed.set(weights.subarray(unit * dimensions, (unit + 1) * dimensions), i * dimensions);
    });
    return packed;
  };

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        next(time);
        gas.train(sample, time);
      }
      clock[0] = from + count;
    },
    fields: {
      samples: () => now().samplesField,
      units() {
        const packed = living();
        return input.points(packed, packed.length / dimensions);
      },
      edges: () => strokes(input, weights, gas.edges.pairs()),
      prototypes: () => picture(weights, (unit) => alive[unit] > 0),
    },
    measures() {
      const pairs = gas.edges.pairs();
      const packed = living();
      return {
        quantization: quantizationError(now(), packed, gas.units),
        units: gas.units,
        edges: pairs.length / 2,
        parts: partsOf(gas.units, capacity, pairs),
      };
    },
    state: () => ({
      ...{ weights, alive, ages: gas.edges.table, clock, samples: input.fingerprint.state },
      errors: gas.errors,
      utilities: gas.utilities,
    }),
    restored: input.fingerprint.check,
  };
}

/** Brings samples to half their size, into the corner of the least values (0) or of the greatest (1). */
function shiftInto(values: Float32Array, ranges: PrototypeInput['ranges'], corner: number): void {
  for (let i = 0; i < values.length; i++) {
    const [low, high] = ranges[i % ranges.length];
    values[i] = low + (values[i] - low + corner * (high - low)) / 2;
  }
}

/** The input with all that is measured and shown in that corner. */
function inCorner(input: PrototypeInput, corner: number): PrototypeInput {
  const evaluated = { ...input.evaluated, values: input.evaluated.values.slice() };
  shiftInto(evaluated.values, input.ranges, corner);
  return { ...input, evaluated, samplesField: input.points(evaluated.values, evaluated.rows) };
}
