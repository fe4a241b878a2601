/** Which of the two generations that a grid holds: the one now, or the one before it. */
export type Moment = 'now' | 'before';

/**
 * Every cell of a bounded lattice in planes of one bit a cell; a state's bits are those of `compiler/generations.ts`.
 * Rows are exchanged packed: eight cells a byte, the leftmost in the most significant bit, ceil(width / 8) bytes a row.
 */
export interface BitGrid {
  readonly planes: number;
  step(count: number): void;
  /** Sets cells of row y from x on; `bits` says what they are in each plane. */
  setRun(x: number, y: number, length: number, bits: number): void;
  /** Packs rows y … y + rows − 1 of a plane. */
  read(plane: number, moment: Moment, y: number, rows: number, out: Uint8Array): void;
  write(plane: number, moment: Moment, y: number, rows: number, from: Uint8Array): void;
  /** Makes the generation before the same as that now. */
  forget(): void;
}
