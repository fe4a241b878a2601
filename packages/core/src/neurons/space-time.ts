import { dense, type Field } from '../contract/field.js';

/**
 * The last states of a row of values as one picture that scrolls. `data` and `cursor` belong into the model's state: a
 * restored run shows the same past.
 */
export class SpaceTime {
  /** `length` lines of `width` values, the oldest at the cursor. */
  readonly data: Float32Array;
  readonly cursor = new Uint32Array(1);
  readonly #picture: Float32Array;

  /**
   * @param width values a line
   * @param length lines kept
   */
  constructor(
    readonly width: number,
    readonly length: number,
    readonly range?: readonly [number, number],
  ) {
    this.data = new Float32Array(width * length);
    this.#picture = new Float32Array(width * length);
  }

  /** Adds a line: the first `width` of `values`. */
  push(values: ArrayLike<number>): void {
    const at = this.cursor[0] * this.width;
    for (let i = 0; i < this.width; i++) this.data[at + i] = values[i];
    this.cursor[0] = (this.cursor[0] + 1) % this.length;
  }

  /** The value of a line `ago` lines before the newest (0). */
  at(ago: number, index: number): number {
    const line = (this.cursor[0] + this.length - 1 - ago) % this.length;
    return this.data[line * this.width + index];
  }

  /** Time from left to right, [width, length]. */
  right(): Field {
    const { width, length } = this;
    for (let t = 0; t < length; t++) {
      const from = ((this.cursor[0] + t) % length) * width;
      for (let i = 0; i < width; i++) this.#picture[i * length + t] = this.data[from + i];
    }
    return this.#field([width, length]);
  }

  /** Time from top to bottom, [length, width]. */
  down(): Field {
    const split = this.cursor[0] * this.width;
    this.#picture.set(this.data.subarray(split));
    this.#picture.set(this.data.subarray(0, split), this.data.length - split);
    return this.#field([this.length, this.width]);
  }

  #field(shape: readonly number[]): Field {
    return dense(this.#picture, shape, this.range && [this.range]);
  }
}
