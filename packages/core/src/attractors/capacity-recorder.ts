/** Recalls that {@link CapacityRecorder.recent} holds. */
export const SHOWN = 600;

/** Sums of what the trials gave, load by load. */
export class CapacityRecorder {
  /** Pairs of load and overlap of the last trials, oldest at the cursor. */
  readonly recent = new Float32Array(2 * SHOWN).fill(Number.NaN);
  readonly last = new Float64Array(1);
  readonly #cursor = new Uint32Array(1);
  readonly #counts: Float64Array;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #exact: Float64Array;
  readonly #means: Float32Array;
  readonly #errors: Float32Array;
  readonly #shares: Float32Array;

  constructor(readonly loads: readonly number[]) {
    const numbers = () => new Float64Array(loads.length);
    [this.#counts, this.#sums, this.#squares, this.#exact] = [numbers(), numbers(), numbers(), numbers()];
    this.#means = new Float32Array(2 * loads.length);
    this.#errors = new Float32Array(4 * loads.length);
    this.#shares = new Float32Array(loads.length);
  }

  get state() {
    const [counts, sums, squares, exact] = [this.#counts, this.#sums, this.#squares, this.#exact];
    return { counts, sums, squares, exact, recent: this.recent, cursor: this.#cursor, last: this.last };
  }

  record(k: number, overlap: number): void {
    this.#counts[k]++;
    this.#sums[k] += overlap;
    this.#squares[k] += overlap * overlap;
    if (overlap === 1) this.#exact[k]++;
    this.last[0] = overlap;
    const at = 2 * this.#cursor[0];
    this.recent[at] = this.loads[k];
    this.recent[at + 1] = overlap;
    this.#cursor[0] = (this.#cursor[0] + 1) % SHOWN;
  }

  /** [points, 2]; NaN where no trial was. */
  means(): Float32Array {
    this.loads.forEach((load, k) => {
      this.#means[2 * k] = load;
      this.#means[2 * k + 1] = this.#mean(k);
    });
    return this.#means;
  }

  /** Strokes of two standard errors up and down, [points, 4]. */
  errors(): Float32Array {
    this.loads.forEach((load, k) => {
      const mean = this.#mean(k);
      const variance = Math.max(0, this.#squares[k] / this.#counts[k] - mean * mean);
      const error = this.#counts[k] > 1 ? Math.sqrt(variance / (this.#counts[k] - 1)) : Number.NaN;
      this.#errors.set([load, mean - 2 * error, load, mean + 2 * error], 4 * k);
    });
    return this.#errors;
  }

  faultless(): Float32Array {
    for (let k = 0; k < this.#shares.length; k++) this.#shares[k] = this.#exact[k] / Math.max(1, this.#counts[k]);
    return this.#shares;
  }

  total(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  share(): number {
    return this.#exact.reduce((sum, count) => sum + count, 0) / Math.max(1, this.total());
  }

  /** The load at which the means first fall under `overlap`, between two loads by a straight line. */
  crossing(overlap: number): number {
    const { loads } = this;
    const k = loads.findIndex((_, i) => this.#mean(i) < overlap);
    if (k < 0) return loads[loads.length - 1];
    if (k === 0) return loads[0];
    const [above, below] = [this.#mean(k - 1), this.#mean(k)];
    return loads[k - 1] + ((above - overlap) / (above - below)) * (loads[k] - loads[k - 1]);
  }

  #mean(k: number): number {
    return this.#sums[k] / this.#counts[k];
  }
}
