import { choice, integer, number } from '../contract/params.js';
import { defineSystem } from '../contract/system.js';
import { createCocktailParty } from './cocktail-party.js';
import { icaMeasures, icaParams } from './ica-params.js';
import { MAX_SOURCES, VOICES } from './voices.js';

const params = {
  voices: choice(VOICES, {
    default: 'signals',
    about:
      'The sources: signals of different kinds, bursts as of speech, or Gaussian noise, which cannot be separated.',
  }),
  sources: integer({ default: 3, min: 2, max: MAX_SOURCES, about: 'Number of sources, and of microphones.' }),
  length: integer({
    default: 2000,
    min: 200,
    max: 20000,
    unit: 'samples',
    scale: 'log',
    about: 'Samples that every microphone has recorded.',
  }),
  noise: number({ default: 0, min: 0, max: 2, about: 'Deviation of the noise of each microphone.' }),
  ...icaParams('extended-infomax'),
};

const INKS = ['first', 'second', 'third', 'fourth'] as const;

/** Blind separation of mixed sources (`IndependentComponents`). */
export const ica = defineSystem({
  id: 'ica',
  title: 'Independent components',
  family: 'hebbian',
  about:
    'A cocktail party: every microphone records another mixture of the same voices, and by making its outputs independent the network recovers each voice, though it knows neither voices nor mixture.',
  source: {
    authors: 'Anthony J. Bell, Terrence J. Sejnowski',
    year: 1995,
    title: 'An information-maximization approach to blind separation and blind deconvolution',
    doi: '10.1162/neco.1995.7.6.1129',
  },
  params,
  presets: [
    {
      id: 'cocktail-party',
      title: 'Cocktail party',
      about: 'A tone, a sawtooth and bursts of noise, mixed and told apart by extended infomax.',
      params: {},
    },
    {
      id: 'speech',
      title: 'Four speakers',
      about: 'Bursts with silences: what the plain infomax rule of 1995 was made for.',
      params: { voices: 'speech', sources: 4, method: 'infomax' },
    },
    {
      id: 'fastica',
      title: 'FastICA',
      about: 'The fixed-point iteration: all is told apart after a handful of steps.',
      params: { method: 'fast-symmetric', sources: 4 },
    },
    {
      id: 'deflation',
      title: 'One after the other',
      about: 'FastICA by deflation: each component is found before the next one is looked for.',
      params: { method: 'fast-deflation', sources: 4 },
    },
    {
      id: 'gaussian',
      title: 'Gaussian noise',
      about: 'Mixtures of Gaussian noise look the same from all sides: there is nothing to find.',
      params: { voices: 'gaussian' },
    },
    {
      id: 'noisy',
      title: 'Noisy microphones',
      about: 'Noise of the microphones stays in what is recovered.',
      params: { noise: 0.3 },
    },
  ],
  views: [
    {
      id: 'voices',
      title: 'Sources, mixtures, components',
      about:
        'Above the sources, in the middle what the microphones record, below what is recovered, in the colour of its source.',
      palette: 'viridis',
      layers: [
        ...INKS.map((colour, i) => ({ kind: 'curve', field: `voice${i + 1}`, colour }) as const),
        { kind: 'curve', field: 'mixtures', colour: 'faint' },
      ],
      axes: { x: { title: 'time', unit: 'samples' }, y: { title: 'signals, one above the other', isBare: true } },
    },
    {
      id: 'plane',
      title: 'Two components',
      about: 'Every moment as a dot: independent components lie along the axes.',
      palette: 'viridis',
      layers: [{ kind: 'points', field: 'plane', shape: 'disc', size: 3, colour: 'accent' }],
      axes: { x: { title: 'component 1' }, y: { title: 'component 2' } },
    },
    {
      id: 'separation',
      title: 'Separation',
      about:
        'How much of each source (column) is in each component (row): one bright square a row when all are told apart.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'separation', as: 'scalar' }],
    },
  ],
  measures: [
    {
      id: 'amari',
      title: 'Amari error',
      about: 'How much the components still mix the sources: 0 for none, 1 where all are alike.',
    },
    ...icaMeasures,
  ],
  pace: 1,
  setup: createCocktailParty,
});
