// The studio as people use it, the built page in a real browser: a run, its time and its keys.
import { expect, it } from 'vitest';
import { at, describeStudio, hash, measure, problems, root, simulationOf, step } from './browser.js';

const R_PENTOMINO = 'life?pattern=b2o$2o$bo!&width=1000&height=1000&edge=plane';

describeStudio('studio: a run', (studio) => {
  it('runs the R-pentomino to the end that is known: 116 cells after 1103 generations', async () => {
    const page = await studio.open(R_PENTOMINO);
    await at(page, 'state', 'paused');
    await step(page, 1102);
    await expect.poll(() => measure(page, 'population')).toBe(118);
    await step(page, 1);
    await expect.poll(() => measure(page, 'population')).toBe(116);
  });

  it('stops where the recipe ends', async () => {
    const page = await studio.open(`${R_PENTOMINO}&steps=1103&every=32`, { reducedMotion: 'no-preference' });
    await at(page, 'time', '1103');
    await at(page, 'state', 'paused');
    await expect.poll(() => measure(page, 'population')).toBe(116);
  });

  it('goes on past the end of its steps', async () => {
    const page = await studio.open('life?steps=20', { reducedMotion: 'no-preference' });
    await at(page, 'time', '20');
    await at(page, 'state', 'paused');
    await page.keyboard.press('Enter');
    await at(page, 'state', 'playing');
    await expect.poll(async () => Number((await root(page)).time)).toBeGreaterThan(20);
    await page.keyboard.press('r');
    await at(page, 'time', '20');
    await at(page, 'state', 'paused');
    await page.keyboard.press('r');
    await page.waitForFunction(() => document.documentElement.dataset.state === 'playing');
  });

  it('starts paused where motion is to be reduced, and playing elsewhere', async () => {
    const still = await studio.open('life');
    await at(still, 'state', 'paused');
    expect((await root(still)).time).toBe('0');
    const moving = await studio.open('life', { reducedMotion: 'no-preference' });
    await at(moving, 'state', 'playing');
    await expect.poll(async () => Number((await root(moving)).time)).toBeGreaterThan(5);
    await expect.poll(async () => Number((await root(moving)).fps)).toBeGreaterThan(0);
  });

  it('listens to the keys of Golly', async () => {
    const page = await studio.open('life');
    await at(page, 'state', 'paused');
    await page.keyboard.press('Space');
    await at(page, 'time', '1');
    await page.keyboard.press('Shift+Space');
    await at(page, 'time', '11');
    await page.keyboard.press('Enter');
    await at(page, 'state', 'playing');
    await page.keyboard.press('Enter');
    await at(page, 'state', 'paused');
    await page.keyboard.press('r');
    await at(page, 'time', '0');
    await page.keyboard.press('+');
    await expect.poll(() => hash(page)).toBe('#life?every=2');
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    await expect.poll(() => page.locator('.speed-wish').innerText()).toBe('1 step in 2 frames');
    for (const key of ['[', ']', 'f']) await page.keyboard.press(key);
    await page.keyboard.press('?');
    await expect.poll(() => page.locator('dialog').innerText()).toContain('Play or pause');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.locator('dialog').count()).toBe(0);
  });

  it('paints and erases with the pointer', async () => {
    const page = await studio.open('life?density=0');
    await expect.poll(() => measure(page, 'population')).toBe(0);
    const box = (await page.locator('.stage canvas').boundingBox())!;
    const drag = async () => {
      await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 3 });
      await page.mouse.up();
    };
    await drag();
    await expect.poll(() => measure(page, 'population')).toBeGreaterThan(20);
    await page.getByRole('button', { name: 'Erase' }).click();
    await drag();
    await expect.poll(() => measure(page, 'population')).toBe(0);
  });

  it('restarts when the worker dies', async () => {
    const page = await studio.open('life');
    await step(page, 4);
    const worker = simulationOf(page);
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of luck');
      });
    });
    await at(page, 'state', 'error');
    expect((await problems(page)).join()).toContain('out of luck');
    await page.getByRole('button', { name: 'Restart' }).click();
    await at(page, 'state', 'paused');
    await step(page, 1);
  });

  it.each([
    ['Reset to the start', '#life'],
    ['Another seed', /seed=/],
  ])('comes back after its worker died by %s', async (button, address) => {
    const page = await studio.open('life');
    await step(page, 4);
    const worker = simulationOf(page);
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error('out of luck');
      });
    });
    await at(page, 'state', 'error');
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('button', { name: button }).click();
    await at(page, 'state', 'paused');
    await step(page, 1);
    if (typeof address === 'string') expect(await hash(page)).toBe(address);
    else expect(await hash(page)).toMatch(address);
  });
});
