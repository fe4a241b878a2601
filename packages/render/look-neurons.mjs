import { parseRecipe, findSystem } from '@selforg/core';
import { exportFrames } from '@selforg/render/node';
const [id, frames, ...rest] = process.argv.slice(2);
const sys = findSystem(id);
const only = rest[0];
for (const p of sys.presets) {
  if (only && only !== p.id) continue;
  for (const v of sys.views) {
    if (rest[1] && rest[1] !== v.id) continue;
    const steps = Number(frames) * sys.pace;
    const recipe = parseRecipe({ system: id, params: p.params, frames: 1, steps, every: steps, view: v.id, size: [800, 450] });
    await exportFrames({ recipe, out: `/tmp/look/${id}/${p.id}-${v.id}`, force: true });
  }
}
