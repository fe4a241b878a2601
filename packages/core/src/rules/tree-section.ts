// @TREE: the decision tree as it is, nodes before those that name them, the root last.

import { integerAt, type Line, lineError, wordsOf } from './rule-text.js';
import type { RuleTree } from './rule-tree.js';

type Tree = Pick<RuleTree, 'states' | 'neighbours' | 'nodes' | 'root'>;

const LARGEST = 2 ** 24;

/**
 * Reads the lines of a @TREE section.
 * @throws InputError with line and column
 */
export function parseTree(lines: readonly Line[], heading: Line): Tree {
  const head = new Map<string, number>();
  let at = 0;
  for (; at < lines.length && /^\s*[a-z]/i.test(lines[at].text); at++) readParameter(lines[at], head);
  const get = (name: string): number => {
    const value = head.get(name);
    if (value === undefined) throw lineError(heading, 0, `${name}=<number> after @TREE`);
    return value;
  };
  const [states, neighbours, count] = [get('num_states'), get('num_neighbors'), get('num_nodes')];
  if (neighbours !== 4 && neighbours !== 8) throw lineError(heading, 0, 'num_neighbors=4 or num_neighbors=8');
  const rows = lines.slice(at);
  if (rows.length !== count) throw lineError(rows.at(-1) ?? heading, 0, `${count} nodes, as num_nodes says`);
  if (count * states > LARGEST) throw lineError(heading, 0, `at most ${LARGEST} entries in all nodes`);
  const depths = new Uint8Array(count);
  const nodes = new Int32Array(count * states);
  for (const [node, line] of rows.entries()) readNode(line, { node, states, neighbours, depths, nodes });
  const root = count - 1;
  const last = rows.at(-1) ?? heading;
  if (root < 0 || depths[root] !== neighbours + 1)
    throw lineError(last, 0, `the root, of depth ${neighbours + 1}, last`);
  return { states, neighbours, nodes, root: root * states };
}

const BOUNDS: Readonly<Record<string, readonly [number, number]>> = {
  num_states: [2, 256],
  num_neighbors: [4, 8],
  num_nodes: [1, LARGEST],
};

function readParameter(line: Line, head: Map<string, number>): void {
  const [, name, value = ''] = /^\s*(\w+)(?:\s*=\s*|\s+)(\S*)$/.exec(line.text) ?? [];
  const key = name?.toLowerCase() ?? '';
  if (!Object.hasOwn(BOUNDS, key)) throw lineError(line, 0, 'num_states, num_neighbors or num_nodes = <number>');
  head.set(key, integerAt(line, line.text.length - value.length, value, BOUNDS[key]));
}

interface Reading {
  readonly node: number;
  readonly states: number;
  readonly neighbours: 4 | 8;
  readonly depths: Uint8Array;
  readonly nodes: Int32Array;
}

function readNode(line: Line, { node, states, neighbours, depths, nodes }: Reading): void {
  const words = wordsOf(line);
  if (words.length !== states + 1) {
    throw lineError(line, words[states + 1]?.column ?? line.text.length, `a depth and ${states} numbers`);
  }
  const depth = integerAt(line, words[0].column, words[0].word, [1, neighbours + 1]);
  depths[node] = depth;
  for (let i = 0; i < states; i++) {
    const { word, column } = words[i + 1];
    if (depth === 1) {
      nodes[node * states + i] = integerAt(line, column, word, [0, states - 1]);
      continue;
    }
    const child = integerAt(line, column, word, [0, LARGEST]);
    if (child >= node || depths[child] !== depth - 1) {
      throw lineError(line, column, `the number of an earlier node of depth ${depth - 1}`);
    }
    nodes[node * states + i] = child * states;
  }
}
