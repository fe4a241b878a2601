import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../src/contract/errors.js';
import { SparseEngine } from '../src/lattice/sparse-engine.js';
import { type Topology, UNBOUNDED } from '../src/lattice/topology.js';
import type { Pattern } from '../src/patterns/pattern.js';
import { parseRle } from '../src/patterns/rle.js';
import { parseRule } from '../src/rules/parse-rule.js';
import type { BlockRule } from '../src/rules/rule.js';
import { ReferencePlane } from './sparse-reference.js';

function blockRule(text: string): BlockRule {
  const { rule } = parseRule(text);
  if (rule.kind !== 'block') throw new Error(`${text} is no block rule`);
  return rule;
}

const LIFE = blockRule('B3/S23');
const GLIDER = parseRle('bob$2bo$3o!');
const BEYOND = 2n ** 62n;

function engineWith(rle: string, rule = 'B3/S23', x = 0n, y = 0n): SparseEngine {
  const engine = new SparseEngine(blockRule(rule), UNBOUNDED);
  engine.place(parseRle(rle), x, y);
  return engine;
}

function populationsAt(engine: SparseEngine, times: readonly number[]): bigint[] {
  let now = 0;
  return times.map((time) => {
    engine.step(time - now);
    now = time;
    return engine.population();
  });
}

/** The cells of a pattern where they lie. */
function cellsOf({ runs, origin = [0n, 0n] }: Pattern): [number, number][] {
  const cells: [number, number][] = [];
  for (let i = 0; i < runs.length; i += 4) {
    const [x, y] = [Number(origin[0]) + runs[i], Number(origin[1]) + runs[i + 1]];
    for (let k = 0; k < runs[i + 2]; k++) cells.push([x + k, y]);
  }
  return cells;
}

function patternOf(cells: readonly (readonly [number, number])[]): Pattern {
  const sorted = [...cells].sort(([ax, ay], [bx, by]) => ay - by || ax - bx);
  const width = Math.max(0, ...cells.map(([x]) => x + 1));
  const height = Math.max(0, ...cells.map(([, y]) => y + 1));
  return { width, height, runs: Int32Array.from(sorted.flatMap(([x, y]) => [x, y, 1, 1])), comments: [] };
}

/** The soup that engines are compared on: a linear congruential generator, alive where its top bit is set. */
function soup(side: number): Pattern {
  const cells: [number, number][] = [];
  let s = 1;
  for (let i = 0; i < side * side; i++) {
    s = (Math.imul(1664525, s) + 1013904223) >>> 0;
    if (s >= 2 ** 31) cells.push([i % side, Math.floor(i / side)]);
  }
  return patternOf(cells);
}

describe('sparse plane: facts', () => {
  it('R-pentomino: 118 cells at 1102, 116 from 1103 on', () => {
    expect(populationsAt(engineWith('b2o$2o$bo!'), [1102, 1103, 1104, 2000])).toEqual([118n, 116n, 116n, 116n]);
  });

  it('acorn: 635 at 5205, 633 from 5206 on', () => {
    expect(populationsAt(engineWith('bo$3bo$2o2b3o!'), [5205, 5206, 7001])).toEqual([635n, 633n, 633n]);
  });

  it('diehard: 2 cells at 129, none at 130, and no tile is kept', () => {
    const engine = engineWith('6bob$2o6b$bo3b3o!');
    expect(populationsAt(engine, [129, 130])).toEqual([2n, 0n]);
    expect(engine.box()).toBeUndefined();
    expect(engine.pattern().runs).toHaveLength(0);
    engine.step(2000);
    expect(engine.tilesHeld).toBe(0);
  });

  it('Gosper gun (1970): 36 + 5k cells at 30k', () => {
    const gun = '24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!';
    const times = Array.from({ length: 101 }, (_, k) => 30 * k);
    expect(populationsAt(engineWith(gun), times)).toEqual(times.map((t) => BigInt(36 + t / 6)));
  });

  it('the replicator of HighLife: 12 cells, then 24, 24, 48, 96 at multiples of 12', () => {
    const replicator = '2b3o$bo2bo$o3bo$o2bo$3o!';
    expect(populationsAt(engineWith(replicator, 'B36/S23'), [0, 12, 24, 36, 84])).toEqual([12n, 24n, 24n, 48n, 96n]);
  });

  it('one cell under B1357/S1357 (OEIS A160239)', () => {
    const times = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    expect(populationsAt(engineWith('o!', 'B1357/S1357'), times)).toEqual(
      [1, 8, 8, 24, 8, 64, 24, 112, 8].map((n) => BigInt(n)),
    );
  });

  it('soup of 256² on the plane without end (Golly): 18437, 13566, 5464 at 1, 10, 256', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(soup(256), -100n, -77n);
    expect(populationsAt(engine, [0, 1, 10, 256])).toEqual([32669n, 18437n, 13566n, 5464n]);
  });
});

