import { InputError } from '../contract/errors.js';
import { checkPattern } from './check-pattern.js';

/**
 * Patterns stored by Hebb's rule in a network of ±1 neurons (Hopfield 1982, doi:10.1073/pnas.79.8.2554):
 * wᵢⱼ = (1/N) Σ ξᵢξⱼ over the P patterns ξ, wᵢᵢ = 0.
 *
 * The N × N weights are never written out. All that a network of P memories computes follows from its overlaps
 * m = Σ ξᵢsᵢ with them, P integers: the field of a neuron, N hᵢ = Σ ξᵢm − P sᵢ, in P steps instead of N, and exactly.
 */
export interface Memories {
  /** Number of neurons, N. */
  readonly size: number;
  /** Number of patterns, P. */
  readonly count: number;
  /** ±1: pattern p at neuron i is `patterns[i * count + p]`, so that a neuron's share lies together. */
  readonly patterns: Int8Array;
}

/**
 * Stores patterns of ±1.
 * @throws InputError where they differ in length or there are none
 */
export function storeHebb(patterns: readonly ArrayLike<number>[]): Memories {
  const count = patterns.length;
  if (count === 0) throw new InputError('patterns', count, 'at least one pattern');
  const size = patterns[0].length;
  const stored = new Int8Array(size * count);
  patterns.forEach((pattern, p) => {
    if (pattern.length !== size)
      throw new InputError('patterns', `${pattern.length} neurons`, `${size} neurons, as the first`);
    for (let i = 0; i < size; i++) stored[i * count + p] = pattern[i];
  });
  return { size, count, patterns: stored };
}

/** Σ ξᵢsᵢ for each pattern, in −N … N. */
export function overlapsInto(
  out: Int32Array,
  { size, count, patterns }: Memories,
  state: ArrayLike<number>,
): Int32Array {
  out.fill(0);
  for (let i = 0; i < size; i++) addNeuron(out, patterns, i * count, state[i]);
  return out;
}

/** Turns neuron i over and keeps the overlaps right. */
export function flip({ count, patterns }: Memories, state: Int8Array, overlaps: Int32Array, i: number): void {
  state[i] = -state[i];
  addNeuron(overlaps, patterns, i * count, 2 * state[i]);
}

function addNeuron(overlaps: Int32Array, patterns: Int8Array, at: number, value: number): void {
  for (let p = 0; p < overlaps.length; p++) overlaps[p] += value * patterns[at + p];
}

/** N hᵢ, what the other neurons tell neuron i, an integer: it flips when this and its state differ in sign. */
export function localField({ count, patterns }: Memories, state: Int8Array, overlaps: Int32Array, i: number): number {
  const at = i * count;
  let sum = -count * state[i];
  for (let p = 0; p < count; p++) sum += patterns[at + p] * overlaps[p];
  return sum;
}

/** E = −½ Σ wᵢⱼsᵢsⱼ = (P − Σ m²/N) / 2; about −N/2 at a memory. */
export function energy({ size, count }: Memories, overlaps: Int32Array): number {
  let squares = 0;
  for (let p = 0; p < count; p++) squares += overlaps[p] * overlaps[p];
  return (count - squares / size) / 2;
}

/** Number of neurons that would flip if it were their turn: 0 at a stable state. */
export function unstable(memories: Memories, state: Int8Array, overlaps: Int32Array): number {
  let number = 0;
  for (let i = 0; i < memories.size; i++) if (localField(memories, state, overlaps, i) * state[i] < 0) number++;
  return number;
}

/**
 * The stable state that a cue of ±1 falls into when the neurons are updated one after the other, over and over; it is
 * always reached, as each flip lowers the energy.
 * @throws InputError for another number of neurons or other values
 */
export function recall(memories: Memories, cue: ArrayLike<number>): Int8Array {
  checkPattern('cue', cue, memories.size);
  const state = Int8Array.from(cue);
  const overlaps = overlapsInto(new Int32Array(memories.count), memories, state);
  for (let settled = false; !settled; ) {
    settled = true;
    for (let i = 0; i < memories.size; i++) {
      if (localField(memories, state, overlaps, i) * state[i] >= 0) continue;
      flip(memories, state, overlaps, i);
      settled = false;
    }
  }
  return state;
}
