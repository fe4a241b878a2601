/**
 * Solves (A + ridge I) x = b for a symmetric positive semidefinite A by Cholesky's decomposition, without allocating.
 * @param upper A, row-major, of which the upper triangle counts
 * @param scratch as long as A: becomes the factor
 * @param x takes the solution
 */
export function solveRidgeInto(
  x: Float64Array,
  upper: Float64Array,
  b: Float64Array,
  ridge: number,
  scratch: Float64Array,
): void {
  const n = x.length;
  factorInto(scratch, upper, n, ridge);
  // Forwards through the transposed factor, then backwards through the factor.
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= scratch[k * n + i] * x[k];
    x[i] = sum / scratch[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = x[i];
    for (let k = i + 1; k < n; k++) sum -= scratch[i * n + k] * x[k];
    x[i] = sum / scratch[i * n + i];
  }
}

/** The upper triangular factor U of A + ridge I = Uᵀ U, row by row. */
function factorInto(u: Float64Array, upper: Float64Array, n: number, ridge: number): void {
  u.set(upper);
  for (let i = 0; i < n; i++) u[i * n + i] += ridge;
  for (let k = 0; k < n; k++) {
    // No pivot is below the ridge but for rounding.
    const pivot = Math.sqrt(Math.max(u[k * n + k], ridge / 2));
    u[k * n + k] = pivot;
    for (let j = k + 1; j < n; j++) u[k * n + j] /= pivot;
    for (let i = k + 1; i < n; i++) {
      const factor = u[k * n + i];
      if (factor === 0) continue;
      for (let j = i; j < n; j++) u[i * n + j] -= factor * u[k * n + j];
    }
  }
}
