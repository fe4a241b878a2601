import { InputError } from '../contract/errors.js';
import type { Cells } from './cells.js';

/** A rectangle of cells, as offsets from the cell that it belongs to: all between them, ends included. */
export interface Block {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What lies beyond the edge: the opposite one, or nothing, so that blocks that reach over it do not count. */
export type Edges = 'joined' | 'open';

/** A number from 0 to `contents` − 1 for each block, the same for the same content. */
export interface Codes {
  readonly codes: Float64Array;
  readonly contents: number;
}

/**
 * A number for the content of the block at each cell, row by row.
 *
 * Where edges are open, only cells whose block lies within the lattice have one.
 * @throws InputError for a block that has more contents than numbers are exact
 */
export function blockCodes({ data, shape: [height, width], states }: Cells, block: Block, edges: Edges): Codes {
  const { left, right, top, bottom } = block;
  const contents = contentsOf(block, states);
  const [x0, x1] = edges === 'joined' ? [0, width] : [Math.max(0, -left), width - Math.max(0, right)];
  const [y0, y1] = edges === 'joined' ? [0, height] : [Math.max(0, -top), height - Math.max(0, bottom)];
  const codes = new Float64Array(Math.max(0, x1 - x0) * Math.max(0, y1 - y0));
  // One cell of the block after the other: the lattice is walked in order each time.
  for (let dy = top; dy <= bottom; dy++) {
    for (let dx = left; dx <= right; dx++) {
      for (let y = y0, i = 0; y < y1; y++) {
        const row = modulo(y + dy, height) * width;
        for (let x = x0, from = modulo(x0 + dx, width); x < x1; x++) {
          codes[i] = codes[i] * states + data[row + from];
          i++;
          if (++from === width) from = 0;
        }
      }
    }
  }
  return { codes, contents };
}

/**
 * A number for each pair of two lists of equal length.
 * @throws InputError where there are more pairs than numbers are exact
 */
export function pairCodes(a: Codes, b: Codes): Codes {
  const contents = a.contents * b.contents;
  if (contents > Number.MAX_SAFE_INTEGER) throw tooLarge(contents);
  return { codes: a.codes.map((code, i) => code * b.contents + b.codes[i]), contents };
}

const MOST_COUNTERS = 2 ** 16;

/** How often each number occurs. */
export function occurrences({ codes, contents }: Codes): Iterable<number> {
  if (contents <= MOST_COUNTERS) {
    const counts = new Uint32Array(contents);
    for (let i = 0; i < codes.length; i++) counts[codes[i]]++;
    return counts;
  }
  const counts = new Map<number, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts.values();
}

function contentsOf({ left, right, top, bottom }: Block, states: number): number {
  const cells = (right - left + 1) * (bottom - top + 1);
  if (!(cells >= 1)) throw new InputError('block', cells, 'a block of at least one cell');
  const contents = states ** cells;
  if (contents > Number.MAX_SAFE_INTEGER) throw tooLarge(contents);
  return contents;
}

const tooLarge = (contents: number) =>
  new InputError('block', `${contents.toPrecision(2)} contents`, 'a block of at most 2^53 contents: make it smaller');

const modulo = (a: number, n: number): number => ((a % n) + n) % n;
