export { encodeFrame } from './node/encode-frame.js';
export { exportFrames } from './node/export-frames.js';
export type { ExportOptions, ExportReport } from './node/export-job.js';
export type { ExportedFrame, ExportFormat, Manifest } from './node/manifest.js';
export { plotPng } from './node/plot-png.js';
export { rasterizeScene } from './node/rasterize-scene.js';
export { renderFrame } from './node/render-frame.js';
export { writeAtomically } from './node/write-atomically.js';
