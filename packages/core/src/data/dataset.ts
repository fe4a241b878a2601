import { InputError } from '../contract/errors.js';

/** Samples, one a row. */
export interface Dataset {
  readonly rows: number;
  readonly columns: number;
  /** `rows` × `columns` numbers, row-major; NaN where a value is missing. */
  readonly values: Float32Array;
  /** Class of each row, counted from 0; −1 where it is unknown. */
  readonly labels?: Int32Array;
  /** Names of the classes. */
  readonly classes?: readonly string[];
  /** Names of the columns. */
  readonly features?: readonly string[];
  /** Set where each row is a picture, row-major: width × height = columns. */
  readonly picture?: { readonly width: number; readonly height: number };
}

/** The square of larger values leaves single precision. */
const LARGEST = 1e15;

/** Place of the first value that may not be, or the number of values. */
function firstBad(values: Float32Array, missing: boolean): number {
  let i = 0;
  while (i < values.length && (Math.abs(values[i]) <= LARGEST || (missing && Number.isNaN(values[i])))) i++;
  return i;
}

/** @throws InputError for sizes that disagree, values that are too large, and NaN where nothing may be missing */
export function checkDataset<D extends Dataset>(set: D, { missing = false }: { missing?: boolean } = {}): D {
  const { rows, columns, values, labels } = set;
  if (rows < 1 || columns < 1 || values.length !== rows * columns) {
    throw new InputError(
      'data',
      `${rows}×${columns} with ${values.length} values`,
      'rows × columns values, at least one',
    );
  }
  if (labels && labels.length !== rows) throw new InputError('data', `${labels.length} labels`, `${rows}, one a row`);
  const bad = firstBad(values, missing);
  if (bad < values.length) {
    const place = `${values[bad]} in row ${Math.floor(bad / columns)}, column ${bad % columns}`;
    throw new InputError('data', place, `numbers of at most ${LARGEST}`);
  }
  return set;
}
