/** Index of the first spike in the ascending list that is of neuron `from` or a later one. */
export function firstFrom(spikes: Int32Array, count: number, from: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spikes[middle] < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
