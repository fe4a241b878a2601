import * as module from 'gifenc';
import { type Raster, toIndices } from '../raster/raster.js';

// Node sees gifenc's CommonJS file, a default export of everything; bundlers see its named exports.
const { GIFEncoder, quantize, applyPalette } = (
  'GIFEncoder' in module ? module : (module as { default: unknown }).default
) as typeof module;

/** Writes a GIF piece by piece: join what the calls return, in order. Memory stays that of one frame. */
export interface GifEncoder {
  /** The bytes of one more frame; all frames have the size of the first. */
  frame(raster: Raster): Uint8Array<ArrayBuffer>;
  /** The last bytes. */
  finish(): Uint8Array<ArrayBuffer>;
}

/**
 * A GIF (GIF89a) that plays for ever. Rasters with a palette keep their colours; RGBA is quantized to 256 a frame.
 * @param delay milliseconds a frame, in steps of 10
 */
export function createGifEncoder({ delay = 40 }: { delay?: number } = {}): GifEncoder {
  const encoder = GIFEncoder();
  let shared: string | undefined;

  function flush(): Uint8Array<ArrayBuffer> {
    const bytes = encoder.stream.bytes();
    encoder.stream.reset();
    return bytes;
  }

  return {
    frame(raster) {
      const { palette, indices } = indexed(raster);
      const colorDepth = Math.max(1, Math.ceil(Math.log2(palette.length)));
      // The first frame's palette is that of the file; a later frame brings its own only where it differs.
      const key = palette.join();
      const options = { delay, repeat: 0, colorDepth, ...(key === shared ? {} : { palette }) };
      encoder.writeFrame(indices, raster.width, raster.height, options);
      shared ??= key;
      return flush();
    },
    finish() {
      encoder.finish();
      return flush();
    },
  };
}

function indexed(raster: Raster): { palette: readonly (readonly number[])[]; indices: Uint8Array } {
  if (raster.kind === 'rgba') {
    const palette = quantize(raster.data, 256);
    return { palette, indices: applyPalette(raster.data, palette) };
  }
  const palette = Array.from({ length: raster.palette.length / 3 }, (_, i) => [
    ...raster.palette.subarray(3 * i, 3 * i + 3),
  ]);
  return { palette, indices: toIndices(raster) };
}
