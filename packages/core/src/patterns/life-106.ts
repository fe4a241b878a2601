import { InputError } from '../contract/errors.js';
import { commentOfNote, noteOfComment } from './comments.js';
import type { Pattern } from './pattern.js';
import { checkTwoStates, cornerOf, MAX_COORDINATE, MAX_RUNS, patternOf, populationOf, sortedRuns } from './runs.js';
import { CODE, isBlank, lineEnd, patternError, skipBlanks, withPlainLines } from './text.js';

const HEADER = '#Life 1.06';
/** Digits that a number holds exactly. */
const SAFE_DIGITS = 15;

/**
 * Reads Life 1.06: a line `x y` for each live cell, anywhere on the plane, in any order.
 * @throws InputError with line and column where a line is no pair of integers, or cells lie 2³¹ or more apart
 */
export function parseLife106(source: string): Pattern {
  const text = withPlainLines(source);
  const comments: string[] = [];
  let rule: string | undefined;
  const cells = new CellList(text);
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    const first = skipBlanks(text, start, end);
    if (text.charCodeAt(first) === CODE.hash) {
      const line = text.slice(first, end).trimEnd();
      const named = /^#R\s+(\S.*)$/.exec(line);
      if (named) rule = named[1];
      else if (!line.startsWith('#Life') && !/^#N$/.test(line)) comments.push(commentOfNote(line.slice(2)));
    } else if (first < end) cells.read(first, end);
    start = end + 1;
  }
  const { runs, origin } = cells.take();
  return patternOf(runs, { comments, ...(origin && { origin }), ...(rule !== undefined && { rule }) });
}

/** Cells as distances from the first one, so that numbers hold what the file holds as long integers. */
class CellList {
  #cells = new Float64Array(1024);
  #length = 0;
  #first: readonly [bigint, bigint] | undefined;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  read(from: number, end: number): void {
    const text = this.#text;
    const gap = integerEnd(text, from, end);
    const second = skipBlanks(text, gap, end);
    const last = integerEnd(text, second, end);
    if (second === gap || skipBlanks(text, last, end) < end)
      throw patternError(text, from, 'a cell as x y, e.g. -3 12');
    if (!this.#first) this.#first = [BigInt(text.slice(from, gap)), BigInt(text.slice(second, last))];
    if (this.#length === this.#cells.length) {
      const larger = new Float64Array(2 * this.#length);
      larger.set(this.#cells);
      this.#cells = larger;
    }
    this.#cells[this.#length++] = distance(text.slice(from, gap), this.#first[0]);
    this.#cells[this.#length++] = distance(text.slice(second, last), this.#first[1]);
  }

  take(): { runs: Int32Array; origin?: readonly [bigint, bigint] } {
    const cells = this.#cells.subarray(0, this.#length);
    if (!this.#first) return { runs: new Int32Array(0) };
    const left = extreme(cells, 0, Math.min);
    const top = extreme(cells, 1, Math.min);
    if (extreme(cells, 0, Math.max) - left >= MAX_COORDINATE || extreme(cells, 1, Math.max) - top >= MAX_COORDINATE)
      throw new InputError('pattern', 'cells far apart', `cells less than ${MAX_COORDINATE} apart`);
    const runs = new Int32Array(2 * cells.length);
    for (let i = 0, at = 0; i < cells.length; i += 2) {
      runs[at++] = cells[i] - left;
      runs[at++] = cells[i + 1] - top;
      runs[at++] = 1;
      runs[at++] = 1;
    }
    return { runs: sortedRuns(runs), origin: [this.#first[0] + BigInt(left), this.#first[1] + BigInt(top)] };
  }
}

/** Where the integer that starts at `from` ends; an error where there is none, or one of more than forty digits. */
function integerEnd(text: string, from: number, end: number): number {
  let at = text.charCodeAt(from) === CODE.minus ? from + 1 : from;
  const digits = at;
  while (at < end && text.charCodeAt(at) >= CODE.zero && text.charCodeAt(at) <= CODE.nine) at++;
  const isClosed = at === end || isBlank(text.charCodeAt(at));
  if (at === digits || at > digits + 40 || !isClosed || from >= end)
    throw patternError(text, Math.min(from, end), 'a cell as x y, e.g. -3 12');
  return at;
}

function distance(digits: string, from: bigint): number {
  const isSafe = digits.length <= SAFE_DIGITS && from > -(2n ** 52n) && from < 2n ** 52n;
  return isSafe ? Number(digits) - Number(from) : Number(BigInt(digits) - from);
}

function extreme(cells: Float64Array, from: number, better: (a: number, b: number) => number): number {
  let best = cells[from];
  for (let i = from; i < cells.length; i += 2) best = better(best, cells[i]);
  return best;
}

/**
 * Writes Life 1.06, a line a live cell.
 * @throws InputError for more than two states, or more than 2²³ cells
 */
export function formatLife106(pattern: Pattern): string {
  checkTwoStates(pattern, 'Life 1.06');
  const population = populationOf(pattern);
  if (population > MAX_RUNS)
    throw new InputError('pattern', `${population} cells`, `at most ${MAX_RUNS} cells for Life 1.06, a line each`);
  const [left, top] = cornerOf(pattern);
  const { runs, rule, comments } = pattern;
  const lines = [HEADER, ...comments.map((comment) => `#D ${noteOfComment(comment)}`.trimEnd())];
  if (rule !== undefined) lines.push(`#R ${rule}`);
  for (let i = 0; i < runs.length; i += 4) {
    const y = top + BigInt(runs[i + 1]);
    for (let n = 0; n < runs[i + 2]; n++) lines.push(`${left + BigInt(runs[i] + n)} ${y}`);
  }
  return `${lines.join('\n')}\n`;
}
