import { boolean, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import {
  competitiveMeasures,
  competitiveParams,
  competitiveViews,
  createCompetitiveModel,
} from './competitive-model.js';
import { picturesOf, standardized } from './pictures.js';
import { SoftHebbLayer } from './soft-hebb-layer.js';

const params = {
  ...competitiveParams,
  rate: number({ default: 0.08, min: 0, max: 1, scale: 'log', about: 'Learning rate at the start.' }),
  duration: { ...competitiveParams.duration, default: 2000 },
  steepness: number({
    default: 12,
    min: 0.01,
    max: 1000,
    scale: 'log',
    about: 'How sharply the strongest wins: the inverse temperature of the softmax.',
  }),
  radius: number({
    default: 25,
    min: 0.1,
    max: 100,
    scale: 'log',
    about: 'Length of each unit’s weights at the start: long ones give every unit its chance before any settles.',
  }),
  exponent: number({
    default: 0.5,
    min: 0,
    max: 2,
    about: 'How a unit’s rate depends on the length of its weights, |1 − ‖w‖| to this power; 0: not at all.',
  }),
  antiHebbian: boolean({ default: true, about: 'Whether those that do not win unlearn by their response.' }),
};

type SoftHebbParams = ParamsOf<typeof params>;

/** Moraitis’s and Journé’s soft winner-take-all ({@link SoftHebbLayer}). */
export const softHebb = defineSystem({
  id: 'soft-hebb',
  title: 'SoftHebb',
  family: 'hebbian',
  about:
    'Units share each picture by a softmax and learn as much as their share: with long weights at the start, and a rate that fades as they come to length 1, all of them find a use.',
  source: {
    authors: 'Timoleon Moraitis, Dmitry Toichkin, Adrien Journé, Yansong Chua, Qinghai Guo',
    year: 2022,
    title: 'SoftHebb: Bayesian inference in unsupervised Hebbian soft winner-take-all networks',
    doi: '10.1088/2634-4386/aca710',
  },
  params,
  presets: [
    { id: 'digits', title: 'Digits', about: 'Small handwritten digits: every unit becomes a prototype.', params: {} },
    {
      id: 'naive',
      title: 'A naive one collapses',
      about: 'Short weights at the start and the same rate for all: a few units win every picture.',
      params: { radius: 1, exponent: 0 },
    },
    {
      id: 'hebbian-only',
      title: 'Nobody unlearns',
      about: 'Losers learn by their response instead of unlearning by it.',
      params: { antiHebbian: false },
    },
    {
      id: 'letters',
      title: 'Letters',
      about: 'The alphabet: a unit or two for each letter, and none for the rest, which stay noise.',
      params: { input: 'letters', side: 16, units: 49 },
    },
    {
      id: 'leaves',
      title: 'Edges',
      about: 'Patches of a picture of fallen leaves: edges of all directions and places.',
      params: { input: 'leaves', side: 10, units: 100, batch: 200 },
    },
  ],
  views: competitiveViews,
  measures: competitiveMeasures,
  pace: 1,
  setup,
});

function setup(given: SoftHebbParams, context: Context): Model {
  const pictures = standardized(picturesOf(given, context), context.random.stream('statistics'));
  const inputs = pictures.width * pictures.height;
  const layer = new SoftHebbLayer({ ...given, inputs, seed: context.random.stream('weights') });
  return createCompetitiveModel({ ...given, layer, pictures, norm }, context);
}

function norm(row: Float32Array): number {
  let squares = 0;
  for (const w of row) squares += w * w;
  return Math.sqrt(squares);
}
