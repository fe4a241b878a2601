/**
 * Pixels of a frame, row-major from the top left.
 *
 * - `bits`: two colours, eight pixels a byte, the leftmost in the most significant bit, each row starting on a byte
 *   (what lies behind a row's last pixel means nothing); `palette` holds two RGB triples.
 * - `index`: one byte a pixel into at most 256 RGB triples.
 * - `rgba`: four bytes a pixel, `palette` is empty.
 */
export interface Raster {
  readonly kind: 'bits' | 'index' | 'rgba';
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly palette: Uint8Array;
}

/** Bytes from one row to the next. */
export function rowBytes({ kind, width }: Pick<Raster, 'kind' | 'width'>): number {
  return kind === 'bits' ? Math.ceil(width / 8) : kind === 'index' ? width : width * 4;
}

/** One byte a pixel: the state of a `bits` raster, the index of an `index` raster (that one as it is, not copied). */
export function toIndices({ kind, width, height, data }: Raster): Uint8Array {
  if (kind !== 'bits') return data;
  const indices = new Uint8Array(width * height);
  const bytes = Math.ceil(width / 8);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) indices[y * width + x] = (data[y * bytes + (x >> 3)] >> (7 - (x & 7))) & 1;
  }
  return indices;
}

/** Four bytes a pixel, opaque where the raster has a palette. */
export function toRgba(raster: Raster): Uint8Array {
  if (raster.kind === 'rgba') return raster.data;
  const indices = toIndices(raster);
  const rgba = new Uint8Array(indices.length * 4);
  const words = paletteWords(raster.palette);
  const pixels = new Uint32Array(rgba.buffer);
  for (let i = 0; i < indices.length; i++) pixels[i] = words[indices[i]];
  return rgba;
}

/** The palette's colours as 32-bit words whose bytes in memory are R, G, B, 255, whatever the machine's byte order. */
export function paletteWords(palette: Uint8Array): Uint32Array {
  const bytes = new Uint8Array(256 * 4).fill(255);
  for (let i = 0; i < palette.length / 3; i++) bytes.set(palette.subarray(3 * i, 3 * i + 3), 4 * i);
  return new Uint32Array(bytes.buffer);
}
