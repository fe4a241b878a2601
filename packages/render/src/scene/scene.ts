import type { Rgb } from '../palettes/colour.js';
import type { Raster } from '../raster/raster.js';

/**
 * A picture as data: what to draw, in world units, x to the right and y down from the top left corner.
 * Plain objects and typed arrays, so that a worker can post it.
 */
export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Where the corner lies in the coordinates of the fields: field x = scene x + origin[0]. */
  readonly origin: readonly [x: number, y: number];
  readonly background: Rgb;
  /** Drawn in this order. */
  readonly layers: readonly SceneLayer[];
}

export type SceneLayer = RasterScene | PointsScene | LinesScene | RectsScene | LabelsScene;

/** Pixels over a rectangle. */
export interface RasterScene {
  readonly kind: 'raster';
  readonly raster: Raster;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PointsScene {
  readonly kind: 'points';
  /** x, y of each point. */
  readonly xy: Float32Array;
  /** dx, dy of each point, of any length: where an arrow points. */
  readonly direction?: Float32Array;
  readonly shape: 'disc' | 'arrow' | 'hexagon';
  /** Radius, half length, or distance of a hexagon's corners from its middle, in world units; it stands on a corner. */
  readonly size: number;
  /** One RGB triple for all, or one a point. */
  readonly colours: Uint8Array;
}

export interface LinesScene {
  readonly kind: 'lines';
  /** x0, y0, x1, y1 of each segment; segments that go on where the last one ended are joined. */
  readonly segments: Float32Array;
  readonly width: number;
  readonly colour: Rgb;
}

export interface RectsScene {
  readonly kind: 'rects';
  /** x, y, width, height of each. */
  readonly rects: Float32Array;
  /** One RGB triple for all, or one a rectangle. */
  readonly colours: Uint8Array;
}

export interface LabelsScene {
  readonly kind: 'labels';
  readonly labels: readonly Label[];
}

export interface Label {
  readonly x: number;
  /** Middle of the line of text. */
  readonly y: number;
  readonly text: string;
  /** Font size in world units. */
  readonly size: number;
  readonly align: 'left' | 'center' | 'right';
  readonly colour: Rgb;
  readonly bold?: boolean;
}

/** The same scene on memory of its own: nothing in it changes when the simulation steps, all of it can be transferred. */
export function detachScene(scene: Scene): Scene {
  return { ...scene, layers: scene.layers.map((layer) => copied(layer)) };
}

/** The buffers to hand over with a {@link detachScene | detached} scene: `postMessage(scene, sceneTransfers(scene))`. */
export function sceneTransfers(scene: Scene): ArrayBuffer[] {
  const buffers = scene.layers.flatMap((layer) => {
    const values = layer.kind === 'raster' ? Object.values(layer.raster) : Object.values(layer);
    return values.filter(isArray).map((array) => array.buffer as ArrayBuffer);
  });
  return [...new Set(buffers)];
}

function copied<T extends object>(record: T): T {
  const entries = Object.entries(record).map(([key, value]) => {
    return [key, isArray(value) ? value.slice() : key === 'raster' ? copied(value as object) : value];
  });
  return Object.fromEntries(entries) as T;
}

function isArray(value: unknown): value is Uint8Array | Float32Array {
  return value instanceof Uint8Array || value instanceof Float32Array;
}
