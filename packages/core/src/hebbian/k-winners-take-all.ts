/**
 * k winners take all (Majani, Erlanson & Abu-Mostafa 1989): keeps the k largest values and sets the others to 0; of equals
 * the ones that come first win.
 * @param k winners, 0 to the number of values
 */
export function kWinnersInto(out: Float64Array, values: ArrayLike<number>, k: number): void {
  const threshold = kthLargest(values, k);
  let left = k;
  for (let i = 0; i < values.length; i++) if (values[i] > threshold) left--;
  for (let i = 0; i < values.length; i++) {
    const wins = values[i] > threshold || (values[i] === threshold && left-- > 0);
    out[i] = wins ? values[i] : 0;
  }
}

/**
 * The inhibition that lets k of the values exceed it (O’Reilly & Munakata 2000): between the k-th and the next, `share` of
 * the way up.
 * @param k from 1 to one less than the number of values
 */
export function kWinnersInhibition(values: ArrayLike<number>, k: number, share = 0.25): number {
  const above = kthLargest(values, k);
  const below = kthLargest(values, k + 1);
  return below + share * (above - below);
}

/** Values tried for a pivot, in a scratch that grows with the largest list seen. */
let scratch = new Float64Array(64);

/** The k-th largest of the values, counted from 1; +∞ for k = 0. By quickselect (Hoare 1961), in linear time on average. */
export function kthLargest(values: ArrayLike<number>, k: number): number {
  const n = values.length;
  if (k < 1) return Number.POSITIVE_INFINITY;
  if (k > n) return Number.NEGATIVE_INFINITY;
  if (scratch.length < n) scratch = new Float64Array(n);
  for (let i = 0; i < n; i++) scratch[i] = values[i];
  let [low, high] = [0, n - 1];
  const target = k - 1;
  while (low < high) {
    const pivot = scratch[(low + high) >> 1];
    let [i, j] = [low, high];
    while (i <= j) {
      while (scratch[i] > pivot) i++;
      while (scratch[j] < pivot) j--;
      if (i <= j) {
        const held = scratch[i];
        scratch[i++] = scratch[j];
        scratch[j--] = held;
      }
    }
    if (target <= j) high = j;
    else if (target >= i) low = i;
    else break;
  }
  return scratch[target];
}
