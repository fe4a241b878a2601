// node --conditions=selforg:source --import /work/main/packages/render/test/typescript.mjs /tmp/see.mjs system '{"params"}' steps view out
import { createSimulation, findSystem, findView } from '@selforg/core';
import { drawScene, sceneOf } from '@selforg/render';
import '@selforg/render/node';
import { writeFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';

const [, , system, params = '{}', steps = '1000', out = '/tmp/see.png', ...views] = process.argv;
const p = params.startsWith('{') ? JSON.parse(params) : findSystem(system).presets.find((x) => x.id === params).params;
const sim = createSimulation({ system, params: p });
const t = performance.now();
sim.step(Number(steps));
console.log('ms', Math.round(performance.now() - t), JSON.stringify(sim.measures()));
const vs = views.length ? views : findSystem(system).views.map((v) => v.id);
const W = 640,
  H = 400;
const c = createCanvas(W * Math.min(2, vs.length), H * Math.ceil(vs.length / 2));
vs.forEach((v, i) => {
  const s = sceneOf(sim, findView(findSystem(system), v));
  const k = Math.min((W - 8) / s.width, (H - 8) / s.height);
  const w = Math.round(s.width * k),
    h = Math.round(s.height * k);
  drawScene(c.getContext('2d'), s, { x: (i % 2) * W + 4, y: Math.floor(i / 2) * H + 4, width: w, height: h });
});
writeFileSync(out, c.toBuffer('image/png'));
