import { InputError } from '../contract/errors.js';
import { hashLines } from './comments.js';
import type { Pattern } from './pattern.js';
import { MAX_COORDINATE, maxState, RunList } from './runs.js';
import { CODE, isBlank, lineEnd, patternError, skipBlanks, withPlainLines } from './text.js';

/** `yO`, the last tag that readers of RLE know. */
const MAX_STATE = 255;
/** Characters a line, as the format asks. */
const MAX_LINE = 70;
/** Characters of a line that may name a rule or a position. */
const MAX_HEADER = 1000;
const TAG = { A: 65, X: 88, b: 98, o: 111, p: 112, x: 120, y: 121, z: 122 };

/**
 * Reads run-length encoded patterns as they are found in the wild: without header, final `!` or newline, with CRLF, text
 * after the `!`, comments and blank lines anywhere, multistate tags (`A`–`X`, `pA`–`yO`), `x`, `y` and `z` for live
 * cells, space between count and tag, and headers that lie about the size. A line `#CXRLE Pos=x,y Gen=n`, or XLife's
 * `#P x y`, says where the pattern lies. Takes at most 32 bytes of memory a character.
 * @throws InputError with line and column where a character belongs to no pattern, or a run leaves 2³¹ cells
 */
export function parseRle(source: string): Pattern {
  const text = withPlainLines(source);
  const { bodyStart, ...head } = readHead(text);
  return { ...readCells(text, bodyStart), ...head };
}

interface Head {
  bodyStart: number;
  comments: string[];
  rule?: string;
  origin?: readonly [bigint, bigint];
  generation?: bigint;
}

/** Comments, blank lines and the `x = …` line, in any order, up to where the cells begin. */
function readHead(text: string): Head {
  const head: Head = { bodyStart: 0, comments: [] };
  let start = 0;
  while (start < text.length) {
    const end = lineEnd(text, start);
    const first = skipBlanks(text, start, end);
    const line = text.slice(first, Math.min(end, first + MAX_HEADER));
    if (line[0] === '#') {
      if (!readPlace(line, head)) head.comments.push(text.slice(first + 1, end).trimEnd());
    } else if (/^(?:x\s*=|rule\s*=)/i.test(line)) {
      const rule = /rule\s*=\s*(\S[^\r\n]*)/i.exec(line)?.[1];
      if (rule !== undefined) head.rule = rule.trimEnd();
    } else if (first < end) break;
    start = end + 1;
  }
  head.bodyStart = start;
  return head;
}

/** Takes over what a comment line says about rule and place; whether it says nothing else. */
function readPlace(line: string, head: Head): boolean {
  const golly = /^#CXRLE\b/.test(line);
  const position = golly
    ? /\bPos\s*=\s*(-?\d{1,40})\s*,\s*(-?\d{1,40})/i.exec(line)
    : /^#[PR]\s+(-?\d{1,40})\s+(-?\d{1,40})\s*$/.exec(line);
  if (position) head.origin = [BigInt(position[1]), BigInt(position[2])];
  const generation = golly ? /\bGen\s*=\s*(\d{1,40})/i.exec(line) : null;
  if (generation) head.generation = BigInt(generation[1]);
  const rule = /^#r\s+(\S.*\S|\S)/.exec(line);
  if (rule) head.rule ??= rule[1];
  return golly || position !== null || rule !== null;
}

