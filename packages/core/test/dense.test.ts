import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Backend } from '../src/compiler/backend.js';
import { DenseEngine } from '../src/lattice/dense.js';
import type { Topology } from '../src/lattice/topology.js';
import { parseRule } from '../src/rules/parse-rule.js';
import { blockTables, countTable, ruleOf } from './compiler-reference.js';
import { referenceRun, referenceSoup } from './lattice-reference.js';

const BACKENDS = ['compiled', 'masks', 'typescript'] satisfies Backend[];

const width = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 6 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 90 }) },
  { weight: 2, arbitrary: fc.constantFrom(127, 128, 129, 255, 256, 257, 384) },
);
const height = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 24 }));

/** Every bounded topology; shifts go beyond the sides too. */
const topologies: fc.Arbitrary<Topology> = fc
  .record({
    kind: fc.constantFrom('plane', 'torus', 'torus', 'klein', 'cross-surface', 'sphere'),
    width,
    height,
    shift: fc.integer({ min: -3, max: 3 }),
    vertical: fc.boolean(),
  })
  .map(({ kind, width, height, shift, vertical }) => {
    const plain = { kind, width, height, shiftX: 0, shiftY: 0, twist: 'none' } as const;
    if (kind === 'sphere') return { ...plain, width: height };
    if (kind === 'torus') return vertical ? { ...plain, shiftY: shift } : { ...plain, shiftX: shift };
    if (kind === 'klein') {
      const shifted = vertical ? { shiftY: height % 2 ? shift : 0 } : { shiftX: width % 2 ? shift : 0 };
      return { ...plain, ...shifted, twist: vertical ? 'vertical' : 'horizontal' };
    }
    return plain;
  }) as fc.Arbitrary<Topology>;

const states = fc.oneof({ weight: 3, arbitrary: fc.constant(2) }, fc.constantFrom(3, 4, 5, 6, 9, 17, 25, 256));

const torus = (width: number, height: number): Topology => ({
  kind: 'torus',
  width,
  height,
  shiftX: 0,
  shiftY: 0,
  twist: 'none',
});

function start(rule: Parameters<typeof ruleOf>, topology: Topology, cells: Uint8Array, backend: Backend): DenseEngine {
  const engine = new DenseEngine(ruleOf(...rule), topology, { backend });
  let i = 0;
  engine.fill(() => cells[i++]);
  return engine;
}

function cellsOf(engine: DenseEngine): Uint8Array {
  const out = new Uint8Array(engine.width * engine.height);
  engine.cells({ x: 0n, y: 0n, width: engine.width, height: engine.height, zoom: 0 }, out);
  return out;
}

describe('the dense engine equals the slow reference', () => {
  it.each(BACKENDS)('%s: on every bounded topology, for rules of every kind', (backend) => {
    const cases = fc.record({
      next: blockTables,
      states,
      topology: topologies,
      seed: fc.nat(),
      steps: fc.integer({ min: 1, max: 4 }),
    });
    fc.assert(
      fc.property(cases, ({ next, states, topology, seed, steps }) => {
        let s = seed;
        const cells = new Uint8Array(topology.width * topology.height).map(() => {
          s = (Math.imul(1664525, s) + 1013904223) >>> 0;
          return s >>> 31 ? (s >>> 16) % states : 0;
        });
        const engine = start([next, states], topology, cells, backend);
        expect(cellsOf(engine)).toEqual(cells);
        engine.step(1);
        const first = referenceRun(ruleOf(next, states), topology, cells, 1);
        expect(cellsOf(engine)).toEqual(first);
        engine.step(steps);
        expect(cellsOf(engine)).toEqual(referenceRun(ruleOf(next, states), topology, first, steps));
      }),
      { numRuns: 80 },
    );
  });
});

