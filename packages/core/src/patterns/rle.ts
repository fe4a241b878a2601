import { InputError } from '../contract/errors.js';
import type { Pattern } from './pattern.js';

/** `yO`, the last tag that readers of RLE know. */
const MAX_STATE = 255;
/** Characters a line, as the format asks. */
const MAX_LINE = 70;
const MAX_COORDINATE = 2 ** 31 - 1;
const CODE = {
  lf: 10,
  cr: 13,
  space: 32,
  tab: 9,
  bang: 33,
  zero: 48,
  nine: 57,
  A: 65,
  X: 88,
  b: 98,
  o: 111,
  p: 112,
  y: 121,
  z: 122,
  dollar: 36,
  dot: 46,
};

/**
 * Reads run-length encoded patterns as they are found in the wild: without header, final `!` or newline, with CRLF, text
 * after the `!`, comments and blank lines anywhere, multistate tags (`A`–`X`, `pA`–`yX`), `x`, `y` and `z` for live
 * cells, space between count and tag, and headers that lie about the size.
 * @throws InputError with line and column where a character belongs to no pattern, or a run leaves 2³¹ cells
 */
export function parseRle(text: string): Pattern {
  const head = readHead(text);
  const runs = new RunList();
  let x = 0;
  let y = 0;
  let width = 0;
  let height = 0;
  let count = 0;
  let ended = false;
  let started = false;
  for (let i = head.bodyStart; i < text.length && !ended; i++) {
    const code = text.charCodeAt(i);
    if (code >= CODE.zero && code <= CODE.nine) {
      count = count * 10 + code - CODE.zero;
      if (count > MAX_COORDINATE) throw rleError(text, i, 'a run of at most 2147483647 cells');
      continue;
    }
    if (code <= CODE.space) {
      if (code !== CODE.space && code !== CODE.lf && code !== CODE.cr && code !== CODE.tab)
        throw rleError(text, i, 'RLE text');
      continue;
    }
    started = true;
    const run = count || 1;
    count = 0;
    if (code === CODE.bang) ended = true;
    else if (code === CODE.dollar) {
      y += run;
      x = 0;
    } else if (code === 35 /* # */ && atLineStart(text, i)) {
      i = lineEnd(text, i);
      continue;
    } else {
      let state = stateOf(code);
      const next = text.charCodeAt(i + 1);
      if (code >= CODE.p && code <= CODE.y && next >= CODE.A && next <= CODE.X) {
        state = 24 * (code - CODE.p + 1) + next - CODE.A + 1;
        i++;
      }
      if (state < 0) throw rleError(text, i, 'a tag b, o, $, ! or a state A–X');
      if (state > 0) {
        runs.push(x, y, run, state);
        width = Math.max(width, x + run);
        height = Math.max(height, y + 1);
      }
      x += run;
    }
    if (x > MAX_COORDINATE || y > MAX_COORDINATE) throw rleError(text, i, 'cells at most 2147483647 from the corner');
  }
  if (!started) throw new InputError('pattern', text, 'RLE text, e.g. bo$2bo$3o!');
  const { rule, comments } = head;
  return { width, height, runs: runs.take(), comments, ...(rule === undefined ? {} : { rule }) };
}

/** State of a one-letter tag: 0 dead, 1 and up alive, −1 for no tag. */
function stateOf(code: number): number {
  if (code === CODE.b || code === CODE.dot) return 0;
  if (code === CODE.o || (code >= CODE.y - 1 && code <= CODE.z)) return 1;
  return code >= CODE.A && code <= CODE.X ? code - CODE.A + 1 : -1;
}

/** Comments, blank lines and the `x = …` line, in any order, up to where the cells begin. */
function readHead(text: string): { bodyStart: number; rule?: string; comments: string[] } {
  const comments: string[] = [];
  let rule: string | undefined;
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start < text.length) {
    const end = lineEnd(text, start);
    const first = text.slice(start, Math.min(end, start + 400)).trimStart();
    if (first.startsWith('#')) {
      if (/^#r\s/.test(first)) rule ??= first.slice(2).trim();
      comments.push(text.slice(start, end).trim().slice(1));
    } else if (/^x\s*=/i.test(first)) rule = /rule\s*=\s*([^\r\n]*\S)/i.exec(first)?.[1] ?? rule;
    else if (first.trim() !== '') break;
    start = end + 1;
  }
  return { bodyStart: start, comments, ...(rule === undefined ? {} : { rule }) };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

const atLineStart = (text: string, i: number): boolean => text.slice(text.lastIndexOf('\n', i) + 1, i).trim() === '';

function rleError(text: string, at: number, expected: string): InputError {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const column = at - before.lastIndexOf('\n');
  return new InputError(`pattern at line ${line}, column ${column}`, text.slice(at, at + 12), expected);
}

/** Runs in one growing array; a run that continues the last one is joined to it. */
class RunList {
  #data = new Int32Array(1024);
  #length = 0;

  push(x: number, y: number, length: number, state: number): void {
    const d = this.#data;
    const last = this.#length - 4;
    if (last >= 0 && d[last + 1] === y && d[last + 3] === state && d[last] + d[last + 2] === x) {
      d[last + 2] += length;
      return;
    }
    if (this.#length === d.length) {
      this.#data = new Int32Array(2 * d.length);
      this.#data.set(d);
    }
    const next = this.#data;
    next[this.#length++] = x;
    next[this.#length++] = y;
    next[this.#length++] = length;
    next[this.#length++] = state;
  }

  take(): Int32Array {
    return this.#data.slice(0, this.#length);
  }
}

/**
 * Writes strict RLE: a header with the true size and the rule, lines of at most 70 characters, no trailing dead cells.
 * Runs must be sorted by row, then column, as {@link parseRle} returns them.
 */
export function formatRle({ width, height, runs, rule = 'B3/S23', comments }: Pattern): string {
  const multistate = runs.some((value, i) => i % 4 === 3 && value > 1);
  const lines: string[] = [];
  let line = '';
  const put = (token: string) => {
    if (line.length + token.length > MAX_LINE) {
      lines.push(line);
      line = '';
    }
    line += token;
  };
  const item = (count: number, tag: string) => {
    if (count > 0) put(count > 1 ? `${count}${tag}` : tag);
  };
  let x = 0;
  let y = 0;
  for (let i = 0; i < runs.length; i += 4) {
    const left = runs[i];
    const row = runs[i + 1];
    const length = runs[i + 2];
    if (row > y) {
      item(row - y, '$');
      y = row;
      x = 0;
    }
    item(left - x, multistate ? '.' : 'b');
    item(length, tagOf(runs[i + 3], multistate));
    x = left + length;
  }
  put('!');
  const notes = comments.map((comment) => `#${comment.replaceAll(/[\r\n]+/g, ' ')}\n`).join('');
  return `${notes}x = ${width}, y = ${height}, rule = ${rule}\n${lines.concat(line).join('\n')}\n`;
}

function tagOf(state: number, multistate: boolean): string {
  if (!multistate) return 'o';
  if (state > MAX_STATE) throw new InputError('pattern', `state ${state}`, `states up to ${MAX_STATE}`);
  const prefix = Math.floor((state - 1) / 24);
  return `${prefix > 0 ? String.fromCharCode(CODE.p + prefix - 1) : ''}${String.fromCharCode(CODE.A + ((state - 1) % 24))}`;
}
