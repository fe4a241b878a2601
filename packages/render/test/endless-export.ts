import { parseRecipe } from '@selforg/core';
import { exportFrames } from '../src/node.js';
import { catalogue } from './fake-systems.js';

// A process of its own that writes five of nine frames into the folder it is given, says so and stands still.
const recipe = parseRecipe({ system: 'counter', frames: 9, seed: 5 }, catalogue);
await exportFrames({
  recipe,
  out: process.argv[2],
  catalogue,
  checkpointMs: 0,
  onProgress(done) {
    if (done !== 5) return;
    process.send?.('five');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
