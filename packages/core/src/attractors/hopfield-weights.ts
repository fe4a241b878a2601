import { InputError } from '../contract/errors.js';

/** N rows of N numbers, or N × N numbers row-major; row i is what neuron i hears. */
export type Weights = ArrayLike<number> | readonly ArrayLike<number>[];

/** Numbers that differ by rounding alone count as equal. */
const ROUNDING = 1e-9;

/** @throws InputError where the weights are not square, not finite, or not symmetric when they should be */
export function readWeights(weights: Weights, symmetric: boolean): readonly ArrayLike<number>[] {
  const rows = rowsOf(weights);
  rows.forEach((row, i) => {
    for (let j = 0; j < rows.length; j++) {
      if (!Number.isFinite(row[j])) throw new InputError('weights', `${row[j]} at ${i}, ${j}`, 'finite numbers');
      if (symmetric) checkPair(i, j, row[j], rows[j][i]);
    }
  });
  return rows;
}

function checkPair(i: number, j: number, weight: number, back: number): void {
  if (Math.abs(weight - back) <= ROUNDING * Math.max(Math.abs(weight), Math.abs(back))) return;
  const given = `${weight} from ${j} to ${i}, ${back} from ${i} to ${j}`;
  throw new InputError('weights', given, 'a symmetric matrix, or symmetric: false where it is meant');
}

function rowsOf(weights: Weights): readonly ArrayLike<number>[] {
  const { length } = weights;
  if (length > 0 && typeof weights[0] !== 'number') return checkRows(weights as readonly ArrayLike<number>[]);
  const flat = weights as ArrayLike<number>;
  const size = Math.round(Math.sqrt(length));
  if (length === 0 || size * size !== length) throw new InputError('weights', `${length} numbers`, 'N × N numbers');
  return Array.from({ length: size }, (_, i) => Float64Array.from({ length: size }, (_, j) => flat[i * size + j]));
}

function checkRows(rows: readonly ArrayLike<number>[]): readonly ArrayLike<number>[] {
  const odd = rows.find((row) => row.length !== rows.length);
  if (odd) throw new InputError('weights', `a row of ${odd.length} numbers`, `${rows.length}, as there are rows`);
  return rows;
}
