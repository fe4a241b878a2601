import { createHash } from 'node:crypto';
import { createSimulation, decodeSnapshot, encodeSnapshot, findSystem, InputError, parseParams } from '@selforg/core';
import { sceneOf } from '@selforg/render';

const hash = (s) => createHash('sha256').update(encodeSnapshot(s.snapshot())).digest('hex');
let seed = Number(process.argv[2]);
const N = Number(process.argv[3]);
const mode = process.argv[4];
const rnd = () => {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  return seed / 2147483648;
};
const val = (p, edge) => {
  if (p.kind === 'boolean') return rnd() < 0.5;
  if (p.kind === 'choice') return p.options[Math.floor(rnd() * p.options.length)];
  if (p.kind === 'number' || p.kind === 'integer') {
    const r = rnd();
    let v;
    if (edge && r < 0.3) v = p.min;
    else if (edge && r < 0.6) v = p.max;
    else if (p.scale === 'log' && p.min > 0) v = p.min * (p.max / p.min) ** rnd();
    else v = p.min + (p.max - p.min) * rnd();
    return p.kind === 'integer' ? Math.round(v) : v;
  }
  return undefined;
};
for (const id of process.argv.slice(5)) {
  const sys = findSystem(id);
  const bad = new Map();
  let refused = 0,
    ok = 0,
    slow = 0;
  const t00 = performance.now();
  for (let n = 0; n < N && performance.now() - t00 < 25000; n++) {
    const base = sys.presets[n % sys.presets.length].params;
    const params = { ...base };
    const names = Object.keys(sys.params);
    const k = n < sys.presets.length ? 0 : 1 + Math.floor(rnd() * 3);
    for (let i = 0; i < k; i++) {
      const nm = names[Math.floor(rnd() * names.length)];
      const v = val(sys.params[nm], mode === 'edge');
      if (v !== undefined) params[nm] = v;
    }
    const note = (what) => {
      if (!bad.has(what)) bad.set(what, JSON.stringify(params).slice(0, 300));
    };
    const t0 = performance.now();
    try {
      let a;
      try {
        a = createSimulation({ system: id, params, seed: 3 });
      } catch (e) {
        if (e instanceof InputError || /^invalid /.test(e.message)) {
          refused++;
          const m = /^invalid (\w+) /.exec(e.message);
          if (!(m && m[1] in params)) note('REFUSAL names not a given param: ' + e.message.slice(0, 140));
          continue;
        }
        throw e;
      }
      const b = createSimulation({ system: id, params, seed: 3 });
      const S = Math.max(2, Math.min(40, sys.pace));
      const ta = performance.now();
      a.step(S);
      if (performance.now() - ta > 3000) slow++;
      b.step(S >> 1);
      for (const v of sys.views) {
        const s = sceneOf(b, v);
      }
      b.measures();
      const snap = decodeSnapshot(encodeSnapshot(b.snapshot()));
      b.step(S - (S >> 1));
      if (hash(a) !== hash(b)) note('views/halves change the future');
      const c = createSimulation({ system: id, params, seed: 3 });
      c.step(5);
      c.restore(snap);
      c.step(S - (S >> 1));
      if (hash(c) !== hash(a)) note('snapshot lacks state');
      const m1 = JSON.stringify(a.measures(), (k, v) => (typeof v === 'bigint' ? String(v) : v)),
        m2 = JSON.stringify(c.measures(), (k, v) => (typeof v === 'bigint' ? String(v) : v)),
        m3 = JSON.stringify(b.measures(), (k, v) => (typeof v === 'bigint' ? String(v) : v));
      if (m1 !== m2) note('measures differ after restore: ' + m1.slice(0, 200) + ' vs ' + m2.slice(0, 200));
      if (m1 !== m3) note('measures differ after views: ' + m1.slice(0, 200) + ' vs ' + m3.slice(0, 200));
      for (const v of sys.views)
        for (const l of v.layers) {
          const f = a.field(l.field),
            g = c.field(l.field);
          let d = 0;
          for (let i = 0; i < f.data.length; i++)
            if (!Object.is(f.data[i], g.data[i]) && !(Number.isNaN(f.data[i]) && Number.isNaN(g.data[i]))) d++;
          if (d) note('field ' + l.field + ' differs after restore');
          if (f.range)
            for (const [lo, hi] of f.range) if (!(lo < hi)) note('field ' + l.field + ' range ' + lo + ',' + hi);
        }
      for (const [k, v] of Object.entries(a.measures()))
        if (!Number.isFinite(Number(v))) note('measure ' + k + ' ' + v);
      ok++;
    } catch (e) {
      note('THROW ' + e.message.slice(0, 160) + ' @ ' + (e.stack.split('\n')[1] || '').trim().slice(-90));
    }
    const dt = performance.now() - t0;
    if (dt > 8000) note('slow ' + Math.round(dt));
  }
  console.log(id, 'ok', ok, 'refused', refused, 'ms', Math.round(performance.now() - t00));
  for (const [w, p] of bad) console.log('   !!', w, '\n        ', p);
}
