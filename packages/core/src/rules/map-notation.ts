// MAP rules: the whole table as bits in base64, for 512 blocks, or the 128 hexagonal or 32 von Neumann ones.

import { BLOCKS, CENTRE, dependsOnlyOn, E, N, NE, NEIGHBOURS, type Neighbourhood, NW, S, SE, SW, W } from './block.js';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Base64 digits that each table takes. */
const LENGTHS: Readonly<Record<Neighbourhood, number>> = { moore: 86, hexagonal: 22, 'von-neumann': 6 };
/** The cells whose states are the bits of a table's index, highest first. */
const ORDERS: Readonly<Record<Neighbourhood, readonly number[]>> = {
  moore: [NW, N, NE, W, CENTRE, E, SW, S, SE],
  hexagonal: [NW, N, W, CENTRE, E, S, SE],
  'von-neumann': [N, W, CENTRE, E, S],
};
/** Where no number of states follows, Golly 3.3 reads hexagons from the bottom row up; files are to mean the same here. */
const HEXAGONAL_OF_TWO = [S, SE, W, CENTRE, E, NW, N];

/**
 * Reads the base64 part of a MAP rule, with or without `==`; nothing when it is none.
 * @param generations whether a number of states follows, be it 2
 */
export function parseMap(base64: string, generations: boolean): Uint8Array | undefined {
  const digits = base64.replace(/=*$/, '');
  const neighbourhood = neighbourhoods.find((name) => LENGTHS[name] === digits.length);
  if (!neighbourhood || base64.length - digits.length > 2) return undefined;
  const values = [...digits].map((digit) => DIGITS.indexOf(digit));
  if (values.includes(-1)) return undefined;
  const bit = (i: number): number => (values[Math.floor(i / 6)] >> (5 - (i % 6))) & 1;
  const order = orderOf(neighbourhood, generations);
  return Uint8Array.from({ length: BLOCKS }, (_, block) => bit(gather(block, order)));
}

/** The shortest MAP of a table. */
export function formatMap(next: Uint8Array, states: number): string {
  const neighbourhood = neighbourhoods.find((name) => dependsOnlyOn(next, NEIGHBOURS[name] | CENTRE)) ?? 'moore';
  const order = orderOf(neighbourhood, states > 2);
  const values = Array<number>(LENGTHS[neighbourhood]).fill(0);
  for (let block = 0; block < BLOCKS; block++) {
    const i = gather(block, order);
    if (next[block]) values[Math.floor(i / 6)] |= 32 >> (i % 6);
  }
  return `MAP${values.map((value) => DIGITS[value]).join('')}${states > 2 ? `/${states}` : ''}`;
}

/** From the smallest table to the largest. */
const neighbourhoods: readonly Neighbourhood[] = ['von-neumann', 'hexagonal', 'moore'];

function orderOf(neighbourhood: Neighbourhood, generations: boolean): readonly number[] {
  return neighbourhood === 'hexagonal' && !generations ? HEXAGONAL_OF_TWO : ORDERS[neighbourhood];
}

/** The states of some of a block's cells as the bits of a number. */
function gather(block: number, cells: readonly number[]): number {
  return cells.reduce((bits, cell) => bits * 2 + (block & cell ? 1 : 0), 0);
}
