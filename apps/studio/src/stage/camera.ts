import type { Camera, PictureSize } from '../worker/protocol.js';
import { FARTHEST } from '../worker/track.js';

// Pixels here are those of the screen, not of the style sheet: a cell is then a whole number of them.

const MARGIN = 20;
const CLOSEST = 256;

type Size = Pick<PictureSize, 'width' | 'height' | 'isBoundless'>;

/** Part of the stage that something lies over, at its upper edge. */
export interface Cover {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * The whole picture, centred; cells get a whole number of pixels where that costs less than a sixth of the size. Where
 * something would lie over the picture, that goes below it.
 */
export function fitCamera(
  picture: Size,
  stage: Pick<Camera, 'width' | 'height'>,
  ratio: number,
  covers: readonly Cover[],
): Camera {
  const camera = fitBelow(0, picture, stage, ratio);
  const end = camera.x + picture.width * camera.scale;
  const isCovered = covers.some(({ left, right, bottom }) => bottom > camera.y && right > camera.x && left < end);
  if (!isCovered) return camera;
  const lowest = Math.max(...covers.map(({ bottom }) => bottom));
  return fitBelow(Math.min(Math.ceil(lowest), stage.height / 2), picture, stage, ratio);
}

function fitBelow(
  top: number,
  picture: Size,
  { width, height }: Pick<Camera, 'width' | 'height'>,
  ratio: number,
): Camera {
  const room = height - top;
  const margin = Math.min(MARGIN * ratio, width / 12, room / 12);
  const exact = Math.min((width - 2 * margin) / picture.width, (room - 2 * margin) / picture.height);
  const whole = Math.floor(exact);
  const scale = whole >= 1 && whole / exact > 5 / 6 ? whole : picture.isBoundless ? shrunk(exact) : exact;
  const x = Math.round((width - picture.width * scale) / 2);
  const y = Math.round(top + (room - picture.height * scale) / 2);
  return { x, y, scale, width, height };
}

/** A plane without end has no edge to fit: from afar, a pixel may as well be a whole power of two of cells. */
const shrunk = (scale: number): number => (scale < 1 ? 2 ** Math.floor(Math.log2(scale)) : scale);

/** Zooms by a factor so that what lies under (x, y) stays there. */
export function zoomCamera(camera: Camera, factor: number, x: number, y: number, picture: Size): Camera {
  const smallest = picture.isBoundless ? FARTHEST : Math.min(1, 40 / Math.max(picture.width, picture.height));
  const largest = Math.max(CLOSEST, (4 * camera.width) / picture.width);
  const scale = Math.min(largest, Math.max(smallest, camera.scale * factor));
  const ratio = scale / camera.scale;
  return keepInSight({ ...camera, scale, x: x - (x - camera.x) * ratio, y: y - (y - camera.y) * ratio }, picture);
}

export function panCamera(camera: Camera, dx: number, dy: number, picture: Size): Camera {
  return keepInSight({ ...camera, x: camera.x + dx, y: camera.y + dy }, picture);
}

/** Some of the picture always stays on the stage, where it is all there is. */
function keepInSight(camera: Camera, picture: Size): Camera {
  if (picture.isBoundless) return camera;
  const clamp = (offset: number, size: number, room: number) => {
    const kept = Math.min(size, room) * 0.2;
    return Math.min(room - kept, Math.max(kept - size, offset));
  };
  const x = clamp(camera.x, picture.width * camera.scale, camera.width);
  const y = clamp(camera.y, picture.height * camera.scale, camera.height);
  return { ...camera, x, y };
}

/** Place in the picture's own coordinates, those of edits, of a pixel of the stage. */
export function toPicture(camera: Camera, { origin }: PictureSize, x: number, y: number): { x: number; y: number } {
  return { x: (x - camera.x) / camera.scale + origin[0], y: (y - camera.y) / camera.scale + origin[1] };
}
