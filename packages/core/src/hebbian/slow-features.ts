import { dense } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { EXPANSIONS, SlowFeatureAnalysis, type SlowFeatures } from './slow-feature-analysis.js';
import { SLOW_SIGNALS, slowSignal } from './slow-signals.js';

const params = {
  signal: choice(SLOW_SIGNALS, {
    default: 'parabola',
    about:
      'What is seen: a slow wave hidden in a fast one, the loudness of a tone, or a chaotic map whose parameter is changed slowly.',
  }),
  expansion: choice(EXPANSIONS, {
    default: 'quadratic',
    about: 'What features are sums of: the inputs alone, or also their products of two.',
  }),
  period: integer({
    default: 500,
    min: 50,
    max: 100000,
    unit: 'steps',
    scale: 'log',
    about: 'Steps in which the hidden cause goes through one wave.',
  }),
  distractors: integer({ default: 0, min: 0, max: 6, about: 'Further inputs of white noise, which say nothing.' }),
  noise: number({ default: 0, min: 0, max: 2, about: 'Deviation of noise that is added to every input.' }),
};

type SlowFeaturesParams = ParamsOf<typeof params>;

/** Steps that the charts show. */
const SHOWN = 1000;
/** Distance of curves that lie one above the other. */
const SPACING = 4;
/** Outputs that are shown. */
const OUTPUTS = 2;

/** Wiskott & Sejnowski's slow features, learned from a stream ({@link SlowFeatureAnalysis}). */
export const slowFeatures = defineSystem({
  id: 'slow-features',
  title: 'Slow feature analysis',
  family: 'hebbian',
  about:
    'What matters changes slowly, though what we see changes fast: of all combinations of the inputs, this one finds those that vary most slowly, and with them the hidden cause.',
  source: {
    authors: 'Laurenz Wiskott, Terrence J. Sejnowski',
    year: 2002,
    title: 'Slow feature analysis: unsupervised learning of invariances',
    doi: '10.1162/089976602317318938',
  },
  params,
  presets: [
    {
      id: 'parabola',
      title: 'A wave within a wave',
      about: 'The example of the paper: sin t is hidden in sin t + cos² 11 t and cos 11 t, and found.',
      params: {},
    },
    {
      id: 'loudness',
      title: 'Loudness',
      about: 'A fast tone that swells and fades: the slow feature is its energy, x² + y².',
      params: { signal: 'loudness' },
    },
    {
      id: 'driven-map',
      title: 'Who drives the chaos?',
      about: 'The parameter of a chaotic map is changed slowly, and read off the chaos.',
      params: { signal: 'driven-map', period: 1000 },
    },
    {
      id: 'noisy',
      title: 'Among noise',
      about: 'Four inputs of nothing but noise, and noise on the others: it takes longer, and is still found.',
      params: { distractors: 4, noise: 0.03 },
    },
    {
      id: 'linear',
      title: 'Without products',
      about: 'Sums of the inputs alone cannot undo the square: the fast wave stays in.',
      params: { expansion: 'linear' },
    },
  ],
  views: [
    {
      id: 'signals',
      title: 'Inputs and slow features',
      about:
        'Above two inputs; below the two slowest features found so far, and faintly over the first the hidden cause.',
      palette: 'viridis',
      layers: [
        { kind: 'curve', field: 'input1', colour: 'first', title: 'input 1' },
        { kind: 'curve', field: 'input2', colour: 'second', title: 'input 2' },
        { kind: 'curve', field: 'cause', colour: 'faint', title: 'hidden cause' },
        { kind: 'curve', field: 'slowest', colour: 'third', title: 'slowest feature' },
        { kind: 'curve', field: 'second', colour: 'fourth', title: 'second' },
      ],
      axes: { x: { title: 'time', unit: 'steps' }, y: { title: 'signals, one above the other', isBare: true } },
    },
    {
      id: 'plane',
      title: 'Feature over the inputs',
      about: 'The last inputs, coloured by the slowest feature: lines of one colour are where it does not change.',
      palette: 'plasma',
      layers: [{ kind: 'points', field: 'plane', shape: 'disc', size: 5, colour: 'value' }],
      axes: { x: { title: 'input 1' }, y: { title: 'input 2' } },
    },
  ],
  measures: [
    {
      id: 'correlation',
      title: 'Correlation with the cause',
      about: 'Of the slowest feature and the hidden cause over the last thousand steps, in magnitude.',
    },
    { id: 'slowness', title: 'Slowness', about: 'Mean squared change a step of the slowest feature: less is slower.' },
    {
      id: 'second',
      title: 'Slowness of the second',
      about: 'Mean squared change a step of the second slowest feature.',
    },
  ],
  pace: 4,
  setup,
});

