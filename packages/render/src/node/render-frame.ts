import { findSystem, findView, InputError, type Recipe, type Simulation, type System } from '@selforg/core';
import { placeRaster } from '../raster/place.js';
import type { Raster } from '../raster/raster.js';
import { scaleRaster } from '../raster/scale.js';
import { shrinkRaster } from '../raster/shrink.js';
import { windowOf } from '../scene/camera.js';
import { fitBox } from '../scene/fit.js';
import type { Scene } from '../scene/scene.js';
import { sceneOf } from '../scene/scene-of.js';
import { rasterizeScene } from './rasterize-scene.js';

const CELLS_TARGET = 512;
const MAX_AUTO_SCALE = 16;
const DRAWING_SIDE = 720;
const MAX_SIDE = 16384;
// Skia's canvas and its way to a file take some 18 bytes a pixel: 1.2 GB.
const MAX_DRAWN_PIXELS = 2 ** 26;
const DRAWABLE = `a drawing of at most ${MAX_DRAWN_PIXELS} pixels`;

/**
 * The recipe's view of a simulation at this moment, as the pixels of a frame.
 *
 * A picture of cells keeps its few colours: `scale` pixels a cell (by default as many as bring the longer side to 512,
 * at most 16), or centred in `size` at the largest whole scale that fits, shrunk where the cells are more than the
 * pixels. A drawing of points and lines fills `size`; without one its longer side has 720 pixels times `scale`, or
 * `scale` pixels a cell where there are cells under it.
 * @throws InputError for an unknown view or palette, a frame of more than 16384 pixels a side, or a drawing of
 * more than 2²⁶ pixels
 */
export function renderFrame(
  simulation: Simulation,
  recipe: Recipe,
  { catalogue }: { catalogue?: readonly System[] } = {},
): Raster {
  const view = findView(findSystem(recipe.system, catalogue), recipe.view);
  const scene = sceneOf(simulation, view, recipe.palette, windowOf(simulation, view, recipe.camera));
  const [layer] = scene.layers;
  if (scene.layers.length === 1 && layer.kind === 'raster') return cellFrame(layer.raster, scene, recipe);
  return rasterizeScene(scene, ...drawingSize(scene, recipe));
}

function cellFrame(raster: Raster, scene: Scene, { size, scale }: Recipe): Raster {
  if (!size) return scaleRaster(raster, checkedScale(raster, scale ?? cellScale(raster)));
  const [width, height] = size;
  const fitting = Math.floor(Math.min(width / raster.width, height / raster.height));
  if (fitting < 1) {
    const box = fitBox(raster, width, height);
    return placeRaster(shrinkRaster(raster, box.width, box.height), width, height, [...scene.background]);
  }
  return placeRaster(scaleRaster(raster, Math.min(scale ?? fitting, fitting)), width, height, [...scene.background]);
}

function checkedScale({ width, height }: Raster, scale: number): number {
  if (Math.max(width, height) * scale <= MAX_SIDE) return scale;
  throw new InputError('scale', scale, `frames of at most ${MAX_SIDE} pixels a side`);
}

function cellScale({ width, height }: { width: number; height: number }): number {
  return Math.min(MAX_AUTO_SCALE, Math.max(1, Math.ceil(CELLS_TARGET / Math.max(width, height))));
}

function drawingSize(scene: Scene, { size, scale }: Recipe): readonly [number, number] {
  if (size) {
    if (size[0] * size[1] > MAX_DRAWN_PIXELS) throw new InputError('size', size, DRAWABLE);
    return size;
  }
  const longer = Math.max(scene.width, scene.height);
  const hasCells = scene.layers.some(({ kind }) => kind === 'raster');
  const perUnit = hasCells ? (scale ?? cellScale(scene)) : (DRAWING_SIDE / longer) * (scale ?? 1);
  const [width, height] = [scene.width, scene.height].map((side) => Math.max(1, Math.round(side * perUnit)));
  if (Math.max(width, height) > MAX_SIDE)
    throw new InputError('scale', scale, `frames of at most ${MAX_SIDE} pixels a side`);
  if (width * height > MAX_DRAWN_PIXELS) throw new InputError('scale', scale, DRAWABLE);
  return [width, height];
}
