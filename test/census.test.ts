import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

// The built `selforg identify` and `selforg census`, called as users call them.

const MAIN = fileURLToPath(new URL('../apps/cli/bin/selforg.js', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'selforg-census-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(root, 'test-'));
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param options what stdin holds, and milliseconds until Ctrl-C */
function selforg(line: string, { input = '', interruptAfter }: { input?: string; interruptAfter?: number } = {}) {
  return new Promise<Ended>((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...line.split(' ')], { cwd });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
    if (interruptAfter !== undefined) setTimeout(() => child.kill('SIGINT'), interruptAfter);
  });
}

async function jsonOf(line: string, input?: string) {
  const { code, stdout, stderr } = await selforg(`${line} --json`, input === undefined ? {} : { input });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  return JSON.parse(stdout);
}

async function refused(line: string, message: RegExp): Promise<void> {
  const before = readdirSync(cwd, { recursive: true });
  const { code, stdout, stderr } = await selforg(line);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^selforg: invalid .*: expected .*\n$/);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(readdirSync(cwd, { recursive: true })).toEqual(before);
}

const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');

describe('identify', () => {
  it('prints a table of what a pattern settles into', async () => {
    const { code, stdout, stderr } = await selforg('identify r-pentomino');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [head, columns, ...rows] = stdout.trimEnd().split('\n');
    expect(head).toBe('Settled in generation 1103: 25 objects, 116 live cells');
    expect(columns.split(/ +/)).toEqual(['count', 'name', 'apgcode', 'kind', 'period', 'cells', 'velocity']);
    const glider = ['', '6', 'Glider', 'xq4_153', 'spaceship', '4', '5', 'c/4 diagonal'];
    expect(rows.map((row) => row.split(/ {2,}/))).toContainEqual(glider);
    expect(rows).toHaveLength(7);
  });

  it('reads files, names, apgcodes, texts and stdin, with the rule they name', async () => {
    writeFileSync(join(cwd, 'a.rle'), 'x = 3, y = 3, rule = B36/S23\nbo$2bo$3o!\n');
    writeFileSync(join(cwd, 'b.cells'), '!Name: a glider\n.O.\n..O\nOOO\n');
    const told = {
      settled: true,
      generation: 0,
      others: 0,
      objects: [{ code: 'xq4_153', x: 0, y: 0, velocity: 'c/4 diagonal' }],
    };
    expect(await jsonOf('identify a.rle')).toMatchObject({ ...told, rule: 'B36/S23', in: 'a.rle' });
    expect(await jsonOf('identify a.rle --rule B3/S23')).toMatchObject({ ...told, rule: 'B3/S23' });
    expect(await jsonOf('identify -', 'bo$2bo$3o!')).toMatchObject({ ...told, in: '-' });
    for (const pattern of ['b.cells', 'glider', 'xq4_153', 'bo$2bo$3o!']) {
      expect(await jsonOf(`identify ${pattern}`)).toMatchObject({
        settled: true,
        counts: [{ code: 'xq4_153', count: 1 }],
      });
    }
  });

  it('says so where a pattern does not settle', async () => {
    const { stdout } = await selforg('identify gosper-glider-gun');
    expect(stdout).toMatch(
      /^Not settled by generation \d+, growing by 0.166667 cells a generation: \d+ objects, \d+ live/,
    );
    expect(stdout).toMatch(/\n36 live cells of what could not be told apart\n$/);
    expect(await jsonOf('identify acorn --patience 60')).toMatchObject({ settled: false, generation: 60 });
  });

  it('refuses what it cannot read or run', async () => {
    await refused('identify', /IN/);
    await refused('identify no.rle', /invalid IN "no.rle": expected an existing file/);
    await refused('identify glidr', /invalid pattern "glidr"/);
    await refused('identify glider --rule B3', /invalid rule "B3"/);
    await refused('identify glider --rule /2/3', /invalid rule "\/2\/3": expected a rule of two states/);
    await refused('identify glider --rule B3/S23:T9', /invalid rule "B3\/S23:T9": expected no grid/);
    await refused('identify glider --patience 0', /invalid patience 0: expected an integer from 1/);
    await refused('identify glider --period x', /invalid period "x"/);
  });
});

