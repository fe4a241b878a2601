import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulation, type Params, type Simulation } from '../src/index.js';
import { surfaceOf } from '../src/lattice/byte-lattice.js';
import { cellsOf, countAround, setCells, slowStep } from './byte-cells.js';
import { surfaces } from './surfaces.js';

const start = (params: Params, seed = 1): Simulation => createSimulation({ system: 'cyclic', params, seed });

describe('cyclic: facts (Fisch, Gravner & Griffeath 1991)', () => {
  it('a cell only ever goes on by one state, modulo their number', () => {
    const simulation = start({ width: 90, height: 70, states: 14, neighbourhood: 'von-neumann' });
    for (let time = 0; time < 30; time++) {
      const before = cellsOf(simulation);
      simulation.step();
      const advanced = cellsOf(simulation).map((state, i) => (state - before[i] + 14) % 14);
      expect(Math.max(...advanced)).toBe(1);
      const share = advanced.reduce((sum, n) => sum + n, 0) / advanced.length;
      expect(simulation.measures().changed).toBeCloseTo(share, 12);
    }
  });

  it('where no cell can be eaten, all stays as it is', () => {
    const simulation = start({ width: 40, height: 40, states: 8 });
    const stripes = Uint8Array.from({ length: 1600 }, (_, i) => 2 * (Math.floor(i / 10) % 2) + 1);
    setCells(simulation, stripes);
    simulation.step(50);
    expect(cellsOf(simulation)).toEqual(stripes);
    expect(simulation.measures()).toMatchObject({ changed: 0, present: 2, commonest: 0.5 });
  });

  it('a ring that holds all states in order is a clock, and in the end sets every cell’s pace', () => {
    const simulation = start({ width: 21, height: 21, states: 8, neighbourhood: 'von-neumann', edge: 'plane' });
    const ring = [-22, -21, -20, 1, 22, 21, 20, -1].map((offset) => 10 * 21 + 10 + offset);
    const cells = new Uint8Array(441);
    ring.forEach((at, state) => {
      cells[at] = state;
    });
    setCells(simulation, cells);
    for (let time = 1; time <= 300; time++) {
      simulation.step();
      const now = cellsOf(simulation);
      expect(ring.map((at) => now[at])).toEqual(ring.map((_, state) => (state + time) % 8));
    }
    expect(simulation.measures()).toMatchObject({ changed: 1, present: 8 });
  });

  it('Griffeath’s soup of 14 states comes almost to rest, then spirals set all of it going', () => {
    const simulation = start({ width: 128, height: 128, states: 14, neighbourhood: 'von-neumann' });
    simulation.step(30);
    expect(simulation.measures().changed).toBeLessThan(0.1);
    simulation.step(2000);
    // A clock whose loop is longer than 14 cells is slower than one step a step.
    expect(simulation.measures().changed).toBeGreaterThan(0.8);
  });
});

describe('cyclic: the kernel equals the slow reference', () => {
  it('on random rules, sizes and surfaces', () => {
    const rules = fc.record({
      states: fc.constantFrom(2, 3, 5, 14, 256),
      threshold: fc.integer({ min: 1, max: 6 }),
      range: fc.integer({ min: 1, max: 4 }),
      neighbourhood: fc.constantFrom('moore' as const, 'von-neumann' as const),
    });
    fc.assert(
      fc.property(rules, surfaces(70, 30), fc.nat(), (rule, surface, seed) => {
        const simulation = start({ ...rule, ...surface }, seed);
        let cells = cellsOf(simulation);
        for (let time = 0; time < 3; time++) {
          cells = slowStep(surfaceOf(surface), cells, (look) => {
            const next = (look(0, 0) + 1) % rule.states;
            return countAround(look, rule, (state) => state === next) >= rule.threshold ? next : look(0, 0);
          });
          simulation.step();
          expect(cellsOf(simulation)).toEqual(cells);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('counts past what a byte holds: 441 cells, of which 250 are asked for', () => {
    for (const [threshold, edge, expected] of [
      [250, 'torus', 1],
      [250, 'plane', 0],
    ] as const) {
      const simulation = start({ width: 12, height: 12, states: 3, range: 10, threshold, edge });
      setCells(simulation, new Uint8Array(144).fill(1).fill(0, 78, 79));
      simulation.step();
      expect(cellsOf(simulation)[78]).toBe(expected);
    }
  });
});
