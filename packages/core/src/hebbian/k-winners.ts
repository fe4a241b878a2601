import { InputError } from '../contract/errors.js';
import { dense } from '../contract/field.js';
import { createMosaic } from '../contract/mosaic.js';
import { integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { barsFound } from './bars.js';
import { initialParam } from './initial-param.js';
import { KWinnersLayer } from './k-winners-layer.js';
import { pictureParams, picturesOf } from './pictures.js';
import { createReceptiveFields, receptiveFieldsView } from './receptive-fields.js';

const params = {
  units: integer({ default: 64, min: 1, max: 256, unit: 'units', about: 'Number of units that learn.' }),
  winners: integer({ default: 6, min: 1, max: 64, unit: 'units', about: 'Units that answer each picture, k.' }),
  ...pictureParams('data'),
  rate: number({ default: 0.02, min: 0, max: 0.5, scale: 'log', about: 'Learning rate.' }),
  rounds: integer({
    default: 8,
    min: 1,
    max: 50,
    about: 'Rounds in which the winners settle who says what; 1: each answers by itself.',
  }),
  boost: number({
    default: 0.1,
    min: 0,
    max: 10,
    about:
      'Help for units that seldom win, as a share of the largest answer: the conscience of those that often do. 0: none.',
  }),
  initial: initialParam,
};

type KWinnersParams = ParamsOf<typeof params>;

/** Share that one picture has in the running means that are shown. */
const MEMORY = 0.005;
/** Pictures shown beside what is rebuilt of them. */
const SHOWN = 8;

/** A sparse code of pictures in which k units answer ({@link KWinnersLayer}). */
export const kWinners = defineSystem({
  id: 'k-winners',
  title: 'k winners take all',
  family: 'hebbian',
  about:
    'Of all units only the k that answer a picture best may speak, and they learn what they cannot yet say together: a vocabulary of parts grows, of which few words make any picture.',
  source: {
    authors: 'Alireza Makhzani, Brendan Frey',
    year: 2013,
    title: 'k-Sparse autoencoders',
  },
  params,
  presets: [
    { id: 'digits', title: 'Digits', about: 'Six of 64 units write each small digit: strokes and blots.', params: {} },
    {
      id: 'bars',
      title: 'Bars',
      about: 'Sixteen units for sixteen bars, two at a time.',
      params: { input: 'bars', units: 16, winners: 2 },
    },
    {
      id: 'one-winner',
      title: 'One winner',
      about: 'With k = 1 units are whole digits: it is competitive learning.',
      params: { winners: 1, units: 36, boost: 0.3 },
    },
    {
      id: 'many-winners',
      title: 'Many winners',
      about: 'With k large the code is dense: patterns as of principal components, which are parts of nothing.',
      params: { winners: 24, units: 36 },
    },
    {
      id: 'leaves',
      title: 'Edges',
      about: 'Patches of a picture of fallen leaves in terms of five edges each.',
      params: { input: 'leaves', side: 10, units: 100, winners: 5, rate: 0.1, initial: 'normal' },
    },
  ],
  views: [
    receptiveFieldsView,
    {
      id: 'rebuilt',
      title: 'Pictures and code',
      about: 'The last pictures seen, each above what its winners make of it.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'rebuilt', as: 'scalar' }],
    },
    {
      id: 'shares',
      title: 'Winners',
      about: 'How often each unit wins.',
      palette: 'ink',
      layers: [{ kind: 'bars', field: 'shares' }],
    },
  ],
  measures: [
    {
      id: 'error',
      title: 'Error',
      about: 'Share of the pictures’ squares that the winners do not rebuild, over some hundreds of pictures.',
    },
    {
      id: 'used',
      title: 'Units in use',
      unit: 'units',
      about: 'Units that win at least a tenth as often as the mean.',
    },
    { id: 'bars', title: 'Bars found', unit: 'bars', about: 'Bars that some unit has become.', optional: true },
  ],
  pace: 20,
  setup,
});

function setup(given: KWinnersParams, context: Context): Model {
  const { units, winners, rate, side } = given;
  if (units < winners) throw new InputError('units', units, `at least ${winners}, the winners`);
  const pictures = picturesOf(given, context);
  const { width, height } = pictures;
  const inputs = width * height;
  const layer = new KWinnersLayer({ ...given, inputs, seed: context.random.stream('weights') });
  const { weights, shares } = layer;
  const stream = context.random.stream('pictures');
  const x = new Float32Array(inputs);
  /** Running means of ‖x‖² and ‖x − x̂‖². */
  const means = new Float64Array(2);
  /** A ring of the last pictures, each followed by what was rebuilt of it. */
  const last = new Float32Array(2 * SHOWN * inputs);
  const mosaic = createMosaic({ count: 2 * SHOWN, width, height, across: SHOWN, range: [-1, 1] });
  const bars = new Float32Array(units);

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        pictures.draw(stream, x);
        layer.learn(x, rate);
        let squares = 0;
        let missing = 0;
        for (let i = 0; i < inputs; i++) {
          squares += x[i] * x[i];
          missing += (x[i] - layer.rebuilt[i]) ** 2;
        }
        const share = Math.max(MEMORY, 1 / (time + 1));
        means[0] += share * (squares - means[0]);
        means[1] += share * (missing - means[1]);
        const at = 2 * (time % SHOWN) * inputs;
        last.set(x, at);
        last.set(layer.rebuilt, at + inputs);
      }
    },
    fields: {
      receptiveFields: createReceptiveFields({ units, width, height }, (unit, i) => weights[unit * inputs + i]),
      rebuilt() {
        let largest = 0;
        for (let i = 0; i < last.length; i++) largest = Math.max(largest, Math.abs(last[i]));
        return mosaic.draw((tile, i) => {
          const which = 2 * (tile % SHOWN) + Math.floor(tile / SHOWN);
          return last[which * inputs + i] / (largest || 1);
        });
      },
      shares() {
        bars.set(shares);
        return dense(bars, [units], [[0, Math.min(1, (3 * winners) / units)]]);
      },
    },
    measures() {
      const fair = winners / units;
      const rest = {
        error: means[0] > 0 ? means[1] / means[0] : 1,
        used: shares.filter((share) => share >= fair / 10).length,
      };
      return given.input === 'bars' ? { ...rest, bars: barsFound(weights, units, inputs, side) } : rest;
    },
    state: () => ({ weights, shares, means, last }),
  };
}
