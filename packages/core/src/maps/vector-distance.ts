import type { Distance } from './codebook.js';

/**
 * Distance between `d` numbers of a and of b, from the places given, in double precision, as a
 * {@link Codebook} tells it. Columns with a missing value (NaN) are left out; what is summed is scaled to all columns.
 * Cosine is 1 − cos, and 1 where one of the two is zero.
 */
export function distanceBetween(
  kind: Distance,
  a: Float32Array,
  fromA: number,
  b: Float32Array,
  fromB: number,
  d: number,
): number {
  if (kind === 'cosine') return cosineDistance(a, fromA, b, fromB, d);
  if (kind === 'euclidean' || kind === 'squared') {
    const squared = squaredDistance(a, fromA, b, fromB, d);
    if (!Number.isNaN(squared)) return kind === 'euclidean' ? Math.sqrt(squared) : squared;
  }
  let sum = 0;
  let most = 0;
  let present = 0;
  for (let i = 0; i < d; i++) {
    const off = Math.abs(a[fromA + i] - b[fromB + i]);
    if (Number.isNaN(off)) continue;
    present++;
    sum += kind === 'manhattan' ? off : off * off;
    if (off > most) most = off;
  }
  if (kind === 'chebyshev') return most;
  const scaled = present > 0 ? (sum * d) / present : 0;
  return kind === 'euclidean' ? Math.sqrt(scaled) : scaled;
}

/** Not a number where a value is missing. Two sums, so that one addition need not wait for the other. */
function squaredDistance(a: Float32Array, fromA: number, b: Float32Array, fromB: number, d: number): number {
  let even = 0;
  let odd = 0;
  let i = 0;
  for (; i + 1 < d; i += 2) {
    const first = a[fromA + i] - b[fromB + i];
    const second = a[fromA + i + 1] - b[fromB + i + 1];
    even += first * first;
    odd += second * second;
  }
  if (i < d) even += (a[fromA + i] - b[fromB + i]) ** 2;
  return even + odd;
}

function cosineDistance(a: Float32Array, fromA: number, b: Float32Array, fromB: number, d: number): number {
  let product = 0;
  let squaresA = 0;
  let squaresB = 0;
  for (let i = 0; i < d; i++) {
    const x = a[fromA + i];
    const y = b[fromB + i];
    if (Number.isNaN(x + y)) continue;
    product += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  const length = Math.sqrt(squaresA * squaresB);
  return length > 0 ? 1 - product / length : 1;
}
