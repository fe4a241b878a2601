import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulation, formatRle, type Simulation } from '../src/index.js';
import { latticeOf } from '../src/lattice/edges.js';
import { parseRule } from '../src/rules/parse-rule.js';
import { referenceStep } from './lattice-reference.js';

const GOSPER_GUN =
  '24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!';
const plane = { width: 1000, height: 1000, edge: 'plane' };

const start = (params: Record<string, string | number>, seed = 1): Simulation =>
  createSimulation({ system: 'life', params, seed });
const population = (simulation: Simulation): number => Number(simulation.measures().population);
const cellsOf = (simulation: Simulation): Uint8Array => Uint8Array.from(simulation.field('cells').data);

function populationsAt(params: Record<string, string | number>, times: readonly number[]): number[] {
  const simulation = start(params);
  return times.map((time) => {
    simulation.step(time - simulation.time);
    return population(simulation);
  });
}

/** The soup that engines are compared on: a linear congruential generator, alive where its top bit is set. */
function soup256(): string {
  const runs: number[] = [];
  let s = 1;
  for (let i = 0; i < 65536; i++) {
    s = (Math.imul(1664525, s) + 1013904223) >>> 0;
    if (s >= 2 ** 31) runs.push(i % 256, i >> 8, 1, 1);
  }
  return formatRle({ width: 256, height: 256, runs: Int32Array.from(runs), comments: [] });
}

describe('life: facts from the literature and from Golly', () => {
  it('R-pentomino: 118 cells at 1102, 116 from 1103 on (gliders leave)', () => {
    expect(populationsAt({ ...plane, pattern: 'b2o$2o$bo!' }, [1102, 1103])).toEqual([118, 116]);
  });

  it('Gosper gun (1970): 36 + 5k cells at 30k', () => {
    const times = Array.from({ length: 20 }, (_, k) => 30 * k);
    expect(populationsAt({ ...plane, pattern: GOSPER_GUN }, times)).toEqual(times.map((t) => 36 + t / 6));
  });

  it('diehard has 2 cells at 129 and none at 130', () => {
    expect(populationsAt({ ...plane, pattern: '6bob$2o6b$bo3b3o!' }, [129, 130])).toEqual([2, 0]);
  });

  it('pi-heptomino 55 from 173, B-heptomino 28 from 148, ten in a row becomes a pentadecathlon', () => {
    expect(populationsAt({ ...plane, pattern: '3o$obo$obo!' }, [173])).toEqual([55]);
    expect(populationsAt({ ...plane, pattern: 'ob2o$3o$bo!' }, [148])).toEqual([28]);
    expect(populationsAt({ ...plane, pattern: '10o!' }, [15, 30, 45])).toEqual([12, 12, 12]);
  });

  it('one cell under the linear rule B1357/S1357 (OEIS A160239) dies out on a torus of 2^k', () => {
    const params = { width: 256, height: 256, rule: 'B1357/S1357', pattern: 'o!', edge: 'torus' };
    expect(populationsAt(params, [0, 1, 2, 3, 4, 5, 6, 7, 8, 256])).toEqual([1, 8, 8, 24, 8, 64, 24, 112, 8, 0]);
  });

  it.each([
    ['B3/S23', 'torus', [32669, 18065, 13222, 4438]],
    ['B36/S23', 'torus', [32669, 21625, 16331, 4763]],
    ['B2/S', 'torus', [32669, 3608, 10453, 13567]],
    ['B3/S23', 'plane', [32669, 18311, 13156, 4508]],
  ])('the 256² soup under %s on a %s', (rule, edge, expected) => {
    const pattern = soup256();
    expect(populationsAt({ pattern, rule, edge }, [0, 1, 10, 256])).toEqual(expected);
    const grid = `${rule}:${edge === 'torus' ? 'T' : 'P'}256,256`;
    expect(populationsAt({ pattern, rule: grid, width: 7, height: 3 }, [256])).toEqual(expected.slice(-1));
  });

  it('a glider moves one cell each way in four steps', () => {
    const simulation = start({ width: 200, height: 40, pattern: 'bo$2bo$3o!' });
    const { left, top } = simulation.measures();
    simulation.step(4 * 12);
    expect(simulation.measures()).toMatchObject({
      left: Number(left) + 12,
      top: Number(top) + 12,
      boxWidth: 3,
      boxHeight: 3,
    });
  });
});

