import type { Dataset } from './dataset.js';

/** Mean of each column. */
export function meanOf({ rows, columns, values }: Dataset): Float64Array {
  const mean = new Float64Array(columns);
  for (let r = 0, i = 0; r < rows; r++) for (let c = 0; c < columns; c++, i++) mean[c] += values[i] / rows;
  return mean;
}

/** How every two columns vary together: columns × columns numbers, symmetric, over the rows (not over one less). */
export function covarianceOf({ rows, columns: d, values }: Dataset, mean: Float64Array): Float64Array {
  const covariance = new Float64Array(d * d);
  const centred = new Float64Array(d);
  for (let r = 0; r < rows; r++) {
    for (let i = 0; i < d; i++) centred[i] = values[r * d + i] - mean[i];
    for (let i = 0; i < d; i++) {
      const value = centred[i] / rows;
      if (value === 0) continue;
      for (let j = i; j < d; j++) covariance[i * d + j] += value * centred[j];
    }
  }
  for (let i = 0; i < d; i++) for (let j = 0; j < i; j++) covariance[i * d + j] = covariance[j * d + i];
  return covariance;
}
