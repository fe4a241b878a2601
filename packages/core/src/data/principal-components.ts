import { covarianceOf, meanOf } from './covariance.js';
import type { Dataset } from './dataset.js';

export interface PrincipalComponents {
  readonly mean: Float64Array;
  /** Unit vectors of largest variance first, each with its largest entry positive. */
  readonly axes: readonly Float64Array[];
  /** Standard deviation along each axis. */
  readonly deviations: readonly number[];
}

const MAX_ITERATIONS = 2000;
const TOLERANCE = 1e-13;

/** The first `count` principal components of the rows, by power iteration with deflation. */
export function principalComponents(samples: Dataset, count: number): PrincipalComponents {
  const d = samples.columns;
  const mean = meanOf(samples);
  const covariance = covarianceOf(samples, mean);
  const axes: Float64Array[] = [];
  const deviations: number[] = [];
  for (let n = 0; n < count; n++) {
    const { axis, variance } = leading(covariance, d, n, axes);
    axes.push(axis);
    deviations.push(Math.sqrt(Math.max(0, variance)));
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) covariance[i * d + j] -= variance * axis[i] * axis[j];
  }
  return { mean, axes, deviations };
}

/** Eigenvector of the largest eigenvalue, kept orthogonal to the axes already found. */
function leading(matrix: Float64Array, d: number, n: number, found: readonly Float64Array[]) {
  let axis = Float64Array.from({ length: d }, (_, i) => 1 / (i + 1 + n) + (i === n ? 1 : 0));
  normalize(axis, found);
  let variance = 0;
  for (let iteration = 0; iteration < MAX_ITERATIONS; iteration++) {
    const next = new Float64Array(d);
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) next[i] += matrix[i * d + j] * axis[j];
    variance = normalize(next, found);
    if (variance === 0) break;
    const change = next.reduce((most, value, i) => Math.max(most, Math.abs(value - axis[i])), 0);
    axis = next;
    if (change < TOLERANCE) break;
  }
  const largest = axis.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return { axis: largest < 0 ? axis.map((value) => -value) : axis, variance };
}

/** Makes v a unit vector orthogonal to the others and returns the length it had; a zero vector stays zero. */
function normalize(v: Float64Array, others: readonly Float64Array[]): number {
  for (const other of others) {
    const along = v.reduce((sum, value, i) => sum + value * other[i], 0);
    for (let i = 0; i < v.length; i++) v[i] -= along * other[i];
  }
  const length = Math.sqrt(v.reduce((sum, value) => sum + value * value, 0));
  if (length > 0) for (let i = 0; i < v.length; i++) v[i] /= length;
  return length;
}
