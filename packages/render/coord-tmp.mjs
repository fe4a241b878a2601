import { createSimulation, findView, systems } from '@selforg/core';
import { drawScene, sceneOf } from '@selforg/render';
import '@selforg/render/node';
import { writeFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';

const fams = process.argv[2].split(',');
const list = systems.filter((s) => fams.includes(s.family));
const W = 380,
  H = 230,
  per = 4;
for (let page = 0; page * 5 < list.length; page++) {
  const some = list.slice(page * 5, page * 5 + 5);
  const c = createCanvas(W * per, (H + 16) * some.length);
  const x = c.getContext('2d');
  x.fillStyle = '#888';
  x.fillRect(0, 0, c.width, c.height);
  some.forEach((s, j) => {
    const sim = createSimulation({ system: s.id, params: s.presets[0].params });
    let t = 0,
      ms = 0;
    const shots = [
      [0, 60],
      [0, 600],
      [1, 600],
      [2, 600],
    ];
    x.fillStyle = '#000';
    x.font = '13px sans-serif';
    shots.forEach(([v, f], i) => {
      const view = s.views[v];
      if (!view) return;
      const b = performance.now();
      if (f * s.pace > t) {
        sim.step(f * s.pace - t);
        t = f * s.pace;
      }
      ms += performance.now() - b;
      const sc = sceneOf(sim, view);
      const k = Math.min((W - 6) / sc.width, (H - 6) / sc.height);
      drawScene(x, sc, {
        x: i * W + 3,
        y: j * (H + 16) + 16,
        width: Math.max(1, Math.round(sc.width * k)),
        height: Math.max(1, Math.round(sc.height * k)),
      });
    });
    x.fillStyle = '#000';
    x.fillText(`${s.id} pace ${s.pace} ${(ms / 600).toFixed(1)} ms/frame`, 4, j * (H + 16) + 12);
    console.log(s.id, (ms / 600).toFixed(2), 'ms/frame');
  });
  writeFileSync(`/tmp/coord/sheet/${fams[0]}-${page}.png`, c.toBuffer('image/png'));
}
