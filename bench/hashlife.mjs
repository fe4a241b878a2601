// HashLife against Golly's on big structured patterns: the ones that Debian's `golly` package brings, each in one jump.
// Both in a process of their own; processor time of the jump (Golly's less that of a run of 0 generations), and memory:
// the largest resident set of bgolly, the universe's WebAssembly memory of Selforg. Populations must be equal.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PATTERNS = '/usr/share/golly/Patterns/HashLife';
const CEILING = 3500;
const JUMPS = [
  ['metapixel-galaxy.mc.gz', 16],
  ['metapixel-parity64.mc.gz', 17],
  ['metapixel-p216-gun.mc.gz', 18],
  ['hexadecimal.mc.gz', 17],
  ['demonoid-c512-hashlife-friendly.mc.gz', 17],
  ['loafer-gun-p8388608-linear.mc.gz', 19],
  ['catacryst.mc', 20],
  ['jagged2.mc', 18],
  ['broken-lines.mc', 20],
];

const [mode, file, log] = process.argv.slice(2);
if (mode === '--jump') console.log(JSON.stringify(await jump(file, Number(log))));
else if (existsSync(PATTERNS)) compare();
else console.log('\nhashlife: needs bgolly and its patterns (apt install golly)');

/** One jump of 2^log generations in this process. */
async function jump(name, log) {
  const core = await import('@selforg/core');
  const tree = core.asQuadtree(core.parsePattern(readFileSync(`${PATTERNS}/${name}`)));
  const { rule } = core.parseRule(tree.rule ?? 'B3/S23');
  const engine = new core.HashLifeEngine(rule, { memory: CEILING * 2 ** 20, tree });
  const before = process.cpuUsage();
  engine.step(2 ** log);
  const { user, system } = process.cpuUsage(before);
  return {
    seconds: (user + system) / 1e6,
    mebibytes: engine.usage.bytes / 2 ** 20,
    population: `${engine.population()}`,
  };
}

function selforg(name, log) {
  const { stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--jump', name, `${log}`]);
  if (`${stdout}` === '') throw new Error(`${stderr}`);
  return JSON.parse(`${stdout}`);
}

function golly(name, generations) {
  const steps = ['-m', `${generations}`, '-i', `${Math.max(1, generations)}`];
  const args = ['-f', '%U %S %M', 'bgolly', '-a', 'HashLife', '-M', `${CEILING}`, ...steps, `${PATTERNS}/${name}`];
  const { stdout, stderr } = spawnSync('/usr/bin/time', args);
  const [user, system, kilobytes] = `${stderr}`.trim().split('\n').at(-1).split(' ').map(Number);
  const population = `${stdout}`.trim().split('\n').at(-1).split(': ').at(-1).replaceAll(',', '');
  return { seconds: user + system, mebibytes: kilobytes / 1024, population };
}

function compare() {
  console.log('\nHashLife, one jump: Selforg against bgolly (processor seconds, MiB)');
  const ratios = JUMPS.map(([name, log]) => {
    const runs = [0, 1, 2].map(() => {
      const peer = golly(name, 2 ** log);
      peer.seconds = Math.max(0.01, peer.seconds - golly(name, 0).seconds);
      return { peer, own: selforg(name, log) };
    });
    const [{ peer, own }] = runs;
    if (peer.population !== own.population) throw new Error(`${name}: ${own.population}, Golly ${peer.population}`);
    const least = (pick) => Math.min(...runs.map((run) => pick(run).seconds));
    const [theirs, ours] = [least((run) => run.peer), least((run) => run.own)];
    const memory = `${own.mebibytes.toFixed(0)} : ${peer.mebibytes.toFixed(0)} MiB`;
    const label = `${name.replace(/\.mc.*/, '')} 2^${log}`.padEnd(44);
    console.log(`  ${label} ${ours.toFixed(2)} : ${theirs.toFixed(2)} s ${(theirs / ours).toFixed(2)}×   ${memory}`);
    return theirs / ours;
  });
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  console.log(`  geometric mean ${mean.toFixed(2)}×, least ${Math.min(...ratios).toFixed(2)}×`);
}
