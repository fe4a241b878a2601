import { describe, expect, it } from 'vitest';
import type { ForestFireKernel } from '../src/automata/forest-fire.js';
import { forestFireWasm } from '../src/kernels/generated/forest-fire.js';
import { instantiate } from '../src/kernels/kernel.js';
import { createRandom } from '../src/random/random.js';
import { createSimulation } from '../src/recipe.js';

const start = (params: Record<string, number> = {}, seed = 1) =>
  createSimulation({ system: 'forest-fire', params, seed });
type Run = ReturnType<typeof start>;

function cellsOf(simulation: Run): number[] {
  const { data, shape, stride } = simulation.field('cells');
  return Array.from(
    { length: shape[0] * shape[1] },
    (_, i) => data[Math.floor(i / shape[1]) * stride[0] + (i % shape[1])],
  );
}

/** The random numbers of a run, as the kernel draws them: for a step, a cell and a use. */
function drawsOf(seed: number) {
  const { draw } = instantiate<ForestFireKernel>(forestFireWasm);
  const weather = createRandom(seed).stream('weather');
  const key = (BigInt(weather.bits()) << 32n) | BigInt(weather.bits());
  return (time: number, x: number, y: number, salt: number) => (draw(key, time, x, y, salt) >>> 0) / 2 ** 32;
}

function neighbours(i: number, width: number, height: number): number[] {
  const [x, y] = [i % width, Math.floor(i / width)];
  return [
    [x + 1, y],
    [x - 1, y],
    [x, y + 1],
    [x, y - 1],
  ].map(([a, b]) => ((b + height) % height) * width + ((a + width) % width));
}

describe('forest-fire', () => {
  it('steps as the slow version does with the same chances', () => {
    for (const [width, height, growth, lightning, immunity] of [
      [37, 11, 0.3, 0.05, 0],
      [16, 9, 0.2, 0.02, 0.6],
      [5, 4, 0.5, 0.3, 0.3],
      [1, 1, 0.5, 0.5, 0.5],
    ]) {
      const simulation = start({ width, height, growth, lightning, immunity, trees: 0.5, fires: 0.1 }, 5);
      const chance = drawsOf(5);
      for (let time = 0; time < 25; time++) {
        const before = cellsOf(simulation);
        const expected = before.map((cell, i) => {
          const [x, y] = [i % width, Math.floor(i / width)];
          if (cell === 2) return 0;
          if (cell === 0) return chance(time, x, y, 0) < growth ? 1 : 0;
          const beside = neighbours(i, width, height).some((other) => before[other] === 2);
          const burns = beside ? chance(time, x, y, 1) >= immunity : chance(time, x, y, 0) < lightning;
          return burns ? 2 : 1;
        });
        simulation.step();
        expect(cellsOf(simulation)).toEqual(expected);
      }
    }
  });

  it('without growth and lightning a fire burns the clusters that it touches, and no other tree', () => {
    const [width, height] = [60, 40];
    const simulation = start({ width, height, growth: 0, lightning: 0, trees: 0.6, fires: 0.002 });
    const before = cellsOf(simulation);
    const burnt = new Set(before.flatMap((cell, i) => (cell === 2 ? [i] : [])));
    for (const cell of burnt)
      for (const other of neighbours(cell, width, height)) if (before[other] === 1) burnt.add(other);
    simulation.step(3000);
    expect(cellsOf(simulation)).toEqual(before.map((cell, i) => (cell === 1 && !burnt.has(i) ? 1 : 0)));
    expect(simulation.measures().burning).toBe(0);
  });

  it('settles where trees grow as fast as they burn: mean fire = p · mean of the empty places', () => {
    const simulation = start({ width: 128, height: 128, growth: 0.05, lightning: 0.001 });
    simulation.step(300);
    let [burning, empty] = [0, 0];
    for (let n = 0; n < 2000; n++) {
      simulation.step();
      const measures = simulation.measures();
      burning += Number(measures.burning);
      empty += Number(measures.empty);
    }
    // Each tree burns for one step, so that the two sums tell of the same trees.
    expect(burning / (0.05 * empty)).toBeGreaterThan(0.98);
    expect(burning / (0.05 * empty)).toBeLessThan(1.02);
  });

  it('rarer lightning makes larger fires, whose trees far outnumber the strikes (Drossel & Schwabl 1992)', () => {
    // s = (p / f) · (1 − ρ) / ρ trees burn for each that lightning strikes.
    const size = (lightning: number) => {
      const simulation = start({ width: 128, height: 128, growth: 0.02, lightning });
      simulation.step(500);
      let [burnt, struck] = [0, 0];
      for (let n = 0; n < 1500; n++) {
        const before = simulation.measures();
        simulation.step();
        burnt += Number(simulation.measures().burning);
        struck += lightning * Number(before.trees);
      }
      return burnt / struck;
    };
    const [frequent, rare] = [size(0.002), size(0.0002)];
    expect(rare / frequent).toBeGreaterThan(6);
  });

  it('its chances are even: mean, spread, and neither neighbours nor successive steps alike', () => {
    const chance = drawsOf(3);
    const draws = Array.from({ length: 40_000 }, (_, i) =>
      chance(Math.floor(i / 8000), i % 200, Math.floor(i / 200) % 40, 0),
    );
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(Math.abs(mean(draws) - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / draws.length));
    const bins = new Array(64).fill(0);
    for (const draw of draws) bins[Math.floor(64 * draw)]++;
    const chiSquare = bins.reduce((sum, count) => sum + (count - 625) ** 2 / 625, 0);
    expect(Math.abs(chiSquare - 63)).toBeLessThan(4.5 * Math.sqrt(2 * 63));
    for (const lag of [1, 2, 4, 200, 8000]) {
      const products = draws.slice(lag).map((draw, i) => (draw - 0.5) * (draws[i] - 0.5) * 12);
      expect(Math.abs(mean(products))).toBeLessThan(4.5 / Math.sqrt(products.length));
    }
    expect(new Set(draws).size).toBeGreaterThan(39_980);
  });

  it('paints fire, and clears', () => {
    const simulation = start({ width: 32, height: 32, trees: 1, growth: 0, lightning: 0 });
    simulation.edit?.({ x: 0.5, y: 16.5, radius: 0.1 });
    simulation.step(1);
    const burning = cellsOf(simulation).flatMap((cell, i) => (cell === 2 ? [i] : []));
    // On a torus the neighbour to the left is the last of the row.
    expect(burning).toEqual([15 * 32, 16 * 32 + 1, 16 * 32 + 31, 17 * 32]);
    simulation.edit?.({ x: 16, y: 16, radius: 40, erase: true });
    expect(simulation.measures().empty).toBe(1);
  });
});
