import { dense } from '../contract/field.js';
import { createMosaic } from '../contract/mosaic.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { math } from '../kernels/math.js';
import { Trace } from '../neurons/trace.js';
import type { Random } from '../random/random.js';
import { BcmNeuron } from './bcm-neuron.js';

/** Patterns whose responses have a curve of their own. */
const CURVES = 4;
/** Places of a curve, and steps from one to the next. */
const PAST = 600;
const EVERY = 20;
/** Side of the picture that an eye sees. */
const EYE = 13;
/** Width of a bar in pixels (deviation of its profile). */
const WIDTH = 1.3;
/** Response to each pattern at the start, about. */
const START = 0.5;

const params = {
  input: choice(['patterns', 'bars', 'eyes'], {
    default: 'patterns',
    about: 'What is seen: random patterns, bars of all directions, or such bars with two eyes.',
  }),
  patterns: integer({ default: 4, min: 1, max: 12, about: 'Number of patterns, or of directions.' }),
  inputs: integer({ default: 25, min: 2, max: 400, about: 'Inputs of the neuron, for the input "patterns".' }),
  rate: number({ default: 0.002, min: 0, max: 0.02, about: 'Learning rate.' }),
  memory: number({
    default: 0.01,
    min: 0.001,
    max: 1,
    about: 'Share by which the threshold is renewed a step: faster than the weights, or both swing.',
  }),
  closed: number({
    default: 0,
    min: 0,
    max: 1,
    about: 'How far the right eye is closed, for the input "eyes": at 1 it sees only noise.',
  }),
  noise: number({ default: 0.02, min: 0, max: 0.5, about: 'Deviation of the noise on every input.' }),
};

type BcmParams = ParamsOf<typeof params>;

/** One neuron under the BCM rule ({@link BcmNeuron}), shown one of several patterns at random in each step. */
export const bcm = defineSystem({
  id: 'bcm',
  title: 'BCM neuron',
  family: 'hebbian',
  about:
    'A neuron whose threshold for learning slides with its own activity comes to answer one pattern, and no other.',
  source: {
    authors: 'Elie L. Bienenstock, Leon N. Cooper & Paul W. Munro',
    year: 1982,
    title:
      'Theory for the development of neuron selectivity: orientation specificity and binocular interaction in visual cortex',
    doi: '10.1523/JNEUROSCI.02-01-00032.1982',
  },
  params,
  presets: [
    {
      id: 'patterns',
      title: 'Four patterns',
      about: 'The response to one of four patterns comes to 4, the others to 0.',
      params: {},
    },
    {
      id: 'directions',
      title: 'Directions',
      about: 'Bars of eight directions: the neuron becomes selective, as cells of visual cortex are.',
      params: { input: 'bars', patterns: 8, rate: 0.004 },
    },
    {
      id: 'two-eyes',
      title: 'Two eyes',
      about: 'Both eyes see the same bars and keep an equal share of the neuron.',
      params: { input: 'eyes', patterns: 6, rate: 0.001 },
    },
    {
      id: 'one-eye-closed',
      title: 'One eye closed',
      about: 'Monocular deprivation: the eye that sees only noise loses the neuron.',
      params: { input: 'eyes', patterns: 6, rate: 0.004, closed: 1, noise: 0.05 },
    },
    {
      id: 'too-slow',
      title: 'Threshold too slow',
      about: 'A threshold that lags behind the weights: responses run away before it stops them.',
      params: { memory: 0.002, rate: 0.02 },
    },
  ],
  views: [
    {
      id: 'responses',
      title: 'Responses',
      about: 'Responses to the first four patterns over time, and the threshold between weakening and strengthening.',
      palette: 'ink',
      axes: { x: { title: 'steps' }, y: { title: 'response' } },
      layers: [
        { kind: 'curve', field: 'threshold', colour: 'faint', title: 'threshold' },
        { kind: 'curve', field: 'first', colour: 'first', title: 'pattern 1' },
        { kind: 'curve', field: 'second', colour: 'second', title: '2' },
        { kind: 'curve', field: 'third', colour: 'third', title: '3' },
        { kind: 'curve', field: 'fourth', colour: 'fourth', title: '4' },
      ],
    },
    {
      id: 'tuning',
      title: 'Tuning',
      about: 'The response to each pattern.',
      palette: 'ink',
      layers: [{ kind: 'bars', field: 'tuning' }],
    },
    {
      id: 'weights',
      title: 'Weights',
      about: 'The weights as a picture, one for each eye: amber excites, blue inhibits.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'weights', as: 'scalar' }],
    },
    {
      id: 'patterns',
      title: 'Patterns',
      about: 'What is seen, without noise.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'patterns', as: 'scalar' }],
    },
  ],
  measures: [
    {
      id: 'selectivity',
      title: 'Selectivity',
      about: 'One less the mean response over the largest: 0 for a neuron that answers all alike.',
    },
    {
      id: 'largest',
      title: 'Largest response',
      about: 'Response to the pattern that it likes best: as many as there are patterns, at rest.',
    },
    { id: 'threshold', title: 'Threshold', about: 'Response above which inputs are strengthened.' },
    {
      id: 'dominance',
      title: 'Dominance',
      about: 'Left eye’s length of weights less the right one’s, over their sum: 0 where there is one eye only.',
    },
  ],
  pace: 30,
  setup,
});

