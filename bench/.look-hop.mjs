import { parseRecipe } from '@selforg/core';
import { exportFrames } from '@selforg/render/node';
const jobs = process.argv.slice(2).map((j) => { const [system, preset, view, every] = j.split(':'); return { system, preset, view, every: Number(every) }; });
import { findSystem } from '@selforg/core';
for (const { system, preset, view, every } of jobs) {
  const p = findSystem(system).presets.find((x) => x.id === preset)?.params ?? {};
  try {
  const recipe = parseRecipe({ system, params: p, frames: 2, every, seed: 1, ...(view ? { view } : {}) });
  await exportFrames({ recipe, out: `/tmp/x/${system}-${preset}-${view}`, force: true });
  } catch (e) { console.log(system, preset, e.message); }
}
