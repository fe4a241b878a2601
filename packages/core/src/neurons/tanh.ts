import { math } from '../kernels/math.js';

/** tanh x in double precision, the same bits in every engine; absolute error below 1e-15. */
export function tanh(x: number): number {
  const e = math().exp(-2 * Math.abs(x));
  const value = (1 - e) / (1 + e);
  return x < 0 ? -value : value;
}