function setup(given: SlowFeaturesParams, context: Context): Model {
  const { random } = context;
  const signal = slowSignal(given.signal, given.period, random.stream('phase').uniform());
  const noise = random.stream('noise');
  const inputs = signal.inputs + given.distractors;
  const analysis = new SlowFeatureAnalysis(inputs, given.expansion);
  const x = new Float64Array(inputs);
  /** The last inputs, a row each, in a ring: step t is row t % SHOWN; causes in the same order. */
  const past = new Float64Array(SHOWN * inputs).fill(Number.NaN);
  const causes = new Float64Array(SHOWN).fill(Number.NaN);

  let found: SlowFeatures | undefined;
  let at = -1;
  const outputs = new Float64Array(SHOWN * OUTPUTS);
  const out = new Float64Array(OUTPUTS);
  /** Standardized, as the outputs are, and with the sign that goes with the cause. */
  const shownCauses = new Float64Array(SHOWN);
  let correlation = 0;

  function update(): SlowFeatures {
    if (found && at === analysis.samples) return found;
    at = analysis.samples;
    found = analysis.solve();
    for (let r = 0; r < SHOWN; r++) {
      found.transformInto(out, past.subarray(r * inputs, (r + 1) * inputs));
      outputs.set(out, r * OUTPUTS);
    }
    const count = Math.min(at, SHOWN);
    correlation = correlate(causes, outputs, count);
    standardizeInto(shownCauses, causes, count);
    if (correlation < 0) for (let r = 0; r < SHOWN; r++) outputs[r * OUTPUTS] *= -1;
    return found;
  }

  const curve = (value: (row: number) => number, level: number) => {
    const data = new Float32Array(2 * SHOWN);
    return () => {
      update();
      const first = Math.max(0, at - SHOWN);
      for (let n = 0; n < SHOWN; n++) {
        const t = first + n;
        data[2 * n] = t;
        data[2 * n + 1] = t < at ? Math.min(1.9, Math.max(-1.9, value(t % SHOWN))) + level * SPACING : Number.NaN;
      }
      return dense(
        data,
        [SHOWN, 2],
        [
          [first, first + SHOWN],
          [-0.55 * SPACING, 3.55 * SPACING],
        ],
      );
    };
  };
  const plane = new Float32Array(3 * SHOWN);
  const [low, high] = given.signal === 'driven-map' ? [0, 1] : [-2.2, 2.2];
  /** Values of that range where curves have room. */
  const spread = (value: number) => (1.7 * (2 * value - low - high)) / (high - low);

  return {
    step(count, from) {
      for (let t = from; t < from + count; t++) {
        const cause = signal.next(t, x);
        for (let i = signal.inputs; i < inputs; i++) x[i] = noise.normal();
        if (given.noise > 0) for (let i = 0; i < inputs; i++) x[i] += given.noise * noise.normal();
        analysis.observe(x);
        past.set(x, (t % SHOWN) * inputs);
        causes[t % SHOWN] = cause;
      }
    },
    fields: {
      input1: curve((r) => spread(past[r * inputs]), 3),
      input2: curve((r) => spread(past[r * inputs + 1]), 2),
      cause: curve((r) => shownCauses[r], 1),
      slowest: curve((r) => outputs[r * OUTPUTS], 1),
      second: curve((r) => outputs[r * OUTPUTS + 1], 0),
      plane() {
        update();
        for (let r = 0; r < SHOWN; r++) {
          plane.set([past[r * inputs], past[r * inputs + 1], outputs[r * OUTPUTS]], 3 * r);
        }
        return dense(
          plane,
          [SHOWN, 3],
          [
            [low, high],
            [low, high],
            [-1.6, 1.6],
          ],
        );
      },
    },
    measures() {
      const { slowness } = update();
      return { correlation: Math.abs(correlation), slowness: slowness[0] ?? 0, second: slowness[1] ?? 0 };
    },
    state: () => ({ sums: analysis.sums, past, causes, memory: signal.memory }),
    restored() {
      found = undefined;
    },
  };
}

/** Of the first `count` causes and first outputs; 0 where one of them does not vary. */
function correlate(causes: Float64Array, outputs: Float64Array, count: number): number {
  let [sumA, sumB] = [0, 0];
  for (let r = 0; r < count; r++) {
    sumA += causes[r] / count;
    sumB += outputs[r * OUTPUTS] / count;
  }
  let [aa, bb, ab] = [0, 0, 0];
  for (let r = 0; r < count; r++) {
    const a = causes[r] - sumA;
    const b = outputs[r * OUTPUTS] - sumB;
    aa += a * a;
    bb += b * b;
    ab += a * b;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

function standardizeInto(out: Float64Array, values: Float64Array, count: number): void {
  let sum = 0;
  let squares = 0;
  for (let r = 0; r < count; r++) {
    sum += values[r];
    squares += values[r] * values[r];
  }
  const mean = count > 0 ? sum / count : 0;
  const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, count) - mean * mean)) || 1;
  for (let r = 0; r < out.length; r++) out[r] = (values[r] - mean) / deviation;
}
