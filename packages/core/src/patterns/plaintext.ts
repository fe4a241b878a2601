import { InputError } from '../contract/errors.js';
import { commentOfNote, noteOfComment } from './comments.js';
import type { Pattern } from './pattern.js';
import { Picture, readPictureLine } from './picture.js';
import { checkTwoStates, patternOf, RunList } from './runs.js';
import { CODE, lineEnd, withPlainLines } from './text.js';

/** Characters that a pattern may take drawn cell by cell. */
export const MAX_DRAWN = 2 ** 26;

/**
 * Reads plaintext (`.cells`): comments after `!`, then a drawing, `.` dead and `O` or `*` alive.
 * @throws InputError with line and column where a character draws no cell
 */
export function parsePlaintext(source: string): Pattern {
  const text = withPlainLines(source);
  const comments: string[] = [];
  let rule: string | undefined;
  const runs = new RunList();
  for (let start = 0, y = 0; start < text.length; ) {
    const end = lineEnd(text, start);
    if (text.charCodeAt(start) === CODE.bang) {
      const note = text.slice(start + 1, end).trim();
      const named = /^rule:\s*(\S.*)$/i.exec(note);
      if (named) rule = named[1];
      else if (note !== '') comments.push(commentOfNote(note));
    } else readPictureLine(text, start, end, { x: 0, y: y++ }, runs);
    start = end + 1;
  }
  return patternOf(runs.take(), { comments, ...(rule !== undefined && { rule }) });
}

/**
 * Writes plaintext. The format has no place for a position; the rule goes into a comment.
 * @throws InputError for more than two states, or a drawing of more than 2²⁶ characters
 */
export function formatPlaintext(pattern: Pattern): string {
  checkTwoStates(pattern, 'plaintext');
  const { runs, rule, comments, width, height } = pattern;
  checkDrawn(runs, width, height);
  const picture = new Picture('O');
  for (let i = 0; i < runs.length; i += 4) picture.put(runs[i], runs[i + 1], runs[i + 2]);
  const notes = [...comments.map(noteOfComment), ...(rule === undefined ? [] : [`Rule: ${rule}`])];
  const head = notes.map((text) => `!${text}`.trimEnd());
  return `${[...(head.length > 0 ? head : ['!']), ...picture.rows()].join('\n')}\n`;
}

/** Refuses what would not be a text but a disk. */
export function checkDrawn(runs: Int32Array, width: number, height: number): void {
  let characters = height;
  for (let i = 0; i < runs.length && characters <= MAX_DRAWN; i += 4) {
    const isLast = runs[i + 5] !== runs[i + 1];
    if (isLast) characters += runs[i] + runs[i + 2];
  }
  if (characters > MAX_DRAWN)
    throw new InputError('pattern', `${width}×${height}`, `a pattern that is drawn in ${MAX_DRAWN} characters`);
}
