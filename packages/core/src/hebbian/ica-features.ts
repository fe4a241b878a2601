import { InputError } from '../contract/errors.js';
import { createMosaic } from '../contract/mosaic.js';
import { integer, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { fingerprintOf } from '../data/fingerprint.js';
import { icaMeasures, icaParams, meanKurtosis } from './ica-params.js';
import { IndependentComponents } from './independent-components.js';
import { pictureParams, picturesOf } from './pictures.js';
import { createReceptiveFields, receptiveFieldsView } from './receptive-fields.js';
import { whiten, whiteningOf } from './whitening.js';

const params = {
  ...pictureParams('leaves'),
  side: integer({
    default: 10,
    min: 2,
    max: 16,
    unit: 'pixels',
    about: 'Width and height of bars, letters and patches.',
  }),
  count: integer({
    default: 3000,
    min: 2,
    max: 10000,
    unit: 'pictures',
    scale: 'log',
    about: 'Pictures that are drawn once, and seen all at every step.',
  }),
  components: integer({
    default: 36,
    min: 1,
    max: 100,
    about: 'Components to look for, in the principal components of largest variance; fewer where there are fewer.',
  }),
  ...icaParams('fast-symmetric'),
};

type IcaFeaturesParams = ParamsOf<typeof params>;

/** Pictures from which kurtosis is measured. */
const MEASURED = 1000;

/** Independent components of small pictures ({@link IndependentComponents}). */
export const icaFeatures = defineSystem({
  id: 'ica-features',
  title: 'Independent components of pictures',
  family: 'hebbian',
  about:
    'What are patches of the world made of, if their causes are independent? Of edges: the filters that come out look like the receptive fields of cells in the visual cortex.',
  source: {
    authors: 'Anthony J. Bell, Terrence J. Sejnowski',
    year: 1997,
    title: 'The “independent components” of natural scenes are edge filters',
    doi: '10.1016/S0042-6989(97)00121-1',
  },
  params,
  presets: [
    {
      id: 'leaves',
      title: 'Edges',
      about: 'Patches of a picture of fallen leaves, by FastICA: edges of all directions and places.',
      params: {},
    },
    {
      id: 'large',
      title: 'Larger patches',
      about: 'Fourteen pixels a side and a hundred components: short edges and long ones.',
      params: { side: 14, components: 100, count: 6000 },
    },
    {
      id: 'clouds',
      title: 'Clouds',
      about: 'A picture with the same spectrum but no edges: nothing but noise comes out.',
      params: { input: 'clouds' },
    },
    {
      id: 'infomax',
      title: 'By infomax',
      about: 'The same edges by the rule of Bell and Sejnowski, which climbs step by step.',
      params: { method: 'infomax', rate: 0.3, side: 8 },
    },
    {
      id: 'digits',
      title: 'Strokes',
      about: 'Handwritten digits: pieces of strokes.',
      params: { input: 'data' },
    },
    {
      id: 'bars',
      title: 'Bars',
      about: 'Random bars: most components become one of them.',
      params: { input: 'bars', side: 8, components: 16 },
    },
    {
      id: 'deflation',
      title: 'One after the other',
      about: 'Leaves again, by deflation: the most striking filters are found first.',
      params: { method: 'fast-deflation' },
    },
  ],
  views: [
    {
      ...receptiveFieldsView,
      title: 'Components',
      about: 'The pattern that each component adds to a picture: amber lightens, blue darkens; each has its own scale.',
    },
    {
      id: 'filters',
      title: 'Filters',
      about: 'What each component looks for: it is fine-grained, because whitening strengthens fine grain.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'filters', as: 'scalar' }],
    },
    {
      id: 'pictures',
      title: 'Pictures',
      about: 'Some of the pictures that are learned.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'pictures', as: 'scalar' }],
    },
  ],
  measures: [
    ...icaMeasures,
    { id: 'components', title: 'Components', about: 'Components looked for: no more than the pictures vary along.' },
    {
      id: 'kept',
      title: 'Variance kept',
      about: 'Share of the variance of the pictures that lies along these components.',
    },
  ],
  pace: 1,
  setup,
});

function setup(given: IcaFeaturesParams, context: Context): Model {
  const { count: rows } = given;
  const pictures = picturesOf(given, context, 'own');
  const { width, height } = pictures;
  const d = width * height;
  if (d > MAX_INPUTS)
    throw new InputError('data', `${width}×${height} pictures`, `pictures of at most ${MAX_INPUTS} pixels`);
  const stream = context.random.stream('pictures');
  const values = new Float32Array(rows * d);
  for (let r = 0; r < rows; r++) pictures.draw(stream, values.subarray(r * d, (r + 1) * d));
  const whitening = whiteningOf({ rows, columns: d, values }, given.components);
  const n = whitening.components;
  const z = whiten({ rows, columns: d, values }, whitening);
  const analysis = new IndependentComponents(z, rows, n, { ...given, seed: context.random.stream('weights') });
  const { w, progress } = analysis;
  const change = Float64Array.of(analysis.change);
  const fingerprint = fingerprintOf(values);

  const measured = Math.min(MEASURED, rows);
  const responses = new Float32Array(n * measured);
  // The patterns are columns of backward W⁻¹, which for orthonormal W is its transpose; infomax keeps W near that, but for
  // the length of rows, which each picture is scaled by anyway.
  const patternAt = (unit: number, i: number) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += whitening.backward[i * n + k] * w[unit * n + k];
    return sum;
  };
  const filterAt = (unit: number, i: number) => {
    let sum = 0;
    for (let k = 0; k < n; k++) sum += w[unit * n + k] * whitening.forward[k * d + i];
    return sum;
  };
  const shades = new Float32Array(n * d);
  const shade = (at: (unit: number, i: number) => number) => {
    for (let unit = 0; unit < n; unit++) for (let i = 0; i < d; i++) shades[unit * d + i] = at(unit, i);
  };
  const draw = createReceptiveFields({ units: n, width, height }, (unit, i) => shades[unit * d + i]);
  const shown = Math.min(64, rows);
  let largest = 0;
  for (let i = 0; i < shown * d; i++) largest = Math.max(largest, Math.abs(values[i]));
  const mosaic = createMosaic({ count: shown, width, height, range: [-(largest || 1), largest || 1] });

  return {
    step(count) {
      for (let i = 0; i < count; i++) analysis.step();
      if (count > 0) change[0] = analysis.change;
    },
    fields: {
      receptiveFields() {
        shade(patternAt);
        return draw();
      },
      filters() {
        shade(filterAt);
        return draw();
      },
      pictures: () => mosaic.draw((tile, i) => values[tile * d + i]),
    },
    measures() {
      for (let i = 0; i < n; i++) {
        for (let r = 0; r < measured; r++) {
          let sum = 0;
          for (let k = 0; k < n; k++) sum += w[i * n + k] * z[r * n + k];
          responses[i * measured + r] = sum;
        }
      }
      return { change: change[0], kurtosis: meanKurtosis(responses, n, measured), components: n, kept: whitening.kept };
    },
    state: () => ({ w, progress, change, pictures: fingerprint.state }),
    restored: fingerprint.check,
  };
}

/** Larger pictures have covariances that take minutes to decompose. */
const MAX_INPUTS = 1024;
