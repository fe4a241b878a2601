import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodePng } from '@selforg/core';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

// The built `selforg atlas`, called as users call it.

const MAIN = fileURLToPath(new URL('../apps/cli/bin/selforg.js', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'selforg-atlas-'));
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

/** @param interruptAfter milliseconds until Ctrl-C */
function atlas(line: string, interruptAfter?: number): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, 'atlas', ...line.split(' ').filter((word) => word !== '')], { cwd });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    if (interruptAfter !== undefined) setTimeout(() => child.kill('SIGINT'), interruptAfter);
  });
}

type Values = Record<string, number | null>;

async function rowsOf(line: string): Promise<Record<string, Values>> {
  const { code, stdout, stderr } = await atlas(`${line} --json`);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  const { rows } = JSON.parse(stdout) as { rows: { rule: string; values: Values }[] };
  return Object.fromEntries(rows.map(({ rule, values }) => [rule, values]));
}

async function refused(line: string, message: RegExp): Promise<void> {
  const before = readdirSync(cwd, { recursive: true });
  const { code, stdout, stderr } = await atlas(line);
  expect(stderr).toMatch(message);
  expect(stderr).toMatch(/^selforg: invalid .*: expected .*\n$/);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(readdirSync(cwd, { recursive: true })).toEqual(before);
}

const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');
const picture = (path: string) => decodePng(readFileSync(join(cwd, path)), path);

describe('atlas of elementary rules', () => {
  it('knows what is known of some: still, turning, moving, random', async () => {
    const rows = await rowsOf('--rules 204,51,170,0,30,90 --width 101 --steps 200 --limit 600 --out a');
    // Langton's λ counts ones among the eight outputs.
    expect(rows[204].lambda).toBe(0.5);
    expect(rows[0]).toMatchObject({
      lambda: 0,
      density: 0,
      entropy: 0,
      blockEntropy: 0,
      damage: 0,
      transient: 1,
      period: 1,
    });
    expect(rows[204]).toMatchObject({ activity: 0, damage: 1, damageLeft: 0, damageRight: 0, transient: 0, period: 1 });
    expect(rows[51]).toMatchObject({ activity: 1, damage: 1, transient: 0, period: 2 });
    // The shift: round the ring of a prime number of cells.
    expect(rows[170]).toMatchObject({ damage: 1, damageLeft: 1, damageRight: -1, transient: 0, period: 101 });
    // Rule 90 is linear: damage is 2^popcount(t) cells whatever it falls upon, at t = 48 = 110000₂.
    expect(rows[90]).toMatchObject({ damage: 4, damageLeft: 1, damageRight: 1 });
    expect(rows[30]).toMatchObject({ class: 30, damageRight: 1, transient: null, period: null });
    expect(rows[30].compressed).toBeCloseTo(1, 1);
    expect(rows[30].blockEntropy).toBeCloseTo(1, 2);
    // A still row tells the next one all: memory is the entropy of a cell.
    expect(rows[204].memory).toBeCloseTo(rows[204].entropy ?? Number.NaN, 9);
  });

  it('writes a table as CSV and as JSON, and a plate', async () => {
    const { code, stdout, stderr } = await atlas(
      '--rules 90,100-102 --width 16 --steps 10 --limit 50 --out a --scale 3',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^4 rules in .*\nin a: atlas.json, atlas.csv, atlas.png\n$/);
    expect(readdirSync(join(cwd, 'a')).sort()).toEqual(['atlas.csv', 'atlas.json', 'atlas.png']);
    const [head, ...lines] = read('a/atlas.csv').trimEnd().split('\r\n');
    const table = JSON.parse(read('a/atlas.json'));
    expect(head.split(',')).toEqual(['rule', ...table.columns.map(({ id }: { id: string }) => id)]);
    expect(lines.map((line) => line.split(',')[0])).toEqual(['90', '100', '101', '102']);
    expect(lines[0].split(',')).toHaveLength(head.split(',').length);
    expect(table).toMatchObject({ complete: true, settings: { kind: 'elementary', width: 16, steps: 10, seed: 1 } });
    const { width, height } = picture('a/atlas.png');
    expect(width).toBeGreaterThanOrEqual(2 * 16 * 3);
    expect(height).toBeGreaterThan(2 * 16 * 3);
  });

  it('is the same however many threads measure it', async () => {
    const line = '--rules 18,22,30,54,90,110 --width 31 --steps 20 --limit 200';
    const one = await rowsOf(`${line} --workers 1 --out one`);
    expect(await rowsOf(`${line} --workers 3 --out three`)).toEqual(one);
    expect(readFileSync(join(cwd, 'one/atlas.png'))).toEqual(readFileSync(join(cwd, 'three/atlas.png')));
  });

  it('draws wide rows smaller, in mean colours', async () => {
    const { code } = await atlas('--rules 30,90,110,54 --width 1210 --steps 0 --limit 1 --out a');
    expect(code).toBe(0);
    expect(picture('a/atlas.png').width).toBeLessThan(2600);
  });

  it('has 88 classes', async () => {
    const { stdout } = await atlas('--rules classes --width 16 --steps 0 --limit 1 --start single --out a --json');
    expect(JSON.parse(stdout)).toMatchObject({ rules: 88, interrupted: false });
  });

  it('stops at Ctrl-C and keeps what is done so far, but no sheet and no plate', async () => {
    const line = '--rules 204,30,45,106 --width 97 --steps 10 --out a --workers 1';
    const { code, stdout, stderr } = await atlas(`${line} --limit 9e6 --json`, 3000);
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    const { interrupted, rows } = JSON.parse(stdout);
    expect(interrupted).toBe(true);
    expect(rows.length).toBeLessThan(4);
    expect(readdirSync(join(cwd, 'a'))).toEqual(['atlas.json']);
    expect(JSON.parse(read('a/atlas.json'))).toMatchObject({ complete: false, rows });
  });

  it('takes the rows that are there with --resume, if they were measured alike', async () => {
    const line = '--width 31 --steps 20 --limit 100 --out a';
    const few = await rowsOf(`--rules 30,90 ${line}`);
    const { stdout } = await atlas(`--rules 30,90,110 ${line} --resume --json`);
    const { reused, rows } = JSON.parse(stdout);
    expect(reused).toBe(2);
    expect(rows.map(({ rule }: { rule: string }) => rule)).toEqual(['30', '90', '110']);
    expect(rows[0].values).toEqual(few[30]);
    await refused(
      '--rules 30 --width 32 --out a --resume',
      /--out "a": expected a folder with an atlas of the same settings/,
    );
    await refused('--rules 30 --out a', /--out "a": expected a folder without atlas.json \(--force replaces it\)/);
    expect((await atlas(`--rules 30 ${line} --force --quiet`)).stdout).toBe('');
    expect(JSON.parse(read('a/atlas.json')).rows).toHaveLength(1);
  });
});

