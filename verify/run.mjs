// Facts of the literature that take too long for the tests: `npm run verify [WORDS]` runs them (those whose id holds one of
// the words) and, where all were run, writes their table to docs/verified.md. Each file beside this one exports `facts`.
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { knownDatasets } from './datasets.mjs';

const here = new URL('.', import.meta.url);
const table = new URL('../docs/verified.md', here);
const words = process.argv.slice(2);

const files = readdirSync(here).filter((file) => file.endsWith('.mjs') && !['run.mjs', 'datasets.mjs'].includes(file));
const modules = await Promise.all(files.sort().map((file) => import(new URL(file, here))));
const all = modules.flatMap(({ facts }) => facts);
const asked = all.filter(({ id }) => words.length === 0 || words.some((word) => id.includes(word)));

const context = { dataset: knownDatasets() };
const rows = [];
let skipped = 0;
for (const fact of asked) {
  if (fact.needs && !(await context.dataset(fact.needs))) {
    console.log(`– ${fact.id}: skipped, there is no ${fact.needs} (see docs/data.md)`);
    skipped++;
    continue;
  }
  const began = performance.now();
  const { value, holds } = await fact.run(context);
  const seconds = (performance.now() - began) / 1000;
  console.log(`${holds ? '✓' : '✗'} ${fact.id}: ${value} (expected ${fact.expected}), ${seconds.toFixed(1)} s`);
  rows.push({ ...fact, value, holds, seconds });
}

const failed = rows.filter(({ holds }) => !holds).length;
console.log(`${rows.length - failed} of ${rows.length} facts hold${skipped > 0 ? `, ${skipped} skipped` : ''}`);
if (words.length === 0 && skipped === 0) writeTable();
process.exitCode = failed > 0 ? 1 : 0;

function writeTable() {
  const cell = (text) => String(text).replaceAll('|', '\\|');
  const lines = rows.map(({ claim, source, expected, value, holds, seconds }) => {
    return `| ${[claim, source, expected, value, holds ? 'yes' : '**no**', seconds.toFixed(1)].map(cell).join(' | ')} |`;
  });
  const text = `# Verified facts

Facts of the literature that take too long for the tests, as \`npm run verify\` found them on ${cpus().length} cores of ${cpus()[0].model.trim()},
Node ${process.versions.node}. This file is written by that command.

| fact | source | expected | found | holds | seconds |
|---|---|---|---|---|---|
${lines.join('\n')}
`;
  const whole = new URL(`${table.href}.tmp`);
  writeFileSync(whole, text);
  renameSync(whole, table);
  console.log(`wrote ${readFileSync(table).length} bytes to docs/verified.md`);
}
