import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodePng } from '@selforg/core';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { measureRule } from '../apps/cli/dist/atlas/measure.js';
import { plateGrid } from '../apps/cli/dist/atlas/plate.js';
import { parseRules } from '../apps/cli/dist/atlas/rules.js';
import { atlas as verb } from '../apps/cli/dist/verbs/atlas.js';

// The built `selforg atlas`: called as users call it where files, threads and signals matter, and its parts where only
// numbers and messages do, since a process takes half a second to start.

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

/** @param meanwhile is given the process once it runs */
function atlas(line: string, meanwhile?: (child: ChildProcess) => Promise<void>): Promise<Ended> {
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
    meanwhile?.(child).catch(reject);
  });
}

type Values = Readonly<Record<string, number | null>>;

async function rowsOf(line: string): Promise<Record<string, Values>> {
  const { code, stdout, stderr } = await atlas(`${line} --json`);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  const { rows } = JSON.parse(stdout) as { rows: { rule: string; values: Values }[] };
  return Object.fromEntries(rows.map(({ rule, values }) => [rule, values]));
}

/** The call of the verb itself, in this process. */
function callOf(line: string) {
  const words = line.split(' ');
  const has = (flag: string): boolean => words.includes(`--${flag}`);
  const text = (flag: string) => (has(flag) ? words[words.indexOf(`--${flag}`) + 1] : undefined);
  return { operands: [], params: {}, has, text };
}

async function refused(line: string, message: RegExp): Promise<void> {
  const before = readdirSync(cwd, { recursive: true });
  await expect(Promise.resolve(verb.act(callOf(line)))).rejects.toThrow(message);
  expect(readdirSync(cwd, { recursive: true })).toEqual(before);
}

const read = (path: string): string => readFileSync(join(cwd, path), 'utf8');
const picture = (path: string) => decodePng(readFileSync(join(cwd, path)), path);

