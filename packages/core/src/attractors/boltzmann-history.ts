import { dense, type Field } from '../contract/field.js';

/** Points of a curve. */
const CAPACITY = 512;

/**
 * Quantities over the whole time of learning: where there is no room left, every second point goes and points are taken
 * half as often. `state` belongs into the model's.
 */
export class LearningHistory {
  readonly #times = new Float64Array(CAPACITY);
  readonly #values: Float32Array;
  /** Points, and steps from one to the next. */
  readonly #filled: Float64Array;
  readonly #fields: Float32Array[];
  readonly #columns: number;

  /**
   * @param columns quantities
   * @param every steps from one point to the next at first
   */
  constructor(columns: number, every: number) {
    this.#columns = columns;
    this.#values = new Float32Array(columns * CAPACITY);
    this.#filled = Float64Array.of(0, every);
    this.#fields = Array.from({ length: columns }, () => new Float32Array(2 * CAPACITY));
  }

  get state() {
    return { times: this.#times, history: this.#values, filled: this.#filled };
  }

  isDue(time: number): boolean {
    return time % this.#filled[1] === 0;
  }

  /** At a time that is due; `values` has one number a column. */
  record(time: number, values: ArrayLike<number>): void {
    if (this.#filled[0] === CAPACITY) this.#halve();
    if (!this.isDue(time)) return;
    const at = this.#filled[0]++;
    this.#times[at] = time;
    for (let c = 0; c < this.#columns; c++) this.#values[at * this.#columns + c] = values[c];
  }

  /**
   * Pairs of time and value of a column, [512, 2], NaN where there is none yet; time spans what there is room for, values
   * what all columns together take, rounded outwards.
   * @param floor what the range of values reaches down to at least
   */
  field(column: number, floor = Infinity): Field {
    const [count, every] = this.#filled;
    const data = this.#fields[column].fill(Number.NaN);
    for (let n = 0; n < count; n++) {
      data[2 * n] = this.#times[n];
      data[2 * n + 1] = this.#values[n * this.#columns + column];
    }
    return dense(data, [CAPACITY, 2], [[0, every * spanOf(count)], this.#range(floor)]);
  }

  #halve(): void {
    for (let n = 0; n < CAPACITY / 2; n++) {
      this.#times[n] = this.#times[2 * n];
      for (let c = 0; c < this.#columns; c++) {
        this.#values[n * this.#columns + c] = this.#values[2 * n * this.#columns + c];
      }
    }
    this.#filled[0] = CAPACITY / 2;
    this.#filled[1] *= 2;
  }

  #range(floor: number): readonly [number, number] {
    let low = floor;
    let high = -Infinity;
    for (let n = 0; n < this.#filled[0] * this.#columns; n++) {
      low = Math.min(low, this.#values[n]);
      high = Math.max(high, this.#values[n]);
    }
    return rounded(low, high);
  }
}

/** Points that the axis has room for: powers of two, so that it grows seldom. */
function spanOf(count: number): number {
  let span = 32;
  while (span < count) span *= 2;
  return span;
}

/** The least range from and to multiples of an eighth of its width, roughly, that holds both. */
function rounded(low: number, high: number): readonly [number, number] {
  if (!(low <= high)) return [0, 1];
  let grain = 2 ** -10;
  while (8 * grain < high - low) grain *= 2;
  return [grain * Math.floor(low / grain), grain * Math.max(Math.floor(low / grain) + 1, Math.ceil(high / grain))];
}
