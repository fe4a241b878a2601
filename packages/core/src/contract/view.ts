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

/** Colours for marks and lines: the ends of the palette, or the n-th of its colours for lines of one picture. */
export type Ink = 'accent' | 'faint' | 'first' | 'second' | 'third' | 'fourth';

/** A field of shape [n, 2] (x, y), [n, 3] (x, y and a class or value) or [n, 4] (x, y and a direction). */
export interface PointsLayer {
  readonly kind: 'points';
  readonly field: string;
  /** `tick`: a short upright stroke, as in a raster of spikes. */
  readonly shape: 'disc' | 'arrow' | 'tick';
  /** Radius or half length, in thousandths of the picture's longer side. */
  readonly size: number;
  /**
   * One ink for all; or `heading`: the hue turns with the direction; `class`: the third column counts classes from 0,
   * coloured as states are; `value`: the third column, coloured by the palette within its range.
   */
  readonly colour: Ink | 'heading' | 'class' | 'value';
}

/** A field of shape [n, 4]: straight strokes from (x0, y0) to (x1, y1), such as the edges of a graph. */
export interface LinesLayer {
  readonly kind: 'lines';
  readonly field: string;
  readonly colour: Ink;
}

/** A field of shape [n, 2]: points joined in their order; NaN lifts the pen. */
export interface CurveLayer {
  readonly kind: 'curve';
  readonly field: string;
  readonly colour: Ink;
  /** What the line is, written in its colour; only where the view has axes. */
  readonly title?: string;
}

/** A field of shape [n]: one bar a value, between the ends of its range. */
export interface BarsLayer {
  readonly kind: 'bars';
  readonly field: string;
}

export type Layer = ImageLayer | PointsLayer | LinesLayer | CurveLayer | BarsLayer;

/** What a coordinate of a chart is. */
export interface Axis {
  readonly title: string;
  readonly unit?: string;
  /** No numbers, where lines are set one above the other and only their shapes count. */
  readonly isBare?: true;
}

export interface View {
  readonly id: string;
  readonly title: string;
  /** One sentence: what is seen. */
  readonly about: string;
  /** Drawn in this order, in the same coordinates. */
  readonly layers: readonly Layer[];
  /**
   * Set where the points, lines and curves are a chart: x runs to the right and y up, each stretched to fill the picture,
   * with round numbers along both. The ranges are those of the first field that has them, else the box around all.
   */
  readonly axes?: { readonly x: Axis; readonly y: Axis };
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