describe('atlas of elementary rules', () => {
  it('knows what is known of some: still, turning, moving, random', () => {
    const settings = { kind: 'elementary', width: 53, steps: 100, limit: 600, seed: 1 } as const;
    const [r204, r51, r170, r0, r30, r90] = [204, 51, 170, 0, 30, 90].map((rule) => {
      return measureRule(settings, String(rule)).values;
    });
    // Langton's λ counts ones among the eight outputs.
    expect(r204.lambda).toBe(0.5);
    const dead = { lambda: 0, density: 0, entropy: 0, blockEntropy: 0, damage: 0, transient: 1, period: 1 };
    expect(r0).toMatchObject(dead);
    expect(r204).toMatchObject({ activity: 0, damage: 1, damageLeft: 0, damageRight: 0, transient: 0, period: 1 });
    expect(r51).toMatchObject({ activity: 1, damage: 1, transient: 0, period: 2 });
    // The shift: round the ring of a prime number of cells.
    expect(r170).toMatchObject({ damage: 1, damageLeft: 1, damageRight: -1, transient: 0, period: 53 });
    // Rule 90 is linear: damage is 2^popcount(t) cells whatever it falls upon, at t = 24 = 11000₂.
    expect(r90).toMatchObject({ damage: 4, damageLeft: 1, damageRight: 1 });
    expect(r30).toMatchObject({ class: 30, damageRight: 1, transient: null, period: null });
    expect(r30.compressed).toBeCloseTo(1, 1);
    expect(r30.blockEntropy).toBeCloseTo(1, 2);
    // A still row tells the next one all: memory is the entropy of a cell.
    expect(r204.memory).toBeCloseTo(r204.entropy ?? Number.NaN, 9);
  });

  it('writes a table as CSV and as JSON, and a plate, the same however many threads measure', async () => {
    const line = '--rules 90,100-102 --width 16 --steps 10 --limit 50 --scale 3';
    const { code, stdout, stderr } = await atlas(`${line} --out a --workers 1`);
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

    await rowsOf(`${line} --out b --workers 2`);
    for (const file of ['atlas.csv', 'atlas.json', 'atlas.png']) {
      expect(readFileSync(join(cwd, 'b', file)).equals(readFileSync(join(cwd, 'a', file))), file).toBe(true);
    }
  });

  it('draws wide rows smaller, in mean colours', () => {
    const { columns, side } = plateGrid(4, 1210);
    expect(side).toBeLessThan(1210);
    expect(columns * side).toBeLessThanOrEqual(2400);
  });

  it('stops at Ctrl-C and keeps what is done so far, but no sheet and no plate', async () => {
    const line = '--rules 204,30,45 --width 97 --steps 10 --out a --workers 1 --limit 9e6';
    const { code, stdout, stderr } = await atlas(`${line} --json`, async (child) => {
      await written('a/atlas.json');
      child.kill('SIGINT');
    });
    expect({ code, stderr }).toEqual({ code: 130, stderr: '' });
    const { interrupted, rows } = JSON.parse(stdout);
    expect(interrupted).toBe(true);
    expect(rows).toMatchObject([{ rule: '204' }]);
    expect(readdirSync(join(cwd, 'a'))).toEqual(['atlas.json']);
    expect(JSON.parse(read('a/atlas.json'))).toMatchObject({ complete: false, rows });
  });

  it('goes on after it was killed, and takes the rows that are there if they were measured alike', async () => {
    const line = '--width 97 --steps 10 --out a --workers 1 --limit 9e6';
    const { code } = await atlas(`--rules 204,51,30 ${line}`, async (child) => {
      await written('a/atlas.json');
      child.kill('SIGKILL');
    });
    expect(code).toBeNull();
    const left = JSON.parse(read('a/atlas.json'));
    expect(left).toMatchObject({ complete: false, rows: [{ rule: '204' }, ...left.rows.slice(1)] });

    const { stdout } = await atlas(`--rules 51,204,0 ${line} --resume --json`);
    const { reused, rows } = JSON.parse(stdout);
    expect(reused).toBe(left.rows.length);
    expect(rows.map(({ rule }: { rule: string }) => rule)).toEqual(['51', '204', '0']);
    expect(rows[1]).toEqual(left.rows[0]);
    const out = join(cwd, 'a');
    await refused(
      `--rules 30 --width 32 --out ${out} --resume`,
      /--out ".*a": expected a folder with an atlas of the same settings/,
    );
    await refused(
      `--rules 30 --out ${out}`,
      /--out ".*a": expected a folder without atlas.json \(--force replaces it\)/,
    );
    expect(await verb.act(callOf(`--rules 0 --width 97 --steps 10 --limit 9 --out ${out} --force --quiet`))).toBe(0);
    expect(JSON.parse(read('a/atlas.json')).rows).toHaveLength(1);
  });

  /** Resolves when a file is there. */
  async function written(path: string): Promise<void> {
    while (!existsSync(join(cwd, path))) await new Promise((resolve) => setTimeout(resolve, 20));
  }
});

