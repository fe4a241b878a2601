import type { Simulation, View, Window } from '@selforg/core';
import { isWindowed } from '@selforg/render';
import type { Camera, PictureSize } from './protocol.js';

/** Around what the camera sees, so that a small move of it shows no edge before the next frame. */
const MARGIN = 32;

/** The part of a lattice without end that the camera sees; nothing where there is an end, or the view shows it whole. */
export function seenWindow(simulation: Simulation, view: View, camera: Camera): Window | undefined {
  const { home } = simulation;
  if (!home || !view.layers.some(isWindowed)) return undefined;
  const { x, y, scale, width, height } = camera;
  const zoom = Math.max(0, Math.round(-Math.log2(scale)));
  const cells = 2 ** zoom;
  const pixel = scale * cells;
  const first = (offset: number) => Math.floor((-offset - MARGIN) / pixel);
  const count = (length: number) => Math.ceil((length + 2 * MARGIN) / pixel) + 1;
  const place = (offset: number) => BigInt(first(offset)) << BigInt(zoom);
  return { x: home.x + place(x), y: home.y + place(y), width: count(width), height: count(height), zoom };
}

/** The part at home, in cells. */
export function homePicture({ x, y, width, height, zoom }: Window): Pick<PictureSize, 'width' | 'height' | 'origin'> {
  return { width: width * 2 ** zoom, height: height * 2 ** zoom, origin: [Number(x), Number(y)] };
}

/** What lives, in numbers that a page can reckon with. */
export function extentOf(simulation: Simulation): Pick<PictureSize, 'extent'> {
  const box = simulation.extent?.();
  if (!box) return {};
  return { extent: [Number(box.left), Number(box.top), Number(box.right) + 1, Number(box.bottom) + 1] };
}
