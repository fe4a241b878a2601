// What can be looked at, as data: a renderer needs no knowledge of the system that it draws.

/** A field of shape [height, width] (or [height, width, 3] for `rgb`), one pixel a cell. */
export interface ImageLayer {
  readonly kind: 'image';
  readonly field: string;
  /**
   * `bits` and `states` are coloured by state, `scalar` by the field's range, `rgb` as it is. A field of `bits` that is
   * not packed shows shares of live cells instead, from 0 to the end of its range: a lattice seen from afar.
   */
  readonly as: 'bits' | 'states' | 'scalar' | 'rgb';
  /** The field shows the part that it is asked for ({@link Simulation.field}), of a lattice that may have no end. */
  readonly windowed?: true;
}

/** A field of shape [n, 2] (x, y) or [n, 4] (x, y and a direction). */
export interface PointsLayer {
  readonly kind: 'points';
  readonly field: string;
  readonly shape: 'disc' | 'arrow';
  /** Radius or half length, in thousandths of the picture's longer side. */
  readonly size: number;
  /** `heading`: the hue turns with the direction; `accent` and `faint` are the two ends of the palette. */
  readonly colour: 'accent' | 'faint' | 'heading';
}

/** A field of shape [rows, columns, 2]: neighbours in the grid are joined by lines. */
export interface MeshLayer {
  readonly kind: 'mesh';
  readonly field: string;
}

/** A field of shape [n]: one bar a value, between the ends of its range. */
export interface BarsLayer {
  readonly kind: 'bars';
  readonly field: string;
}

export type Layer = ImageLayer | PointsLayer | MeshLayer | BarsLayer;

export interface View {
  readonly id: string;
  readonly title: string;
  /** One sentence: what is seen. */
  readonly about: string;
  /** Drawn in this order, in the same coordinates. */
  readonly layers: readonly Layer[];
  /** Name of the palette that suits it best. */
  readonly palette: string;
}

/** A number that summarizes a state; {@link Simulation.measures} returns them by id. */
export interface MeasureInfo {
  readonly id: string;
  readonly title: string;
  /** One sentence: what it tells. */
  readonly about: string;
  readonly unit?: string;
  /** Not told by every run: some engine cannot know it. */
  readonly optional?: true;
}
