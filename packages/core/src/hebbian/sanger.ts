import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../contract/errors.js';
import { dense } from '../contract/field.js';
import { integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { covarianceOf, meanOf } from '../data/covariance.js';
import { fingerprintOf } from '../data/fingerprint.js';
import { drawPictures, type Pictures, pictureParams, picturesOf } from './pictures.js';
import { createReceptiveFields, receptiveFieldsView } from './receptive-fields.js';
import { sangerInto } from './sanger-layer.js';

/** Pictures that mean, scale and the true components are taken from. */
const MEASURED = 2000;

const params = {
  units: integer({
    default: 16,
    min: 1,
    max: 64,
    unit: 'units',
    about: 'Number of units: so many components, the first of all.',
  }),
  ...pictureParams('data'),
  rate: number({
    default: 0.015,
    min: 0,
    max: 0.1,
    about: 'Learning rate at the start, for inputs whose largest variance is 1.',
  }),
  duration: integer({
    default: 8000,
    min: 1,
    max: 1e9,
    unit: 'steps',
    scale: 'log',
    about: 'Steps after which the rate is half of what it was at the start; it goes on falling as 1 over time.',
  }),
};

type SangerParams = ParamsOf<typeof params>;

/** Sanger's generalized Hebbian algorithm ({@link sangerInto}). A step is one picture, less the mean of all. */
export const sanger = defineSystem({
  id: 'sanger',
  title: 'Principal components by Hebb',
  family: 'hebbian',
  about:
    'Each neuron learns from what those before it have left over: together they find the principal components, one after the other.',
  source: {
    authors: 'Terence D. Sanger',
    year: 1989,
    title: 'Optimal unsupervised learning in a single-layer linear feedforward neural network',
    doi: '10.1016/0893-6080(89)90044-0',
  },
  params,
  presets: [
    {
      id: 'digits',
      title: 'Digits',
      about: 'The first components of written digits appear, the first first.',
      params: {},
    },
    {
      id: 'clouds',
      title: 'Clouds',
      about: 'Patches of clouds: waves, the long ones first, as in any picture that looks the same everywhere.',
      params: { input: 'clouds', side: 12 },
    },
    {
      id: 'leaves',
      title: 'Leaves',
      about: 'Patches with edges have much the same components: they tell nothing of edges.',
      params: { input: 'leaves', side: 12 },
    },
    {
      id: 'letters',
      title: 'Letters',
      about: 'Components of the alphabet.',
      params: { input: 'letters', side: 16, units: 25 },
    },
  ],
  views: [
    receptiveFieldsView,
    {
      id: 'components',
      title: 'True components',
      about:
        'The principal components computed from the covariance matrix, each with the sign of the unit that stands for it.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'components', as: 'scalar' }],
    },
    {
      id: 'alignment',
      title: 'Alignment',
      about: 'How well each unit points along the component of its number: 1 is the same direction.',
      palette: 'ink',
      layers: [{ kind: 'bars', field: 'alignment' }],
    },
  ],
  measures: [
    {
      id: 'aligned',
      title: 'Aligned',
      unit: 'units',
      about: 'Units whose weights are within 18 degrees of the component of their number.',
    },
    {
      id: 'departure',
      title: 'Departure',
      about: 'Largest departure of the weights from being at right angles and of length 1.',
    },
    {
      id: 'explained',
      title: 'Explained',
      about: 'Share of the variance that the units’ weights explain, where they are at right angles.',
    },
  ],
  pace: 40,
  setup,
});

/** Cosine of 18 degrees. */
const ALIGNED = 0.951;

function setup(params: SangerParams, context: Context): Model {
  const { units, duration } = params;
  const pictures = picturesOf(params, context);
  const inputs = pictures.width * pictures.height;
  if (units > inputs) throw new InputError('units', units, `at most ${inputs}, the number of inputs`);
  const truth = measure(pictures, context);
  const start = context.random.stream('weights');
  const weights = Float32Array.from({ length: units * inputs }, () => start.normal() / Math.sqrt(inputs));
  const stream = context.random.stream('pictures');
  const x = new Float32Array(inputs);
  const rest = new Float64Array(inputs);
  const fingerprint = fingerprintOf(truth.mean);
  const row = (unit: number) => weights.subarray(unit * inputs, (unit + 1) * inputs);
  const cosine = (unit: number) => dot(row(unit), truth.axes[unit]) / (Math.sqrt(dot(row(unit), row(unit))) || 1);
  const alignment = new Float32Array(units);
  const size = { units, width: pictures.width, height: pictures.height };

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        pictures.draw(stream, x);
        for (let i = 0; i < inputs; i++) x[i] = (x[i] - truth.mean[i]) * truth.scale;
        // Larger steps overshoot, the next one more: one outlier would leave weights that are no numbers.
        const rate = Math.min(params.rate / (1 + time / duration), 0.5 / (dot(x, x) || 1));
        sangerInto(weights, x, rate, rest);
      }
    },
    fields: {
      receptiveFields: createReceptiveFields(size, (unit, i) => weights[unit * inputs + i]),
      components: createReceptiveFields(size, (unit, i) => (cosine(unit) < 0 ? -1 : 1) * truth.axes[unit][i]),
      alignment() {
        for (let unit = 0; unit < units; unit++) alignment[unit] = Math.abs(cosine(unit));
        return dense(alignment, [units], [[0, 1]]);
      },
    },
    measures() {
      let aligned = 0;
      let departure = 0;
      let explained = 0;
      for (let unit = 0; unit < units; unit++) {
        if (Math.abs(cosine(unit)) > ALIGNED) aligned++;
        for (let other = 0; other <= unit; other++) {
          departure = Math.max(departure, Math.abs(dot(row(unit), row(other)) - (unit === other ? 1 : 0)));
        }
        truth.axes.forEach((axis, k) => {
          explained += truth.shares[k] * dot(row(unit), axis) ** 2;
        });
      }
      return { aligned, departure, explained };
    },
    state: () => ({ weights, pictures: fingerprint.state }),
    restored: fingerprint.check,
  };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Mean, the factor that brings the largest variance to 1, and all principal components with their shares of the variance. */
function measure(pictures: Pictures, { random }: Context) {
  const samples = drawPictures(pictures, MEASURED, random.stream('measured'));
  const mean = meanOf(samples);
  const covariance = Matrix.from1DArray(mean.length, mean.length, covarianceOf(samples, mean));
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const variances = realEigenvalues.map((variance) => Math.max(0, variance));
  const order = variances.map((_, axis) => axis).sort((a, b) => variances[b] - variances[a]);
  const total = variances.reduce((sum, variance) => sum + variance, 0) || 1;
  return {
    mean,
    scale: 1 / Math.sqrt(variances[order[0]] || 1),
    axes: order.map((axis) => eigenvectorMatrix.getColumn(axis)),
    shares: order.map((axis) => variances[axis] / total),
  };
}