function setup(params: BcmParams, { random }: Context): Model {
  const scene = sceneOf(params, random.stream('patterns'));
  const { seen, inputs, eyes, width } = scene;
  const start = random.stream('weights');
  const weights = new Float32Array(inputs);
  for (const pattern of seen) {
    const share = START * (1 + 1.5 * start.normal());
    for (let i = 0; i < inputs; i++) weights[i] += share * pattern[i] + (0.1 * start.normal()) / Math.sqrt(inputs);
  }
  const neuron = new BcmNeuron(weights, params.memory);
  const stream = random.stream('inputs');
  const x = new Float32Array(inputs);
  const traces = Array.from({ length: CURVES + 1 }, () => new Trace(PAST));
  const clock = new Float64Array(1);
  const tuning = new Float32Array(seen.length);
  const respondToAll = () => {
    for (let p = 0; p < seen.length; p++) tuning[p] = neuron.respond(seen[p]);
    return tuning;
  };
  const record = (time: number) => {
    traces[CURVES].push(time, neuron.threshold[0]);
    for (let p = 0; p < Math.min(CURVES, seen.length); p++) traces[p].push(time, neuron.respond(seen[p]));
  };
  const range = () => {
    const from = Math.max(0, clock[0] - PAST * EVERY);
    return [
      [from, from + PAST * EVERY],
      [-1, 1.4 * seen.length],
    ] as const;
  };
  const length = inputs / eyes;
  const weightsPicture = createMosaic({ count: eyes, width, height: length / width, across: eyes, range: [-1, 1] });
  const patternsPicture = createMosaic({
    count: seen.length,
    width: width * eyes,
    height: length / width,
    range: [-scene.brightest, scene.brightest],
  });

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        const pattern = seen[stream.integer(seen.length)];
        for (let i = 0; i < inputs; i++) x[i] = pattern[i] + params.noise * stream.normal();
        neuron.train(x, params.rate);
        if ((time + 1) % EVERY === 0) record(time + 1);
      }
      clock[0] = from + count;
    },
    fields: {
      threshold: () => traces[CURVES].field(range()),
      first: () => traces[0].field(),
      second: () => traces[1].field(),
      third: () => traces[2].field(),
      fourth: () => traces[3].field(),
      tuning: () => dense(respondToAll(), [seen.length], [[-0.25 * seen.length, 1.25 * seen.length]]),
      weights() {
        const largest = weights.reduce((most, w) => Math.max(most, Math.abs(w)), 1e-12);
        return weightsPicture.draw((eye, i) => weights[eye * length + i] / largest);
      },
      patterns() {
        return patternsPicture.draw((p, i) => {
          const [column, row] = [i % (width * eyes), Math.floor(i / (width * eyes))];
          return seen[p][Math.floor(column / width) * length + row * width + (column % width)];
        });
      },
    },
    measures() {
      const responses = respondToAll();
      const largest = responses.reduce((most, y) => Math.max(most, y), 0);
      const mean = responses.reduce((sum, y) => sum + Math.max(0, y) / seen.length, 0);
      const [left, right] = [lengthOf(weights.subarray(0, length)), lengthOf(weights.subarray(length))];
      return {
        selectivity: largest > 0 ? 1 - mean / largest : 0,
        largest,
        threshold: neuron.threshold[0],
        dominance: eyes > 1 && left + right > 0 ? (left - right) / (left + right) : 0,
      };
    },
    state: () => ({
      weights,
      threshold: neuron.threshold,
      clock,
      ...Object.fromEntries(
        traces.flatMap(({ data, cursor }, i) => [
          [`trace${i}`, data],
          [`cursor${i}`, cursor],
        ]),
      ),
    }),
  };
}

