import { type BlockRule, checkObjectRule, InputError, parseRule } from '@selforg/core';

/**
 * Reads a rule whose objects can be told apart.
 * @throws InputError for a rule that cannot be read, with a grid, or refused by {@link checkObjectRule}
 */
export function readObjectRule(text: string): BlockRule {
  const { rule, topology } = parseRule(text);
  if (topology) throw new InputError('rule', text, 'no grid after it: objects are told apart on the plane without end');
  return checkObjectRule(rule);
}
