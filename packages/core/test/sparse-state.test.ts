import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../src/contract/errors.js';
import { SparseEngine } from '../src/lattice/sparse-engine.js';
import { UNBOUNDED } from '../src/lattice/topology.js';
import { parseRle } from '../src/patterns/rle.js';
import { BEYOND, blockRule, cellsOf, engineWith, GLIDER, LIFE, patternOf, soup } from './sparse-patterns.js';

describe('sparse plane: what is seen', () => {
  const views = fc.record({
    x: fc.integer({ min: -300, max: 300 }),
    y: fc.integer({ min: -300, max: 300 }),
    width: fc.integer({ min: 1, max: 60 }),
    height: fc.integer({ min: 1, max: 60 }),
    zoom: fc.nat(12),
    odd: fc.nat(1),
  });

  it('counts and cells of windows agree with counting one by one', () => {
    const engines = [0, 1].map((odd) => {
      const engine = new SparseEngine(LIFE, UNBOUNDED);
      engine.place(soup(100), -50n, -60n);
      engine.step(20 + odd);
      return { engine, cells: cellsOf(engine.pattern()) };
    });
    fc.assert(
      fc.property(views, ({ x, y, width, height, zoom, odd }) => {
        const { engine, cells } = engines[odd];
        const expected = new Float64Array(width * height);
        for (const [cx, cy] of cells) {
          const [u, v] = [Math.floor((cx - x) / 2 ** zoom), Math.floor((cy - y) / 2 ** zoom)];
          if (u >= 0 && u < width && v >= 0 && v < height) expected[v * width + u]++;
        }
        const window = { x: BigInt(x), y: BigInt(y), width, height, zoom };
        const counts = new Float64Array(width * height).fill(7);
        engine.counts(window, counts);
        expect(counts).toEqual(expected);
        if (zoom > 0) return;
        const seen = new Uint8Array(width * height);
        engine.cells(window, seen);
        expect(seen).toEqual(Uint8Array.from(expected));
      }),
      { numRuns: 120 },
    );
  });

  it('windows larger than the plane hold all its cells', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(GLIDER, BEYOND - 3n, BEYOND - 3n);
    engine.place(GLIDER, -BEYOND, 5n);
    engine.place(GLIDER, -5n, -5n);
    for (const zoom of [55, 59, 60, 61, 62, 63, 64, 70]) {
      const width = Math.max(4, 2 ** (65 - zoom));
      const x = (-BigInt(width) / 2n) << BigInt(zoom);
      const counts = new Float64Array(width * 4);
      engine.counts({ x, y: x, width, height: 4, zoom }, counts);
      const all = new Float64Array(width * width);
      engine.counts({ x, y: x, width, height: width, zoom }, all);
      expect(all.reduce((a, b) => a + b)).toBe(15);
      expect(counts).toEqual(all.slice(0, 4 * width));
    }
  });

  it('a pattern read is the pattern placed, or refused when it takes too many runs', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    const pattern = soup(90);
    engine.place(pattern, -33n, 1000n);
    const read = engine.pattern();
    expect(cellsOf({ ...read, origin: [0n, 0n] })).toEqual(cellsOf(pattern));
    expect(read.rule).toBe('B3/S23');
    expect(engine.pattern(read.runs.length / 4).runs).toHaveLength(read.runs.length);
    expect(() => engine.pattern(read.runs.length / 4 - 1)).toThrow('runs of cells');
    engine.place(GLIDER, 2n ** 40n, 0n);
    expect(() => engine.pattern()).toThrow('spans at most');
  });

  it('one run across many tiles is one run', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(parseRle('500o!'), -250n, 3n);
    expect(engine.pattern().runs).toEqual(Int32Array.of(0, 0, 500, 1));
  });

  it('a wide row of blocks takes more than one buffer of runs', () => {
    const blocks = 150_000;
    const row = (y: number) => Array.from({ length: blocks }, (_, i) => [4 * i, y, 2, 1]).flat();
    const pattern = { width: 4 * blocks, height: 2, runs: Int32Array.from([...row(0), ...row(1)]), comments: [] };
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(pattern, 0n, 0n);
    engine.step(7);
    expect(engine.population()).toBe(BigInt(4 * blocks));
    expect(isDeepStrictEqual(engine.pattern().runs, pattern.runs)).toBe(true);
  });
});

