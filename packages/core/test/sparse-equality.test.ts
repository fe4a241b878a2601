import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../src/contract/errors.js';
import { SparseEngine } from '../src/lattice/sparse-engine.js';
import { type Topology, UNBOUNDED } from '../src/lattice/topology.js';
import { parseRle } from '../src/patterns/rle.js';
import type { BlockRule } from '../src/rules/rule.js';
import { blockRule, cellsOf, GLIDER, LIFE, patternOf, populationsAt, soup } from './sparse-patterns.js';
import { ReferencePlane } from './sparse-reference.js';

/** A few random tables, since each is compiled, and very fertile rules: B1 grows at the speed of light. */
const tables = [
  ...Array.from({ length: 3 }, (_, seed) => {
    let s = seed;
    return Uint8Array.from({ length: 512 }, () => {
      s = (Math.imul(1664525, s) + 1013904223) >>> 0;
      return s >>> 31;
    });
  }),
  ...['B1/S', 'B1357/S1357', 'B3/S23', 'B3678/S34678', 'B2-a/S12', 'B2/S34H'].map((text) => blockRule(text).next),
];
const ruleOf = (table: Uint8Array, b0: number, s8: number): BlockRule => {
  const next = table.slice();
  next[0] = b0;
  if (b0) next[511] = s8;
  return { kind: 'block', name: 'random', next, states: 2 };
};
const rules = fc.constantFrom(...tables.map((table) => ruleOf(table, 0, 0)));
const strobing = fc.constantFrom(...tables.slice(0, 5).map((table, i) => ruleOf(table, 1, i % 2)));
const places = fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(9)), {
  minLength: 1,
  maxLength: 40,
  selector: ([x, y]) => 10 * y + x,
});
const strides = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 });

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
      { numRuns: 40 },
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
          if (reference.population > 3000) break;
        }
        expect(cellsOf(engine.pattern())).toEqual(reference.cells());
      }),
      { numRuns: 20 },
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
      { numRuns: 100 },
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
    tube.paint(10n, 0n, 1);
    tube.paint(-1n, 0n, 1);
    expect(tube.population()).toBe(0n);
    expect(() => tube.place(GLIDER, 8n, 0n)).toThrow(InputError);
  });
});
