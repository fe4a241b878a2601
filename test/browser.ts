import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright';
import { preview } from 'vite';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { findChromium, launchChromium } from './chromium.mjs';

export { findChromium };

const hasBrowser = findChromium() !== undefined;
if (!hasBrowser && process.env.CI === 'true') throw new Error('CI has no Chromium: the studio cannot be tested');
if (!hasBrowser) console.warn('NO BROWSER: the studio was not tested.');

/** @throws when this machine has no Chromium */
export async function launch(flags: readonly string[] = []): Promise<Browser> {
  if (!findChromium()) throw new Error('no Chromium found: set CHROMIUM_PATH to where it is');
  return launchChromium([...flags]);
}

/** Serves the built studio on a free port. */
export async function serveStudio(): Promise<{ url: string; close: () => Promise<void> }> {
  const root = join(import.meta.dirname, '../apps/studio');
  const server = await preview({ root, logLevel: 'silent', preview: { host: '127.0.0.1', port: 0 } });
  const [url] = server.resolvedUrls?.local ?? [];
  return { url, close: () => server.close() };
}

export interface Studio {
  /** Where it is served. */
  readonly url: string;
  /**
   * Opens an address; whatever the page throws fails the test. Starts paused unless told otherwise; it is closed after the
   * test.
   */
  open(hash: string, options?: BrowserContextOptions & { renderer?: string }): Promise<Page>;
}

/** Tests of the built page in a real browser, one for all of them; skipped where there is none. */
export function describeStudio(name: string, tests: (studio: Studio) => void): void {
  describe.skipIf(!hasBrowser)(name, () => {
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

    tests({
      get url() {
        return server.url;
      },
      async open(hash, { renderer, ...options } = {}) {
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
        await page.goto(`${server.url}${renderer ? `?renderer=${renderer}` : ''}#${hash}`);
        await page.waitForFunction(() => document.documentElement.dataset.state !== undefined);
        return page;
      },
    });
  });
}

/** What the page says of itself. */
export const root = (page: Page) => page.evaluate(() => ({ ...document.documentElement.dataset }));

export const at = (page: Page, name: string, value: string) =>
  page.waitForFunction(([key, wanted]) => document.documentElement.dataset[key] === wanted, [name, value] as const);

export const measure = async (page: Page, id: string) =>
  Number((await page.locator(`[data-measure="${id}"]`).innerText()).replace(/\s/g, '').replace('−', '-'));

export const hash = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash));

export const problems = (page: Page) => page.locator('[role=alert]').allInnerTexts();

/** Steps by the page's own button, and waits until they are taken. */
export async function step(page: Page, count: number): Promise<void> {
  const before = Number((await root(page)).time);
  await page.evaluate((n) => {
    const leap = document.querySelector<HTMLButtonElement>('[aria-label="Step ×10"]');
    const single = document.querySelector<HTMLButtonElement>('[aria-label="Step"]');
    for (let i = 0; i < Math.floor(n / 10); i++) leap?.click();
    for (let i = 0; i < n % 10; i++) single?.click();
  }, count);
  await at(page, 'time', String(before + count));
}

export async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
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

/** The worker that runs the simulation. */
export function simulationOf(page: Page) {
  const found = page.workers().find((each) => each.url().includes('simulation'));
  if (!found) throw new Error('the page runs no simulation');
  return found;
}
