import { describe, expect, it } from 'vitest';
import { createSimulation, type Params, type Simulation } from '../src/index.js';
import { cellsOf, rleOf } from './byte-cells.js';
import { referenceSoup, referenceSoupOfThree } from './lattice-reference.js';

const start = (params: Params, seed = 1): Simulation => createSimulation({ system: 'generations', params, seed });

describe('generations: facts', () => {
  it('Brian’s Brain on the 256² soup of three states: 26672, 11633, 2600 occupied at 1, 10, 256 (Golly 5.1)', () => {
    const simulation = start({ rule: '/2/3:T256,256', pattern: rleOf(referenceSoupOfThree(), 256) });
    const occupied = (): number => {
      const { population, dying } = simulation.measures();
      return Number(population) + Number(dying);
    };
    expect(occupied()).toBe(32675);
    const seen = [1, 10, 256].map((time) => {
      simulation.step(time - simulation.time);
      return occupied();
    });
    expect(seen).toEqual([26672, 11633, 2600]);
  });

  it.each([
    ['345/2/4', [36277, 27519, 5214]],
    ['345/24/25', [45298, 62280, 10707]],
    ['23/23/8', [43511, 25228, 42059]],
  ])('%s on the 256² soup: occupied cells at 1, 10 and 256 (Golly 3.3)', (rule, expected) => {
    const simulation = start({ rule: `${rule}:T256,256`, pattern: rleOf(referenceSoup(), 256) });
    const seen = [1, 10, 256].map((time) => {
      simulation.step(time - simulation.time);
      const { population, dying } = simulation.measures();
      return Number(population) + Number(dying);
    });
    expect(seen).toEqual(expected);
  });

  it('a pair of cells in Brian’s Brain: one each side fires, then one each way moves on', () => {
    const simulation = start({ rule: '/2/3', pattern: '2A!', width: 9, height: 9 });
    simulation.step();
    const cells = cellsOf(simulation);
    const at = (x: number, y: number) => cells[y * 9 + x];
    expect([at(3, 3), at(4, 3), at(3, 4), at(4, 4), at(3, 5), at(4, 5)]).toEqual([1, 1, 2, 2, 1, 1]);
    expect(simulation.measures()).toEqual({ occupied: 6, population: 4, dying: 2, births: 4, deaths: 2 });
  });

  it('with two states it is Life', () => {
    const pattern = 'bo$2bo$3o!';
    const [life, two] = [
      createSimulation({ system: 'life', params: { pattern, width: 40, height: 33, edge: 'torus' } }),
      start({ pattern, rule: '23/3/2', width: 40, height: 33 }),
    ];
    for (const simulation of [life, two]) simulation.step(4 * 40 + 3);
    expect(two.field('bits').data).toEqual(life.field('bits').data);
    expect(two.measures()).toMatchObject({ population: 5, dying: 0 });
  });

  it('a cell that dies is gone after as many steps as there are states', () => {
    for (const states of [3, 4, 7, 25, 256]) {
      const simulation = start({ rule: `/8/${states}`, pattern: 'A!', width: 5, height: 5 });
      const seen = Array.from({ length: states }, () => {
        const state = cellsOf(simulation)[12];
        simulation.step();
        return state;
      });
      expect(seen).toEqual([...Array.from({ length: states - 1 }, (_, i) => i + 1), 0]);
    }
  });

  it('runs on the plane without end under HashLife, with the same cells as on a grid that is large enough', () => {
    const pattern = 'A2B$2A.A$.BAB!';
    const [plane, grid] = [
      { edge: 'none', width: 64, height: 64 },
      { edge: 'plane', width: 256, height: 256 },
    ].map((place) => start({ rule: '345/2/4', pattern, ...place }));
    for (let i = 0; i < 8; i++) {
      for (const each of [plane, grid]) each.step(7);
      expect(plane.measures().occupied).toBe(grid.measures().occupied);
      expect(plane.extent?.()).toBeDefined();
    }
    expect(plane.report?.()).toMatchObject({ engine: 'hashlife', rule: '345/2/4' });
    expect(grid.report?.()).toMatchObject({ engine: 'dense' });
  });

  it('refuses rules of another kind, and patterns of more states than the rule has', () => {
    expect(() => start({ rule: 'R5,C0,M1,S34..58,B34..45,NM' })).toThrow('the system "larger-than-life" runs this one');
    expect(() => start({ pattern: '.AD!', rule: '345/2/4' })).toThrow('expected a pattern of 4 states');
  });
});
