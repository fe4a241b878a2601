// A 1024² two-state frame as PNG: the palette writer against pngjs with its defaults, time and size.
import { createSimulation, findSystem } from '@selforg/core';
import { paint } from '@selforg/render';
import { encodeFrame } from '@selforg/render/node';
import { PNG } from 'pngjs';
import { rate, report } from './measure.mjs';

const N = 1024;
const layer = findSystem('life').views[0].layers[0];
for (const generations of [0, 2000]) {
  const life = createSimulation({ system: 'life', params: { width: N, height: N, density: 0.5 } });
  life.step(generations);
  const raster = paint(life.field(layer.field), layer, 'ink');
  const image = new PNG({ width: N, height: N });
  for (let i = 0; i < N * N; i++) {
    const alive = (raster.data[i >> 3] >> (7 - (i & 7))) & 1;
    image.data.set([...raster.palette.subarray(3 * alive, 3 * alive + 3), 255], 4 * i);
  }
  const ours = encodeFrame(raster);
  const theirs = PNG.sync.write(image);
  report(`PNG of a 1024² life frame, generation ${generations} (frames per second)`, [
    ['Selforg, 1-bit palette', rate(() => encodeFrame(raster), 1), `${ours.length} bytes`],
    ['pngjs 7.0.0, defaults', rate(() => PNG.sync.write(image), 1), `${theirs.length} bytes`],
  ]);
}
