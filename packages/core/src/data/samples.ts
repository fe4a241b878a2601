import { decodePngUrl } from '../bytes/png.js';
import { InputError } from '../contract/errors.js';
import { boolean, choice, dataset, images, type ParamsOf } from '../contract/params.js';
import type { Context } from '../contract/system.js';
import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';
import { type Dataset, findDataset } from './dataset.js';

/** What a map learns from: `dimensions` numbers a sample, drawn for ever or held as a finite set. */
export type Samples =
  | { readonly dimensions: number; readonly draw: (random: Random, into: Float32Array) => void }
  | { readonly dimensions: number; readonly set: Dataset };

export const DISTRIBUTIONS = ['square', 'ring', 'spiral', 'cube', 'image', 'data'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

/** Parameters of every system that learns from samples: `...sampleParams` in its schema, {@link samplesOf} in its setup. */
export const sampleParams = {
  distribution: choice(DISTRIBUTIONS, {
    default: 'square',
    about: 'What is learned: points of a shape, the colours of an image, or a data set.',
  }),
  image: images({
    max: 1,
    implies: { distribution: 'image' },
    about: 'PNG whose colours are learned, for the distribution "image".',
  }),
  data: dataset({ default: '', about: 'Name of the data set, for the distribution "data".' }),
  standardize: boolean({
    default: false,
    about: 'Bring each column of a data set or image to mean 0 and deviation 1.',
  }),
};

/** @throws InputError where an image or data set is asked for and missing or unusable. */
export function samplesOf(choice: ParamsOf<typeof sampleParams>, { data }: Context): Samples {
  switch (choice.distribution) {
    case 'square':
      return { dimensions: 2, draw: fillUniform };
    case 'cube':
      return { dimensions: 3, draw: fillUniform };
    case 'ring':
      return { dimensions: 2, draw: drawRing };
    case 'spiral':
      return { dimensions: 2, draw: drawSpiral };
    case 'image':
      return finite(imageColours(choice.image), choice.standardize);
    case 'data':
      return finite(findDataset(choice.data, data), choice.standardize);
  }
}

function fillUniform(random: Random, into: Float32Array): void {
  for (let i = 0; i < into.length; i++) into[i] = random.uniform();
}

/** Even by area between the radii .3 and .5 around the centre of the unit square. */
function drawRing(random: Random, into: Float32Array): void {
  const radius = Math.sqrt(0.09 + 0.16 * random.uniform());
  const angle = 2 * Math.PI * random.uniform();
  into[0] = 0.5 + radius * math().cos(angle);
  into[1] = 0.5 + radius * math().sin(angle);
}

/** Archimedes' spiral of two turns, even along its radius squared, blurred by .012. */
function drawSpiral(random: Random, into: Float32Array): void {
  const turn = Math.sqrt(random.uniform());
  const angle = 4 * Math.PI * turn;
  const radius = 0.05 + 0.42 * turn;
  into[0] = 0.5 + radius * math().cos(angle) + 0.012 * random.normal();
  into[1] = 0.5 + radius * math().sin(angle) + 0.012 * random.normal();
}

/** Red, green and blue of every pixel that is not transparent, in 0 … 1. */
function imageColours(urls: readonly string[]): Dataset {
  if (urls.length !== 1) throw new InputError('image', urls.length, 'one PNG image for the distribution "image"');
  const { data } = decodePngUrl(urls[0], 'image');
  let rows = 0;
  for (let i = 3; i < data.length; i += 4) if (data[i] > 0) rows++;
  if (rows === 0) throw new InputError('image', undefined, 'a PNG image with pixels that are not transparent');
  const values = new Float32Array(3 * rows);
  for (let i = 0, at = 0; i < data.length; i += 4) {
    if (data[i + 3] === 0) continue;
    for (let c = 0; c < 3; c++) values[at++] = data[i + c] / 255;
  }
  return { rows, columns: 3, values };
}

function finite(set: Dataset, standardize: boolean): Samples {
  return { dimensions: set.columns, set: standardize ? standardized(set) : set };
}

/** Each column less its mean, over its standard deviation (of the population); a constant column becomes 0. */
function standardized({ rows, columns, values }: Dataset): Dataset {
  const out = new Float32Array(values.length);
  for (let c = 0; c < columns; c++) {
    let sum = 0;
    let squares = 0;
    for (let i = c; i < values.length; i += columns) sum += values[i];
    const mean = sum / rows;
    for (let i = c; i < values.length; i += columns) squares += (values[i] - mean) ** 2;
    const deviation = Math.sqrt(squares / rows) || 1;
    for (let i = c; i < values.length; i += columns) out[i] = (values[i] - mean) / deviation;
  }
  return { rows, columns, values: out };
}

/** How many samples the errors are measured on at most. */
const EVALUATED = 2048;

/** The samples that errors are measured on: up to {@link EVALUATED}, evenly taken from a set, or drawn once. */
export function evaluationSet(samples: Samples, random: Random): Dataset {
  const columns = samples.dimensions;
  if ('draw' in samples) {
    const values = new Float32Array(EVALUATED * columns);
    for (let r = 0; r < EVALUATED; r++) samples.draw(random, values.subarray(r * columns, (r + 1) * columns));
    return { rows: EVALUATED, columns, values };
  }
  const { set } = samples;
  const rows = Math.min(set.rows, EVALUATED);
  const values = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    const from = Math.floor((r * set.rows) / rows) * columns;
    values.set(set.values.subarray(from, from + columns), r * columns);
  }
  return { rows, columns, values };
}

/** Copies rows into memory where each takes `stride` numbers. */
export function spreadInto(out: Float32Array, stride: number, { rows, columns, values }: Dataset): void {
  for (let r = 0; r < rows; r++) out.set(values.subarray(r * columns, (r + 1) * columns), r * stride);
}
