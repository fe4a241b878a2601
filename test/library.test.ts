import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findChromium, launchChromium } from './chromium.mjs';

// A stranger's project: nothing of this repository but the packed tarball of core.

const root = new URL('..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'selforg-library-'));
const program = /```js\n(import [\s\S]*?)```/.exec(readFileSync(`${root}README.md`, 'utf8'))?.[1] ?? '';
/** What Conway's R-pentomino comes to: 116 cells from generation 1103 on. */
const RESULT = /^116 cells after 1103 generations/;

const npm = (cwd: string, ...args: string[]): string =>
  execFileSync('npm', [...args, '--silent', '--no-audit', '--no-fund'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });

beforeAll(() => {
  npm(`${root}packages/core`, 'pack', '--pack-destination', folder);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  writeFileSync(join(folder, 'package.json'), '{ "name": "stranger", "private": true, "type": "module" }');
  npm(folder, 'install', '--prefer-offline', `./${tarball}`);
  writeFileSync(join(folder, 'program.js'), program);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A checksum of each system's whole state after 60 steps from its defaults, for two seeds; the file's own is left out. */
const CHECKSUMS = `import { crc32, createSimulation, encodeSnapshot, systems } from '@selforg/core';
const sums = systems.flatMap(({ id }) => [5, 6].map((seed) => ({ id, seed }))).map(({ id, seed }) => {
  const simulation = createSimulation({ system: id, seed });
  simulation.step(60);
  return [id + ' ' + seed, crc32(encodeSnapshot(simulation.snapshot()).subarray(0, -4))];
});
console.log(JSON.stringify(Object.fromEntries(sums)));
`;

/** What a program of the folder writes to the console when Vite has bundled it into a page. */
async function printedInBrowser(file: string): Promise<string> {
  writeFileSync(join(folder, 'index.html'), `<!doctype html><script type="module" src="./${file}"></script>`);
  await build({ root: folder, logLevel: 'silent', build: { outDir: 'site', emptyOutDir: true } });
  const server = createServer((request, response) => {
    if (request.url === '/favicon.ico') return void response.writeHead(204).end();
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : 'text/html');
    response.end(readFileSync(join(folder, 'site', path)));
  }).listen(0, '127.0.0.1');
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const message = page.waitForEvent('console');
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return (await message).text();
  } finally {
    await browser.close();
    server.close();
  }
}

describe('the packed library, used from an empty folder', () => {
  it('the README’s program has at most 15 lines and runs in Node', () => {
    expect(program.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
    expect(execFileSync(process.execPath, ['program.js'], { cwd: folder, encoding: 'utf8' })).toMatch(RESULT);
  });

  it('every system gives the same bytes in Node and in a browser', { skip: !findChromium() }, async () => {
    writeFileSync(join(folder, 'bytes.js'), CHECKSUMS);
    const inNode = execFileSync(process.execPath, ['bytes.js'], { cwd: folder, encoding: 'utf8' });
    const sums = Object.values(JSON.parse(inNode));
    expect(sums.length).toBeGreaterThanOrEqual(10);
    expect(new Set(sums).size).toBe(sums.length);
    expect(await printedInBrowser('bytes.js')).toBe(inNode.trim());
  });

  it('bundled by Vite, the same program runs in a browser', { skip: !findChromium() }, async () => {
    expect(await printedInBrowser('program.js')).toMatch(RESULT);
  });

  it('its types resolve and its manifest is sound', async () => {
    const { publint } = await import('publint');
    const { messages } = await publint({ pkgDir: `${root}packages/core`, strict: true });
    expect(messages.filter(({ type }) => type !== 'suggestion')).toEqual([]);
    writeFileSync(
      join(folder, 'typed.ts'),
      "import { createSimulation } from '@selforg/core';\nconst n: number = createSimulation({ system: 'life' }).time;\nexport { n };\n",
    );
    const tsc = `${root}node_modules/typescript/bin/tsc`;
    const args = [tsc, '--noEmit', '--strict', '--module', 'nodenext', '--skipLibCheck', 'false', 'typed.ts'];
    expect(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })).toBe('');
  });
});
