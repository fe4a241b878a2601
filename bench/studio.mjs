// How long is a frame of the studio, and for how long is its page blocked, with each of Pixi's renderers?
// Drives headless Chromium on the built page; without a graphics card all of it is drawn by the processor.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { preview } from 'vite';
import { launchChromium } from '../test/chromium.mjs';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '6' },
    only: { type: 'string' },
    width: { type: 'string', default: '1280' },
    height: { type: 'string', default: '720' },
  },
});
const RUNS = [
  ['life 512²', 'life?width=512&height=512'],
  ['gray-scott 256²', 'gray-scott'],
  ['acorn, no end', 'life?pattern=acorn'],
  ['gun, 2²⁰ a frame', 'life?pattern=gosper-glider-gun&engine=hashlife&camera=fit&every=1048576'],
];
const MACHINES = [
  ['WebGL in software', []],
  [
    'WebGPU in software',
    [
      '--enable-unsafe-webgpu',
      '--use-webgpu-adapter=swiftshader',
      // Without these three the device is lost as soon as something is drawn with it. With them, in Debian's Chromium
      // 156, no WebGPU canvas reaches the page, not even a bare one: the figures leave the presentation out.
      '--enable-features=Vulkan',
      '--use-vulkan=swiftshader',
      '--disable-vulkan-surface',
    ],
  ],
  ['no graphics process', ['--disable-gpu']],
];
const PAIRS = [
  ['webgl', 0],
  ['webgpu', 1],
  ['canvas', 0],
  ['webgl', 2],
  ['canvas', 2],
];

const server = await preview({
  root: join(import.meta.dirname, '../apps/studio'),
  logLevel: 'silent',
  preview: { host: '127.0.0.1', port: 0 },
});
const [url] = server.resolvedUrls.local;
const rows = [];
for (const [renderer, machine] of PAIRS) {
  const [machineName, flags] = MACHINES[machine];
  const browser = await launchChromium(flags);
  for (const [name, hash] of RUNS) {
    if (values.only && !`${renderer} ${machineName} ${name}`.includes(values.only)) continue;
    const page = await browser.newPage({ viewport: { width: Number(values.width), height: Number(values.height) } });
    let isLost = false;
    page.on('console', (message) => {
      isLost ||= /device was lost|Instance reference|CONTEXT_LOST_WEBGPU/i.test(message.text());
    });
    await page.goto(`${url}?renderer=${renderer}#${hash}`);
    await page.waitForFunction(() => Number(document.documentElement.dataset.time) > 0, undefined, { timeout: 60_000 });
    await page.waitForTimeout(2000);
    const figures = await page.evaluate(measure, Number(values.seconds) * 1000);
    const used = await page.evaluate(() => document.documentElement.dataset.renderer);
    // A page that has lost its device runs on and draws nothing: its figures would flatter.
    rows.push({ run: name, renderer: isLost ? `${used}: device lost` : used, chromium: machineName, ...figures });
    await page.close();
  }
  await browser.close();
}
await server.close();
console.table(rows);

/** In the page: milliseconds between frames, the longest task, and the steps that the simulation took meanwhile. */
async function measure(duration) {
  const deltas = [];
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  const time = () => Number(document.documentElement.dataset.time);
  const before = time();
  const start = performance.now();
  await new Promise((resolve) => {
    let last = start;
    const tick = (now) => {
      if (now > last) deltas.push(now - last);
      last = now;
      if (now - start < duration) requestAnimationFrame(tick);
      else resolve();
    };
    requestAnimationFrame(tick);
  });
  observer.disconnect();
  deltas.sort((a, b) => a - b);
  const at = (share) => Number(deltas[Math.floor(share * (deltas.length - 1))].toFixed(1));
  const steps = Math.round((time() - before) / ((performance.now() - start) / 1000));
  return { 'median ms': at(0.5), 'p95 ms': at(0.95), 'longest task ms': Math.round(longest), 'steps/s': steps };
}
