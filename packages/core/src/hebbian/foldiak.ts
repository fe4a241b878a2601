import { dense } from '../contract/field.js';
import { integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { barsFound } from './bars.js';
import { FoldiakNetwork } from './foldiak-network.js';
import { pictureParams, picturesOf } from './pictures.js';
import { createReceptiveFields, receptiveFieldsView } from './receptive-fields.js';

const params = {
  units: integer({ default: 16, min: 1, max: 144, unit: 'units', about: 'Number of units that learn.' }),
  ...pictureParams('bars'),
  activity: number({
    default: 0.125,
    min: 0.001,
    max: 0.9,
    about: 'Share of the pictures p that each unit is to answer: its threshold moves until it does.',
  }),
  lateralRate: number({ default: 0.1, min: 0, max: 1, about: 'Rate α at which inhibition between units is learned.' }),
  forwardRate: number({
    default: 0.02,
    min: 0,
    max: 1,
    about: 'Rate β at which a unit that is on moves towards its input.',
  }),
  thresholdRate: number({ default: 0.02, min: 0, max: 1, about: 'Rate γ at which thresholds move.' }),
  gain: number({ default: 10, min: 0.1, max: 100, scale: 'log', about: 'How steeply a unit answers, λ.' }),
  warmUp: integer({
    default: 100,
    min: 0,
    max: 10000,
    unit: 'pictures',
    about: 'Pictures before the start for which thresholds alone move, at rate .1.',
  }),
};

type FoldiakParams = ParamsOf<typeof params>;

/** Rate at which thresholds move before the start (Földiák 1990). */
const WARM_UP_RATE = 0.1;
/** Share that a picture has in the running mean of each unit's activity. */
const MEMORY = 0.005;

/** Földiák's sparse coding of bars, with the numbers of his paper. */
export const foldiak = defineSystem({
  id: 'foldiak',
  title: 'Földiák’s sparse coding',
  family: 'hebbian',
  about:
    'Units that wire to what excites them, inhibit one another where they answer together, and keep a sparse activity learn the parts that pictures are made of: each unit becomes one bar.',
  source: {
    authors: 'Peter Földiák',
    year: 1990,
    title: 'Forming sparse representations by local anti-Hebbian learning',
    doi: '10.1007/BF02331346',
  },
  params,
  presets: [
    {
      id: 'bars',
      title: 'Bars',
      about: 'The experiment of the paper: 16 units, 16 bars of an 8 × 8 picture, one unit for each.',
      params: {},
    },
    {
      id: 'many-bars',
      title: 'More bars than units',
      about: 'Twelve units share 24 bars: each comes to stand for two.',
      params: { side: 12, units: 12, probability: 1 / 12, activity: 1 / 12 },
    },
    {
      id: 'spare-units',
      title: 'More units than bars',
      about: 'Thirty units for 16 bars: each bar finds one, and the others stay blurred.',
      params: { units: 30, activity: 0.07 },
    },
    {
      id: 'letters',
      title: 'Letters',
      about: 'The alphabet in a code of 36 units, each of which answers a tenth of the letters.',
      params: { input: 'letters', side: 12, units: 36, activity: 0.1, lateralRate: 0.02 },
    },
    {
      id: 'no-inhibition',
      title: 'Without inhibition',
      about: 'No anti-Hebbian learning: units all learn much the same, blurred picture.',
      params: { lateralRate: 0 },
    },
  ],
  views: [
    receptiveFieldsView,
    {
      id: 'inhibition',
      title: 'Inhibition',
      about: 'How strongly each unit (row) is inhibited by each other (column).',
      palette: 'magma',
      layers: [{ kind: 'image', field: 'inhibition', as: 'scalar' }],
    },
    {
      id: 'picture',
      title: 'Picture and code',
      about: 'Left what is seen, right the mean of the receptive fields of the units that are on.',
      palette: 'magma',
      layers: [{ kind: 'image', field: 'picture', as: 'scalar' }],
    },
  ],
  measures: [
    { id: 'bars', title: 'Bars found', unit: 'bars', about: 'Bars that some unit has become.', optional: true },
    { id: 'activity', title: 'Activity', about: 'Share of the units that are on, over some hundreds of pictures.' },
    {
      id: 'silent',
      title: 'Silent units',
      unit: 'units',
      about: 'Units that answer less than a quarter of their share.',
    },
    { id: 'inhibition', title: 'Inhibition', about: 'Mean inhibition between two units.' },
  ],
  pace: 2,
  setup,
});

function setup(given: FoldiakParams, context: Context): Model {
  const { units, activity, side } = given;
  const pictures = picturesOf(given, context);
  const { width, height } = pictures;
  const inputs = width * height;
  const network = new FoldiakNetwork({ ...given, inputs, seed: context.random.stream('weights') });
  const stream = context.random.stream('pictures');
  const x = new Float32Array(inputs);
  for (let n = 0; n < given.warmUp; n++) {
    pictures.draw(stream, x);
    network.adjustThresholds(x, WARM_UP_RATE);
  }
  const shares = new Float64Array(units).fill(activity);
  const { forward, lateral, thresholds, outputs } = network;
  const receptiveFields = createReceptiveFields({ units, width, height }, (unit, i) => forward[unit * inputs + i]);
  const inhibition = new Float32Array(units * units);
  const picture = new Float32Array(height * (2 * width + 1));

  return {
    step(count) {
      for (let n = 0; n < count; n++) {
        pictures.draw(stream, x);
        network.learn(x);
        for (let i = 0; i < units; i++) shares[i] += MEMORY * (outputs[i] - shares[i]);
      }
    },
    fields: {
      receptiveFields,
      inhibition() {
        for (let i = 0; i < inhibition.length; i++) inhibition[i] = -lateral[i];
        return dense(inhibition, [units, units], [[0, inhibition.reduce((most, value) => Math.max(most, value), 0.5)]]);
      },
      picture() {
        const on = Math.max(1, sum(outputs));
        for (let i = 0; i < inputs; i++) {
          let mean = 0;
          for (let unit = 0; unit < units; unit++) mean += outputs[unit] * forward[unit * inputs + i];
          const at = Math.floor(i / width) * (2 * width + 1) + (i % width);
          picture[at] = x[i];
          picture[at + width + 1] = mean / on;
        }
        return dense(picture, [height, 2 * width + 1], [[0, 1]]);
      },
    },
    measures() {
      const rest = {
        activity: sum(shares) / units,
        silent: shares.filter((share) => share < activity / 4).length,
        inhibition: units > 1 ? -sum(lateral) / (units * (units - 1)) : 0,
      };
      return given.input === 'bars' ? { bars: barsFound(forward, units, inputs, side), ...rest } : rest;
    },
    state: () => ({ forward, lateral, thresholds, outputs, shares, x }),
  };
}

function sum(values: Float64Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
