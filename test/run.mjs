// `npm test`: makes sure of a browser, then runs every test. Without a browser all but the browser tests run, and it
// says so; under CI=true that is a failure.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './chromium.mjs';

const run = (command, args, options = {}) => spawnSync(command, args, { stdio: 'inherit', ...options }).status === 0;

if (!findChromium()) getChromium();
const browser = findChromium();
if (!browser) {
  const line = '!'.repeat(76);
  console.error(
    `${line}\nNO BROWSER: the studio's tests are NOT run. Install Chromium or Chrome, or set CHROMIUM_PATH.\n${line}`,
  );
  if (process.env.CI === 'true') process.exit(1);
}

const tests = run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  env: { ...process.env, SELFORG_BROWSER: browser ?? '' },
});
if (!browser) console.error('\nNO BROWSER: the studio was not tested.');
process.exit(tests ? 0 : 1);

/** Debian's package where it may be installed, Playwright's download elsewhere. */
function getChromium() {
  console.error('No Chromium found; getting one.');
  const mayInstall = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (mayInstall && run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'chromium'])) return;
  run(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);
}
