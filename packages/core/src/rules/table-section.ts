// @TABLE: transitions in the order in which they are tried; a cell for which none is right stays as it is.

import { Budget, TooLarge } from './budget.js';
import { integerAt, type Line, lineError } from './rule-text.js';
import type { RuleTree } from './rule-tree.js';
import { NEIGHBOURHOODS, type TableNeighbourhood, TREE_ORDER } from './table-neighbourhoods.js';
import { TreeBuilder } from './tree-builder.js';

type Tree = Pick<RuleTree, 'states' | 'neighbours' | 'nodes' | 'root'>;

/** What writing out a transition costs, once for each value of its bound variables and each arrangement. */
const WORK_PER_CASE = 300;
/** What reading a character of a transition costs, and a state of those that a variable stands for. */
const WORK_PER_CHARACTER = 20;
const WORK_PER_STATE = 8;

interface Header {
  readonly budget: Budget;
  readonly states: number;
  readonly neighbourhood: TableNeighbourhood;
  readonly symmetry: string;
}

/** A transition line: the sets of states of the cell and its neighbours, and the next state. */
interface Transition {
  readonly line: Line;
  /** States that an input may have; equal sets of the same number must be equal states. */
  readonly inputs: readonly Operand[];
  readonly output: Operand;
}

interface Operand {
  readonly states: readonly number[];
  /** Name of a variable that stands more than once in the transition. */
  readonly bound?: string;
}

/**
 * Reads the lines of a @TABLE section into a decision tree.
 * @throws InputError with line and column
 */
export function parseTable(lines: readonly Line[], heading: Line): Tree {
  const { header, rest } = readHeader(lines, heading);
  const variables = new Map<string, readonly number[]>();
  const transitions: Transition[] = [];
  for (const line of rest) {
    affordably(line, () => {
      if (/^\s*var\b/.test(line.text)) readVariable(line, header, variables);
      else transitions.push(readTransition(line, header, variables));
    });
  }
  return compile(transitions, header);
}

/** Does what a line asks for; one that asks for too much is an error. */
function affordably(line: Line, act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw lineError(line, 0, 'fewer cases: variables and symmetries make more of them than can be held');
  }
}

function readHeader(lines: readonly Line[], heading: Line): { header: Header; rest: readonly Line[] } {
  const found = new Map<string, Line & { value: string; column: number }>();
  let at = 0;
  for (; at < lines.length; at++) {
    const match = /^\s*(n_states|neighborhood|neighbourhood|symmetries)\s*[:=]\s*(.*)$/i.exec(lines[at].text);
    if (!match) break;
    const value = match[2].trim();
    const key = match[1].toLowerCase().replace('neighbour', 'neighbor');
    found.set(key, { ...lines[at], value, column: lines[at].text.length - match[2].length });
  }
  const get = (key: string, example: string) => {
    const entry = found.get(key);
    if (!entry) throw lineError(lines[at] ?? heading, 0, `${key}: before the transitions, e.g. ${example}`);
    return entry;
  };
  const count = get('n_states', 'n_states:4');
  const states = integerAt(count, count.column, count.value, [2, 256]);
  const name = get('neighborhood', 'neighborhood:Moore');
  const key = name.value.toLowerCase();
  if (!Object.hasOwn(NEIGHBOURHOODS, key)) {
    throw lineError(name, name.column, 'vonNeumann, Moore, hexagonal or oneDimensional');
  }
  const neighbourhood = NEIGHBOURHOODS[key];
  const symmetry = get('symmetries', 'symmetries:none');
  const known = [...Object.keys(neighbourhood.symmetries), 'permute'];
  if (!known.includes(symmetry.value)) throw lineError(symmetry, symmetry.column, `one of ${known.join(', ')}`);
  return { header: { budget: new Budget(), states, neighbourhood, symmetry: symmetry.value }, rest: lines.slice(at) };
}

/** `var a={1,2,b}`: a set of states, other variables' states included. */
function readVariable(line: Line, header: Header, variables: Map<string, readonly number[]>): void {
  const match = /^\s*var\s+([^\s={},]+)\s*=\s*(.*)$/.exec(line.text);
  if (!match) throw lineError(line, 0, 'var <name>={<states>}');
  if (/^\d+$/.test(match[1])) throw lineError(line, line.text.indexOf(match[1]), 'a name that is no number');
  const column = line.text.length - match[2].length;
  variables.set(match[1], readSet({ line, column, text: match[2].trim() }, header, variables));
}

interface Token {
  readonly line: Line;
  readonly column: number;
  readonly text: string;
}

type Variables = ReadonlyMap<string, readonly number[]>;

/** `{1,2,a}`, `a` or `1`, as a rising list of states. */
function readSet(token: Token, { states, budget }: Header, variables: Variables): readonly number[] {
  const { line, column, text } = token;
  const inner = /^\{(.*)\}$/.exec(text)?.[1] ?? text;
  const found = new Set<number>();
  let at = column + (inner === text ? 0 : 1);
  for (const part of inner.split(',')) {
    const name = part.trim();
    const given = readState({ line, column: at, text: name }, states, variables);
    budget.spend(WORK_PER_STATE * (given.length + 1));
    for (const state of given) found.add(state);
    at += part.length + 1;
  }
  return [...found].sort((a, b) => a - b);
}

function readState({ line, column, text }: Token, states: number, variables: Variables): readonly number[] {
  const known = variables.get(text);
  if (known) return known;
  if (!/^\d+$/.test(text)) throw lineError(line, column, 'a state or the name of a variable given above');
  return [integerAt(line, column, text, [0, states - 1])];
}

