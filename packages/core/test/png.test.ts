import { crc32, deflateSync } from 'node:zlib';
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

/** A PNG of any colour type and depth from its packed rows, written out by the standard. */
function rawPng(
  width: number,
  depth: number,
  colorType: number,
  rows: Uint8Array[],
  {
    palette,
    transparent,
    interlaced = 0,
  }: { palette?: Uint8Array; transparent?: Uint8Array; interlaced?: number } = {},
): Buffer {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([length, body, sum]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(rows.length, 4);
  header.set([depth, colorType, 0, 0, interlaced], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', palette)] : []),
    ...(transparent ? [chunk('tRNS', transparent)] : []),
    chunk('tEXt', Buffer.from('Title\0ignored')),
    chunk('IDAT', deflateSync(Buffer.concat(rows.map((row) => Buffer.concat([Buffer.from([0]), row]))))),
    chunk('IEND', new Uint8Array()),
  ]);
}

describe('decoding PNG', () => {
  it.each([
    [0, 1],
    [0, 2],
    [0, 4],
    [0, 8],
    [0, 16],
    [2, 16],
    [3, 1],
    [3, 2],
    [3, 4],
    [3, 8],
    [6, 16],
  ])('of colour type %i and depth %i gives the pixels that pngjs reads', (colorType, depth) => {
    const channels = { 0: 1, 2: 3, 3: 1, 6: 4 }[colorType] ?? 1;
    const palette = Uint8Array.from({ length: 3 * 2 ** Math.min(depth, 8) }, (_, i) => (i * 77) & 255);
    for (const width of [1, 7, 16]) {
      const row = (y: number) =>
        Uint8Array.from({ length: Math.ceil((width * depth * channels) / 8) }, (_, i) => (i * 59 + y * 101 + 13) & 255);
      const file = rawPng(width, depth, colorType, [row(0), row(1), row(2)], colorType === 3 ? { palette } : {});
      const judge = PNG.sync.read(file);
      const { data } = decodePng(file);
      // Sixteen bits become eight by cutting or by rounding: one apart at most.
      const worst = data.reduce((most, value, i) => Math.max(most, Math.abs(value - judge.data[i])), 0);
      expect(worst).toBeLessThanOrEqual(depth === 16 ? 1 : 0);
    }
  });

  it.each([
    ['grey of 8 bits', 0, 8, [0, 77]],
    ['grey of 16 bits', 0, 16, [77, 78]],
    ['RGB', 2, 8, [0, 77, 0, 78, 0, 79]],
    ['a palette', 3, 8, [255, 0, 128]],
  ])('makes transparent what a tRNS chunk says: %s', (_, colorType, depth, transparent) => {
    const palette = Uint8Array.from({ length: 300 }, (__, i) => i & 255);
    const row = Uint8Array.from({ length: 12 }, (__, i) => (colorType === 3 ? i % 3 : 77 + (i % 3)));
    const file = rawPng(2, depth, colorType, [row.subarray(0, 2 * (depth / 8) * (colorType === 2 ? 3 : 1))], {
      ...(colorType === 3 ? { palette } : {}),
      transparent: Uint8Array.from(transparent),
    });
    const alphas = (data: Uint8Array) => [data[3], data[7]];
    expect(alphas(decodePng(file).data)).toEqual(alphas(PNG.sync.read(file).data));
    expect(Math.min(...alphas(decodePng(file).data))).toBe(0);
  });

  it('refuses a small file that holds far more than its pixels, no pixels, and what it cannot read by name', () => {
    const bomb = rawPng(1, 8, 0, [new Uint8Array(50_000_000)]);
    expect(bomb.length).toBeLessThan(60_000);
    expect(() => decodePng(bomb)).toThrow('expected a complete PNG image');
    expect(() => decodePng(rawPng(0, 8, 0, [new Uint8Array(0)]))).toThrow('invalid image "0×1": expected 1 to');
    expect(() => decodePng(rawPng(8, 1, 0, [Uint8Array.of(1)], { interlaced: 1 }))).toThrow(
      'invalid image "interlaced with 1 bits": expected a PNG image that is not interlaced',
    );
  });

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
    expect(() => decodePng(huge)).toThrow('invalid image "60000×60000": expected 1 to 16777216 pixels');
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
