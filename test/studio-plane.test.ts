// A lattice without end, or too large to be seen whole, in the studio: where one looks, and what one paints there.
import { readFileSync } from 'node:fs';
import { createSimulation, decodePng, findSystem } from '@selforg/core';
import { sceneOf, toRgba, windowOf } from '@selforg/render';
import { unzipSync } from 'fflate';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { at, describeStudio, hash, measure, root, step } from './browser.js';

const EMPTY = 'life?density=0&edge=none';
const MOVING = { reducedMotion: 'no-preference' } as const;

/** The stage on the page. */
async function stageBox(page: Page) {
  const box = await page.locator('.stage canvas').boundingBox();
  if (!box) throw new Error('the page has no stage');
  return box;
}

/**
 * What is light on the stage, below its tools, in pixels from its corner: the box around it, and how many pixels; and the
 * share of pixels that are as the one beside them.
 */
async function lit(page: Page) {
  const box = await stageBox(page);
  const top = 60;
  const clip = { ...box, y: box.y + top, height: box.height - top };
  const { width, data } = decodePng(new Uint8Array(await page.screenshot({ clip })));
  const places = Array.from({ length: data.length / 4 }, (_, i) => i).filter((i) => data[4 * i] > 60);
  const columns = places.map((i) => i % width);
  const rows = places.map((i) => top + Math.floor(i / width));
  const span = (values: number[]) =>
    values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [1e9, -1e9]);
  const neighbours = Array.from({ length: data.length / 4 - 1 }, (_, i) => data[4 * i] === data[4 * i + 4]);
  const plain = neighbours.filter((isSame) => isSame).length / neighbours.length;
  return { count: places.length, x: span(columns), y: span(rows), plain, box };
}

