import { describe, expect, it } from 'vitest';
import { createRandom, createSimulation, maps } from '../src/index.js';
import { SlowGrowingGas } from './growing-neural-gas-reference.js';

const sorted = (rows: number[][]) => rows.map((row) => row.join()).sort();

describe('growing neural gas', () => {
  const rates = {
    ...{ capacity: 40, rate: 0.2, neighbourRate: 0.006, lifetime: 20, interval: 50, splitDecay: 0.5, decay: 0.995 },
    utility: 0,
  };

  it.each([
    ['GNG', 0],
    ['GNG-U', 3],
  ])('%s does what Fritzke’s steps say, one after the other', (_, utility) => {
    const random = createRandom(5);
    const dimensions = 2;
    const fast = new maps.GrowingGas({ ...rates, utility, dimensions }, Float32Array.of(0.1, 0.2, 0.7, 0.9));
    const slow = new SlowGrowingGas({ ...rates, utility }, [
      [0.1, 0.2],
      [0.7, 0.9],
    ]);
    for (let time = 0; time < 4000; time++) {
      // The right half falls silent after a while: units there are of no more use.
      const reach = time < 2500 ? 1 : 0.5;
      const sample = Float32Array.of(reach * random.uniform(), random.uniform());
      fast.train(sample, time);
      slow.train([...sample], time);
    }
    expect(fast.units).toBe(slow.units.length);
    expect(fast.edges.pairs().length / 2).toBe(slow.edges);
    const rows = [...fast.alive.keys()].filter((unit) => fast.alive[unit]);
    const weights = rows.map((unit) => [...fast.weights.subarray(2 * unit, 2 * unit + 2)]);
    expect(sorted(weights)).toEqual(sorted(slow.units.map((unit) => unit.weights)));
  });

  it('comes apart into as many parts as there are clusters', () => {
    const simulation = createSimulation({
      system: 'growing-neural-gas',
      params: { distribution: 'clusters', capacity: 80 },
    });
    simulation.step(20000);
    expect(simulation.measures().parts).toBe(5);
  });

  it('follows samples that jump where units are judged by their use, and leaves units behind where they are not', () => {
    const inUse = (utility: number) => {
      const params = { distribution: 'square', jump: 5000, capacity: 40, utility } as const;
      const simulation = createSimulation({ system: 'growing-neural-gas', params });
      simulation.step(10000 - 1);
      const { data, shape } = simulation.field('units');
      // From step 5000 on the samples lie in the far corner.
      const there = Array.from({ length: shape[0] }, (_, i) => data[2 * i] > 0.45 && data[2 * i + 1] > 0.45);
      return there.filter(Boolean).length / shape[0];
    };
    expect(inUse(3)).toBeGreaterThan(0.95);
    expect(inUse(0)).toBeLessThan(0.8);
  });

  it('shows and measures the samples where they are after a jump', () => {
    const params = { distribution: 'square', jump: 500, capacity: 40 } as const;
    const simulation = createSimulation({ system: 'growing-neural-gas', params });
    const places = () => Float32Array.from(simulation.field('samples').data).sort();
    simulation.step(499);
    expect(places().at(-1)).toBeLessThan(0.51);
    const before = Number(simulation.measures().quantization);
    simulation.step(1);
    expect(places()[0]).toBeGreaterThan(0.49);
    // The units still lie in the other corner, half a side away each way.
    expect(Number(simulation.measures().quantization)).toBeGreaterThan(4 * before);
  });

  it('refuses to let a data set jump', () => {
    const params = { distribution: 'data', data: 'iris', jump: 10 };
    expect(() => createSimulation({ system: 'growing-neural-gas', params })).toThrow('invalid jump 10: expected 0');
  });
});

describe('growing map', () => {
  const grown = (spreadFactor: number) => {
    const simulation = createSimulation({ system: 'growing-som', params: { spreadFactor, growing: 6000 } });
    simulation.step(7000);
    return simulation;
  };

  it('is finer the nearer the spread factor is to 1, and finer maps err less', () => {
    const sizes = [0.01, 0.15, 0.5].map((factor) => grown(factor).measures());
    expect(sizes[1].units).toBeGreaterThan(Number(sizes[0].units));
    expect(sizes[2].units).toBeGreaterThan(Number(sizes[1].units));
    expect(sizes[2].quantization).toBeLessThan(Number(sizes[0].quantization));
  });

  it('keeps every node on a place of its own, in one sheet', () => {
    const { state } = grown(0.3).snapshot();
    const count = state.nodes[0];
    const places = Array.from({ length: count }, (_, i) => `${state.places[2 * i]},${state.places[2 * i + 1]}`);
    expect(new Set(places).size).toBe(count);
    const known = new Set(places);
    const reached = new Set(['0,0']);
    for (const place of reached) {
      const [x, y] = place.split(',').map(Number);
      for (const next of [`${x + 1},${y}`, `${x - 1},${y}`, `${x},${y + 1}`, `${x},${y - 1}`]) {
        if (known.has(next)) reached.add(next);
      }
    }
    expect(reached.size).toBe(count);
  });

  it('grows a node at the rim when its errors add up to more than −D ln SF', () => {
    const options = {
      dimensions: 1,
      capacity: 50,
      reach: 8,
      distribution: 0.3,
      spreadFactor: 0.2,
    };
    const sheet = new maps.GrowingSheet(options, Float32Array.of(0, 10, 20, 30), [[0, 30]]);
    // The nearest node stays where it is, half a unit from the sample: ln 5 = 1.609 is passed with the fourth.
    const sample = Float32Array.of(-0.5);
    const counts = [1, 2, 3, 4].map(() => {
      sheet.train(sample, 0, true);
      return sheet.count[0];
    });
    expect(counts).toEqual([4, 4, 4, 6]);
    // Beyond the rim the weights go on as they came: from 10 over 0 to −10, from 20 over 0 to −20.
    expect([...sheet.weights.subarray(4, 6)].sort((a, b) => a - b)).toEqual([-20, -10]);
  });

  it('stops growing when it is told to', () => {
    const simulation = grown(0.3);
    const before = simulation.measures().units;
    simulation.step(3000);
    expect(simulation.measures().units).toBe(before);
  });
});
