import type { Field, ImageLayer } from '@selforg/core';
import { paint } from '../raster/paint.js';
import { toRgba } from '../raster/raster.js';
import type { PointsScene } from './scene.js';

/** Rows of hexagons one unit wide are so far apart. */
const ROW = Math.sqrt(3) / 2;
/** From the middle of a hexagon one unit wide to its corners. */
const RADIUS = 1 / Math.sqrt(3);

/** What a field of hexagons takes up: every second row reaches half a cell further. */
export function hexagonSize({ shape: [rows, columns] }: Field): { width: number; height: number } {
  return { width: columns + (rows > 1 ? 0.5 : 0), height: (rows - 1) * ROW + 2 * RADIUS };
}

/** Each cell of the field as a hexagon that stands on a corner, in the colour that its pixel would have. */
export function hexagons(layer: ImageLayer, field: Field, palette: string): PointsScene {
  const raster = paint(field, layer, palette);
  const pixels = toRgba(raster);
  const { width, height } = raster;
  const xy = new Float32Array(2 * width * height);
  const colours = new Uint8Array(3 * width * height);
  for (let i = 0; i < width * height; i++) {
    const row = Math.floor(i / width);
    xy[2 * i] = (i % width) + 0.5 + (row % 2) * 0.5;
    xy[2 * i + 1] = row * ROW + RADIUS;
    colours.set(pixels.subarray(4 * i, 4 * i + 3), 3 * i);
  }
  return { kind: 'points', xy, shape: 'hexagon', size: RADIUS, colours };
}
