import type { MeasureInfo, View } from '../contract/view.js';
import { receptiveFieldsView } from '../hebbian/receptive-fields.js';

export const restrictedViews: readonly View[] = [
  receptiveFieldsView,
  {
    id: 'fantasies',
    title: 'Fantasies',
    about: 'What a hundred chains that never start again dream up, each moved by Gibbs sampling at every step.',
    palette: 'grey',
    layers: [{ kind: 'image', field: 'fantasies', as: 'scalar' }],
  },
  {
    id: 'reconstructions',
    title: 'Reconstructions',
    about: 'Pictures that were held out, and to the right of each what the hidden units make of it.',
    palette: 'grey',
    layers: [{ kind: 'image', field: 'reconstructions', as: 'scalar' }],
  },
  {
    id: 'free-energy',
    title: 'Free energy',
    about: 'Mean free energy of learned pictures and of held-out ones: where they part, pictures are learned by heart.',
    palette: 'ink',
    axes: { x: { title: 'time', unit: 'steps' }, y: { title: 'free energy' } },
    layers: [
      { kind: 'curve', field: 'heldOutEnergy', colour: 'second', title: 'held out' },
      { kind: 'curve', field: 'learnedEnergy', colour: 'first', title: 'learned' },
    ],
  },
  {
    id: 'error',
    title: 'Error',
    about: 'Reconstruction error of held-out pictures over the time of learning.',
    palette: 'ink',
    axes: { x: { title: 'time', unit: 'steps' }, y: { title: 'mean square error' } },
    layers: [{ kind: 'curve', field: 'errors', colour: 'accent' }],
  },
  {
    id: 'activity',
    title: 'Activity',
    about: 'Share of held-out pictures for which each hidden unit is on.',
    palette: 'ink',
    layers: [{ kind: 'bars', field: 'activity' }],
  },
];

export const restrictedMeasures: readonly MeasureInfo[] = [
  {
    id: 'error',
    title: 'Reconstruction error',
    about: 'Mean square difference, a pixel, between held-out pictures and what the hidden units make of them.',
  },
  {
    id: 'gap',
    title: 'Free-energy gap',
    unit: 'nats',
    about:
      'Mean free energy of held-out pictures less that of learned ones: it grows as pictures are learned by heart.',
  },
  { id: 'norm', title: 'Length of weights', about: 'Mean length of the hidden units’ weights.' },
  { id: 'activity', title: 'Activity', about: 'Share of hidden units that are on, over held-out pictures.' },
  {
    id: 'likelihood',
    title: 'Log-likelihood',
    unit: 'nats',
    about:
      'Mean ln P of held-out pictures, exact; told where they are black and white and all states of the hidden units can be counted, at most 12.',
    optional: true,
  },
];
