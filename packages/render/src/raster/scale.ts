import { InputError } from '@selforg/core';
import { type Raster, rowBytes } from './raster.js';

/**
 * Makes every pixel a block of `factor` × `factor`; the kind stays, bits stay bits.
 * @throws InputError for a factor that is no positive integer
 */
export function scaleRaster(raster: Raster, factor: number): Raster {
  if (!Number.isInteger(factor) || factor < 1) throw new InputError('scale', factor, 'an integer of at least 1');
  if (factor === 1) return raster;
  const scaled = { ...raster, width: raster.width * factor, height: raster.height * factor };
  const from = rowBytes(raster);
  const to = rowBytes(scaled);
  const data = new Uint8Array(to * scaled.height);
  const widen = widener(raster, factor);
  for (let y = 0; y < raster.height; y++) {
    const top = y * factor * to;
    widen(raster.data.subarray(y * from, (y + 1) * from), data.subarray(top, top + to));
    for (let copy = 1; copy < factor; copy++) data.copyWithin(top + copy * to, top, top + to);
  }
  return { ...scaled, data };
}

/** Writes a row with each pixel `factor` times. */
function widener({ kind }: Raster, factor: number): (row: Uint8Array, out: Uint8Array) => void {
  if (kind === 'bits') return bitWidener(factor);
  const channels = kind === 'rgba' ? 4 : 1;
  return (row, out) => {
    for (let i = 0, at = 0; i < row.length; i += channels) {
      for (let copy = 0; copy < factor; copy++) {
        for (let channel = 0; channel < channels; channel++) out[at++] = row[i + channel];
      }
    }
  };
}

/** Eight pixels times the factor are just `factor` bytes, the same for each of the 256 bytes there are: look them up. */
function bitWidener(factor: number): (row: Uint8Array, out: Uint8Array) => void {
  const wide = new Uint8Array(256 * factor);
  for (let byte = 0; byte < 256; byte++) {
    for (let bit = 0; bit < 8 * factor; bit++) {
      if ((byte >> (7 - Math.floor(bit / factor))) & 1) wide[byte * factor + (bit >> 3)] |= 128 >> (bit & 7);
    }
  }
  return (row, out) => {
    for (let i = 0, at = 0; at < out.length; i++) {
      for (let b = 0; b < factor && at < out.length; b++) out[at++] = wide[row[i] * factor + b];
    }
  };
}
