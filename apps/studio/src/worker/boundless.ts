import type { Simulation, View, Window } from '@selforg/core';
import { isWindowed } from '@selforg/render';
import type { Camera, PictureSize } from './protocol.js';

/** Pixels around what a camera in motion sees, so that no edge shows before the next picture. */
const MARGIN = 64;
/** Rows that are whole bytes are packed faster. */
const BYTE = 8;

/** What the page has to know of a lattice that is not shown whole; nothing where it is, or the view shows nothing else. */
export function windowedSize({ home, extent }: Simulation, view: View): Omit<PictureSize, 'background'> | undefined {
  if (!home || !view.layers.some(isWindowed)) return undefined;
  const { x, y, width, height, zoom } = home;
  const box = extent?.();
  return {
    width: width * 2 ** zoom,
    height: height * 2 ** zoom,
    origin: [Number(x), Number(y)],
    isWindowed: true,
    // Grids begin at (0, 0); the part of a plane without end that is at home lies around it.
    isBoundless: x !== 0n || y !== 0n,
    ...(box && { extent: [Number(box.left), Number(box.top), Number(box.right) + 1, Number(box.bottom) + 1] }),
  };
}

/** The part of the lattice that the camera sees, a pixel or more of the screen for each of its own. */
export function seenWindow(size: Omit<PictureSize, 'background'>, camera: Camera, isMoving: boolean): Window {
  const { scale } = camera;
  const zoom = Math.max(0, Math.ceil(-Math.log2(scale) - 1e-6));
  const margin = isMoving ? MARGIN : 0;
  const across = span(-camera.x - margin, camera.width + 2 * margin, { scale, zoom, origin: size.origin[0] });
  const down = span(-camera.y - margin, camera.height + 2 * margin, { scale, zoom, origin: size.origin[1] });
  const seen = {
    x: across.first,
    y: down.first,
    width: Math.ceil(across.count / BYTE) * BYTE,
    height: down.count,
    zoom,
  };
  return size.isBoundless ? seen : within(seen, size);
}

interface Axis {
  readonly scale: number;
  readonly zoom: number;
  readonly origin: number;
}

/** First cell and number of pixels of the part seen along one axis; pixels are at whole multiples of their cells. */
function span(offset: number, length: number, { scale, zoom, origin }: Axis): { first: bigint; count: number } {
  const cells = 2 ** zoom;
  const start = origin + offset / scale;
  const first = Math.floor(start / cells);
  return { first: BigInt(first) << BigInt(zoom), count: Math.ceil(start / cells + length / (scale * cells)) - first };
}

/** The part of a window that lies on a grid; at least one pixel. */
function within({ x, y, width, height, zoom }: Window, size: Omit<PictureSize, 'background'>): Window {
  const cells = 2 ** zoom;
  const axis = (first: bigint, count: number, length: number) => {
    const most = Math.ceil(length / cells);
    const start = Math.min(most - 1, Math.max(0, Number(first) / cells));
    return { start, count: Math.max(1, Math.min(most, Number(first) / cells + count) - start) };
  };
  const across = axis(x, width, size.width);
  const down = axis(y, height, size.height);
  return {
    x: BigInt(across.start * cells),
    y: BigInt(down.start * cells),
    width: across.count,
    height: down.count,
    zoom,
  };
}
