import type { Dataset } from '../dataset.js';
import { irisMillimetres } from './iris-values.js';

const PER_SPECIES = 50;
const COLUMNS = 4;

/**
 * Anderson's irises, published by R. A. Fisher 1936, doi:10.1111/j.1469-1809.1936.tb02137.x: 150 × 4 lengths in centimetres.
 * The numbers are those of the paper, as in R and in scikit-learn since 0.20; the file of the UCI repository differs from it
 * in the 35th row (petal width .1 for .2) and the 38th (sepal width 3.1 for 3.6, petal length 1.5 for 1.4).
 */
export function iris(): Dataset {
  const digits = irisMillimetres.join(' ').replaceAll(' ', '');
  const rows = 3 * PER_SPECIES;
  return {
    rows,
    columns: COLUMNS,
    values: Float32Array.from(
      { length: rows * COLUMNS },
      (_, i) => (10 * Number(digits[2 * i]) + Number(digits[2 * i + 1])) / 10,
    ),
    labels: Int32Array.from({ length: rows }, (_, i) => Math.floor(i / PER_SPECIES)),
    classes: ['setosa', 'versicolor', 'virginica'],
    features: ['sepal length (cm)', 'sepal width (cm)', 'petal length (cm)', 'petal width (cm)'],
  };
}
