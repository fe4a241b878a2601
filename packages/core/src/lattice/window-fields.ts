import { dense, type Field } from '../contract/field.js';
import type { Window } from '../contract/window.js';
import type { LatticeEngine } from './engine.js';

/** Brightness of the faintest pixel that holds a live cell: one among billions is seen still. */
const FAINTEST = 136;
const BRIGHTEST = 255;

/**
 * What a window on a lattice shows: cells one by one, or from afar the share of live cells in each pixel.
 * Fields are valid until the next call: their memory is used again.
 */
export class WindowFields {
  readonly #engine: LatticeEngine;
  readonly #states: number;
  #cells = new Uint8Array(0);
  #bits = new Uint8Array(0);
  #counts = new Float64Array(0);

  /** @param states of a cell; only state 1 is alive */
  constructor(engine: LatticeEngine, states: number) {
    this.#engine = engine;
    this.#states = states;
  }

  /** States, one byte a cell; from afar 1 where anything lives. */
  cells(window: Window): Field {
    const { width, height, zoom } = window;
    const cells = width * height;
    this.#cells = fitted(this.#cells, cells, Uint8Array);
    if (zoom === 0) this.#engine.cells(window, this.#cells);
    else {
      this.#counts = fitted(this.#counts, cells, Float64Array);
      this.#engine.counts(window, this.#counts);
      for (let i = 0; i < cells; i++) this.#cells[i] = this.#counts[i] > 0 ? 1 : 0;
    }
    return dense(this.#cells.subarray(0, cells), [height, width]);
  }

  /** One bit a cell, whether it is in state 1, or from afar {@link shares}. */
  bits(window: Window): Field {
    if (window.zoom > 0) return this.shares(window);
    const { width, height } = window;
    const { data } = this.cells(window);
    if (this.#states > 2) for (let i = 0; i < data.length; i++) if (data[i] !== 1) data[i] = 0;
    const pitch = Math.ceil(width / 8);
    this.#bits = fitted(this.#bits, pitch * height, Uint8Array);
    if (width % 8 === 0) packWhole(data as Uint8Array, this.#bits);
    else packRows(data as Uint8Array, this.#bits, width);
    const bits = this.#bits.subarray(0, pitch * height);
    return { data: bits, shape: [height, width], stride: [pitch, 1], packing: 'bits' };
  }

  /** Brightness, 0 where nothing lives to 255 where all does: the square root of the share of live cells. */
  shares(window: Window): Field {
    const { width, height, zoom } = window;
    const pixels = width * height;
    this.#counts = fitted(this.#counts, pixels, Float64Array);
    this.#cells = fitted(this.#cells, pixels, Uint8Array);
    this.#engine.counts(window, this.#counts);
    const all = 4 ** zoom;
    for (let i = 0; i < pixels; i++) {
      const count = this.#counts[i];
      this.#cells[i] = count === 0 ? 0 : FAINTEST + (BRIGHTEST - FAINTEST) * Math.sqrt(count / all);
    }
    return dense(this.#cells.subarray(0, pixels), [height, width], [[0, BRIGHTEST]]);
  }
}

/** Rows of whole bytes: eight cells at a time. */
function packWhole(cells: Uint8Array, bits: Uint8Array): void {
  const words = new Uint32Array(cells.buffer, cells.byteOffset, cells.length / 4);
  for (let i = 0, at = 0; i < words.length; i += 2) {
    const high = words[i];
    const low = words[i + 1];
    bits[at++] = high | low ? (nibble(high) << 4) | nibble(low) : 0;
  }
}

/** One bit for each of four bytes, set where that is not 0; the first byte's is the highest. */
function nibble(word: number): number {
  const ones = ((((word & 0x7f7f7f7f) + 0x7f7f7f7f) | word) >>> 7) & 0x01010101;
  return (Math.imul(ones, 0x08040201) >>> 24) & 0x0f;
}

function packRows(cells: Uint8Array, bits: Uint8Array, width: number): void {
  const pitch = Math.ceil(width / 8);
  bits.fill(0);
  for (let i = 0, x = 0, row = 0; i < cells.length; i++) {
    if (cells[i]) bits[row + (x >> 3)] |= 128 >> (x & 7);
    if (++x === width) {
      x = 0;
      row += pitch;
    }
  }
}

/** The same array, or a larger one where it is too small. */
function fitted<A extends Uint8Array | Float64Array>(array: A, length: number, Kind: new (length: number) => A): A {
  return array.length >= length ? array : new Kind(length);
}
