import type { Random } from '../../random/random.js';
import type { Dataset } from '../dataset.js';
import type { Distribution } from './distribution.js';

/** A finite set of `rows` samples, with their classes where there are any. */
export function drawDataset(
  { dimensions, classes, picture, draw }: Omit<Distribution, 'id' | 'about'>,
  rows: number,
  random: Random,
): Dataset {
  const values = new Float32Array(rows * dimensions);
  const labels = new Int32Array(rows);
  for (let r = 0; r < rows; r++) labels[r] = draw(random, values.subarray(r * dimensions, (r + 1) * dimensions));
  return { rows, columns: dimensions, values, ...(classes && { classes, labels }), ...(picture && { picture }) };
}