function readTransition(line: Line, header: Header, variables: Variables): Transition {
  header.budget.spend(WORK_PER_CHARACTER * line.text.length);
  const tokens = tokensOf(line);
  const { order } = header.neighbourhood;
  if (tokens.length !== order.length + 2) {
    const places = ['C', ...order.map((place) => place.toUpperCase()), 'C′'].join(',');
    throw lineError(
      line,
      tokens[order.length + 2]?.column ?? line.text.length,
      `${order.length + 2} states: ${places}`,
    );
  }
  const uses = (text: string): number => tokens.filter((token) => token.text === text).length;
  const operands = tokens.map((token): Operand => {
    const states = readSet(token, header, variables);
    const bound = variables.has(token.text) && uses(token.text) > 1 && states.length > 1;
    return bound ? { states, bound: token.text } : { states };
  });
  const output = operands[operands.length - 1];
  if (output.states.length > 1 && output.bound === undefined) {
    throw lineError(line, tokens[tokens.length - 1].column, 'one state, or a variable that is among the inputs too');
  }
  return { line, inputs: operands.slice(0, -1), output };
}

/** States and names between commas, braces kept together; without commas each character is one. */
function tokensOf(line: Line): Token[] {
  const { text } = line;
  if (!text.includes(',')) {
    return [...text.matchAll(/\S/g)].map((match) => ({ line, column: match.index, text: match[0] }));
  }
  const tokens: Token[] = [];
  let start = 0;
  let inBraces = false;
  for (let i = 0; i <= text.length; i++) {
    if (text[i] === '{') inBraces = true;
    if (text[i] === '}') inBraces = false;
    if (i < text.length && (text[i] !== ',' || inBraces)) continue;
    const token = text.slice(start, i);
    tokens.push({ line, column: start + token.length - token.trimStart().length, text: token.trim() });
    start = i + 1;
  }
  return tokens;
}

/** The tree of all transitions: the first to fit decides, so they are laid over each other from the last to the first. */
function compile(transitions: readonly Transition[], header: Header): Tree {
  const { states, neighbourhood, budget } = header;
  const { neighbours } = neighbourhood;
  const builder = new TreeBuilder(states, neighbours + 1, budget);
  for (const transition of transitions.toReversed()) {
    affordably(transition.line, () => {
      for (const { inputs, result } of boundCases(transition, header)) {
        const sets = inputs.map((members) => membership(members, states));
        for (const around of arrangements(sets.slice(1), inputs.slice(1), header)) {
          budget.spend(WORK_PER_CASE);
          builder.override(inTreeOrder(sets[0], around, neighbourhood, states), result);
        }
      }
    });
  }
  return { states, neighbours, ...builder.finish() };
}

interface Case {
  readonly inputs: readonly (readonly number[])[];
  readonly result: number;
}

/** A transition with each value of its bound variables written out. */
function* boundCases({ inputs, output }: Transition, { states, budget }: Header): Generator<Case> {
  const names = [...new Set([...inputs, output].flatMap(({ bound }) => bound ?? []))];
  const choices = names.map((name) => inputs.find(({ bound }) => bound === name)?.states ?? output.states);
  const total = choices.reduce((product, { length }) => product * length, 1);
  budget.spend(total * (WORK_PER_CASE + inputs.length * states)); // All at once: before, not after most of the work.
  for (let n = 0; n < total; n++) {
    const values = new Map<string, number>();
    let rest = n;
    for (const [i, name] of names.entries()) {
      values.set(name, choices[i][rest % choices[i].length]);
      rest = Math.floor(rest / choices[i].length);
    }
    const statesOf = ({ states: all, bound }: Operand): readonly number[] => {
      const value = bound === undefined ? undefined : values.get(bound);
      return value === undefined ? all : [value];
    };
    yield { inputs: inputs.map(statesOf), result: statesOf(output)[0] };
  }
}

/** The ways in which the symmetry lets the neighbours' sets lie, each once. */
function* arrangements(
  sets: readonly Uint8Array[],
  members: readonly (readonly number[])[],
  { neighbourhood, symmetry }: Header,
): Generator<readonly Uint8Array[]> {
  const keys = members.map((states) => states.join());
  if (symmetry === 'permute') return yield* permutations(sets, keys);
  const seen = new Set<string>();
  for (const places of neighbourhood.symmetries[symmetry]) {
    const key = places.map((place) => keys[place]).join(';');
    if (!seen.has(key)) yield places.map((place) => sets[place]);
    seen.add(key);
  }
}

/** All orders of sets of which some are equal, each once. */
function* permutations(sets: readonly Uint8Array[], keys: readonly string[]): Generator<readonly Uint8Array[]> {
  if (sets.length === 0) yield [];
  const first = keys.map((key, i) => (keys.indexOf(key) === i ? i : -1)).filter((i) => i >= 0);
  for (const i of first) {
    for (const rest of permutations(sets.toSpliced(i, 1), keys.toSpliced(i, 1))) yield [sets[i], ...rest];
  }
}

function inTreeOrder(
  centre: Uint8Array,
  around: readonly Uint8Array[],
  { neighbours, order }: TableNeighbourhood,
  states: number,
): readonly Uint8Array[] {
  const any = new Uint8Array(states).fill(1);
  return TREE_ORDER[neighbours].map((place) => (place === 'c' ? centre : (around[order.indexOf(place)] ?? any)));
}

function membership(members: readonly number[], states: number): Uint8Array {
  const set = new Uint8Array(states);
  for (const state of members) set[state] = 1;
  return set;
}
