import { InputError } from '../contract/errors.js';
import { hashLines } from './comments.js';
import type { Pattern, Quadtree } from './pattern.js';
import { emptyTree, isQuadtree, MAX_LEVEL, patternOfTree, treeOfPattern } from './quadtree.js';
import { CODE, isBlank, lineEnd, patternError, skipBlanks, withPlainLines } from './text.js';
import { leafLevel, TreeBuilder } from './tree-builder.js';

const HEADER = '[M2]';
const EXPECTED = 'a node as level nw ne sw se, or a leaf of . * and $';

/**
 * Reads macrocell, Golly's format of trees: each line a square made of four earlier ones. Both kinds: two states with
 * leaves of 8×8 cells (`.`, `*`, `$`), and more with leaves of 2×2 states (`1 nw ne sw se`). `#R` is the rule, `#G` the
 * generation; the frames of a timeline are passed over. Golly counts rows upwards, so that what it shows in row y of such a
 * file lies in row y − 1 here. Takes at most 32 bytes of memory a character.
 * @throws InputError with line and column where a line is no node, or names one that is not there or has another level
 */
export function parseMacrocell(source: string): Quadtree {
  const text = withPlainLines(source);
  const start = skipBlanks(text, 0, text.length);
  if (!text.startsWith(HEADER, start)) throw patternError(text, start, `${HEADER}, with which a macrocell file begins`);
  const head: { comments: string[]; rule?: string; generation?: bigint } = { comments: [] };
  const nodes = new NodeList(text);
  for (let at = lineEnd(text, start) + 1; at < text.length; ) {
    const end = lineEnd(text, at);
    const first = skipBlanks(text, at, end);
    const code = first < end ? text.charCodeAt(first) : CODE.hash;
    if (first === end) at = end;
    else if (code === CODE.hash) readDirective(text.slice(first, end).trimEnd(), head);
    else if (code === CODE.dot || code === CODE.star || code === CODE.dollar) nodes.readLeaf(first, end);
    else nodes.readNode(first, end);
    at = end + 1;
  }
  return nodes.take(head);
}

function readDirective(line: string, head: { comments: string[]; rule?: string; generation?: bigint }): void {
  const [, letter, text] = /^#([A-Za-z]+)\s*(.*)$/s.exec(line) ?? [];
  if (letter === 'R') head.rule = text;
  else if (letter === 'G' && /^\d{1,40}$/.test(text)) head.generation = BigInt(text);
  else if (!/^(?:R|G|FRAMES?)$/.test(letter ?? '')) head.comments.push(line.slice(1));
}

/** The nodes of a file; those without a live cell become node 0. */
class NodeList {
  /** Nodes by their number in the file. */
  #numbers = new Uint32Array(1024);
  #lines = 0;
  #levels = new Uint8Array(1024);
  #children = new Uint32Array(4096);
  #count = 0;
  /** The highest state of 2×2 leaves; 0 for a file of 8×8 leaves. */
  #maxState = 0;
  #hasBitLeaves = false;
  #lastLevel = 0;
  readonly #text: string;
  readonly #five = new Float64Array(5);

  constructor(text: string) {
    this.#text = text;
  }

  readLeaf(from: number, end: number): void {
    const text = this.#text;
    if (this.#maxState > 0) throw patternError(text, from, 'a node: leaves of 2×2 states came before');
    this.#hasBitLeaves = true;
    let [column, row, low, high] = [0, 0, 0, 0];
    for (let at = from; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === CODE.dollar) {
        row++;
        column = 0;
      } else if (code === CODE.star || code === CODE.dot) {
        if (column > 7 || row > 7) throw patternError(text, at, 'a leaf of 8×8 cells');
        const bit = code === CODE.star ? 1 << (8 * (row & 3) + column) : 0;
        if (row < 4) low |= bit;
        else high |= bit;
        column++;
      } else if (isBlank(code)) break;
      else throw patternError(text, at, EXPECTED);
    }
    this.#add(3, low >>> 0, high >>> 0, 0, 0);
  }

