// B/S and its relatives: `B3/S23`, `b3s23`, `S23/B3`, `23/3`, with letters, with V or H, with states (Generations).

import type { Neighbourhood } from './block.js';
import { tableOf } from './block.js';
import { parseConditions } from './conditions.js';
import { blockRule } from './name-of.js';
import type { BlockRule } from './rule.js';

/** What is wrong with a text that must be meant in this notation, or nothing where it may be another. */
export type Refusal = { readonly expected: string } | undefined;

const COUNTS = {
  moore:
    'B<counts>/S<counts>, e.g. B3/S23: counts 0–8, and after 1–7 the letters that go with them (2-a, 3aeijnr, 4ceaiknjqrytwz)',
  hexagonal: 'B<counts>/S<counts>H with counts 0–6 and no letters, e.g. B2/S34H',
  'von-neumann': 'B<counts>/S<counts>V with counts 0–4 and no letters, e.g. B13/S012V',
} as const satisfies Record<Neighbourhood, string>;
const STATES = 'a number of states from 2 to 256, e.g. 345/2/4 or B2/S345/4';

/** Reads a rule in lower case without spaces; tells what is expected where it has this form but cannot be read. */
export function parseBlockNotation(text: string): BlockRule | Refusal {
  const parts = partsOf(text);
  if (!parts) return undefined;
  const { neighbourhood } = parts;
  const birth = parseConditions(parts.birth, neighbourhood);
  const survival = parseConditions(parts.survival, neighbourhood);
  if (!birth || !survival) return { expected: COUNTS[neighbourhood] };
  const states = parseStates(parts.states);
  return states === undefined ? { expected: STATES } : blockRule(tableOf(birth, survival), states);
}

/** A number of states from 2 to 256; two where none is given. */
export function parseStates(text: string | undefined): number | undefined {
  const states = Number(text ?? 2);
  return /^\d{1,4}$/.test(text ?? '2') && states >= 2 && states <= 256 ? states : undefined;
}

interface Parts {
  readonly birth: string;
  readonly survival: string;
  readonly states: string | undefined;
  readonly neighbourhood: Neighbourhood;
}

function partsOf(text: string): Parts | undefined {
  const suffix = /[vh]$/.exec(text)?.[0];
  const neighbourhood = suffix === 'v' ? 'von-neumann' : suffix === 'h' ? 'hexagonal' : 'moore';
  const bare = suffix ? text.slice(0, -1) : text;
  const [, leading, rest] = /^(?:g(\d+)\/?(?=[bs\d/]))?(.*)$/s.exec(bare) ?? ['', undefined, bare];
  const split = rest
    .replaceAll('_', '/')
    .replace(/(?<=[^/])(?=[bsg])/g, '/')
    .split('/');
  const keyed = (key: string): string[] => split.filter((part) => part.startsWith(key)).map((part) => part.slice(1));
  const plain = split.filter((part) => !/^[bs]/.test(part));
  const [births, survivals] = [keyed('b'), keyed('s')];
  if (births.length > 1 || survivals.length > 1 || split.length < 2) return undefined;
  const survival = survivals[0] ?? plain.shift();
  const birth = births[0] ?? plain.shift();
  if (leading !== undefined) plain.push(leading);
  if (birth === undefined || survival === undefined || plain.length > 1) return undefined;
  const states = plain[0]?.replace(/^[cg](?=\d)/, '');
  return { birth, survival, states, neighbourhood };
}