describe('atlas of the plane', () => {
  it('knows λ, stillness and the period of what Life leaves', async () => {
    const rows = await rowsOf('--rules B3/S23,B/S012345678,B1357/S1357 --width 24 --steps 300 --limit 1200 --out a');
    // C(8, 3) births and C(8, 2) + C(8, 3) survivals among 512 neighbourhoods.
    expect(rows['B3/S23'].lambda).toBe(140 / 512);
    expect(rows['B1357/S1357'].lambda).toBe(1 / 2);
    expect(rows['B/S012345678']).toMatchObject({ lambda: 1 / 2, activity: 0, transient: 0, period: 1, damage: 1 });
    expect(rows['B3/S23'].class).toBeUndefined();
    expect(existsSync(join(cwd, 'a/atlas.png'))).toBe(true);
  });

  it('takes rules of several states and of larger neighbourhoods, with semicolons where rules have commas', async () => {
    const line = '--rules B3/S23;/2/3;R2,C0,M1,S6..10,B7..9,NM --width 16 --steps 5 --limit 9 --out a';
    const rows = await rowsOf(line);
    expect(Object.keys(rows)).toEqual(['B3/S23', '/2/3', 'R2,C0,M1,S6..10,B7..9,NM']);
    // Brian’s Brain: a cell is active next where it is alive, or dead with two live neighbours of eight; 3⁹ in all.
    expect(rows['/2/3'].lambda).toBeCloseTo((3 ** 8 + 28 * 2 ** 6) / 3 ** 9, 12);
    expect(rows['R2,C0,M1,S6..10,B7..9,NM'].lambda).toBeNull();
    expect(read('a/atlas.csv')).toContain('"R2,C0,M1,S6..10,B7..9,NM",');
  });
});

it('atlas refuses bad lists, numbers and names before it writes anything', async () => {
  await refused('--rules 256', /invalid rules "256": expected elementary rules from 0 to 255/);
  await refused('--rules 9-3', /invalid rules "9-3"/);
  await refused('--rules 30,,90', /invalid rules "30,,90": expected all, classes, numbers/);
  await refused('--rules 30,B3/S23', /expected either elementary rules or rules of the plane, not both/);
  await refused('--rules B3', /invalid rule "B3": expected a rule such as B3\/S23/);
  await refused('--rules B3/S23:T64', /expected a rule without a grid/);
  await refused('--width 7', /invalid width 7: expected an integer from 8 to 4096/);
  await refused('--steps 1.5', /invalid steps 1.5/);
  await refused('--start somewhere', /invalid start "somewhere": expected random or single/);
  await refused('--palette no', /invalid palette "no"/);
  await refused('--scale 16 --width 1000', /invalid scale 16: expected a smaller scale/);
  await refused('--workers 0', /invalid workers 0/);
  writeFileSync(join(cwd, 'file'), '');
  await refused('--out file/x', /invalid --out "file\/x": expected a path in a folder/);
});
