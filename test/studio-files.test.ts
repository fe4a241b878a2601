// Files that the studio takes and gives: patterns, images, recipes, stills, frames.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { createSimulation, decodePng, findSystem } from '@selforg/core';
import { encodePng, sceneOf, toRgba } from '@selforg/render';
import { unzipSync, zlibSync } from 'fflate';
import { expect, it } from 'vitest';
import { at, describeStudio, drop, hash, measure, problems, root, step } from './browser.js';

const GLIDER = 'bob$2bo$3o!';

describeStudio('studio: files', (studio) => {
  it('says when a pattern does not fit, and runs again when it does', async () => {
    const page = await studio.open('life?pattern=200o!&width=100&height=100&edge=torus');
    await at(page, 'state', 'error');
    expect((await problems(page)).join()).toContain('fits the 100×100 grid');
    await page.getByLabel('Width cells').fill('300');
    await at(page, 'state', 'paused');
    await expect.poll(() => measure(page, 'population')).toBe(200);
  });

  it('takes a dropped pattern', async () => {
    const page = await studio.open('life');
    await drop(page, 'glider.rle', new TextEncoder().encode(`#N Glider\nx = 3, y = 3, rule = B3/S23\n${GLIDER}\n`));
    await expect.poll(() => measure(page, 'population')).toBe(5);
    expect((await root(page)).time).toBe('0');
  });

  it('opens a dropped file in the system that takes it', async () => {
    const page = await studio.open('');
    await drop(page, 'glider.rle', new TextEncoder().encode(GLIDER));
    await at(page, 'system', 'life');
    await expect.poll(() => measure(page, 'population')).toBe(5);
  });

  it('takes a dropped image where the system learns from images', async () => {
    const raster = {
      kind: 'index' as const,
      width: 16,
      height: 16,
      data: Uint8Array.from({ length: 256 }, (_, i) => i),
      palette: Uint8Array.from({ length: 768 }, (_, i) => (i * 7) % 256),
    };
    const png = encodePng(raster, (bytes) => zlibSync(bytes));
    const page = await studio.open('som');
    await at(page, 'state', 'paused');
    await drop(page, 'colours.png', png);
    await expect.poll(() => page.locator('.images img').count()).toBe(1);
    expect(await page.locator('#param-distribution').inputValue()).toBe('image');
    await step(page, 10);
    const other = await studio.open('boids');
    await at(other, 'state', 'paused');
    await drop(other, 'colours.png', png);
    await expect.poll(async () => (await problems(other)).join()).toContain('has no use for images');
    expect((await root(other)).state).toBe('paused');
  });

  it.each([
    ['notes.txt', 'Dear diary, today it rained.', 'an RLE or RULE file, a PNG image'],
    ['photo.png', 'not a picture at all', 'a PNG image'],
    ['cut.png', '\x89PNG\r\n\x1a\nand then nothing', 'a complete PNG image'],
    ['empty.rle', '', 'the file is empty'],
    ['wide.rle', '300o!', 'fits the 256×256 grid'],
  ])('refuses %s, and goes on', async (name, content, expected) => {
    const page = await studio.open('life?edge=torus');
    await step(page, 2);
    await drop(
      page,
      name,
      Uint8Array.from(content, (character) => character.charCodeAt(0)),
    );
    await expect.poll(async () => (await problems(page)).join()).toContain(expected);
    expect(await root(page)).toMatchObject({ state: 'paused', time: '2' });
    await step(page, 1);
  });

  it('takes back the recipe that it saved, too long for an address or not', async () => {
    const page = await studio.open('life?width=1024&height=1024&edge=torus');
    await at(page, 'state', 'paused');
    let state = 1;
    const row = () =>
      Array.from({ length: 600 }, () => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return state >>> 31 ? 'o' : 'b';
      }).join('');
    const rle = `x = 600, y = 600\n${Array.from({ length: 600 }, row).join('$\n')}!`;
    await drop(page, 'noise.rle', new TextEncoder().encode(rle));
    const save = page.getByRole('button', { name: 'Save recipe' });
    await save.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
    const saved = new Uint8Array(readFileSync(await download.path()));
    const population = await measure(page, 'population');
    expect(population).toBeGreaterThan(100_000);
    for (const key of ['+', '+', '-']) await page.keyboard.press(key);
    expect(await save.count()).toBe(0);
    for (const from of ['', 'boids', 'life']) {
      const other = await studio.open(from);
      await drop(other, 'noise-recipe.json', saved);
      await at(other, 'system', 'life');
      await expect.poll(() => measure(other, 'population').catch(() => 0)).toBe(population);
      await other.goBack();
      await expect.poll(() => other.locator('.card, .transport').count()).toBeGreaterThan(0);
    }
    const short = await studio.open('');
    await drop(short, 'run.json', new TextEncoder().encode('{"recipe":{"system":"life","seed":9},"rows":[]}'));
    await expect.poll(() => hash(short)).toBe('#life?seed=9');
    await at(short, 'system', 'life');
    await drop(short, 'wrong.json', new TextEncoder().encode('{"system":"lif"}'));
    await expect.poll(async () => (await problems(short)).join()).toContain('did you mean "life"?');
  });

  it('offers a grid that a dropped pattern fits', async () => {
    const page = await studio.open('life?edge=torus');
    await drop(page, 'wide.rle', new TextEncoder().encode('300o!'));
    await page.getByRole('button', { name: 'Grow the grid' }).click();
    await expect.poll(() => hash(page)).toContain('width=300');
    await expect.poll(() => measure(page, 'population')).toBe(300);
  });

  it('exports frames that are, pixel for pixel, those of the library', async () => {
    const page = await studio.open('life?seed=5&width=64&height=48');
    await at(page, 'state', 'paused');
    await page.getByRole('button', { name: 'Export frames' }).click();
    await page.getByLabel('Frames', { exact: true }).fill('5');
    await page.getByLabel('Every').fill('3');
    await page.getByLabel('Scale').fill('1');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export', exact: true }).click(),
    ]);
    const files = unzipSync(new Uint8Array(readFileSync(await download.path())));
    const names = Object.keys(files).filter((name) => name.endsWith('.png'));
    expect(names).toEqual([0, 1, 2, 3, 4].map((i) => `frame-00000${i}.png`));
    const recipe = JSON.parse(new TextDecoder().decode(files['recipe.json']));
    expect(recipe).toMatchObject({ system: 'life', seed: 5, frames: 5, every: 3 });
    const simulation = createSimulation({ system: 'life', seed: 5, params: { width: 64, height: 48 } });
    for (const [i, name] of names.entries()) {
      if (i > 0) simulation.step(3);
      const [layer] = sceneOf(simulation, findSystem('life').views[0]).layers;
      if (layer.kind !== 'raster') throw new Error('life is a raster');
      expect(decodePng(files[name]).data).toEqual(toRgba(layer.raster));
    }
  });

  it('saves what is seen as a PNG', async () => {
    const page = await studio.open('life?width=128&height=64');
    await step(page, 7);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')]);
    expect(download.suggestedFilename()).toBe('life-7.png');
    const { width, height } = decodePng(new Uint8Array(readFileSync(await download.path())));
    expect([width, height]).toEqual([1024, 512]);
  });

  it('takes a packed pattern', async () => {
    const page = await studio.open('life');
    await drop(page, 'glider.rle.gz', gzipSync(GLIDER));
    await expect.poll(() => measure(page, 'population')).toBe(5);
  });
});
