// Dense lattices on a 1024² torus against Golly (Debian's bgolly, where installed), in one run from the same soup: processor
// time of one thread, Golly's less that of a run of 0 generations, ours that of `step` alone. Populations must be equal.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSimulation, formatRle } from '@selforg/core';

const N = 1024;
/** System, what Golly calls the algorithm, the rule, generations for Golly, and how many times as many for us. */
const CASES = [
  ['life', 'QuickLife', 'B3/S23', 1000, 20],
  ['life', 'QuickLife', 'B36/S23', 1000, 20],
  ['life', 'QuickLife', 'B3678/S34678', 1000, 20],
  ['life', 'QuickLife', 'B3/S2-i34q', 1000, 20],
  ['generations', 'Generations', '345/2/4', 40, 200],
  ['generations', 'Generations', '/2/3', 40, 200],
  ['larger-than-life', 'Larger than Life', 'R5,C0,M1,S34..58,B34..45,NM', 40, 5],
  ['larger-than-life', 'Larger than Life', 'R4,C0,M1,S41..81,B41..81,NM', 40, 5],
];

function soup() {
  const runs = [];
  let s = 1;
  for (let i = 0; i < N * N; i++) {
    s = (Math.imul(1664525, s) + 1013904223) >>> 0;
    if (s >= 2 ** 31) runs.push(i % N, Math.floor(i / N), 1, 1);
  }
  return { width: N, height: N, runs: Int32Array.from(runs), comments: [] };
}

const folder = mkdtempSync(join(tmpdir(), 'selforg-golly-'));
const pattern = soup();

function golly(algorithm, rule, generations) {
  const file = join(folder, 'soup.rle');
  writeFileSync(file, formatRle({ ...pattern, rule: `${rule}:T${N},${N}` }));
  const steps = ['-m', `${generations}`, '-i', `${Math.max(1, generations)}`];
  const line = ['bgolly', '-a', algorithm, '-M', '2000', ...steps, file].map((word) => `'${word}'`).join(' ');
  const run = spawnSync('bash', ['-c', `TIMEFORMAT='%U %S'; time ${line}`], { encoding: 'utf8' });
  const [user, system] = run.stderr.trim().split('\n').at(-1).split(' ').map(Number);
  return { seconds: user + system, population: run.stdout.trim().split(': ').at(-1).replaceAll(',', '') };
}

function selforg(system, rule, generations, more) {
  const grid = { system, params: { rule: `${rule}:T${N},${N}`, pattern: formatRle(pattern) } };
  const simulation = createSimulation(grid);
  simulation.step(generations);
  const { occupied, population } = simulation.measures();
  for (let i = 0; i < 100; i++) simulation.step(2);
  const before = process.cpuUsage();
  simulation.step(generations * more);
  const used = process.cpuUsage(before);
  return { seconds: (used.user + used.system) / 1e6 / more, population: `${occupied ?? population}` };
}

if (spawnSync('bgolly', ['-h']).error) console.log('\ngolly: needs bgolly (apt install golly)');
else {
  console.log(`\ndense, ${N}² torus: cells a second, Selforg : bgolly`);
  for (const [system, algorithm, rule, generations, more] of CASES) {
    const own = selforg(system, rule, generations, more);
    const peers = [1, 2, 3].map(() => {
      const run = golly(algorithm, rule, generations);
      return { ...run, seconds: run.seconds - golly(algorithm, rule, 0).seconds };
    });
    const peer = peers.sort((a, b) => a.seconds - b.seconds)[1];
    if (peer.population !== own.population) throw new Error(`${rule}: ${own.population}, Golly ${peer.population}`);
    const speed = (seconds) => `${((N * N * generations) / seconds / 1e9).toPrecision(3)} G`;
    const ratio = (peer.seconds / own.seconds).toPrecision(3);
    console.log(`  ${rule.padEnd(32)} ${speed(own.seconds).padStart(8)} : ${speed(peer.seconds).padEnd(8)} ${ratio}×`);
  }
}
rmSync(folder, { recursive: true });
