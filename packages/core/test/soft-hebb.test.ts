import { describe, expect, it } from 'vitest';
import { createRandom, createSimulation, hebbian, type ParamValue } from '../src/index.js';
import { softHebbReference } from './competitive-reference.js';

const { SoftHebbLayer } = hebbian;
const start = (params: Record<string, ParamValue> = {}, data = {}, seed = 1) =>
  createSimulation({ system: 'soft-hebb', params, seed }, { data });
const rowsOf = (values: Float32Array, rows: number, stride: number, length: number) =>
  Array.from({ length: rows }, (_, r) => Array.from(values.subarray(r * stride, r * stride + length)));

describe('SoftHebb', () => {
  it.each([
    { inputs: 5, units: 3, batch: 1, steepness: 1, antiHebbian: true, exponent: 0.5, radius: 2 },
    { inputs: 12, units: 8, batch: 6, steepness: 0.3, antiHebbian: false, exponent: 0.5, radius: 5 },
    { inputs: 31, units: 21, batch: 11, steepness: 4, antiHebbian: true, exponent: 1.3, radius: 1 },
    { inputs: 7, units: 1, batch: 3, steepness: 1, antiHebbian: true, exponent: 0, radius: 3 },
  ])('equals the rule written out: $inputs inputs, $units units', (options) => {
    const { inputs, units, batch } = options;
    const layer = new SoftHebbLayer(options);
    const random = createRandom(6);
    for (let round = 0; round < 5; round++) {
      for (let s = 0; s < batch; s++) {
        for (let i = 0; i < inputs; i++) layer.samples[s * layer.stride + i] = random.normal();
      }
      const samples = rowsOf(layer.samples, batch, layer.stride, inputs);
      const weights = rowsOf(layer.weights, units, layer.stride, inputs);
      const expected = softHebbReference({ samples, weights }, { ...options, rate: 0.05 });
      layer.learn(batch, 0.05);
      const actual = rowsOf(layer.weights, units, layer.stride, inputs);
      actual.flat().forEach((value, i) => {
        expect(Math.abs(value - expected.flat()[i])).toBeLessThan(2e-5);
      });
    }
  });

  it.each([1, 2, 3])('does not collapse: every unit finds digits of its own (seed %i)', (seed) => {
    const simulation = start({}, {}, seed);
    simulation.step(2000);
    const { used, entropy, purity, norm } = simulation.measures();
    expect(used).toBeGreaterThanOrEqual(60);
    expect(entropy).toBeGreaterThan(5.2);
    expect(purity).toBeGreaterThan(0.85);
    expect(norm).toBeCloseTo(1, 1);
  });

  it('with short first weights and one rate for all it collapses to a few units', () => {
    const simulation = start({ radius: 1, exponent: 0 });
    simulation.step(2000);
    expect(simulation.measures().used).toBeLessThan(16);
    expect(simulation.measures().entropy).toBeLessThan(4);
  });

  it('takes fewer samples than units, one sample, and constant columns', () => {
    const sets = {
      one: { rows: 1, columns: 3, values: Float32Array.from([1, 2, 3]) },
      flat: { rows: 3, columns: 2, values: Float32Array.from([1, 7, 2, 7, 3, 7]) },
      nothing: { rows: 2, columns: 2, values: new Float32Array(4) },
    };
    for (const data of Object.keys(sets)) {
      const simulation = start({ data, units: 20, batch: 8 }, sets);
      simulation.step(50);
      for (const value of Object.values(simulation.measures())) expect(Number.isFinite(value)).toBe(true);
    }
  });

  it('refuses what cannot be', () => {
    expect(() => new SoftHebbLayer({ inputs: 2, units: 3, steepness: 0 })).toThrow('invalid steepness 0');
    expect(() => new SoftHebbLayer({ inputs: 2, units: 3, radius: 0 })).toThrow('invalid radius 0');
  });
});
