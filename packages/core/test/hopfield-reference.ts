import { Matrix, pseudoInverse } from 'ml-matrix';
import { createRandom } from '../src/random/random.js';

export function randomPatterns(count: number, size: number, seed: number): Int8Array[] {
  const { bits } = createRandom(seed);
  return Array.from({ length: count }, () => Int8Array.from({ length: size }, () => (bits() >>> 31) * 2 - 1));
}

/** The pattern with `count` of its neurons turned over, the first ones: as good as any in a random pattern. */
export const flipped = (pattern: Int8Array, count: number): Int8Array => pattern.map((s, i) => (i < count ? -s : s));

export const overlap = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, s, i) => sum + s * b[i], 0) / a.length;

type Rows = number[][];
const square = (size: number, of: (i: number, j: number) => number): Rows =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => of(i, j)));

/** N times Hebb’s weights, in integers: Σ ξξᵀ without its diagonal. */
export const hebbWeights = (patterns: readonly ArrayLike<number>[]): Rows =>
  square(patterns[0].length, (i, j) => (i === j ? 0 : patterns.reduce((sum, p) => sum + p[i] * p[j], 0)));

/** Storkey’s rule as it stands in the paper, with the field hᵢⱼ of each pair summed over all others. */
export function storkeyWeights(patterns: readonly Int8Array[]): Rows {
  const size = patterns[0].length;
  let w = square(size, () => 0);
  for (const x of patterns) {
    const h = square(size, (i, j) =>
      w[i].reduce((sum, weight, k) => (k === i || k === j ? sum : sum + weight * x[k]), 0),
    );
    w = square(size, (i, j) => (i === j ? 0 : w[i][j] + (x[i] * x[j] - x[i] * h[j][i] - h[i][j] * x[j]) / size));
  }
  return w;
}

/** X X⁺ by singular values, without its diagonal. */
export function projectionWeights(patterns: readonly Int8Array[]): Rows {
  const columns = new Matrix(patterns.map((pattern) => [...pattern])).transpose();
  const w = columns.mmul(pseudoInverse(columns)).to2DArray();
  return square(w.length, (i, j) => (i === j ? 0 : w[i][j]));
}

export const fieldsByWeights = (w: Rows, s: ArrayLike<number>): number[] =>
  w.map((row) => row.reduce((sum, weight, j) => sum + weight * s[j], 0));
export const energyByWeights = (w: Rows, s: ArrayLike<number>): number =>
  -fieldsByWeights(w, s).reduce((sum, h, i) => sum + h * s[i], 0) / 2;
