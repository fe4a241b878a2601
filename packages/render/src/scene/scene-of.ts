import type { Field, ImageLayer, Layer, PointsLayer, Simulation, View, Window } from '@selforg/core';
import { mix } from '../palettes/colour.js';
import type { Inks } from '../palettes/definitions.js';
import { paletteInks } from '../palettes/palettes.js';
import { paint } from '../raster/paint.js';
import { barLayers } from './bars.js';
import { windowOf } from './camera.js';
import { headingColours } from './heading.js';
import type { LinesScene, PointsScene, Scene, SceneLayer } from './scene.js';
import { type World, worldOf } from './world.js';

/**
 * What a view shows of a simulation at this moment. Rasters may share the simulation's memory ({@link paint}).
 *
 * The world is the first layer's: cells for an image, the range of its columns for points and meshes; a view with a
 * mesh gets a margin.
 * @param window the part to show of a lattice that may have no end, where the view is windowed
 * @throws InputError for a name that no palette has
 */
export function sceneOf(simulation: Simulation, view: View, palette: string = view.palette, window?: Window): Scene {
  const inks = paletteInks(palette);
  const part = window ?? windowOf(simulation, view);
  const fields = view.layers.map((layer) => simulation.field(layer.field, part));
  const world = worldOf(view.layers, fields, part);
  const layers = view.layers.flatMap((layer, i) => sceneLayers(layer, fields[i], world, inks, palette));
  const { x, y, width, height } = world;
  return { width, height, origin: [x, y], background: inks.background, layers };
}

function sceneLayers(layer: Layer, field: Field, world: World, inks: Inks, palette: string): SceneLayer[] {
  switch (layer.kind) {
    case 'image':
      return [imageLayer(layer, field, world, palette)];
    case 'points':
      return [pointsLayer(layer, field, world, inks)];
    case 'mesh':
      return [meshLayer(field, world, inks)];
    case 'bars':
      return barLayers(field, world, inks);
  }
}

function imageLayer(layer: ImageLayer, field: Field, world: World, palette: string): SceneLayer {
  const raster = paint(field, layer, palette);
  if (layer.windowed && world.isPart)
    return { kind: 'raster', raster, x: 0, y: 0, width: world.width, height: world.height };
  return { kind: 'raster', raster, x: 0 - world.x, y: 0 - world.y, width: raster.width, height: raster.height };
}

function pointsLayer(layer: PointsLayer, field: Field, world: World, inks: Inks): PointsScene {
  const { xy, direction } = columns(field, world);
  const colours =
    layer.colour === 'heading' && direction ? headingColours(direction, inks.background) : ink(layer.colour, inks);
  const size = (layer.size / 1000) * Math.max(world.width, world.height);
  return { kind: 'points', xy, shape: layer.shape, size, colours, ...(direction ? { direction } : {}) };
}

function ink(colour: PointsLayer['colour'], inks: Inks): Uint8Array {
  return Uint8Array.from(colour === 'faint' ? inks.faint : inks.accent);
}

function columns({ data, shape: [count, width], stride: [down, right] }: Field, { x, y }: World) {
  const xy = new Float32Array(count * 2);
  const direction = width >= 4 ? new Float32Array(count * 2) : undefined;
  for (let i = 0; i < count; i++) {
    const at = i * down;
    xy[2 * i] = data[at] - x;
    xy[2 * i + 1] = data[at + right] - y;
    if (!direction) continue;
    direction[2 * i] = data[at + 2 * right];
    direction[2 * i + 1] = data[at + 3 * right];
  }
  return { xy, direction };
}

/** Each row of nodes as one line, then each column. */
function meshLayer(field: Field, world: World, inks: Inks): LinesScene {
  const { data, shape, stride } = field;
  const [rows, cols] = shape;
  const segments = new Float32Array(4 * (rows * (cols - 1) + cols * (rows - 1)));
  let at = 0;
  const join = (row: number, col: number, nextRow: number, nextCol: number) => {
    for (const node of [row * stride[0] + col * stride[1], nextRow * stride[0] + nextCol * stride[1]]) {
      segments[at++] = data[node] - world.x;
      segments[at++] = data[node + stride[2]] - world.y;
    }
  };
  for (let row = 0; row < rows; row++) for (let col = 1; col < cols; col++) join(row, col - 1, row, col);
  for (let col = 0; col < cols; col++) for (let row = 1; row < rows; row++) join(row - 1, col, row, col);
  return {
    kind: 'lines',
    segments,
    width: 0.002 * Math.max(world.width, world.height),
    colour: mix(inks.accent, inks.background, 0.4),
  };
}
