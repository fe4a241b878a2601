/**
 * How far the product P of unmixing and mixing is from telling sources apart, whatever their order and scale (Amari,
 * Cichocki & Yang 1996): 0 where each row and column of P has one entry, 1 where all are equal in magnitude.
 * @param product n × n, row-major
 */
export function amariError(product: ArrayLike<number>, n: number): number {
  if (n < 2) return 0;
  let error = 0;
  for (let i = 0; i < n; i++) {
    error += excess(product, i * n, 1, n) + excess(product, i, n, n);
  }
  return error / (2 * n * (n - 1));
}

/** Sum of a line of a matrix over its largest entry, less 1, in magnitudes. */
function excess(product: ArrayLike<number>, start: number, stride: number, n: number): number {
  let sum = 0;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    const value = Math.abs(product[start + i * stride]);
    sum += value;
    largest = Math.max(largest, value);
  }
  // A line of zeros tells nothing of any source.
  return largest > 0 ? sum / largest - 1 : n - 1;
}
