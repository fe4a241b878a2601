import { InputError } from '../contract/errors.js';

/** Characters of pattern files. */
export const CODE = {
  lf: 10,
  cr: 13,
  space: 32,
  tab: 9,
  bang: 33,
  hash: 35,
  dollar: 36,
  star: 42,
  minus: 45,
  dot: 46,
  zero: 48,
  nine: 57,
} as const;

/** Text as every reader takes it: without a byte-order mark, with line feeds where only carriage returns end lines. */
export function withPlainLines(text: string): string {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return body.includes('\r') && !body.includes('\n') ? body.replaceAll('\r', '\n') : body;
}

/** Where the line that `from` is in ends: at its line feed, or at the end of the text. */
export function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

export const isBlank = (code: number): boolean =>
  code === CODE.space || code === CODE.tab || code === CODE.cr || code === CODE.lf;

/** First place from `from` on, and before `end`, that holds something. */
export function skipBlanks(text: string, from: number, end: number): number {
  while (from < end && isBlank(text.charCodeAt(from))) from++;
  return from;
}

/** The error of every reader: where in the text, what stands there, what should. */
export function patternError(text: string, at: number, expected: string): InputError {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', start)) {
    line++;
    start = end + 1;
  }
  const shown = text.slice(at, Math.min(at + 12, lineEnd(text, at))).trimEnd();
  return new InputError(`pattern at line ${line}, column ${at - start + 1}`, shown, expected);
}
