import { describe, expect, it } from 'vitest';
import { createRandom, createSimulation, maps } from '../src/index.js';

describe('neural gas', () => {
  it('moves every unit by rate · exp(−rank / λ) of its way', () => {
    const random = createRandom(3);
    const weights = Float32Array.from({ length: 30 }, () => random.uniform());
    const sample = Float32Array.of(0.4, 0.5, 0.6);
    const rows = Array.from({ length: 10 }, (_, unit) => [...weights.subarray(3 * unit, 3 * unit + 3)]);
    const distance = (row: number[]) => Math.hypot(...row.map((w, i) => w - sample[i]));
    const order = rows.map((_, unit) => unit).sort((a, b) => distance(rows[a]) - distance(rows[b]));
    const expected = rows.map((row, unit) => {
      const share = 0.3 * Math.exp(-order.indexOf(unit) / 2);
      return row.map((w, i) => w + share * (sample[i] - w));
    });
    const gas = new maps.NeuralGas(weights, 3);
    gas.train(sample, { rate: 0.3, range: 2, lifetime: 10 });
    expected.flat().forEach((w, i) => void expect(weights[i]).toBeCloseTo(w, 6));
    expect(gas.edges.areJoined(order[0], order[1])).toBe(true);
    expect(gas.edges.pairs().length).toBe(2);
  });

  it('comes as near to even numbers as units can: mean distance 1 / 4N on a line', () => {
    // N units share the unit interval in N pieces of 1 / N; the mean distance to the middle of a piece is 1 / 4N.
    const units = 20;
    const random = createRandom(1);
    const gas = new maps.NeuralGas(
      Float32Array.from({ length: units }, () => random.uniform()),
      1,
    );
    const sample = new Float32Array(1);
    const steps = 40000;
    for (let t = 0; t < steps; t++) {
      sample[0] = random.uniform();
      const p = t / steps;
      gas.train(sample, { rate: 0.5 * 0.004 ** p, range: 10 * 0.002 ** p, lifetime: 100 });
    }
    let sum = 0;
    for (let i = 0; i < 10000; i++) {
      sum += Math.min(...Array.from(gas.weights, (w) => Math.abs(w - (i + 0.5) / 10000))) / 10000;
    }
    expect(sum * 4 * units).toBeLessThan(1.05);
    expect(sum * 4 * units).toBeGreaterThan(1);
  });

  it('joins units within a cluster only', () => {
    const params = { distribution: 'clusters', units: 60, duration: 20000 };
    const simulation = createSimulation({ system: 'neural-gas', params });
    simulation.step(20000);
    expect(simulation.measures().parts).toBe(5);
  });
});

describe('competitive learning', () => {
  const settled = (conscience: number) => {
    const params = { distribution: 'ring', conscience, units: 30, duration: 15000 };
    const simulation = createSimulation({ system: 'competitive', params });
    simulation.step(15000);
    return simulation.measures();
  };

  it('leaves units dead that start far away, and a conscience wakes them all', () => {
    expect(settled(0).dead).toBeGreaterThan(5);
    expect(settled(1).dead).toBe(0);
  });

  it('comes to equal shares of the samples with a conscience (DeSieno 1988)', () => {
    expect(settled(1).evenness).toBeGreaterThan(0.99);
    expect(settled(0).evenness).toBeLessThan(0.95);
  });
});
