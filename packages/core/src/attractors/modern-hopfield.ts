import { forBrush } from '../contract/brush.js';
import { dense } from '../contract/field.js';
import { createMosaic } from '../contract/mosaic.js';
import { choice, dataset, images, integer, number, type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';
import { Descent } from './descent.js';
import { type GreyPictures, greyImages, greyLetters, greyRows } from './grey-memories.js';
import { checkCue } from './memories.js';
import { checkText, cuePeriod } from './memory-params.js';
import { ModernHopfield } from './modern-network.js';
import { recallViews } from './recall-views.js';

const MOST = 4096;

const params = {
  memories: choice(['data', 'letters', 'images'], {
    default: 'data',
    about: 'What is stored: rows of a data set, letters, or images.',
  }),
  data: dataset({ default: 'digits', about: 'Name of the data set, for the memories "data".' }),
  count: integer({
    default: 256,
    min: 1,
    max: MOST,
    unit: 'patterns',
    scale: 'log',
    about: 'Rows of the data set to store, evenly taken.',
  }),
  letters: text({ default: 'ABCDEFGHIJKLMNOP', check: checkText, about: 'What to store for the memories "letters".' }),
  images: images({ max: 64, implies: { memories: 'images' }, about: 'Images to store, in grey levels.' }),
  width: integer({ default: 32, min: 1, max: 64, unit: 'pixels', about: 'Width of letters and images.' }),
  height: integer({ default: 32, min: 1, max: 64, unit: 'pixels', about: 'Height of letters and images.' }),
  beta: number({
    default: 8,
    min: 0.001,
    max: 100,
    scale: 'log',
    about: 'Inverse temperature β: large picks one memory, small blends all that are alike.',
  }),
  rate: number({
    default: 0.06,
    min: 0.001,
    max: 1,
    scale: 'log',
    about: 'Share of the way in a step; 1 in the paper.',
  }),
  cue: integer({ default: 0, min: 0, max: MOST - 1, about: 'Which memory to start from, counted from 0.' }),
  noise: number({ default: 0.3, min: 0, max: 2, about: 'Standard deviation of what is added to each pixel of a cue.' }),
  hidden: number({ default: 0.4, min: 0, max: 1, about: 'Share of the cue, from below, that is grey instead.' }),
  period: cuePeriod(150),
};

type ModernParams = ParamsOf<typeof params>;

/**
 * Modern Hopfield network (Ramsauer et al. 2020, doi:10.48550/arXiv.2008.02217): the state moves to the mean of all
 * memories, each weighted by how much it is like the state, ξ ← X softmax(β Xᵀξ), which is the attention of transformers.
 */
export const modernHopfield = defineSystem({
  id: 'modern-hopfield',
  title: 'Modern Hopfield network',
  family: 'attractors',
  about:
    'Every memory is weighed by its likeness to what is seen, and their mean is seen next: recall in one step, as in the attention of transformers.',
  source: {
    authors: 'Hubert Ramsauer and others',
    year: 2020,
    title: 'Hopfield networks is all you need',
    doi: '10.48550/arXiv.2008.02217',
  },
  params,
  presets: [
    {
      id: 'digits',
      title: 'Digits half hidden',
      about: 'Handwritten digits, each found again from its noisy upper part.',
      params: {},
    },
    {
      id: 'letters',
      title: 'Letters',
      about: 'Letters in grey levels under heavy noise.',
      params: { memories: 'letters', noise: 1.5, hidden: 0, beta: 1 },
    },
    {
      id: 'blend',
      title: 'Blends',
      about: 'At a small β the state rests between memories that are alike: a digit as such, of nobody’s hand.',
      params: { beta: 0.9, count: 1797, noise: 0.2, hidden: 0, period: 200 },
    },
    {
      id: 'mean',
      title: 'Mean of all',
      about: 'At a very small β there is one valley only: the mean of all memories.',
      params: { beta: 0.02, noise: 0.2, hidden: 0 },
    },
    {
      id: 'one-step',
      title: 'One step',
      about: 'The whole way at once, as in the paper: the next picture is the memory.',
      params: { rate: 1, count: 1797, noise: 0.6, hidden: 0, period: 30, beta: 12 },
    },
  ],
  views: [
    {
      id: 'recall',
      title: 'Recall',
      about: 'From the left: the cue, the state, and the memory that was cued.',
      palette: 'grey',
      layers: [{ kind: 'image', field: 'recall', as: 'scalar' }],
    },
    {
      id: 'state',
      title: 'State',
      about: 'The state as a picture.',
      palette: 'grey',
      layers: [{ kind: 'image', field: 'state', as: 'scalar' }],
    },
    {
      id: 'attention',
      title: 'Attention',
      about: 'How much each memory weighs in the mean; the first 256 where there are more.',
      palette: 'ink',
      layers: [{ kind: 'bars', field: 'attention' }],
    },
    {
      id: 'memories',
      title: 'Memories',
      about: 'The memories, brighter the more they weigh; the first 256 where there are more.',
      palette: 'grey',
      layers: [{ kind: 'image', field: 'memories', as: 'scalar' }],
    },
    { ...recallViews.energy, about: 'The energy of the paper, which falls at every step while one cue lasts.' },
  ],
  measures: [
    { id: 'energy', title: 'Energy', about: 'At least 0; never rises while one cue lasts.' },
    { id: 'error', title: 'Error', about: 'Distance of the state from the cued memory, in units of its norm.' },
    { id: 'attention', title: 'Largest attention', about: 'Weight of the memory that weighs most.' },
    { id: 'nearest', title: 'Nearest memory', about: 'Number of that memory, counted from 0.' },
    {
      id: 'blended',
      title: 'Memories blended',
      about: 'How many memories share in the mean: e to the entropy of the attention.',
    },
  ],
  pace: 1,
  brush: { about: 'Make the state lighter, or darker.', radius: 1 },
  setup,
});

const SHOWN = 256;
/** Steps that the chart of the energy spans. */
const WINDOW = 384;

function setup(given: ModernParams, context: Context): Model {
  const { rate, noise, hidden, period } = given;
  const { width, height, patterns } = ofOneNorm(memoriesOf(given, context));
  checkCue(given.cue, patterns.length);
  const network = new ModernHopfield(patterns, given);
  const { state, size } = network;
  const current = Uint16Array.of(given.cue);
  const cue = new Float64Array(size);
  const source = context.random.stream('cue');
  const visible = Math.round((1 - hidden) * height) * width;
  const start = (): void => {
    disturbInto(cue, patterns[current[0]], noise, visible, source);
    state.set(cue);
  };
  start();
  const first = network.energy();
  const descent = new Descent(WINDOW, [
    0,
    1.2 * first,
    ...patterns.slice(0, 8).map((pattern) => energyAt(network, pattern)),
  ]);
  state.set(cue);
  descent.record(0, first);

  const pictures = createMosaic({ count: 3, width, height, across: 3, range: [-1, 1] });
  const shown = Math.min(SHOWN, patterns.length);
  const tiles = createMosaic({ count: shown, width, height, gap: -1, range: [-1, 1] });
  const stateField = dense(new Float32Array(size), [height, width], [[-1, 1]]);
  const attentionField = dense(new Float32Array(shown), [shown], [[0, 1]]);
  const shade = (weight: number, value: number) => (value + 1) * (0.25 + 0.75 * Math.sqrt(weight)) - 1;

  return {
    step(count, time) {
      for (const end = time + count; time < end; time++) {
        if (period > 0 && time > 0 && time % period === 0) {
          current[0] = (current[0] + 1) % patterns.length;
          start();
        }
        network.step(rate);
        if (descent.isDue(time + 1)) descent.record(time + 1, network.energy());
      }
    },
    fields: {
      recall: () => pictures.draw((tile, i) => [cue, state, patterns[current[0]]][tile][i]),
      state() {
        stateField.data.set(state);
        return stateField;
      },
      attention() {
        network.energy();
        attentionField.data.set(network.attention.subarray(0, shown));
        return attentionField;
      },
      memories() {
        network.energy();
        return tiles.draw((tile, i) => shade(network.attention[tile], patterns[tile][i]));
      },
      descent: () => descent.field(),
    },
    measures() {
      const energy = network.energy();
      const { attention } = network;
      const nearest = attention.reduce((best, weight, p) => (weight > attention[best] ? p : best), 0);
      const error = distance(state, patterns[current[0]]);
      return { energy, error, attention: attention[nearest], nearest, blended: blended(attention) };
    },
    state: () => ({ state, cue, cued: current, ...descent.state }),
    edit(edit) {
      // In the picture of three, all of them stand for the state.
      const x = edit.x - (width + 1) * Math.max(0, Math.min(2, Math.floor(edit.x / (width + 1))));
      forBrush({ ...edit, x }, width, height, (x, y) => {
        state[y * width + x] = edit.erase ? -1 : 1;
      });
    },
  };
}

function memoriesOf(
  { memories, data, count, letters, images, width, height }: ModernParams,
  context: Context,
): GreyPictures {
  if (memories === 'data') return greyRows(data, context.data, count);
  return memories === 'letters' ? greyLetters(letters, width, height) : greyImages(images, width, height);
}

/** All memories scaled to their mean norm, so that each is most like itself. */
function ofOneNorm({ patterns, ...size }: GreyPictures): GreyPictures {
  const norms = patterns.map((pattern) => Math.sqrt(pattern.reduce((sum, x) => sum + x * x, 0)));
  const mean = norms.reduce((sum, norm) => sum + norm, 0) / norms.length;
  return { ...size, patterns: patterns.map((pattern, p) => pattern.map((x) => (x * mean) / (norms[p] || 1))) };
}

/** A memory with noise added to each pixel, and grey from pixel `visible` on. */
function disturbInto(out: Float64Array, memory: Float64Array, noise: number, visible: number, random: Random): void {
  for (let i = 0; i < out.length; i++) {
    const change = noise * random.normal();
    out[i] = i < visible ? memory[i] + change : 0;
  }
}

function energyAt(network: ModernHopfield, state: Float64Array): number {
  network.state.set(state);
  return network.energy();
}

/** ‖a − b‖ / ‖b‖; ‖a‖ where b is nothing. */
function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  let norm = 0;
  for (let i = 0; i < a.length; i++) {
    sum += (a[i] - b[i]) ** 2;
    norm += b[i] * b[i];
  }
  return Math.sqrt(sum / (norm || 1));
}

function blended(weights: Float64Array): number {
  const { exp, log } = math();
  return exp(weights.reduce((entropy, w) => (w > 0 ? entropy - w * log(w) : entropy), 0));
}
