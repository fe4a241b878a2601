import type { BlockRule } from './rule.js';

/** Bits of a block's index, as in {@link BlockRule.next}. */
export const NW = 256;
export const N = 128;
export const NE = 64;
export const W = 32;
export const CENTRE = 16;
export const E = 8;
export const SW = 4;
export const S = 2;
export const SE = 1;

/** Cells that count as neighbours. */
export const NEIGHBOURS = {
  moore: NW | N | NE | W | E | SW | S | SE,
  hexagonal: NW | N | W | E | S | SE,
  'von-neumann': N | W | E | S,
} as const;
export type Neighbourhood = keyof typeof NEIGHBOURS;

/** Blocks, by index: the number of table entries. */
export const BLOCKS = 512;

/** Set bits of a block's index. */
export function countBits(bits: number): number {
  let count = 0;
  for (; bits; bits &= bits - 1) count++;
  return count;
}

/** A table from which live neighbours give birth and which let a cell survive; both see the index with no centre bit. */
export function tableOf(birth: (around: number) => boolean, survival: (around: number) => boolean): Uint8Array {
  return Uint8Array.from({ length: BLOCKS }, (_, block) =>
    Number((block & CENTRE ? survival : birth)(block & ~CENTRE)),
  );
}

/** Neighbour counts that give birth and that let live; bit n of a mask stands for n live neighbours. */
export interface Counts {
  readonly neighbourhood: Neighbourhood;
  readonly birth: number;
  readonly survival: number;
}

/** The counts of an outer-totalistic rule, in the first neighbourhood of Moore, von Neumann, hexagonal that has them. */
export function countsOf({ next }: Pick<BlockRule, 'next'>): Counts | undefined {
  for (const neighbourhood of ['moore', 'von-neumann', 'hexagonal'] as const) {
    const counts = countsIn(next, neighbourhood);
    if (counts) return counts;
  }
  return undefined;
}

function countsIn(next: Uint8Array, neighbourhood: Neighbourhood): Counts | undefined {
  const cells = NEIGHBOURS[neighbourhood];
  let birth = 0;
  let survival = 0;
  for (let block = 0; block < BLOCKS; block++) {
    if (!next[block]) continue;
    if (block & CENTRE) survival |= 1 << countBits(block & cells);
    else birth |= 1 << countBits(block & cells);
  }
  const agrees = (value: number, block: number): boolean =>
    value === (((block & CENTRE ? survival : birth) >> countBits(block & cells)) & 1);
  return next.every(agrees) ? { neighbourhood, birth, survival } : undefined;
}

/** Whether only some cells of the block matter: those of `mask`, the centre included where it does. */
export function dependsOnlyOn(next: Uint8Array, mask: number): boolean {
  return next.every((value, block) => value === next[block & mask]);
}

/** A block turned by a quarter, clockwise. */
export function rotated(block: number): number {
  return moveCells(block, [SW, W, NW, S, CENTRE, N, SE, E, NE]);
}

/** A block with left and right exchanged. */
export function mirrored(block: number): number {
  return moveCells(block, [NE, N, NW, E, CENTRE, W, SE, S, SW]);
}

/** The block whose cells NW, N, NE, W … are those named, of another block. */
function moveCells(block: number, from: readonly number[]): number {
  return from.reduce((bits, cell) => bits * 2 + (block & cell ? 1 : 0), 0);
}

/** Whether turning and mirroring a pattern does the same to its future. */
export function isIsotropic({ next }: Pick<BlockRule, 'next'>): boolean {
  return next.every((value, block) => value === next[rotated(block)] && value === next[mirrored(block)]);
}

/** Whether empty space comes alive (B0). */
export const isStrobing = ({ next }: Pick<BlockRule, 'next'>): boolean => next[0] === 1;

/** Whether empty space comes alive and then dies, on and on: B0 without S8. */
export const isStrobingForever = (rule: Pick<BlockRule, 'next'>): boolean =>
  isStrobing(rule) && rule.next[BLOCKS - 1] === 0;
