import { InputError } from '../contract/errors.js';
import { commentOfNote, noteOfComment } from './comments.js';
import type { Pattern } from './pattern.js';
import { Picture, readPictureLine } from './picture.js';
import { MAX_DRAWN } from './plaintext.js';
import { checkTwoStates, cornerOf, MAX_COORDINATE, patternOf, RunList, sortedRuns } from './runs.js';
import { CODE, lineEnd, patternError, withPlainLines } from './text.js';

/** Columns of a block, as the format asks. */
const BLOCK = 80;
const NORMAL = 'B3/S23';

/**
 * Reads Life 1.05: blocks of drawn cells (`.` dead, `*` alive), each placed by `#P x y`; `#N` is Conway's rule,
 * `#R 23/3` another one, `#D` a comment. Blocks may overlap.
 * @throws InputError with line and column
 */
export function parseLife105(source: string): Pattern {
  const text = withPlainLines(source);
  const head: { comments: string[]; rule?: string } = { comments: [] };
  const blocks: Block[] = [];
  for (let start = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    if (text.charCodeAt(start) === CODE.hash) {
      if (/[Pp]/.test(text[start + 1])) blocks.push(openBlock(text, start, end));
      else readDirective(text.slice(start, end).trimEnd(), head);
    } else {
      if (blocks.length === 0) blocks.push({ x: 0, y: 0, rows: 0, runs: new RunList() });
      const block = blocks[blocks.length - 1];
      readPictureLine(text, start, end, { x: 0, y: block.rows++ }, block.runs);
    }
    start = end + 1;
  }
  return { ...joined(blocks), ...head };
}

interface Block {
  readonly x: number;
  readonly y: number;
  rows: number;
  readonly runs: RunList;
}

function openBlock(text: string, start: number, end: number): Block {
  const place = /^#P\s+(-?\d{1,10})\s*[\s,]\s*(-?\d{1,10})\s*$/i.exec(text.slice(start, Math.min(end, start + 100)));
  const [x, y] = place ? [Number(place[1]), Number(place[2])] : [Number.NaN, 0];
  if (!(Math.abs(x) < 2 ** 30 && Math.abs(y) < 2 ** 30))
    throw patternError(text, start, '#P x y, the place of a block within ±1073741823');
  return { x, y, rows: 0, runs: new RunList() };
}

function readDirective(line: string, head: { comments: string[]; rule?: string }): void {
  const rule = /^#R\s+(\S.*)$/i.exec(line);
  if (rule) head.rule = rule[1];
  else if (/^#N\s*$/i.test(line)) head.rule = NORMAL;
  else if (!/^#Life\b/i.test(line)) head.comments.push(commentOfNote(line.slice(2)));
}

/** The blocks as one pattern, whose corner is that of the box around them. */
function joined(blocks: readonly Block[]): Pattern {
  const parts = blocks.map(({ x, y, runs }) => ({ x, y, runs: runs.take() }));
  const runs = new Int32Array(parts.reduce((sum, part) => sum + part.runs.length, 0));
  const far = Number.POSITIVE_INFINITY;
  let [left, top, right, bottom] = [far, far, -far, -far];
  for (const { x, y, runs: some } of parts) {
    for (let i = 0; i < some.length; i += 4) {
      left = Math.min(left, x + some[i]);
      top = Math.min(top, y + some[i + 1]);
      right = Math.max(right, x + some[i] + some[i + 2]);
      bottom = Math.max(bottom, y + some[i + 1] + 1);
    }
  }
  if (runs.length === 0) return patternOf(runs);
  if (right - left > MAX_COORDINATE || bottom - top > MAX_COORDINATE)
    throw new InputError('pattern', 'cells far apart', `cells less than ${MAX_COORDINATE} apart`);
  let at = 0;
  for (const { x, y, runs: some } of parts) {
    for (let i = 0; i < some.length; i += 4) {
      runs.set([x + some[i] - left, y + some[i + 1] - top, some[i + 2], some[i + 3]], at);
      at += 4;
    }
  }
  return patternOf(sortedRuns(runs), { origin: [BigInt(left), BigInt(top)] });
}

/**
 * Writes Life 1.05: blocks of at most 80 columns, one for each stretch of rows with cells in it.
 * @throws InputError for more than two states, or blocks of more than 2²⁶ cells
 */
export function formatLife105(pattern: Pattern): string {
  checkTwoStates(pattern, 'Life 1.05');
  const [left, top] = cornerOf(pattern);
  const { rule = NORMAL, comments } = pattern;
  const lines = ['#Life 1.05', ...comments.map((comment) => `#D ${noteOfComment(comment)}`.trimEnd())];
  lines.push(rule === NORMAL ? '#N' : `#R ${rule}`);
  const pieces = piecesOf(pattern);
  for (let i = 0; i < pieces.length; ) {
    const [column, firstRow] = [pieces[i], pieces[i + 1]];
    const picture = new Picture('*');
    let row = firstRow;
    for (; i < pieces.length && pieces[i] === column && pieces[i + 1] <= row + 1; i += 4) {
      row = pieces[i + 1];
      picture.put(pieces[i + 2], row - firstRow, pieces[i + 3]);
    }
    lines.push(`#P ${left + BigInt(column * BLOCK)} ${top + BigInt(firstRow)}`);
    for (const drawn of picture.rows()) lines.push(drawn);
  }
  return `${lines.join('\n')}\n`;
}

/** The runs cut at block borders, by block column, then row: column, row, x within the block, length. */
function piecesOf({ runs, width, height }: Pattern): number[] {
  const columns = new Map<number, number[]>();
  let count = 0;
  for (let i = 0; i < runs.length; i += 4) {
    const end = runs[i] + runs[i + 2];
    for (let x = runs[i]; x < end; ) {
      const column = Math.floor(x / BLOCK);
      const stop = Math.min(end, (column + 1) * BLOCK);
      if (++count > MAX_DRAWN / BLOCK)
        throw new InputError('pattern', `${width}×${height}`, 'a pattern of less than 2²⁶ cells drawn in blocks');
      const pieces = columns.get(column) ?? [];
      columns.set(column, pieces);
      pieces.push(column, runs[i + 1], x - column * BLOCK, stop - x);
      x = stop;
    }
  }
  return [...columns].sort(([a], [b]) => a - b).flatMap(([, pieces]) => pieces);
}
