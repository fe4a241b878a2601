import { InputError } from '../contract/errors.js';
import type { Topology } from '../lattice/topology.js';
import { parseTopology } from '../lattice/topology-notation.js';
import { parseBlockNotation, parseStates, type Refusal } from './block-notation.js';
import { parseLargerThanLife } from './larger-than-life.js';
import { parseMap } from './map-notation.js';
import { blockRule, wolframTable } from './name-of.js';
import { elsewhere, namedRule } from './named-rules.js';
import type { Rule } from './rule.js';

/** Characters of a rule: room for a custom neighbourhood of the largest radius, and a grid. */
const LONGEST = 260_000;

const EXPECTED =
  'a rule such as B3/S23, 23/3, B13/S012V, B2/S34H, B2-a/S12, 345/2/4, W110, MAP… or R5,C0,M1,S34..58,B34..45,NM';

/**
 * Reads a rule in any notation: B/S in either order and case, with V (four neighbours) or H (six), Hensel's isotropic
 * letters, MAP, W (elementary, rows fill downwards), Generations, Larger than Life, and names such as `Day & Night`;
 * after a colon a bounded grid as in {@link parseTopology}. The rule's `name` is its canonical notation.
 * @throws InputError
 */
export function parseRule(text: string): { readonly rule: Rule; readonly topology?: Topology } {
  if (text.length > LONGEST) throw new InputError('rule', text, `at most ${LONGEST} characters`);
  const colon = text.indexOf(':');
  const notation = (colon < 0 ? text : text.slice(0, colon)).trim();
  const read = readRule(namedRule(notation) ?? notation.replace(/\s+/g, ''));
  if (!read || 'expected' in read) {
    throw new InputError('rule', text, elsewhere(notation) ?? read?.expected ?? EXPECTED);
  }
  return colon < 0 ? { rule: read } : { rule: read, topology: gridOf(text, colon) };
}

function gridOf(text: string, colon: number): Topology {
  try {
    return parseTopology(text.slice(colon));
  } catch (error) {
    throw error instanceof InputError ? new InputError('rule', text, error.expected) : error;
  }
}

function readRule(notation: string): Rule | Refusal {
  if (/^map/i.test(notation)) return readMap(notation.slice(3));
  if (/^w\d/i.test(notation)) return readWolfram(notation.slice(1));
  const lower = notation.toLowerCase();
  return parseLargerThanLife(lower) ?? parseBlockNotation(lower);
}

function readMap(text: string): Rule | Refusal {
  // a slash is a base64 digit too: states are meant where digits follow the full length of a table
  const [, base64, states] = /^(.{86}={0,2}|.{22}={0,2}|.{6}={0,2})\/(\d+)$/.exec(text) ?? ['', text, undefined];
  const next = parseMap(base64, states !== undefined);
  if (!next) {
    return { expected: 'MAP and 86 (eight neighbours), 22 (six) or 6 (four) base64 digits, then /<states> if need be' };
  }
  const count = parseStates(states);
  return count === undefined ? { expected: 'a number of states from 2 to 256 after the MAP' } : blockRule(next, count);
}

function readWolfram(text: string): Rule | Refusal {
  const number = Number(text);
  if (!/^\d{1,3}$/.test(text) || number > 255) return { expected: 'W and a number from 0 to 254, e.g. W110' };
  if (number % 2) {
    const why = 'an odd one fills the empty plane at once';
    return { expected: `an even number after W (${why}; the system "elementary" runs every one), e.g. W110` };
  }
  return blockRule(wolframTable(number));
}
