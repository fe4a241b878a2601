import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../contract/errors.js';
import { covarianceOf, meanOf } from '../data/covariance.js';
import type { Dataset } from '../data/dataset.js';

/** A change of coordinates in which samples have mean 0, deviation 1 along every axis, and no correlations. */
export interface Whitening {
  /** Columns of the samples. */
  readonly dimensions: number;
  /** Axes kept, those of largest variance; fewer than asked for where the samples do not vary along so many. */
  readonly components: number;
  readonly mean: Float64Array;
  /** Share of the variance that the axes keep. */
  readonly kept: number;
  /** `components` rows of `dimensions`: z = forward (x − mean). */
  readonly forward: Float64Array;
  /** `dimensions` rows of `components`: x ≈ mean + backward z. */
  readonly backward: Float64Array;
}

/** Variances below this share of the largest are rounding: a constant column has none. */
const LEAST_VARIANCE = 1e-7;
/** And below this share of the mean square, where all samples are the same. */
const ROUNDING = 1e-14;

/**
 * Whitening on the principal components.
 * @param components axes to keep, at most
 * @throws InputError for fewer than two samples, or samples that are all the same
 */
export function whiteningOf(samples: Dataset, components = samples.columns): Whitening {
  const { rows, columns: d, values } = samples;
  if (rows < 2) throw new InputError('data', `${rows} sample`, 'at least two samples, to tell how they vary');
  const mean = meanOf(samples);
  const covariance = Matrix.from1DArray(d, d, covarianceOf(samples, mean));
  const decomposition = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const variances = decomposition.realEigenvalues;
  const order = variances.map((_, axis) => axis).sort((a, b) => variances[b] - variances[a]);
  let squares = 0;
  for (const value of values) squares += (value * value) / rows;
  const least = Math.max(LEAST_VARIANCE * variances[order[0]], ROUNDING * squares);
  const axes = order.slice(0, components).filter((axis) => variances[axis] > least);
  if (axes.length === 0) throw new InputError('data', `${rows} equal samples`, 'samples that differ');
  const forward = new Float64Array(axes.length * d);
  const backward = new Float64Array(axes.length * d);
  axes.forEach((axis, c) => {
    const deviation = Math.sqrt(variances[axis]);
    for (let i = 0; i < d; i++) {
      const entry = decomposition.eigenvectorMatrix.get(i, axis);
      forward[c * d + i] = entry / deviation;
      backward[i * axes.length + c] = entry * deviation;
    }
  });
  const sum = (list: readonly number[]) => list.reduce((total, axis) => total + Math.max(0, variances[axis]), 0);
  return { dimensions: d, components: axes.length, mean, kept: sum(axes) / sum(order), forward, backward };
}

/** The samples in the coordinates of a whitening: `rows` × `components` numbers. */
export function whiten(
  { rows, values }: Dataset,
  { dimensions: d, components, mean, forward }: Whitening,
): Float32Array {
  const out = new Float32Array(rows * components);
  const centred = new Float64Array(d);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < d; i++) centred[i] = values[r * d + i] - mean[i];
    for (let c = 0; c < components; c++) {
      let sum = 0;
      for (let i = 0; i < d; i++) sum += forward[c * d + i] * centred[i];
      out[r * components + c] = sum;
    }
  }
  return out;
}
