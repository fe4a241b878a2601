import { decodePngUrl } from '../bytes/png.js';
import { InputError } from '../contract/errors.js';
import { boolean, choice, dataset, images, type ParamsOf } from '../contract/params.js';
import type { Context } from '../contract/system.js';
import type { Random } from '../random/random.js';
import type { Dataset } from './dataset.js';
import type { Distribution } from './distributions/distribution.js';
import { distributionIds, distributions } from './distributions/distributions.js';
import { drawDataset } from './distributions/draw-dataset.js';
import { findDataset } from './find-dataset.js';
import { takeRows } from './rows.js';
import { standardize } from './standardize.js';

/** What a map learns from: `dimensions` numbers a sample, drawn for ever or held as a finite set. */
export type Samples = Omit<Distribution, 'id' | 'about'> | { readonly dimensions: number; readonly set: Dataset };

export const DISTRIBUTIONS = [...distributionIds, 'image', 'data'] as const;

/** What is learned where no set is named. */
const DEFAULT_SET = 'iris';

/** Parameters of every system that learns from samples: `...sampleParams` in its schema, {@link samplesOf} in its setup. */
export const sampleParams = {
  distribution: choice(DISTRIBUTIONS, {
    default: 'square',
    about: 'What is learned: points of a shape, pictures of a kind, the colours of an image, or a data set.',
  }),
  image: images({
    max: 1,
    implies: { distribution: 'image' },
    about: 'PNG whose colours are learned, for the distribution "image".',
  }),
  data: dataset({
    default: '',
    implies: { distribution: 'data' },
    about: `Name of the data set, for the distribution "data"; ${DEFAULT_SET} where none is named.`,
  }),
  standardize: boolean({
    default: false,
    about: 'Bring each column of a data set or image to mean 0 and deviation 1.',
  }),
};

/** @throws InputError where an image or data set is asked for and missing or unusable. */
export function samplesOf(choice: ParamsOf<typeof sampleParams>, { data }: Context): Samples {
  const { distribution, image, standardize: isStandardized } = choice;
  if (distribution === 'image') return finite(imageColours(image), isStandardized);
  if (distribution === 'data') return finite(findDataset(choice.data || DEFAULT_SET, data), isStandardized);
  return distributions[distribution]();
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

function finite(set: Dataset, isStandardized: boolean): Samples {
  return { dimensions: set.columns, set: isStandardized ? standardize(set) : set };
}

/** How many samples the errors are measured on at most. */
const EVALUATED = 2048;

/** The samples that errors are measured on: up to {@link EVALUATED}, evenly taken from a set, or drawn once. */
export function evaluationSet(samples: Samples, random: Random): Dataset {
  if ('draw' in samples) return drawDataset(samples, EVALUATED, random);
  const { set } = samples;
  if (set.rows <= EVALUATED) return set;
  return takeRows(
    set,
    Array.from({ length: EVALUATED }, (_, r) => Math.floor((r * set.rows) / EVALUATED)),
  );
}
