import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { sampleParams } from '../data/samples.js';
import { LATTICES, SURFACES } from './grid.js';
import { INITIAL } from './initial-weights.js';
import { NEIGHBOURHOODS } from './neighbourhood.js';
import { DECAYS } from './schedule.js';
import { DISTANCES, ORDERS } from './som-options.js';

export const somParams = {
  columns: integer({ default: 20, min: 1, max: 256, unit: 'units', about: 'Width of the map.' }),
  rows: integer({ default: 20, min: 1, max: 256, unit: 'units', about: 'Height of the map.' }),
  layers: integer({ default: 1, min: 1, max: 16, unit: 'units', about: 'Depth of a map of rectangles.' }),
  lattice: choice(LATTICES, {
    default: 'rectangular',
    about: 'Whether a unit of the map has four neighbours, beside it, or six, all around it.',
  }),
  surface: choice(SURFACES, {
    default: 'plane',
    about: 'Whether the map ends at its sides or goes on at the opposite ones.',
  }),
  ...sampleParams,
  initial: choice(INITIAL, {
    default: 'random',
    about:
      'Start: random weights, random samples, or the plane of the first two principal components (to ±1 deviation, or ±1).',
  }),
  training: choice(['online', 'mini-batch', 'batch'], {
    default: 'online',
    about: 'What a step learns: one sample, several, or all samples of a set (of a shape, 2048 of its points).',
  }),
  batch: integer({
    default: 100,
    min: 1,
    max: 10000,
    scale: 'log',
    unit: 'samples',
    about: 'Samples of a mini-batch.',
  }),
  order: choice(ORDERS, {
    default: 'random',
    about: 'Samples of a finite set at random, or one after the other.',
  }),
  distance: choice(DISTANCES, {
    default: 'euclidean',
    about: 'What makes a unit the best match of a sample.',
  }),
  neighbourhood: choice(NEIGHBOURHOODS, {
    default: 'gaussian',
    about: 'How the pull on a unit falls with its distance to the winner; a Mexican hat also repels, online only.',
  }),
  duration: integer({
    default: 20000,
    min: 1,
    max: 1e9,
    unit: 'steps',
    scale: 'log',
    about: 'Steps over which rate and radius fall; then they stay.',
  }),
  decay: choice(DECAYS, {
    default: 'exponential',
    about: 'How rate and radius fall; asymptotic decay ends at a third of the start.',
  }),
  schedule: choice(['step', 'epoch'], {
    default: 'step',
    about: 'Whether they fall at every step or once a pass through a finite set.',
  }),
  rateStart: number({ default: 0.5, min: 0, max: 1, about: 'Learning rate at the start.' }),
  rateEnd: number({ default: 0.02, min: 0, max: 1, about: 'Learning rate at the end.' }),
  radiusStart: number({
    default: 8,
    min: 0.01,
    max: 256,
    unit: 'units',
    about: 'Reach of the neighbourhood at the start; of a Gaussian, its standard deviation.',
  }),
  radiusEnd: number({
    default: 0.6,
    min: 0.01,
    max: 256,
    unit: 'units',
    about: 'Reach of the neighbourhood at the end.',
  }),
  component: integer({
    default: 1,
    min: 1,
    max: 4096,
    isFree: true,
    about: 'Which number of the weights the component plane shows, counted from 1.',
  }),
};

export type SomParams = ParamsOf<typeof somParams>;
