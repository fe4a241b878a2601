import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { decodePng, InputError } from '../src/index.js';

/** pngjs is the judge: an independent reader and writer. */
function pngjs(width: number, height: number, rgba: Uint8Array, options: Record<string, unknown>): Buffer {
  const png = new PNG({ width, height });
  png.data.set(rgba);
  return PNG.sync.write(png, options);
}

describe('decoding PNG', () => {
  it('gives the pixels that pngjs wrote: RGBA, RGB, grey with alpha, grey', () => {
    const types = fc.constantFrom(6, 2, 4, 0);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        types,
        fc.nat(),
        (width, height, colorType, seed) => {
          const rgba = new Uint8Array(width * height * 4).map((_, i) => (i * 97 + seed * 31 + ((i * i) >> 3)) & 255);
          if (colorType === 2 || colorType === 0) for (let i = 3; i < rgba.length; i += 4) rgba[i] = 255;
          if (colorType === 4 || colorType === 0) for (let i = 0; i < rgba.length; i += 4) rgba.fill(rgba[i], i, i + 3);
          const file = pngjs(width, height, rgba, { colorType, inputHasAlpha: true });
          const decoded = decodePng(file);
          expect([decoded.width, decoded.height]).toEqual([width, height]);
          const judge = PNG.sync.read(file);
          expect(Buffer.from(decoded.data).equals(judge.data)).toBe(true);
        },
      ),
    );
  });

  it('refuses what is no PNG, is cut off, or claims more than a machine holds', () => {
    const file = pngjs(8, 8, new Uint8Array(256), {});
    const huge = Buffer.from(file);
    huge.writeUInt32BE(60000, 16);
    huge.writeUInt32BE(60000, 20);
    expect(() => decodePng(new TextEncoder().encode('x'.repeat(100)))).toThrow(
      'invalid image "100 bytes": expected a PNG image',
    );
    expect(() => decodePng(file.subarray(0, 50))).toThrow('expected a complete PNG image');
    expect(() => decodePng(huge)).toThrow('invalid image "60000×60000": expected at most 67108864 pixels');
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(file.length - 1), (junk, at) => {
        const mutilated = Uint8Array.from(file);
        mutilated.set(junk.subarray(0, file.length - at), at);
        try {
          decodePng(mutilated);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });
});