describe('sparse plane: far away', () => {
  it.each([2n ** 60n, -(2n ** 60n), 2n ** 40n + 13n])('a glider at %s flies exactly', (at) => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(GLIDER, at, -at);
    engine.step(4000);
    expect(engine.box()).toEqual({ left: at + 1000n, top: -at + 1000n, right: at + 1002n, bottom: -at + 1002n });
    expect(engine.pattern()).toMatchObject({ origin: [at + 1000n, -at + 1000n], runs: GLIDER.runs });
  });

  it.each([
    [BEYOND - 400n, 0n],
    [0n, BEYOND - 400n],
  ])('a glider that would leave the plane from %s, %s stops with an error, and can still be seen', (x, y) => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(GLIDER, x, y);
    expect(() => engine.step(1000)).not.toThrow();
    expect(() => engine.step(1000)).toThrow('invalid pattern: expected one that stays within 2^62 cells of the origin');
    const { taken } = engine;
    expect(taken).toBeGreaterThan(580);
    expect(taken).toBeLessThan(760);
    const same = new SparseEngine(LIFE, UNBOUNDED);
    same.place(GLIDER, 0n, 0n);
    same.step(1000 + taken);
    const box = same.box();
    expect(engine.box()).toEqual(
      box && { left: x + box.left, top: y + box.top, right: x + box.right, bottom: y + box.bottom },
    );
    expect(() => engine.step(1)).not.toThrow();
    expect(engine.population()).toBe(5n);
  });

  it('a glider that would leave the plane on the other side stops too', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(parseRle('3o$o$bo!'), 100n - BEYOND, 100n - BEYOND);
    expect(() => engine.step(1000)).toThrow(InputError);
    expect(engine.box()?.left).toBeLessThan(30n - BEYOND);
  });

  it('refuses cells outside', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    expect(() => engine.paint(BEYOND + 1n, 0n, 1)).toThrow(InputError);
    expect(() => engine.place(GLIDER, BEYOND - 1n, 0n)).toThrow(InputError);
    expect(() => engine.place(GLIDER, 0n, -BEYOND - 1n)).toThrow(InputError);
    expect(() => engine.paint(0n, 0n, 2)).toThrow('invalid state 2: expected 0 or 1');
    expect(() => engine.place(parseRle('.A.B!'), 0n, 0n)).toThrow('a pattern of two states');
  });

  it('a glider that flies leaves nothing behind', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(GLIDER, 0n, 0n);
    engine.step(2000);
    const { bytes } = engine;
    engine.step(200_000);
    expect(engine.bytes).toBe(bytes);
    expect(engine.tilesHeld).toBeLessThan(40);
    expect(engine.box()?.left).toBe(50_500n);
  });
});

/** Random tables without B0 unless asked for, among them very fertile ones: B1 grows at the speed of light. */
const tables = fc.oneof(
  fc.uint8Array({ minLength: 512, maxLength: 512, max: 1 }),
  fc
    .constantFrom('B1/S', 'B1357/S1357', 'B2/S', 'B3/S23', 'B3678/S34678', 'B2-a/S12', 'B2/S34H', 'B13/S012V')
    .map((text) => blockRule(text).next),
);
const rules = tables.map((table): BlockRule => {
  const next = table.slice();
  next[0] = 0;
  return { kind: 'block', name: 'random', next, states: 2 };
});
const strobing = fc.tuple(tables, fc.nat(1)).map(([table, s8]): BlockRule => {
  const next = table.slice();
  next[0] = 1;
  next[511] = s8;
  return { kind: 'block', name: 'random', next, states: 2 };
});
const places = fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(9)), {
  minLength: 1,
  maxLength: 40,
  selector: ([x, y]) => 10 * y + x,
});
const strides = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 });

function compare(
  rule: BlockRule,
  topology: Topology,
  cells: [number, number][],
  at: [number, number],
  steps: number[],
) {
  const engine = new SparseEngine(rule, topology);
  const reference = new ReferencePlane(rule, topology);
  engine.place(patternOf(cells), BigInt(at[0]), BigInt(at[1]));
  for (const [x, y] of cells) reference.set(x + at[0], y + at[1]);
  for (const count of steps) {
    engine.step(count);
    for (let i = 0; i < count; i++) reference.step();
    const expected = reference.cells();
    expect(cellsOf(engine.pattern())).toEqual(expected);
    expect(engine.population()).toBe(BigInt(expected.length));
  }
}

