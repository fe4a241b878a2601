import type { Scene } from './scene.js';

/** A rectangle in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The largest box of the scene's proportions in `width` × `height` pixels, centred, on whole pixels, at least one each way. */
export function fitBox(scene: Pick<Scene, 'width' | 'height'>, width: number, height: number): Box {
  const scale = Math.min(width / scene.width, height / scene.height);
  const fitted = {
    width: Math.max(1, Math.round(scene.width * scale)),
    height: Math.max(1, Math.round(scene.height * scale)),
  };
  return { x: Math.floor((width - fitted.width) / 2), y: Math.floor((height - fitted.height) / 2), ...fitted };
}
