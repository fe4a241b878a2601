import type { Field } from '../contract/field.js';
import { pairOf } from './cells.js';

/** Cells in which two lattices of the same shape differ (Hamming distance). */
export function hammingDistance(first: Field, second: Field): number {
  const [a, b] = pairOf(first, second);
  let distance = 0;
  for (let i = 0; i < a.data.length; i++) if (a.data[i] !== b.data[i]) distance++;
  return distance;
}

/** Share of the cells that changed from one time to another. */
export function activity(before: Field, after: Field): number {
  const [height, width] = pairOf(before, after)[0].shape;
  return width * height === 0 ? 0 : hammingDistance(before, after) / (width * height);
}
