import { existsSync } from 'node:fs';
import { chromium } from 'playwright';

/** Where Chromium or Chrome is on this machine, or undefined: CHROMIUM_PATH, the usual places, Playwright's own. */
export function findChromium() {
  const { CHROMIUM_PATH, PROGRAMFILES = 'C:\\Program Files', LOCALAPPDATA = '' } = process.env;
  const candidates = [
    CHROMIUM_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    `${PROGRAMFILES}\\Google\\Chrome\\Application\\chrome.exe`,
    `${LOCALAPPDATA}\\Google\\Chrome\\Application\\chrome.exe`,
    chromium.executablePath(),
  ];
  return candidates.find((path) => path && existsSync(path));
}

const FLAGS = [
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

/** Starts the browser headless, with software rendering; `flags` are added. */
export function launchChromium(flags = []) {
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: findChromium(), args: [...FLAGS, ...asRoot, ...flags] });
}
