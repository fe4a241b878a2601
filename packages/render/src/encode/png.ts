import { crc32, InputError } from '@selforg/core';
import { type Raster, toIndices } from '../raster/raster.js';

/**
 * A raster with a palette as a PNG (W3C 2003) of 1, 2, 4 or 8 bits a pixel, as few as its palette needs.
 * @param deflate zlib format (RFC 1950): `deflateSync` of node:zlib, `zlibSync` of fflate …
 * @throws InputError for an `rgba` raster
 */
export function encodePng(raster: Raster, deflate: (bytes: Uint8Array) => Uint8Array): Uint8Array<ArrayBuffer> {
  if (raster.kind === 'rgba') throw new InputError('raster', raster.kind, 'a raster with a palette');
  const depth = bitDepth(raster);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, raster.width);
  view.setUint32(4, raster.height);
  header[8] = depth;
  header[9] = 3; // palette
  return concat([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', header),
    chunk('PLTE', raster.palette),
    chunk('IDAT', deflate(filterRows(packPixels(raster, depth), Math.ceil((raster.width * depth) / 8), depth === 8))),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

function bitDepth({ kind, palette }: Raster): 1 | 2 | 4 | 8 {
  const colours = palette.length / 3;
  return kind === 'bits' || colours <= 2 ? 1 : colours <= 4 ? 2 : colours <= 16 ? 4 : 8;
}

function packPixels(raster: Raster, depth: number): Uint8Array {
  if (raster.kind === 'bits' || depth === 8) return raster.data;
  const { width, height } = raster;
  const indices = toIndices(raster);
  const bytes = Math.ceil((width * depth) / 8);
  const packed = new Uint8Array(bytes * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      packed[y * bytes + (bit >> 3)] |= indices[y * width + x] << (8 - depth - (bit & 7));
    }
  }
  return packed;
}

/**
 * Puts each row's filter before it (PNG 9.2): difference from the row above where that leaves nothing, else the row as
 * it is; with `smooth`, difference from the left, from above or none, whichever leaves the least.
 */
function filterRows(pixels: Uint8Array, bytes: number, smooth: boolean): Uint8Array {
  const height = pixels.length / bytes;
  const out = new Uint8Array((bytes + 1) * height);
  let above = new Uint8Array(bytes);
  for (let y = 0; y < height; y++) {
    const row = pixels.slice(y * bytes, (y + 1) * bytes);
    const left = new Uint8Array(bytes);
    left.set(row.subarray(0, -1), 1);
    const filter = smooth ? leastFilter(row, left, above) : same(row, above) ? UP : NONE;
    const from = filter === UP ? above : left;
    const at = y * (bytes + 1);
    out[at] = filter;
    if (filter === NONE) out.set(row, at + 1);
    else for (let i = 0; i < bytes; i++) out[at + 1 + i] = row[i] - from[i];
    above = row;
  }
  return out;
}

const NONE = 0;
const LEFT = 1;
const UP = 2;

/** Minimum sum of absolute differences, the heuristic that the PNG specification suggests (12.8). */
function leastFilter(row: Uint8Array, left: Uint8Array, above: Uint8Array): number {
  let [none, fromLeft, fromAbove] = [0, 0, 0];
  for (let i = 0; i < row.length; i++) {
    none += magnitude(row[i]);
    fromLeft += magnitude(row[i] - left[i]);
    fromAbove += magnitude(row[i] - above[i]);
  }
  return fromAbove <= fromLeft && fromAbove <= none ? UP : fromLeft <= none ? LEFT : NONE;
}

/** Of a difference as a signed byte. */
function magnitude(difference: number): number {
  const signed = (difference << 24) >> 24;
  return signed < 0 ? -signed : signed;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + data.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc32(out.subarray(4, 8 + data.length)));
  return out;
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
