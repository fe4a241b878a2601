/** Intervals kept. */
const KEPT = 32;

/** Rate and regularity of the latest spikes of one neuron. `data` belongs into the model's state. */
export class SpikeStatistics {
  /** Number of spikes, time of the last, then the latest intervals in a ring. */
  readonly data = new Float64Array(2 + KEPT);

  push(time: number): void {
    const { data } = this;
    if (data[0] > 0) data[2 + ((data[0] - 1) % KEPT)] = time - data[1];
    data[0]++;
    data[1] = time;
  }

  get count(): number {
    return this.data[0];
  }

  /** One over the last interval, or over the time since the last spike where that is longer; 0 before the second spike. */
  rateAt(time: number): number {
    const { data } = this;
    if (data[0] < 2) return 0;
    return 1 / Math.max(data[2 + ((data[0] - 2) % KEPT)], time - data[1], Number.MIN_VALUE);
  }

  /** Mean of the latest intervals, 0 where there is none. */
  get meanInterval(): number {
    const kept = this.#kept();
    let sum = 0;
    for (let i = 0; i < kept; i++) sum += this.data[2 + i];
    return kept > 0 ? sum / kept : 0;
  }

  /** Standard deviation of the latest intervals over their mean: 0 for a clock, 1 for chance; 0 where there are too few. */
  get variation(): number {
    const kept = this.#kept();
    const mean = this.meanInterval;
    if (kept < 2 || mean === 0) return 0;
    let sum = 0;
    for (let i = 0; i < kept; i++) sum += (this.data[2 + i] - mean) * (this.data[2 + i] - mean);
    return Math.sqrt(sum / kept) / mean;
  }

  #kept(): number {
    return Math.max(0, Math.min(KEPT, this.data[0] - 1));
  }
}
