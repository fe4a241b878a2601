import { describe, expect, it } from 'vitest';
import { createSimulation } from '../src/recipe.js';
import { cellsOf, type Growth, referenceStep, UNIT, type Water } from './snowflake-reference.js';

const start = (params: Record<string, number> = {}, seed = 1) =>
  createSimulation({ system: 'snowflake', params, seed });
type Run = ReturnType<typeof start>;

/** The water of all cells, out of the saved plane: rows of 2 · radius + 1 rounded up to 4, plus 8, the first four unused. */
function waterOf(simulation: Run, radius: number): Map<string, number> {
  const { water } = simulation.snapshot().state;
  const pitch = Math.ceil((2 * radius + 1) / 4) * 4 + 8;
  return new Map(cellsOf(radius).map(([x, y]) => [`${x},${y}`, water[(y + radius + 1) * pitch + 4 + x + radius]]));
}

const forms: Growth[] = [
  { radius: 14, alpha: 1, beta: 0.4, gamma: 0.001 },
  { radius: 13, alpha: 1.7, beta: 0.8, gamma: 0.01 },
  { radius: 12, alpha: 0.3, beta: 0.95, gamma: 0 },
  { radius: 11, alpha: 2, beta: 0.2, gamma: 0.05 },
];

describe('snowflake', () => {
  it('grows as the slow version does, to the last bit', () => {
    for (const form of forms) {
      const simulation = start({ ...form });
      let expected: Water = waterOf(simulation, form.radius);
      for (let time = 1; time <= 40 && Number(simulation.measures().reach) < form.radius - 1; time++) {
        expected = referenceStep(expected, form);
        simulation.step();
        expect(waterOf(simulation, form.radius)).toEqual(expected);
      }
      expect(simulation.time).toBeGreaterThan(5);
    }
  });

  it('keeps sixfold symmetry and mirror symmetry exactly', () => {
    for (const preset of [
      { beta: 0.35, gamma: 0.0001 },
      { beta: 0.8, gamma: 0.002 },
      { beta: 0.95, gamma: 0 },
    ]) {
      const simulation = start({ radius: 70, ...preset });
      simulation.step(500);
      expect(simulation.measures().ice).toBeGreaterThan(200);
      const water = waterOf(simulation, 70);
      for (const [cell, amount] of water) {
        const [x, y] = cell.split(',').map(Number);
        // A turn by 60° takes (x, y) to (-y, x + y); a mirror swaps the two axes.
        if (water.get(`${0 - y},${x + y}`) !== amount || water.get(`${y},${x}`) !== amount) {
          expect.fail(`cell ${cell} differs from those that mirror it`);
        }
      }
    }
  });

  it('without vapour, a unit of water a step makes a full hexagon, one ring a step (Reiter’s β = 0, γ = 1)', () => {
    const simulation = start({ radius: 30, beta: 0, gamma: 1 });
    for (let rings = 0; rings < 20; rings++) {
      expect(simulation.measures()).toMatchObject({ ice: 3 * rings * (rings + 1) + 1, reach: rings, filling: 1 });
      simulation.step();
    }
  });

  it('without vapour and water nothing grows; vapour alone is conserved far from the edge', () => {
    const dry = start({ beta: 0, gamma: 0, radius: 20 });
    dry.step(100);
    expect(dry.measures()).toMatchObject({ ice: 1, reach: 0 });
    const wet = start({ beta: 0.4, gamma: 0, radius: 200 });
    const before = Number(wet.measures().water);
    wet.step(60);
    expect(Math.abs(Number(wet.measures().water) - before)).toBeLessThan(1e-6);
  });

  it('less vapour makes thinner, more branched crystals; water from outside fills them (Reiter 2005, table of forms)', () => {
    const filling = (beta: number, gamma: number) => {
      const simulation = start({ radius: 60, beta, gamma });
      while (Number(simulation.measures().reach) < 30) simulation.step(10);
      return Number(simulation.measures().filling);
    };
    const [dendrite, stellar, plate] = [filling(0.4, 0.0001), filling(0.4, 0.003), filling(0.4, 0.05)];
    expect(dendrite).toBeLessThan(0.35);
    expect(stellar).toBeGreaterThan(dendrite + 0.08);
    expect(plate).toBeGreaterThan(stellar + 0.2);
  });

  it('stops one ring from the edge', () => {
    const simulation = start({ radius: 20, beta: 0.9 });
    simulation.step(500);
    expect(simulation.measures().reach).toBe(19);
    const before = waterOf(simulation, 20);
    simulation.step(100);
    expect(waterOf(simulation, 20)).toEqual(before);
  });

  it('uneven vapour breaks the symmetry, differently for another seed', () => {
    const run = (seed: number) => {
      const simulation = start({ radius: 40, unevenness: 0.3 }, seed);
      simulation.step(300);
      return simulation.measures();
    };
    expect(run(1)).not.toEqual(run(2));
  });

  it('its picture is a hexagon, and painting puts ice where the pixel is', () => {
    const simulation = start({ radius: 20 });
    const { shape } = simulation.field('water');
    const [height, width] = shape;
    expect(Math.abs(height / width - Math.sqrt(3) / 2)).toBeLessThan(0.02);
    const painted = [width / 2 + 20, height / 2 + 17.4];
    simulation.edit?.({ x: painted[0], y: painted[1], radius: 0.1 });
    const ice = [...waterOf(simulation, 20)].flatMap(([cell, amount]) => (amount >= UNIT ? [cell] : []));
    // Ten pixels are five cells: 17.4 pixels down are ten rows, which stand five cells to the left.
    expect(ice).toEqual(['0,0', '5,10']);
    simulation.edit?.({ x: painted[0], y: painted[1], radius: 1, erase: true });
    expect(simulation.measures().ice).toBe(1);
  });
});
