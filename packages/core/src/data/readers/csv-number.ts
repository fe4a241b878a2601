const ZERO = 48;
const DOT = 46;
const COMMA = 44;
const MINUS = 45;
const PLUS = 43;
const LARGE_E = 69;
const SMALL_E = 101;

/** Powers of ten that a double holds exactly: one product or quotient with them is the nearest number there is. */
const POWERS = Float64Array.from({ length: 23 }, (_, n) => Number(`1e${n}`));
/** Digits that a double always holds. */
const EXACT_DIGITS = 15;

const latin = new TextDecoder('latin1');

/**
 * The number that the bytes write in decimals, or NaN where they write none.
 * @param decimal code of the decimal sign: that of a dot or of a comma
 */
export function numberAt(bytes: Uint8Array, start: number, end: number, decimal: number): number {
  let at = start;
  const isNegative = bytes[at] === MINUS;
  if (isNegative || bytes[at] === PLUS) at++;
  let mantissa = 0;
  let digits = 0;
  let significant = 0;
  let scale = 0;
  let hasPoint = false;
  for (; at < end; at++) {
    const code = bytes[at];
    const digit = code - ZERO;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
      if (mantissa > 0) significant++;
      if (hasPoint) scale--;
    } else if (code === decimal && !hasPoint) hasPoint = true;
    else break;
  }
  if (digits === 0) return Number.NaN;
  if (at < end) {
    const exponent = exponentAt(bytes, at, end);
    if (Number.isNaN(exponent)) return Number.NaN;
    scale += exponent;
  }
  if (significant > EXACT_DIGITS || scale < -22 || scale > 22) return slowly(bytes, start, end);
  const size = scale < 0 ? mantissa / POWERS[-scale] : mantissa * POWERS[scale];
  return isNegative ? -size : size;
}

/** What follows the digits: e, a sign perhaps, and a whole number of at most four digits. */
function exponentAt(bytes: Uint8Array, from: number, end: number): number {
  if (bytes[from] !== SMALL_E && bytes[from] !== LARGE_E) return Number.NaN;
  let at = from + 1;
  const isNegative = bytes[at] === MINUS;
  if (isNegative || bytes[at] === PLUS) at++;
  if (at >= end || end - at > 4) return Number.NaN;
  let value = 0;
  for (; at < end; at++) {
    const digit = bytes[at] - ZERO;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return isNegative ? -value : value;
}

const slowly = (bytes: Uint8Array, start: number, end: number): number =>
  Number(latin.decode(bytes.subarray(start, end)).replace(',', '.'));

/** Codes of the decimal signs. */
export const DECIMAL = { dot: DOT, comma: COMMA } as const;

const MISSING = new Set(['', 'na', 'n/a', 'nan', 'null', 'none', '?']);
const LONGEST = 4;

/** Whether the bytes say that there is no value: nothing, NA, N/A, NaN, null, none or ?. */
export function isMissingAt(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start <= LONGEST && MISSING.has(latin.decode(bytes.subarray(start, end)).toLowerCase());
}
