import { deflateSync } from 'node:zlib';
import { crc32, decodePng } from '@selforg/core';
import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { encodePng, type Raster } from '../src/index.js';
import { encodeFrame } from '../src/node.js';
import { pixels, rasters } from './rasters.js';

describe('PNG', () => {
  it('is read back as the same pixels by pngjs and by fast-png', () => {
    fc.assert(
      fc.property(rasters(), (raster) => {
        const bytes = encodeFrame(raster);
        const expected = pixels(raster);
        expect([...PNG.sync.read(Buffer.from(bytes)).data]).toEqual(expected);
        const { width, height, data } = decodePng(bytes);
        expect([width, height]).toEqual([raster.width, raster.height]);
        expect([...data]).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  it('is read back whichever filters its rows got', () => {
    // Slopes along x, along y and flat blocks: the rows that each of the filters is for.
    const shapes = [
      (x: number) => x * 4,
      (_: number, y: number) => y * 5,
      (x: number, y: number) => ((x >> 4) + (y >> 4)) * 40,
    ];
    for (const shape of shapes) {
      const palette = Uint8Array.from({ length: 768 }, (_, i) => Math.floor(i / 3));
      const data = Uint8Array.from({ length: 50 * 50 }, (_, i) => shape(i % 50, Math.floor(i / 50)));
      const raster: Raster = { kind: 'index', width: 50, height: 50, data, palette };
      const bytes = encodePng(raster, (raw) => deflateSync(raw));
      expect([...PNG.sync.read(Buffer.from(bytes)).data]).toEqual(pixels(raster));
    }
  });

  it('spends as few bits a pixel as the palette allows', () => {
    const depths = [2, 3, 4, 5, 16, 17, 256].map((colours) => {
      const raster: Raster = {
        kind: 'index',
        width: 3,
        height: 3,
        data: new Uint8Array(9),
        palette: new Uint8Array(3 * colours),
      };
      return encodePng(raster, (raw) => deflateSync(raw))[24];
    });
    expect(depths).toEqual([1, 2, 2, 4, 4, 8, 8]);
  });

  it('has the chunks of the specification, each with its checksum', () => {
    const raster: Raster = { kind: 'bits', width: 9, height: 2, data: new Uint8Array(4), palette: new Uint8Array(6) };
    const bytes = encodePng(raster, (raw) => deflateSync(raw));
    const view = new DataView(bytes.buffer);
    const types: string[] = [];
    for (let at = 8; at < bytes.length; at += 12 + view.getUint32(at)) {
      const length = view.getUint32(at);
      types.push(String.fromCharCode(...bytes.subarray(at + 4, at + 8)));
      expect(view.getUint32(at + 8 + length)).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)));
    }
    expect(types).toEqual(['IHDR', 'PLTE', 'IDAT', 'IEND']);
  });

  it('without a palette is not for encodePng', () => {
    const raster: Raster = { kind: 'rgba', width: 1, height: 1, data: new Uint8Array(4), palette: new Uint8Array(0) };
    expect(() => encodePng(raster, (raw) => raw)).toThrow('invalid raster "rgba": expected a raster with a palette');
  });
});
