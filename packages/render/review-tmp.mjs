import { createSimulation, findSystem, findView, InputError } from '@selforg/core';
import { drawScene, sceneOf } from '@selforg/render';
import '@selforg/render/node';
import { writeFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';

const [, , steps0 = '120', ...ids] = process.argv;
const W = 340,
  H = 220;
for (const id of ids) {
  const sys = findSystem(id);
  const vs = sys.views;
  const c = createCanvas(W * vs.length, (H + 14) * sys.presets.length);
  const g = c.getContext('2d');
  g.fillStyle = '#222';
  g.fillRect(0, 0, c.width, c.height);
  sys.presets.forEach((p, j) => {
    try {
      const sim = createSimulation({ system: id, params: p.params });
      const t = performance.now();
      sim.step(Number(steps0) * sys.pace);
      const ms = Math.round(performance.now() - t);
      console.log(
        id,
        p.id,
        'pace',
        sys.pace,
        ms,
        'ms',
        JSON.stringify(sim.measures(), (k, v) => (typeof v === 'bigint' ? String(v) : v)),
      );
      vs.forEach((v, i) => {
        const s = sceneOf(sim, v);
        const k = Math.min((W - 6) / s.width, (H - 6) / s.height);
        drawScene(g, s, {
          x: i * W + 3,
          y: j * (H + 14) + 14,
          width: Math.round(s.width * k),
          height: Math.round(s.height * k),
        });
        g.fillStyle = '#ff0';
        g.font = '10px sans-serif';
        g.fillText(p.id + ' / ' + v.id, i * W + 4, j * (H + 14) + 11);
      });
    } catch (e) {
      console.log(id, p.id, 'ERR', e.stack);
    }
  });
  writeFileSync(`/tmp/review1/${id}.png`, c.toBuffer('image/png'));
}
