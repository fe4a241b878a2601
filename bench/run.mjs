// `npm run bench`: every comparison of this folder, or those named on the command line.

import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const folder = new URL('.', import.meta.url);
const parts = new Set(['run.mjs', 'measure.mjs']);
const wanted = process.argv.slice(2);
for (const file of readdirSync(folder).sort()) {
  if (!file.endsWith('.mjs') || parts.has(file)) continue;
  if (wanted.length > 0 && !wanted.includes(file.replace('.mjs', ''))) continue;
  const { status } = spawnSync(process.execPath, [new URL(file, folder).pathname], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
