import { InputError } from '../contract/errors.js';

/**
 * @param size number of neurons that it must have
 * @throws InputError for another number of neurons, or other values than ±1
 */
export function checkPattern(name: string, pattern: ArrayLike<number>, size: number): void {
  if (pattern.length !== size || size === 0) {
    throw new InputError(name, `${pattern.length} neurons`, size > 0 ? `${size} neurons` : 'at least one neuron');
  }
  for (let i = 0; i < size; i++) {
    if (pattern[i] !== 1 && pattern[i] !== -1) throw new InputError(name, pattern[i], 'values of 1 and −1 only');
  }
}
