import type { Dataset } from '../data/dataset.js';
import { principalComponents } from '../data/principal-components.js';
import { columnRanges } from '../data/projection.js';
import type { Random } from '../random/random.js';
import type { Grid } from './grid.js';

export const INITIAL = ['random', 'sample', 'pca', 'pca-unit'] as const;
/**
 * Start of the weights: `random` within the range of each column, random `sample`s, or the plane (line, block) of the
 * first principal components through the mean, to ±1 standard deviation (`pca`) or to ±1 (`pca-unit`).
 */
export type Initial = (typeof INITIAL)[number];

interface MapShape {
  readonly grid: Pick<Grid, 'columns' | 'rows' | 'layers'>;
  readonly initial: Initial;
}

/** Writes the starting weights of each unit, `stride` numbers apart; no sample may lack a value. */
export function initializeInto(
  weights: Float32Array,
  stride: number,
  { grid, initial }: MapShape,
  samples: Dataset,
  random: Random,
): void {
  const { columns, rows, layers } = grid;
  const d = samples.columns;
  const ranges = columnRanges(samples.values, d);
  const isPlane = initial === 'pca' || initial === 'pca-unit';
  const components = isPlane ? principalComponents(samples, Math.min(layers > 1 ? 3 : 2, d)) : undefined;
  // The first component lies along the longest side.
  const sides = [rows, columns, layers];
  const longestFirst = [0, 1, 2].sort((a, b) => sides[b] - sides[a]);
  for (let unit = 0; unit < columns * rows * layers; unit++) {
    const w = weights.subarray(unit * stride, unit * stride + d);
    if (components) {
      const place = [Math.floor(unit / columns) % rows, unit % columns, Math.floor(unit / (columns * rows))];
      const at = longestFirst.map((side) => alongSide(place[side], sides[side]));
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
