import type { Field } from '../contract/field.js';
import { cellsOf } from './cells.js';
import { log2 } from './log2.js';

/**
 * Shannon's entropy H = −Σ p log₂ p, in bits, of the distribution that counts make when divided by their sum
 * (Shannon 1948, doi:10.1002/j.1538-7305.1948.tb01338.x).
 */
export function entropyOfCounts(counts: Iterable<number>): number {
  let sum = 0;
  let weighted = 0;
  for (const count of counts) {
    if (count === 0) continue;
    sum += count;
    weighted += count * log2(count);
  }
  return sum === 0 ? 0 : Math.max(0, log2(sum) - weighted / sum);
}

/** How many cells are in each state. */
export function stateCounts(field: Field): Uint32Array {
  const { data, states } = cellsOf(field);
  const counts = new Uint32Array(states);
  for (let i = 0; i < data.length; i++) counts[data[i]]++;
  return counts;
}

/** Entropy of a cell in bits: 0 where all are in one state, log₂ k where k states are equally frequent. */
export function cellEntropy(field: Field): number {
  return entropyOfCounts(stateCounts(field));
}

/** Share of the cells that are not in state 0. */
export function density(field: Field): number {
  const { data } = cellsOf(field);
  const [empty] = stateCounts(field);
  return data.length === 0 ? 0 : 1 - empty / data.length;
}
