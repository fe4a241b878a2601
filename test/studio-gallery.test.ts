// The gallery: the first screen of the studio.
import { systems } from '@selforg/core';
import { expect, it } from 'vitest';
import { at, describeStudio, root } from './browser.js';

describeStudio('studio: the gallery', (studio) => {
  it('shows every system, with pictures that move', async () => {
    const page = await studio.open('', { reducedMotion: 'no-preference' });
    for (const { id, title } of systems) expect(await page.locator(`[data-card="${id}"]`).innerText()).toContain(title);
    // Each comes to life when it is in sight, which takes a moment or two: one in five stands for its neighbours.
    for (const { id } of systems.filter((_, i) => i % 5 === 0)) {
      const card = page.locator(`[data-card="${id}"]`);
      await card.scrollIntoViewIfNeeded();
      const time = () => card.locator('canvas').getAttribute('data-time').then(Number);
      await expect.poll(time, { timeout: 20_000 }).toBeGreaterThan(0);
      const first = await time();
      await expect.poll(time, { timeout: 20_000 }).not.toBe(first);
    }
    expect((await root(page)).state).toBe('playing');
  }, 420_000);

  it('opens a run from the gallery', async () => {
    const page = await studio.open('');
    await page.getByRole('link', { name: 'Game of Life' }).click();
    await at(page, 'system', 'life');
    await page.getByRole('link', { name: /all systems/ }).click();
    await expect.poll(() => page.locator('.card').count()).toBe(systems.length);
  });

  it.each([0, 30, 120, 300])('goes back to the gallery from a run that is not open for %i ms', async (delay) => {
    const page = await studio.open('');
    await page.evaluate(async (milliseconds) => {
      location.hash = '#life';
      await new Promise((resolve) => setTimeout(resolve, milliseconds));
      history.back();
    }, delay);
    await page.waitForTimeout(1500);
    expect(await page.locator('.card').count()).toBe(systems.length);
    expect(await page.locator('.transport').count()).toBe(0);
    expect(page.workers().filter((each) => each.url().includes('simulation'))).toEqual([]);
  });

  it('holds on to no page that is gone', async () => {
    const page = await studio.open('');
    const client = await page.context().newCDPSession(page);
    const nodes = async () => {
      await client.send('HeapProfiler.collectGarbage');
      return (await client.send('Memory.getDOMCounters')).nodes;
    };
    const visit = async () => {
      await page.goto(`${studio.url}#life`);
      await at(page, 'system', 'life');
      await page.goto(`${studio.url}#`);
      await expect.poll(() => page.locator('.card').count()).toBe(systems.length);
    };
    for (let i = 0; i < 2; i++) await visit();
    const before = await nodes();
    for (let i = 0; i < 6; i++) await visit();
    expect(await nodes()).toBeLessThan(before + 800);
  });

  it('groups the systems by family, and finds them by what they are about', async () => {
    const page = await studio.open('');
    const families = new Set(systems.map(({ family }) => family));
    expect(await page.locator('.family-section').count()).toBe(families.size);
    const search = page.getByRole('searchbox', { name: 'Search the systems' });
    const shown = () =>
      page.locator('.card:visible').evaluateAll((cards) => cards.map((each) => (each as HTMLElement).dataset.card));
    await search.fill('BOIDS');
    await expect.poll(shown).toEqual(['boids']);
    await search.fill('wolfram');
    await expect.poll(shown).toContain('elementary');
    await search.fill('live neighbours');
    await expect.poll(shown).toContain('life');
    await search.fill('xyzzy');
    await expect.poll(shown).toEqual([]);
    expect(await page.locator('.gallery-none').isVisible()).toBe(true);
    await search.fill('');
    await expect.poll(() => page.locator('.card:visible').count()).toBe(systems.length);
  });

  it('keeps still where motion is to be reduced, with a picture all the same', async () => {
    const page = await studio.open('');
    const canvas = page.locator('[data-card=life] canvas');
    await expect.poll(() => canvas.getAttribute('data-time').then(Number)).toBeGreaterThan(0);
    const time = await canvas.getAttribute('data-time');
    await page.waitForTimeout(500);
    expect(await canvas.getAttribute('data-time')).toBe(time);
  });
});
