import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGifEncoder, type Raster } from '../src/index.js';
import { decodeGif } from './gif-decoder.js';
import { pixels, rasters } from './rasters.js';

const rgb = (raster: Raster) => pixels(raster).filter((_, i) => i % 4 !== 3);

function encode(frames: readonly Raster[], delay?: number): Uint8Array {
  const encoder = createGifEncoder(delay === undefined ? {} : { delay });
  return Uint8Array.from([...frames.flatMap((frame) => [...encoder.frame(frame)]), ...encoder.finish()]);
}

describe('GIF', () => {
  it('plays the same colours for ever', () => {
    fc.assert(
      fc.property(rasters(['bits', 'index']), (first) => {
        // A second frame on the first one's palette, a third on a palette of its own.
        const flipped = { ...first, data: first.data.toReversed() };
        const recoloured = { ...first, palette: first.palette.map((value) => 255 - value) };
        const frames = [first, flipped, recoloured];
        const gif = decodeGif(encode(frames, 70));
        expect([gif.width, gif.height, gif.loops]).toEqual([first.width, first.height, 0]);
        expect(gif.frames.map(({ delay }) => delay)).toEqual([70, 70, 70]);
        expect(gif.frames.map((frame) => frame.rgb)).toEqual(frames.map(rgb));
      }),
    );
  });

  it('reads back when its code table has run full', () => {
    let state = 1;
    const noise = Uint8Array.from({ length: 200 * 200 }, () => {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      return state >>> 24;
    });
    const raster: Raster = {
      kind: 'index',
      width: 200,
      height: 200,
      data: noise,
      palette: Uint8Array.from({ length: 768 }, (_, i) => i / 3),
    };
    expect(decodeGif(encode([raster])).frames[0].rgb).toEqual(rgb(raster));
  });

  it('quantizes RGBA, losing nothing where few well-separated colours are used', () => {
    const colours = [
      [0, 0, 0, 255],
      [248, 0, 0, 255],
      [0, 252, 0, 255],
      [248, 252, 248, 255],
    ];
    const data = Uint8Array.from({ length: 64 * 4 }, (_, i) => colours[(i >> 2) % 4][i % 4]);
    const raster: Raster = { kind: 'rgba', width: 8, height: 8, data, palette: new Uint8Array(0) };
    expect(decodeGif(encode([raster])).frames[0].rgb).toEqual(rgb(raster));
  });
});
