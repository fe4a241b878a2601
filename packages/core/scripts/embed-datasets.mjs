// Writes the data sets that ship inside the library as modules: src/data/sets/*-values.ts.
//
//   node scripts/embed-datasets.mjs iris.csv digits.csv.gz
//
// Both files are those of scikit-learn 0.20 or later (sklearn/datasets/data): comma-separated, class last.
// - iris.csv: 150 flowers as in Fisher's paper of 1936 and in R. The file of the UCI repository differs from the paper in
//   two rows (the 35th and the 38th); scikit-learn's does not since 0.20. A first line of counts and names is skipped.
// - digits.csv.gz: the test part of "Optical Recognition of Handwritten Digits" of the UCI repository, 1797 pictures of
//   8×8 counts from 0 to 16, without a first line.
import { readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync, gunzipSync } from 'node:zlib';

const [iris, digits] = process.argv.slice(2).map(readRows);
if (iris?.length !== 150 || digits?.length !== 1797) throw new Error('expected iris.csv and digits.csv.gz');

const lengths = iris.map((row) => row.slice(0, 4).map((value) => String(Math.round(value * 10)).padStart(2, '0')));
if (iris.some((row, i) => row[4] !== Math.floor(i / 50))) throw new Error('expected iris in order of its species');
const species = [0, 50, 100].map((start) => {
  const lines = lengths.slice(start, start + 50).map((row) => row.join(''));
  return Array.from({ length: 5 }, (_, n) => `  '${lines.slice(10 * n, 10 * n + 10).join(' ')}',\n`).join('');
});
write(
  'iris',
  `/** Four lengths in millimetres, two digits each, of a flower a word; fifty of each species. */
export const irisMillimetres: readonly string[] = [
${species.join('')}];
`,
);

// Columns first: the same place of one digit after the other packs a little better.
const packed = deflateRawSync(
  Uint8Array.from({ length: 65 * 1797 }, (_, i) => digits[i % 1797][Math.floor(i / 1797)]),
  { level: 9 },
);
write(
  'digits',
  `/** 65 columns (64 counts from 0 to 16, and the digit) of 1797 bytes each, deflated, in base64. */
export const digitsDeflated =
  '${packed.toString('base64')}';
`,
);

/** The rows of numbers; a first line with names in it is left out. */
function readRows(path) {
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map(Number));
  return rows.filter((row) => !row.some(Number.isNaN));
}

function write(name, content) {
  const note = '// Made by scripts/embed-datasets.mjs, which says of what.\n\n';
  writeFileSync(new URL(`../src/data/sets/${name}-values.ts`, import.meta.url), note + content);
}