describe('what the dense engine shows and tells', () => {
  const grid = fc.record({
    width: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 300 }), fc.constant(1024)),
    height: fc.integer({ min: 1, max: 40 }),
    states: fc.constantFrom(2, 2, 3, 5, 256),
    share: fc.constantFrom(0, 0.02, 0.5, 1),
    seed: fc.nat(),
    backend: fc.constantFrom(...BACKENDS),
  });
  type Grid = typeof grid extends fc.Arbitrary<infer T> ? T : never;

  function sown({ width, height, states, share, seed, backend }: Grid): { cells: Uint8Array; engine: DenseEngine } {
    let s = seed;
    const cells = new Uint8Array(width * height).map(() => {
      s = (Math.imul(1664525, s) + 1013904223) >>> 0;
      return s < share * 2 ** 32 ? 1 + ((s >>> 7) % (states - 1)) : 0;
    });
    return { cells, engine: start([countTable(8, 12), states], torus(width, height), cells, backend) };
  }

  it('population, box, pattern and census', () => {
    fc.assert(
      fc.property(grid, (given) => {
        const { cells, engine } = sown(given);
        const live = [...cells.keys()].filter((i) => cells[i]);
        const [xs, ys] = [live.map((i) => i % given.width), live.map((i) => Math.floor(i / given.width))];
        expect(engine.population()).toBe(BigInt(live.length));
        const big = (values: number[]) => values.map((value) => BigInt(value));
        const bounds = () => big([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]);
        const [left, top, right, bottom] = live.length > 0 ? bounds() : [];
        expect(engine.box()).toEqual(live.length > 0 ? { left, top, right, bottom } : undefined);

        const pattern = engine.pattern();
        const copy = new DenseEngine(ruleOf(countTable(8, 12), given.states), torus(given.width, given.height));
        copy.place(pattern, ...(pattern.origin ?? [0n, 0n]));
        expect(cellsOf(copy)).toEqual(cells);

        engine.settle();
        engine.step(1);
        const next = cellsOf(engine);
        const count = (test: (i: number) => boolean) => [...cells.keys()].filter(test).length;
        expect(engine.census()).toEqual({
          population: count((i) => next[i] === 1),
          births: count((i) => next[i] === 1 && cells[i] !== 1),
          deaths: count((i) => next[i] !== 1 && cells[i] === 1),
        });
        const changes = new Uint8Array(cells.length);
        engine.changesInto(changes);
        const change = (i: number) => (next[i] === 1 ? (cells[i] === 1 ? 1 : 2) : cells[i] === 1 ? 3 : 0);
        expect(changes).toEqual(cells.map((_, i) => change(i)));
      }),
      { numRuns: 30 },
    );
  });

  it('counts and cells of any window, inside, across the edges or beyond', () => {
    const windows = fc.record({
      x: fc.integer({ min: -70, max: 330 }),
      y: fc.integer({ min: -50, max: 60 }),
      width: fc.integer({ min: 1, max: 70 }),
      height: fc.integer({ min: 1, max: 20 }),
      zoom: fc.oneof(fc.integer({ min: 0, max: 7 }), fc.constant(60)),
    });
    fc.assert(
      fc.property(grid, windows, (given, { x, y, width, height, zoom }) => {
        const { cells, engine } = sown(given);
        const at = (i: number, j: number) =>
          i >= 0 && j >= 0 && i < given.width && j < given.height ? cells[j * given.width + i] : 0;
        const seen = new Uint8Array(width * height);
        engine.cells({ x: BigInt(x), y: BigInt(y), width, height, zoom: 0 }, seen);
        expect(seen).toEqual(seen.map((_, i) => at(x + (i % width), y + Math.floor(i / width))));

        const counts = new Float64Array(width * height);
        engine.counts({ x: BigInt(x), y: BigInt(y), width, height, zoom }, counts);
        const expected = new Float64Array(width * height);
        for (const [i, state] of cells.entries()) {
          const column = Math.floor(((i % given.width) - x) / 2 ** zoom);
          const row = Math.floor((Math.floor(i / given.width) - y) / 2 ** zoom);
          if (state && column >= 0 && row >= 0 && column < width && row < height) expected[row * width + column]++;
        }
        expect(counts).toEqual(expected);
      }),
      { numRuns: 80 },
    );
  });

  it('goes on from what was saved, on whatever backend', () => {
    fc.assert(
      fc.property(grid, fc.constantFrom(...BACKENDS), (given, backend) => {
        const { engine } = sown(given);
        engine.step(3);
        const other = new DenseEngine(ruleOf(countTable(8, 12), given.states), torus(given.width, given.height), {
          backend,
        });
        other.load(engine.save());
        expect(other.census()).toEqual(engine.census());
        for (const each of [engine, other]) each.step(4);
        expect(other.save()).toEqual(engine.save());
      }),
      { numRuns: 40 },
    );
    const small = new DenseEngine(ruleOf(countTable(8, 12)), torus(9, 9));
    expect(() => small.load({ cells: new Uint8Array(3) })).toThrow(
      'invalid snapshot "cells of 3 values": expected 18 values',
    );
  });

  it('refuses grids without end, patterns that do not fit and states that are not', () => {
    const rule = ruleOf(countTable(8, 12));
    expect(() => new DenseEngine(rule, torus(0, 8))).toThrow('expected a bounded grid for the dense engine');
    const engine = new DenseEngine(rule, torus(30, 20));
    const pattern = { width: 4, height: 1, runs: Int32Array.of(0, 0, 4, 1), comments: [] };
    expect(() => engine.place(pattern, 27n, 0n)).toThrow(
      'invalid pattern "4×1 at 27, 0": expected a pattern that fits',
    );
    expect(() => engine.place({ ...pattern, runs: Int32Array.of(0, 0, 4, 2) }, 0n, 0n)).toThrow(
      'a pattern of two states',
    );
    engine.place(pattern, 26n, 19n);
    engine.paint(99n, -1n, 1);
    expect(engine.population()).toBe(4n);
    expect(() => engine.pattern(0)).toThrow('expected fewer live cells to write');
  });
});

describe('facts: populations of the 256² soup (Golly 5.1)', () => {
  it.each([
    ['B3/S23:T256', [18065, 13222, 4438]],
    ['B36/S23:T256', [21625, 16331, 4763]],
    ['B2/S:T256', [3608, 10453, 13567]],
    ['B2/S34H:T256', [25656, 16996, 1442]],
    ['B13/S012V:T256', [38967, 35743, 33659]],
    ['B3/S2-i34q:T256', [18363, 13197, 2377]],
    ['B3/S23:P256', [18311, 13156, 4508]],
    ['B3/S23:K256*,256', [18068, 13228, 4599]],
    ['B3/S23:S256', [18073, 13257, 4504]],
  ])('%s', (text, expected) => {
    const { rule, topology } = parseRule(text);
    if (rule.kind !== 'block' || !topology) throw new Error('no bounded block rule');
    const soup = referenceSoup();
    const engine = start([rule.next], topology, soup, 'compiled');
    const seen = [1, 9, 246].map((count) => {
      engine.step(count);
      return Number(engine.population());
    });
    expect(seen).toEqual(expected);
  });
});
