import type { Dataset } from './dataset.js';
import { principalComponents } from './principal-components.js';
import { takeRows } from './rows.js';

/** A way to draw points of any dimension on a plane. */
export interface Plane {
  /** Where the samples lie, with a margin: [[x0, x1], [y0, y1]]. */
  readonly range: readonly (readonly [number, number])[];
  /** Writes x, y of every `stride`-th point of `points`. */
  project(points: Float32Array, stride: number, into: Float32Array): Float32Array;
}

/** Two dimensions as they are, three from a corner (isometric), more on their first two principal components. */
export function planeOf(samples: Dataset): Plane {
  const axes = axesOf(samples);
  const project: Plane['project'] = (points, stride, into) => {
    for (let p = 0; p < into.length; p++) {
      const axis = axes[p % 2];
      const start = (p >> 1) * stride;
      let sum = 0;
      for (let i = 0; i < axis.length; i++) sum += axis[i] * points[start + i];
      into[p] = sum;
    }
    return into;
  };
  const projected = project(samples.values, samples.columns, new Float32Array(samples.rows * 2));
  return { range: rangesOf(projected, 2), project };
}

function axesOf(samples: Dataset): readonly ArrayLike<number>[] {
  switch (samples.columns) {
    case 1:
      return [[1], [0]];
    case 2:
      return [
        [1, 0],
        [0, 1],
      ];
    case 3:
      return [
        [Math.sqrt(3) / 2, -Math.sqrt(3) / 2, 0],
        [0.5, 0.5, -1],
      ];
    default:
      return principalComponents(some(samples), 2, { iterations: ITERATIONS }).axes;
  }
}

/** Products that the components of a picture may take: those of 2048 rows of 312 numbers. */
const MOST_WORK = 2e8;
const FEWEST = 64;
/** Enough to draw on: where two components vary as much, any mixture of them is as good. */
const ITERATIONS = 200;

/** All rows, or where they are long as many of them, evenly taken, as tell a plane to look from in no time. */
function some(samples: Dataset): Dataset {
  const { rows, columns } = samples;
  const most = Math.max(FEWEST, Math.floor(MOST_WORK / (columns * columns)));
  if (rows <= most) return samples;
  return takeRows(
    samples,
    Array.from({ length: most }, (_, r) => Math.floor((r * rows) / most)),
  );
}

const MARGIN = 0.05;

/** Smallest and largest value of each column, with a margin; the columns share one scale. */
function rangesOf(values: Float32Array, columns: number): [number, number][] {
  const ranges = columnRanges(values, columns);
  const margin = MARGIN * (Math.max(...ranges.map(([low, high]) => high - low)) || 1);
  return ranges.map(([low, high]) => [low - margin, high + margin]);
}

/** Smallest and largest value of each column. */
export function columnRanges(values: Float32Array, columns: number): [number, number][] {
  const ranges = Array.from({ length: columns }, (): [number, number] => [Infinity, -Infinity]);
  for (let i = 0; i < values.length; i++) {
    const range = ranges[i % columns];
    range[0] = Math.min(range[0], values[i]);
    range[1] = Math.max(range[1], values[i]);
  }
  return ranges;
}
