import { join } from 'node:path';
import type { Browser } from 'playwright';
import { preview } from 'vite';
import { findChromium, launchChromium } from './chromium.mjs';

export { findChromium };

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
