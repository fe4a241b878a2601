import { expect } from 'vitest';
import { Codebook, type CodebookOptions, type Distance, type Spread } from '../src/maps/codebook.js';
import type { Random } from '../src/random/random.js';

/** The distance as its definition has it, over the columns present; sums are scaled up to all columns. */
export function slowDistance(x: ArrayLike<number>, w: ArrayLike<number>, distance: Distance): number {
  const columns = Array.from(x, (_, j) => j).filter((j) => !Number.isNaN(x[j]));
  const sum = (f: (j: number) => number) => columns.reduce((total, j) => total + f(j), 0);
  const scale = x.length / columns.length;
  const squared = sum((j) => (x[j] - w[j]) ** 2) * scale;
  if (distance === 'squared') return squared;
  if (distance === 'euclidean') return Math.sqrt(squared);
  if (distance === 'manhattan') return sum((j) => Math.abs(x[j] - w[j])) * scale;
  if (distance === 'chebyshev') return Math.max(...columns.map((j) => Math.abs(x[j] - w[j])));
  const lengths = Math.sqrt(sum((j) => x[j] ** 2)) * Math.sqrt(sum((j) => w[j] ** 2));
  return lengths > 0 ? 1 - sum((j) => x[j] * w[j]) / lengths : 1;
}

/** A map of plain arrays that does what a codebook does, the obvious way. */
export class SlowCodebook {
  weights: number[][];
  sums: number[][];
  counts: number[][];
  readonly distance: Distance;

  constructor(weights: number[][], distance: Distance) {
    this.weights = weights.map((w) => [...w]);
    this.sums = weights.map((w) => w.map(() => 0));
    this.counts = weights.map((w) => w.map(() => 0));
    this.distance = distance;
  }

  distances(x: ArrayLike<number>): number[] {
    return this.weights.map((w) => slowDistance(x, w, this.distance));
  }

  /** The first unit at the least distance, and the first at the least of the others; −1 where there is none. */
  best(x: ArrayLike<number>): { winner: number; second: number; distance: number } {
    if (Array.from(x).every(Number.isNaN)) return { winner: -1, second: -1, distance: Number.NaN };
    const distances = this.distances(x);
    const order = distances.map((_, unit) => unit).sort((a, b) => distances[a] - distances[b] || a - b);
    return { winner: order[0], second: order[1] ?? -1, distance: distances[order[0]] };
  }

  accumulate(rows: ArrayLike<number>[]): void {
    for (const x of rows) {
      const { winner } = this.best(x);
      if (winner < 0) continue;
      for (let j = 0; j < x.length; j++) {
        if (Number.isNaN(x[j])) continue;
        this.sums[winner][j] += x[j];
        this.counts[winner][j]++;
      }
    }
  }

  update(spread: Spread, rate: number): void {
    const h = weightsBetween(spread, this.weights.length);
    this.weights = this.weights.map((w, u) =>
      w.map((old, j) => {
        const sum = this.sums.reduce((total, s, v) => total + h[v][u] * s[j], 0);
        const count = this.counts.reduce((total, c, v) => total + h[v][u] * c[j], 0);
        return count > 0 ? old + rate * (sum / count - old) : old;
      }),
    );
    for (const table of [this.sums, this.counts]) for (const row of table) row.fill(0);
  }

  train(x: ArrayLike<number>, spread: Spread, rate: number): number {
    const { winner } = this.best(x);
    if (winner < 0) return winner;
    const h = weightsBetween(spread, this.weights.length)[winner];
    this.weights.forEach((w, u) => {
      for (let j = 0; j < w.length; j++) if (!Number.isNaN(x[j])) w[j] += rate * h[u] * (x[j] - w[j]);
    });
    return winner;
  }
}

/** h[winner][unit], from either kind. */
export function weightsBetween(spread: Spread, units: number): number[][] {
  const all = Array.from({ length: units }, (_, unit) => unit);
  if (spread.kind === 'rows') return all.map((winner) => Array.from(spread.row(winner)));
  const { sides, tables } = spread;
  const place = (unit: number) => {
    let rest = unit;
    return sides.map((n) => {
      const at = rest % n;
      rest = Math.floor(rest / n);
      return at;
    });
  };
  return all.map((a) =>
    all.map((b) => sides.reduce((h, n, axis) => h * tables[axis][place(a)[axis] * n + place(b)[axis]], 1)),
  );
}

/** A Gaussian along each axis of a grid, as a product. */
export function gaussianProduct(sides: readonly number[], radius: number): Spread {
  const tables = sides.map((n) =>
    Float64Array.from({ length: n * n }, (_, k) => Math.exp(-((Math.floor(k / n) - (k % n)) ** 2) / (2 * radius ** 2))),
  );
  return { kind: 'product', sides, tables };
}

/** The same neighbourhood, as rows. */
export function asRows(spread: Spread, units: number): Spread {
  const rows = weightsBetween(spread, units).map((h) => Float32Array.from(h));
  return { kind: 'rows', row: (winner) => rows[winner] };
}

export const DISTANCES: Distance[] = ['euclidean', 'squared', 'cosine', 'manhattan', 'chebyshev'];

/** Rows of numbers about `offset`, with a share of them missing. */
export function draw(random: Random, rows: number, d: number, missing = 0, offset = 0): Float32Array {
  return Float32Array.from({ length: rows * d }, () => {
    const value = offset + random.normal();
    return random.uniform() < missing ? Number.NaN : value;
  });
}

export function rowsOf(values: Float32Array, d: number): Float32Array[] {
  return Array.from({ length: values.length / d }, (_, i) => values.subarray(i * d, (i + 1) * d));
}

/** A codebook with these weights, and the plain one beside it. */
export function pair(weights: Float32Array, options: Omit<CodebookOptions, 'units'>): [Codebook, SlowCodebook] {
  const { dimensions, distance } = options;
  const fast = new Codebook({ ...options, units: weights.length / dimensions });
  const rows = rowsOf(weights, dimensions);
  rows.forEach((row, unit) => void fast.weights.set(row, unit * fast.stride));
  return [
    fast,
    new SlowCodebook(
      rows.map((row) => [...row]),
      distance,
    ),
  ];
}

export function matches(codebook: Codebook, values: Float32Array) {
  const rows = values.length / codebook.dimensions;
  const out = { winners: new Int32Array(rows), distances: new Float64Array(rows) };
  codebook.bestMatches(values, rows, out);
  return out;
}

/** The same with the units after the winners. */
export function twoBest(codebook: Codebook, values: Float32Array) {
  const rows = values.length / codebook.dimensions;
  const out = { winners: new Int32Array(rows), distances: new Float64Array(rows), seconds: new Int32Array(rows) };
  codebook.bestMatches(values, rows, out);
  return out;
}

export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  let worst = 0;
  for (let i = 0; i < actual.length; i++) {
    const gap = Math.abs(actual[i] - expected[i]);
    if (!(gap <= worst)) worst = gap;
  }
  expect(worst).toBeLessThanOrEqual(tolerance);
}

export function expectSameWeights(fast: Codebook, slow: SlowCodebook, tolerance: number): void {
  const actual = Array.from(slow.weights, (_, u) => [
    ...fast.weights.subarray(u * fast.stride).subarray(0, fast.dimensions),
  ]);
  expectClose(actual.flat(), slow.weights.flat(), tolerance);
}
