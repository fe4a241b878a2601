import { InputError } from '../contract/errors.js';
import { checkDataset, type Dataset } from '../data/dataset.js';
import { takeRows } from '../data/rows.js';

/** Samples as a map takes them: a data set, rows of numbers, or numbers in a row with their sizes. */
export type SomData =
  | Dataset
  | readonly ArrayLike<number>[]
  | { readonly values: ArrayLike<number>; readonly rows: number; readonly columns: number };

interface Expected {
  /** Whether NaN may stand for a missing value. */
  readonly missing: boolean;
  /** Numbers a sample, where the map knows. */
  readonly columns?: number;
}

/** @throws InputError for rows of different length, sizes that disagree, and NaN where nothing may be missing */
export function samplesFrom(data: SomData, { missing, columns }: Expected): Dataset {
  const samples = checkDataset(isRows(data) ? fromRows(data) : inSinglePrecision(data), { missing });
  if (columns !== undefined && samples.columns !== columns) {
    throw new InputError('data', `${samples.columns} columns`, `${columns}, as many as the map has`);
  }
  if (missing) refuseEmptyRows(samples);
  return samples;
}

const isRows = (data: SomData): data is readonly ArrayLike<number>[] => Array.isArray(data);

function fromRows(data: readonly ArrayLike<number>[]): Dataset {
  const rows = data.length;
  const columns = data[0]?.length ?? 0;
  const odd = data.findIndex((row) => row?.length !== columns);
  if (odd >= 0) {
    throw new InputError('data', `row ${odd} of ${data[odd]?.length ?? 0} values`, `${columns} values, as in row 0`);
  }
  const values = new Float32Array(rows * columns);
  data.forEach((row, r) => void values.set(row, r * columns));
  return { rows, columns, values };
}

function inSinglePrecision(data: Exclude<SomData, readonly ArrayLike<number>[]>): Dataset {
  const { values, rows, columns } = data;
  if (values instanceof Float32Array) return data as Dataset;
  if (typeof values?.length !== 'number') throw new InputError('data', typeof data, 'rows of numbers, or a data set');
  return { ...data, rows, columns, values: Float32Array.from(values) };
}

function refuseEmptyRows({ rows, columns, values }: Dataset): void {
  for (let r = 0; r < rows; r++) {
    let c = 0;
    while (c < columns && Number.isNaN(values[r * columns + c])) c++;
    if (c === columns) throw new InputError('data', `row ${r} without a value`, 'at least one number in every row');
  }
}

/** At most `most` rows, evenly taken: for what need not look at all of them. */
export function fewRows(samples: Dataset, most: number): Dataset {
  const { rows } = samples;
  if (rows <= most) return samples;
  return takeRows(
    samples,
    Array.from({ length: most }, (_, r) => Math.floor((r * rows) / most)),
  );
}

/**
 * A part of the samples with the mean of its column, over all samples, for each missing value.
 * @throws InputError for a column of which nothing is known
 */
export function withoutGaps(part: Dataset, { columns, values }: Dataset): Dataset {
  const sums = new Float64Array(columns);
  const counts = new Float64Array(columns);
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i])) continue;
    sums[i % columns] += values[i];
    counts[i % columns]++;
  }
  const empty = counts.indexOf(0);
  if (empty >= 0)
    throw new InputError('data', `column ${empty} without a value`, 'at least one number in every column');
  const filled = part.values.map((value, i) => (Number.isNaN(value) ? sums[i % columns] / counts[i % columns] : value));
  return { ...part, values: filled };
}

/** Calls with pieces of at most `size` rows, so that what they need does not grow with the data. */
export function eachChunk(
  { rows, columns, values }: Dataset,
  size: number,
  visit: (values: Float32Array, rows: number, first: number) => void,
): void {
  for (let first = 0; first < rows; first += size) {
    const count = Math.min(size, rows - first);
    visit(values.subarray(first * columns, (first + count) * columns), count, first);
  }
}
