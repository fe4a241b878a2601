import { dense } from '../contract/field.js';
import { integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { sampleParams } from '../data/samples.js';
import { GrowingSheet } from './growing-sheet.js';
import {
  inputSpaceView,
  prototypeInput,
  prototypePicture,
  prototypesView,
  quantizationError,
  strokes,
} from './prototype-input.js';
import { squaredDistance } from './prototypes.js';
import { decayed } from './schedule.js';

/** Half the side of the lattice that the sheet may grow on. */
const REACH = 16;

const params = {
  capacity: integer({ default: 400, min: 4, max: 1024, unit: 'units', about: 'Nodes that there may be.' }),
  ...sampleParams,
  spreadFactor: number({
    default: 0.15,
    min: 0.001,
    max: 0.999,
    about: 'How fine the sheet becomes: it grows where errors pass −D ln of this; the nearer to 1, the finer (SF).',
  }),
  distributionFactor: number({
    default: 0.3,
    min: 0,
    max: 1,
    about: 'Share by which the errors of neighbours grow where a node inside has too large a one (FD).',
  }),
  growing: integer({
    default: 12000,
    min: 0,
    max: 1e9,
    unit: 'steps',
    scale: 'log',
    about: 'Steps for which the sheet may grow; then it is only smoothed.',
  }),
  rateStart: number({ default: 0.3, min: 0.0001, max: 1, about: 'Learning rate while it grows.' }),
  rateEnd: number({
    default: 0.02,
    min: 0.0001,
    max: 1,
    about: 'Learning rate that it falls to in as many steps again.',
  }),
};

type GrowingParams = ParamsOf<typeof params>;

/** The growing self-organizing map: see {@link GrowingSheet}. A step is one sample. */
export const growingSom = defineSystem({
  id: 'growing-som',
  title: 'Growing map',
  family: 'maps',
  about:
    'A map of four units grows at its rim until it is large enough for its data: how fine is set, how large is found.',
  source: {
    authors: 'Damminda Alahakoon, Saman K. Halgamuge & Bala Srinivasan',
    year: 2000,
    title: 'Dynamic self-organizing maps with controlled growth for knowledge discovery',
    doi: '10.1109/72.846732',
  },
  params,
  presets: [
    { id: 'square', title: 'Square', about: 'Four nodes grow into a sheet over the square.', params: {} },
    {
      id: 'fine',
      title: 'Fine',
      about: 'A spread factor nearer to 1 makes a finer sheet.',
      params: { spreadFactor: 0.5 },
    },
    {
      id: 'ring',
      title: 'Ring',
      about: 'The sheet grows out along the ring, from both ends.',
      params: { distribution: 'ring', spreadFactor: 0.3 },
    },
    {
      id: 'colours',
      title: 'Colours',
      about: 'A sheet grown through the cube of colours.',
      params: { distribution: 'cube', spreadFactor: 0.3 },
    },
    {
      id: 'iris',
      title: 'Iris',
      about: 'How large a map do the irises need?',
      params: { distribution: 'data', data: 'iris', standardize: true, spreadFactor: 0.01, growing: 3000 },
    },
  ],
  views: [
    inputSpaceView,
    {
      id: 'sheet',
      title: 'Sheet',
      about: 'The map on its own lattice: the mean distance of each node to its neighbours; dark where there is none.',
      palette: 'magma',
      layers: [{ kind: 'image', field: 'sheet', as: 'scalar' }],
    },
    prototypesView,
  ],
  measures: [
    { id: 'quantization', title: 'Quantization error', about: 'Mean distance from a sample to the nearest node.' },
    { id: 'units', title: 'Nodes', about: 'Nodes so far.' },
    { id: 'largest', title: 'Largest error', about: 'The largest of the errors that nodes have gathered.' },
  ],
  pace: 25,
  setup,
});

function setup(params: GrowingParams, context: Context): Model {
  const { capacity, spreadFactor, growing, rateStart, rateEnd } = params;
  const input = prototypeInput(params, context);
  const { dimensions, sample, ranges } = input;
  const random = context.random.stream('weights');
  const seeds = Float32Array.from({ length: 4 * dimensions }, (_, i) => {
    const [low, high] = ranges[i % dimensions];
    return low + (high - low) * random.uniform();
  });
  const options = { dimensions, capacity, reach: REACH, spreadFactor, distribution: params.distributionFactor };
  const sheet = new GrowingSheet(options, seeds, ranges);
  const { weights, errors, places, count: nodes } = sheet;
  const used = () => weights.subarray(0, nodes[0] * dimensions);
  const picture = prototypePicture(input, capacity);
  const cells = new Float32Array(4 * REACH * REACH);
  const sheetField = dense(cells, [2 * REACH, 2 * REACH]);

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        input.next();
        const smoothed = Math.min(1, Math.max(0, time - growing) / Math.max(1, growing));
        sheet.train(sample, decayed('exponential', rateStart, rateEnd, smoothed), time < growing);
      }
    },
    fields: {
      samples: () => input.samplesField,
      units: () => input.points(used(), nodes[0]),
      edges: () => strokes(input, used(), sheet.pairs()),
      sheet() {
        drawSheet(cells, sheet);
        return sheetField;
      },
      prototypes: () => picture(weights, (unit) => unit < nodes[0]),
    },
    measures: () => ({
      quantization: quantizationError(input, weights, nodes[0]),
      units: nodes[0],
      largest: errors.reduce((most, error) => Math.max(most, error), 0),
    }),
    state: () => ({ weights, errors, places, nodes, samples: input.fingerprint.state }),
    restored() {
      input.fingerprint.check();
      sheet.rebuild();
    },
  };
}

/** Mean distance of each node to its neighbours, at its place; NaN elsewhere. */
function drawSheet(cells: Float32Array, sheet: GrowingSheet): void {
  const { weights, places, options } = sheet;
  const nodes = sheet.count[0];
  const sums = new Float64Array(nodes);
  const neighbours = new Uint8Array(nodes);
  const pairs = sheet.pairs();
  for (let i = 0; i < pairs.length; i += 2) {
    const row = weights.subarray(pairs[i] * options.dimensions, (pairs[i] + 1) * options.dimensions);
    const distance = Math.sqrt(squaredDistance(weights, pairs[i + 1], row));
    for (const node of [pairs[i], pairs[i + 1]]) {
      sums[node] += distance;
      neighbours[node]++;
    }
  }
  cells.fill(Number.NaN);
  for (let node = 0; node < nodes; node++) {
    cells[(places[2 * node + 1] + REACH) * 2 * REACH + places[2 * node] + REACH] = sums[node] / neighbours[node];
  }
}
