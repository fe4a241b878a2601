// What stands after B and S: neighbour counts, in isotropic rules with letters: `2-a34` is 2 in all ways but `a`, 3, 4.

import { BLOCKS, CENTRE, countBits, NEIGHBOURS, type Neighbourhood } from './block.js';
import { LETTER_OF, lettersOf } from './isotropic.js';

/** Says of a block, by its index without the centre, whether its live neighbours meet a condition. */
export type Condition = (around: number) => boolean;

/** Reads `23`, `2-a34`, `3aeijnr`, in any order; nothing when it is no such thing. */
export function parseConditions(text: string, neighbourhood: Neighbourhood): Condition | undefined {
  const cells = NEIGHBOURS[neighbourhood];
  const most = countBits(cells);
  if (!/^([0-8](-?[cekainyqjrtwz]+|-)?)*$/.test(text)) return undefined;
  const meant = new Set<string>();
  for (const [, digit, minus, given] of text.matchAll(/(\d)(-?)([a-z]*)/g)) {
    const count = Number(digit);
    const letters = [...given];
    const known = lettersOf(count);
    const misplaced = letters.some((letter) => !known.includes(letter));
    if (count > most || misplaced || (given && neighbourhood !== 'moore')) return undefined;
    const chosen = given ? known.filter((letter) => letters.includes(letter) !== (minus === '-')) : known;
    for (const letter of known.length ? chosen : ['']) meant.add(count + letter);
  }
  if (neighbourhood === 'moore') return (around) => meant.has(countBits(around) + LETTER_OF[around]);
  const counts = new Set([...meant].map((condition) => Number(condition[0])));
  return (around) => counts.has(countBits(around & cells));
}

/** The shortest text of an isotropic condition on eight neighbours; without a minus where that is as short. */
export function formatConditions(condition: Condition): string {
  const meant = new Set<string>();
  for (let block = 0; block < BLOCKS; block++) {
    if (!(block & CENTRE) && condition(block)) meant.add(countBits(block) + LETTER_OF[block]);
  }
  return [0, 1, 2, 3, 4, 5, 6, 7, 8].map((count) => formatCount(count, meant)).join('');
}

function formatCount(count: number, meant: ReadonlySet<string>): string {
  const known = lettersOf(count);
  if (known.length === 0) return meant.has(String(count)) ? String(count) : '';
  const chosen = known.filter((letter) => meant.has(count + letter));
  const others = known.filter((letter) => !meant.has(count + letter));
  if (chosen.length === 0) return '';
  if (others.length === 0) return String(count);
  return chosen.length <= others.length + 1 ? `${count}${chosen.join('')}` : `${count}-${others.join('')}`;
}
