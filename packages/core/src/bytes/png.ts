import { convertIndexedToRgb, decode } from 'fast-png';
import { InputError } from '../contract/errors.js';
import { decodeBase64 } from './base64.js';

/** An image of 8-bit red, green, blue, alpha, row-major from the top left. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const MAX_PIXELS = 2 ** 26;

/**
 * Decodes any PNG (grey, RGB or palette, 1 to 16 bits) in plain JavaScript, so that every engine sees the same pixels.
 * @param field what to call it in an error
 * @throws InputError when it is no PNG, is damaged, or holds more than 2²⁶ pixels
 */
export function decodePng(bytes: Uint8Array, field = 'image'): Pixels {
  checkHeader(bytes, field);
  try {
    const png = decode(bytes);
    // Greys below 8 bits come packed, as palette images do: a palette of greys unpacks them.
    const palette = png.palette ?? (png.depth < 8 ? greys(png.depth) : undefined);
    const data = palette ? convertIndexedToRgb({ ...png, palette, channels: 1 }) : png.data;
    const channels = palette ? palette[0].length : png.channels;
    return { width: png.width, height: png.height, data: toRgba(data, channels, png.depth === 16 ? 257 : 1) };
  } catch {
    throw new InputError(field, `${bytes.length} bytes`, 'a complete PNG image');
  }
}

/** Decodes a `data:image/png;base64,…` URL, as recipes carry images. */
export function decodePngUrl(url: string, field: string): Pixels {
  let bytes: Uint8Array;
  try {
    bytes = decodeBase64(url.slice(url.indexOf(',') + 1));
  } catch {
    throw new InputError(field, url, 'a PNG image in base64');
  }
  return decodePng(bytes, field);
}

/** The size stands in the header: a hostile one is refused before anything is unpacked. */
function checkHeader(bytes: Uint8Array, field: string): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 33 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) {
    throw new InputError(field, `${bytes.length} bytes`, 'a PNG image');
  }
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  if (width * height > MAX_PIXELS) throw new InputError(field, `${width}×${height}`, `at most ${MAX_PIXELS} pixels`);
}

function greys(depth: number): [number, number, number][] {
  const count = 2 ** depth;
  return Array.from({ length: count }, (_, i) => Array(3).fill((255 * i) / (count - 1)) as [number, number, number]);
}

/** From 1 (grey), 2 (grey, alpha), 3 (RGB) or 4 channels. */
function toRgba(data: ArrayLike<number>, channels: number, divisor: number): Uint8Array {
  const count = data.length / channels;
  const rgba = new Uint8Array(count * 4);
  for (let i = 0; i < count; i++) {
    const at = i * channels;
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = data[channels < 3 ? at : at + c] / divisor;
    rgba[4 * i + 3] = channels % 2 === 0 ? data[at + channels - 1] / divisor : 255;
  }
  return rgba;
}
