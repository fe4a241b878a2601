import { dense, type Field } from './field.js';

interface Tiles {
  readonly count: number;
  readonly width: number;
  readonly height: number;
  /** Tiles side by side; by default about as many as lie one above the other. */
  readonly across?: number;
  /** What stands in the gaps of one cell between tiles, and after the last. */
  readonly gap?: number;
  readonly range?: readonly [number, number];
}

/** Many small pictures as one: memories, receptive fields. Read `field` after each {@link Mosaic.draw}. */
export interface Mosaic {
  readonly field: Field;
  /** Writes every tile: `shade` tells pixel i (row-major) of tile t. */
  draw(shade: (tile: number, pixel: number) => number): Field;
}

/** Lays tiles out in rows, with a gap of one cell. */
export function createMosaic({ count, width, height, across, gap = 0, range }: Tiles): Mosaic {
  const columns = across ?? Math.ceil(Math.sqrt((count * height) / width));
  const rows = Math.ceil(count / columns);
  const wide = columns * (width + 1) - 1;
  const high = rows * (height + 1) - 1;
  const cells = new Float32Array(wide * high).fill(gap);
  const field = dense(cells, [high, wide], range && [range]);
  return {
    field,
    draw(shade) {
      for (let tile = 0; tile < count; tile++) {
        const corner = Math.floor(tile / columns) * (height + 1) * wide + (tile % columns) * (width + 1);
        for (let i = 0; i < width * height; i++) {
          cells[corner + Math.floor(i / width) * wide + (i % width)] = shade(tile, i);
        }
      }
      return field;
    },
  };
}
