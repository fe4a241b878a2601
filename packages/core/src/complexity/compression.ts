import { deflateSync } from 'fflate';
import type { Field } from '../contract/field.js';
import { createRandom } from '../random/random.js';
import { type Cells, cellsOf } from './cells.js';

/**
 * How long the cells are once compressed (deflate, RFC 1951), as a share of what as many random cells take: about 1 for
 * what looks random, near 0 for order. An upper bound on algorithmic complexity (Zenil 2010, Complex Systems 19: 1–28).
 */
export function compressedShare(field: Field): number {
  const cells = cellsOf(field);
  if (cells.data.length === 0) return 0;
  return compressedLength(cells) / compressedLength(randomLike(cells));
}

const compressedLength = (cells: Cells): number => deflateSync(packed(cells), { level: 9 }).length;

/** As few bits a cell as divide a byte, so that no empty bits make the cells look ordered. */
function packed({ data, states }: Cells): Uint8Array {
  const bits = states <= 2 ? 1 : states <= 4 ? 2 : states <= 16 ? 4 : 8;
  const perByte = 8 / bits;
  const bytes = new Uint8Array(Math.ceil(data.length / perByte));
  for (let i = 0; i < data.length; i++) bytes[Math.floor(i / perByte)] |= data[i] << (8 - bits - bits * (i % perByte));
  return bytes;
}

/** Every state equally likely. */
function randomLike(cells: Cells): Cells {
  const { integer } = createRandom(1).stream('compression');
  return { ...cells, data: cells.data.map(() => integer(cells.states)) };
}
