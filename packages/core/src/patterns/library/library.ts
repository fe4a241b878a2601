import { InputError, suggestion } from '../../contract/errors.js';
import type { Pattern } from '../pattern.js';
import { parseRle } from '../rle.js';
import { guns } from './guns.js';
import { methuselahs } from './methuselahs.js';
import type { NamedPattern } from './named-pattern.js';
import { oscillators } from './oscillators.js';
import { otherRules } from './other-rules.js';
import { puffers } from './puffers.js';
import { spaceships } from './spaceships.js';
import { stillLifes } from './still-lifes.js';

/** Every pattern that is known by name. */
export const library: readonly NamedPattern[] = [
  ...stillLifes,
  ...oscillators,
  ...spaceships,
  ...guns,
  ...puffers,
  ...methuselahs,
  ...otherRules,
];

/** The pattern of that id or name, in any case; nothing where the library lacks it. */
export function knownPattern(name: string): NamedPattern | undefined {
  const key = keyOf(name);
  return key === '' ? undefined : library.find(({ id, name }) => keyOf(id) === key || keyOf(name) === key);
}

/** @throws InputError for a name that the library lacks, with the nearest one */
export function findPattern(name: string): NamedPattern {
  const found = knownPattern(name);
  if (found) return found;
  const ids = library.map(({ id }) => id);
  throw new InputError('pattern', name, `a name in the library${suggestion(keyOf(name), ids)}`);
}

/** The patterns in which every word of the text occurs: in the name, kind, rule, discoverer, year or description. */
export function searchPatterns(text: string): readonly NamedPattern[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return library.filter(({ id, name, kind, rule, discoverer, year, about }) => {
    const all = [id, name, kind, rule, discoverer, year ?? '', about].join('\n').toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** A named pattern's cells, with its name and discoverer as comments. */
export function patternOfNamed({ name, rule, rle, discoverer, year }: NamedPattern): Pattern {
  const found = discoverer === 'unknown' ? [] : [`O ${discoverer}${year === undefined ? '' : `, ${year}`}`];
  return { ...parseRle(rle), rule, comments: [`N ${name}`, ...found] };
}

/** Upper case, blanks and punctuation make no difference. */
const keyOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '');
