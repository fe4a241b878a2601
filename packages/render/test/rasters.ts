import fc from 'fast-check';
import { type Raster, rowBytes } from '../src/raster/raster.js';

/** Rasters of every kind, odd widths among them, with all bits of their rows used up by noise. */
export function rasters(
  kinds: readonly Raster['kind'][] = ['bits', 'index', 'rgba'],
  maxSide = 40,
): fc.Arbitrary<Raster> {
  const side = fc.integer({ min: 1, max: maxSide });
  return fc
    .tuple(fc.constantFrom(...kinds), side, side, fc.integer({ min: 2, max: 256 }))
    .chain(([kind, width, height, colours]) => {
      const count = kind === 'bits' ? 2 : kind === 'index' ? colours : 0;
      const length = rowBytes({ kind, width }) * height;
      const max = kind === 'index' ? count - 1 : 255;
      return fc.record({
        kind: fc.constant(kind),
        width: fc.constant(width),
        height: fc.constant(height),
        data: fc
          .uint8Array({ minLength: length, maxLength: length, max })
          .map((data) => (kind === 'rgba' ? opaque(data) : data)),
        palette: fc.uint8Array({ minLength: 3 * count, maxLength: 3 * count }),
      });
    });
}

function opaque(rgba: Uint8Array): Uint8Array {
  return rgba.map((value, i) => (i % 4 === 3 ? 255 : value));
}

/** The plain definition of a pixel's colour, with which everything else is compared. */
export function pixel({ kind, width, data, palette }: Raster, x: number, y: number): number[] {
  if (kind === 'rgba') return [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
  const bit = () => (data[y * Math.ceil(width / 8) + Math.floor(x / 8)] >> (7 - (x % 8))) & 1;
  const index = kind === 'bits' ? bit() : data[y * width + x];
  return [...palette.subarray(3 * index, 3 * index + 3), 255];
}

export function pixels(raster: Raster): number[] {
  const all: number[] = [];
  for (let y = 0; y < raster.height; y++) for (let x = 0; x < raster.width; x++) all.push(...pixel(raster, x, y));
  return all;
}