describe('census', () => {
  it('counts what soups leave, the same with any number of threads', async () => {
    const one = await jsonOf('census --soups 110 --workers 1');
    const { elapsedMs, ...two } = await jsonOf('census --soups 110 --workers 2 --out a.json');
    expect(elapsedMs).toBeGreaterThan(0);
    expect({ ...one, out: 'a.json' }).toMatchObject(two);
    expect(two).toMatchObject({ soups: 110, reused: 0, interrupted: false, unsettled: [], done: [[0, 110]] });
    const [block, blinker] = two.rows;
    expect([block.name, blinker.name]).toEqual(['Block', 'Blinker']);
    expect(two.rows.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(two.objects);
    const { reused: _, interrupted: __, out: ___, ...kept } = two;
    expect(JSON.parse(read('a.json'))).toEqual(kept);
  });

  it('goes on after Ctrl-C to what it would have counted without', async () => {
    const line = 'census --seed 3 --size 20 --workers 2';
    const { code, stdout, stderr } = await selforg(`${line} --soups 1e6 --out a.json --json`, { interruptAfter: 3000 });
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    const { soups, done, interrupted } = JSON.parse(stdout);
    expect(interrupted).toBe(true);
    expect(JSON.parse(read('a.json'))).toMatchObject({ soups, done });
    const end = (done.at(-1)?.[1] ?? 0) + 50;
    const rest = await jsonOf(`${line} --soups ${end} --out a.json --resume`);
    expect(rest).toMatchObject({ soups: end, reused: soups, interrupted: false });
    await jsonOf(`${line} --soups ${end} --out b.json`);
    expect(read('a.json')).toBe(read('b.json'));
  });

  it('lists soups that do not settle, to be looked at', async () => {
    const { unsettled, rows } = await jsonOf('census --soups 3 --patience 60 --seed 9');
    expect(rows).toEqual([]);
    expect(unsettled.map(({ soup }: { soup: number }) => soup)).toEqual([0, 1, 2]);
    expect(await jsonOf('identify -', unsettled[1].rle)).toMatchObject({ settled: true, rule: 'B3/S23' });
    const { stdout } = await selforg('census --soups 3 --patience 60 --seed 9');
    expect(stdout).toBe('0 objects of 0 kinds from 3 soups\nnot settled: 3 soups, number 0, 1, 2\n');
  });

  it('takes other rules, symmetries and densities', async () => {
    const { settings, objects } = await jsonOf('census --rule b36/s23 --symmetry D8_1 --soups 4 --density .3 --size 9');
    expect(settings).toMatchObject({ rule: 'B36/S23', symmetry: 'D8_1', density: 0.3, size: 9 });
    expect(objects).toBeGreaterThan(0);
  });

  it('loses nothing that is there', async () => {
    await jsonOf('census --soups 20 --out a.json');
    const whole = read('a.json');
    await refused(
      'census --soups 20 --out a.json',
      /invalid --out "a.json": expected a file that does not exist yet \(--force/,
    );
    await refused('census --soups 20 --seed 2 --out a.json --resume', /expected a census with the same settings/);
    await refused('census --soups 10 --out a.json --resume', /invalid soups 10: expected at least 20/);
    expect(await jsonOf('census --soups 20 --out a.json --resume')).toMatchObject({ reused: 20 });
    expect(read('a.json')).toBe(whole);
    writeFileSync(join(cwd, 'b.json'), whole.replace('"done"', '"gone"'));
    await refused('census --soups 20 --out b.json --resume', /expected a census with the same settings/);
    expect((await selforg('census --soups 20 --out b.json --force --quiet')).stdout).toBe('');
    expect(read('b.json')).toBe(whole);
  });

  it('refuses bad flags before it counts', async () => {
    await refused('census --soups 0', /invalid soups 0: expected an integer from 1/);
    await refused('census --size 300', /invalid size 300: expected an integer from 1 to 256/);
    await refused('census --symmetry D9', /invalid symmetry "D9": expected one of C1, /);
    await refused('census --density 0', /invalid density/);
    await refused('census --density x', /invalid density/);
    await refused('census --workers 0', /invalid workers 0/);
    await refused('census --seed -1', /invalid seed -1/);
    await refused('census --rule B0/S23', /invalid rule "B0\/S23": expected a rule of two states/);
    await refused('census --rule B3/S23:T64', /expected no grid/);
    await refused('census --out no/a.json', /invalid --out "no\/a.json": expected a path in an existing folder/);
    const { code, stderr } = await selforg('census --resume');
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringMatching(/--out: expected the file that --resume/),
    });
  });
});
