// The plane without end: six patterns on the sparse engine and on Golly's QuickLife (Debian's bgolly, where installed).
//
// Both are measured by the processor time of one thread. Golly's is that of a run less that of a run of 0 generations,
// which reads the file; ours is that of `step` alone, the compiler's part in it included. The engine runs each pattern
// twice: in a fresh engine whose code is compiled while it runs, then in a second one with the code of the first.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatRle, parseRle, SparseEngine, UNBOUNDED } from '@selforg/core';

const folder = mkdtempSync(join(tmpdir(), 'selforg-sparse-'));
const golly = spawnSync('bgolly', ['-h']).error === undefined;
const collection = '/usr/share/golly/Patterns/Life';

/** Conway's rule as a table of 3 × 3 blocks; bit 4 is the cell itself. */
const life = {
  kind: 'block',
  name: 'B3/S23',
  states: 2,
  next: Uint8Array.from({ length: 512 }, (_, block) => {
    const alive = [...block.toString(2)].filter((bit) => bit === '1').length;
    return Number(alive === 3 || (alive === 4 && (block & 16) > 0));
  }),
};

/** Cells of a linear congruential generator, alive where its top bit is set. */
function soup(side) {
  const runs = [];
  let s = 1;
  for (let i = 0; i < side * side; i++) {
    s = (Math.imul(1664525, s) + 1013904223) >>> 0;
    if (s >= 2 ** 31) runs.push(i % side, Math.floor(i / side), 1, 1);
  }
  return formatRle({ width: side, height: side, runs: Int32Array.from(runs), comments: [] });
}

/** A pattern of Golly's collection as RLE, whatever format it has there. */
function fromCollection(name) {
  const file = join(collection, name);
  if (!golly || !existsSync(file)) return undefined;
  const out = join(folder, 'converted.rle');
  spawnSync('bgolly', ['-m', '0', '-o', out, file]);
  return readFileSync(out, 'utf8');
}

function gollySeconds(file, generations) {
  const run = (count) => {
    const times = Array.from({ length: 3 }, () => {
      const command = `TIMEFORMAT=%U; time bgolly -q -q -M 8000 -a QuickLife -i ${count || 1} -m ${count} ${file} >/dev/null`;
      return Number(spawnSync('bash', ['-c', command], { encoding: 'utf8' }).stderr);
    });
    return times.sort((a, b) => a - b)[1];
  };
  return run(generations) - run(0);
}

function gollyPopulation(file, generations) {
  const { stdout } = spawnSync(
    'bgolly',
    ['-a', 'QuickLife', '-M', '8000', '-i', generations, '-m', generations, file],
    {
      encoding: 'utf8',
    },
  );
  return BigInt(/: ([\d,]+)\s*$/.exec(stdout)[1].replaceAll(',', ''));
}

function ourSeconds(pattern, generations) {
  const engine = new SparseEngine(life, UNBOUNDED);
  engine.place(pattern, 0n, 0n);
  const before = process.cpuUsage();
  engine.step(generations);
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, population: engine.population() };
}

const patterns = [
  ['acorn', 100_000, 'bo$3bo$2o2b3o!'],
  ['lidka', 100_000, 'bo$obo$bo8$8bo$6bobo$5b2obo2$4b3o!'],
  ["Gosper's breeder", 8192, fromCollection('Breeders/breeder.lif')],
  ['line puffer', 20_000, fromCollection('Puffers/line-puffer-unstable.rle')],
  ['soup of 1024²', 2000, soup(1024)],
  ['soup of 4096²', 300, soup(4096)],
];

console.log('\nsparse plane, B3/S23, seconds of one processor');
console.log(`  ${'generations'.padStart(33)}     first    again  QuickLife   ratio`);
const ratios = [];
for (const [name, generations, rle] of patterns) {
  if (!rle) continue;
  const file = join(folder, 'pattern.rle');
  writeFileSync(file, rle);
  const pattern = parseRle(rle);
  const first = ourSeconds(pattern, generations);
  const again = [1, 2, 3].map(() => ourSeconds(pattern, generations).seconds).sort((a, b) => a - b)[1];
  const line = `  ${name.padEnd(20)} ${String(generations).padStart(12)} ${first.seconds.toFixed(3).padStart(9)} ${again.toFixed(3).padStart(8)}`;
  if (!golly) {
    console.log(line);
    continue;
  }
  if (first.population !== gollyPopulation(file, generations)) throw new Error(`${name}: Golly counts other cells`);
  const peer = gollySeconds(file, generations);
  ratios.push(peer / again);
  console.log(`${line} ${peer.toFixed(3).padStart(10)} ${ratios.at(-1).toFixed(2).padStart(6)}×`);
}
if (ratios.length > 0) {
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  console.log(`  geometric mean of ${ratios.length}: ${mean.toFixed(2)}× QuickLife`);
}
rmSync(folder, { recursive: true });
