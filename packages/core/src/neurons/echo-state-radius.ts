import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { math } from '../kernels/math.js';

/** Above it eigenvalues take too long to find all. */
const EXACT = 200;
const ITERATIONS = 1500;

/**
 * The largest absolute value of an eigenvalue of a square matrix, row-major. Exact up to 200 rows. Above, from the growth
 * of a vector under repeated multiplication, averaged so that complex pairs do no harm: to some thousandths.
 */
export function spectralRadius(matrix: Float64Array, size: number): number {
  return size <= EXACT ? exactRadius(matrix, size) : growthRadius(matrix, size);
}

function exactRadius(matrix: Float64Array, size: number): number {
  const rows = new Matrix(size, size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) rows.set(i, j, matrix[i * size + j]);
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(rows);
  return realEigenvalues.reduce((most, re, i) => Math.max(most, Math.sqrt(re * re + imaginaryEigenvalues[i] ** 2)), 0);
}

export function growthRadius(matrix: Float64Array, size: number): number {
  let now = Float64Array.from({ length: size }, (_, i) => 1 + (i % 7) - (i % 3));
  let next = new Float64Array(size);
  let sum = 0;
  for (let n = 0; n < ITERATIONS; n++) {
    let squares = 0;
    for (let i = 0; i < size; i++) {
      let value = 0;
      for (let j = 0, at = i * size; j < size; j++, at++) value += matrix[at] * now[j];
      next[i] = value;
      squares += value * value;
    }
    const length = Math.sqrt(squares);
    if (length === 0) return 0;
    for (let i = 0; i < size; i++) next[i] /= length;
    if (n >= ITERATIONS / 3) sum += math().log(length);
    [now, next] = [next, now];
  }
  return math().exp(sum / (ITERATIONS - ITERATIONS / 3));
}
