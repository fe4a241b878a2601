import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32, createSimulation, type Recipe, type System, systems, toJson } from '@selforg/core';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

// The built command line, called as users call it: a process, its streams, its exit code and the files it leaves.

const MAIN = fileURLToPath(new URL('../apps/cli/bin/selforg.js', import.meta.url));
const VERBS = [
  ...['list', 'info', 'run', 'render', 'convert', 'patterns', 'identify', 'census', 'atlas', 'studio', 'demo'],
  ...['data', 'som', 'hopfield'],
];
/** What a second word may say. */
const ACTIONS = ['data list', 'data get', 'data info', 'som fit', 'som map', 'hopfield recall'];
/** The CLI's own flags, which no parameter may take. */
const RESERVED = [
  ...[
    'recipe',
    'seed',
    'steps',
    'every',
    'save',
    'load',
    'json',
    'frames',
    'size',
    'scale',
    'view',
    'palette',
    'camera',
    'format',
  ],
  ...[
    'out',
    'resume',
    'force',
    'preset',
    'plot',
    'measures',
    'port',
    'open',
    'help',
    'version',
    'quiet',
    'data-dir',
    'workers',
    'grid',
  ],
];
const root = mkdtempSync(join(tmpdir(), 'selforg-cli-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(root, 'test-'));
});

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}
interface StartOptions {
  readonly input?: string;
  /** Called with stdout so far whenever it grows, and every 20 ms: may send signals. */
  readonly watch?: (kill: (signal: NodeJS.Signals) => void, stdout: string) => void;
  readonly nodeFlags?: readonly string[];
}

function selforg(args: readonly string[], { input = '', watch, nodeFlags = [] }: StartOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeFlags, MAIN, ...args], { cwd });
    let [stdout, stderr] = ['', ''];
    const look = () => watch?.((signal) => child.kill(signal), stdout);
    const timer = watch && setInterval(look, 20);
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdin.on('error', () => {}); // A process that refuses its flags does not read.
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearInterval(timer);
      resolve({ code, signal, stdout, stderr });
    });
  });
}

/** Two systems at a time: as many processes as there are cores at least. */
async function ofEach(act: (system: System) => Promise<void>): Promise<void> {
  const left = [...systems];
  const work = async () => {
    for (let system = left.shift(); system; system = left.shift()) await act(system);
  };
  await Promise.all([work(), work()]);
}

const words = (line: string): string[] => line.split(' ').filter((word) => word !== '');

/** Runs a line that must succeed and print one JSON object. */
async function json(line: string, more: readonly string[] = []) {
  const { code, stdout, stderr } = await selforg([...words(line), ...more, '--json']);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return onlyObject(stdout);
}

function onlyObject(stdout: string) {
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  const value = JSON.parse(stdout);
  expect(Object.prototype.toString.call(value)).toBe('[object Object]');
  return value;
}

/** Every file below the working folder. */
function filesNow(): string[] {
  return readdirSync(cwd, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Expects exit 2, one line on stderr that fits, nothing on stdout, no stack and no file that was not there before. */
async function refused(args: readonly string[], message: RegExp, options?: StartOptions): Promise<void> {
  const before = filesNow();
  const { code, stdout, stderr } = await selforg(args, options);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^selforg: invalid .*: expected .*\n$/);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(filesNow()).toEqual(before);
}

const file = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(cwd, name), content);
  return name;
};
const sha256 = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const manifest = (folder: string) => JSON.parse(readFileSync(join(cwd, folder, 'recipe.json'), 'utf8'));
const framesIn = (folder: string): string[] => readdirSync(join(cwd, folder)).filter((name) => name.endsWith('.png'));

const R_PENTOMINO = 'x = 3, y = 3, rule = B3/S23\nb2o$2o$bo!\n';
// Bill Gosper's gun of 1970, as published (https://conwaylife.com/wiki/Gosper_glider_gun).
const GOSPER_GUN = `#N Gosper glider gun
x = 36, y = 9, rule = B3/S23
24bo11b$22bobo11b$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o14b$2o8b
o3bob2o4bobo11b$10bo5bo7bo11b$11bo3bo20b$12b2o!
`;

