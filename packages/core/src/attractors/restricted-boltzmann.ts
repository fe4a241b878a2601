import { boolean, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { pictureParams } from '../hebbian/pictures.js';
import { createRestrictedModel } from './restricted-boltzmann-model.js';
import { restrictedMeasures, restrictedViews } from './restricted-boltzmann-views.js';
import { pictureSetsOf } from './restricted-pictures.js';

const params = {
  units: integer({ default: 64, min: 1, max: 1024, unit: 'units', about: 'Number of hidden units.' }),
  ...pictureParams('data'),
  examples: integer({
    default: 1000,
    min: 1,
    max: 60000,
    unit: 'pictures',
    scale: 'log',
    about: 'Most pictures to learn from; others are held out. Of a data set at most three quarters are learned.',
  }),
  binary: boolean({
    default: false,
    about:
      'Whether pixels of a data set are on above half of the largest number; else numbers are taken as probabilities.',
  }),
  batch: integer({ default: 50, min: 1, max: 1000, unit: 'pictures', about: 'Pictures a step, learned together.' }),
  rate: number({ default: 0.05, min: 0, max: 1, scale: 'log', about: 'Learning rate.' }),
  momentum: number({ default: 0.5, min: 0, max: 0.99, about: 'Share of the last change that is made once more.' }),
  decay: number({
    default: 0.0002,
    min: 0,
    max: 0.5,
    scale: 'log',
    about: 'Share of the weights lost at every step, times the rate: it keeps them small.',
  }),
  k: integer({
    default: 1,
    min: 1,
    max: 25,
    unit: 'steps',
    scale: 'log',
    about: 'Steps of Gibbs sampling from what is seen to what is imagined: with more of them learning errs less.',
  }),
  persistent: boolean({
    default: true,
    about:
      'Whether imagining goes on from where it was (persistent contrastive divergence), instead of from each picture.',
  }),
};

type RestrictedParams = ParamsOf<typeof params>;

/**
 * The restricted Boltzmann machine ({@link RestrictedBoltzmann}): it learns until what it imagines is, unit by unit and
 * pair by pair, as frequent as what it sees. Persistent chains follow Tieleman 2008 (doi:10.1145/1390156.1390290).
 */
export const restrictedBoltzmann = defineSystem({
  id: 'restricted-boltzmann',
  title: 'Restricted Boltzmann machine',
  family: 'attractors',
  about:
    'Hidden units learn to dream up pictures like those they have seen: what is seen is made likelier, what is imagined unlikelier, until both are the same.',
  source: {
    authors: 'Geoffrey E. Hinton',
    year: 2002,
    title: 'Training products of experts by minimizing contrastive divergence',
    doi: '10.1162/089976602760128018',
  },
  params,
  presets: [
    {
      id: 'digits',
      title: 'Digits',
      about: 'Small handwritten digits: strokes for weights, and a hundred chains that dream of digits.',
      params: {},
    },
    {
      id: 'contrastive',
      title: 'One step from the picture',
      about: 'CD-1: reconstructions become good at once, but far from any picture the dreams are poor.',
      params: { persistent: false },
    },
    {
      id: 'by-heart',
      title: 'Learned by heart',
      about: 'Forty digits only: the free energies of these and of other digits part, and the dreams are the forty.',
      params: { examples: 40, units: 100, batch: 40, decay: 0 },
    },
    {
      id: 'bars',
      title: 'Bars',
      about: 'Random bars: no single unit stands for one, and yet the dreams are bars.',
      params: { input: 'bars', units: 36, probability: 0.1, decay: 0.001, examples: 5000, k: 3 },
    },
    {
      id: 'letters',
      title: 'Letters',
      about: 'The alphabet, of 12×12 pixels: dreams that turn from one letter into another.',
      params: { input: 'letters', side: 12, units: 100, decay: 0.001, rate: 0.02 },
    },
    {
      id: 'leaves',
      title: 'Edges',
      about: 'Patches of fallen leaves, black and white: blobs and edges of all directions.',
      params: { input: 'leaves', side: 12, units: 100, examples: 5000, decay: 0.002 },
    },
    {
      id: 'counted',
      title: 'Twelve units',
      about:
        'So few hidden units that all their states can be counted: the exact log-likelihood of black and white digits.',
      params: { units: 12, binary: true, rate: 0.1 },
    },
  ],
  views: restrictedViews,
  measures: restrictedMeasures,
  pace: 8,
  setup,
});

function setup(given: RestrictedParams, context: Context): Model {
  return createRestrictedModel(given, pictureSetsOf(given, context), context);
}
