import { InputError } from '../contract/errors.js';
import { dense, type Field } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { sampleParams } from '../data/samples.js';
import { LearningVectorQuantizer, LVQ_RULES } from './learning-vector-quantizer.js';
import { planeMargins, type SamplePlane } from './plane-margins.js';
import { type PrototypeInput, prototypeInput, prototypePicture, prototypesView } from './prototype-input.js';
import { decayed } from './schedule.js';

/** Share of a finite set that is kept to measure with. */
const HELD_OUT = 1 / 3;
/** Cells across the picture of the borders. */
const SIDE = 160;
/** Half the width of a border, in cells. */
const BORDER = 1.2;

const params = {
  rule: choice(LVQ_RULES, {
    default: 'lvq1',
    about:
      'The nearest prototype learns (lvq1), at a rate of its own (olvq1), the nearest right and wrong one at a border (lvq2.1), or these and the two nearest right ones (lvq3).',
  }),
  prototypes: integer({ default: 6, min: 1, max: 100, about: 'Prototypes a class.' }),
  ...sampleParams,
  distribution: { ...sampleParams.distribution, default: 'moons' as const },
  duration: integer({
    default: 10000,
    min: 1,
    max: 1e9,
    unit: 'steps',
    scale: 'log',
    about: 'Steps over which the rate falls; then it stays.',
  }),
  rateStart: number({
    default: 0.1,
    min: 0.0001,
    max: 0.5,
    about: 'Learning rate at the start, and the largest that a prototype of olvq1 comes to.',
  }),
  rateEnd: number({ default: 0.002, min: 0.0001, max: 0.5, about: 'Learning rate at the end.' }),
  window: number({
    default: 0.3,
    min: 0.01,
    max: 0.99,
    about: 'How near to the middle between two prototypes a sample has to be, for lvq2.1 and lvq3.',
  }),
  epsilon: number({
    default: 0.2,
    min: 0,
    max: 1,
    about: 'Share of the rate with which two right prototypes learn, for lvq3.',
  }),
};

type LvqParams = ParamsOf<typeof params>;

/** Learning vector quantization, in four forms: see {@link LearningVectorQuantizer}. A step is one sample. */
export const lvq = defineSystem({
  id: 'lvq',
  title: 'Learning vector quantization',
  family: 'maps',
  about:
    'Prototypes with a class each are drawn to samples of their class and driven away by others, until borders lie between them.',
  source: { authors: 'Teuvo Kohonen', year: 1990, title: 'The self-organizing map', doi: '10.1109/5.58325' },
  params,
  presets: [
    { id: 'moons', title: 'Moons', about: 'Two crescents, one within the reach of the other.', params: {} },
    {
      id: 'circles',
      title: 'Circles',
      about: 'One class around the other.',
      params: { distribution: 'circles', prototypes: 8 },
    },
    {
      id: 'border',
      title: 'At the border',
      about: 'LVQ2.1 moves prototypes only where two classes meet.',
      params: { rule: 'lvq2.1', rateStart: 0.03, window: 0.2 },
    },
    {
      id: 'iris',
      title: 'Iris',
      about: 'Three kinds of iris, measured on a third of the flowers that was kept back.',
      params: { distribution: 'data', data: 'iris', prototypes: 3, duration: 3000, rule: 'olvq1' },
    },
    {
      id: 'digits',
      title: 'Digits',
      about: 'Four prototypes of each written digit: see them in the view “Prototypes”.',
      params: { distribution: 'data', data: 'digits', prototypes: 4, rateStart: 0.05 },
    },
  ],
  views: [
    {
      id: 'borders',
      title: 'Borders',
      about: 'Samples and prototypes in the colour of their class; lines where two classes are equally near.',
      palette: 'ink',
      layers: [
        { kind: 'image', field: 'borders', as: 'scalar' },
        { kind: 'points', field: 'samples', shape: 'disc', size: 2.5, colour: 'class' },
        { kind: 'points', field: 'units', shape: 'disc', size: 9, colour: 'class' },
      ],
    },
    prototypesView,
  ],
  measures: [
    { id: 'accuracy', title: 'Accuracy', about: 'Share of the samples kept to measure with that get their own class.' },
    { id: 'rate', title: 'Learning rate', about: 'Learning rate at this step; for olvq1 the mean of all prototypes.' },
  ],
  pace: 10,
  setup,
});

