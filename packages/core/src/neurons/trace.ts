import { dense, type Field } from '../contract/field.js';

/**
 * The last values of a quantity over time, for a curve with axes. `data` and `cursor` belong into the model's state:
 * a restored run shows the same past.
 */
export class Trace {
  /** Pairs of time and value, oldest at the cursor; NaN where nothing was recorded yet. */
  readonly data: Float32Array;
  /** Where the next pair goes. */
  readonly cursor = new Uint32Array(1);
  readonly #ordered: Float32Array;

  /** @param length pairs kept */
  constructor(readonly length: number) {
    this.data = new Float32Array(2 * length).fill(Number.NaN);
    this.#ordered = new Float32Array(2 * length);
  }

  push(time: number, value: number): void {
    const at = 2 * this.cursor[0];
    this.data[at] = time;
    this.data[at + 1] = value;
    this.cursor[0] = (this.cursor[0] + 1) % this.length;
  }

  /** In order of time, [n, 2]. */
  field(range?: Field['range']): Field {
    const at = 2 * this.cursor[0];
    this.#ordered.set(this.data.subarray(at));
    this.#ordered.set(this.data.subarray(0, at), this.data.length - at);
    return dense(this.#ordered, [this.length, 2], range);
  }
}