describe('sparse plane: saved states', () => {
  it.each(['B3/S23', 'B36/S23', 'B013/S23', 'B0123478/S01234678'])(
    '%s: restored at even and odd generations, with the same future and the same bytes',
    (text) => {
      const rule = blockRule(text);
      for (const steps of [10, 11]) {
        const engine = new SparseEngine(rule, UNBOUNDED);
        engine.place(patternOf(cellsOf(soup(40))), -19n, -7n);
        engine.step(steps);
        const saved = engine.save();
        const other = new SparseEngine(rule, UNBOUNDED);
        other.place(GLIDER, 0n, 0n);
        other.step(3);
        other.load(saved);
        expect(other.save()).toEqual(saved);
        for (const count of [1, 2, 4, 5]) {
          engine.step(count);
          other.step(count);
          expect(other.save()).toEqual(engine.save());
        }
      }
    },
  );

  it('does not depend on the way that led there', () => {
    const [once, often] = [0, 1].map(() => engineWith('bo$3bo$2o2b3o!'));
    once.step(101);
    for (let i = 0; i < 101; i++) often.step(1);
    expect(often.save()).toEqual(once.save());
    expect(often.tiles).toBe(once.tiles);
    expect(often.tiles).toBe(often.save().tiles.length / 32);
  });

  it('refuses what it has not saved', () => {
    const engine = engineWith('bo$3bo$2o2b3o!');
    const { tiles, phase } = engine.save();
    const refused = (saved: Record<string, Uint32Array | Uint8Array>) =>
      expect(() => engine.load(saved as never)).toThrow('invalid saved state');
    refused({ tiles });
    refused({ tiles: tiles.slice(1) as Uint32Array, phase: phase as Uint8Array });
    refused({ tiles: tiles as Uint32Array, phase: Uint8Array.of(2) });
    refused({ tiles: Uint32Array.from([...tiles, ...tiles]), phase: phase as Uint8Array });
    refused({ tiles: new Uint32Array(32).fill(2 ** 32 - 1), phase: phase as Uint8Array });
    refused({
      tiles: Uint32Array.from({ length: 32 }, (_, i) => (i === 1 ? 2 ** 31 - 1 : 0)),
      phase: phase as Uint8Array,
    });
    expect(engine.population()).toBe(7n);
  });
});

describe('sparse plane: memory', () => {
  it('growth past the ceiling is an error that leaves all cells as they were', () => {
    const engine = new SparseEngine(blockRule('B1/S012345678'), UNBOUNDED, { memory: 8 * 2 ** 20 });
    engine.place(parseRle('o!'), 0n, 0n);
    let generations = 0;
    expect(() => {
      for (;;) {
        engine.step(10);
        generations += 10;
      }
    }).toThrow('invalid memory "8 MiB": expected room for what lives');
    generations += engine.taken;
    const saved = engine.save();
    expect(() => engine.step(1000)).toThrow(InputError);
    expect(engine.taken).toBe(0);
    expect(isDeepStrictEqual(engine.save(), saved)).toBe(true);
    expect(engine.bytes).toBeLessThan(12 * 2 ** 20);
    const roomy = new SparseEngine(blockRule('B1/S012345678'), UNBOUNDED);
    roomy.place(parseRle('o!'), 0n, 0n);
    roomy.step(generations);
    expect(isDeepStrictEqual(roomy.save(), saved)).toBe(true);
  });

  it('a pattern too large to place is an error, and the engine goes on after it is cleared', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED, { memory: 8 * 2 ** 20 });
    const empty = engine.save();
    expect(() => engine.place(parseRle('10000000o!'), 0n, 0n)).toThrow('invalid memory');
    expect(() => engine.step(1)).toThrow('invalid memory');
    engine.load(empty);
    engine.place(GLIDER, 0n, 0n);
    engine.step(100);
    expect(engine.population()).toBe(5n);
  });
});
