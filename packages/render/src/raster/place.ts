import { type Raster, rowBytes } from './raster.js';

/**
 * The raster in a frame of `width` × `height`: centred on the background (in a palette of many colours on the one nearest to it,
 * of two on the first), cut off at the edges where it is larger.
 */
export function placeRaster(raster: Raster, width: number, height: number, background = [0, 0, 0]): Raster {
  if (width === raster.width && height === raster.height) return raster;
  const frame = { ...raster, width, height };
  const to = rowBytes(frame);
  const data = new Uint8Array(to * height);
  if (raster.kind === 'index') data.fill(nearestColour(raster.palette, background));
  if (raster.kind === 'rgba') for (let i = 0; i < data.length; i += 4) data.set([...background, 255], i);
  const left = Math.floor((width - raster.width) / 2);
  const top = Math.floor((height - raster.height) / 2);
  const from = rowBytes(raster);
  const columns = Math.min(width, raster.width);
  for (let y = Math.max(0, top); y < Math.min(height, top + raster.height); y++) {
    const row = raster.data.subarray((y - top) * from, (y - top + 1) * from);
    const out = data.subarray(y * to, (y + 1) * to);
    if (raster.kind === 'bits') copyBits(row, Math.max(0, -left), out, Math.max(0, left), columns);
    else copyPixels(row, Math.max(0, -left), out, Math.max(0, left), columns, raster.kind === 'rgba' ? 4 : 1);
  }
  return { ...frame, data };
}

/** The first of those as near, in squares of red, green and blue. */
function nearestColour(palette: Uint8Array, background: readonly number[]): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; 3 * i < palette.length; i++) {
    const distance = background.reduce((sum, value, channel) => sum + (value - palette[3 * i + channel]) ** 2, 0);
    if (distance < least) [best, least] = [i, distance];
  }
  return best;
}

function copyPixels(row: Uint8Array, from: number, out: Uint8Array, to: number, count: number, channels: number): void {
  out.set(row.subarray(from * channels, (from + count) * channels), to * channels);
}

/** Copies `count` bits between any two places, a byte of `out` at a time; `out` holds zeros before. */
function copyBits(row: Uint8Array, from: number, out: Uint8Array, to: number, count: number): void {
  for (let done = 0; done < count; ) {
    const taken = Math.min(8 - ((to + done) & 7), count - done);
    const at = from + done;
    const pair = (row[at >> 3] << 8) | (row[(at >> 3) + 1] ?? 0);
    const bits = (pair >> (16 - (at & 7) - taken)) & ((1 << taken) - 1);
    out[(to + done) >> 3] |= bits << (8 - ((to + done) & 7) - taken);
    done += taken;
  }
}