describe('atlas of the plane', () => {
  const settings = { kind: 'plane', width: 36, steps: 20, limit: 9, seed: 1 } as const;

  it('knows λ, stillness and what Larger than Life makes of a changed cell', () => {
    const valuesOf = (rule: string): Values => measureRule(settings, rule).values;
    const [life, still, parity] = ['B3/S23', 'B/S012345678', 'B1357/S1357'].map(valuesOf);
    // C(8, 3) births and C(8, 2) + C(8, 3) survivals among 512 neighbourhoods.
    expect(life.lambda).toBe(140 / 512);
    expect(life.class).toBeUndefined();
    expect(still).toMatchObject({ lambda: 1 / 2, activity: 0, transient: 0, period: 1, damage: 1 });
    // A linear rule repeats its neighbourhood at distance t when t is a power of two: 8 of 8 cells at t = 16 = 36 / 2 − 2.
    expect(parity).toMatchObject({ lambda: 1 / 2, damage: 8, damageLeft: 1, damageRight: 1 });
    // Two cells away, 24 of them, at t = 8: one step more and the fronts would have met on the other side.
    const odd = Array.from({ length: 12 }, (_, i) => 2 * i + 1).join();
    const larger = valuesOf(`R2,C0,M0,S${odd},B${odd},NM`);
    expect(larger).toMatchObject({ lambda: null, damage: 24, damageLeft: 2, damageRight: 2 });
    const narrow = measureRule({ ...settings, width: 8 }, 'R3,C0,M1,S34..40,B34..45,NM').values;
    expect(narrow).toMatchObject({ damage: null, damageLeft: null, damageRight: null });
  });

  it('takes rules of several states and of larger neighbourhoods, with semicolons where rules have commas', async () => {
    const line = '--rules B3/S23;/2/3;R2,C0,M1,S6..10,B7..9,NM --width 16 --steps 5 --limit 9 --workers 1 --out a';
    const rows = await rowsOf(line);
    expect(Object.keys(rows)).toEqual(['B3/S23', '/2/3', 'R2,C0,M1,S6..10,B7..9,NM']);
    // Brian’s Brain: a cell is active next where it is alive, or dead with two live neighbours of eight; 3⁹ in all.
    expect(rows['/2/3'].lambda).toBeCloseTo((3 ** 8 + 28 * 2 ** 6) / 3 ** 9, 12);
    expect(rows['R2,C0,M1,S6..10,B7..9,NM'].lambda).toBeNull();
    expect(read('a/atlas.csv')).toContain('"R2,C0,M1,S6..10,B7..9,NM",');
    expect(existsSync(join(cwd, 'a/atlas.png'))).toBe(true);
  });
});

it('lists of rules', () => {
  expect(parseRules('classes').rules).toHaveLength(88);
  expect(parseRules('all').rules).toHaveLength(256);
  expect(parseRules('30,W90,100-102,w30')).toEqual({ kind: 'elementary', rules: ['30', '90', '100', '101', '102'] });
  expect(parseRules('B3/S23, 23/36')).toEqual({ kind: 'plane', rules: ['B3/S23', '23/36'] });
  const larger = 'R2,C0,M1,S6..10,B7..9,NM';
  expect(parseRules(larger)).toEqual({ kind: 'plane', rules: [larger] });
});

it('atlas refuses bad lists, numbers and names before it writes anything', async () => {
  const { code, stdout, stderr } = await atlas('--rules 256');
  expect(stderr).toBe('selforg: invalid rules "256": expected elementary rules from 0 to 255\n');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  await refused('--rules 9-3', /invalid rules "9-3"/);
  await refused('--rules 30,,90', /invalid rules "30,,90": expected all, classes, numbers/);
  await refused('--rules 30,B3/S23', /expected either elementary rules or rules of the plane, not both/);
  await refused('--rules B3', /invalid rule "B3": expected a rule such as B3\/S23/);
  await refused('--rules B3/S23:T64', /expected a rule without a grid/);
  await refused('--rules B3/S23:T20,20', /invalid rules "B3\/S23:T20,20": expected a rule without a grid/);
  await refused('--rules B36/S23,B3/S23:K20*,20,B2/S', /invalid rules "B3\/S23:K20\*,20": expected a rule without a/);
  await refused('--width 7', /invalid width 7: expected an integer from 8 to 4096/);
  await refused('--steps 1.5', /invalid steps 1.5/);
  await refused('--start somewhere', /invalid start "somewhere": expected random or single/);
  await refused('--palette no', /invalid palette "no"/);
  await refused('--scale 16 --width 1000', /invalid scale 16: expected a smaller scale/);
  await refused('--workers 0', /invalid workers 0/);
  const file = join(cwd, 'file');
  writeFileSync(file, '');
  await refused(`--out ${file}/x`, /invalid --out ".*file\/x": expected a path in a folder/);
});
