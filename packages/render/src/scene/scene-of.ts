import type { Field, ImageLayer, Layer, Simulation, View, Window } from '@selforg/core';
import { paletteInks } from '../palettes/palettes.js';
import { paint } from '../raster/paint.js';
import { barLayers } from './bars.js';
import { windowOf } from './camera.js';
import { chartScene } from './chart.js';
import { hexagons } from './hexagons.js';
import { type Board, curveMarks, lineMarks, pointMarks } from './marks.js';
import type { RasterScene, Scene, SceneLayer } from './scene.js';
import { type World, worldOf } from './world.js';

/**
 * What a view shows of a simulation at this moment. Rasters may share the simulation's memory ({@link paint}).
 *
 * The world is the first layer's: cells for an image, the range of its columns for points, lines and curves; a view with
 * lines gets a margin, one with axes is a chart.
 * @param window the part to show of a lattice that may have no end, where the view is windowed
 * @throws InputError for a name that no palette has
 */
export function sceneOf(simulation: Simulation, view: View, palette: string = view.palette, window?: Window): Scene {
  const inks = paletteInks(palette);
  const part = window ?? windowOf(simulation, view);
  const fields = view.layers.map((layer) => simulation.field(layer.field, part));
  if (view.axes) return chartScene(view, fields, inks, palette);
  const world = worldOf(view.layers, fields, part);
  const { x, y, width, height } = world;
  const board: Board = { width, height, xOf: (value) => value - x, yOf: (value) => value - y, inks, palette };
  const layers = view.layers.flatMap((layer, i) => sceneLayers(layer, fields[i], world, board));
  return { width, height, origin: [x, y], background: inks.background, layers };
}

function sceneLayers(layer: Layer, field: Field, world: World, board: Board): SceneLayer[] {
  switch (layer.kind) {
    case 'image':
      if (field.tiling === 'hexagonal') return [hexagons(layer, field, board.palette)];
      return [imageLayer(layer, field, world, board.palette)];
    case 'points':
      return [pointMarks(layer, field, board)];
    case 'lines':
      return [lineMarks(layer, field, board)];
    case 'curve':
      return [curveMarks(layer, field, board)];
    case 'bars':
      return barLayers(field, world, board.inks);
  }
}

function imageLayer(layer: ImageLayer, field: Field, world: World, palette: string): RasterScene {
  const raster = paint(field, layer, palette);
  if (layer.windowed && world.isPart)
    return { kind: 'raster', raster, x: 0, y: 0, width: world.width, height: world.height };
  return { kind: 'raster', raster, x: 0 - world.x, y: 0 - world.y, width: raster.width, height: raster.height };
}
