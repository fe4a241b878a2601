import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawBars } from '../src/data/distributions/bars.js';
import { createRandom, createSimulation, hebbian, type ParamValue } from '../src/index.js';

const { barsFound, kWinnersInhibition, kWinnersInto, KWinnersLayer } = hebbian;
const start = (params: Record<string, ParamValue> = {}, data = {}) =>
  createSimulation({ system: 'k-winners', params, seed: 1 }, { data });

describe('k winners take all', () => {
  const values = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, min: -9, max: 9 })), {
    minLength: 1,
    maxLength: 100,
  });

  it('keeps exactly the k largest, the first of equals', () => {
    fc.assert(
      fc.property(values, fc.nat(), (list, n) => {
        const k = n % (list.length + 1);
        const shifted = list.map((value) => value + 20);
        const out = new Float64Array(list.length);
        kWinnersInto(out, shifted, k);
        const winners = shifted
          .map((value, i) => ({ value, i }))
          .sort((a, b) => b.value - a.value || a.i - b.i)
          .slice(0, k)
          .map(({ i }) => i);
        expect(Array.from(out)).toEqual(shifted.map((value, i) => (winners.includes(i) ? value : 0)));
      }),
    );
  });

  it('the inhibition lets k of different values through', () => {
    const list = [5, 1, 4, 2, 3];
    for (let k = 1; k < 5; k++) {
      const inhibition = kWinnersInhibition(list, k, 0.25);
      expect(list.filter((value) => value > inhibition).length).toBe(k);
      expect(inhibition).toBeCloseTo(5 - k + 0.25, 12);
    }
  });
});

describe('k-winners layer', () => {
  it.each([1, 2, 3])('finds the bars, with as many winners as there are bars in a picture (seed %i)', (seed) => {
    const layer = new KWinnersLayer({ inputs: 64, units: 16, winners: 2, seed });
    const random = createRandom(seed).stream('bars');
    const x = new Float32Array(64);
    for (let n = 0; n < 10000; n++) {
      drawBars(random, x, 8, 1 / 8);
      layer.learn(x, 0.02);
    }
    expect(barsFound(layer.weights, 16, 64, 8)).toBeGreaterThanOrEqual(15);
  });

  it('is exact where inputs are orthogonal: k winners rebuild k of them', () => {
    const layer = new KWinnersLayer({ inputs: 4, units: 4, winners: 2, boost: 0 });
    layer.weights.fill(0);
    for (let i = 0; i < 4; i++) layer.weights[5 * i] = 1;
    layer.show([3, 0, 2, 1]);
    expect(Array.from(layer.outputs)).toEqual([3, 0, 2, 0]);
    expect(Array.from(layer.rebuilt)).toEqual([3, 0, 2, 0]);
  });

  it('keeps weights of length 1, and with one winner only that one learns', () => {
    const layer = new KWinnersLayer({ inputs: 5, units: 7, winners: 1 });
    const before = layer.weights.slice();
    layer.learn([1, 2, 3, 4, 5], 0.1);
    const changed = Array.from({ length: 7 }, (_, u) =>
      layer.weights.subarray(5 * u, 5 * u + 5).some((w, i) => w !== before[5 * u + i]),
    );
    expect(changed.filter(Boolean).length).toBe(1);
    for (let u = 0; u < 7; u++) {
      const squares = layer.weights.subarray(5 * u, 5 * u + 5).reduce((sum, w) => sum + w * w, 0);
      expect(squares).toBeCloseTo(1, 12);
    }
  });

  it('refuses more winners than units', () => {
    expect(() => new KWinnersLayer({ inputs: 2, units: 3, winners: 4 })).toThrow('invalid winners 4: expected 1 to 3');
    expect(() => start({ units: 3 })).toThrow('invalid units 3: expected at least 6, the winners');
  });
});

describe('k-winners', () => {
  it('rebuilds digits better with more winners, and uses all units', () => {
    const errors = [1, 4, 12].map((winners) => {
      const simulation = start({ winners });
      simulation.step(4000);
      if (winners > 1) expect(simulation.measures().used).toBeGreaterThanOrEqual(60);
      return Number(simulation.measures().error);
    });
    expect(errors[1]).toBeLessThan(errors[0]);
    expect(errors[2]).toBeLessThan(errors[1]);
    expect(errors[2]).toBeLessThan(0.15);
  });

  it('takes one sample, few samples and zeros', () => {
    const sets = {
      one: { rows: 1, columns: 3, values: Float32Array.from([1, 2, 3]) },
      nothing: { rows: 2, columns: 2, values: new Float32Array(4) },
    };
    for (const data of Object.keys(sets)) {
      const simulation = start({ data }, sets);
      simulation.step(200);
      for (const value of Object.values(simulation.measures())) expect(Number.isFinite(value)).toBe(true);
    }
  });
});
