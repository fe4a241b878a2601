import { describe, expect, it } from 'vitest';
import { createRandom, createSimulation, hebbian, type ParamValue } from '../src/index.js';

const { SlowFeatureAnalysis } = hebbian;
const start = (params: Record<string, ParamValue> = {}, seed = 1) =>
  createSimulation({ system: 'slow-features', params, seed });

/** Outputs of the first features for every sample of a series. */
function outputsOf(series: number[][], expansion: 'linear' | 'quadratic', count: number): number[][] {
  const analysis = new SlowFeatureAnalysis(series[0].length, expansion);
  for (const x of series) analysis.observe(x);
  const found = analysis.solve();
  const out = new Float64Array(count);
  return series.map((x) => {
    found.transformInto(out, x);
    return Array.from(out);
  });
}

function correlation(a: number[], b: number[]): number {
  const mean = (list: number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [ma, mb] = [mean(a), mean(b)];
  const product = (p: number[], q: number[], mp: number, mq: number) =>
    p.reduce((sum, value, i) => sum + (value - mp) * (q[i] - mq), 0);
  return product(a, b, ma, mb) / Math.sqrt(product(a, a, ma, ma) * product(b, b, mb, mb));
}

describe('slow feature analysis (Wiskott & Sejnowski 2002)', () => {
  const times = Array.from({ length: 512 }, (_, n) => (2 * Math.PI * n) / 512);

  it('finds sin t in sin t + cos² 11 t and cos 11 t: their first example', () => {
    const series = times.map((t) => [Math.sin(t) + Math.cos(11 * t) ** 2, Math.cos(11 * t)]);
    const slow = outputsOf(series, 'quadratic', 1).map(([y]) => y);
    expect(Math.abs(correlation(slow, times.map(Math.sin)))).toBeGreaterThan(0.999);
    const linear = outputsOf(series, 'linear', 1).map(([y]) => y);
    expect(Math.abs(correlation(linear, times.map(Math.sin)))).toBeLessThan(0.95);
  });

  it('gives outputs of mean 0 and variance 1, not correlated, slowest first, and tells how slow they are', () => {
    const random = createRandom(1);
    const walk = [0, 0, 0];
    const series = Array.from({ length: 3000 }, () =>
      walk.map((_, i) => (walk[i] = (0.99 - 0.2 * i) * walk[i] + random.normal())).slice(),
    );
    const analysis = new SlowFeatureAnalysis(3);
    for (const x of series) analysis.observe(x);
    const { slowness, count } = analysis.solve();
    expect(count).toBe(9);
    expect([...slowness].sort((a, b) => a - b)).toEqual(slowness);
    const outputs = outputsOf(series, 'quadratic', 9);
    for (let a = 0; a < 9; a++) {
      expect(outputs.reduce((sum, y) => sum + y[a], 0) / 3000).toBeCloseTo(0, 8);
      for (let b = 0; b < 9; b++) {
        expect(outputs.reduce((sum, y) => sum + y[a] * y[b], 0) / 3000).toBeCloseTo(a === b ? 1 : 0, 7);
      }
      const changes = outputs.slice(1).reduce((sum, y, n) => sum + (y[a] - outputs[n][a]) ** 2, 0) / 2999;
      expect(changes).toBeCloseTo(slowness[a], 8);
    }
  });

  it('is invariant under any mixing of the inputs', () => {
    const series = times.map((t) => [Math.sin(t) + Math.cos(11 * t) ** 2, Math.cos(11 * t)]);
    const mixed = series.map(([a, b]) => [3 * a - b + 5, 0.2 * a + 4 * b - 1]);
    const [one, other] = [series, mixed].map((s) => outputsOf(s, 'quadratic', 1).map(([y]) => y));
    expect(Math.abs(correlation(one, other))).toBeGreaterThan(1 - 1e-9);
  });

  it('takes constant inputs, one sample and few samples', () => {
    const analysis = new SlowFeatureAnalysis(2);
    const out = new Float64Array(2).fill(7);
    expect(analysis.solve().count).toBe(0);
    for (let n = 0; n < 3; n++) analysis.observe([n, 4]);
    analysis.solve().transformInto(out, [1, 4]);
    expect(Array.from(out)).toEqual([0, 0]);
    for (let n = 0; n < 50; n++) analysis.observe([Math.sin(n), 4]);
    // Terms x and x² vary, 4, 16 do not, and 4 x is x again.
    expect(analysis.solve().count).toBe(2);
    const still = new SlowFeatureAnalysis(2);
    for (let n = 0; n < 50; n++) still.observe([2, 4]);
    expect(still.solve().count).toBe(0);
  });
});

describe('slow-features', () => {
  it.each([
    ['parabola', 1000, 0.99],
    ['loudness', 1000, 0.99],
    ['driven-map', 6000, 0.98],
  ])('%s: the slowest feature is the hidden cause', (signal, steps, least) => {
    for (const seed of [1, 2]) {
      const simulation = start({ signal }, seed);
      simulation.step(steps);
      expect(simulation.measures().correlation).toBeGreaterThan(least);
    }
  });
});
