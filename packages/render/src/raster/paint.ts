import type { Field, ImageLayer } from '@selforg/core';
import { paletteColours } from '../palettes/palettes.js';
import type { Raster } from './raster.js';

const NO_PALETTE = new Uint8Array(0);

/**
 * A field as pixels, one a cell, in the colours of a palette.
 *
 * `bits`, `states` and bytes from 0 to 255 whose rows are not padded are **not copied**: the raster's data is the field's memory and valid
 * until the simulation's next step. Values of a `scalar` beyond the field's range get its end colours, NaN the first.
 * @throws InputError for a name that no palette has
 */
export function paint(field: Field, layer: ImageLayer, palette: string): Raster {
  const [height, width] = field.shape;
  switch (layer.as) {
    case 'bits':
      if (field.packing !== 'bits') break;
      return { kind: 'bits', width, height, data: packedRows(field), palette: paletteColours(palette, 2) };
    case 'states': {
      const [low, high] = field.range?.[0] ?? [0, Math.max(1, extent(field)[1])];
      const colours = paletteColours(palette, Math.min(256, high - low + 1));
      return { kind: 'index', width, height, data: stateIndices(field, low), palette: colours };
    }
    case 'rgb':
      return { kind: 'rgba', width, height, data: rgbaPixels(field), palette: NO_PALETTE };
  }
  return { kind: 'index', width, height, data: scalarIndices(field), palette: paletteColours(palette, 256) };
}

function packedRows({ data, shape: [height, width], stride: [pitch] }: Field): Uint8Array {
  const bytes = Math.ceil(width / 8);
  const memory = data as Uint8Array;
  if (pitch === bytes) return memory.subarray(0, bytes * height);
  const rows = new Uint8Array(bytes * height);
  for (let y = 0; y < height; y++) rows.set(memory.subarray(y * pitch, y * pitch + bytes), y * bytes);
  return rows;
}

function stateIndices(field: Field, low: number): Uint8Array {
  const { data, shape, stride } = field;
  const [height, width] = shape;
  const isDense = stride[0] === width && stride[1] === 1;
  if (low === 0 && isDense && data instanceof Uint8Array) return data.subarray(0, width * height);
  return mapCells(field, (value) => value - low);
}

/** 0 … 255 over the range; without one, over the finite values there are. */
function scalarIndices(field: Field): Uint8Array {
  const [low, high] = field.range?.[0] ?? extent(field);
  if (low === 0 && high === 255 && field.data instanceof Uint8Array) return stateIndices(field, 0);
  const gain = high > low ? 255 / (high - low) : 0;
  return mapCells(field, (value) => {
    const index = (value - low) * gain;
    return index >= 255 ? 255 : index > 0 ? (index + 0.5) | 0 : 0;
  });
}

function mapCells(
  { data, shape: [height, width], stride: [down, right] }: Field,
  map: (v: number) => number,
): Uint8Array {
  const out = new Uint8Array(width * height);
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0, at = y * down; x < width; x++, at += right) out[i++] = map(data[at]);
  }
  return out;
}

/** Channels by the range (one pair for all, or a pair each); without one, bytes as they are and other numbers from 0 to 1. */
function rgbaPixels({ data, shape: [height, width], stride: [down, right, deep], range }: Field): Uint8Array {
  const out = new Uint8ClampedArray(width * height * 4).fill(255);
  const whole: readonly [number, number] = data instanceof Uint8Array ? [0, 255] : [0, 1];
  for (let channel = 0; channel < 3; channel++) {
    const [low, high] = range?.[channel] ?? range?.[0] ?? whole;
    const gain = high > low ? 255 / (high - low) : 0;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        out[(y * width + x) * 4 + channel] = (data[y * down + x * right + channel * deep] - low) * gain;
      }
    }
  }
  return new Uint8Array(out.buffer);
}

/** Least and greatest finite value; 0 and 0 when there is none. */
function extent({ data, shape: [height, width], stride: [down, right] }: Field): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = data[y * down + x * right];
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : [0, 0];
}
