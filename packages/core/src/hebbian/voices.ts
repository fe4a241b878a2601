import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';

/** What the sources of a mixture are: signals of different kinds, voices that are mostly silent, or Gaussian noise. */
export const VOICES = ['signals', 'speech', 'gaussian'] as const;
export type Voices = (typeof VOICES)[number];

/** Largest number of sources. */
export const MAX_SOURCES = 4;

/** Periods in samples: none divides another. */
const PERIODS = [71, 47, 101, 29];

/** Sources over time, `count` rows of `length` numbers, each of mean 0 and deviation 1. */
export function drawVoices(kind: Voices, count: number, length: number, random: Random): Float64Array {
  const out = new Float64Array(count * length);
  for (let voice = 0; voice < count; voice++) {
    const row = out.subarray(voice * length, (voice + 1) * length);
    const phase = random.uniform();
    const shape = kind === 'signals' ? SIGNALS[voice] : kind === 'speech' ? speech : noise;
    for (let t = 0; t < length; t++) row[t] = shape(t / PERIODS[voice] + phase, random);
    standardize(row);
  }
  return out;
}

type Shape = (cycles: number, random: Random) => number;

const SIGNALS: readonly Shape[] = [
  (cycles) => math().sin(2 * Math.PI * cycles),
  (cycles) => 2 * (cycles - Math.floor(cycles)) - 1,
  (cycles, random) => speech(cycles / 2, random),
  (cycles) => (cycles - Math.floor(cycles) < 0.5 ? 1 : -1),
];

/** Bursts of noise with silence between them. */
function speech(cycles: number, random: Random): number {
  const loudness = Math.max(0, math().sin(2 * Math.PI * cycles)) ** 2;
  return random.normal() * (0.05 + loudness);
}

function noise(_cycles: number, random: Random): number {
  return random.normal();
}

function standardize(row: Float64Array): void {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
  const scale = 1 / (Math.sqrt(variance) || 1);
  for (let t = 0; t < row.length; t++) row[t] = (row[t] - mean) * scale;
}

/** How much of a mixing matrix's volume must be left, once its rows have length 1: less cannot be told apart in any noise. */
const LEAST_VOLUME = 0.25;

/** A random n × n matrix with rows of length 1 that point in clearly different directions. */
export function drawMixing(n: number, random: Random): Float64Array {
  for (;;) {
    const mixing = Float64Array.from({ length: n * n }, () => random.normal());
    for (let i = 0; i < n; i++) {
      const row = mixing.subarray(i * n, (i + 1) * n);
      const length = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0)) || 1;
      for (let j = 0; j < n; j++) row[j] /= length;
    }
    if (Math.abs(determinant(mixing.slice(), n)) > LEAST_VOLUME / n) return mixing;
  }
}

/** By elimination, which leaves the matrix in pieces. */
function determinant(a: Float64Array, n: number): number {
  let product = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i * n + k]) > Math.abs(a[pivot * n + k])) pivot = i;
    const value = a[pivot * n + k];
    if (value === 0) return 0;
    product *= value;
    for (let j = 0; j < n; j++) {
      const held = a[k * n + j];
      a[k * n + j] = a[pivot * n + j] / value;
      if (pivot !== k) a[pivot * n + j] = held;
    }
    for (let i = k + 1; i < n; i++) {
      const factor = a[i * n + k];
      for (let j = k; j < n; j++) a[i * n + j] -= factor * a[k * n + j];
    }
  }
  return Math.abs(product);
}
