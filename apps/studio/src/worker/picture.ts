import type {
  LabelsScene,
  LinesScene,
  PointsScene,
  Raster,
  RasterScene,
  RectsScene,
  Scene,
  SceneLayer,
} from '@selforg/render';

// A scene as a graphics card takes it: pixels as 32-bit texels, marks as quads; all of it transferable.

export interface TexelLayer extends Omit<RasterScene, 'raster'> {
  readonly raster: Pick<Raster, 'kind' | 'width' | 'height' | 'palette'>;
  /** The raster's bytes one after the other, in rows of `columns` texels that have nothing to do with its own rows. */
  readonly texels: Uint32Array<ArrayBuffer>;
  readonly columns: number;
  /** Neighbouring values may be blended: they are measurements, not states. */
  readonly isSmooth: boolean;
}

export const GLYPHS = ['disc', 'arrow', 'line', 'rect', 'hexagon'] as const;
/**
 * Bytes a corner: four floats and a colour. Each of a mark's four corners carries the whole mark, as drawing instances costs
 * a software renderer some ten microseconds each.
 */
export const CORNER_BYTES = 20;
export const GLYPH_BYTES = 4 * CORNER_BYTES;

export interface GlyphLayer {
  readonly kind: 'glyphs';
  readonly shape: (typeof GLYPHS)[number];
  readonly count: number;
  /** Radius of a disc, arrow or hexagon, half the width of a line, in units of the picture. */
  readonly size: number;
  /** Four times a mark; disc, arrow and hexagon: x, y, dx, dy; line: both ends; rect: x, y, width, height; then red, green, blue, 255. */
  readonly corners: ArrayBuffer;
}

export interface Picture extends Omit<Scene, 'layers'> {
  readonly layers: readonly (TexelLayer | GlyphLayer | LabelsScene)[];
}

/** Memory that goes to the page with a picture and comes back with the next request. */
export class BufferPool {
  readonly #free: ArrayBuffer[] = [];

  give(buffers: readonly ArrayBuffer[]): void {
    for (const buffer of buffers) if (this.#free.length < 8) this.#free.push(buffer);
  }

  take(bytes: number): ArrayBuffer {
    const at = this.#free.findIndex(({ byteLength }) => byteLength === bytes);
    return at < 0 ? new ArrayBuffer(bytes) : this.#free.splice(at, 1)[0];
  }
}

/** @param smooth which of the scene's layers hold measurements */
export function pictureOf(scene: Scene, smooth: readonly boolean[], pool: BufferPool): Picture {
  return { ...scene, layers: scene.layers.map((layer, i) => layerOf(layer, smooth[i] ?? false, pool)) };
}

function layerOf(layer: SceneLayer, isSmooth: boolean, pool: BufferPool): Picture['layers'][number] {
  switch (layer.kind) {
    case 'raster':
      return texels(layer, isSmooth, pool);
    case 'points':
      return pointGlyphs(layer, pool);
    case 'lines':
      return lineGlyphs(layer, pool);
    case 'rects':
      return rectGlyphs(layer, pool);
    case 'labels':
      return layer;
  }
}

/** The memory of a picture, to hand over and to hand back. */
export function pictureBuffers({ layers }: Picture): ArrayBuffer[] {
  return layers.flatMap((layer) => {
    if (layer.kind === 'raster') return [layer.texels.buffer];
    return layer.kind === 'glyphs' ? [layer.corners] : [];
  });
}

/** The narrowest texture that keeps within 4096 rows, or else the widest: what all graphics cards take. */
function columnsFor(bytes: number): number {
  let columns = 64;
  while (columns < 4096 && bytes > columns * 4 * 4096) columns *= 2;
  return columns;
}

function texels({ raster, ...place }: RasterScene, isSmooth: boolean, pool: BufferPool): TexelLayer {
  const columns = columnsFor(raster.data.length);
  const row = columns * 4;
  const buffer = pool.take(Math.max(1, Math.ceil(raster.data.length / row)) * row);
  new Uint8Array(buffer).set(raster.data);
  const { kind, width, height, palette } = raster;
  return { ...place, raster: { kind, width, height, palette }, texels: new Uint32Array(buffer), columns, isSmooth };
}

function pointGlyphs({ xy, direction, shape, size, colours }: PointsScene, pool: BufferPool): GlyphLayer {
  const writer = new GlyphWriter(xy.length / 2, colours, pool);
  for (let i = 0; i < xy.length; i += 2) {
    writer.add(xy[i], xy[i + 1], direction ? direction[i] : 0, direction ? direction[i + 1] : 0);
  }
  return { kind: 'glyphs', shape, size, count: xy.length / 2, corners: writer.buffer };
}

function lineGlyphs({ segments, width, colour }: LinesScene, pool: BufferPool): GlyphLayer {
  const writer = new GlyphWriter(segments.length / 4, Uint8Array.from(colour), pool);
  for (let i = 0; i < segments.length; i += 4)
    writer.add(segments[i], segments[i + 1], segments[i + 2], segments[i + 3]);
  return { kind: 'glyphs', shape: 'line', size: width / 2, count: segments.length / 4, corners: writer.buffer };
}

export function rectGlyphs({ rects, colours }: RectsScene, pool: BufferPool): GlyphLayer {
  const writer = new GlyphWriter(rects.length / 4, colours, pool);
  for (let i = 0; i < rects.length; i += 4) writer.add(rects[i], rects[i + 1], rects[i + 2], rects[i + 3]);
  return { kind: 'glyphs', shape: 'rect', size: 0, count: rects.length / 4, corners: writer.buffer };
}

class GlyphWriter {
  readonly buffer: ArrayBuffer;
  readonly #floats: Float32Array;
  readonly #bytes: Uint8Array;
  readonly #colours: Uint8Array;
  #at = 0;

  constructor(count: number, colours: Uint8Array, pool: BufferPool) {
    this.buffer = pool.take(Math.max(1, count) * GLYPH_BYTES);
    this.#floats = new Float32Array(this.buffer);
    this.#bytes = new Uint8Array(this.buffer);
    this.#colours = colours;
  }

  add(a: number, b: number, c: number, d: number): void {
    const at = this.#at * 5;
    const colour = this.#colours.length > 3 ? (this.#at / 4) * 3 : 0;
    this.#floats[at] = a;
    this.#floats[at + 1] = b;
    this.#floats[at + 2] = c;
    this.#floats[at + 3] = d;
    for (let channel = 0; channel < 3; channel++) this.#bytes[at * 4 + 16 + channel] = this.#colours[colour + channel];
    this.#bytes[at * 4 + 19] = 255;
    for (let corner = 1; corner < 4; corner++) this.#floats.copyWithin(at + corner * 5, at, at + 5);
    this.#at += 4;
  }
}
