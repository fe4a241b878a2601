import { InputError } from '../contract/errors.js';

/** A line of a rule file that says something: comments cut off, blank lines left out. */
export interface Line {
  readonly text: string;
  /** Counted from 1. */
  readonly number: number;
}

/** The lines from `start` on, without what follows a `#`. */
export function linesOf(text: string, start: number): Line[] {
  return text
    .split('\n')
    .map((line, i) => ({ text: line.replace(/#.*/, '').trimEnd(), number: start + i }))
    .filter((line) => line.text.trim() !== '');
}

/** The error for a place in a rule file. */
export function lineError({ text, number }: Line, column: number, expected: string): InputError {
  return new InputError('rule file', `line ${number}, column ${column + 1}: ${text.trim().slice(0, 40)}`, expected);
}

/** A whole number in bounds, read at a column of a line. */
export function integerAt(line: Line, column: number, text: string, [min, max]: readonly [number, number]): number {
  const value = Number(text);
  if (/^\d{1,10}$/.test(text) && value >= min && value <= max) return value;
  throw lineError(line, column, `a whole number from ${min} to ${max}`);
}

/** The words of a line and the columns where they begin. */
export function wordsOf({ text }: Line): { readonly word: string; readonly column: number }[] {
  return [...text.matchAll(/\S+/g)].map((match) => ({ word: match[0], column: match.index }));
}
