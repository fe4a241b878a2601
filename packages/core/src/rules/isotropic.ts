import { BLOCKS, CENTRE, countBits, E, mirrored, N, NE, NW, rotated, S, SE, SW, W } from './block.js';

// Alan Hensel's letters for isotropic rules: the ways in which 1 … 4 neighbours can lie around a cell, up to rotation and
// reflection. With 5, 6, 7 neighbours a letter is that of the 3, 2, 1 cells that are dead.
const SHAPES: readonly Readonly<Record<string, number>>[] = [
  {},
  { c: NW, e: N },
  { c: NW | NE, e: N | W, k: N | SE, a: NW | N, i: N | S, n: NW | SE },
  {
    c: NW | NE | SW,
    e: N | W | E,
    k: N | W | SE,
    a: NW | N | W,
    i: NW | N | NE,
    n: NW | NE | W,
    y: NW | NE | S,
    q: NW | SE | N,
    j: N | W | NE,
    r: N | S | NW,
  },
  {
    c: NW | NE | SW | SE,
    e: N | W | E | S,
    k: NW | NE | W | S,
    a: NW | NE | N | W,
    i: NW | NE | W | E,
    n: NW | NE | SW | N,
    y: NW | NE | SW | S,
    q: NW | SE | N | W,
    j: NW | N | S | E,
    r: NW | N | W | S,
    t: NW | NE | N | S,
    w: NW | SE | W | S,
    z: NW | SE | N | S,
  },
];

/** For each block without its centre, the letter of its shape; empty for 0 and 8 neighbours, which have one shape. */
export const LETTER_OF: readonly string[] = lettersOfBlocks();

/** The letters that go with a count of neighbours, in alphabetical order; none for 0 and 8. */
export function lettersOf(count: number): readonly string[] {
  return Object.keys(SHAPES[count <= 4 ? count : 8 - count]).sort();
}

function lettersOfBlocks(): string[] {
  const around = BLOCKS - 1 - CENTRE;
  const letters = Array<string>(BLOCKS).fill('');
  for (const [letter, shape] of SHAPES.flatMap((shapes) => Object.entries(shapes))) {
    for (const block of symmetric(shape)) {
      letters[block] = letter;
      if (countBits(shape) < 4) letters[around & ~block] = letter;
    }
  }
  return letters;
}

/** A block in all of its orientations. */
function symmetric(block: number): number[] {
  const turns = [block];
  for (let i = 0; i < 3; i++) turns.push(rotated(turns[i]));
  return [...turns, ...turns.map(mirrored)];
}
