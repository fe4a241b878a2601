import { drawLetter } from '../attractors/letters.js';
import { choice, dataset, integer, number, type ParamsOf } from '../contract/params.js';
import type { Context } from '../contract/system.js';
import type { Dataset } from '../data/dataset.js';
import { drawBars } from '../data/distributions/bars.js';
import type { Distribution } from '../data/distributions/distribution.js';
import { leaves, patches } from '../data/distributions/patches.js';
import { findDataset } from '../data/find-dataset.js';
import type { Random } from '../random/random.js';

/** Small pictures to learn features of: `width` × `height` numbers each, drawn for ever. */
export interface Pictures {
  readonly width: number;
  readonly height: number;
  /** How many classes {@link draw} tells apart; 0 where there are none. */
  readonly classes: number;
  /** Writes one picture, and returns its class or −1. */
  draw(random: Random, into: Float32Array): number;
}

const INPUTS = ['data', 'bars', 'letters', 'leaves', 'clouds'] as const;
type Input = (typeof INPUTS)[number];

/** Parameters of every system that learns features of pictures; {@link picturesOf} in its setup. */
export const pictureParams = (input: Input) =>
  ({
    input: choice(INPUTS, {
      default: input,
      about:
        'What is seen: pictures of a data set, random bars, letters, or patches of fallen leaves (with edges) or of clouds (without).',
    }),
    data: dataset({ default: 'digits', about: 'Name of the data set, for the input "data".' }),
    side: integer({
      default: 8,
      min: 2,
      max: 24,
      unit: 'pixels',
      about: 'Width and height of bars, letters and patches.',
    }),
    probability: number({
      default: 0.125,
      min: 0.001,
      max: 0.9,
      about: 'Probability of each bar to be there, for the input "bars".',
    }),
  }) as const;

type PictureParams = ParamsOf<ReturnType<typeof pictureParams>>;

/** Whether patches keep their contrast or are all brought to the same. */
type Contrasts = 'own' | 'equal';

/** @throws InputError where the data set is missing or unusable */
export function picturesOf(
  { input, data, side, probability }: PictureParams,
  context: Context,
  contrasts: Contrasts = 'equal',
): Pictures {
  const square = { width: side, height: side, classes: 0 };
  switch (input) {
    case 'data':
      return picturesOfSet(findDataset(data, context.data));
    case 'bars':
      return {
        ...square,
        draw(random, into) {
          drawBars(random, into, side, probability);
          return -1;
        },
      };
    case 'letters':
      return lettersOf(side);
    case 'leaves':
      return patchesOf(leaves({ side, seed: context.seed }), side, contrasts);
    case 'clouds':
      return patchesOf(patches({ side, seed: context.seed }), side, contrasts);
  }
}

/** Rows at random, divided by the largest number of the set in magnitude. */
export function picturesOfSet({ rows, columns, values, labels, classes, picture }: Dataset): Pictures {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  const scale = largest > 0 ? 1 / largest : 1;
  return {
    width: picture?.width ?? columns,
    height: picture?.height ?? 1,
    classes: labels ? (classes?.length ?? labels.reduce((most, label) => Math.max(most, label), -1) + 1) : 0,
    draw(random, into) {
      const row = random.integer(rows);
      for (let i = 0; i < columns; i++) into[i] = values[row * columns + i] * scale;
      return labels ? labels[row] : -1;
    },
  };
}

/** The alphabet, each letter equally likely. */
function lettersOf(side: number): Pictures {
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ', (letter) => drawLetter(letter, side, side));
  return {
    width: side,
    height: side,
    classes: letters.length,
    draw(random, into) {
      const letter = random.integer(letters.length);
      for (let i = 0; i < side * side; i++) into[i] = letters[letter][i] > 0 ? 1 : 0;
      return letter;
    },
  };
}

/** Times that a patch of one grey is drawn again: such have nothing to see. */
const MOST_TRIALS = 50;

/** Patches less their mean, and each of length 1 where contrasts are to be equal. */
function patchesOf(cut: Distribution, side: number, contrasts: Contrasts): Pictures {
  const size = side * side;
  return {
    width: side,
    height: side,
    classes: 0,
    draw(random, into) {
      let squares = 0;
      for (let trial = 0; trial < MOST_TRIALS && squares < 1e-6; trial++) {
        cut.draw(random, into);
        squares = centre(into, size);
      }
      const scale = contrasts === 'equal' && squares > 0 ? 1 / Math.sqrt(squares) : 1;
      for (let i = 0; i < size; i++) into[i] *= scale;
      return -1;
    },
  };
}

/** Takes the mean from the first `size` numbers; returns the sum of squares that is left. */
function centre(values: Float32Array, size: number): number {
  let mean = 0;
  for (let i = 0; i < size; i++) mean += values[i] / size;
  let squares = 0;
  for (let i = 0; i < size; i++) {
    values[i] -= mean;
    squares += values[i] * values[i];
  }
  return squares;
}

/** Pictures from which mean and deviation are taken. */
const SAMPLED = 1000;

/** The same pictures, brought to mean 0 and deviation 1 over all their numbers together. */
export function standardized(pictures: Pictures, random: Random): Pictures {
  const size = pictures.width * pictures.height;
  const drawn = new Float32Array(size);
  let sum = 0;
  let squares = 0;
  for (let n = 0; n < SAMPLED; n++) {
    pictures.draw(random, drawn);
    for (const value of drawn) {
      sum += value;
      squares += value * value;
    }
  }
  const mean = sum / (SAMPLED * size);
  const deviation = Math.sqrt(Math.max(0, squares / (SAMPLED * size) - mean * mean)) || 1;
  return {
    ...pictures,
    draw(source, into) {
      const label = pictures.draw(source, into);
      for (let i = 0; i < size; i++) into[i] = (into[i] - mean) / deviation;
      return label;
    },
  };
}

/** So many pictures as a set, one a row. */
export function drawPictures({ width, height, draw }: Pictures, rows: number, random: Random): Dataset {
  const columns = width * height;
  const values = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) draw(random, values.subarray(r * columns, (r + 1) * columns));
  return { rows, columns, values, picture: { width, height } };
}
