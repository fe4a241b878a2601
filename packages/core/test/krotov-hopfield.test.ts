import { describe, expect, it } from 'vitest';
import { drawBars } from '../src/data/distributions/bars.js';
import { createRandom, createSimulation, hebbian, type ParamValue } from '../src/index.js';
import { krotovHopfieldReference } from './competitive-reference.js';

const { KrotovHopfieldLayer, barsFound } = hebbian;
const start = (params: Record<string, ParamValue> = {}, data = {}) =>
  createSimulation({ system: 'krotov-hopfield', params, seed: 1 }, { data });

/** Rows of a layer's memory as lists, without their padding. */
const rowsOf = (values: Float32Array, rows: number, stride: number, length: number) =>
  Array.from({ length: rows }, (_, r) => Array.from(values.subarray(r * stride, r * stride + length)));

describe('Krotov & Hopfield 2019', () => {
  it.each([
    { inputs: 5, units: 3, batch: 1, power: 2, rank: 2, antiHebbian: 0.4 },
    { inputs: 8, units: 8, batch: 4, power: 2, rank: 8, antiHebbian: 1 },
    { inputs: 30, units: 19, batch: 13, power: 3, rank: 7, antiHebbian: 0.3 },
    { inputs: 17, units: 9, batch: 10, power: 2.5, rank: 3, antiHebbian: 0.2 },
    { inputs: 4, units: 1, batch: 3, power: 2, rank: 1, antiHebbian: 0.4 },
    { inputs: 4, units: 6, batch: 6, power: 1, rank: 1, antiHebbian: 0.4 },
  ])('equals the rule written out: $inputs inputs, $units units, p = $power, k = $rank', (options) => {
    const { inputs, units, batch } = options;
    const layer = new KrotovHopfieldLayer(options);
    const random = createRandom(5);
    for (let round = 0; round < 5; round++) {
      for (let s = 0; s < batch; s++) {
        for (let i = 0; i < inputs; i++) layer.samples[s * layer.stride + i] = random.normal();
      }
      const samples = rowsOf(layer.samples, batch, layer.stride, inputs);
      const weights = rowsOf(layer.weights, units, layer.stride, inputs);
      const expected = krotovHopfieldReference({ samples, weights }, { ...options, rate: 0.05 });
      layer.learn(batch, 0.05);
      const actual = rowsOf(layer.weights, units, layer.stride, inputs);
      actual.flat().forEach((value, i) => {
        expect(value).toBeCloseTo(expected.flat()[i], 5);
      });
    }
  });

  it.each([2, 3])('brings the weights of every unit to length 1 in the p-norm, p = %i', (power) => {
    const simulation = start({ power, units: 16 });
    simulation.step(1000);
    expect(simulation.measures().norm).toBeCloseTo(1, 1);
  });

  it('uses all units on digits, and tells digits apart without having seen a label', () => {
    const simulation = start();
    simulation.step(1000);
    expect(simulation.measures().used).toBeGreaterThanOrEqual(62);
    expect(simulation.measures().entropy).toBeGreaterThan(5.2);
    expect(simulation.measures().purity).toBeGreaterThan(0.9);
  });

  it('with first weights of both signs leaves some units unused', () => {
    const simulation = start({ initial: 'normal' });
    simulation.step(1000);
    expect(simulation.measures().used).toBeLessThan(60);
  });

  it('finds bars', () => {
    const layer = new KrotovHopfieldLayer({ inputs: 64, units: 32, batch: 50, initial: 'positive', antiHebbian: 0.1 });
    const random = createRandom(2);
    for (let step = 0; step < 1500; step++) {
      for (let s = 0; s < 50; s++) drawBars(random, layer.samples.subarray(s * 64), 8, 1 / 16);
      layer.learn(50, 0.05 * (1 - step / 1500));
    }
    expect(barsFound(layer.weights, 32, layer.stride, 8)).toBeGreaterThanOrEqual(14);
  });

  it('takes fewer samples than units, one sample, and constant columns', () => {
    const sets = {
      one: { rows: 1, columns: 3, values: Float32Array.from([1, 2, 3]) },
      few: { rows: 3, columns: 2, values: Float32Array.from([1, 7, 2, 7, 3, 7]) },
      nothing: { rows: 2, columns: 2, values: new Float32Array(4) },
    };
    for (const data of Object.keys(sets)) {
      const simulation = start({ data, units: 20, batch: 8 }, sets);
      simulation.step(50);
      for (const value of Object.values(simulation.measures())) expect(Number.isFinite(value)).toBe(true);
      expect(simulation.measures().purity).toBeUndefined();
    }
  });

  it('refuses what cannot be', () => {
    expect(() => start({ units: 5, rank: 6 })).toThrow('invalid units 5: expected at least 6 units: the 6-th unlearns');
    expect(() => new KrotovHopfieldLayer({ inputs: 2, units: 3, rank: 4 })).toThrow('invalid rank 4');
    expect(() => new KrotovHopfieldLayer({ inputs: 2, units: 3, power: 0.5 })).toThrow('invalid power 0.5');
    expect(() => start({ data: 'digit' })).toThrow('did you mean "digits"?');
  });

  it('goes on from a snapshot only with the same pictures', () => {
    const set = (values: number[]) => ({ set: { rows: 2, columns: 2, values: Float32Array.from(values) } });
    const params = { data: 'set', units: 4 };
    const snapshot = start(params, set([1, 2, 3, 4])).snapshot();
    expect(() => start(params, set([1, 2, 3, 5])).restore(snapshot)).toThrow('invalid snapshot "other samples"');
  });
});
