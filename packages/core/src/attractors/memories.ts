import { decodePngUrl } from '../bytes/png.js';
import { InputError } from '../contract/errors.js';
import type { Random } from '../random/random.js';
import { binarize } from './binarize.js';
import { drawLetter } from './letters.js';

interface Given {
  readonly width: number;
  readonly height: number;
  readonly letters: string;
  readonly images: readonly string[];
  readonly random: number;
}

/**
 * The patterns that {@link memoryParams} ask for: images, or else letters, then random patterns, each of ±1, row-major.
 * @throws InputError where there is nothing to store, or an image cannot be read
 */
export function drawMemories({ width, height, letters, images, random }: Given, source: Random): Int8Array[] {
  const pictures =
    images.length > 0
      ? images.map((url) => binarize(decodePngUrl(url, 'images'), width, height))
      : Array.from(letters, (letter) => drawLetter(letter, width, height));
  const patterns = [...pictures, ...randomPatterns(random, width * height, source)];
  if (patterns.length === 0) {
    throw new InputError('letters', letters, 'something to store: letters, images or random patterns');
  }
  return patterns;
}

/** Patterns of independent ±1, each as likely. */
export function randomPatterns(count: number, size: number, random: Random): Int8Array[] {
  return Array.from({ length: count }, () => fillRandom(new Int8Array(size), random));
}

/** Writes independent ±1, one draw of 32 bits each. */
export function fillRandom(pattern: Int8Array, random: Random): Int8Array {
  for (let i = 0; i < pattern.length; i++) pattern[i] = random.bits() & 0x80000000 ? 1 : -1;
  return pattern;
}

/** @throws InputError where there is no memory of that number */
export function checkCue(cue: number, memories: number): void {
  if (cue >= memories) {
    throw new InputError('cue', cue, `a memory from 0 to ${memories - 1} (${memories} are stored)`);
  }
}

/** Numbers of neurons, in the shortest integers that hold them all. */
export type Indices = Uint16Array | Uint32Array;

/** 0, 1, … count − 1. */
export function indicesOf(count: number): Indices {
  const indices = count <= 0x10000 ? new Uint16Array(count) : new Uint32Array(count);
  return indices.map((_, i) => i);
}

/** The pattern with exactly round(noise · N) of its neurons turned over, each choice as likely; `order` is scratch, N long. */
export function corruptInto(
  state: Int8Array,
  pattern: Int8Array,
  noise: number,
  order: Indices,
  random: Random,
): Int8Array {
  state.set(pattern);
  const wrong = Math.round(noise * state.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  shuffle(order, wrong, random);
  for (let n = 0; n < wrong; n++) state[order[n]] = -state[order[n]];
  return state;
}

/** {@link corruptInto} memory of its own. */
export function corrupt(pattern: Int8Array, noise: number, random: Random): Int8Array {
  return corruptInto(new Int8Array(pattern.length), pattern, noise, indicesOf(pattern.length), random);
}

/** Puts a random choice of `count` in random order first (Fisher and Yates, as far as it is needed). */
export function shuffle(list: Indices, count: number, random: Random): void {
  for (let i = 0; i < count; i++) {
    const j = i + random.integer(list.length - i);
    const picked = list[j];
    list[j] = list[i];
    list[i] = picked;
  }
}
