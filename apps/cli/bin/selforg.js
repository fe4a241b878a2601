#!/usr/bin/env node
// Is there before the build is, so that npm finds the command to link when it installs.
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (!existsSync(main)) {
  console.error('selforg: not built yet; run npm run build');
  process.exit(1);
}
await import(main);
