import type { SoupSettings, Tally } from '@selforg/core';

/** What the counts of a census depend on besides how many soups there are. */
export interface CensusSettings extends SoupSettings {
  readonly rule: string;
  /** Generations that a soup has to settle. */
  readonly patience: number;
}

/** Soups by number: from the first to one before the end. */
export type Range = readonly [first: number, end: number];

/** How often an object occurred. */
export interface CensusRow extends Tally {
  /** The first soup that it came out of. */
  readonly soup: number;
}

/** A soup that did not settle; as RLE, for whoever wants to know why. */
export interface UnsettledSoup {
  readonly soup: number;
  readonly rle: string;
}

/** What some soups left. */
export interface Counts {
  readonly done: Range;
  readonly rows: readonly CensusRow[];
  readonly unsettled: readonly UnsettledSoup[];
}
