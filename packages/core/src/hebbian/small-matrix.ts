// Square matrices as flat arrays, row-major, for steps that must not allocate.

/** out = a b, or a bᵀ; `out` is neither of them. */
export function multiplyInto(out: Float64Array, a: Float64Array, b: Float64Array, n: number, transposed = false): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[i * n + k] * (transposed ? b[j * n + k] : b[k * n + j]);
      out[i * n + j] = sum;
    }
  }
}

const MOST_ITERATIONS = 200;
const TOLERANCE = 1e-12;

/**
 * Makes the rows orthonormal, all alike: W ← (W Wᵀ)^(−½) W, by the iteration W ← 3/2 W − 1/2 W Wᵀ W (Hyvärinen 1999,
 * doi:10.1109/72.761722).
 * @param scratch two matrices of the same size
 */
export function orthonormalize(w: Float64Array, n: number, scratch: readonly [Float64Array, Float64Array]): void {
  const [square, next] = scratch;
  // A length of at most 1 in every direction is enough for the iteration to come to all lengths 1.
  let squares = 0;
  for (const value of w) squares += value * value;
  const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
  for (let i = 0; i < n * n; i++) w[i] *= scale;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    multiplyInto(square, w, w, n, true);
    let error = 0;
    for (let i = 0; i < n * n; i++) error = Math.max(error, Math.abs(square[i] - (i % (n + 1) === 0 ? 1 : 0)));
    if (error < TOLERANCE) return;
    multiplyInto(next, square, w, n);
    for (let i = 0; i < n * n; i++) w[i] = 1.5 * w[i] - 0.5 * next[i];
  }
}