describe('life: the SIMD kernel equals the slow reference', () => {
  const sizes = fc.oneof(
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 300 }),
    fc.constantFrom(127, 128, 129, 255, 256, 257, 384, 1024),
  );
  const tables = fc.uint8Array({ minLength: 64, maxLength: 64 });
  const rules = fc.oneof(
    fc
      .record({ birth: fc.subarray([...'012345678']), survival: fc.subarray([...'012345678']) })
      .map(({ birth, survival }) => `B${birth.join('')}/S${survival.join('')}`),
    tables.map((bytes) => `MAP${Buffer.from(bytes).toString('base64').replace(/=+$/, '')}`),
    fc.constantFrom('B2/S34H', 'B13/S012V', 'B3/S2-i34q', 'W110'),
  );
  it('on random rules, sizes and edges', () => {
    fc.assert(
      fc.property(
        fc.record({
          width: sizes,
          height: fc.integer({ min: 1, max: 40 }),
          rule: rules,
          edge: fc.constantFrom('torus' as const, 'plane' as const, 'klein' as const, 'cross-surface' as const),
          density: fc.constantFrom(0.05, 0.3, 0.5, 0.95),
          seed: fc.nat(),
        }),
        ({ width, height, rule, edge, density, seed }) => {
          const simulation = start({ width, height, rule, edge, density }, seed);
          let expected: Uint8Array = cellsOf(simulation);
          for (let time = 0; time < 4; time++) {
            const before = expected;
            expected = referenceStep(parseRule(rule).rule, latticeOf({ edge, width, height }), expected);
            simulation.step();
            expect(cellsOf(simulation)).toEqual(expected);
            expectMeasures(simulation, before, expected, width);
            expectBits(simulation, expected, width, height);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  function expectMeasures(simulation: Simulation, before: Uint8Array, now: Uint8Array, width: number): void {
    const indices = [...now.keys()].filter((i) => now[i]);
    const xs = indices.map((i) => i % width);
    const ys = indices.map((i) => Math.floor(i / width));
    const count = (test: (i: number) => boolean) => [...now.keys()].filter(test).length;
    const measures = simulation.measures();
    expect(measures.population).toBe(indices.length);
    expect(measures.births).toBe(count((i) => now[i] > before[i]));
    expect(measures.deaths).toBe(count((i) => now[i] < before[i]));
    expect(measures.boxWidth).toBe(xs.length ? Math.max(...xs) - Math.min(...xs) + 1 : 0);
    expect(measures.boxHeight).toBe(ys.length ? Math.max(...ys) - Math.min(...ys) + 1 : 0);
    if (xs.length) expect(measures).toMatchObject({ left: Math.min(...xs), top: Math.min(...ys) });
    const changes = simulation.field('changes').data;
    expect(Array.from(changes)).toEqual(
      Array.from(now, (alive, i) => (alive ? (before[i] ? 1 : 2) : before[i] ? 3 : 0)),
    );
  }

  function expectBits(simulation: Simulation, now: Uint8Array, width: number, height: number): void {
    const { data, stride } = simulation.field('bits');
    const unpacked = new Uint8Array(width * height).map((_, i) => {
      const x = i % width;
      return (data[Math.floor(i / width) * stride[0] + (x >> 3)] >> (7 - (x & 7))) & 1;
    });
    expect(unpacked).toEqual(now);
    const padding = width % 8 ? 2 ** (8 - (width % 8)) - 1 : 0;
    for (let y = 0; y < height; y++) expect(data[(y + 1) * stride[0] - 1] & padding).toBe(0);
  }
});

describe('life: starting and painting', () => {
  it('on a torus, moving the pattern moves its future', () => {
    const size = { width: 130, height: 60, pattern: 'b2o$2o$bo!', edge: 'torus' };
    const [a, b] = [start(size), start({ ...size, offsetX: 13, offsetY: -7 })];
    a.step(100);
    b.step(100);
    const [cells, moved] = [cellsOf(a), cellsOf(b)];
    expect(moved.some((alive) => alive)).toBe(true);
    const rolled = moved.map((_, i) => moved[((Math.floor(i / 130) + 53) % 60) * 130 + (((i % 130) + 13) % 130)]);
    expect(rolled).toEqual(cells);
  });

  it('takes the rule from the pattern unless one is given', () => {
    const pattern = 'x = 3, y = 3, rule = B36/S23\nb2o$2o$bo!';
    const [own, forced, high] = [
      { pattern },
      { pattern, rule: 'B3/S23' },
      { pattern: 'b2o$2o$bo!', rule: 'B36/S23' },
    ].map((params) => populationsAt({ ...params, ...plane }, [60])[0]);
    expect(own).toBe(high);
    expect(own).not.toBe(forced);
  });

  it('sows the density asked for', () => {
    const n = 1024 * 1024;
    for (const density of [0, 0.1, 0.5, 1]) {
      const sown = population(start({ width: 1024, height: 1024, density }));
      expect(Math.abs(sown - n * density)).toBeLessThanOrEqual(5 * Math.sqrt(n * density * (1 - density)));
    }
  });

  it('paints one cell with a small brush, a disc with a large one, and erases', () => {
    const simulation = start({ width: 64, height: 64, density: 0 });
    simulation.edit?.({ x: 10.4, y: 20.7, radius: 0.5 });
    expect(population(simulation)).toBe(1);
    expect(simulation.measures()).toMatchObject({ left: 10, top: 20 });
    simulation.edit?.({ x: 32, y: 32, radius: 10 });
    const area = population(simulation) - 1;
    expect(Math.abs(area - Math.PI * 100)).toBeLessThan(20);
    simulation.edit?.({ x: 32, y: 32, radius: 60, erase: true });
    expect(population(simulation)).toBe(0);
    simulation.edit?.({ x: -500, y: 1e6, radius: 3 });
    expect(population(simulation)).toBe(0);
  });

  it('refuses a pattern that does not fit, more than two states, and too large a grid', () => {
    expect(() => start({ pattern: '300o!', edge: 'torus' })).toThrow(
      /invalid pattern "300×1 at -22, 128": expected a pattern that fits the 256×256 grid/,
    );
    expect(() => start({ pattern: '.AB!' })).toThrow('invalid pattern "state 2": expected a pattern of two states');
    expect(() => start({ rule: 'B3/S23:T70000' })).toThrow('invalid rule "70000×70000"');
  });
});
