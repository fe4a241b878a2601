import { type Raster, toIndices, toRgba } from './raster.js';

/**
 * The raster made smaller: each pixel is the mean of those that it covers. Two colours become a ramp of 256 between
 * them, which stays an indexed raster; everything else becomes RGBA, since indices have no mean.
 */
export function shrinkRaster(raster: Raster, width: number, height: number): Raster {
  if (raster.kind === 'bits') {
    const shares = means(toIndices(raster), raster, { width, height }, 1, 255);
    return { kind: 'index', width, height, data: shares, palette: ramp(raster.palette) };
  }
  const data = means(toRgba(raster), raster, { width, height }, 4, 1);
  return { kind: 'rgba', width, height, data, palette: new Uint8Array(0) };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function means(data: Uint8Array, from: Size, to: Size, channels: number, gain: number): Uint8Array {
  const out = new Uint8Array(to.width * to.height * channels);
  for (let y = 0; y < to.height; y++) {
    const [top, bottom] = covered(y, from.height, to.height);
    for (let x = 0; x < to.width; x++) {
      const [left, right] = covered(x, from.width, to.width);
      const count = (bottom - top) * (right - left);
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        for (let row = top; row < bottom; row++) {
          for (let column = left; column < right; column++)
            sum += data[(row * from.width + column) * channels + channel];
        }
        out[(y * to.width + x) * channels + channel] = Math.round((gain * sum) / count);
      }
    }
  }
  return out;
}

/** The source pixels under a target pixel: never none, each in one target pixel. */
function covered(at: number, from: number, to: number): [number, number] {
  const start = Math.floor((at * from) / to);
  return [start, Math.max(start + 1, Math.floor(((at + 1) * from) / to))];
}

function ramp(palette: Uint8Array): Uint8Array {
  const mix = (i: number) => palette[i % 3] + ((palette[3 + (i % 3)] - palette[i % 3]) * Math.floor(i / 3)) / 255;
  return Uint8Array.from({ length: 256 * 3 }, (_, i) => Math.round(mix(i)));
}
