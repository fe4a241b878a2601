// Everything that is to be seen in the studio, and by everybody.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { decodePng, findSystem, systems } from '@selforg/core';
import type { Page } from 'playwright';
import { expect, it } from 'vitest';
import { at, describeStudio, hash, step } from './browser.js';

/** The first system of each family: pages are alike within one. */
const oneAFamily = systems
  .filter(({ family }, i) => systems.findIndex((each) => each.family === family) === i)
  .map(({ id }) => id);

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

async function findings(page: Page): Promise<string[]> {
  return page.evaluate(async (source) => {
    // The policy of the page forbids eval to the page, not to the tool that drives it.
    if (!('axe' in window)) new Function(source)();
    const { axe } = window as unknown as { axe: { run: () => Promise<{ violations: Violation[] }> } };
    interface Violation {
      id: string;
      impact: string;
      nodes: { html: string; failureSummary: string }[];
    }
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'critical' || impact === 'serious')
      .map(({ id, nodes }) => `${id}: ${nodes[0].html} ${nodes[0].failureSummary}`);
  }, axe);
}

describeStudio('studio: views and access', (studio) => {
  it('keeps the tools off the picture', async () => {
    for (const [width, height] of [
      [1100, 750],
      [1000, 700],
      [360, 640],
      [1600, 900],
    ]) {
      const page = await studio.open('life', { viewport: { width, height } });
      await step(page, 1);
      await page.keyboard.press('f');
      await page.waitForTimeout(100);
      const picture = (await page.locator('.stage canvas').boundingBox())!;
      for (const tool of await page.locator('.stage-tools .group').all()) {
        const box = (await tool.boundingBox())!;
        const isClear =
          box.y + box.height <= picture.y || box.x >= picture.x + picture.width || box.x + box.width <= picture.x;
        expect(isClear, `${width}×${height}`).toBe(true);
      }
    }
  });

  /** How many colours there are on the stage. */
  async function colours(page: Page): Promise<number> {
    const shot = await page.locator('.stage canvas').screenshot();
    return new Set(new Uint32Array(decodePng(new Uint8Array(shot)).data.slice().buffer)).size;
  }

  it.each(systems.map(({ id }) => id))('draws %s', async (id) => {
    const page = await studio.open(id, { renderer: 'webgl' });
    await step(page, 3);
    await expect.poll(() => colours(page)).toBeGreaterThan(1);
    await page.close();
  });

  it.each(
    oneAFamily.flatMap((id) => [
      [id, 'webgl'],
      [id, 'canvas'],
    ]),
  )('draws every view of %s with %s', async (id, renderer) => {
    const page = await studio.open(id, { renderer });
    await at(page, 'renderer', renderer);
    await step(page, 3);
    const { views } = findSystem(id);
    for (const view of views) {
      if (views.length > 1) await page.getByLabel('View', { exact: true }).selectOption(view.id);
      await expect.poll(() => colours(page), { message: view.id }).toBeGreaterThan(1);
    }
    await page.close();
  });

  it.each([
    ['dark', ['', 'lif', ...oneAFamily, 'life', 'hopfield', 'sandpile']],
    ['light', ['', 'lif', 'life', 'som', 'hopfield']],
  ] as const)('has no critical or serious findings of axe, %s', async (colorScheme, addresses) => {
    const page = await studio.open('', { colorScheme });
    for (const address of addresses) {
      await page.goto(`${studio.url}#${address}`);
      await page.waitForFunction(
        (id) => ({ ...document.documentElement.dataset }).system === id,
        systems.find(({ id }) => id === address)?.id,
      );
      expect(await findings(page), address).toEqual([]);
    }
    await page.goto(`${studio.url}#life?pattern=glider`);
    await at(page, 'system', 'life');
    await page.getByText('Library', { exact: true }).click();
    expect(await findings(page), 'library').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    expect(await findings(page), 'help').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    expect(await findings(page), 'export').toEqual([]);
  });

  it('fits a phone', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width(await studio.open('', phone))).toBe(390);
    const page = await studio.open('life', phone);
    await at(page, 'state', 'paused');
    expect(await width(page)).toBe(390);
    for (const button of await page
      .locator('.transport button:visible, .stage-tools button:visible, .site button:visible')
      .all()) {
      const box = (await button.boundingBox())!;
      expect([box.x >= 0, box.x + box.width <= 390, box.y + box.height <= 844]).toEqual([true, true, true]);
    }
    await page.getByRole('button', { name: 'Settings', exact: true }).tap();
    await page.getByLabel('Density', { exact: true }).fill('0.5');
    await expect.poll(() => hash(page)).toBe('#life?density=0.5');
    await page.getByRole('button', { name: 'Close settings' }).tap();
    await page.getByRole('button', { name: 'Step', exact: true }).tap();
    await at(page, 'time', '1');
  });
});
