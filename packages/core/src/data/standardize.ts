import { InputError } from '../contract/errors.js';
import type { Dataset } from './dataset.js';

/** Of each column, over what is not missing: the mean, and the standard deviation of the population. */
export interface ColumnScores {
  readonly means: Float64Array;
  readonly deviations: Float64Array;
}

export function columnScores({ rows, columns, values }: Dataset): ColumnScores {
  const means = new Float64Array(columns);
  const deviations = new Float64Array(columns);
  for (let c = 0; c < columns; c++) {
    let sum = 0;
    let squares = 0;
    let missing = 0;
    for (let i = c; i < values.length; i += columns) {
      if (Number.isNaN(values[i])) missing++;
      else sum += values[i];
    }
    const mean = sum / Math.max(1, rows - missing);
    for (let i = c; i < values.length; i += columns) {
      if (!Number.isNaN(values[i])) squares += (values[i] - mean) ** 2;
    }
    means[c] = mean;
    deviations[c] = Math.sqrt(squares / Math.max(1, rows - missing));
  }
  return { means, deviations };
}

/**
 * Each column less its mean, over its standard deviation; a constant column becomes 0, and what is missing stays so.
 * @param scores those of the set itself, or of the set that was learned from where this is to be tested on
 */
export function standardize(set: Dataset, scores: ColumnScores = columnScores(set)): Dataset {
  const { columns, values } = set;
  const { means, deviations } = scores;
  if (means.length !== columns)
    throw new InputError('data', `${columns} columns`, `${means.length}, as the scores have`);
  const out = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) out[i] = (values[i] - means[i % columns]) / (deviations[i % columns] || 1);
  return { ...set, values: out };
}
