import { drawScene, encodePng, type Raster, type Scene, type SceneLayer, scaleRaster, toRgba } from '@selforg/render';
import { zlibSync } from 'fflate';
import type { Camera } from './protocol.js';

/** Longer side, in pixels, of a picture that has no cells of its own. */
const VECTOR_SIDE = 1200;

/** The scene as a PNG: cell by cell, `scale` pixels each, where it is one raster; drawn otherwise. */
export async function encodeStill(scene: Scene, scale: number): Promise<Uint8Array<ArrayBuffer>> {
  const raster = onlyRaster(scene);
  if (raster && raster.kind !== 'rgba') return encodePng(scaleRaster(raster, scale), (bytes) => zlibSync(bytes));
  const canvas = raster ? rasterCanvas(scaleRaster(raster, scale)) : vectorCanvas(scene, scale);
  return pngOf(canvas);
}

async function pngOf(canvas: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
}

/** What the camera sees, as a PNG as large as the stage. */
export async function encodeSeen(scene: Scene, camera: Camera): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(camera.width, camera.height);
  drawSeen(canvas, scene, camera);
  fillBehind(canvas, scene);
  return pngOf(canvas);
}

/** Pixels a cell that make a still about 1000 pixels wide, never less than one. */
export function stillScale(scene: Scene): number {
  return onlyRaster(scene) ? Math.max(1, Math.floor(1024 / Math.max(scene.width, scene.height))) : 1;
}

/** The raster, where a scene is nothing else. */
export function onlyRaster({ layers, width, height }: Scene): Raster | undefined {
  const [layer] = layers;
  const isWhole = layers.length === 1 && layer.kind === 'raster' && layer.width === width && layer.height === height;
  return isWhole ? layer.raster : undefined;
}

export function rasterCanvas(
  raster: Raster,
  canvas = new OffscreenCanvas(raster.width, raster.height),
): OffscreenCanvas {
  if (canvas.width !== raster.width) canvas.width = raster.width;
  if (canvas.height !== raster.height) canvas.height = raster.height;
  const pixels = new ImageData(raster.width, raster.height);
  pixels.data.set(toRgba(raster));
  context2d(canvas).putImageData(pixels, 0, 0);
  return canvas;
}

function vectorCanvas(scene: Scene, scale: number): OffscreenCanvas {
  const zoom = (VECTOR_SIDE * scale) / Math.max(scene.width, scene.height);
  const canvas = new OffscreenCanvas(Math.round(scene.width * zoom), Math.round(scene.height * zoom));
  drawScene(context2d(canvas), scene, { x: 0, y: 0, width: canvas.width, height: canvas.height });
  return canvas;
}

export function context2d(canvas: OffscreenCanvas): OffscreenCanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('this browser gives a worker no 2D canvas');
  return context;
}

/** Fills what is clear with the scene's background. */
export function fillBehind(canvas: OffscreenCanvas, { background }: Scene): void {
  const context = context2d(canvas);
  context.save();
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = `rgb(${background.join(' ')})`;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.restore();
}

/** Draws what the camera sees of the scene; the rest of the canvas stays clear. */
export function drawSeen(canvas: OffscreenCanvas, scene: Scene, { x, y, scale, width, height }: Camera): void {
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const context = context2d(canvas);
  context.clearRect(0, 0, width, height);
  const left = Math.max(0, -x / scale);
  const top = Math.max(0, -y / scale);
  const seen = {
    width: Math.min(scene.width, (width - x) / scale) - left,
    height: Math.min(scene.height, (height - y) / scale) - top,
  };
  if (seen.width <= 0 || seen.height <= 0) return;
  drawScene(context, crop(scene, left, top, seen.width, seen.height), {
    x: x + left * scale,
    y: y + top * scale,
    width: seen.width * scale,
    height: seen.height * scale,
  });
}

function crop(scene: Scene, left: number, top: number, width: number, height: number): Scene {
  if (left === 0 && top === 0) return { ...scene, width, height };
  return { ...scene, width, height, layers: scene.layers.map((layer) => moved(layer, left, top)) };
}

function moved(layer: SceneLayer, left: number, top: number): SceneLayer {
  const shift = (values: Float32Array, stride: number, axes: number) =>
    values.map((value, i) => (i % stride < axes ? value - (i % 2 === 0 ? left : top) : value));
  switch (layer.kind) {
    case 'raster':
      return { ...layer, x: layer.x - left, y: layer.y - top };
    case 'points':
      return { ...layer, xy: shift(layer.xy, 2, 2) };
    case 'lines':
      return { ...layer, segments: shift(layer.segments, 4, 4) };
    case 'rects':
      return { ...layer, rects: shift(layer.rects, 4, 2) };
    case 'labels':
      return { ...layer, labels: layer.labels.map((label) => ({ ...label, x: label.x - left, y: label.y - top })) };
  }
}
