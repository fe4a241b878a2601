/**
 * The rule as `assembly/masks.ts` takes it: a polynomial over GF(2) in the six cells of the upper rows, whose 64
 * coefficients are functions of the lower row as bytes.
 */
export function ruleCoefficients(next: ArrayLike<number>): Uint8Array {
  const bytes = new Uint8Array(64);
  for (let i = 0; i < 512; i++) bytes[i >> 3] |= next[i] << (i & 7);
  // Möbius transform: from values to coefficients of 1, E, C, C·E, W, …
  for (let stride = 1; stride < 64; stride *= 2) {
    for (let i = 0; i < 64; i++) if (i & stride) bytes[i] ^= bytes[i - stride];
  }
  return bytes;
}
