import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { Raster } from '../raster/raster.js';
import { drawScene } from '../scene/draw.js';
import { fitBox } from '../scene/fit.js';
import type { Scene } from '../scene/scene.js';

/** A scene drawn by Skia, centred on its background. */
export function rasterizeScene(scene: Scene, width: number, height: number): Raster {
  registerFonts();
  const context = createCanvas(width, height).getContext('2d');
  const [red, green, blue] = scene.background;
  context.fillStyle = `rgb(${red},${green},${blue})`;
  context.fillRect(0, 0, width, height);
  drawScene(context, scene, fitBox(scene, width, height));
  const { data } = context.getImageData(0, 0, width, height);
  return { kind: 'rgba', width, height, data: new Uint8Array(data.buffer), palette: new Uint8Array(0) };
}

let registered = false;

/** IBM Plex Sans in the two weights that labels use, Greek under a name of its own: Skia looks there for what is missing. */
function registerFonts(): void {
  if (registered) return;
  registered = true;
  const { resolve } = createRequire(import.meta.url);
  for (const [subset, family] of [
    ['latin', 'IBM Plex Sans'],
    ['greek', 'IBM Plex Sans Greek'],
  ]) {
    for (const weight of [400, 600]) {
      const file = `@fontsource/ibm-plex-sans/files/ibm-plex-sans-${subset}-${weight}-normal.woff2`;
      GlobalFonts.registerFromPath(resolve(file), family);
    }
  }
}
