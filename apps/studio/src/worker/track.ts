import type { CameraMode } from '@selforg/core';
import type { Camera, PictureSize } from './protocol.js';

// A camera that goes with what lives. The worker moves it before it looks, so that what is seen never lags behind it.

/** Left, top, right and bottom of what is looked at, from the picture's corner. */
export type Extent = readonly [number, number, number, number];

/** Cells a pixel, as a power of two, beyond which numbers of cells are no longer exact. */
export const FARTHEST = 2 ** -48;
/** Pixels a cell of the closest look at all that lives. */
const CLOSEST = 8;
/** Part of the stage that all that lives may fill, so that it has room to grow before the camera moves again. */
const FILLED = 0.88;
/** Part of the stage below which it is looked at more closely. */
const SMALL = 0.3;

/** The extent of what lives, in the picture's own units. */
export function extentIn({ extent, origin: [x, y] }: PictureSize): Extent | undefined {
  return extent && [extent[0] - x, extent[1] - y, extent[2] - x, extent[3] - y];
}

/** The camera from which the next picture is seen; `ratio` is pixels of the screen a pixel of the style sheet. */
export function trackedCamera(mode: CameraMode, picture: PictureSize, camera: Camera, ratio: number): Camera {
  const extent = mode === 'home' ? undefined : extentIn(picture);
  if (!extent) return camera;
  if (mode === 'follow') return centredCamera(extent, camera);
  return isWellSeen(extent, camera, ratio) ? camera : extentCamera(extent, camera, ratio);
}

/** The camera with all that lives in sight, in whole powers of two of cells a pixel where they are more than one. */
export function extentCamera(extent: Extent, camera: Camera, ratio: number): Camera {
  const [left, top, right, bottom] = extent;
  const exact = FILLED * Math.min(camera.width / (right - left), camera.height / (bottom - top));
  const scale = Math.min(CLOSEST * ratio, 2 ** Math.floor(Math.log2(Math.max(FARTHEST, exact))));
  return centredCamera(extent, { ...camera, scale });
}

/** The camera moved to the middle of all that lives. */
export function centredCamera(extent: Extent, camera: Camera): Camera {
  const [left, top, right, bottom] = extent;
  const x = Math.round(camera.width / 2 - (camera.scale * (left + right)) / 2);
  const y = Math.round(camera.height / 2 - (camera.scale * (top + bottom)) / 2);
  return { ...camera, x, y };
}

/** A picture that jumps with every glider is hard to watch: the camera stays while all is in sight, and not too small. */
function isWellSeen(
  [left, top, right, bottom]: Extent,
  { x, y, scale, width, height }: Camera,
  ratio: number,
): boolean {
  const isInSight =
    x + scale * left >= 0 && y + scale * top >= 0 && x + scale * right <= width && y + scale * bottom <= height;
  const share = scale * Math.max((right - left) / width, (bottom - top) / height);
  return isInSight && (share >= SMALL || scale >= CLOSEST * ratio);
}