describe('help', () => {
  it('is what no arguments, --help and help print', async () => {
    for (const args of [[], ['--help'], ['help']]) {
      const { code, stdout, stderr } = await selforg(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      for (const verb of VERBS) expect(stdout).toContain(verb);
      expect(stdout).toContain('$ selforg');
    }
  });

  it.each([...VERBS, ...ACTIONS])('of %s has examples', async (verb) => {
    for (const args of [
      [...words(verb), '--help'],
      ['help', ...words(verb)],
      ['-h', ...words(verb)],
    ]) {
      const { code, stdout, stderr } = await selforg(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain(`Usage: selforg ${verb}`);
      expect(stdout).toContain(`$ selforg ${verb}`);
    }
  });

  it('of run shows every parameter of every system', async () => {
    await ofEach(async ({ id, params }) => {
      const { code, stdout } = await selforg(['run', id, '--help']);
      expect(code, id).toBe(0);
      for (const name of Object.keys(params)) {
        expect(stdout, id).toContain(name.replace(/[A-Z]+/g, (c) => `-${c.toLowerCase()}`));
      }
    });
  });

  it('gives type, range, unit and default', async () => {
    const { stdout } = await selforg(['run', 'life', '--help']);
    expect(stdout.replace(/\s+/g, ' ')).toContain('Integer from 1 to 65536 cells, default 256');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'One of auto, torus, plane, klein, cross-surface, sphere, none, default auto',
    );
  });

  it('prints the version', async () => {
    expect((await selforg(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('flags', () => {
  it.each(systems.map((system) => [system.id, system] as const))(
    'of %s do not meet those of the program',
    (_, system) => {
      const taken = Object.keys(system.params).filter((name) => RESERVED.includes(name));
      expect(taken).toEqual([]);
    },
  );

  it('mean one thing wherever they stand', async () => {
    const lines = [
      'run life --density 0.25 --width 64 --height 64 --steps 10',
      'run --density 0.25 life --width=64 --steps 10 --height 64',
      '--width 64 --steps=10 run --density=0.25 --height 64 life',
    ];
    const [first, ...others] = await Promise.all(lines.map((line) => json(line)));
    expect(first.recipe.params).toMatchObject({ density: 0.25, width: 64, height: 64 });
    for (const { recipe, time, measures } of others) {
      expect({ recipe, time, measures }).toEqual({ recipe: first.recipe, time: 10, measures: first.measures });
    }
  });

  it('read numbers as people write them', async () => {
    const { recipe } = await json(
      'run life --width 2^6 --height 6.4e1 --offset-x -3 --density .5 --steps 1e1 --seed 2^31',
    );
    expect(recipe).toMatchObject({ seed: 2147483648, steps: 10 });
    expect(recipe.params).toMatchObject({ width: 64, height: 64, offsetX: -3, density: 0.5 });
  });

  it('override a preset, which overrides a recipe', async () => {
    const given = file(
      'recipe.json',
      JSON.stringify({ system: 'life', seed: 9, params: { rule: 'B36/S23', width: 77 } }),
    );
    const { recipe } = await json(`run --recipe ${given} --preset maze --density 0.5 --steps 1`);
    expect(recipe).toMatchObject({ seed: 9, params: { rule: 'B3/S12345', density: 0.5, width: 77 } });
  });
});

describe('list and info', () => {
  it('know every system', async () => {
    const { systems: listed } = await json('list');
    expect(listed.map(({ id }: { id: string }) => id)).toEqual(systems.map(({ id }) => id));
    const { stdout } = await selforg(['list']);
    for (const { id, title, source } of systems) {
      expect(stdout).toContain(id);
      expect(stdout).toContain(title);
      if (source.doi) expect(stdout).toContain(source.doi);
    }
  });

  it('tell all about each, as JSON and for people', async () => {
    await ofEach(async (system) => {
      const { id, params, presets, views, measures, source } = system;
      const told = await json(`info ${id}`);
      expect(Object.keys(told.params)).toEqual(Object.keys(params));
      expect(told).toMatchObject(JSON.parse(JSON.stringify({ presets, views, measures, source })));
      expect(told.examples.length, id).toBeGreaterThan(0);
    });
    const system = systems[0];
    const { stdout } = await selforg(['info', system.id]);
    for (const preset of system.presets) expect(stdout).toContain(preset.id);
    expect(stdout).toContain(`${system.source.year}. `);
  });
});

describe('run', () => {
  // The R-pentomino settles at generation 1103 with 116 cells (Gardner 1971; https://conwaylife.com/wiki/R-pentomino).
  it.each([
    [1102, 118],
    [1103, 116],
  ])('finds the R-pentomino at step %d with %d cells', async (steps, population) => {
    const pattern = file('r.rle', R_PENTOMINO);
    const line = `run life --pattern ${pattern} --width 1000 --height 1000 --edge plane --steps ${steps}`;
    const { recipe, time, measures, elapsedMs } = await json(line);
    expect(time).toBe(steps);
    expect(measures.population).toBe(population);
    expect(recipe.params.pattern).toBe(R_PENTOMINO);
    expect(elapsedMs).toBeGreaterThan(0);
  });

  it('sees the Gosper gun add a glider of five cells every thirty steps', async () => {
    const pattern = file('gun.rle', GOSPER_GUN);
    const line = `run life --pattern ${pattern} --width 400 --height 400 --edge plane --steps 300 --every 30`;
    const { series } = await json(line);
    expect(series.map(({ time }: { time: number }) => time)).toEqual(Array.from({ length: 11 }, (_, k) => 30 * k));
    expect(series.map(({ measures }: { measures: { population: number } }) => measures.population)).toEqual(
      Array.from({ length: 11 }, (_, k) => 36 + 5 * k),
    );
  });

  it('takes a pattern in the flag itself', async () => {
    const { measures } = await json('run life --width 20 --height 20 --steps 4', ['--pattern', 'bo$2bo$3o!']);
    expect(measures.population).toBe(5);
  });

  it('takes a pattern or a recipe from stdin', async () => {
    const pattern = await selforg(words('run life --pattern - --steps 0 --json'), { input: R_PENTOMINO });
    expect(onlyObject(pattern.stdout).measures.population).toBe(5);
    const recipe = await selforg(words('run --recipe - --steps 0 --json'), { input: pattern.stdout });
    expect(onlyObject(recipe.stdout).measures.population).toBe(5);
  });

  it('goes on from a snapshot as one long run would', async () => {
    const line = 'run life --width 100 --height 100 --seed 5';
    const whole = await json(`${line} --steps 300`);
    await json(`${line} --steps 120 --save half.snapshot`);
    const second = await json('run --load half.snapshot --steps 180 --save whole.snapshot');
    expect(second.recipe).toEqual(whole.recipe);
    expect({ time: second.time, measures: second.measures }).toEqual({ time: 300, measures: whole.measures });
    await json(`${line} --steps 300 --save direct.snapshot`);
    expect(sha256(join(cwd, 'whole.snapshot'))).toBe(sha256(join(cwd, 'direct.snapshot')));
  });

  it('of every system is the library’s', async () => {
    await ofEach(async ({ id }) => {
      const simulation = createSimulation({ system: id, seed: 2 });
      simulation.step(3);
      const { measures } = await json(`run ${id} --steps 3 --seed 2`);
      expect(measures, id).toEqual(JSON.parse(toJson(simulation.measures())));
    });
  });

  it('summarizes for people, with a table on request', async () => {
    const { code, stdout, stderr } = await selforg(words('run life --steps 20 --every 10 --measures population'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^time +population\n +0 +\d+\n +10 +\d+\n +20 +\d+\n/);
    expect(stdout).toMatch(/Game of Life, seed 1: 20 steps in/);
    expect((await selforg(words('run life --steps 20 --quiet'))).stdout).toBe('');
  });

  it('plots into a PNG', async () => {
    await json('run life --steps 20 --plot population.png --measures population');
    expect(readFileSync(join(cwd, 'population.png')).subarray(1, 4).toString()).toBe('PNG');
    await refused(words('run life --steps 20 --plot population.png'), /invalid --plot "population.png"/);
    await refused(words('run life --steps 20 --plot population.svg'), /ends in \.png/);
  });

  it('stops at Ctrl-C, says where, and keeps the snapshot', async () => {
    let killed = 0;
    const began = Date.now();
    const watch = (kill: (signal: NodeJS.Signals) => void) => {
      if (Date.now() - began > 1500 && killed++ === 0) kill('SIGINT');
    };
    const ended = await selforg(words('run life --steps 1e12 --save long.snapshot --json'), { watch });
    expect(ended.code).toBe(130);
    const { time, interrupted } = onlyObject(ended.stdout);
    expect(interrupted).toBe(true);
    const later = await json('run --load long.snapshot --steps 10');
    expect(later.time).toBe(time + 10);
    expect(later.measures).toEqual((await json(`run life --steps ${time + 10}`)).measures);
  });

  it('ends quietly when nobody reads', () => {
    const command = `"${process.execPath}" "${MAIN}" info life --json | head -c 1 && "${process.execPath}" "${MAIN}" list | true`;
    expect(execFileSync('sh', ['-c', `(${command}) 2>&1`], { cwd, encoding: 'utf8' })).toBe('{');
  });
});

describe('run, many rows', () => {
  it('prints a table of more rows than a call takes arguments', async () => {
    const { code, stdout } = await selforg(words('run life --width 8 --height 8 --steps 150000 --every 1'));
    expect(code).toBe(0);
    expect(stdout.split('\n').length).toBeGreaterThan(150_000);
  });

  it('refuses one file for the snapshot and the plot, and a palette that none has', async () => {
    await refused(words('run life --steps 1 --save same.png --plot ./same.png'), /invalid --plot/);
    file('bad-palette.json', '{"system":"life","palette":"zzz"}');
    await refused(words('run --recipe bad-palette.json --steps 1'), /invalid palette "zzz"/);
  });
});

describe('render', () => {
  it('writes frames and the recipe that makes them again', async () => {
    const { recipe, frames, time } = await json('render life --frames 4 --every 3 --scale 2 --out a');
    expect(time).toBe(9);
    expect(frames).toHaveLength(4);
    for (const { file, sha256: hash } of frames) expect(sha256(join(cwd, 'a', file))).toBe(hash);
    expect(manifest('a').recipe).toEqual(recipe);
    const again = await json('render --recipe a/recipe.json --out b');
    expect(again.frames).toEqual(frames);
  });

  it('writes a GIF', async () => {
    const { frames } = await json('render life --width 32 --height 32 --frames 3 --format gif --out a');
    expect(frames).toHaveLength(1);
    expect(
      readFileSync(join(cwd, 'a', frames[0].file))
        .subarray(0, 6)
        .toString(),
    ).toBe('GIF89a');
  });

  it('takes size, view and palette', async () => {
    const { frames, recipe } = await json(
      'render life --frames 1 --size 320x200 --view changes --palette magma --out a',
    );
    const png = readFileSync(join(cwd, 'a', frames[0].file));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([320, 200]);
    expect(recipe).toMatchObject({ view: 'changes', palette: 'magma' });
  });

  it('replaces what is there only with --force, and goes on with --resume', async () => {
    await json('render life --frames 3 --out a');
    await refused(words('render life --frames 3 --out a'), /invalid out/);
    await refused(words('render life --frames 4 --out a --resume'), /frames differs/);
    expect((await json('render life --frames 3 --out a --resume')).reused).toBe(3);
    expect((await json('render life --frames 2 --out a --force')).frames).toHaveLength(2);
    expect(framesIn('a')).toHaveLength(2);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('after %s resumes to the same bytes', async (signal) => {
    const line = 'render life --width 600 --height 600 --frames 400 --every 5';
    const whole = await json(`${line} --out whole`);
    let sent = false;
    const watch = (kill: (signal: NodeJS.Signals) => void) => {
      const there = existsSync(join(cwd, 'part')) ? framesIn('part').length : 0;
      if (there < 20 || sent) return;
      sent = true;
      kill(signal);
    };
    const ended = await selforg(words(`${line} --out part --json`), { watch });
    if (signal === 'SIGKILL') expect(ended.signal).toBe('SIGKILL');
    else {
      expect(ended.code).toBe(130);
      expect(onlyObject(ended.stdout)).toMatchObject({ interrupted: true });
    }
    expect(framesIn('part').length).toBeLessThan(400);
    const resumed = await json(`${line} --out part --resume`);
    expect(resumed.frames).toEqual(whole.frames);
    expect(resumed.measures).toEqual(whole.measures);
    expect(manifest('part')).toEqual(manifest('whole'));
    expect(readdirSync(join(cwd, 'part')).sort()).toEqual(readdirSync(join(cwd, 'whole')).sort());
    for (const { file, sha256: hash } of resumed.frames) expect(sha256(join(cwd, 'part', file))).toBe(hash);
  });
});

describe('convert', () => {
  it('reads leniently and writes strictly', async () => {
    const wild = file('wild.rle', '#C found in the wild\r\nx=999999999999,y=2\r\n  b o b $\r\n2b o$ 3o');
    expect(await json(`convert ${wild} clean.rle`)).toMatchObject({ in: wild, out: 'clean.rle', cells: 5 });
    const clean = readFileSync(join(cwd, 'clean.rle'), 'utf8');
    expect(clean).toBe('#C found in the wild\nx = 3, y = 3, rule = B3/S23\nbo$2bo$3o!\n');
  });

  it('goes through pipes', async () => {
    const { code, stdout } = await selforg(['convert', '-', '-'], { input: '3o' });
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'x = 3, y = 1, rule = B3/S23\n3o!\n' });
  });

  it('keeps what is there without --force', async () => {
    file('a.rle', '3o!');
    file('b.rle', 'precious');
    await refused(['convert', 'a.rle', 'b.rle'], /invalid OUT "b\.rle".*--force/);
    expect(readFileSync(join(cwd, 'b.rle'), 'utf8')).toBe('precious');
    await json('convert a.rle b.rle --force');
    expect(readFileSync(join(cwd, 'b.rle'), 'utf8')).toContain('3o!');
  });

  it('knows no other endings', async () => {
    file('a.rle', '3o!');
    await refused(['convert', 'a.rle', 'b.xyz'], /invalid OUT "b\.xyz": expected a name that ends in \.rle/);
    await refused(['convert', 'a', 'b.rle'], /invalid IN "a"/);
  });
});

describe('studio', () => {
  const studioBuilt = existsSync(fileURLToPath(new URL('../apps/studio/dist/index.html', import.meta.url)));

  it.skipIf(!studioBuilt)('serves the page until Ctrl-C, which is its normal end', async () => {
    const recipe = file('recipe.json', JSON.stringify({ system: 'life', seed: 3 }));
    let page: Promise<string> | undefined;
    const watch = (kill: (signal: NodeJS.Signals) => void, stdout: string) => {
      if (page || !stdout.includes('\n')) return;
      page = fetch(JSON.parse(stdout).url).then((response) => response.text());
      page.finally(() => kill('SIGINT')).catch(() => {});
    };
    const ended = await selforg(words(`studio --port 0 --no-open --json --recipe ${recipe}`), { watch });
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    expect(await page).toContain('<html');
    const [, hash] = onlyObject(ended.stdout).url.split('#');
    expect(JSON.parse(decodeURIComponent(hash))).toEqual({ selforg: 1, system: 'life', seed: 3 });
  });

  it.skipIf(!studioBuilt)('says that a port is taken', async () => {
    const server = createServer();
    const port = await new Promise<number>((done) => {
      server.listen(0, '127.0.0.1', () => done((server.address() as { port: number }).port));
    });
    await refused(words(`studio --no-open --port ${port}`), /invalid port \d+: expected a free port/);
    server.close();
  });

  it.each(['-1', '70000', 'http'])('refuses port %s', async (port) => {
    await refused(['studio', '--no-open', '--port', port], /invalid port/);
  });
});

describe('demo', () => {
  it('renders every system once and finds it there the second time', async () => {
    const { demos } = await json('demo --out d');
    expect(demos.map(({ system }: { system: string }) => system)).toEqual(systems.map(({ id }) => id));
    for (const { out, frames } of demos) expect(framesIn(out)).toHaveLength(frames);
    const again = await json('demo --out d');
    for (const { frames, reused } of again.demos) expect(reused).toBe(frames);
  }, 420_000);
});

describe('bad input', () => {
  it.each<[string, RegExp]>([
    ['rnu life', /invalid verb "rnu".*did you mean "run"/],
    ['life', /invalid verb "life".*did you mean "run life"/],
    ['run lief', /invalid system "lief".*did you mean "life"/],
    ['run', /invalid system: expected one of life/],
    ['info', /invalid system/],
    ['info nothing', /invalid system "nothing"/],
    ['run life more', /invalid argument "more"/],
    ['convert a.rle', /invalid OUT/],
    ['run life --densty 0.3', /invalid parameter "--densty".*did you mean "--density"/],
    ['run --densty 0.3 life', /invalid parameter "--densty".*did you mean "--density"/],
    ['run --densty 0.3', /invalid parameter "--densty".*did you mean "--density"/],
    ['run life --stesp 3', /did you mean "--steps"/],
    ['list --jsno', /invalid parameter "--jsno".*did you mean "--json"/],
    ['run life --density', /invalid --density: expected a value/],
    ['run life --json=3', /invalid --json "3"/],
    ['run life --density 1.5', /invalid density 1\.5: expected a number from 0 to 1/],
    ['run life --density=-0.5', /invalid density -0\.5/],
    ['run life --density much', /invalid density "much": expected a number/],
    ['run life --density NaN', /invalid density "NaN"/],
    ['run life --density Infinity', /invalid density "Infinity"/],
    ['run life --density 1e999', /invalid density Infinity/],
    ['run life --density 0x1', /invalid density "0x1"/],
    ['run life --width 0', /invalid width 0: expected an integer from 1 to 65536 \(cells\)/],
    ['run life --width 2.5', /invalid width 2\.5: expected an integer/],
    ['run life --edge toros', /invalid edge "toros".*did you mean "torus"/],
    ['run life --rule B3S29', /invalid rule "B3S29": expected B<counts>\/S<counts>.*e\.g\. B3\/S23/],
    ['run life --preset gospr-gun', /invalid preset "gospr-gun".*did you mean "gosper-gun"/],
    ['run life --seed -1', /invalid seed -1/],
    ['run life --seed 2^32', /invalid seed 4294967296/],
    ['run life --steps -1', /invalid steps -1/],
    ['run life --steps 1.5', /invalid steps 1\.5/],
    ['run life --steps 1e400', /invalid steps Infinity/],
    ['run life --every 0', /invalid every 0/],
    ['run life --steps 1e9 --every 1', /invalid every 1: expected at least 1000/],
    ['run life --measures populaton', /invalid measure "populaton".*did you mean "population"/],
    ['run life --frames 3', /invalid parameter "--frames"/],
    ['render life --frames 0', /invalid frames 0/],
    ['render life --frames 1e30', /invalid frames 1e\+30/],
    ['render life --frames 2 --size 10', /invalid size "10".*640x480/],
    ['render life --frames 2 --size 0x10', /invalid size/],
    ['render life --frames 2 --scale 0', /invalid scale 0/],
    ['render life --frames 2 --view cels', /invalid view "cels".*did you mean "cells"/],
    ['render life --frames 2 --palette magna', /invalid palette "magna".*did you mean "magma"/],
    ['render life --frames 2 --format jpg', /invalid format "jpg"/],
    ['run life --rule B3/S23:T65537', /invalid rule "65537×65537": expected a grid of at most 65536/],
    ['render life --width 4096 --height 4096 --scale 256 --frames 1 --out a', /invalid (scale|size)/],
    ['run --recipe missing.json', /invalid --recipe "missing\.json": expected an existing file/],
    ['run --load missing.snapshot', /invalid --load "missing\.snapshot": expected an existing file/],
    ['run life --pattern missing.rle', /invalid --pattern "missing\.rle": expected an existing \.rle file/],
    ['run life --pattern .', /invalid --pattern "\.": expected a file, not a folder/],
    ['run hopfield --images missing.png', /invalid --images "missing\.png": expected an existing file/],
  ])('%s', async (line, message) => {
    await refused(words(line), message);
  });

  it('with --json goes to stderr all the same', async () => {
    await refused(words('run life --density 2 --json'), /invalid density 2/);
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['a run of 10¹² cells', '1000000000000o!', /invalid pattern at line 1.*a run of at most/],
    ['a run of 10¹² rows', '1000000000000$o!', /invalid pattern at line 1.*a run of at most/],
    ['rows beyond the grid', 'x = 1, y = 1, rule = B3/S23:T64\no$100000000$o!', /invalid pattern .*fits the/],
    ['binary junk', Uint8Array.from({ length: 4096 }, (_, i) => (i * 167) & 255), /invalid pattern at line 1/],
    ['an empty file', '', /invalid --pattern "bad\.rle"/],
    ['blank lines', ' \n\n', /invalid --pattern "bad\.rle"/],
    ['a comment only', '#C nothing here\n', /invalid pattern/],
    ['letters of no pattern', 'x = 3, y = 3\nb2o$hello!\n', /invalid pattern at line 2, column 5/],
    ['more states than two', 'x = 3, y = 1\n.AB!', /invalid pattern "state 2"/],
    ['a rule that is none', 'x = 3, y = 1, rule = B3S29\n3o!', /invalid rule "B3S29"/],
  ])('a pattern with %s', async (_, content, message) => {
    file('bad.rle', content);
    await refused(words('run life --pattern bad.rle --steps 1'), message);
    await refused(words('render life --pattern bad.rle --frames 1 --out a'), message);
  });

  it('names the file that a bad pattern is in', async () => {
    file('bad.rle', 'b2o$?!');
    await refused(words('run life --pattern bad.rle'), /invalid pattern at line 1, column 5 of "bad\.rle" "\?!"/);
  });

  it('reads a header that lies about the size by the cells that are there', async () => {
    file('liar.rle', 'x = 1000000000000, y = 99999999, rule = B3/S23\n3o!');
    expect((await json('run life --pattern liar.rle --steps 1')).measures.population).toBe(3);
  });

  it('takes a pattern of 50 MB, or refuses it, in 3 GB', async () => {
    file('large.rle', 'bo$'.repeat(50_000_000 / 3));
    const nodeFlags = ['--max-old-space-size=3000'];
    await refused(words('run life --pattern large.rle --edge torus --steps 1'), /invalid pattern .*fits the/, {
      nodeFlags,
    });
    const { code } = await selforg(words('convert large.rle small.rle'), { nodeFlags });
    expect([0, 2]).toContain(code);
    file('larger.rle', '');
    truncateSync(join(cwd, 'larger.rle'), 10 * 2 ** 30);
    await refused(
      words('run life --pattern larger.rle'),
      /invalid --pattern "larger\.rle": expected a file of at most/,
    );
  });

  it.each<[string, unknown, RegExp]>([
    ['a newer version', { selforg: 2, system: 'life' }, /invalid recipe version 2: expected at most 1/],
    ['an unknown system', { system: 'lief' }, /invalid system "lief".*did you mean "life"/],
    ['no system', { params: {} }, /invalid system/],
    ['an unknown key', { system: 'life', sede: 3 }, /invalid recipe key "sede".*did you mean "seed"/],
    ['an unknown parameter', { system: 'life', params: { densty: 1 } }, /invalid parameter "densty"/],
    ['a wrong type', { system: 'life', params: { density: '0.3' } }, /invalid density "0\.3"/],
    ['a null', { system: 'life', params: { density: null } }, /invalid density null/],
    ['a list', [], /invalid recipe/],
    ['another system', { recipe: { system: 'boids' } }, /invalid system "life": expected boids, as in --recipe/],
  ])('a recipe with %s', async (_, recipe, message) => {
    file('bad.json', JSON.stringify(recipe));
    await refused(words('run life --recipe bad.json --steps 1'), message);
    await refused(words('render life --recipe bad.json --frames 1 --out a'), message);
  });

  it('a recipe that is no JSON', async () => {
    file('bad.json', '{"system": "life"');
    await refused(words('run --recipe bad.json'), /invalid --recipe "bad\.json": expected a recipe in JSON/);
  });

  it('a snapshot that is cut off, damaged, of something else or newer', async () => {
    await json('run life --width 50 --height 50 --steps 3 --save good.snapshot');
    const good = readFileSync(join(cwd, 'good.snapshot'));
    file('cut.snapshot', good.subarray(0, good.length - 100));
    await refused(words('run --load cut.snapshot'), /invalid snapshot .*complete/);
    file('tiny.snapshot', good.subarray(0, 5));
    await refused(words('run --load tiny.snapshot'), /invalid snapshot/);
    const flipped = Buffer.from(good);
    flipped[good.length >> 1] ^= 1;
    file('flipped.snapshot', flipped);
    await refused(words('run --load flipped.snapshot'), /invalid snapshot/);
    const newer = Buffer.from(good.toString('latin1').replace('"version":1', '"version":2'), 'latin1');
    newer.writeUInt32LE(crc32(newer.subarray(0, -4)), newer.length - 4);
    file('newer.snapshot', newer);
    await refused(
      words('run --load newer.snapshot'),
      /invalid snapshot version 2: expected 1 \(a newer Selforg wrote it\)/,
    );
    file('text.snapshot', 'hello, this is no snapshot at all');
    await refused(words('run --load text.snapshot'), /invalid snapshot/);
    await refused(words('run boids --load good.snapshot'), /invalid system "boids": expected life, as in --load/);
    await refused(
      words('run --load good.snapshot --density 0.1'),
      /invalid density 0\.1: expected 0\.35, as in --load/,
    );
    await refused(words('run --load good.snapshot --seed 2'), /invalid seed 2: expected 1, as in --load/);
  });

  it('an image that is none', async () => {
    file('fake.png', 'this is no image, whatever its name says');
    await refused(words('run hopfield --images fake.png'), /invalid --images "fake\.png".*expected a PNG image/);
    await json('render life --width 8 --height 8 --frames 1 --out a');
    const real = readFileSync(join(cwd, 'a', framesIn('a')[0]));
    file('cut.png', real.subarray(0, real.length >> 1));
    await refused(words('run hopfield --images cut.png'), /invalid --images "cut\.png".*expected a complete PNG/);
    const { recipe } = await json('run hopfield --steps 1 --images', [join('a', framesIn('a')[0])]);
    expect((recipe as Recipe).params.images).toEqual([`data:image/png;base64,${real.toString('base64')}`]);
  });

  it('an output that is there, is a folder, or has no folder', async () => {
    file('notes.txt', 'precious');
    mkdirSync(join(cwd, 'folder'));
    await refused(words('run life --steps 1 --save notes.txt'), /invalid --save "notes\.txt".*--force/);
    expect(readFileSync(join(cwd, 'notes.txt'), 'utf8')).toBe('precious');
    await refused(words('run life --steps 1 --save folder'), /invalid --save "folder": expected a file, not a folder/);
    await refused(words('run life --steps 1 --save no/where'), /invalid --save "no\/where"/);
    await refused(words('run life --steps 1 --save /dev/null --force'), /invalid --save "\/dev\/null"/);
    await refused(['render', 'life', '--frames', '1', '--out', ''], /invalid out ""/);
    await refused(words('render life --frames 1 --out notes.txt'), /invalid out "notes\.txt": expected a folder/);
    await refused(words('render life --frames 1 --out notes.txt/a'), /invalid out/);
    await json('run life --steps 1 --save notes.txt --force');
    await json('run life --steps 2 --save notes.txt');
  });

  it.skipIf(!existsSync('/proc/self'))('a place where nothing can be made', async () => {
    await refused(words('render life --frames 1 --out /proc/selforg'), /invalid out "\/proc\/selforg"/);
    await refused(words('run life --steps 1 --save /proc/selforg'), /invalid --save "\/proc\/selforg"/);
  });

  it('a disk that fills up', async ({ skip }) => {
    const disk = join(cwd, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', disk], { stdio: 'ignore' });
    } catch {
      skip('no right to mount a small disk here');
    }
    try {
      const saved = await selforg(words('run life --width 4000 --height 4000 --steps 1 --save disk/a.snapshot'));
      expect(saved.stderr).toMatch(/^selforg: invalid --save .*\n$/);
      expect(saved.code).toBe(2);
      expect(readdirSync(disk)).toEqual([]);
      const line = 'render life --width 512 --height 512 --frames 200 --out disk/frames';
      const rendered = await selforg(words(line));
      expect(rendered.stderr).toMatch(/^selforg: invalid (--)?out .*\n$/);
      expect(rendered.code).toBe(2);
      for (const name of readdirSync(join(disk, 'frames'))) {
        if (!name.endsWith('.png')) continue;
        // The last chunk of a whole PNG.
        expect(
          readFileSync(join(disk, 'frames', name))
            .subarray(-8, -4)
            .toString(),
        ).toBe('IEND');
      }
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('leaves nothing executable or temporary behind', async () => {
    await json('run life --steps 1 --save a.snapshot');
    expect(readdirSync(cwd)).toEqual(['a.snapshot']);
    expect(statSync(join(cwd, 'a.snapshot')).mode & 0o111).toBe(0);
  });
});
