import { covarianceOf, meanOf } from './covariance.js';
import type { Dataset } from './dataset.js';

export interface PrincipalComponents {
  readonly mean: Float64Array;
  /** Unit vectors of largest variance first, each with its largest entry positive. */
  readonly axes: readonly Float64Array[];
  /** Standard deviation along each axis. */
  readonly deviations: readonly number[];
}

const MAX_ITERATIONS = 500;
const TOLERANCE = 1e-13;

/** How the columns vary together. */
interface Covariance {
  /** Writes the matrix times a vector. */
  multiply(vector: Float64Array, into: Float64Array): void;
  /** Takes away what varies along an axis. */
  deflate(axis: Float64Array, variance: number): void;
}

/**
 * The first `count` principal components of the rows, by power iteration with deflation.
 * @param iterations at most, for each: components of nearly equal variance take many
 */
export function principalComponents(
  samples: Dataset,
  count: number,
  { iterations = MAX_ITERATIONS } = {},
): PrincipalComponents {
  const d = samples.columns;
  const mean = meanOf(samples);
  // Fewer rows than columns: the matrix would be larger than the data.
  const covariance = samples.rows < d ? ofRows(samples, mean) : ofMatrix(covarianceOf(samples, mean), d);
  const axes: Float64Array[] = [];
  const deviations: number[] = [];
  for (let n = 0; n < count; n++) {
    const { axis, variance } = leading(covariance, d, axes, iterations);
    covariance.deflate(axis, variance);
    axes.push(axis);
    deviations.push(Math.sqrt(Math.max(0, variance)));
  }
  return { mean, axes, deviations };
}

function ofMatrix(matrix: Float64Array, d: number): Covariance {
  return {
    multiply(vector, into) {
      for (let i = 0; i < d; i++) {
        let sum = 0;
        for (let j = 0; j < d; j++) sum += matrix[i * d + j] * vector[j];
        into[i] = sum;
      }
    },
    deflate(axis, variance) {
      for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) matrix[i * d + j] -= variance * axis[i] * axis[j];
    },
  };
}

function ofRows({ rows, columns: d, values }: Dataset, mean: Float64Array): Covariance {
  const centred = Float64Array.from(values, (value, i) => value - mean[i % d]);
  const along = (start: number, vector: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < d; i++) sum += centred[start + i] * vector[i];
    return sum;
  };
  return {
    multiply(vector, into) {
      into.fill(0);
      for (let start = 0; start < rows * d; start += d) {
        const share = along(start, vector) / rows;
        for (let i = 0; i < d; i++) into[i] += share * centred[start + i];
      }
    },
    deflate(axis) {
      for (let start = 0; start < rows * d; start += d) {
        const length = along(start, axis);
        for (let i = 0; i < d; i++) centred[start + i] -= length * axis[i];
      }
    },
  };
}

/** Eigenvector of the largest eigenvalue but for the axes already found, to which it is kept orthogonal. */
function leading(covariance: Covariance, d: number, found: readonly Float64Array[], iterations: number) {
  const n = found.length;
  let axis = Float64Array.from({ length: d }, (_, i) => 1 / (i + 1 + n) + (i === n ? 1 : 0));
  let next = new Float64Array(d);
  normalize(axis, found);
  let variance = 0;
  for (let iteration = 0; iteration < iterations; iteration++) {
    covariance.multiply(axis, next);
    variance = normalize(next, found);
    if (variance === 0) break;
    let change = 0;
    for (let i = 0; i < d; i++) change = Math.max(change, Math.abs(next[i] - axis[i]));
    [axis, next] = [next, axis];
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
