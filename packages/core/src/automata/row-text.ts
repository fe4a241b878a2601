import { InputError } from '../contract/errors.js';

/**
 * The cells of a row written as text: a digit each, or `.` for 0 and `O` or `*` for 1; white space means nothing.
 * @throws InputError naming `field` for any other sign and for a colour of `colours` or above
 */
export function parseRow(field: string, text: string, colours: number): Uint8Array {
  const states = Uint8Array.from(text.replaceAll(/\s/g, ''), (sign) => stateOf(sign));
  const wrong = states.findIndex((state) => state >= colours);
  if (wrong < 0) return states;
  const sign = text.replaceAll(/\s/g, '')[wrong];
  throw new InputError(field, sign, `cells as digits from 0 to ${colours - 1}, or . for 0 and O or * for 1`);
}

/** 255 for what is no state. */
function stateOf(sign: string): number {
  if (sign === '.') return 0;
  if (sign === 'O' || sign === '*') return 1;
  return sign >= '0' && sign <= '9' ? Number(sign) : 255;
}

/**
 * Where the middle of a row puts a text of `length` cells.
 * @throws InputError naming `field` where it does not fit
 */
export function centred(field: string, length: number, width: number): number {
  if (length <= width) return Math.floor((width - length) / 2);
  throw new InputError(field, `${length} cells`, `a row that fits the ${width} cells: set width`);
}
