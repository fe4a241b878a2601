import { InputError } from '../contract/errors.js';
import type { Field } from '../contract/field.js';
import type { Allocated } from '../kernels/kernel.js';

/** How a kernel advances rows, which it is given by where they lie in its memory. */
export interface RowEngine {
  /** One generation: from the rows `now` and `before` it to `next`. */
  generation(now: number, before: number, next: number): void;
  /** `count` generations within two rows; the newest is in `before` when the count is odd, else in `now`. */
  generations(now: number, before: number, count: number): void;
}

interface Layout {
  /** Rows that the picture shows. */
  readonly height: number;
  /** Bytes that a row takes in the kernel's memory. */
  readonly rowBytes: number;
  /** Bytes that it takes in the picture. */
  readonly shownBytes: number;
}

/** Bytes that rows and their picture may take. */
const MOST_BYTES = 2 ** 31;

/**
 * Bytes of the blocks that a {@link SpaceTime} needs.
 * @throws InputError where so many rows of that width are too much memory
 */
export function spaceTimeSize({ height, rowBytes, shownBytes }: Layout) {
  const most = Math.floor(MOST_BYTES / (rowBytes + shownBytes)) - 4;
  if (height > most) throw new InputError('height', height, `at most ${most} rows of that width, to fit in memory`);
  return { rows: slotsFor(height) * rowBytes, scratch: 2 * rowBytes, picture: height * shownBytes };
}

/** A row more than the picture: a second-order rule asks for the one before the newest even where one row is shown. */
const slotsFor = (height: number): number => height + 2;

/** The kernel counts generations in 32 bits. */
const MOST_AT_ONCE = 2 ** 30;

/**
 * The newest rows of a one-dimensional automaton, in a kernel's memory: the row of time t lies in slot t modulo the
 * number of slots. The picture of them is made when it is asked for, and then only of the rows that are new.
 */
export class SpaceTime {
  /** The time, as an array of one number, for snapshots. */
  readonly clock = new Float64Array(1);
  readonly #layout: Layout;
  readonly #slots: number;
  readonly #rows: Allocated<Uint8Array>;
  readonly #scratch: Allocated<Uint8Array>;
  readonly #picture: Allocated<Uint8Array>;
  /** Times of the picture's first and last row; none before it is first made. */
  #shown: readonly [first: number, last: number] | undefined;

  constructor(layout: Layout, blocks: Readonly<Record<'rows' | 'scratch' | 'picture', Allocated<Uint8Array>>>) {
    this.#layout = layout;
    this.#slots = slotsFor(layout.height);
    this.#rows = blocks.rows;
    this.#scratch = blocks.scratch;
    this.#picture = blocks.picture;
  }

  /** All rows that are kept, for snapshots. */
  get rows(): Uint8Array {
    return this.#rows.data;
  }
  /** Where the newest row lies. */
  get now(): number {
    return this.#pointer(this.clock[0]);
  }
  /** Where the row before it lies. */
  get before(): number {
    return this.#pointer(this.clock[0] + this.#slots - 1);
  }

  advance(count: number, engine: RowEngine): void {
    const leap = count - this.#slots;
    if (leap > 0) this.#leap(leap, engine);
    for (let left = Math.min(count, this.#slots); left > 0; left--) {
      engine.generation(this.now, this.before, this.#pointer(this.clock[0] + 1));
      this.clock[0]++;
    }
  }

  /** Says that the newest row was written from outside. */
  touched(): void {
    if (this.#shown) this.#shown = [this.#shown[0], Math.min(this.#shown[1], this.clock[0] - 1)];
  }

  /** @throws InputError where a saved clock is none */
  restored(): void {
    const [time] = this.clock;
    if (!Number.isSafeInteger(time) || time < 0) throw new InputError('snapshot', `clock ${time}`, 'a count of steps');
    this.#shown = undefined;
  }

  /** Brings the picture up to date, newest row at the bottom once it is full; `write` copies a row into it. */
  show(write: (row: number, out: number) => void): void {
    const { height, shownBytes } = this.#layout;
    const { data, pointer } = this.#picture;
    const [time] = this.clock;
    const first = Math.max(0, time - height + 1);
    if (!this.#shown) data.fill(0);
    const [shownFirst, shownLast] = this.#shown ?? [first, first - 1];
    if (first > shownFirst && first <= shownLast) data.copyWithin(0, (first - shownFirst) * shownBytes);
    for (let t = Math.max(first, shownLast + 1); t <= time; t++) {
      write(this.#pointer(t), pointer + (t - first) * shownBytes);
    }
    this.#shown = [first, time];
  }

  /** The picture as a field of bits or of bytes. */
  field(width: number, format: Pick<Field, 'packing' | 'range'>): Field {
    const { height, shownBytes } = this.#layout;
    return { data: this.#picture.data, shape: [height, width], stride: [shownBytes, 1], ...format };
  }

  #pointer(time: number): number {
    return this.#rows.pointer + (time % this.#slots) * this.#layout.rowBytes;
  }

  /** Generations that will not be seen, in two rows that stay in the cache. */
  #leap(count: number, { generations }: RowEngine): void {
    const bytes = this.#layout.rowBytes;
    let [now, before] = [this.#scratch.pointer, this.#scratch.pointer + bytes];
    const memory = new Uint8Array(this.#rows.data.buffer);
    memory.copyWithin(now, this.now, this.now + bytes);
    memory.copyWithin(before, this.before, this.before + bytes);
    for (let left = count; left > 0; left -= MOST_AT_ONCE) generations(now, before, Math.min(left, MOST_AT_ONCE));
    if (count % 2 === 1) [now, before] = [before, now];
    this.clock[0] += count;
    memory.copyWithin(this.now, now, now + bytes);
    memory.copyWithin(this.before, before, before + bytes);
  }
}
