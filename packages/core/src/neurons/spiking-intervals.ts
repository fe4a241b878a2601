/** Times between the spikes of each neuron: how regular they are. Arrays belong into a model's state. */
export class SpikingIntervals {
  /** Time of each neuron's last spike; −∞ before the first. */
  readonly last: Float64Array;
  /** Number of intervals, their sum and the sum of their squares, three a neuron. */
  readonly sums: Float64Array;

  constructor(readonly neurons: number) {
    this.last = new Float64Array(neurons).fill(Number.NEGATIVE_INFINITY);
    this.sums = new Float64Array(3 * neurons);
  }

  push(neuron: number, time: number): void {
    const { last, sums } = this;
    const interval = time - last[neuron];
    last[neuron] = time;
    if (interval === Number.POSITIVE_INFINITY) return;
    const at = 3 * neuron;
    sums[at]++;
    sums[at + 1] += interval;
    sums[at + 2] += interval * interval;
  }

  /** Lets all intervals so far count half: what came long ago fades. */
  fade(): void {
    for (let i = 0; i < this.sums.length; i++) this.sums[i] *= 0.5;
  }

  /**
   * Standard deviation of the intervals over their mean, averaged over the neurons that have three or more: 0 for
   * clocks, 1 for spikes by chance alone (Poisson). 0 where there are none.
   */
  variation(): number {
    let total = 0;
    let neurons = 0;
    for (let at = 0; at < this.sums.length; at += 3) {
      const count = this.sums[at];
      if (count < 3) continue;
      const mean = this.sums[at + 1] / count;
      const variance = this.sums[at + 2] / count - mean * mean;
      total += Math.sqrt(Math.max(0, variance)) / mean;
      neurons++;
    }
    return neurons > 0 ? total / neurons : 0;
  }
}
