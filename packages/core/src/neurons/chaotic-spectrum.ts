import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import type { RateNetwork } from './rate-network.js';

/** More would take seconds. */
const MOST = 120;

/**
 * Eigenvalues of g J as pairs (real, imaginary): they fill a disc of radius g (Girko 1984). Of a large network those among
 * its first 120 units, weights scaled as if they were all.
 */
export function spectrumOf({ units, gain, weights, stride }: RateNetwork): Float32Array {
  const size = Math.min(units, MOST);
  const scale = gain * Math.sqrt(units / size);
  const rows = new Matrix(size, size);
  for (let i = 0; i < size; i++) for (let j = 0; j < size; j++) rows.set(i, j, scale * weights[i * stride + j]);
  const { realEigenvalues, imaginaryEigenvalues } = new EigenvalueDecomposition(rows);
  return Float32Array.from(
    { length: 2 * size },
    (_, i) => (i % 2 === 0 ? realEigenvalues : imaginaryEigenvalues)[i >> 1],
  );
}
