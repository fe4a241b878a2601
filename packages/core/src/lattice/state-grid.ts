import { forBrush } from '../contract/brush.js';
import { InputError } from '../contract/errors.js';
import type { Field } from '../contract/field.js';
import type { Edit } from '../contract/system.js';
import type { Allocated } from '../kernels/kernel.js';
import type { Pattern } from '../patterns/pattern.js';
import type { Random } from '../random/random.js';

/** Bytes that a plane of `assembly/halo.ts` with a halo of so many cells takes, and the cells from one row to the next. */
export function planeSize(
  width: number,
  height: number,
  halo = 1,
): { readonly bytes: number; readonly pitch: number; readonly left: number } {
  const left = Math.ceil(halo / 16) * 16;
  const pitch = 2 * left + Math.ceil(width / 16) * 16;
  return { bytes: (height + 2 * halo) * pitch, pitch, left };
}

/** A grid of one byte a cell with a halo, held twice in a kernel's memory: the state now and room for the next. */
export class StateGrid {
  readonly width: number;
  readonly height: number;
  /** Cells from one row to the next. */
  readonly pitch: number;
  /** Cells of a plane before cell (0, 0). */
  readonly #first: number;
  #now: Allocated<Uint8Array>;
  #next: Allocated<Uint8Array>;

  /** @param planes two blocks of {@link planeSize} bytes, with a halo of so many cells */
  constructor(
    width: number,
    height: number,
    planes: readonly [Allocated<Uint8Array>, Allocated<Uint8Array>],
    halo = 1,
  ) {
    const { pitch, left } = planeSize(width, height, halo);
    this.width = width;
    this.height = height;
    this.pitch = pitch;
    this.#first = halo * pitch + left;
    [this.#now, this.#next] = planes;
  }

  /** For kernels: where the state now lies, and where to write the next. */
  get now(): number {
    return this.#now.pointer;
  }
  get next(): number {
    return this.#next.pointer;
  }
  /** The whole plane with its halo, for snapshots. */
  get plane(): Uint8Array {
    return this.#now.data;
  }
  /** The plane that the next state is written to: until then it holds the one before. */
  get planeBefore(): Uint8Array {
    return this.#next.data;
  }

  /** The state that was written becomes the state now. */
  swap(): void {
    [this.#now, this.#next] = [this.#next, this.#now];
  }

  at(x: number, y: number): number {
    return this.#now.data[this.#first + y * this.pitch + x];
  }

  set(x: number, y: number, state: number): void {
    this.#now.data[this.#first + y * this.pitch + x] = state;
  }

  /** One byte a cell, without a copy. */
  field(states: number): Field {
    const { width, height, pitch } = this;
    const data = this.#now.data.subarray(this.#first);
    return { data, shape: [height, width], stride: [pitch, 1], range: [[0, states - 1]] };
  }

  /** @throws InputError where a byte of a restored plane, halo and padding included, is none of the states */
  check(states: number): void {
    for (const plane of [this.plane, this.planeBefore]) {
      const wrong = plane.find((state) => state >= states);
      if (wrong !== undefined) throw new InputError('snapshot', `state ${wrong}`, `states below ${states}`);
    }
  }

  /** How many cells are in each state. */
  census(states: number): Uint32Array {
    const counts = new Uint32Array(states);
    const { width, height, pitch } = this;
    const { data } = this.#now;
    for (let y = 0, row = this.#first; y < height; y++, row += pitch) {
      for (let at = row; at < row + width; at++) counts[data[at]]++;
    }
    return counts;
  }

  /** Takes the state now for the one a step ago too: where a run begins, nothing has changed. */
  keep(): void {
    this.#next.data.set(this.#now.data);
  }

  /** How many cells differ from what they were a step ago. */
  changed(): number {
    const { width, height, pitch } = this;
    const [now, before] = [this.#now.data, this.#next.data];
    let count = 0;
    for (let y = 0, row = this.#first; y < height; y++, row += pitch) {
      for (let at = row; at < row + width; at++) if (now[at] !== before[at]) count++;
    }
    return count;
  }

  /** Gives each cell a state by chance: `state` is asked with a number of 0 to 1 (1 excluded), row by row. */
  sow(random: Random, state: (chance: number) => number): void {
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) this.set(x, y, state(random.bits() / 2 ** 32));
    }
  }

  /** Writes a pattern with its middle in the grid's middle, moved by an offset, as `placePattern` of start.ts does. */
  place({ runs, width, height }: Pattern, states: number, offsetX = 0, offsetY = 0): void {
    const x0 = Math.floor(this.width / 2) - Math.floor(width / 2) + offsetX;
    const y0 = Math.floor(this.height / 2) - Math.floor(height / 2) + offsetY;
    if (x0 < 0 || y0 < 0 || x0 + width > this.width || y0 + height > this.height) {
      const box = `${width}×${height} at ${x0}, ${y0}`;
      const grid = `${this.width}×${this.height}`;
      throw new InputError('pattern', box, `a pattern that fits the ${grid} grid: set width and height`);
    }
    for (let i = 0; i < runs.length; i += 4) {
      const [x, y, length, state] = runs.subarray(i, i + 4);
      if (state >= states) throw new InputError('pattern', `state ${state}`, `a pattern of ${states} states`);
      for (let k = 0; k < length; k++) this.set(x0 + x + k, y0 + y, state);
    }
  }

  /** Paints with `state`, or erases to 0. */
  paint(edit: Edit, state: number): void {
    forBrush(edit, this.width, this.height, (x, y) => this.set(x, y, edit.erase ? 0 : state));
  }
}
