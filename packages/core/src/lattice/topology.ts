/**
 * How the edges of a lattice meet. `plane`: all is dead outside; the others join each edge to one of the four.
 * A width or height of 0 has no end in that direction, as in Golly's `:T256,0`.
 */
export interface Topology {
  readonly kind: 'plane' | 'torus' | 'klein' | 'cross-surface' | 'sphere';
  readonly width: number;
  readonly height: number;
  /** Cells by which the right edge (`shiftY`) or the bottom edge (`shiftX`) is moved along before it is joined. */
  readonly shiftX: number;
  readonly shiftY: number;
  /** Which pair of edges a Klein bottle joins reversed: the horizontal ones (top and bottom) or the vertical ones. */
  readonly twist: 'none' | 'horizontal' | 'vertical';
}

/** The plane without end. */
export const UNBOUNDED: Topology = { kind: 'plane', width: 0, height: 0, shiftX: 0, shiftY: 0, twist: 'none' };
