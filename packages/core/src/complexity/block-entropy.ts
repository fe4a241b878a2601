import type { Field } from '../contract/field.js';
import { blockCodes, type Edges, occurrences } from './blocks.js';
import { cellsOf } from './cells.js';
import { entropyOfCounts } from './entropy.js';

/**
 * Entropy in bits of the contents of blocks of `width` × `height` cells, one block at every cell
 * (Wolfram 1983, doi:10.1103/RevModPhys.55.601, section 5).
 *
 * A lattice of n cells cannot tell more than log₂ n bits: keep blocks small against that.
 */
export function blockEntropy(
  field: Field,
  { width, height = 1, edges = 'joined' }: { width: number; height?: number; edges?: Edges },
): number {
  const block = { left: 0, right: width - 1, top: 0, bottom: height - 1 };
  return entropyOfCounts(occurrences(blockCodes(cellsOf(field), block, edges)));
}

/**
 * Entropy rate along rows, in bits a cell: what one more cell tells when the `length` − 1 cells to its left are known,
 * H(length) − H(length − 1), which falls to the spatial measure entropy as the length grows.
 */
export function entropyRate(field: Field, length: number, edges: Edges = 'joined'): number {
  const cells = cellsOf(field);
  const shorter = length > 1 ? blockEntropy(cells, { width: length - 1, edges }) : 0;
  return Math.max(0, blockEntropy(cells, { width: length, edges }) - shorter);
}
