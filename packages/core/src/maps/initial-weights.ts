import type { Dataset } from '../data/dataset.js';
import { principalComponents } from '../data/principal-components.js';
import { columnRanges } from '../data/projection.js';
import type { Random } from '../random/random.js';

export const INITIAL = ['random', 'sample', 'pca', 'pca-unit'] as const;

interface MapShape {
  readonly columns: number;
  readonly rows: number;
  readonly initial: (typeof INITIAL)[number];
}

/** Writes the starting weights of each unit, `stride` numbers apart. */
export function initializeInto(
  weights: Float32Array,
  stride: number,
  { columns, rows, initial }: MapShape,
  samples: Dataset,
  random: Random,
): void {
  const d = samples.columns;
  const ranges = columnRanges(samples.values, d);
  const components = initial.startsWith('pca') ? principalComponents(samples, Math.min(2, d)) : undefined;
  for (let unit = 0; unit < columns * rows; unit++) {
    const w = weights.subarray(unit * stride, unit * stride + d);
    if (components) {
      const at = [alongSide(Math.floor(unit / columns), rows), alongSide(unit % columns, columns)];
      if (columns > rows) at.reverse(); // The first component lies along the longer side.
      const { mean, axes, deviations } = components;
      for (let i = 0; i < d; i++) {
        w[i] = axes.reduce((sum, axis, n) => sum + at[n] * (initial === 'pca' ? deviations[n] : 1) * axis[i], mean[i]);
      }
    } else if (initial === 'sample') {
      const row = random.integer(samples.rows) * d;
      w.set(samples.values.subarray(row, row + d));
    } else {
      for (let i = 0; i < d; i++) w[i] = ranges[i][0] + (ranges[i][1] - ranges[i][0]) * random.uniform();
    }
  }
}

/** Place of the i-th of n units on a side that runs from −1 to 1. */
const alongSide = (i: number, n: number): number => (n > 1 ? (2 * i) / (n - 1) - 1 : 0);
