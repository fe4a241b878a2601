import { decodePngUrl } from '../bytes/png.js';
import { InputError } from '../contract/errors.js';
import type { Dataset } from '../data/dataset.js';
import { findDataset } from '../data/find-dataset.js';
import { greyLevels } from './binarize.js';
import { drawLetter } from './letters.js';

/** Pictures in grey levels, row-major, −1 dark to 1 light. */
export interface GreyPictures {
  readonly width: number;
  readonly height: number;
  readonly patterns: readonly Float64Array[];
}

/** Letters on a dark ground, softened by a mean over 3 × 3 cells. */
export function greyLetters(letters: string, width: number, height: number): GreyPictures {
  if (letters === '') throw new InputError('letters', letters, 'at least one letter');
  const patterns = Array.from(letters, (letter) => soften(drawLetter(letter, width, height), width, height));
  return { width, height, patterns };
}

/** PNGs shrunk or stretched to width × height, by their luminance. */
export function greyImages(urls: readonly string[], width: number, height: number): GreyPictures {
  if (urls.length === 0) throw new InputError('images', 0, 'at least one PNG image');
  const patterns = urls.map((url) =>
    Float64Array.from(greyLevels(decodePngUrl(url, 'images'), width, height), (shade) => shade / 127.5 - 1),
  );
  return { width, height, patterns };
}

/** Rows of a data set, `most` of them evenly taken, from its least value to its greatest; a row of numbers is one line. */
export function greyRows(name: string, sets: Readonly<Record<string, Dataset>>, most: number): GreyPictures {
  const { rows, columns, values, picture = { width: columns, height: 1 } } = findDataset(name, sets);
  const [low, high] = values.reduce(([a, b], x) => [Math.min(a, x), Math.max(b, x)], [values[0], values[0]]);
  const count = Math.min(rows, most);
  const patterns = Array.from({ length: count }, (_, n) => {
    const row = Math.floor((n * rows) / count);
    return Float64Array.from(
      values.subarray(row * columns, (row + 1) * columns),
      (x) => (2 * (x - low)) / (high - low || 1) - 1,
    );
  });
  return { ...picture, patterns };
}

function soften(picture: Int8Array, width: number, height: number): Float64Array {
  return Float64Array.from(picture, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    let sum = 0;
    let cells = 0;
    for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++, cells++) sum += picture[v * width + u];
    }
    return sum / cells;
  });
}