describeStudio('studio: the plane without end', (studio) => {
  it('paints under the pointer, at home, beyond it and from afar', async () => {
    const page = await studio.open(EMPTY);
    await expect.poll(() => measure(page, 'population')).toBe(0);
    const box = await stageBox(page);
    const [x, y] = [box.x + 80, box.y + 100];
    await page.mouse.click(x, y);
    await expect.poll(() => measure(page, 'population')).toBe(1);
    expect(await measure(page, 'left')).toBeLessThan(-128);
    const first = await lit(page);
    expect(first.x[0]).toBeLessThanOrEqual(80);
    expect(first.x[1]).toBeGreaterThanOrEqual(79);
    const cell = Math.round(Math.sqrt(first.count));

    await page.mouse.click(x + 60 * cell, y);
    await expect.poll(() => measure(page, 'boxWidth')).toBe(61);

    // 240 pixels of the wheel are half the size: 2¹² cells a cell of before.
    await page.mouse.move(x, y);
    for (let i = 0; i < 12; i++) await page.mouse.wheel(0, 240);
    await page.mouse.click(x + 400, y + 300);
    const cells = 4096 / cell;
    await expect
      .poll(() => measure(page, 'boxWidth').then((width) => Math.abs(width - 400 * cells) < 3 * cells))
      .toBe(true);
    expect(Math.abs((await measure(page, 'boxHeight')) - 300 * cells)).toBeLessThan(3 * cells);
    const far = await lit(page);
    expect([Math.abs(far.x[0] - 80), Math.abs(far.x[1] - 480), Math.abs(far.y[1] - 400)].every((gap) => gap <= 2)).toBe(
      true,
    );

    await page.getByRole('button', { name: 'Erase' }).click();
    await page.mouse.click(x + 400, y + 300);
    await expect.poll(() => measure(page, 'boxWidth')).toBe(61);
  });

  it('is looked at from 2⁴⁰ cells a pixel to 40 pixels a cell, and as far away as one likes', async () => {
    const page = await studio.open('life?pattern=block');
    await at(page, 'state', 'paused');
    const { box } = await lit(page);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    for (let i = 0; i < 41; i++) await page.mouse.wheel(0, 240);
    await expect.poll(() => lit(page).then(({ count }) => count)).toBeLessThanOrEqual(4);
    expect((await lit(page)).count).toBeGreaterThan(0);
    for (let i = 0; i < 41; i++) await page.mouse.wheel(0, -240);
    const home = await lit(page);
    for (let i = 0; i < 4; i++) await page.mouse.wheel(0, -240);
    await expect.poll(() => lit(page).then(({ count }) => count)).toBeGreaterThan(100 * home.count);
    for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => lit(page).then(({ count }) => count)).toBe(0);
    await page.keyboard.press('f');
    await expect.poll(() => lit(page).then(({ count }) => count)).toBeGreaterThan(0);
    expect(await hash(page)).toBe('#life?pattern=block&camera=fit');
    await page.keyboard.press(']');
    expect(await hash(page)).toBe('#life?pattern=block');
  });

  it.each(['webgl', 'canvas'])('follows a glider through a million generations, %s', async (renderer) => {
    const page = await studio.open('life?pattern=glider&camera=follow&every=65536&steps=1048576', {
      ...MOVING,
      renderer,
    });
    await at(page, 'time', '1048576');
    await at(page, 'state', 'paused');
    // A glider goes one cell right and down in four generations.
    await expect.poll(() => measure(page, 'left').then((left) => Math.abs(left - 1048576 / 4) <= 2)).toBe(true);
    const { count, x, y, box } = await lit(page);
    expect(count).toBeGreaterThan(0);
    expect(Math.abs((x[0] + x[1]) / 2 - box.width / 2)).toBeLessThan(8);
    expect(Math.abs((y[0] + y[1]) / 2 - box.height / 2)).toBeLessThan(8);
    const follow = page.getByRole('button', { name: 'Follow what lives' });
    expect(await follow.getAttribute('aria-pressed')).toBe('true');
    await page.keyboard.press('ArrowLeft');
    expect(await follow.getAttribute('aria-pressed')).toBe('false');
    expect(await hash(page)).not.toContain('camera');
    await follow.click();
    await expect.poll(() => hash(page)).toContain('camera=follow');
  });

  it('keeps all that lives in sight, however it grows', async () => {
    const page = await studio.open(
      'life?pattern=gosper-glider-gun&engine=hashlife&camera=fit&every=4096&steps=65536',
      MOVING,
    );
    await at(page, 'time', '65536');
    await at(page, 'state', 'paused');
    const { count, x, y, box } = await lit(page);
    expect(count).toBeGreaterThan(50);
    expect([x[0] > 0, x[1] < box.width - 1, y[1] < box.height - 1]).toEqual([true, true, true]);
    expect(y[1] - y[0]).toBeGreaterThan(0.25 * box.height);
  });

  it('brings another pattern into sight', async () => {
    const page = await studio.open('life?pattern=glider');
    await at(page, 'state', 'paused');
    await page.getByLabel('Pattern', { exact: true }).fill('600o40$600o!');
    await expect.poll(() => measure(page, 'boxWidth')).toBe(600);
    const { x, box } = await lit(page);
    expect([x[0] > 0, x[1] < box.width - 1]).toEqual([true, true]);
  });

  it('takes a million steps a frame, and more', async () => {
    const gun = { pattern: 'gosper-glider-gun', engine: 'hashlife' };
    const page = await studio.open(
      'life?pattern=gosper-glider-gun&engine=hashlife&every=1048576&steps=16777216',
      MOVING,
    );
    await at(page, 'time', '16777216');
    expect(await page.locator('.speed-wish').innerText()).toBe('2²⁰ steps a frame');
    // It fires a glider of five cells every 30 generations: 2²⁴ = 16 + 30 · 559240.
    const early = createSimulation({ system: 'life', params: { ...gun, engine: 'sparse' } });
    early.step(316);
    const expected = Number(early.measures().population) + 5 * (559240 - 10);
    await expect.poll(() => measure(page, 'population')).toBe(expected);
    await page.keyboard.press('+');
    await expect.poll(() => hash(page)).toContain('every=2097152');
  });

  it('saves what is seen, as large as the stage', async () => {
    const page = await studio.open('life?pattern=glider');
    await step(page, 4);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')]);
    const { width, height } = decodePng(new Uint8Array(readFileSync(await download.path())));
    const box = await stageBox(page);
    expect([width, height]).toEqual([Math.round(box.width), Math.round(box.height)]);
  });

  it('exports frames as the camera of the recipe sees them', async () => {
    const page = await studio.open('life?pattern=gosper-glider-gun&width=64&height=48&camera=fit');
    await at(page, 'state', 'paused');
    await page.getByRole('button', { name: 'Export frames' }).click();
    await page.getByLabel('Frames', { exact: true }).fill('2');
    await page.getByLabel('Every').fill('600');
    await page.getByLabel('Scale').fill('1');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export', exact: true }).click(),
    ]);
    const files = unzipSync(new Uint8Array(readFileSync(await download.path())));
    const simulation = createSimulation({
      system: 'life',
      params: { pattern: 'gosper-glider-gun', width: 64, height: 48 },
    });
    simulation.step(600);
    const [view] = findSystem('life').views;
    const window = windowOf(simulation, view, 'fit');
    expect(window?.zoom).toBeGreaterThan(0);
    const [layer] = sceneOf(simulation, view, view.palette, window).layers;
    if (layer.kind !== 'raster') throw new Error('life is a raster');
    expect(decodePng(files['frame-000001.png']).data).toEqual(toRgba(layer.raster));
  });

  it('shows a grid of more cells than a picture holds, and its edges', async () => {
    const page = await studio.open('life?width=4224&height=4096&density=0.5');
    await at(page, 'state', 'paused');
    expect((await root(page)).boundless).toBeUndefined();
    const whole = await lit(page);
    expect(whole.count).toBeGreaterThan(0.3 * whole.box.height ** 2);
    await page.mouse.move(whole.box.x + whole.box.width / 2, whole.box.y + whole.box.height / 2);
    for (let i = 0; i < 8; i++) await page.mouse.wheel(0, -240);
    // Cells a few dozen pixels wide: two colours, and few pixels between them.
    await expect.poll(() => lit(page).then(({ plain }) => plain), { timeout: 10_000 }).toBeGreaterThan(0.7);
    await page.getByRole('button', { name: 'Erase' }).click();
    const before = await measure(page, 'population');
    const box = await stageBox(page);
    const row = box.y + box.height / 2;
    await page.mouse.move(box.x + 20, row);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 20, row, { steps: 4 });
    await page.mouse.up();
    await expect.poll(() => measure(page, 'population').then((now) => before - now)).toBeGreaterThan(3);
    expect(before - (await measure(page, 'population'))).toBeLessThan(100);
  });
});
