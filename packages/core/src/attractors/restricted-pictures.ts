import { InputError } from '../contract/errors.js';
import type { ParamsOf } from '../contract/params.js';
import type { Context } from '../contract/system.js';
import type { Dataset } from '../data/dataset.js';
import { findDataset } from '../data/find-dataset.js';
import { split } from '../data/rows.js';
import { drawPictures, type pictureParams, picturesOf } from '../hebbian/pictures.js';

/** Most pictures that are held out. */
const HELD_OUT = 500;

interface Examples extends ParamsOf<ReturnType<typeof pictureParams>> {
  /** Most pictures to learn from. */
  readonly examples: number;
  /** Whether numbers of a data set become 1 above half of the largest, else 0. */
  readonly binary: boolean;
}

export interface PictureSets {
  readonly width: number;
  readonly height: number;
  /** Rows of numbers from 0 to 1, the probability that a pixel is on. */
  readonly learned: Dataset;
  /** Others of the same kind, never learned; the same one where there is only one. */
  readonly heldOut: Dataset;
}

/**
 * Pictures for units that are on or off, and others held out. Patches are on where they are lighter than their mean.
 * @throws InputError where the data set is missing, or has numbers below 0
 */
export function pictureSetsOf(params: Examples, context: Context): PictureSets {
  const { examples, input } = params;
  const random = context.random.stream('examples');
  const draw = (rows: number): Dataset => {
    const set = drawPictures(picturesOf(params, context), rows, random);
    return input === 'leaves' || input === 'clouds' ? thresholded(set, 0) : set;
  };
  if (input !== 'data') return sized(draw(examples), draw(HELD_OUT));
  const numbers = scaled(findDataset(params.data, context.data));
  const set = params.binary ? thresholded(numbers, 0.5) : numbers;
  if (set.rows === 1) return sized(set, set);
  const { train, test } = split(set, { seed: context.seed, stratified: false, test: Math.max(0.25, 0.5 / set.rows) });
  return sized(firstRows(train, examples), firstRows(test, HELD_OUT));
}

function sized(learned: Dataset, heldOut: Dataset): PictureSets {
  const { width, height } = learned.picture ?? { width: learned.columns, height: 1 };
  return { width, height, learned, heldOut };
}

function firstRows(set: Dataset, most: number): Dataset {
  const rows = Math.min(most, set.rows);
  const { columns, values, picture } = set;
  return { rows, columns, values: values.subarray(0, rows * columns), ...(picture && { picture }) };
}

function scaled(set: Dataset): Dataset {
  const lowest = set.values.find((value) => value < 0);
  if (lowest !== undefined)
    throw new InputError('data', lowest, 'no numbers below 0: pixels are on with a probability');
  const largest = set.values.reduce((most, value) => Math.max(most, value), 0) || 1;
  return { ...set, values: set.values.map((value) => value / largest) };
}

const thresholded = (set: Dataset, threshold: number): Dataset => ({
  ...set,
  values: set.values.map((value) => (value > threshold ? 1 : 0)),
});
