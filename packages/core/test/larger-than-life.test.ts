import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineOf } from '../src/automata/larger-than-life-outline.js';
import { createSimulation, formatRle, type Params, type Simulation } from '../src/index.js';
import { parseTopology } from '../src/lattice/topology-notation.js';
import { parseRule } from '../src/rules/parse-rule.js';
import type { LargerThanLifeRule } from '../src/rules/rule.js';
import { cellsOf, rleOf } from './byte-cells.js';
import { alive, referenceSoup, referenceStep } from './lattice-reference.js';

const BOSCO = 'R5,C0,M1,S34..58,B34..45,NM';
const start = (params: Params, seed = 1): Simulation => createSimulation({ system: 'larger-than-life', params, seed });
const ruleOf = (text: string): LargerThanLifeRule => parseRule(text).rule as LargerThanLifeRule;

describe('larger-than-life: facts', () => {
  it('Bosco’s rule on the 256² soup: 11096, 7062, 1907 cells at 1, 10, 256 (Golly 5.1)', () => {
    const simulation = start({ rule: `${BOSCO}:T256,256`, pattern: rleOf(referenceSoup(), 256) });
    const populations = [1, 10, 256].map((time) => {
      simulation.step(time - simulation.time);
      return simulation.measures().population;
    });
    expect(populations).toEqual([11096, 7062, 1907]);
  });

  it('at radius 1 it is Life, on a torus, with a glider', () => {
    const pattern = 'bo$2bo$3o!';
    const [life, larger] = [
      createSimulation({ system: 'life', params: { pattern, rule: 'B3/S23:T40,33' } }),
      start({ pattern, rule: 'R1,C0,M0,S2..3,B3..3,NM:T40,33' }),
    ];
    for (const simulation of [life, larger]) simulation.step(4 * 40 + 3);
    expect(cellsOf(larger)).toEqual(cellsOf(life));
    expect(larger.measures().population).toBe(5);
  });

  it('a majority rule leaves a soup of all alive alive, and of all dead dead', () => {
    for (const density of [0, 1]) {
      const simulation = start({ rule: 'R4,C0,M1,S41..81,B41..81,NM', density, width: 50, height: 40 });
      simulation.step(3);
      expect(simulation.measures()).toMatchObject({ population: 2000 * density, changed: 0 });
    }
  });
});

describe('larger-than-life: outlines', () => {
  it('a square is four sums, of any size; a diamond two for each row', () => {
    for (const radius of [1, 5, 100, 500]) {
      const square = outlineOf(ruleOf(`R${radius},C0,M1,S1..1,B1..1,NM`));
      expect(square).toMatchObject({ area: true, cells: (2 * radius + 1) ** 2 });
      expect([square.plus.length, square.minus.length]).toEqual([2, 2]);
    }
    const diamond = outlineOf(ruleOf('R5,C0,M1,S1..1,B1..1,NN'));
    expect(diamond).toMatchObject({ area: false, cells: 2 * 5 * 6 + 1 });
    expect(diamond.plus.length).toBe(11);
  });
});

describe('larger-than-life: the kernel equals the slow reference', () => {
  const NAMES = ['M', 'N', 'C', '2', '+', 'X', '*', 'B', 'D', 'H'];
  const range = (most: number) =>
    fc.tuple(fc.nat(most), fc.nat(most)).map(([a, b]) => `${Math.min(a, b)}..${Math.max(a, b)}`);
  const rules = fc
    .record({ radius: fc.integer({ min: 1, max: 9 }), states: fc.constantFrom(0, 2, 3, 5, 256), centre: fc.nat(1) })
    .chain(({ radius, states, centre }) =>
      fc.constantFrom(...NAMES).chain((shape) => {
        const head = `R${radius},C${states},M${centre}`;
        const { neighbourhood } = ruleOf(`${head},S0..0,B0..0,N${shape}`);
        const most = neighbourhood.flat().reduce((sum, [from, to]) => sum + to - from, 0);
        return fc.tuple(range(most), range(most)).map(([s, b]) => `${head},S${s},B${b},N${shape}`);
      }),
    );
  const grids = fc.oneof(
    fc
      .tuple(fc.constantFrom('T', 'P', 'K', 'C'), fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 40 }))
      .map(([kind, w, h]) => `:${kind}${w}${kind === 'K' ? '*' : ''},${h}`),
    fc.integer({ min: 1, max: 40 }).map((side) => `:S${side}`),
    fc.constantFrom(':T20+7,17', ':T33,18-5', ':K16,33*', ':K17*+1,20'),
  );

  it('on random rules, neighbourhoods and topologies', () => {
    fc.assert(
      fc.property(rules, grids, fc.constantFrom(0.1, 0.4, 0.8), fc.nat(), (rule, grid, density, seed) => {
        const simulation = start({ rule: rule + grid, density }, seed);
        let cells = cellsOf(simulation);
        for (let time = 0; time < 3; time++) {
          const before = cells;
          cells = referenceStep(ruleOf(rule), parseTopology(grid), cells);
          simulation.step();
          expect(cellsOf(simulation)).toEqual(cells);
          expect(simulation.measures()).toEqual({
            population: alive(cells),
            occupied: cells.filter((state) => state !== 0).length,
            changed: cells.filter((state, i) => state !== before[i]).length,
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    'R16,C0,M0,S100..300,B200..300,NC',
    'R128,C0,M1,S20000..40000,B15000..30000,NM',
    'R500,C3,M0,S1..400,B1..300,N+',
    'R2,C4,M1,S2,5-9,12-14,B4,7-8,NM',
    'R3,C2,M0,S0..4,9-30,B0,5..7,NM',
  ])('with wider sums, or many ranges: %s', (rule) => {
    const grid = ':T17,9';
    const simulation = start({ rule: rule + grid, density: 0.3 });
    const before = cellsOf(simulation);
    simulation.step();
    expect(cellsOf(simulation)).toEqual(referenceStep(ruleOf(rule), parseTopology(grid), before));
  });
});

describe('larger-than-life: starting and painting', () => {
  it('takes the rule from the pattern, and says which', () => {
    const pattern = formatRle({ width: 1, height: 1, runs: Int32Array.of(0, 0, 1, 1), comments: [], rule: BOSCO });
    expect(start({ pattern }).report?.()).toEqual({ rule: BOSCO });
    expect(start({ pattern, rule: 'R4,C0,M1,S41..81,B41..81,NM' }).report?.()).toEqual({
      rule: 'R4,C0,M1,S41..81,B41..81,NM',
    });
  });

  it('refuses a rule without a radius, and a grid without an end', () => {
    expect(() => start({ rule: 'B3/S23' })).toThrow('invalid rule "B3/S23": expected a rule with a radius');
    expect(() => start({ rule: `${BOSCO}:T0,100` })).toThrow('invalid rule "0×100": expected a grid of 1 to 8192');
    expect(() => start({ pattern: 'C!' })).toThrow('invalid pattern "state 3": expected a pattern of 2 states');
    expect(() => start({ edge: 'sphere', width: 20 })).toThrow('invalid edge "sphere"');
  });

  it('refuses a restored state that the rule lacks', () => {
    const simulation = start({ width: 20, height: 20 });
    const snapshot = simulation.snapshot();
    const cells = snapshot.state.cells.slice();
    cells.fill(2);
    expect(() => simulation.restore({ ...snapshot, state: { ...snapshot.state, cells } })).toThrow(
      'invalid snapshot "state 2": expected states below 2',
    );
  });
});
