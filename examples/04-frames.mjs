// Twenty frames of a flock as PNG files in a folder.
import { parseRecipe } from '@selforg/core';
import { exportFrames } from '@selforg/render/node';

const out = process.argv[2] ?? 'out/examples/flock';
const recipe = parseRecipe({ system: 'boids', params: { count: 2000 }, frames: 20, every: 5, size: [640, 640] });
const { frames, elapsedMs } = await exportFrames({ recipe, out, force: true });
console.log(`${frames.length} frames in ${out}, ${(elapsedMs / frames.length).toFixed(0)} ms each`);
