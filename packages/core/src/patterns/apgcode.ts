import { InputError } from '../contract/errors.js';
import type { Pattern } from './pattern.js';
import { boxOf, checkTwoStates, MAX_COORDINATE, patternOf, RunList, sortedRuns } from './runs.js';
import { patternError } from './text.js';

/** Rows of a strip: a digit stands for a column of so many cells. */
const STRIP = 5;
const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
/** Most columns that a pattern may be written in, and most strips. */
const MAX_COLUMNS = 2 ** 24;

/** `xs`, `xp` or `xq` with population or period, and the cells. */
const APGCODE = /^x([spq])(\d{1,9})_([0-9a-z]+)$/;

export const isApgcode = (text: string): boolean => APGCODE.test(text.trim());

/**
 * Reads an apgcode, the name that Catagolue gives an object: `xs4_33` is the block, `xp2_7` the blinker, `xq4_153` the
 * glider; its cells are in extended Wechsler notation (Wechsler 1992; Goucher, apgsearch, 2015).
 * @throws InputError with line and column
 */
export function parseApgcode(source: string): Pattern {
  const text = source.trim();
  if (!APGCODE.test(text)) throw patternError(text, 0, 'an apgcode of two states, e.g. xs4_33, xp2_7 or xq4_153');
  const start = text.indexOf('_') + 1;
  const pattern = parseWechsler(text.slice(start));
  if (!pattern) throw patternError(text, start, 'cells in strips of five rows: 0–9, a–v, w, x, y with a digit, z');
  return pattern;
}

/** Reads the cells of extended Wechsler notation; nothing where the text is none. */
export function parseWechsler(code: string): Pattern | undefined {
  const runs = new RunList();
  let [x, y] = [0, 0];
  for (let i = 0; i < code.length; i++) {
    const digit = DIGITS.indexOf(code[i]);
    if (code[i] === 'w') x += 2;
    else if (code[i] === 'x') x += 3;
    else if (code[i] === 'y') {
      const zeros = DIGITS.indexOf(code[++i] ?? '?');
      if (zeros < 0) return undefined;
      x += 4 + zeros;
    } else if (code[i] === 'z') {
      x = 0;
      y += STRIP;
    } else if (digit >= 0 && digit < 32) {
      for (let row = 0; row < STRIP; row++) if ((digit >> row) & 1) runs.push(x, y + row, 1, 1);
      x++;
    } else return undefined;
    if (x > MAX_COORDINATE - 40 || y > MAX_COORDINATE - 40) return undefined;
  }
  return patternOf(sortedRuns(runs.take()));
}

/**
 * Writes one phase in one orientation in extended Wechsler notation, the part of an apgcode after the `_`.
 * @throws InputError for more than two states, or a pattern that takes more than 2²⁴ columns of five cells
 */
export function formatWechsler(pattern: Pattern): string {
  checkTwoStates(pattern, 'extended Wechsler notation');
  const { left, top, width, height } = boxOf(pattern);
  const strips = Math.ceil(height / STRIP);
  if (width * strips > MAX_COLUMNS)
    throw new InputError('pattern', `${width}×${height}`, `a pattern of at most ${MAX_COLUMNS} columns of five cells`);
  const columns = new Uint8Array(width * strips);
  const { runs } = pattern;
  for (let i = 0; i < runs.length; i += 4) {
    const row = runs[i + 1] - top;
    const first = Math.floor(row / STRIP) * width + runs[i] - left;
    for (let n = 0; n < runs[i + 2]; n++) columns[first + n] |= 1 << (row % STRIP);
  }
  const lines = Array.from({ length: strips }, (_, n) => stripCode(columns.subarray(n * width, (n + 1) * width)));
  return lines.join('z') || '0';
}

function stripCode(columns: Uint8Array): string {
  let code = '';
  let zeros = 0;
  for (const column of columns) {
    if (column === 0) zeros++;
    else {
      code += zerosCode(zeros) + DIGITS[column];
      zeros = 0;
    }
  }
  return code;
}

function zerosCode(count: number): string {
  if (count > 39) return 'yz'.repeat(Math.floor(count / 39)) + zerosCode(count % 39);
  return count < 4 ? ['', '0', 'w', 'x'][count] : `y${DIGITS[count - 4]}`;
}
