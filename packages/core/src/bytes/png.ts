import { convertIndexedToRgb, decode } from 'fast-png';
import { Unzlib } from 'fflate';
import { InputError } from '../contract/errors.js';
import { decodeBase64 } from './base64.js';

/** An image of 8-bit red, green, blue, alpha, row-major from the top left. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

const MAX_PIXELS = 2 ** 24;
const COLOUR = { grey: 0, rgb: 2, palette: 3, greyAlpha: 4, rgba: 6 };
/** Chunks that decide the pixels; the others (profiles, texts) are not even unpacked. */
const NEEDED = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND']);

/**
 * Decodes a PNG of any colour type and 1 to 16 bits in plain JavaScript, so that every engine sees the same pixels.
 * @param field what to call it in an error
 * @throws InputError when it is no PNG, is damaged, holds more than 2²⁴ pixels, or is interlaced with less than 8 bits
 */
export function decodePng(file: Uint8Array, field = 'image'): Pixels {
  const header = readHeader(file, field);
  try {
    const chunks = readChunks(file);
    checkInflated(chunks, header);
    const needed = chunks.filter(
      ({ type }) => NEEDED.has(type) || (type === 'tRNS' && header.colour === COLOUR.palette),
    );
    const png = decode(join([file.subarray(0, 8), ...needed.map(({ whole }) => whole)]));
    // Greys below 8 bits come packed, as palette images do: a palette of greys unpacks them.
    const palette = png.palette ?? (png.depth < 8 ? greys(png.depth) : undefined);
    const data = palette ? convertIndexedToRgb({ ...png, palette, channels: 1 }) : png.data;
    const channels = palette ? palette[0].length : png.channels;
    const rgba = toRgba(data, channels, png.depth === 16 ? 257 : 1);
    const transparent = chunks.find(({ type }) => type === 'tRNS')?.body;
    if (transparent && !png.palette) clearColour(rgba, data, channels, transparentColour(transparent, header));
    return { width: header.width, height: header.height, data: rgba };
  } catch {
    throw new InputError(field, `${file.length} bytes`, 'a complete PNG image');
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

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
}

interface Chunk {
  readonly type: string;
  readonly body: Uint8Array;
  /** With length, type and checksum. */
  readonly whole: Uint8Array;
}

/** The size stands in the header: a hostile one is refused before anything is unpacked. */
function readHeader(file: Uint8Array, field: string): Header {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 33 || view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) {
    throw new InputError(field, `${file.length} bytes`, 'a PNG image');
  }
  const [width, height, depth, colour] = [view.getUint32(16), view.getUint32(20), file[24], file[25]];
  if (width * height === 0 || width * height > MAX_PIXELS) {
    throw new InputError(field, `${width}×${height}`, `1 to ${MAX_PIXELS} pixels`);
  }
  if (depth < 8 && file[28] !== 0) {
    throw new InputError(
      field,
      `interlaced with ${depth} bits`,
      'a PNG image that is not interlaced, or has 8 bits or more',
    );
  }
  return { width, height, depth, colour };
}

function readChunks(file: Uint8Array): Chunk[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= file.length; ) {
    const length = view.getUint32(at);
    const body = file.subarray(at + 8, at + 8 + length);
    const type = String.fromCharCode(...file.subarray(at + 4, at + 8));
    chunks.push({ type, body, whole: file.subarray(at, at + 12 + length) });
    at += 12 + length;
  }
  return chunks;
}

/** Unpacks piece by piece and stops where more comes out than the pixels take: a small file may hold gigabytes of nothing. */
function checkInflated(chunks: readonly Chunk[], { width, height, depth, colour }: Header): void {
  const channels = { [COLOUR.grey]: 1, [COLOUR.rgb]: 3, [COLOUR.palette]: 1, [COLOUR.greyAlpha]: 2 }[colour] ?? 4;
  // Interlacing splits the rows into shorter ones, at most fifteen for eight, each with a byte more.
  let left = 2 * height * (Math.ceil((width * depth * channels) / 8) + 1) + 64;
  const inflate = new Unzlib((piece) => {
    left -= piece.length;
    if (left < 0) throw new RangeError('more pixels than the header says');
  });
  const pieceLength = 16384;
  for (const { type, body } of chunks) {
    if (type !== 'IDAT') continue;
    for (let at = 0; at < body.length; at += pieceLength) inflate.push(body.subarray(at, at + pieceLength));
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
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
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = Math.round(data[channels < 3 ? at : at + c] / divisor);
    rgba[4 * i + 3] = channels % 2 === 0 ? Math.round(data[at + channels - 1] / divisor) : 255;
  }
  return rgba;
}

/** The one grey or RGB value that a tRNS chunk makes transparent, in the units of the decoded data. */
function transparentColour(body: Uint8Array, { depth }: Header): number[] {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const scale = depth < 8 ? 255 / (2 ** depth - 1) : 1;
  return Array.from({ length: body.length >> 1 }, (_, i) => view.getUint16(2 * i) * scale);
}

/** Makes the pixels of that colour transparent; greys that came through a palette repeat one value. */
function clearColour(rgba: Uint8Array, data: ArrayLike<number>, channels: number, colour: readonly number[]): void {
  for (let i = 0; i < data.length / channels; i++) {
    if (colour.every((value, c) => data[i * channels + c] === value)) rgba[4 * i + 3] = 0;
  }
}
