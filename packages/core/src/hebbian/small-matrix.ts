// Square matrices as flat arrays, row-major, for steps that must not allocate.

/** out = a b; `out` is neither of them. */
export function multiplyInto(out: Float64Array, a: Float64Array, b: Float64Array, n: number): void {
  out.fill(0);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const value = a[i * n + k];
      for (let j = 0; j < n; j++) out[i * n + j] += value * b[k * n + j];
    }
  }
}

/** out = a bᵀ; `out` is neither of them. */
export function multiplyTransposedInto(out: Float64Array, a: Float64Array, b: Float64Array, n: number): void {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[i * n + k] * b[j * n + k];
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
  // With lengths of at most 1 in every direction the iteration comes to all lengths 1; W Wᵀ stretches nothing by more than
  // the largest sum of a row.
  multiplyTransposedInto(square, w, w, n);
  let stretch = 0;
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += Math.abs(square[i * n + j]);
    stretch = Math.max(stretch, sum);
  }
  const scale = stretch > 0 ? 1 / Math.sqrt(stretch) : 0;
  for (let i = 0; i < n * n; i++) w[i] *= scale;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    multiplyTransposedInto(square, w, w, n);
    let error = 0;
    for (let i = 0; i < n * n; i++) error = Math.max(error, Math.abs(square[i] - (i % (n + 1) === 0 ? 1 : 0)));
    if (error < TOLERANCE) return;
    multiplyInto(next, square, w, n);
    for (let i = 0; i < n * n; i++) w[i] = 1.5 * w[i] - 0.5 * next[i];
  }
}
