import { math } from '../kernels/math.js';

/** Connections of a field: two Gaussians of a given total weight, less a constant. Lengths in cells. */
export interface MexicanHat {
  /** ∫ of the narrow, exciting Gaussian over the line or the plane. */
  readonly excitation: number;
  readonly excitationWidth: number;
  /** ∫ of the wide, inhibiting one. */
  readonly inhibition: number;
  readonly inhibitionWidth: number;
  /** Taken away everywhere, a cell. */
  readonly globalInhibition: number;
}

/** Beyond so many deviations a Gaussian is left out: 3e-4 of its middle. */
const DEVIATIONS = 4;

/** Half the number of taps of a Gaussian: never so many that its ends would meet themselves on the ring. */
export function reachOf(width: number, size: number): number {
  return Math.min(Math.ceil(DEVIATIONS * width), Math.floor((size - 1) / 2));
}

/** A sampled Gaussian whose sum is `total`. */
export function gaussianTaps(width: number, reach: number, total: number): Float32Array {
  const taps = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    math().exp(-((i - reach) ** 2) / (2 * width * width)),
  );
  const sum = taps.reduce((a, b) => a + b, 0);
  return Float32Array.from(taps, (tap) => (tap * total) / sum);
}

/** w(x) along a line. */
export function connectionAt(hat: MexicanHat, x: number): number {
  const part = (total: number, width: number) =>
    (total * math().exp((-x * x) / (2 * width * width))) / (width * Math.sqrt(2 * Math.PI));
  return part(hat.excitation, hat.excitationWidth) - part(hat.inhibition, hat.inhibitionWidth) - hat.globalInhibition;
}

/**
 * Widths a of a bump at rest on a line with Heaviside rates, ∫₀^a w = −h (Amari 1977): the narrow one is unstable, the
 * wide one, where w(a) < 0, stable. Simpson's rule and bisection; widths up to `longest`.
 */
export function bumpWidths(hat: MexicanHat, rest: number, longest: number): number[] {
  const step = hat.excitationWidth / 50;
  const widths: number[] = [];
  let sum = 0;
  for (let x = 0; x < longest; x += step) {
    const piece = simpson(hat, x, x + step);
    const [before, after] = [sum + rest, sum + piece + rest];
    if (before * after < 0) widths.push(x + (step * before) / (before - after));
    sum += piece;
  }
  return widths;
}

function simpson(hat: MexicanHat, from: number, to: number): number {
  const middle = connectionAt(hat, (from + to) / 2);
  return ((to - from) / 6) * (connectionAt(hat, from) + 4 * middle + connectionAt(hat, to));
}