describe('sparse plane: equal to a slow reference', () => {
  const origins = fc.tuple(fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 }));

  it('random tables, patterns and strides, across tile borders and negative coordinates', () => {
    fc.assert(
      fc.property(rules, places, origins, strides, (rule, cells, at, steps) =>
        compare(rule, UNBOUNDED, cells, at, steps),
      ),
      { numRuns: 60 },
    );
  });

  it('rules with B0, with and without S8: cells that differ from the background', () => {
    fc.assert(
      fc.property(strobing, places, origins, strides, (rule, cells, at, steps) =>
        compare(rule, UNBOUNDED, cells, at, steps),
      ),
      { numRuns: 40 },
    );
  });

  it('painting between steps, at even and odd generations', () => {
    const edits = fc.array(
      fc.record({
        x: fc.integer({ min: -5, max: 33 }),
        y: fc.integer({ min: -5, max: 33 }),
        state: fc.nat(1),
        steps: fc.nat(3),
      }),
      { minLength: 5, maxLength: 25 },
    );
    fc.assert(
      fc.property(fc.oneof(rules, fc.constant(LIFE), strobing), edits, (rule, list) => {
        const engine = new SparseEngine(rule, UNBOUNDED);
        const reference = new ReferencePlane(rule, UNBOUNDED);
        for (const { x, y, state, steps } of list) {
          engine.paint(BigInt(x), BigInt(y), state);
          reference.set(x, y, state === 1);
          engine.step(steps);
          for (let i = 0; i < steps; i++) reference.step();
          if (reference.cells().length > 3000) break;
        }
        expect(cellsOf(engine.pattern())).toEqual(reference.cells());
      }),
      { numRuns: 30 },
    );
  });

  it('oscillators of period 2 that sleep are right at odd generations, and wake when something comes', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    const reference = new ReferencePlane(LIFE, UNBOUNDED);
    const cells = [
      ...cellsOf(parseRle('3o!')).map(([x, y]) => [x + 26, y + 60]),
      ...cellsOf(GLIDER).map(([x, y]) => [x, y + 30]),
    ] as [number, number][];
    engine.place(patternOf(cells), 0n, 0n);
    for (const [x, y] of cells) reference.set(x, y);
    for (let i = 0; i < 55; i++) {
      engine.step(3);
      for (let k = 0; k < 3; k++) reference.step();
      expect(cellsOf(engine.pattern())).toEqual(reference.cells());
    }
  });
});

describe('sparse plane: one finite dimension, or two', () => {
  const sizes = fc.constantFrom(1, 2, 3, 5, 27, 28, 29, 30, 56, 57, 60);
  const topologies = fc
    .tuple(fc.constantFrom('plane' as const, 'torus' as const), sizes, fc.constantFrom('wide', 'high', 'both'), sizes)
    .map(([kind, a, ends, b]): Topology => {
      return { ...UNBOUNDED, kind, width: ends === 'wide' ? 0 : a, height: ends === 'high' ? 0 : b };
    });

  it('agrees with the reference for every size', () => {
    fc.assert(
      fc.property(topologies, rules, places, strides, (topology, rule, cells, steps) => {
        const { width, height } = topology;
        const inside = cells.map(([x, y]): [number, number] => [
          width ? (x * 7) % width : x,
          height ? (y * 7) % height : y,
        ]);
        const unique = [...new Map(inside.map((cell) => [cell.join(), cell])).values()];
        compare(rule, topology, unique, [0, 0], steps);
      }),
      { numRuns: 150 },
    );
  });

  it('B0 on a tube', () => {
    fc.assert(
      fc.property(strobing, places, strides, (rule, cells, steps) =>
        compare(rule, { ...UNBOUNDED, kind: 'torus', width: 29, height: 0 }, cells, [11, -4], steps),
      ),
      { numRuns: 20 },
    );
  });

  it('a glider comes round on a tube, and its tiles are freed', () => {
    const engine = new SparseEngine(LIFE, { ...UNBOUNDED, kind: 'torus', width: 256 });
    engine.place(GLIDER, 0n, 0n);
    engine.step(4 * 2560);
    expect(engine.box()).toEqual({ left: 0n, top: 2560n, right: 2n, bottom: 2562n });
    expect(engine.tilesHeld).toBeLessThan(60);
  });

  it('soup of 256² on T256,256 and P256,256 (Golly)', () => {
    const at = (kind: 'torus' | 'plane') => {
      const engine = new SparseEngine(LIFE, { ...UNBOUNDED, kind, width: 256, height: 256 });
      engine.place(soup(256), 0n, 0n);
      return populationsAt(engine, [1, 10, 256]);
    };
    expect(at('torus')).toEqual([18065n, 13222n, 4438n]);
    expect(at('plane')).toEqual([18311n, 13156n, 4508n]);
  });

  it('refuses what it cannot run', () => {
    const of = (rule: BlockRule, topology: Partial<Topology>) => () =>
      new SparseEngine(rule, { ...UNBOUNDED, ...topology });
    expect(of(LIFE, { kind: 'klein', width: 10, height: 10 })).toThrow('a plane or a torus without shift');
    expect(of(LIFE, { kind: 'torus', width: 10, height: 10, shiftX: 1 })).toThrow(InputError);
    expect(of(blockRule('B03/S23'), { width: 10 })).toThrow('no birth on 0 neighbours');
    expect(of(blockRule('/2/3'), {})).toThrow('two states for the engine sparse');
    expect(() => new SparseEngine(LIFE, UNBOUNDED, { memory: 1000 })).toThrow('invalid memory 1000');
    const tube = new SparseEngine(LIFE, { ...UNBOUNDED, kind: 'torus', width: 10 });
    expect(() => tube.paint(10n, 0n, 1)).toThrow(InputError);
  });
});

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
      { numRuns: 200 },
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
    expect(() => engine.pattern(read.runs.length / 4 - 1)).toThrow('runs of live cells');
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