  readNode(from: number, end: number): void {
    const five = this.#five;
    this.#readFive(from, end);
    const level = five[0];
    if (level < 1 || level > MAX_LEVEL) throw patternError(this.#text, from, `a level from 1 to ${MAX_LEVEL}`);
    if (level === 1) this.#addStates(from);
    else this.#add(level, this.#child(from, 1), this.#child(from, 2), this.#child(from, 3), this.#child(from, 4));
  }

  take(rest: { comments: string[]; rule?: string; generation?: bigint }): Quadtree {
    if (this.#lines === 0) return emptyTree(rest);
    const states = this.#maxState === 0 ? 2 : Math.max(3, this.#maxState + 1);
    const isEmpty = this.#numbers[this.#lines] === 0;
    if (isEmpty) return emptyTree(rest);
    const levels = this.#levels.slice(0, this.#count);
    const children = this.#children.slice(0, 4 * this.#count);
    const tree = { ...rest, level: this.#lastLevel, states, levels, children };
    return this.#maxState === 1 ? withBitLeaves(tree) : tree;
  }

  /** Reads the five integers of a line. */
  #readFive(from: number, end: number): void {
    const text = this.#text;
    let at = from;
    for (let n = 0; n < 5; n++) {
      const start = skipBlanks(text, at, end);
      let value = 0;
      for (at = start; at < end; at++) {
        const digit = text.charCodeAt(at) - CODE.zero;
        if (digit < 0 || digit > 9) break;
        value = value * 10 + digit;
      }
      if (at === start || value > 2 ** 32) throw patternError(text, start, EXPECTED);
      this.#five[n] = value;
    }
    if (skipBlanks(text, at, end) < end) throw patternError(text, at, EXPECTED);
  }

  #addStates(from: number): void {
    if (this.#hasBitLeaves) throw patternError(this.#text, from, 'a leaf of 8×8 cells, as before');
    const [, nw, ne, sw, se] = this.#five;
    const state = Math.max(nw, ne, sw, se);
    if (state > 255) throw patternError(this.#text, from, 'states up to 255');
    this.#maxState = Math.max(this.#maxState, state, 1);
    this.#add(1, nw, ne, sw, se);
  }

  /** The node that the line names as its child number `n`. */
  #child(from: number, n: number): number {
    const number = this.#five[n];
    if (number > this.#lines) throw patternError(this.#text, from, `children among the ${this.#lines} nodes before`);
    const node = this.#numbers[number];
    if (node !== 0 && this.#levels[node - 1] !== this.#five[0] - 1)
      throw patternError(this.#text, from, `children of level ${this.#five[0] - 1}`);
    return node;
  }

  #add(level: number, a: number, b: number, c: number, d: number): void {
    this.#lastLevel = level;
    this.#lines++;
    if (this.#lines === this.#numbers.length) {
      const numbers = new Uint32Array(2 * this.#lines);
      numbers.set(this.#numbers);
      this.#numbers = numbers;
    }
    const isEmpty = (a | b | c | d) === 0;
    if (isEmpty) return;
    if (this.#count === this.#levels.length) this.#grow();
    this.#levels[this.#count] = level;
    const at = 4 * this.#count;
    this.#children[at] = a;
    this.#children[at + 1] = b;
    this.#children[at + 2] = c;
    this.#children[at + 3] = d;
    this.#numbers[this.#lines] = ++this.#count;
  }

  #grow(): void {
    const levels = new Uint8Array(2 * this.#count);
    levels.set(this.#levels);
    this.#levels = levels;
    const children = new Uint32Array(8 * this.#count);
    children.set(this.#children);
    this.#children = children;
  }
}

/** A tree of 2×2 leaves that holds no state above 1, with leaves of 8×8 cells. */
function withBitLeaves(tree: Quadtree): Quadtree {
  const { level, levels, children, states: _, ...rest } = tree;
  if (level < 3) return treeOfPattern(patternOfTree(tree));
  const builder = new TreeBuilder(2);
  const squares = new Uint32Array(levels.length + 1);
  levels.forEach((nodeLevel, i) => {
    const [nw, ne, sw, se] = children.subarray(4 * i, 4 * i + 4);
    squares[i + 1] =
      nodeLevel === 1
        ? builder.combine(1, nw, ne, sw, se)
        : builder.combine(nodeLevel, squares[nw], squares[ne], squares[sw], squares[se]);
  });
  return builder.take(level, rest);
}

/** Writes macrocell, as Golly does: a pattern is made a tree of first. */
export function formatMacrocell(pattern: Pattern | Quadtree): string {
  const tree = isQuadtree(pattern) ? pattern : treeOfPattern(pattern);
  const { levels, children, rule, generation, comments } = tree;
  if (tree.states > 256) throw new InputError('pattern', `${tree.states} states`, 'at most 256 states');
  const time = generation === undefined ? '' : `#G ${generation}\n`;
  const parts = [`${HEADER} (selforg)\n${rule === undefined ? '' : `#R ${rule}\n`}${time}${hashLines(comments)}`];
  const isBitLeaf = leafLevel(tree) === 3;
  if (levels.length === 0) parts.push('$\n');
  for (let start = 0; start < levels.length; start += CHUNK) {
    let lines = '';
    for (let i = start; i < Math.min(levels.length, start + CHUNK); i++) {
      const [a, b, c, d] = [children[4 * i], children[4 * i + 1], children[4 * i + 2], children[4 * i + 3]];
      lines += isBitLeaf && levels[i] === 3 ? leafLine(a, b) : `${levels[i]} ${a} ${b} ${c} ${d}\n`;
    }
    parts.push(lines);
  }
  return parts.join('');
}

const CHUNK = 4096;

/** Every row of a leaf, without what is dead at its end. */
const ROWS = Array.from({ length: 256 }, (_, bits) => {
  const cells = [0, 1, 2, 3, 4, 5, 6, 7].map((column) => ((bits >> column) & 1 ? '*' : '.'));
  return `${cells.join('').replace(/\.+$/, '')}$`;
});

/** The rows of a leaf down to the last live one. */
function leafLine(low: number, high: number): string {
  const upper = ROWS[low & 255] + ROWS[(low >>> 8) & 255] + ROWS[(low >>> 16) & 255] + ROWS[low >>> 24];
  const lower = ROWS[high & 255] + ROWS[(high >>> 8) & 255] + ROWS[(high >>> 16) & 255] + ROWS[high >>> 24];
  return `${(upper + lower).replace(/(\$)\$*$/, '$1')}\n`;
}
