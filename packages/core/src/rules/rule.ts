// What a lattice rule is, whatever notation it was written in: notations are read by `parse-rule.ts` and forgotten.

/**
 * The next state of a cell follows from which cells of its 3 × 3 block are alive. Every two-state notation on eight,
 * six or four neighbours (B/S, isotropic, hexagonal, von Neumann, MAP, W) and Generations come down to this.
 */
export interface BlockRule {
  readonly kind: 'block';
  /** The canonical notation, e.g. `B3/S23`. */
  readonly name: string;
  /**
   * 512 values, 1 where the cell lives on or is born. Bits of the index, from 8 down to 0, say who is alive:
   * NW, N, NE, W, the cell itself, E, SW, S, SE.
   */
  readonly next: Uint8Array;
  /**
   * 2, or more for Generations: only state 1 is alive; a cell that does not survive runs through 2, 3 … states − 1
   * before it is dead, and cannot be born meanwhile.
   */
  readonly states: number;
}

/** Counts of live cells that do something, as closed ranges. */
export type Ranges = readonly (readonly [number, number])[];

/** Larger than Life (Evans 2001): counts over a neighbourhood of any radius. */
export interface LargerThanLifeRule {
  readonly kind: 'larger-than-life';
  readonly name: string;
  readonly radius: number;
  readonly states: number;
  /** Whether the cell counts itself (M1). */
  readonly countsCentre: boolean;
  readonly survival: Ranges;
  readonly birth: Ranges;
  /**
   * First and one past the last column offset that count, for the rows −radius … radius; a row may have several
   * such spans in a custom neighbourhood. The centre is in them only where `countsCentre` says so.
   */
  readonly neighbourhood: readonly Ranges[];
}

export type Rule = BlockRule | LargerThanLifeRule;
