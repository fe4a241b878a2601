import ndarray, { type NdArray } from 'ndarray';
import type { Field, TypedArray } from './contract/field.js';

/**
 * A field as an ndarray, on the same memory: reading it after a step shows the new state.
 * Its `get` and `set` compile code at run time, which a strict content-security policy forbids; the engines never use it.
 * @throws TypeError for a bit-packed field, whose cells have no element of their own
 */
export function toNdarray(field: Field): NdArray<TypedArray> {
  if (field.packing === 'bits')
    throw new TypeError('a bit-packed field has no ndarray view: ask for the unpacked field');
  return ndarray(field.data, [...field.shape], [...field.stride], 0);
}
