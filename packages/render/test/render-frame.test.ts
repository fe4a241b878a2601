import { createSimulation, parseRecipe, type RecipeInput } from '@selforg/core';
import { describe, expect, it } from 'vitest';
import { paletteInks } from '../src/index.js';
import { renderFrame } from '../src/node.js';
import { catalogue } from './fake-systems.js';
import { pixel } from './rasters.js';

function frame(more: Partial<RecipeInput>) {
  const recipe = parseRecipe({ system: 'counter', ...more }, catalogue);
  return renderFrame(createSimulation(recipe, { catalogue }), recipe, { catalogue });
}
const sizeOf = (more: Partial<RecipeInput>) => {
  const { kind, width, height } = frame(more);
  return [kind, width, height];
};

describe('renderFrame', () => {
  it('makes cells large enough to see, at most 16 pixels each', () => {
    expect(sizeOf({})).toEqual(['index', 192, 192]);
    expect(sizeOf({ params: { side: 64 } })).toEqual(['index', 512, 512]);
    expect(sizeOf({ params: { side: 60 } })).toEqual(['index', 540, 540]);
    expect(sizeOf({ scale: 1 })).toEqual(['index', 12, 12]);
    expect(sizeOf({ scale: 5 })).toEqual(['index', 60, 60]);
    const life = parseRecipe({ system: 'life', params: { width: 700, height: 3 } });
    expect(renderFrame(createSimulation(life), life)).toMatchObject({ kind: 'bits', width: 700, height: 3 });
  });

  it('fits cells into a size at a whole scale, centred on colour 0', () => {
    const fitted = frame({ size: [40, 30] });
    const plain = frame({ scale: 2 });
    expect([fitted.kind, fitted.width, fitted.height]).toEqual(['index', 40, 30]);
    for (let y = 0; y < 30; y++) {
      for (let x = 0; x < 40; x++) {
        const isInside = x >= 8 && x < 32 && y >= 3 && y < 27;
        expect(pixel(fitted, x, y)).toEqual(
          isInside ? pixel(plain, x - 8, y - 3) : [...fitted.palette.subarray(0, 3), 255],
        );
      }
    }
    expect(sizeOf({ size: [40, 30], scale: 1 })).toEqual(['index', 40, 30]);
  });

  it('shrinks cells that are more than the pixels', () => {
    expect(sizeOf({ size: [8, 6] })).toEqual(['rgba', 8, 6]);
    const life = parseRecipe({ system: 'life', size: [100, 80], params: { density: 1, width: 300, height: 300 } });
    const shrunk = renderFrame(createSimulation(life), life);
    expect([shrunk.kind, shrunk.width, shrunk.height]).toEqual(['index', 100, 80]);
    expect(pixel(shrunk, 50, 40)).toEqual([...shrunk.palette.subarray(-3), 255]);
    expect(pixel(shrunk, 5, 40)).toEqual([...paletteInks('ink').background, 255]);
  });

  it('draws points and lines to a size of 720, or as asked', () => {
    expect(sizeOf({ view: 'drawing' })).toEqual(['rgba', 720, 720]);
    expect(sizeOf({ view: 'drawing', scale: 2 })).toEqual(['rgba', 1440, 1440]);
    expect(sizeOf({ view: 'drawing', size: [300, 100] })).toEqual(['rgba', 300, 100]);
    expect(() => frame({ view: 'drawing', scale: 30 })).toThrow(
      'invalid scale 30: expected frames of at most 16384 pixels a side',
    );
  });

  it.each([
    [10_000, 1],
    [1, 10_000],
  ])('shows a world of %d × %d, thinner than a pixel', (width, height) => {
    const recipe = parseRecipe({ system: 'boids', params: { count: 1000, width, height } });
    const { data } = renderFrame(createSimulation(recipe), recipe);
    const colours = new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
    // A thousand arrows over 720 pixels leave hardly one of them blank.
    expect(colours).toHaveLength(720);
    expect(colours.filter((colour) => colour !== colours[0]).length).toBeGreaterThan(360);
  });

  it('draws no more pixels than fit into memory', () => {
    const expected = 'expected a drawing of at most 67108864 pixels';
    expect(() => frame({ view: 'drawing', size: [16384, 4097] })).toThrow(`invalid size [16384,4097]: ${expected}`);
    expect(() => frame({ view: 'drawing', scale: 12 })).toThrow(`invalid scale 12: ${expected}`);
  });
});
