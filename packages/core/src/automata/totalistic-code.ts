import { InputError } from '../contract/errors.js';

/** A totalistic rule of `colours` states on the 2 · `radius` + 1 cells around and with each cell. */
export interface TotalisticRule {
  readonly colours: number;
  readonly radius: number;
  /** Whether a cell's own state counts apart from the sum of the others. */
  readonly outer: boolean;
  /**
   * The next state for each sum over the neighbourhood; where `outer`, for each `colours` · (sum over the others) +
   * own state.
   */
  readonly outputs: Uint8Array;
}

/** States that a cell of these systems may have. */
export const MOST_COLOURS = 5;

/** No code that a rule of this package can have is longer. */
const MOST_DIGITS = 100;

/**
 * The number that a text writes as a code.
 * @throws InputError for a text that is no number
 */
export function parseCode(text: string): bigint {
  if (/^\d+$/.test(text) && text.length <= MOST_DIGITS) return BigInt(text);
  throw new InputError('code', text, 'an integer of at least 0, e.g. 1599');
}

/** Next states that a rule lists: its code's digits. */
const lengthOf = ({ colours, radius, outer }: Omit<TotalisticRule, 'outputs'>): number => {
  const sums = 2 * radius * (colours - 1) + 1;
  return outer ? colours * sums : sums + colours - 1;
};

/**
 * The rule of a code: its digits in base `colours`, least first, are the next states (Wolfram 1983,
 * doi:10.1103/RevModPhys.55.601; outer totalistic: Packard & Wolfram 1985, doi:10.1007/BF01010423).
 * @throws InputError for a code with more digits than there are sums: of the colours, where more of them have that code
 */
export function totalisticRule(code: bigint, spec: Omit<TotalisticRule, 'outputs'>): TotalisticRule {
  const outputs = new Uint8Array(lengthOf(spec));
  const base = BigInt(spec.colours);
  let rest = code;
  for (let i = 0; i < outputs.length; i++, rest /= base) outputs[i] = Number(rest % base);
  if (rest === 0n) return { ...spec, outputs };
  const range = `from 0 to ${base ** BigInt(outputs.length) - 1n}`;
  for (let colours = spec.colours + 1; colours <= MOST_COLOURS; colours++) {
    if (code < BigInt(colours) ** BigInt(lengthOf({ ...spec, colours }))) {
      throw new InputError('colours', spec.colours, `at least ${colours} for code ${code}, or a code ${range}`);
    }
  }
  throw new InputError('code', String(code), `an integer ${range}, for these colours and this radius`);
}
