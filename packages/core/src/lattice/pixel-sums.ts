import { ones32 } from './packed-rows.js';

const PAIRS = 0x55555555;
const NIBBLES = 0x33333333;
const BYTES = 0x0f0f0f0f;

/**
 * Counts live cells under pixels, row after row of packed cells (`packed-rows.ts`). Where pixels are 2, 4, 8 or 16 cells
 * wide, 32 cells are counted at once, in fields of a word that are wide enough for a whole pixel.
 */
export class PixelSums {
  /** Bits where each pixel begins, and where the last one ends. */
  readonly #edges: Int32Array;
  readonly #zoom: number;
  /** Pixels from `first` to before `end` have their full width and are counted by words. */
  readonly #first: number;
  readonly #end: number;
  readonly #words: number;
  readonly #even: Int32Array;
  readonly #odd: Int32Array;
  readonly #rest: Float64Array;

  constructor(edges: Int32Array, zoom: number) {
    const side = 2 ** zoom;
    const pixels = edges.length - 1;
    this.#edges = edges;
    this.#zoom = zoom;
    let first = 0;
    if (zoom >= 1 && zoom <= 4) while (first < pixels && edges[first + 1] - edges[first] < side) first++;
    else first = pixels;
    let end = first;
    while (end < pixels && edges[end + 1] - edges[end] === side) end++;
    this.#first = first;
    this.#end = end;
    this.#words = Math.ceil(((end - first) * side) / 32);
    this.#even = new Int32Array(this.#words);
    this.#odd = new Int32Array(this.#words);
    this.#rest = new Float64Array(pixels);
  }

  /** Counts a row that starts at byte `row`, of at most as many rows as a pixel has. */
  add(bits: DataView, row: number): void {
    this.#addSeparately(bits, row, 0, this.#first);
    this.#addSeparately(bits, row, this.#end, this.#edges.length - 1);
    const even = this.#even;
    const odd = this.#odd;
    const zoom = this.#zoom;
    const start = this.#edges[this.#first];
    const shift = start & 7;
    let at = row + (start >> 3);
    for (let i = 0; i < this.#words; i++, at += 4) {
      let word = bits.getInt32(at);
      if (shift > 0) word = (word << shift) | (bits.getUint8(at + 4) >> (8 - shift));
      word -= (word >>> 1) & PAIRS;
      if (zoom === 1) {
        even[i] += (word >>> 2) & NIBBLES;
        odd[i] += word & NIBBLES;
        continue;
      }
      word = (word & NIBBLES) + ((word >>> 2) & NIBBLES);
      if (zoom === 2) {
        even[i] += (word >>> 4) & BYTES;
        odd[i] += word & BYTES;
      } else even[i] += (word + (word >>> 4)) & BYTES;
    }
  }

  /** Adds what was counted to a row of pixels, and begins anew. */
  takeInto(out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] += this.#rest[i];
    this.#rest.fill(0);
    const zoom = this.#zoom;
    // Fields of a word, and bits of each: sixteen pixels in nibbles, or eight in bytes, of two words; else four bytes.
    const width = zoom === 1 ? 4 : 8;
    const mask = 2 ** width - 1;
    let pixel = this.#first;
    for (let i = 0; i < this.#words; i++) {
      const [even, odd] = [this.#even[i], this.#odd[i]];
      for (let shift = 32 - width; shift >= 0 && pixel < this.#end; shift -= width) {
        const count = (even >>> shift) & mask;
        if (zoom < 4) out[pixel++] += count;
        else if ((shift & 8) > 0) out[pixel] += count;
        else out[pixel++] += count;
        if (zoom < 3 && pixel < this.#end) out[pixel++] += (odd >>> shift) & mask;
      }
    }
    this.#even.fill(0);
    this.#odd.fill(0);
  }

  /** Pixels of any width. */
  #addSeparately(bits: DataView, row: number, first: number, end: number): void {
    const edges = this.#edges;
    for (let i = first; i < end; i++) {
      const last = edges[i + 1];
      let sum = 0;
      for (let at = edges[i]; at < last; at += 24) {
        const length = Math.min(24, last - at);
        sum += ones32((bits.getInt32(row + (at >> 3)) << (at & 7)) & (-1 << (32 - length)));
      }
      this.#rest[i] += sum;
    }
  }
}
