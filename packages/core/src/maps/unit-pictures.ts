import { dense, type Field, type TypedArray } from '../contract/field.js';
import { createMosaic } from '../contract/mosaic.js';
import type { Dataset } from '../data/dataset.js';
import type { Codebook } from './codebook.js';
import type { Grid } from './grid.js';

/** Where the pixel of each unit is: layers lie beside and below one another, a cell apart. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Of each unit. */
  readonly pixels: Int32Array;
  /** Of each pixel, −1 between layers. */
  readonly units: Int32Array;
  readonly tiling: Pick<Field, 'tiling'>;
}

export function layOut({ columns, rows, layers, lattice, units: count }: Grid): Layout {
  let across = Math.max(1, Math.ceil(Math.sqrt((layers * rows) / columns)));
  while (layers % across !== 0) across = across < layers ? across + 1 : layers;
  const width = across * (columns + 1) - 1;
  const height = (layers / across) * (rows + 1) - 1;
  const units = new Int32Array(width * height).fill(-1);
  const pixels = Int32Array.from({ length: count }, (_, unit) => {
    const layer = Math.floor(unit / (columns * rows));
    const y = Math.floor(layer / across) * (rows + 1) + (Math.floor(unit / columns) % rows);
    return y * width + (layer % across) * (columns + 1) + (unit % columns);
  });
  pixels.forEach((pixel, unit) => {
    units[pixel] = unit;
  });
  return { width, height, pixels, units, tiling: lattice === 'hexagonal' ? { tiling: 'hexagonal' } : {} };
}

/** One number a unit as a picture, drawn into the same pixels each time. */
export function unitImage(
  { width, height, pixels, tiling }: Layout,
  into: TypedArray,
  range?: readonly [number, number],
): (numberOf: (unit: number) => number) => Field {
  into.fill(range?.[0] ?? 0);
  const field = { ...dense(into, [height, width], range && [range]), ...tiling };
  return (numberOf) => {
    for (let unit = 0; unit < pixels.length; unit++) into[pixels[unit]] = numberOf(unit);
    return field;
  };
}

type Ranges = readonly (readonly [number, number])[];

/** The first three weights of each unit as red, green and blue, each between the ends of its range. */
export function colourImage(
  { width, height, pixels, tiling }: Layout,
  codebook: Codebook,
  ranges: Ranges,
): () => Field {
  const rgb = new Uint8Array(3 * width * height);
  const field = { ...dense(rgb, [height, width, 3]), ...tiling };
  const { weights, stride, dimensions } = codebook;
  return () => {
    for (let unit = 0; unit < pixels.length; unit++) {
      for (let c = 0; c < Math.min(3, dimensions); c++) {
        const share = shareOf(weights[unit * stride + c], ranges[c]);
        rgb[3 * pixels[unit] + c] = 255 * Math.min(1, Math.max(0, share));
      }
    }
    return field;
  };
}

/** Component planes shown at once. */
const PLANES = 64;

/** Every unit as a picture, where the map has it; or every component as a map, each between the ends of its range. */
export function weightMosaic(
  { width, height, units }: Layout,
  { weights, stride, dimensions }: Codebook,
  picture: Dataset['picture'],
  ranges: Ranges,
): () => Field {
  if (picture) {
    const low = Math.min(...ranges.map((range) => range[0]));
    const high = Math.max(...ranges.map((range) => range[1]));
    const mosaic = createMosaic({ count: units.length, ...picture, across: width, gap: low, range: [low, high] });
    return () => mosaic.draw((tile, pixel) => (units[tile] < 0 ? low : weights[units[tile] * stride + pixel]));
  }
  const mosaic = createMosaic({ count: Math.min(dimensions, PLANES), width, height, range: [0, 1] });
  return () =>
    mosaic.draw((c, pixel) => (units[pixel] < 0 ? 0 : shareOf(weights[units[pixel] * stride + c], ranges[c])));
}

const shareOf = (value: number, [low, high]: readonly [number, number]): number => (value - low) / (high - low || 1);