function lengthOf(w: Float32Array): number {
  return Math.sqrt(w.reduce((sum, value) => sum + value * value, 0));
}

/** The patterns, each of length 1 where nothing is closed, the left eye's inputs before the right one's. */
function sceneOf({ input, patterns, inputs, closed }: BcmParams, random: Random) {
  if (input === 'patterns') {
    const seen = Array.from({ length: patterns }, () =>
      unit(Float32Array.from({ length: inputs }, () => random.normal())),
    );
    return { seen, inputs, eyes: 1, width: sideOf(inputs), brightest: brightestOf(seen) };
  }
  const eyes = input === 'eyes' ? 2 : 1;
  const bars = Array.from({ length: patterns }, (_, p) => barOf((Math.PI * p) / patterns));
  const seen = lessTheirMean(bars).map((bar) => {
    const both = Float32Array.from({ length: eyes * bar.length }, (_, i) => bar[i % bar.length]);
    unit(both);
    if (eyes > 1) for (let i = bar.length; i < both.length; i++) both[i] *= 1 - closed;
    return both;
  });
  return { seen, inputs: eyes * EYE * EYE, eyes, width: EYE, brightest: brightestOf(seen) };
}

const brightestOf = (seen: readonly Float32Array[]): number =>
  Math.max(...seen.map((pattern) => pattern.reduce((most, value) => Math.max(most, Math.abs(value)), 0)));

/** The largest side of a rectangle of so many cells that is no more than its root. */
function sideOf(size: number): number {
  for (let side = Math.floor(Math.sqrt(size)); ; side--) if (size % side === 0) return size / side;
}

/** Less what all directions have in common, as the retina passes on contrasts only; one bar alone stays as it is. */
function lessTheirMean(bars: readonly Float32Array[]): readonly Float32Array[] {
  if (bars.length < 2) return bars;
  return bars.map((bar) => bar.map((value, i) => value - bars.reduce((sum, other) => sum + other[i] / bars.length, 0)));
}

/** A bar through the middle. */
function barOf(angle: number): Float32Array {
  const [cos, sin] = [math().cos(angle), math().sin(angle)];
  return Float32Array.from({ length: EYE * EYE }, (_, i) => {
    const [x, y] = [(i % EYE) - (EYE - 1) / 2, Math.floor(i / EYE) - (EYE - 1) / 2];
    const across = (sin * x + cos * y) / WIDTH;
    const radius = Math.sqrt(x * x + y * y) / ((EYE - 1) / 2);
    return radius > 1 ? 0 : math().exp(-0.5 * across * across);
  });
}

function unit(pattern: Float32Array): Float32Array {
  const length = lengthOf(pattern) || 1;
  for (let i = 0; i < pattern.length; i++) pattern[i] /= length;
  return pattern;
}
