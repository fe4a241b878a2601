import type { Field } from '../contract/field.js';
import { type Block, blockCodes, type Codes, type Edges, occurrences, pairCodes } from './blocks.js';
import { type Cells, pairOf } from './cells.js';
import { entropyOfCounts } from './entropy.js';

interface Offset {
  readonly dx: number;
  readonly dy?: number;
  readonly edges?: Edges;
}

/**
 * Mutual information in bits, I = H(A) + H(B) − H(A, B), between a cell of `first` and the cell of `second` that lies
 * `dx` columns to the right and `dy` rows below.
 *
 * With the same field twice it tells how far structure reaches (Langton 1990, doi:10.1016/0167-2789(90)90064-V, measured
 * it against λ); with {@link cellsOf | cells} of two times, how far one time tells the other.
 */
export function mutualInformation(first: Field, second: Field, { dx, dy = 0, edges = 'joined' }: Offset): number {
  const [a, b] = pairOf(first, second);
  const there = { left: dx, right: dx, top: dy, bottom: dy };
  return informationBetween(a, { left: 0, right: 0, top: 0, bottom: 0 }, b, there, edges);
}

/**
 * Mutual information in bits between the neighbourhood of a cell in `before`, itself included, and the cell in `after`:
 * the entropy of `after` where `after` follows from that neighbourhood alone.
 */
export function neighbourhoodInformation(
  before: Field,
  after: Field,
  { radius = 1, edges = 'joined' }: { radius?: number; edges?: Edges } = {},
): number {
  const [a, b] = pairOf(before, after);
  const up = a.shape[0] === 1 ? 0 : radius;
  const around = { left: -radius, right: radius, top: -up, bottom: up };
  return informationBetween(a, around, b, { left: 0, right: 0, top: 0, bottom: 0 }, edges);
}

function informationBetween(a: Cells, inA: Block, b: Cells, inB: Block, edges: Edges): number {
  // Both from the cells whose two blocks are there.
  const window = edges === 'open' ? hull(inA, inB) : undefined;
  const [codesA, codesB] = [codesWithin(a, inA, window), codesWithin(b, inB, window)];
  const separate = entropyOfCounts(occurrences(codesA)) + entropyOfCounts(occurrences(codesB));
  return Math.max(0, separate - entropyOfCounts(occurrences(pairCodes(codesA, codesB))));
}

function hull(a: Block, b: Block): Block {
  return {
    left: Math.min(0, a.left, b.left),
    right: Math.max(0, a.right, b.right),
    top: Math.min(0, a.top, b.top),
    bottom: Math.max(0, a.bottom, b.bottom),
  };
}

/** Codes at every cell, or at those only whose window lies within the lattice. */
function codesWithin(cells: Cells, block: Block, window: Block | undefined): Codes {
  const all = blockCodes(cells, block, 'joined');
  if (!window) return all;
  const [height, width] = cells.shape;
  const codes = all.codes.filter((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x + window.left >= 0 && x + window.right < width && y + window.top >= 0 && y + window.bottom < height;
  });
  return { ...all, codes };
}
