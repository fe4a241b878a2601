import type { Distance, Spread } from '../src/maps/codebook.js';

/** What an update moves the units by: h between any two units. */
type Strength = (winner: number, unit: number) => number;

const present = (x: number, w: number): boolean => !Number.isNaN(x) && !Number.isNaN(w);

/** The five distances written out: missing values left out, sums scaled up to all columns. */
export function plainDistance(kind: Distance, x: ArrayLike<number>, w: ArrayLike<number>): number {
  const pairs = Array.from(x, (value, i) => [value, w[i]]).filter(([a, b]) => present(a, b));
  const sum = (each: (a: number, b: number) => number) => pairs.reduce((total, [a, b]) => total + each(a, b), 0);
  const scale = x.length / pairs.length;
  switch (kind) {
    case 'squared':
      return scale * sum((a, b) => (a - b) ** 2);
    case 'euclidean':
      return Math.sqrt(scale * sum((a, b) => (a - b) ** 2));
    case 'manhattan':
      return scale * sum((a, b) => Math.abs(a - b));
    case 'chebyshev':
      return Math.max(0, ...pairs.map(([a, b]) => Math.abs(a - b)));
    case 'cosine': {
      const length = Math.sqrt(sum((a) => a * a) * sum((_, b) => b * b));
      return length > 0 ? 1 - sum((a, b) => a * b) / length : 1;
    }
  }
}

/** The units from the nearest to the farthest; equals in their order. */
export function ranked(kind: Distance, weights: readonly number[][], x: ArrayLike<number>): number[] {
  const distances = weights.map((w) => plainDistance(kind, x, w));
  return weights.map((_, unit) => unit).sort((a, b) => distances[a] - distances[b] || a - b);
}

/**
 * Kohonen's rule: each unit moves towards the sample by rate · h; in single precision, as units that the same samples pull
 * by the same h become equal to the last bit, and the first of equals wins.
 */
export function plainStep(kind: Distance, weights: number[][], x: ArrayLike<number>, h: Strength, rate: number): void {
  const { fround } = Math;
  const [winner] = ranked(kind, weights, x);
  weights.forEach((w, unit) => {
    const by = fround(rate * fround(h(winner, unit)));
    for (let i = 0; i < w.length; i++) if (present(x[i], 0)) w[i] = fround(w[i] + fround(by * fround(x[i] - w[i])));
  });
}

/** The batch map: each unit moves towards the mean of all samples, each as heavy as its winner's h to the unit. */
export function plainEpoch(
  kind: Distance,
  weights: number[][],
  samples: readonly ArrayLike<number>[],
  h: Strength,
  rate: number,
): void {
  const winners = samples.map((x) => ranked(kind, weights, x)[0]);
  const before = weights.map((w) => w.slice());
  weights.forEach((w, unit) => {
    for (let i = 0; i < w.length; i++) {
      let sum = 0;
      let weight = 0;
      samples.forEach((x, s) => {
        if (!present(x[i], 0)) return;
        sum += h(winners[s], unit) * x[i];
        weight += h(winners[s], unit);
      });
      if (weight > 0) w[i] += rate * (sum / weight - before[unit][i]);
    }
  });
}

/** h of a spread, whatever its form; sides run from the fastest to the slowest. */
export function strengthOf(spread: Spread, units: number): Strength {
  const all = Array.from({ length: units }, (_, winner) => {
    if (spread.kind === 'rows') return Array.from(spread.row(winner).subarray(0, units));
    return Array.from({ length: units }, (_, unit) => {
      let [a, b, h] = [winner, unit, 1];
      spread.sides.forEach((side, axis) => {
        h *= spread.tables[axis][(a % side) * side + (b % side)];
        a = Math.floor(a / side);
        b = Math.floor(b / side);
      });
      return h;
    });
  });
  return (winner, unit) => all[winner][unit];
}
