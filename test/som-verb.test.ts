import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { data, decodePng, maps } from '@selforg/core';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';

// The built `selforg som`, called as users call it.

const MAIN = fileURLToPath(new URL('../apps/cli/bin/selforg.js', import.meta.url));
const root = mkdtempSync(join(tmpdir(), 'selforg-som-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(root, 'test-'));
});

/** @param interruptWhenThere a path that must be there half a second before Ctrl-C comes */
function selforg(line: string, { interruptWhenThere }: { interruptWhenThere?: string } = {}) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...line.split(' ')], { cwd });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    const watch = setInterval(() => {
      if (interruptWhenThere === undefined || !existsSync(join(cwd, interruptWhenThere))) return;
      clearInterval(watch);
      setTimeout(() => child.kill('SIGINT'), 500);
    }, 50);
    child.on('close', (code) => {
      clearInterval(watch);
      resolve({ code, stdout, stderr });
    });
  });
}

async function json(line: string) {
  const { code, stdout, stderr } = await selforg(`${line} --json`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
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

const file = (name: string, content: string) => writeFileSync(join(cwd, name), content);
const read = (name: string) => readFileSync(join(cwd, name));

/** Two clouds of points far from each other, a column that says which, and some that nothing is known of. */
function clouds(name: string, rows = 400): void {
  const lines = Array.from({ length: rows }, (_, i) => {
    const [x, y] = [(i * 37) % 101, (i * 53) % 89].map((step) => step / 100);
    return i % 2 ? `${x + 5},${y + 5},far` : `${x},${y},near`;
  });
  file(name, `x,y,kind\n${lines.join('\n')}\n`);
}

describe('som fit', () => {
  it('writes a map that the library reads, its quality, and its pictures', async () => {
    clouds('clouds.csv');
    const told = await json('som fit clouds.csv --grid 6x4 --epochs 10 --out map');
    expect(told).toMatchObject({
      samples: 400,
      dimensions: 2,
      grid: { columns: 6, rows: 4, lattice: 'rectangular', surface: 'plane', units: 24 },
      epochs: 10,
      accuracy: 1,
      interrupted: false,
    });
    expect(readdirSync(join(cwd, 'map')).sort()).toEqual([
      'component-01-x.png',
      'component-02-y.png',
      'hits.png',
      'labels.png',
      'map.json',
      'quality.json',
      'u-matrix.png',
    ]);
    const { quantizationError } = JSON.parse(read('map/quality.json').toString());
    expect(quantizationError).toBe(told.quantizationError);
    const saved = JSON.parse(read('map/map.json').toString());
    expect([saved.names, saved.classes]).toEqual([
      ['x', 'y'],
      ['far', 'near'],
    ]);
    const map = maps.Som.fromJSON(saved);
    expect(map.epoch).toBe(10);
    expect([
      ...map.classify([
        [0.5, 0.5],
        [5.5, 5.5],
      ]),
    ]).toEqual([1, 0]);
    const { width, height } = decodePng(read('map/u-matrix.png'));
    expect(width / height).toBe(6 / 4);
  });

  it('finds what the MiniSom-compatible batch map of iris has, and hexagons on a torus', async () => {
    // Quantization and topographic error of a batch map of z-scored iris, 8×8, radius 2 → 1, 10 epochs: .4227 / 0.
    const iris = await json('som fit iris --grid 8x8 --standardize --radius 2:1 --decay linear --epochs 10 --out a');
    expect(iris.quantizationError).toBeGreaterThan(0.38);
    expect(iris.quantizationError).toBeLessThan(0.46);
    expect(iris.accuracy).toBeGreaterThan(0.93);
    const hex = await json('som fit iris --grid 6x6 --hex --torus --epochs 5 --out b');
    expect(hex.grid).toMatchObject({ lattice: 'hexagonal', surface: 'torus' });
    const { width, height } = decodePng(read('b/hits.png'));
    // Six hexagons and a half across; rows √3/2 apart.
    expect(width / height).toBeCloseTo(6.5 / (5 * Math.sqrt(0.75) + 2 / Math.sqrt(3)), 1);
  });

  it('gives the same map with any number of threads, to the last bit', async () => {
    // So many units that the samples are shared out in parts.
    await json('som fit digits --grid 60x60 --epochs 2 --workers 1 --out one');
    await json('som fit digits --grid 60x60 --epochs 2 --workers 3 --out three');
    for (const name of ['map.json', 'hits.png']) expect(read(`three/${name}`).equals(read(`one/${name}`))).toBe(true);
  });

  it('learns around what is missing, where it is told to', async () => {
    file('holes.csv', 'a;b\n1,5;\n;2,5\n3,5;4\n0;1\n');
    await refused(
      'som fit holes.csv --grid 2x2 --out map',
      /invalid data "nothing in row 1, column \\"b\\"": expected a number everywhere, or --missing/,
    );
    expect(await json('som fit holes.csv --grid 2x2 --missing --out map')).toMatchObject({ samples: 4, dimensions: 2 });
    expect((await json('som map map/map.json holes.csv')).units).toHaveLength(4);
  });

  it('stops on Ctrl-C and writes what it has', async () => {
    clouds('many.csv', 3000);
    const { code, stdout } = await selforg('som fit many.csv --grid 10x10 --epochs 1000000 --out map --json', {
      interruptWhenThere: 'map',
    });
    expect(code).toBe(130);
    const { interrupted, epochs } = JSON.parse(stdout);
    expect(interrupted).toBe(true);
    const map = maps.Som.fromJSON(JSON.parse(read('map/map.json').toString()));
    expect(map.epoch).toBe(epochs);
    expect(existsSync(join(cwd, 'map', 'u-matrix.png'))).toBe(true);
  });

  it.each(['online', 'mini-batch'] as const)('stops on Ctrl-C in the middle of an epoch: %s', async (training) => {
    clouds('many.csv', 300_000);
    const line = `som fit many.csv --grid 100x100 --training ${training} --epochs 1 --out map --json`;
    const { code, stdout } = await selforg(line, { interruptWhenThere: 'map' });
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toMatchObject({ samples: 300_000, judged: 4096, epochs: 0, interrupted: true });
    const map = maps.Som.fromJSON(JSON.parse(read('map/map.json').toString()));
    const samples = data.parseDataset(read('many.csv'));
    const start = maps.Som.start(samples, { columns: 100, rows: 100, seed: 1 });
    expect(map.weights.some((weight, i) => weight !== start.weights[i])).toBe(true);
  });

  it('replaces a map only when it is told to, and nothing else', async () => {
    clouds('clouds.csv');
    await json('som fit clouds.csv --grid 3x3 --epochs 1 --out map');
    file('map/notes.txt', 'precious');
    await refused(
      'som fit clouds.csv --grid 2x2 --epochs 1 --out map',
      /invalid --out "map".*--force replaces the map/,
    );
    await json('som fit clouds.csv --grid 2x2 --epochs 1 --label none --ignore 3,y --out map --force');
    expect(readdirSync(join(cwd, 'map')).sort()).toEqual([
      'component-01-x.png',
      'hits.png',
      'map.json',
      'notes.txt',
      'quality.json',
      'u-matrix.png',
    ]);
  });

  it.each([
    ['som fit clouds.csv', /invalid --out: expected a folder for the map/],
    [
      'som fit clouds.csv --out map --grid 0x5',
      /invalid grid "0x5": expected columns and rows of at least 1, e\.g\. 20x20/,
    ],
    ['som fit clouds.csv --out map --grid 5by5', /invalid grid "5by5"/],
    ['som fit clouds.csv --out map --grid 4x3 --hex --torus', /invalid rows 3: expected an even number/],
    ['som fit clouds.csv --out map --distance euclid', /invalid distance "euclid": expected one of euclidean/],
    ['som fit clouds.csv --out map --radius 3:x', /invalid radius "3:x": expected a number, or its start and end/],
    ['som fit clouds.csv --out map --radius 0', /invalid radius 0: expected a number above 0/],
    ['som fit clouds.csv --out map --epochs 0', /invalid epochs 0/],
    [
      'som fit clouds.csv --out map --training online --workers 2',
      /invalid workers "2": expected 1 for training "online"/,
    ],
    ['som fit clouds.csv --out map --label knid', /invalid column "knid".*did you mean "kind"\?/],
    ['som fit clouds.csv --out map --label none', /line 2, column "kind" of "clouds\.csv" "near": expected a number/],
    ['som fit clouds.csv --out map --ignore 0', /invalid ignore "0": expected the name of a column/],
    ['som fit iris --out map --label 2', /invalid label: expected a table in text for it, not iris/],
    ['som fit nothing --out map', /invalid data "nothing": expected one of iris/],
    ['som fit', /invalid DATA: expected selforg som fit <data>/],
    ['som', /invalid FIT\|MAP: expected selforg som <fit\|map>/],
    ['som fti', /invalid som "fti": expected one of fit, map; did you mean "fit"\?/],
  ])('refuses %s', async (line, message) => {
    clouds('clouds.csv', 10);
    await refused(line, message);
  });
});

describe('som map', () => {
  it('places samples, at the scale and with the classes of the map', async () => {
    clouds('clouds.csv');
    await json('som fit clouds.csv --grid 4x4 --standardize --out map');
    file('new.csv', 'x,y\n0.4,0.5\n5.5,5.5\n');
    const { stdout, stderr, code } = await selforg('som map map/map.json new.csv');
    expect(code).toBe(0);
    expect(stderr).toMatch(/^2 samples: quantization error [\d.]+\n$/);
    const [head, first, second] = stdout.trimEnd().split('\n');
    expect(head).toBe('sample,unit,column,row,distance,label');
    const [sample, unit, column, row, distance, label] = first.split(',');
    expect([sample, Number(column) + 4 * Number(row), label]).toEqual(['1', Number(unit), 'near']);
    expect(Number(distance)).toBeLessThan(0.2);
    expect(second).toMatch(/,far$/);
    const own = await json('som map map/map.json clouds.csv --out units.csv');
    expect(own).toMatchObject({ samples: 400, accuracy: 1, out: 'units.csv' });
    expect(read('units.csv').toString().split('\n')).toHaveLength(402);
    await refused('som map map/map.json clouds.csv --out units.csv', /--out "units\.csv".*--force/);
    file('wide.csv', '1,2,3\n');
    await refused('som map map/map.json wide.csv', /invalid data "3 columns": expected 2, as many as the map has/);
    await refused('som map map/u-matrix.png new.csv', /invalid MAP "map\/u-matrix\.png": expected a map\.json/);
    file('other.json', '{"format":"other"}');
    await refused(
      'som map other.json new.csv',
      /invalid map of "other\.json" "other": expected "format": "selforg-som"/,
    );
    await refused('som map none.json new.csv', /invalid MAP "none\.json": expected an existing file/);
  });
});
