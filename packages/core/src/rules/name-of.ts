import { BLOCKS, CENTRE, type Counts, countsOf, isIsotropic, N, NE, NW } from './block.js';
import { formatConditions } from './conditions.js';
import { formatMap } from './map-notation.js';
import type { BlockRule } from './rule.js';

/**
 * The canonical notation of a table: the simplest that it has, of B/S on eight, four (V) and six (H) neighbours, Hensel's
 * letters, Wolfram's number and MAP; with more than two states in the order of Generations, survival/birth/states.
 */
export function nameOf(next: Uint8Array, states = 2): string {
  const counts = countsOf({ next });
  if (counts) return totalisticName(counts, states);
  const alive = (centre: number) => (around: number) => next[around | centre] === 1;
  if (isIsotropic({ next })) return joined(formatConditions(alive(0)), formatConditions(alive(CENTRE)), states);
  const wolfram = states > 2 ? undefined : wolframNumber(next);
  return wolfram === undefined ? formatMap(next, states) : `W${wolfram}`;
}

/** A rule from its table, with its canonical name. */
export function blockRule(next: Uint8Array, states = 2): BlockRule {
  return { kind: 'block', name: nameOf(next, states), next, states };
}

const SUFFIX = { moore: '', 'von-neumann': 'V', hexagonal: 'H' } as const;

function totalisticName({ neighbourhood, birth, survival }: Counts, states: number): string {
  return joined(digits(birth), digits(survival), states) + SUFFIX[neighbourhood];
}

const joined = (birth: string, survival: string, states: number): string =>
  states > 2 ? `${survival}/${birth}/${states}` : `B${birth}/S${survival}`;

const digits = (counts: number): string => [0, 1, 2, 3, 4, 5, 6, 7, 8].filter((n) => counts & (1 << n)).join('');

/** The table in which a cell stays alive and is born of the three cells above it: space below, time of a 1-D rule. */
export function wolframTable(number: number): Uint8Array {
  return Uint8Array.from({ length: BLOCKS }, (_, block) => (block & CENTRE ? 1 : (number >> above(block)) & 1));
}

function wolframNumber(next: Uint8Array): number | undefined {
  const number = [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, n) => sum | (next[n * NE] << n), 0);
  const same = wolframTable(number).every((value, block) => value === next[block]);
  return same && number % 2 === 0 ? number : undefined;
}

const above = (block: number): number => (block & (NW | N | NE)) >> 6;
