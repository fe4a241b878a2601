/**
 * The latest rows of numbers, such as time, current and state variables, for curves. `data` and `cursor` belong into the
 * model's state: a restored run shows the same past.
 */
export class Recording {
  /** Rows, the oldest at the cursor; NaN where nothing was recorded yet. */
  readonly data: Float32Array;
  /** Row that is written next. */
  readonly cursor = new Uint32Array(1);

  constructor(
    readonly length: number,
    readonly columns: number,
  ) {
    this.data = new Float32Array(length * columns).fill(Number.NaN);
  }

  push(row: ArrayLike<number>): void {
    this.data.set(row, this.cursor[0] * this.columns);
    this.cursor[0] = (this.cursor[0] + 1) % this.length;
  }

  /**
   * Writes the columns `x` and `y` in order of time into `out`, [length, 2]; NaN where column 0 lies before `since`.
   * @param scale y · scale[0] + scale[1]
   */
  curveInto(out: Float32Array, x: number, y: number, since: number, scale: readonly [number, number] = [1, 0]): void {
    const { data, length, columns } = this;
    for (let i = 0; i < length; i++) {
      const at = ((this.cursor[0] + i) % length) * columns;
      const isShown = data[at] >= since;
      out[2 * i] = isShown ? data[at + x] : Number.NaN;
      out[2 * i + 1] = isShown ? data[at + y] * scale[0] + scale[1] : Number.NaN;
    }
  }
}
