import 'pixi.js/unsafe-eval';
import type { CameraMode } from '@selforg/core';
import { autoDetectRenderer, Container, type Renderer, RendererType } from 'pixi.js';
import { onThemeChange } from '../ui/theme.js';
import { type Picture, pictureBuffers } from '../worker/picture.js';
import type { Camera, Frame, PictureSize } from '../worker/protocol.js';
import {
  type Cover,
  centredCamera,
  type Extent,
  extentCamera,
  extentIn,
  fitCamera,
  panCamera,
  zoomCamera,
} from './camera.js';
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
  #box = '';

  static async create(host: HTMLElement, preference: RendererName, onResize: () => void): Promise<Stage> {
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
    return new Stage(host, pixi, onResize);
  }

  private constructor(host: HTMLElement, pixi: Renderer, onResize: () => void) {
    this.host = host;
    this.#pixi = pixi;
    this.renderer = NAMES[pixi.type as keyof typeof NAMES] ?? 'canvas';
    this.isSoftware = isSoftware(pixi);
    this.canvas = pixi.canvas as HTMLCanvasElement;
    this.#painter = this.renderer === 'canvas' ? new BitmapPainter() : new CardPainter();
    this.#root.addChild(this.#painter.root);
    this.#observer = new ResizeObserver(() => {
      this.#resize(host);
      onResize();
    });
    this.#observer.observe(host);
    this.#forget = onThemeChange(() => {
      pixi.background.color = groundColour();
      this.#isDirty = true;
    });
    host.prepend(this.canvas);
    this.#resize(host);
  }

  get ratio(): number {
    return Math.min(FINEST, window.devicePixelRatio || 1);
  }

  show(frame: Frame): void {
    const { view, picture } = frame;
    const before = this.picture;
    this.picture = view;
    if (before?.width !== view.width || before.height !== view.height) this.home();
    const extent = this.tracking === 'home' ? undefined : extentIn(view);
    if (extent) this.#track(extent);
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
    const extent = this.picture && extentIn(this.picture);
    if (!extent) this.home();
    else {
      this.isFitted = false;
      this.#look(extentCamera(extent, this.camera, this.ratio));
    }
  }

  /** The whole picture; of a lattice without end, the part at home. */
  home(): void {
    this.isFitted = true;
    if (this.picture) this.#look(fitCamera(this.picture, this.camera, this.ratio, this.#covers()));
  }

  /** By a factor, about a pixel of the stage: its middle by default. */
  zoom(factor: number, x = this.camera.width / 2, y = this.camera.height / 2): void {
    this.isFitted = false;
    if (this.picture) this.#look(zoomCamera(this.camera, factor, x, y, this.picture));
  }

  pan(dx: number, dy: number): void {
    this.isFitted = false;
    if (this.picture) this.#look(panCamera(this.camera, dx, dy, this.picture));
  }

  #track(extent: Extent): void {
    const isFit = this.tracking === 'fit';
    const camera = isFit ? extentCamera(extent, this.camera, this.ratio) : centredCamera(extent, this.camera);
    if (camera.x === this.camera.x && camera.y === this.camera.y && camera.scale === this.camera.scale) return;
    this.isFitted = false;
    this.#look(camera);
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