/** The runs from `from` to the `!` or the end of the text. */
function readCells(text: string, from: number): Pick<Pattern, 'width' | 'height' | 'runs'> {
  const runs = new RunList();
  let [x, y, width, height, count] = [0, 0, 0, 0, 0];
  let hasTag = false;
  let atLineStart = true;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= CODE.zero && code <= CODE.nine) {
      count = count * 10 + code - CODE.zero;
      if (count > MAX_COORDINATE) throw patternError(text, i, 'a run of at most 2147483647 cells');
      atLineStart = false;
      continue;
    }
    if (isBlank(code)) {
      atLineStart ||= code === CODE.lf;
      continue;
    }
    if (code === CODE.hash && atLineStart) {
      i = lineEnd(text, i);
      continue;
    }
    atLineStart = false;
    hasTag = true;
    if (code === CODE.bang) break;
    const run = count || 1;
    count = 0;
    if (code === CODE.dollar) {
      y += run;
      x = 0;
    } else {
      const next = text.charCodeAt(i + 1);
      const isPair = code >= TAG.p && code <= TAG.y && next >= TAG.A && next <= TAG.X;
      const state = isPair ? 24 * (code - TAG.p + 1) + next - TAG.A + 1 : stateOf(code);
      if (state < 0 || state > MAX_STATE) throw patternError(text, i, 'a tag b, o, $, ! or a state A–X');
      if (state > 0) {
        runs.push(x, y, run, state);
        if (x + run > width) width = x + run;
        height = y + 1;
      }
      x += run;
      if (isPair) i++;
    }
    if (x > MAX_COORDINATE || y > MAX_COORDINATE)
      throw patternError(text, i, 'cells at most 2147483647 from the corner');
  }
  if (!hasTag) throw new InputError('pattern', text, 'RLE text, e.g. bo$2bo$3o!');
  return { width, height, runs: runs.take() };
}

/** State of a one-letter tag: 0 dead, 1 and up alive, −1 for no tag. */
function stateOf(code: number): number {
  if (code === TAG.b || code === CODE.dot) return 0;
  if (code === TAG.o || (code >= TAG.x && code <= TAG.z)) return 1;
  return code >= TAG.A && code <= TAG.X ? code - TAG.A + 1 : -1;
}

/**
 * Writes strict RLE: a header with the true size and the rule, lines of at most 70 characters, no trailing dead cells.
 * Runs must be sorted by row, then column, as {@link parseRle} returns them.
 */
export function formatRle(pattern: Pattern): string {
  const { width, height, runs, rule = 'B3/S23', comments } = pattern;
  const states = maxState(pattern);
  if (states > MAX_STATE) throw new InputError('pattern', `state ${states}`, `states up to ${MAX_STATE}`);
  const dead = states > 1 ? '.' : 'b';
  const tags = Array.from({ length: states + 1 }, (_, state) => (states > 1 ? tagOf(state) : 'o'));
  const body = new Lines();
  let x = 0;
  let y = 0;
  for (let i = 0; i < runs.length; i += 4) {
    if (runs[i + 1] > y) {
      body.put(runs[i + 1] - y, '$');
      y = runs[i + 1];
      x = 0;
    }
    body.put(runs[i] - x, dead);
    body.put(runs[i + 2], tags[runs[i + 3]]);
    x = runs[i] + runs[i + 2];
  }
  body.put(1, '!');
  return `${placeLine(pattern)}${hashLines(comments)}x = ${width}, y = ${height}, rule = ${rule}\n${body.text()}`;
}

function placeLine({ origin, generation }: Pattern): string {
  const position = origin ? ` Pos=${origin[0]},${origin[1]}` : '';
  const time = generation === undefined ? '' : ` Gen=${generation}`;
  return position || time ? `#CXRLE${position}${time}\n` : '';
}

/** Items set in lines that are no longer than the format allows. */
class Lines {
  #done: string[] = [];
  #line = '';

  put(count: number, tag: string): void {
    if (count <= 0) return;
    const item = count > 1 ? count + tag : tag;
    if (this.#line.length + item.length > MAX_LINE) {
      this.#done.push(this.#line);
      this.#line = '';
    }
    this.#line += item;
  }

  text(): string {
    return `${[...this.#done, this.#line].join('\n')}\n`;
  }
}

function tagOf(state: number): string {
  const prefix = Math.floor((state - 1) / 24);
  return `${prefix > 0 ? String.fromCharCode(TAG.p + prefix - 1) : ''}${String.fromCharCode(TAG.A + ((state - 1) % 24))}`;
}
