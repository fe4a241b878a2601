import { math } from '../../kernels/math.js';

/** Complex numbers of a square picture, row-major. */
export interface Spectrum {
  readonly side: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/**
 * Fast Fourier transform of a square picture in place (Cooley & Tukey 1965, doi:10.1090/S0025-5718-1965-0178586-1), not scaled:
 * twice there gives the picture turned by half a turn, times side².
 * @param spectrum `side` must be a power of two
 */
export function fourierTransform({ side, real, imaginary }: Spectrum): void {
  const turns = rootsOfUnity(side);
  for (let row = 0; row < side; row++) transformLine(real, imaginary, { side, turns, start: row * side, stride: 1 });
  for (let column = 0; column < side; column++) {
    transformLine(real, imaginary, { side, turns, start: column, stride: side });
  }
}

/** cos and sin of the angles −2 π k / side, k < side / 2. */
function rootsOfUnity(side: number): { readonly cos: Float64Array; readonly sin: Float64Array } {
  const half = Math.max(1, side / 2);
  return {
    cos: Float64Array.from({ length: half }, (_, k) => math().cos((-2 * Math.PI * k) / side)),
    sin: Float64Array.from({ length: half }, (_, k) => math().sin((-2 * Math.PI * k) / side)),
  };
}

interface Line {
  readonly side: number;
  readonly turns: ReturnType<typeof rootsOfUnity>;
  readonly start: number;
  readonly stride: number;
}

function transformLine(real: Float64Array, imaginary: Float64Array, { side, turns, start, stride }: Line): void {
  reverseBits(real, imaginary, side, start, stride);
  // Pairs of transforms of half the length become one, from length 1 on.
  for (let half = 1; half < side; half *= 2) {
    const step = side / (2 * half);
    for (let block = 0; block < side; block += 2 * half) {
      for (let k = 0; k < half; k++) {
        const a = start + (block + k) * stride;
        const b = a + half * stride;
        const [c, s] = [turns.cos[k * step], turns.sin[k * step]];
        const x = real[b] * c - imaginary[b] * s;
        const y = real[b] * s + imaginary[b] * c;
        real[b] = real[a] - x;
        imaginary[b] = imaginary[a] - y;
        real[a] += x;
        imaginary[a] += y;
      }
    }
  }
}

/** Puts entry i where the bits of i, read backwards, say. */
function reverseBits(real: Float64Array, imaginary: Float64Array, side: number, start: number, stride: number): void {
  for (let i = 1, j = 0; i < side; i++) {
    let bit = side >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    for (const array of [real, imaginary]) {
      const [a, b] = [start + i * stride, start + j * stride];
      [array[a], array[b]] = [array[b], array[a]];
    }
  }
}
