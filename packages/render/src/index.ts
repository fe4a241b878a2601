export { createGifEncoder, type GifEncoder } from './encode/gif.js';
export { encodePng } from './encode/png.js';
export type { Rgb } from './palettes/colour.js';
export type { Inks, PaletteInfo } from './palettes/definitions.js';
export { paletteColours, paletteInks, paletteNames, palettes } from './palettes/palettes.js';
export { paint } from './raster/paint.js';
export { placeRaster } from './raster/place.js';
export { type Raster, rowBytes, toIndices, toRgba } from './raster/raster.js';
export { scaleRaster } from './raster/scale.js';
export { shrinkRaster } from './raster/shrink.js';
export { isWindowed, windowOf } from './scene/camera.js';
export type { Canvas2D } from './scene/canvas.js';
export { drawScene, FONT_FAMILY } from './scene/draw.js';
export { type Box, fitBox } from './scene/fit.js';
export { type PlotOptions, type PlotSeries, plotScene } from './scene/plot.js';
export {
  detachScene,
  type Label,
  type LabelsScene,
  type LinesScene,
  type PointsScene,
  type RasterScene,
  type RectsScene,
  type Scene,
  type SceneLayer,
  sceneTransfers,
} from './scene/scene.js';
export { sceneOf } from './scene/scene-of.js';
