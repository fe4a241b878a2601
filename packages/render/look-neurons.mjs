import { writeFileSync } from 'node:fs';
import { parseRecipe, findSystem } from '@selforg/core';
import { exportFrames } from '@selforg/render/node';
import { createCanvas, loadImage } from '@napi-rs/canvas';
const [id, frames, only] = process.argv.slice(2);
const sys = findSystem(id);
const W = 560, H = 300;
const presets = sys.presets.filter((p) => !only || only.split(',').includes(p.id));
const canvas = createCanvas(W * sys.views.length, (H+16) * presets.length);
const c = canvas.getContext('2d');
c.fillStyle = '#444'; c.fillRect(0, 0, canvas.width, canvas.height);
for (const [j, p] of presets.entries()) {
  for (const [i, v] of sys.views.entries()) {
    const steps = Number(frames) * sys.pace;
    const recipe = parseRecipe({ system: id, params: p.params, frames: 2, every: steps, view: v.id, size: [W, H] });
    const out = `/tmp/look/${id}/${p.id}-${v.id}`;
    await exportFrames({ recipe, out, force: true });
    c.drawImage(await loadImage(`${out}/frame-000001.png`), i * W, j * (H+16) + 16);
    c.fillStyle = '#fff'; c.fillText(p.id, i * W + 4, j * (H+16) + 12);
  }
}
writeFileSync(`/tmp/look/${id}.png`, canvas.toBuffer('image/png'));
