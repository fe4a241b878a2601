import type { Camera, PictureSize } from '../worker/protocol.js';

// Pixels here are those of the screen, not of the style sheet: a cell is then a whole number of them.

const MARGIN = 20;
const CLOSEST = 256;

type Size = Pick<PictureSize, 'width' | 'height'>;

/** The whole picture, centred; cells get a whole number of pixels where that costs less than a sixth of the size. */
export function fitCamera(picture: Size, width: number, height: number, ratio: number): Camera {
  const margin = Math.min(MARGIN * ratio, width / 12, height / 12);
  const exact = Math.min((width - 2 * margin) / picture.width, (height - 2 * margin) / picture.height);
  const whole = Math.floor(exact);
  const scale = whole >= 1 && whole / exact > 5 / 6 ? whole : exact;
  return centred(picture, width, height, scale);
}

function centred(picture: Size, width: number, height: number, scale: number): Camera {
  const x = Math.round((width - picture.width * scale) / 2);
  const y = Math.round((height - picture.height * scale) / 2);
  return { x, y, scale, width, height };
}

/** Zooms by a factor so that what lies under (x, y) stays there. */
export function zoomCamera(camera: Camera, factor: number, x: number, y: number, picture: Size): Camera {
  const smallest = Math.min(1, 40 / Math.max(picture.width, picture.height));
  const largest = Math.max(CLOSEST, (4 * camera.width) / picture.width);
  const scale = Math.min(largest, Math.max(smallest, camera.scale * factor));
  const ratio = scale / camera.scale;
  return keepInSight({ ...camera, scale, x: x - (x - camera.x) * ratio, y: y - (y - camera.y) * ratio }, picture);
}

export function panCamera(camera: Camera, dx: number, dy: number, picture: Size): Camera {
  return keepInSight({ ...camera, x: camera.x + dx, y: camera.y + dy }, picture);
}

/** Some of the picture always stays on the stage. */
function keepInSight(camera: Camera, picture: Size): Camera {
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
