import type { Scene } from '@selforg/render';
import { drawSeen, fillBehind } from './still.js';

/** Cells larger than this many pixels are a figure, not a texture. */
const COARSE = 4;

/** Fills the canvas with a scene: a texture is cut at the edges, a figure is shown whole on its own ground. */
export function drawCover(canvas: OffscreenCanvas, scene: Scene, width: number, height: number): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const whole = Math.min(width / scene.width, height / scene.height);
  const cover = Math.max(width / scene.width, height / scene.height);
  const isDrawn = scene.layers.some(({ kind }) => kind === 'labels' || kind === 'lines');
  const isCoarse = scene.layers.some(({ kind }) => kind === 'raster') && cover > COARSE;
  const scale = isDrawn || isCoarse ? whole : cover;
  const camera = { x: (width - scene.width * scale) / 2, y: (height - scene.height * scale) / 2, scale, width, height };
  drawSeen(canvas, scene, camera);
  fillBehind(canvas, scene);
}
