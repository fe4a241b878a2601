import type { Random } from '../../random/random.js';

/** Samples without end: whoever asks for the same random numbers gets the same samples. */
export interface Distribution {
  readonly id: string;
  /** One sentence: what a sample is. */
  readonly about: string;
  /** Numbers a sample. */
  readonly dimensions: number;
  /** Set where samples are of kinds: their names. */
  readonly classes?: readonly string[];
  /** Set where a sample is a picture, row-major. */
  readonly picture?: { readonly width: number; readonly height: number };
  /** Writes one sample into the first `dimensions` numbers, without allocating, and returns its class, 0 where there are none. */
  draw(random: Random, into: Float32Array): number;
}
