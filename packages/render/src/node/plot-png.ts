import { type PlotOptions, plotScene } from '../scene/plot.js';
import { encodeFrame } from './encode-frame.js';
import { rasterizeScene } from './rasterize-scene.js';

/**
 * A line plot as a PNG file of `width` × `height` pixels.
 * @param density pixels a unit of width and height: 2 for sharp print and dense screens
 */
export function plotPng({ density = 1, ...options }: PlotOptions & { readonly density?: number }): Uint8Array {
  return encodeFrame(rasterizeScene(plotScene(options), options.width * density, options.height * density));
}
