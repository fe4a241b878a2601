import { InputError } from '../contract/errors.js';
import { createRandom } from '../random/random.js';
import type { Dataset } from './dataset.js';

/** A set of copies of the rows of those numbers, in their order. */
export function takeRows(set: Dataset, rows: ArrayLike<number>): Dataset {
  const { columns, values, labels } = set;
  const taken = new Float32Array(rows.length * columns);
  for (let r = 0; r < rows.length; r++) {
    taken.set(values.subarray(rows[r] * columns, (rows[r] + 1) * columns), r * columns);
  }
  return {
    ...set,
    rows: rows.length,
    values: taken,
    ...(labels && { labels: Int32Array.from({ length: rows.length }, (_, r) => labels[rows[r]]) }),
  };
}

/** The rows in an order that the seed decides (Fisher & Yates 1938, in the form of Durstenfeld 1964). */
export const shuffle = (set: Dataset, seed: number): Dataset => takeRows(set, shuffled(set.rows, seed));

interface SplitOptions {
  /** Share of rows of the test set, default a quarter; of each class where the rows have labels. */
  readonly test?: number;
  readonly seed: number;
  /** Whether each class is split by itself, so that both parts have all of them; default where the rows have labels. */
  readonly stratified?: boolean;
}

/**
 * Shares the rows between a set to learn from and one to test on, both in random order.
 * @throws InputError where a part would be empty, or labels are asked for that are not there
 */
export function split(
  set: Dataset,
  { test = 0.25, seed, stratified = set.labels !== undefined }: SplitOptions,
): { readonly train: Dataset; readonly test: Dataset } {
  if (!(test > 0 && test < 1)) throw new InputError('test', test, 'a share above 0 and below 1');
  if (stratified && !set.labels) throw new InputError('data', 'no labels', 'labels, to share out each class');
  const kinds = stratified ? set.labels : undefined;
  const all = new Map<number, number>();
  for (let r = 0; r < set.rows; r++) all.set(kinds?.[r] ?? 0, (all.get(kinds?.[r] ?? 0) ?? 0) + 1);
  const left = new Map([...all].map(([kind, count]) => [kind, Math.round(test * count)]));
  const parts: [number[], number[]] = [[], []];
  for (const row of shuffled(set.rows, seed)) {
    const kind = kinds?.[row] ?? 0;
    const wanted = left.get(kind) ?? 0;
    left.set(kind, wanted - 1);
    parts[wanted > 0 ? 1 : 0].push(row);
  }
  const [train, tested] = parts;
  if (train.length === 0 || tested.length === 0) {
    throw new InputError('test', test, `a share that leaves rows on both sides, of ${set.rows}`);
  }
  return { train: takeRows(set, train), test: takeRows(set, tested) };
}

function shuffled(count: number, seed: number): Uint32Array {
  const random = createRandom(seed).stream('shuffle');
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/**
 * A row of zeros with a one at its class for each label; only zeros where it is unknown (−1).
 * @returns labels.length × classes numbers, row-major
 */
export function oneHot(labels: ArrayLike<number>, classes: number): Float32Array {
  const out = new Float32Array(labels.length * classes);
  for (let r = 0; r < labels.length; r++) {
    const label = labels[r];
    if (!(Number.isInteger(label) && label >= -1 && label < classes)) {
      throw new InputError('label', label, `an integer from -1 to ${classes - 1}`);
    }
    if (label >= 0) out[r * classes + label] = 1;
  }
  return out;
}
