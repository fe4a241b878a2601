import { dense } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { sampleParams } from '../data/samples.js';
import { math } from '../kernels/math.js';
import { CompetitiveUnits } from './competitive-units.js';
import { prototypeInput, prototypePicture, prototypesView, quantizationError } from './prototype-input.js';
import { decayed } from './schedule.js';

const params = {
  units: integer({ default: 40, min: 1, max: 1024, unit: 'units', about: 'Number of units.' }),
  ...sampleParams,
  initial: choice(['corner', 'random', 'sample'], {
    default: 'corner',
    about: 'Start: all close together in one corner, anywhere in the box of the samples, or at samples.',
  }),
  conscience: number({
    default: 1,
    min: 0,
    max: 1000,
    about:
      'How much nearer a unit that never wins seems, in squared deviations of the samples; 0 for no conscience (C / N).',
  }),
  memory: number({
    default: 0.002,
    min: 1e-6,
    max: 1,
    about: 'How fast the shares of wins are forgotten, a step (B).',
  }),
  duration: integer({
    default: 20000,
    min: 1,
    max: 1e9,
    unit: 'steps',
    scale: 'log',
    about: 'Steps over which the rate falls; then it stays.',
  }),
  rateStart: number({ default: 0.1, min: 0.0001, max: 1, about: 'Learning rate at the start.' }),
  rateEnd: number({ default: 0.005, min: 0.0001, max: 1, about: 'Learning rate at the end.' }),
};

type CompetitiveParams = ParamsOf<typeof params>;

/** Competitive learning with a conscience: see {@link CompetitiveUnits}. A step is one sample. */
export const competitive = defineSystem({
  id: 'competitive',
  title: 'Competitive learning',
  family: 'maps',
  about:
    'Units compete for each sample and the winner moves towards it; with a conscience those that win too often let others win.',
  source: { authors: 'Duane DeSieno', year: 1988, title: 'Adding a conscience to competitive learning' },
  params,
  presets: [
    {
      id: 'conscience',
      title: 'Conscience',
      about: 'All start in one corner; each comes to stand for an equal share of the ring.',
      params: { distribution: 'ring' },
    },
    {
      id: 'dead-units',
      title: 'Dead units',
      about:
        'The same without a conscience: a few units take all the samples, the others never win and stay where they were.',
      params: { distribution: 'ring', conscience: 0 },
    },
    {
      id: 'clusters',
      title: 'Clusters',
      about: 'As many units as there are clusters find one each.',
      params: { distribution: 'clusters', units: 5, rateStart: 0.05 },
    },
    {
      id: 'digits',
      title: 'Digits',
      about: 'Forty kinds of written digits: see them in the view “Prototypes”.',
      params: { distribution: 'data', data: 'digits', initial: 'sample', duration: 15000 },
    },
  ],
  views: [
    {
      id: 'input-space',
      title: 'Input space',
      about: 'Samples, and the units where their weights lie.',
      palette: 'ink',
      layers: [
        { kind: 'points', field: 'samples', shape: 'disc', size: 2, colour: 'faint' },
        { kind: 'points', field: 'units', shape: 'disc', size: 6, colour: 'second' },
      ],
    },
    {
      id: 'wins',
      title: 'Wins',
      about: 'How often each unit won of late; 1 is an equal share.',
      palette: 'ink',
      layers: [{ kind: 'bars', field: 'wins' }],
    },
    prototypesView,
  ],
  measures: [
    { id: 'quantization', title: 'Quantization error', about: 'Mean distance from a sample to the nearest unit.' },
    {
      id: 'dead',
      title: 'Dead units',
      unit: 'units',
      about: 'Units that won less than a tenth of an equal share of late.',
    },
    {
      id: 'evenness',
      title: 'Evenness',
      about: 'Entropy of the shares of wins over its largest value: 1 where all win as often.',
    },
  ],
  pace: 30,
  setup,
});

function setup(params: CompetitiveParams, context: Context): Model {
  const { units, duration, rateStart, rateEnd } = params;
  const input = prototypeInput(params, context);
  const { dimensions, sample } = input;
  const weights = startingWeights(params, input, context);
  const spread = input.ranges.reduce((sum, [low, high]) => sum + (high - low) ** 2 / 12, 0);
  const layer = new CompetitiveUnits(weights, dimensions, {
    bias: params.conscience * spread * units,
    memory: params.memory,
  });
  const picture = prototypePicture(input, units);
  const wins = new Float32Array(units);
  const winsField = dense(wins, [units], [[0, 3]]);

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        input.next();
        layer.train(sample, decayed('exponential', rateStart, rateEnd, Math.min(1, time / duration)));
      }
    },
    fields: {
      samples: () => input.samplesField,
      units: () => input.points(weights, units),
      wins() {
        layer.shares.forEach((share, unit) => {
          wins[unit] = share * units;
        });
        return winsField;
      },
      prototypes: () => picture(weights),
    },
    measures: () => ({
      quantization: quantizationError(input, weights, units),
      dead: layer.shares.reduce((dead, share) => dead + (share * units < 0.1 ? 1 : 0), 0),
      evenness: units > 1 ? entropy(layer.shares) / math().log(units) : 1,
    }),
    state: () => ({ weights, shares: layer.shares, samples: input.fingerprint.state }),
    restored: input.fingerprint.check,
  };
}

function startingWeights(
  { units, initial }: CompetitiveParams,
  { dimensions, ranges, evaluated }: ReturnType<typeof prototypeInput>,
  context: Context,
): Float32Array {
  const random = context.random.stream('weights');
  const weights = new Float32Array(units * dimensions);
  for (let unit = 0; unit < units; unit++) {
    const row = initial === 'sample' ? random.integer(evaluated.rows) : 0;
    for (let i = 0; i < dimensions; i++) {
      const [low, high] = ranges[i];
      const reach = initial === 'corner' ? 0.1 : 1;
      weights[unit * dimensions + i] =
        initial === 'sample' ? evaluated.values[row * dimensions + i] : low + reach * (high - low) * random.uniform();
    }
  }
  return weights;
}

function entropy(shares: Float64Array): number {
  return shares.reduce((sum, share) => (share > 0 ? sum - share * math().log(share) : sum), 0);
}
