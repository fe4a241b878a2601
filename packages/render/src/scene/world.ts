import type { Field, Layer, Window } from '@selforg/core';
import { isWindowed } from './camera.js';
import { hexagonSize } from './hexagons.js';

/** The part of the plane that a view shows, in the coordinates of its fields. */
export interface World {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A window on something larger. */
  readonly isPart?: true;
}

/** Values have no place in space: bars stand on a board of their own. */
const BOARD: World = { x: 0, y: 0, width: 960, height: 540 };
/** Around lines, in parts of the longer side, so that what lies on the edge of its range is seen whole. */
const MARGIN = 0.04;

/** The first layer's: cells for an image, the ranges of x and y for points, lines and curves; or the window that is shown. */
export function worldOf(layers: readonly Layer[], fields: readonly Field[], window?: Window): World {
  const field = fields[0];
  if (window && layers.some(isWindowed)) {
    const cells = 2 ** window.zoom;
    return {
      x: Number(window.x),
      y: Number(window.y),
      width: window.width * cells,
      height: window.height * cells,
      isPart: true,
    };
  }
  switch (layers[0].kind) {
    case 'image':
      if (field.tiling === 'hexagonal') return { x: 0, y: 0, ...hexagonSize(field) };
      return { x: 0, y: 0, width: field.shape[1], height: field.shape[0] };
    case 'bars':
      return BOARD;
    default: {
      const [[left, right], [top, bottom]] =
        field.range && field.range.length > 1 ? field.range : extents(field, layers[0]);
      const [width, height] = [right - left || 1, bottom - top || 1];
      const margin = layers.some((layer) => layer.kind === 'lines') ? MARGIN * Math.max(width, height) : 0;
      return { x: left - margin, y: top - margin, width: width + 2 * margin, height: height + 2 * margin };
    }
  }
}

/** Where a field says no range: the box around its points, or the ends of its lines. */
function extents({ data, shape: [rows, columns], stride: [down, right] }: Field, layer: Layer): [number, number][] {
  const box: [number, number][] = [0, 1].map(() => [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
  const ends = layer.kind === 'lines' && columns === 4 ? 4 : 2;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < ends; column++) {
      const value = data[row * down + column * right];
      const pair = box[column % 2];
      if (value < pair[0]) pair[0] = value;
      if (value > pair[1]) pair[1] = value;
    }
  }
  return box.map(([low, high]) => (low <= high ? [low, high] : [0, 1]));
}
