import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSimulation, findSystem, type Params, type Simulation } from '../src/index.js';
import { surfaceOf } from '../src/lattice/byte-lattice.js';
import { cellsOf, countAround, setCells, slowStep } from './byte-cells.js';
import { surfaces } from './surfaces.js';

const start = (params: Params, seed = 1): Simulation =>
  createSimulation({ system: 'greenberg-hastings', params, seed });
const neumann = { range: 1, threshold: 1, neighbourhood: 'von-neumann' };

describe('greenberg-hastings: facts', () => {
  it('a ring wave spreads by one cell a step: 4 (t + 1) cells fire, a diamond', () => {
    const simulation = start({ ...neumann, width: 101, height: 101, start: 'target', edge: 'plane' });
    for (let time = 0; time < 40; time++) {
      expect(simulation.measures().firings).toBe(4 * (time + 1) + (time === 0 ? 1 : 0));
      simulation.step();
    }
  });

  it.each(['torus', 'plane'])('without a loop that winds once round the states, all dies out (1978): %s', (edge) => {
    for (const [seed, density] of [0.001, 0.05, 0.5, 1].entries()) {
      const simulation = start({ ...neumann, width: 60, height: 50, start: 'spots', density, edge }, seed);
      simulation.step(60 + 50 + 8);
      expect(simulation.measures()).toEqual({ excited: 0, recovering: 0, firings: 0 });
    }
  });

  it.each(['target', 'colliding'])('a piece of a wave never dies: the preset %s still fires after 500 steps', (id) => {
    const params = findSystem('greenberg-hastings').presets.find((preset) => preset.id === id)?.params ?? {};
    const simulation = start(params as Params);
    simulation.step(500);
    expect(simulation.measures().firings).toBeGreaterThan(0);
  });

  it('a block of 2 × 2 that winds once round four states never dies, and comes back every four steps', () => {
    const simulation = start({ ...neumann, width: 40, height: 40, states: 4, start: 'spots', density: 0 });
    const cells = new Uint8Array(1600);
    [cells[820], cells[821], cells[860], cells[861]] = [1, 2, 0, 3];
    setCells(simulation, cells);
    simulation.step(100);
    const settled = cellsOf(simulation);
    const seen = Array.from({ length: 4 }, () => {
      simulation.step();
      return cellsOf(simulation);
    });
    expect(seen[3]).toEqual(settled);
    for (const other of seen.slice(0, 3)) expect(other).not.toEqual(settled);
    expect(simulation.measures().firings).toBeGreaterThan(0);
  });

  it('the free end of half a wave curls up and is still there after 1000 steps', () => {
    const simulation = start({ width: 120, height: 120, start: 'spiral', edge: 'plane', states: 6 });
    simulation.step(1000);
    expect(simulation.measures().excited).toBeGreaterThan(0.05);
  });

  it('where the threshold is beyond the neighbourhood, nothing is ever excited again', () => {
    const simulation = start({ ...neumann, threshold: 5, states: 10 });
    simulation.step(10);
    expect(simulation.measures()).toEqual({ excited: 0, recovering: 0, firings: 0 });
  });

  it('refuses more excited states than there are', () => {
    expect(() => start({ states: 5, excited: 4 })).toThrow('invalid excited 4: expected at most 3');
  });
});

describe('greenberg-hastings: the kernel equals the slow reference', () => {
  it('on random rules, sizes and surfaces', () => {
    const rules = fc
      .record({
        states: fc.constantFrom(3, 5, 8, 256),
        excited: fc.integer({ min: 1, max: 5 }),
        threshold: fc.integer({ min: 1, max: 6 }),
        range: fc.integer({ min: 1, max: 4 }),
        neighbourhood: fc.constantFrom('moore' as const, 'von-neumann' as const),
        density: fc.constantFrom(0.2, 1),
      })
      .map((rule) => ({ ...rule, excited: Math.min(rule.excited, rule.states - 2) }));
    fc.assert(
      fc.property(rules, surfaces(70, 30), fc.nat(), (rule, surface, seed) => {
        const simulation = start({ ...rule, ...surface }, seed);
        const { states, excited, threshold } = rule;
        let cells = cellsOf(simulation);
        for (let time = 0; time < 3; time++) {
          cells = slowStep(surfaceOf(surface), cells, (look) => {
            if (look(0, 0) > 0) return (look(0, 0) + 1) % states;
            return countAround(look, rule, (state) => state >= 1 && state <= excited) >= threshold ? 1 : 0;
          });
          simulation.step();
          expect(cellsOf(simulation)).toEqual(cells);
        }
        const hot = cells.filter((state) => state >= 1 && state <= excited).length;
        const resting = cells.filter((state) => state === 0).length;
        expect(simulation.measures()).toEqual({
          excited: hot / cells.length,
          recovering: (cells.length - hot - resting) / cells.length,
          firings: cells.filter((state) => state === 1).length,
        });
      }),
      { numRuns: 60 },
    );
  });
});
