import { createRandom } from '../../random/random.js';
import { fourierTransform } from './fourier.js';

/** A picture without borders, what leaves on one side comes in on the other: `side`² values of mean 0 and deviation 1. */
export interface Scene {
  readonly side: number;
  readonly values: Float32Array;
}

/**
 * A Gaussian random field whose amplitudes fall as 1/f, as those of photographs do on average (Field 1987,
 * doi:10.1364/JOSAA.4.002379). It has their correlations and nothing else of them: no edges.
 * @param side a power of two
 */
export function gaussianScene(side: number, seed: number): Scene {
  const random = createRandom(seed).stream('gaussian scene');
  const real = Float64Array.from({ length: side * side }, () => random.normal());
  const imaginary = new Float64Array(side * side);
  const spectrum = { side, real, imaginary };
  fourierTransform(spectrum);
  for (let i = 0; i < real.length; i++) {
    const frequency = Math.sqrt(wrapped(i % side, side) ** 2 + wrapped(Math.floor(i / side), side) ** 2);
    const amplitude = frequency > 0 ? 1 / frequency : 0;
    real[i] *= amplitude;
    imaginary[i] *= amplitude;
  }
  fourierTransform(spectrum);
  return standardizedScene(side, Float32Array.from(real));
}

/** The signed frequency of an index. */
const wrapped = (index: number, side: number): number => (index <= side / 2 ? index : index - side);

const SMALLEST = 2;
const LARGEST_SHARE = 0.25;

/**
 * Dead leaves (Lee, Mumford & Huang 2001, doi:10.1023/A:1011109015675): discs of one grey each lie over one another, their
 * number falling as the cube of the radius, so that the picture looks alike at every scale, as the world does, and has edges.
 */
export function leavesScene(side: number, seed: number): Scene {
  const random = createRandom(seed).stream('leaves scene');
  const values = new Float32Array(side * side).fill(Number.NaN);
  const largest = LARGEST_SHARE * side;
  // What lies on top is drawn first, so that every pixel is set once.
  for (let left = values.length; left > 0; ) {
    const radius = drawRadius(random.uniform(), largest);
    const [x, y] = [random.uniform() * side, random.uniform() * side];
    left -= fillDisc(values, side, { x, y, radius, grey: random.uniform() });
  }
  return standardizedScene(side, values);
}

/** Radius r has density ∝ r⁻³ from the smallest to the largest. */
function drawRadius(uniform: number, largest: number): number {
  const [a, b] = [SMALLEST ** -2, largest ** -2];
  return 1 / Math.sqrt(a + (b - a) * uniform);
}

interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly grey: number;
}

/** Sets the pixels of a disc that are not set yet; returns how many. */
function fillDisc(values: Float32Array, side: number, { x, y, radius, grey }: Disc): number {
  let count = 0;
  for (let row = Math.ceil(y - radius); row <= y + radius; row++) {
    const half = Math.sqrt(radius * radius - (row - y) * (row - y));
    const start = ((row + side) % side) * side;
    for (let column = Math.ceil(x - half); column <= x + half; column++) {
      const i = start + ((column + side) % side);
      if (!Number.isNaN(values[i])) continue;
      values[i] = grey;
      count++;
    }
  }
  return count;
}

function standardizedScene(side: number, values: Float32Array): Scene {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let variance = 0;
  for (const value of values) variance += (value - mean) ** 2 / values.length;
  const deviation = Math.sqrt(variance);
  return { side, values: values.map((value) => (value - mean) / deviation) };
}
