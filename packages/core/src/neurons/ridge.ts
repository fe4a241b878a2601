import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../contract/errors.js';

/**
 * Linear regression with a penalty on large weights (Hoerl & Kennard 1970), from sums over the samples, so that memory
 * does not grow with their number: W = (Σ y xᵀ) (Σ x xᵀ + ridge I)⁻¹.
 */
export class RidgeRegression {
  /** Σ x xᵀ, its upper triangle, and Σ y xᵀ, row-major. */
  readonly gram: Float64Array;
  readonly cross: Float64Array;

  constructor(
    readonly inputs: number,
    readonly outputs: number,
  ) {
    this.gram = new Float64Array(inputs * inputs);
    this.cross = new Float64Array(outputs * inputs);
  }

  add(x: ArrayLike<number>, y: ArrayLike<number>): void {
    const { inputs, outputs, gram, cross } = this;
    for (let i = 0; i < inputs; i++) {
      const value = x[i];
      for (let j = i, at = i * inputs + i; j < inputs; j++, at++) gram[at] += value * x[j];
    }
    for (let k = 0; k < outputs; k++) {
      const value = y[k];
      for (let j = 0, at = k * inputs; j < inputs; j++, at++) cross[at] += value * x[j];
    }
  }

  /** The largest Σ x² of an input. */
  largestSquares(): number {
    let most = 0;
    for (let i = 0; i < this.inputs; i++) most = Math.max(most, this.gram[i * (this.inputs + 1)]);
    return most;
  }

  /**
   * Weights, [outputs, inputs].
   * @throws InputError where the samples leave the weights open: a larger ridge closes them
   */
  solve(ridge: number): Float64Array {
    const { inputs, outputs, gram, cross } = this;
    const left = new Matrix(inputs, inputs);
    for (let i = 0; i < inputs; i++) {
      for (let j = i; j < inputs; j++) {
        const value = gram[i * inputs + j] + (i === j ? ridge : 0);
        left.set(i, j, value);
        left.set(j, i, value);
      }
    }
    const cholesky = new CholeskyDecomposition(left);
    if (!cholesky.isPositiveDefinite()) {
      throw new InputError('ridge', ridge, 'a larger penalty: the samples alone do not decide the weights');
    }
    const right = new Matrix(inputs, outputs);
    for (let k = 0; k < outputs; k++) for (let j = 0; j < inputs; j++) right.set(j, k, cross[k * inputs + j]);
    const solved = cholesky.solve(right);
    return Float64Array.from({ length: outputs * inputs }, (_, i) => solved.get(i % inputs, Math.floor(i / inputs)));
  }
}
