// The studio as people use it: the built page in a real browser.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createSimulation, decodePng, findSystem, systems } from '@selforg/core';
import { encodePng, sceneOf, toRgba } from '@selforg/render';
import { unzipSync, zlibSync } from 'fflate';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launch, serveStudio } from './browser.js';

const hasBrowser = findChromium() !== undefined;
if (!hasBrowser && process.env.CI === 'true') throw new Error('CI has no Chromium: the studio cannot be tested');
if (!hasBrowser) console.warn('NO BROWSER: the studio was not tested.');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const R_PENTOMINO = 'life?pattern=b2o$2o$bo!&width=1000&height=1000&edge=plane';
const GLIDER = 'bob$2bo$3o!';

describe.skipIf(!hasBrowser)('studio', () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof serveStudio>>;
  const pages: Page[] = [];

  beforeAll(async () => {
    [browser, server] = await Promise.all([launch(), serveStudio()]);
  });
  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.context().close()));
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** Opens an address; whatever the page throws fails the test. Starts paused unless told otherwise. */
  async function open(hash: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      reducedMotion: 'reduce',
      acceptDownloads: true,
      ...options,
    });
    const page = await context.newPage();
    pages.push(page);
    page.on('pageerror', (error) => expect.soft(error, 'thrown in the page').toBeUndefined());
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) expect.soft(message.text()).toBe('');
    });
    await page.goto(`${server.url}#${hash}`);
    await page.waitForFunction(() => document.documentElement.dataset.state !== undefined);
    return page;
  }

  const root = (page: Page) => page.evaluate(() => ({ ...document.documentElement.dataset }));
  const at = (page: Page, name: string, value: string) =>
    page.waitForFunction(([key, wanted]) => document.documentElement.dataset[key] === wanted, [name, value] as const);
  const measure = async (page: Page, id: string) =>
    Number((await page.locator(`[data-measure="${id}"]`).innerText()).replace(/\s/g, ''));
  const hash = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash));

  /** Steps by the page's own button, and waits until they are taken. */
  async function step(page: Page, count: number): Promise<void> {
    const before = Number((await root(page)).time);
    await page.evaluate((n) => {
      const leap = document.querySelector<HTMLButtonElement>('[aria-label="Step ×10"]');
      const single = document.querySelector<HTMLButtonElement>('[aria-label="Step"]');
      for (let i = 0; i < Math.floor(n / 10); i++) leap?.click();
      for (let i = 0; i < n % 10; i++) single?.click();
    }, count);
    await at(page, 'time', String(before + count));
  }

  async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
    const transfer = await page.evaluateHandle(
      ([fileName, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(content)], fileName));
        return data;
      },
      [name, [...bytes]] as const,
    );
    await page.dispatchEvent('body', 'drop', { dataTransfer: transfer });
  }

  const problems = (page: Page) => page.locator('[role=alert]').allInnerTexts();

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

  it('shows every system with a picture that moves', async () => {
    const page = await open('', { reducedMotion: 'no-preference' });
    for (const { id, title } of systems) {
      const card = page.locator(`[data-card="${id}"]`);
      await card.scrollIntoViewIfNeeded();
      expect(await card.innerText()).toContain(title);
      const time = () => card.locator('canvas').getAttribute('data-time').then(Number);
      await expect.poll(time, { timeout: 20_000 }).toBeGreaterThan(0);
      const first = await time();
      await expect.poll(time, { timeout: 20_000 }).toBeGreaterThan(first);
    }
    expect((await root(page)).state).toBe('playing');
  });

  it('opens a run from the gallery', async () => {
    const page = await open('');
    await page.getByRole('link', { name: 'Game of Life' }).click();
    await at(page, 'system', 'life');
    await page.getByRole('link', { name: /all systems/ }).click();
    await expect.poll(() => page.locator('.card').count()).toBe(systems.length);
  });

  it('runs the R-pentomino to the end that is known: 116 cells after 1103 generations', async () => {
    const page = await open(R_PENTOMINO);
    await at(page, 'state', 'paused');
    await step(page, 1102);
    await expect.poll(() => measure(page, 'population')).toBe(118);
    await step(page, 1);
    await expect.poll(() => measure(page, 'population')).toBe(116);
  });

  it('stops where the recipe ends', async () => {
    const page = await open(`${R_PENTOMINO}&steps=1103&every=32`, { reducedMotion: 'no-preference' });
    await at(page, 'time', '1103');
    await at(page, 'state', 'paused');
    await expect.poll(() => measure(page, 'population')).toBe(116);
  });

  it('starts paused where motion is to be reduced, and playing elsewhere', async () => {
    const still = await open('life');
    await at(still, 'state', 'paused');
    expect((await root(still)).time).toBe('0');
    const moving = await open('life', { reducedMotion: 'no-preference' });
    await at(moving, 'state', 'playing');
    await expect.poll(async () => Number((await root(moving)).time)).toBeGreaterThan(5);
    await expect.poll(async () => Number((await root(moving)).fps)).toBeGreaterThan(0);
  });

  it('listens to the keys of Golly', async () => {
    const page = await open('life');
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

  it('leaves keys to the control that has the focus', async () => {
    const page = await open('life');
    await at(page, 'state', 'paused');
    await page.getByLabel('Pattern', { exact: true }).focus();
    await page.keyboard.type(GLIDER);
    await expect.poll(() => hash(page)).toContain(`pattern=${GLIDER}`);
    expect((await root(page)).state).toBe('paused');
    await expect.poll(() => measure(page, 'population')).toBe(5);
  });

  it('paints and erases with the pointer', async () => {
    const page = await open('life?density=0');
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

  it('restarts with new parameters, and writes them into the address', async () => {
    const page = await open('life?seed=3');
    await step(page, 5);
    await page.getByLabel('Density', { exact: true }).fill('0.1');
    await at(page, 'time', '0');
    expect(await hash(page)).toBe('#life?density=0.1&seed=3');
    await page.getByLabel('Density', { exact: true }).fill('2');
    await expect.poll(() => page.locator('[data-param=density]').innerText()).toContain('a number from 0 to 1');
    expect(await hash(page)).toBe('#life?density=0.1&seed=3');
    await page.getByRole('button', { name: 'Reset Density to its default' }).click();
    await expect.poll(() => hash(page)).toBe('#life?seed=3');
    await page.getByLabel('Preset').selectOption('highlife');
    await expect.poll(() => hash(page)).toBe('#life?rule=B36/S23&seed=3');
  });

  it('leaves a number alone while it is typed', async () => {
    const page = await open('life');
    await at(page, 'state', 'paused');
    const density = page.getByLabel('Density', { exact: true });
    await density.click();
    await density.press('Control+a');
    await density.pressSequentially('0.05', { delay: 260 });
    await expect.poll(() => hash(page)).toBe('#life?density=0.05');
    expect(await density.inputValue()).toBe('0.05');
    await density.fill('0,50');
    await expect.poll(() => hash(page)).toBe('#life?density=0.5');
    await density.blur();
    expect(await density.inputValue()).toBe('0.5');
  });

  it('says of a change that is on its way what becomes of it', async () => {
    const page = await open('gray-scott');
    await at(page, 'state', 'paused');
    const width = page.getByLabel('Width cells');
    const busy = page.workers().find((each) => each.url().includes('simulation'))!;
    const hold = () =>
      busy.evaluate(() => {
        const until = performance.now() + 1500;
        while (performance.now() < until);
      });
    const held = hold();
    await width.fill('300');
    await page.waitForTimeout(400);
    await width.blur();
    await page.keyboard.press('+');
    await held;
    await expect.poll(() => hash(page)).toMatch(/^#gray-scott\?width=300&every=\d+$/);
    expect(await width.inputValue()).toBe('300');
  });

  it('forgets a speed that was taken back', async () => {
    const page = await open('life');
    await at(page, 'state', 'paused');
    await page.keyboard.press('+');
    await page.keyboard.press('-');
    await page.getByLabel('Width cells').fill('128');
    await expect.poll(() => hash(page)).toBe('#life?width=128');
  });

  it('takes two edits that follow each other at once', async () => {
    const page = await open('life');
    await at(page, 'state', 'paused');
    const worker = page.workers().find((each) => each.url().includes('simulation'))!;
    const held = worker.evaluate(() => {
      const until = performance.now() + 1500;
      while (performance.now() < until);
    });
    await page.getByLabel('Width cells').fill('128');
    await page.waitForTimeout(250);
    await page.getByLabel('Height cells').fill('96');
    await held;
    await expect.poll(() => hash(page)).toBe('#life?width=128&height=96');
    expect(await page.getByLabel('Width cells').inputValue()).toBe('128');
  });

  it.each([0, 30, 120, 300])('goes back to the gallery from a run that is not open for %i ms', async (delay) => {
    const page = await open('');
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
    const page = await open('');
    const client = await page.context().newCDPSession(page);
    const nodes = async () => {
      await client.send('HeapProfiler.collectGarbage');
      return (await client.send('Memory.getDOMCounters')).nodes;
    };
    const visit = async () => {
      await page.goto(`${server.url}#life`);
      await at(page, 'system', 'life');
      await page.goto(`${server.url}#`);
      await expect.poll(() => page.locator('.card').count()).toBe(systems.length);
    };
    for (let i = 0; i < 2; i++) await visit();
    const before = await nodes();
    for (let i = 0; i < 6; i++) await visit();
    expect(await nodes()).toBeLessThan(before + 800);
  });

  it('goes on past the end of its steps', async () => {
    const page = await open('life?steps=20', { reducedMotion: 'no-preference' });
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

  it('keeps the tools off the picture', async () => {
    for (const [width, height] of [
      [1100, 750],
      [1000, 700],
      [360, 640],
      [1600, 900],
    ]) {
      const page = await open('life', { viewport: { width, height } });
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

  it('changes view and palette without a restart', async () => {
    const page = await open('life');
    await step(page, 3);
    const before = await page.locator('.stage canvas').screenshot();
    await page.getByLabel('View').selectOption('changes');
    await expect.poll(() => hash(page)).toBe('#life?view=changes');
    await page.getByLabel('Palette').selectOption('viridis');
    await expect.poll(() => hash(page)).toBe('#life?view=changes&palette=viridis');
    expect((await root(page)).time).toBe('3');
    await expect.poll(async () => before.equals(await page.locator('.stage canvas').screenshot())).toBe(false);
  });

  it('reads back what it writes', async () => {
    const addresses = [
      'life?rule=B36/S23&density=0.2&seed=7&view=changes&palette=magma',
      'gray-scott?feed=0.03&seed=9',
    ];
    for (const address of addresses) {
      const page = await open(address);
      await at(page, 'state', 'paused');
      expect(await hash(page)).toBe(`#${address}`);
    }
  });

  it('packs a recipe that is too long to read', async () => {
    const page = await open('life?width=2000&height=2000');
    const pattern = Array.from({ length: 120 }, (_, y) => `${y % 7}b${(y % 5) + 1}o${y % 3}bo$`)
      .join('')
      .repeat(5);
    await drop(page, 'long.rle', new TextEncoder().encode(`x = 40, y = 600\n${pattern}!`));
    await expect.poll(() => hash(page)).toMatch(/^#z\//);
    await expect.poll(() => measure(page, 'population')).toBeLessThan(10_000);
    const population = await measure(page, 'population');
    const again = await open((await hash(page)).slice(1));
    await expect.poll(() => measure(again, 'population')).toBe(population);
    const cut = await open((await hash(page)).slice(1, 80));
    expect((await problems(cut)).join()).toMatch(/link|recipe/i);
  });

  it.each([
    ['lif', 'Invalid system "lif"', 'did you mean "life"?'],
    ['life?selforg=9', 'Invalid recipe version 9', 'a newer Selforg wrote it'],
    ['life?densty=0.1', 'Invalid parameter "densty"', 'did you mean "density"?'],
    ['life?density=lots', 'Invalid density "lots"', 'a number from 0 to 1'],
    ['life?rule=B3S29', 'Invalid rule "B3S29"', 'B<counts>/S<counts>'],
    ['life?view=nothing', 'Invalid view "nothing"', 'cells, changes'],
    ['life?palette=nothing', 'Invalid palette "nothing"', 'viridis'],
    ['life?seed=-1', 'Invalid seed -1', 'an integer from 0'],
    ['life?pattern=%E0%A4', 'Invalid link', 'percent signs'],
    ['z/zzzz', 'Invalid link', 'packed recipe'],
    ['{"system":', 'Invalid recipe', 'JSON'],
  ])('says what is wrong with #%s', async (address, what, expected) => {
    const page = await open(address);
    await at(page, 'state', 'error');
    const message = (await problems(page)).join(' ');
    expect(message).toContain(what);
    expect(message).toContain(expected);
    await page.getByRole('link', { name: 'All systems', exact: true }).click();
    await expect.poll(() => page.locator('.card').count()).toBe(systems.length);
  });

  it('says when a pattern does not fit, and runs again when it does', async () => {
    const page = await open('life?pattern=200o!&width=100&height=100');
    await at(page, 'state', 'error');
    expect((await problems(page)).join()).toContain('fits the 100×100 grid');
    await page.getByLabel('Width cells').fill('300');
    await at(page, 'state', 'paused');
    await expect.poll(() => measure(page, 'population')).toBe(200);
  });

  it('takes a dropped pattern', async () => {
    const page = await open('life');
    await drop(page, 'glider.rle', new TextEncoder().encode(`#N Glider\nx = 3, y = 3, rule = B3/S23\n${GLIDER}\n`));
    await expect.poll(() => measure(page, 'population')).toBe(5);
    expect((await root(page)).time).toBe('0');
  });

  it('opens a dropped file in the system that takes it', async () => {
    const page = await open('');
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
    const page = await open('som');
    await at(page, 'state', 'paused');
    await drop(page, 'colours.png', png);
    await expect.poll(() => page.locator('.images img').count()).toBe(1);
    expect(await page.locator('#param-distribution').inputValue()).toBe('image');
    await step(page, 10);
    const other = await open('boids');
    await at(other, 'state', 'paused');
    await drop(other, 'colours.png', png);
    await expect.poll(async () => (await problems(other)).join()).toContain('has no use for images');
    expect((await root(other)).state).toBe('paused');
  });

  it.each([
    ['notes.txt', 'Dear diary, today it rained.', 'an RLE pattern or a PNG image'],
    ['photo.png', 'not a picture at all', 'a PNG image'],
    ['cut.png', '\x89PNG\r\n\x1a\nand then nothing', 'a complete PNG image'],
    ['empty.rle', '', 'an RLE pattern'],
    ['wide.rle', '300o!', 'fits the 256×256 grid'],
  ])('refuses %s, and goes on', async (name, content, expected) => {
    const page = await open('life');
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

  it('restarts when the worker dies', async () => {
    const page = await open('life');
    await step(page, 4);
    const worker = page.workers().find((each) => each.url().includes('simulation'))!;
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
    const page = await open('life');
    await step(page, 4);
    const worker = page.workers().find((each) => each.url().includes('simulation'))!;
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

  it('takes back the recipe that it saved, too long for an address or not', async () => {
    const page = await open('life?width=1024&height=1024');
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
      const other = await open(from);
      await drop(other, 'noise-recipe.json', saved);
      await at(other, 'system', 'life');
      await expect.poll(() => measure(other, 'population').catch(() => 0)).toBe(population);
      await other.goBack();
      await expect.poll(() => other.locator('.card, .transport').count()).toBeGreaterThan(0);
    }
    const short = await open('');
    await drop(short, 'run.json', new TextEncoder().encode('{"recipe":{"system":"life","seed":9},"rows":[]}'));
    await expect.poll(() => hash(short)).toBe('#life?seed=9');
    await at(short, 'system', 'life');
    await drop(short, 'wrong.json', new TextEncoder().encode('{"system":"lif"}'));
    await expect.poll(async () => (await problems(short)).join()).toContain('did you mean "life"?');
  });

  it('offers a grid that a dropped pattern fits', async () => {
    const page = await open('life');
    await drop(page, 'wide.rle', new TextEncoder().encode('300o!'));
    await page.getByRole('button', { name: 'Grow the grid' }).click();
    await expect.poll(() => hash(page)).toContain('width=300');
    await expect.poll(() => measure(page, 'population')).toBe(300);
  });

  it('exports frames that are, pixel for pixel, those of the library', async () => {
    const page = await open('life?seed=5&width=64&height=48');
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
    const page = await open('life?width=128&height=64');
    await step(page, 7);
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')]);
    expect(download.suggestedFilename()).toBe('life-7.png');
    const { width, height } = decodePng(new Uint8Array(readFileSync(await download.path())));
    expect([width, height]).toEqual([1024, 512]);
  });

  it.each(systems.map(({ id }) => id))('draws every view of %s with both renderers', async (id) => {
    for (const renderer of ['webgl', 'canvas']) {
      for (const view of findSystem(id).views) {
        const page = await open(`${id}?view=${view.id}`);
        await page.goto(`${server.url}?renderer=${renderer}#${id}?view=${view.id}`);
        await at(page, 'renderer', renderer);
        await step(page, 3);
        const shot = await page.locator('.stage canvas').screenshot();
        const colours = new Set(new Uint32Array(decodePng(new Uint8Array(shot)).data.slice().buffer));
        expect(colours.size, `${renderer} ${view.id}`).toBeGreaterThan(1);
        await page.context().close();
        pages.pop();
      }
    }
  });

  it.each(['dark', 'light'] as const)('has no critical or serious findings of axe, %s', async (colorScheme) => {
    for (const address of ['', 'lif', ...systems.map(({ id }) => id)]) {
      const page = await open(address, { colorScheme });
      expect(await findings(page), address).toEqual([]);
    }
    const page = await open('life', { colorScheme });
    await page.keyboard.press('?');
    expect(await findings(page), 'help').toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('x');
    expect(await findings(page), 'export').toEqual([]);
  });

  it('fits a phone', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const width = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width(await open('', phone))).toBe(390);
    const page = await open('life', phone);
    await at(page, 'state', 'paused');
    expect(await width(page)).toBe(390);
    for (const button of await page.locator('.transport button, .stage-tools button, .site button').all()) {
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
