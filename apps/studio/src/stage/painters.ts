import { Container, ImageSource, Sprite, Texture } from 'pixi.js';
import type { GlyphLayer, Picture } from '../worker/picture.js';
import { BufferPool, rectGlyphs } from '../worker/picture.js';
import type { Bitmap, Camera, Frame } from '../worker/protocol.js';
import { GlyphMark } from './glyphs.js';
import { LabelsMark } from './labels.js';
import { type Quality, RasterMark } from './raster.js';

export interface Look {
  readonly camera: Camera;
  readonly quality: Quality;
  readonly left: number;
  readonly top: number;
}

/** Puts frames on the stage. */
export interface Painter {
  readonly root: Container;
  show(frame: Frame): void;
  /** What is seen next: `left` and `top` are where the canvas lies on the stage. */
  look(look: Look): void;
  destroy(): void;
}

type Mark = RasterMark | GlyphMark | LabelsMark;

/** Draws pictures layer by layer on the graphics card. */
export class CardPainter implements Painter {
  readonly root = new Container();
  readonly #ground = new GlyphMark(true);
  #marks: Mark[] = [];
  /** Where the picture's corner lies on the stage's plane: elsewhere than at its start on a lattice without end. */
  #corner: readonly [number, number] = [0, 0];
  #kinds = '';

  constructor() {
    this.root.addChild(this.#ground.mesh);
  }

  show({ picture, view }: Frame): void {
    if (!picture) return;
    const [x, y] = picture.origin;
    this.#corner = view.isWindowed ? [x - view.origin[0], y - view.origin[1]] : [0, 0];
    this.#match(picture);
    this.#ground.update(groundOf(picture));
    picture.layers.forEach((layer, i) => {
      const mark = this.#marks[i];
      if (layer.kind === 'raster' && mark instanceof RasterMark) mark.update(layer);
      if (layer.kind === 'glyphs' && mark instanceof GlyphMark) mark.update(layer);
      if (layer.kind === 'labels' && mark instanceof LabelsMark) mark.update(layer);
    });
  }

  look({ camera, quality, left, top }: Look): void {
    this.#ground.look(camera);
    const [x, y] = this.#corner;
    this.root.position.set(camera.x + x * camera.scale - left, camera.y + y * camera.scale - top);
    this.root.scale.set(camera.scale);
    for (const mark of this.#marks) {
      if (mark instanceof RasterMark) mark.look(camera, quality, this.#marks.length === 1);
      else mark.look(camera);
    }
  }

  /** One mark a layer; they are made anew when the layers change their kind. */
  #match({ layers }: Picture): void {
    const kinds = layers.map(({ kind }) => kind).join();
    if (kinds === this.#kinds) return;
    this.#kinds = kinds;
    for (const mark of this.#marks) mark.destroy();
    this.#marks = layers.map(({ kind }) => {
      return kind === 'raster' ? new RasterMark() : kind === 'glyphs' ? new GlyphMark() : new LabelsMark();
    });
    this.root.addChild(...this.#marks.map(({ mesh }) => mesh));
  }

  destroy(): void {
    for (const mark of [this.#ground, ...this.#marks]) mark.destroy();
    this.root.destroy();
  }
}

/** The picture's background: nothing where a raster covers it, since every pixel drawn twice is paid for twice. */
function groundOf({ width, height, background, layers: [first] }: Picture): GlyphLayer {
  const isCovered = first?.kind === 'raster' && first.width === width && first.height === height;
  const rects = isCovered ? new Float32Array() : Float32Array.of(0, 0, width, height);
  return rectGlyphs({ kind: 'rects', rects, colours: Uint8Array.from(background) }, new BufferPool());
}

/** Shows what the worker drew, for machines without a graphics card that can be used. */
export class BitmapPainter implements Painter {
  readonly root = new Container();
  readonly #sprite = new Sprite(Texture.EMPTY);
  #place: Bitmap['place'];

  constructor() {
    this.root.addChild(this.#sprite);
  }

  show({ bitmap }: Frame): void {
    if (!bitmap) return;
    const { image, place } = bitmap;
    this.#place = place;
    const before = this.#sprite.texture;
    const source = new ImageSource({ resource: image, scaleMode: 'nearest', autoGarbageCollect: false });
    this.#sprite.texture = new Texture({ source });
    if (before === Texture.EMPTY) return;
    const old = before.source.resource as ImageBitmap;
    before.destroy(true);
    old.close();
  }

  look({ camera: { x, y, scale }, left, top }: Look): void {
    const place = this.#place;
    if (!place) this.#sprite.position.set(-left, -top);
    else this.#sprite.position.set(x + place.x * scale - left, y + place.y * scale - top);
    this.#sprite.scale.set(place ? scale * place.cell : 1);
  }

  destroy(): void {
    this.root.destroy({ children: true, texture: true, textureSource: true });
  }
}
