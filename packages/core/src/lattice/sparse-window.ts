import type { Window } from '../contract/window.js';
import { BUFFER_BYTES, type SparseKernel } from './sparse-kernel.js';

/** First and last cell along a direction; the last one may be past the last that a pattern can reach. */
export type Reach = readonly [first: bigint, last: bigint];

/** From here on a few pixels hold the whole plane. */
const FAR = 60;
const PIXELS = BUFFER_BYTES / 4;

/** The pixels of a side of the window that see any cell: from the first to one past the last. */
function pixelsSeen(from: bigint, pixels: number, zoom: bigint, [first, last]: Reach): readonly [number, number] {
  const clip = (pixel: bigint): number => Number(pixel < 0n ? 0n : pixel > BigInt(pixels) ? BigInt(pixels) : pixel);
  return [clip((first - from) >> zoom), clip(((last - from) >> zoom) + 1n)];
}

/** What a window is taken of. */
export interface Scene {
  readonly kernel: SparseKernel;
  readonly memory: WebAssembly.Memory;
  readonly between: boolean;
  readonly columns: Reach;
  readonly rows: Reach;
}

/** Live cells under each pixel of a window of any place and zoom. */
export function countsInto(scene: Scene, window: Window, out: Float64Array | Uint8Array): void {
  const { width, height } = window;
  const zoom = BigInt(window.zoom);
  out.fill(0, 0, width * height);
  const [u0, u1] = pixelsSeen(window.x, width, zoom, scene.columns);
  const [v0, v1] = pixelsSeen(window.y, height, zoom, scene.rows);
  if (window.zoom > FAR) {
    for (let v = v0; v < v1; v++) for (let u = u0; u < u1; u++) out[v * width + u] = countPixel(scene, window, u, v);
    return;
  }
  const across = Math.min(u1 - u0, PIXELS);
  const down = Math.floor(PIXELS / across);
  for (let v = v0; v < v1; v += down) {
    for (let u = u0; u < u1; u += across) {
      const part = { u, v, width: Math.min(across, u1 - u), height: Math.min(down, v1 - v) };
      countPart(scene, window, part, out);
    }
  }
}

/** A part of a window, in pixels, that the kernel's buffer can take. */
interface Part {
  readonly u: number;
  readonly v: number;
  readonly width: number;
  readonly height: number;
}

function countPart(
  { kernel, memory, between }: Scene,
  { x, y, width, zoom }: Window,
  part: Part,
  out: Float64Array | Uint8Array,
): void {
  const left = x + (BigInt(part.u) << BigInt(zoom));
  const top = y + (BigInt(part.v) << BigInt(zoom));
  kernel.counts(left, top, part.width, part.height, zoom, between);
  const counts = new Uint32Array(memory.buffer, kernel.bufferAt(), part.width * part.height);
  for (let row = 0; row < part.height; row++) {
    out.set(counts.subarray(row * part.width, (row + 1) * part.width), (part.v + row) * width + part.u);
  }
}

function countPixel({ kernel, between, columns, rows }: Scene, { x, y, zoom }: Window, u: number, v: number): number {
  const [left, right] = clipped(x, u, zoom, columns);
  const [top, bottom] = clipped(y, v, zoom, rows);
  return Number(kernel.countBox(left, top, right, bottom, between));
}

function clipped(from: bigint, pixel: number, zoom: number, [first, last]: Reach): Reach {
  const start = from + (BigInt(pixel) << BigInt(zoom));
  const end = start + (1n << BigInt(zoom)) - 1n;
  return [start < first ? first : start, end > last ? last : end];
}
