import 'pixi.js/unsafe-eval';
import type { CameraMode } from '@selforg/core';
import { autoDetectRenderer, Container, type Renderer, RendererType } from 'pixi.js';
import { onThemeChange } from '../ui/theme.js';
import { type Picture, pictureBuffers } from '../worker/picture.js';
import type { Camera, Frame, PictureSize } from '../worker/protocol.js';
import { centredCamera, extentCamera, extentIn } from '../worker/track.js';
import { type Cover, fitCamera, panCamera, zoomCamera } from './camera.js';
import { BitmapPainter, CardPainter, type Painter } from './painters.js';
import type { Quality } from './raster.js';

export type RendererName = 'webgl' | 'webgpu' | 'canvas';
const NAMES = {
  [RendererType.WEBGL]: 'webgl',
  [RendererType.WEBGPU]: 'webgpu',
  [RendererType.CANVAS]: 'canvas',
} as const;

/** More pixels than this a pixel of the style sheet cost time and cannot be seen. */
const FINEST = 2;

/** Where frames are seen: it owns the canvas, its renderer and the camera. Nothing is drawn but by {@link Stage.draw}. */
export class Stage {
  readonly host: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly renderer: RendererName;
  /** Memory of pictures that are on the card by now. */
  readonly spent: ArrayBuffer[] = [];
  camera: Camera = { x: 0, y: 0, scale: 1, width: 1, height: 1 };
  picture: PictureSize | undefined;
  /** What lies over the stage at its upper edge: a fitted picture keeps clear of it. */
  tools: readonly Element[] = [];
  /** True from a fit until the user moves the camera: the picture then follows the size of the stage. */
  isFitted = true;
  /** On a lattice without end: stay where the user looks, keep all that lives in sight, or go with its middle. */
  tracking: CameraMode = 'home';
  /** Called when the user takes the camera that went by itself. */
  onTaken: () => void = () => {};
  /** What the graphics card calls itself; a processor says so. */
  readonly isSoftware: boolean;
  readonly #pixi: Renderer;
  readonly #root = new Container();
  readonly #painter: Painter;
  readonly #observer: ResizeObserver;
  readonly #forget: () => void;
  #isDirty = true;
  #quality: Quality = 'fine';
  #held: Picture | undefined;
  /** The run that is seen, and where its last picture was seen from, where that made a difference. */
  #run = 0;
  #seen: Camera | undefined;
  #box = '';
  /** The stage's own colour, and the one that is around the picture now. */
  #themeGround = groundColour();
  #ground = this.#themeGround;

  static async create(host: HTMLElement, preference: RendererName): Promise<Stage> {
    // WebGPU only where it is asked for: in software it is no faster, and it is the least proven of the three.
    const order: RendererName[] = [preference, 'webgl', 'canvas'];
    const options = {
      preference: order,
      background: groundColour(),
      antialias: false,
      resolution: 1,
      width: 64,
      height: 64,
    };
    const pixi = await autoDetectRenderer({ ...options, powerPreference: 'high-performance', hello: false });
    return new Stage(host, pixi);
  }

