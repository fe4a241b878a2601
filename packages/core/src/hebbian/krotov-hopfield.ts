import { InputError } from '../contract/errors.js';
import { integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { math } from '../kernels/math.js';
import {
  competitiveMeasures,
  competitiveParams,
  competitiveViews,
  createCompetitiveModel,
} from './competitive-model.js';
import { initialParam } from './initial-param.js';
import { KrotovHopfieldLayer } from './krotov-hopfield-layer.js';
import { picturesOf } from './pictures.js';

const params = {
  ...competitiveParams,
  power: number({
    default: 2,
    min: 1,
    max: 8,
    about: 'Exponent p: weights come to have p-norm 1; larger ones make a few weights count more.',
  }),
  rank: integer({
    default: 2,
    min: 1,
    max: 64,
    about: 'Which unit, counted from the strongest, unlearns each picture; 1: none.',
  }),
  rate: number({ default: 0.05, min: 0, max: 1, scale: 'log', about: 'Learning rate at the start.' }),
  antiHebbian: number({ default: 0.2, min: 0, max: 1, about: 'How strongly that unit unlearns, Δ.' }),
  initial: initialParam,
};

type KrotovHopfieldParams = ParamsOf<typeof params>;

/** Krotov & Hopfield's features, learned without labels ({@link KrotovHopfieldLayer}). */
export const krotovHopfield = defineSystem({
  id: 'krotov-hopfield',
  title: 'Competing hidden units',
  family: 'hebbian',
  about:
    'Units compete for each picture: the winner moves towards it, a runner-up away from it, and without any label they come to know the strokes of digits.',
  source: {
    authors: 'Dmitry Krotov, John J. Hopfield',
    year: 2019,
    title: 'Unsupervised learning by competing hidden units',
    doi: '10.1073/pnas.1820458116',
  },
  params,
  presets: [
    {
      id: 'digits',
      title: 'Digits',
      about: 'Small handwritten digits: out of noise each unit becomes one way to write one of them.',
      params: {},
    },
    {
      id: 'prototypes',
      title: 'Nobody unlearns',
      about: 'Winners learn and nobody unlearns: plain prototypes, the means of what they win.',
      params: { antiHebbian: 0 },
    },
    {
      id: 'paper',
      title: 'First weights of the paper',
      about: 'Weights of both signs at the start: units that begin with little ink never win and stay noise.',
      params: { initial: 'normal', antiHebbian: 0.4, duration: 2000 },
    },
    {
      id: 'sharp',
      title: 'Sharper weights',
      about: 'The 3-norm and a later runner-up, as the paper has them for its larger nets.',
      params: { power: 3, rank: 7, antiHebbian: 0.4 },
    },
    {
      id: 'bars',
      title: 'Bars',
      about: 'Random bars: each unit becomes a bar or two.',
      params: { input: 'bars', units: 36, side: 10, probability: 0.1, antiHebbian: 0.1 },
    },
    {
      id: 'leaves',
      title: 'Edges',
      about: 'Patches of a picture of fallen leaves: edges of all directions.',
      params: { input: 'leaves', side: 10, units: 100, batch: 200, initial: 'normal', rate: 0.2 },
    },
  ],
  views: competitiveViews,
  measures: competitiveMeasures,
  pace: 1,
  setup,
});

function setup(given: KrotovHopfieldParams, context: Context): Model {
  if (given.units < given.rank) {
    throw new InputError('units', given.units, `at least ${given.rank} units: the ${given.rank}-th unlearns`);
  }
  const pictures = picturesOf(given, context);
  const inputs = pictures.width * pictures.height;
  const layer = new KrotovHopfieldLayer({ ...given, inputs, seed: context.random.stream('weights') });
  return createCompetitiveModel({ ...given, layer, pictures, norm: (row) => norm(row, given.power) }, context);
}

/** (Σ |w|^p)^(1/p). */
function norm(row: Float32Array, p: number): number {
  let sum = 0;
  for (const w of row) sum += p === 2 ? w * w : math().pow(Math.abs(w), p);
  return math().pow(sum, 1 / p);
}
