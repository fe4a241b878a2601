import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeRaster, type Raster, scaleRaster, shrinkRaster, toRgba } from '../src/index.js';
import { pixel, pixels, rasters } from './rasters.js';

describe('raster', () => {
  it('toRgba gives the colour of each pixel', () => {
    fc.assert(fc.property(rasters(), (raster) => void expect([...toRgba(raster)]).toEqual(pixels(raster))));
  });

  it('scaleRaster makes a block of each pixel and keeps the kind', () => {
    fc.assert(
      fc.property(rasters(undefined, 20), fc.integer({ min: 1, max: 9 }), (raster, factor) => {
        const scaled = scaleRaster(raster, factor);
        expect([scaled.kind, scaled.width, scaled.height]).toEqual([
          raster.kind,
          raster.width * factor,
          raster.height * factor,
        ]);
        const expected: number[] = [];
        for (let y = 0; y < scaled.height; y++) {
          for (let x = 0; x < scaled.width; x++) {
            expected.push(...pixel(raster, Math.floor(x / factor), Math.floor(y / factor)));
          }
        }
        expect(pixels(scaled)).toEqual(expected);
      }),
    );
  });

  it('scaleRaster refuses what is no positive integer', () => {
    const raster = { kind: 'index', width: 1, height: 1, data: new Uint8Array(1), palette: new Uint8Array(3) } as const;
    expect(() => scaleRaster(raster, 0)).toThrow('invalid scale 0: expected an integer of at least 1');
    expect(() => scaleRaster(raster, 1.5)).toThrow('invalid scale 1.5');
  });

  /** The background itself, the first of two colours, or the nearest of many. */
  function aroundOf({ kind, palette }: Raster, background: readonly number[]): readonly number[] {
    if (kind === 'rgba') return background;
    const colours = Array.from({ length: palette.length / 3 }, (_, i) => [...palette.subarray(3 * i, 3 * i + 3)]);
    const distance = (colour: number[]) => colour.reduce((sum, value, i) => sum + (value - background[i]) ** 2, 0);
    return kind === 'bits' ? colours[0] : colours.reduce((a, b) => (distance(b) < distance(a) ? b : a));
  }

  it('placeRaster centres what is smaller, on the colour nearest to the background, and cuts what is larger', () => {
    const side = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(rasters(), side, side, (raster, width, height) => {
        const placed = placeRaster(raster, width, height, [1, 2, 3]);
        const left = Math.floor((width - raster.width) / 2);
        const top = Math.floor((height - raster.height) / 2);
        const around = [...aroundOf(raster, [1, 2, 3]), 255];
        const expected: number[] = [];
        for (let y = top * -1; y < height - top; y++) {
          for (let x = -left; x < width - left; x++) {
            const isInside = x >= 0 && y >= 0 && x < raster.width && y < raster.height;
            expected.push(...(isInside ? pixel(raster, x, y) : around));
          }
        }
        expect(pixels(placed)).toEqual(expected);
      }),
    );
  });

  it('shrinkRaster takes the mean of what a pixel covers', () => {
    const palette = Uint8Array.of(0, 0, 0, 200, 100, 50);
    const bits = { kind: 'bits', width: 4, height: 2, data: Uint8Array.of(0b11100000, 0b11000000), palette } as const;
    const half = shrinkRaster(bits, 2, 1);
    expect(half.kind).toBe('index');
    // All four alive; one of four alive.
    expect(pixels(half)).toEqual([200, 100, 50, 255, 50, 25, 13, 255]);
    const index = { kind: 'index', width: 2, height: 1, data: Uint8Array.of(0, 1), palette } as const;
    expect(pixels(shrinkRaster(index, 1, 1))).toEqual([100, 50, 25, 255]);
  });

  it('shrinkRaster keeps one colour one colour, at any ratio', () => {
    const side = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(rasters(undefined, 30), side, side, (raster, width, height) => {
        const even = { ...raster, data: raster.data.map((_, i) => (raster.kind === 'rgba' && i % 4 === 3 ? 255 : 0)) };
        const [w, h] = [Math.min(width, raster.width), Math.min(height, raster.height)];
        expect(new Set(toRgba(shrinkRaster(even, w, h)))).toEqual(new Set(pixel(even, 0, 0)));
      }),
    );
  });
});