  private constructor(host: HTMLElement, pixi: Renderer) {
    this.host = host;
    this.#pixi = pixi;
    this.renderer = NAMES[pixi.type as keyof typeof NAMES] ?? 'canvas';
    this.isSoftware = isSoftware(pixi);
    this.canvas = pixi.canvas as HTMLCanvasElement;
    this.#painter = this.renderer === 'canvas' ? new BitmapPainter() : new CardPainter();
    this.#root.addChild(this.#painter.root);
    this.#observer = new ResizeObserver(() => this.#resize(host));
    this.#observer.observe(host);
    this.#forget = onThemeChange(() => {
      this.#themeGround = groundColour();
      this.#setGround();
    });
    host.prepend(this.canvas);
    this.#resize(host);
  }

  get ratio(): number {
    return Math.min(FINEST, window.devicePixelRatio || 1);
  }

  /** Whether the last picture was seen from elsewhere: another one is needed. */
  get isBehind(): boolean {
    return this.#seen !== undefined && !isSame(this.#seen, this.camera);
  }

  show(frame: Frame): void {
    const { view, picture, camera } = frame;
    const before = this.picture;
    this.picture = view;
    this.#seen = camera;
    if (frame.run !== this.#run) this.#welcome(before, view);
    else if (before?.width !== view.width || before.height !== view.height) this.home();
    else if (camera && this.#mayTake(camera)) this.camera = camera;
    this.#run = frame.run;
    this.#setGround();
    this.#painter.show(frame);
    if (this.#held) this.spent.push(...pictureBuffers(this.#held));
    this.#held = picture;
    this.#isDirty = true;
  }

  /** On a processor, what moves is drawn fast and what stands still is drawn well. */
  set isMoving(isMoving: boolean) {
    const quality = isMoving && this.isSoftware ? 'fast' : 'fine';
    this.#isDirty ||= quality !== this.#quality;
    this.#quality = quality;
  }

  /** Draws if something changed since the last time. */
  draw(): boolean {
    if (!this.#isDirty) return false;
    this.#isDirty = false;
    const { left, top } = this.#cover();
    this.#painter.look({ camera: this.camera, quality: this.#quality, left, top });
    this.#pixi.render({ container: this.#root });
    return true;
  }

  /** All that lives, on a lattice without end; else the whole picture. */
  fit(): void {
    const extent = this.picture?.isBoundless ? extentIn(this.picture) : undefined;
    if (!extent) this.home();
    else {
      this.isFitted = false;
      this.#look(extentCamera(extent, this.camera, this.ratio));
    }
  }

  /** The whole picture; of a lattice without end the part at home, or all that lives where that is more. */
  home(): void {
    this.isFitted = true;
    const { picture } = this;
    if (!picture) return;
    const { width, height } = picture;
    const [left, top, right, bottom] = (picture.isBoundless && extentIn(picture)) || [0, 0, 0, 0];
    const isAtHome = left >= 0 && top >= 0 && right <= width && bottom <= height;
    this.#look(
      isAtHome
        ? fitCamera(picture, this.camera, this.ratio, this.#covers())
        : extentCamera([left, top, right, bottom], this.camera, this.ratio),
    );
  }

  /** By a factor, about a pixel of the stage: its middle by default. */
  zoom(factor: number, x = this.camera.width / 2, y = this.camera.height / 2): void {
    this.isFitted = false;
    if (this.picture) this.#look(zoomCamera(this.camera, factor, x, y, this.picture));
    // What is followed stays in the middle at every size.
    if (this.tracking === 'fit') this.#take();
  }

  pan(dx: number, dy: number): void {
    this.isFitted = false;
    if (this.picture) this.#look(panCamera(this.camera, dx, dy, this.picture));
    this.#take();
  }

  #take(): void {
    if (this.tracking === 'home') return;
    this.tracking = 'home';
    this.onTaken();
  }

  /** The first picture of a run: what lives is brought into sight, unless the user has chosen where to look. */
  #welcome(before: PictureSize | undefined, view: PictureSize): void {
    const isSameSize = before?.width === view.width && before.height === view.height;
    const isSameKind = before?.isBoundless === view.isBoundless;
    const { x, y, scale } = this.camera;
    if (before && isSameKind && view.isBoundless && !this.isFitted) {
      const [dx, dy] = [0, 1].map((axis) => (view.origin[axis] - before.origin[axis]) * scale);
      this.#look({ ...this.camera, x: x + dx, y: y + dy });
    } else if (!before || !isSameKind || !isSameSize || view.isBoundless) this.home();
    const extent = view.isBoundless ? extentIn(view) : undefined;
    if (extent && this.tracking === 'fit') this.fit();
    if (extent && this.tracking === 'follow') this.#look(centredCamera(extent, this.camera));
  }

  /** Whether a camera that the worker moved is still wanted. */
  #mayTake({ width, height, scale }: Camera): boolean {
    if (this.tracking === 'home' || width !== this.camera.width || height !== this.camera.height) return false;
    return this.tracking === 'fit' || scale === this.camera.scale;
  }

  /** Around the picture the stage's own colour; on a lattice without end, that of cells where nothing is. */
  #setGround(): void {
    const { isBoundless, background = [] } = this.picture ?? {};
    const colour = isBoundless ? `rgb(${background.join(' ')})` : this.#themeGround;
    if (colour === this.#ground) return;
    this.#ground = colour;
    this.#pixi.background.color = colour;
    this.#isDirty = true;
  }

  #covers(): Cover[] {
    const origin = this.host.getBoundingClientRect();
    return this.tools.map((tool) => {
      const box = tool.getBoundingClientRect();
      const [left, right, bottom] = [box.left - origin.left, box.right - origin.left, box.bottom - origin.top].map(
        (pixels) => pixels * this.ratio,
      );
      return { left, right, bottom };
    });
  }

  #look(camera: Camera): void {
    this.camera = camera;
    this.#isDirty = true;
  }

  #resize(host: HTMLElement): void {
    const width = Math.max(1, Math.round(host.clientWidth * this.ratio));
    const height = Math.max(1, Math.round(host.clientHeight * this.ratio));
    if (width === this.camera.width && height === this.camera.height) return;
    const { x, y, scale } = this.camera;
    const dx = (width - this.camera.width) / 2;
    const dy = (height - this.camera.height) / 2;
    this.#look({ x: x + dx, y: y + dy, scale, width, height });
    if (this.isFitted) this.home();
  }

  /**
   * Puts the canvas where something is to be seen. A graphics card does not mind a canvas as large as the stage; a
   * processor pays for each pixel of it three times: cleared, drawn, and put together with the page.
   */
  #cover(): { left: number; top: number } {
    const { x, y, scale, width, height } = this.camera;
    const isTight = this.picture && !this.picture.isBoundless && (this.isSoftware || this.renderer === 'canvas');
    const left = isTight ? clamp(Math.floor(x), 0, width - 1) : 0;
    const top = isTight ? clamp(Math.floor(y), 0, height - 1) : 0;
    const right = isTight ? clamp(Math.ceil(x + (this.picture?.width ?? 0) * scale), left + 1, width) : width;
    const bottom = isTight ? clamp(Math.ceil(y + (this.picture?.height ?? 0) * scale), top + 1, height) : height;
    const box = [left, top, right - left, bottom - top].map((pixels) => `${pixels / this.ratio}px`);
    if (box.join() === this.#box) return { left, top };
    this.#box = box.join();
    this.#pixi.resize(right - left, bottom - top);
    [this.canvas.style.left, this.canvas.style.top, this.canvas.style.width, this.canvas.style.height] = box;
    return { left, top };
  }

  destroy(): void {
    this.#observer.disconnect();
    this.#forget();
    this.#painter.destroy();
    this.#pixi.destroy({ removeView: true });
  }
}

function isSame(a: Camera, b: Camera): boolean {
  return a.x === b.x && a.y === b.y && a.scale === b.scale && a.width === b.width && a.height === b.height;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** The stage's own colour, around the picture: an opaque canvas costs a compositor less than one that shows it through. */
function groundColour(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--ground').trim();
}

function isSoftware(pixi: Renderer): boolean {
  const gl = 'gl' in pixi ? (pixi.gl as WebGL2RenderingContext) : undefined;
  const names = gl?.getExtension('WEBGL_debug_renderer_info');
  const name = gl?.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
  const adapter = 'gpu' in pixi ? pixi.gpu.adapter.info : undefined;
  return /swiftshader|llvmpipe|software|basic render/i.test(`${name} ${adapter?.architecture} ${adapter?.description}`);
}