function setup(params: LvqParams, context: Context): Model {
  const { rule, window, epsilon, duration, rateStart, rateEnd } = params;
  const input = prototypeInput(params, context, HELD_OUT);
  const { dimensions, sample, evaluated } = input;
  const { classes, weights } = startingPrototypes(params, input);
  const options = { rule, dimensions, window, epsilon, largestRate: rateStart };
  const quantizer = new LearningVectorQuantizer(weights, classes, options);
  const picture = prototypePicture(input, classes.length);
  const place = placesOf(input);
  const samplesField = place.points(evaluated.values, evaluated.labels ?? []);
  const borders = new Float32Array(SIDE * SIDE);
  const clock = new Float64Array(1);
  const rateAt = (time: number) => decayed('exponential', rateStart, rateEnd, Math.min(1, time / duration));

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        const kind = input.next();
        if (kind >= 0) quantizer.train(sample, kind, rateAt(time));
      }
      clock[0] = from + count;
    },
    fields: {
      samples: () => samplesField,
      units: () => place.points(weights, classes),
      borders() {
        const margin = planeMargins(weights, classes, place.plane);
        for (let i = 0; i < borders.length; i++) {
          borders[i] = Math.max(0, 1 - margin(i % SIDE, Math.floor(i / SIDE)) / (BORDER * place.cell));
        }
        return dense(borders, [SIDE, SIDE], [[0, 1.4]]);
      },
      prototypes: () => picture(weights),
    },
    measures: () => ({
      accuracy: accuracy(quantizer, input),
      rate: rule === 'olvq1' ? quantizer.rates.reduce((sum, rate) => sum + rate / classes.length, 0) : rateAt(clock[0]),
    }),
    state: () => ({ weights, rates: quantizer.rates, clock, samples: input.fingerprint.state }),
    restored: input.fingerprint.check,
  };
}

/** So many samples of each class, the first that come. */
function startingPrototypes({ prototypes }: LvqParams, { evaluated, ...input }: PrototypeInput) {
  const { labels } = evaluated;
  if (!labels?.some((label) => label >= 0)) {
    throw new InputError(
      'distribution',
      'samples without classes',
      'samples with labels, such as moons, circles, clusters, iris or digits',
    );
  }
  const kinds = Math.max(...labels) + 1;
  const wanted = new Int32Array(kinds).fill(prototypes);
  const classes: number[] = [];
  const weights: number[] = [];
  // A class may be rare, or not come at all.
  for (let tries = 0; tries < 1000 * kinds && wanted.some((left) => left > 0); tries++) {
    const kind = input.next();
    if (kind < 0 || kind >= kinds || wanted[kind] === 0) continue;
    wanted[kind]--;
    classes.push(kind);
    weights.push(...input.sample);
  }
  return { classes: Int32Array.from(classes), weights: Float32Array.from(weights) };
}

function accuracy(quantizer: LearningVectorQuantizer, { evaluated, dimensions }: PrototypeInput): number {
  const { labels = [], rows, values } = evaluated;
  let right = 0;
  let known = 0;
  for (let row = 0; row < rows; row++) {
    if (labels[row] < 0) continue;
    known++;
    if (quantizer.classify(values.subarray(row * dimensions, (row + 1) * dimensions)) === labels[row]) right++;
  }
  return right / Math.max(1, known);
}

/** The plane of the samples as a square of {@link SIDE} cells, and back from its cells to samples. */
function placesOf({ samplesField, project, dimensions, evaluated }: PrototypeInput) {
  const [[left, right], [top, bottom]] = samplesField.range ?? [
    [0, 1],
    [0, 1],
  ];
  const cell = Math.max(right - left, bottom - top) / SIDE;
  const corner = [left + 0.5 * cell, top + 0.5 * cell] as const;
  return {
    cell,
    /** The samples at the middles of the cells: x and y count cells. */
    plane: liftingOf({ evaluated, project, dimensions, corner, cell }),
    points(rows: Float32Array, kinds: ArrayLike<number>): Field {
      const places = project(rows, kinds.length);
      const out = new Float32Array(3 * kinds.length);
      for (let i = 0; i < kinds.length; i++) {
        out.set([(places[2 * i] - left) / cell, (places[2 * i + 1] - top) / cell, kinds[i]], 3 * i);
      }
      return dense(out, [kinds.length, 3]);
    },
  };
}

interface Lifted extends Pick<PrototypeInput, 'evaluated' | 'project' | 'dimensions'> {
  /** Where x and y are 0 on the plane that is drawn, and how far it is from one to the next. */
  readonly corner: readonly [x: number, y: number];
  readonly cell: number;
}

/** Of all samples that are drawn at a place of the plane, that nearest to the mean of all; the plane's axes are at right angles. */
function liftingOf({ evaluated, project, dimensions, corner, cell }: Lifted): SamplePlane {
  const mean = new Float32Array(dimensions);
  for (let i = 0; i < evaluated.values.length; i++) mean[i % dimensions] += evaluated.values[i] / evaluated.rows;
  const unit = new Float32Array(dimensions * dimensions);
  for (let i = 0; i < dimensions; i++) unit[i * dimensions + i] = 1;
  // What each column adds to x and to y.
  const columns = project(unit, dimensions);
  const middle = project(mean, 1);
  const [along, below] = [0, 1].map((axis) => {
    let squares = 0;
    for (let i = 0; i < dimensions; i++) squares += columns[2 * i + axis] * columns[2 * i + axis];
    return Float32Array.from({ length: dimensions }, (_, i) => columns[2 * i + axis] / (squares || 1));
  });
  const [dx, dy] = [corner[0] - middle[0], corner[1] - middle[1]];
  return {
    origin: mean.map((value, i) => value + dx * along[i] + dy * below[i]),
    across: along.map((value) => value * cell),
    down: below.map((value) => value * cell),
  };
}
