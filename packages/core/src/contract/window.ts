/** Cells from (left, top) to (right, bottom), all included. */
export interface Box {
  readonly left: bigint;
  readonly top: bigint;
  readonly right: bigint;
  readonly bottom: bigint;
}

/** A picture of a part of a lattice without end: `width` × `height` pixels of 2^`zoom` × 2^`zoom` cells each. */
export interface Window {
  /** The cell at the picture's top left corner. */
  readonly x: bigint;
  readonly y: bigint;
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
}
