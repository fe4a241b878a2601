import { InputError } from '../contract/errors.js';

/** Number of elementary rules. */
export const ELEMENTARY_RULES = 256;

/**
 * The next state of a cell for each of the eight neighbourhoods, by 4 left + 2 centre + right: the binary digits of the
 * rule's number (Wolfram 1983, doi:10.1103/RevModPhys.55.601).
 * @throws InputError for a number that is no elementary rule
 */
export function elementaryOutputs(rule: number): Uint8Array {
  if (!Number.isInteger(rule) || rule < 0 || rule >= ELEMENTARY_RULES) {
    throw new InputError('rule', rule, 'an integer from 0 to 255');
  }
  return Uint8Array.from({ length: 8 }, (_, index) => (rule >> index) & 1);
}

/** The rule that does to the mirror image of a row what `rule` does to the row. */
export function mirroredRule(rule: number): number {
  const outputs = elementaryOutputs(rule);
  return ruleOf((index) => outputs[((index & 1) << 2) | (index & 2) | (index >> 2)]);
}

/** The rule that does to the complement of a row (0 and 1 exchanged) what `rule` does to the row. */
export function complementedRule(rule: number): number {
  const outputs = elementaryOutputs(rule);
  return ruleOf((index) => 1 - outputs[7 - index]);
}

/** The rules that are `rule` up to mirror image and complement, the smallest first: one, two or four of them. */
export function equivalentRules(rule: number): readonly number[] {
  const mirrored = mirroredRule(rule);
  return [...new Set([rule, mirrored, complementedRule(rule), complementedRule(mirrored)])].sort((a, b) => a - b);
}

function ruleOf(output: (index: number) => number): number {
  let rule = 0;
  for (let index = 0; index < 8; index++) rule |= output(index) << index;
  return rule;
}
