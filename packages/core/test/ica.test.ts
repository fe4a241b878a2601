import { describe, expect, it } from 'vitest';
import { drawBars } from '../src/data/distributions/bars.js';
import { createRandom, createSimulation, type Dataset, hebbian, type ParamValue } from '../src/index.js';

const { amariError, barsFound, ICA_CONTRASTS, IndependentComponents, whiten, whiteningOf } = hebbian;
const start = (system: string, params: Record<string, ParamValue> = {}, data = {}, seed = 1) =>
  createSimulation({ system, params, seed }, { data });

const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i], 0);
const rowsOf = (values: ArrayLike<number>, columns: number) =>
  Array.from({ length: values.length / columns }, (_, r) =>
    Array.from({ length: columns }, (_, c) => values[r * columns + c]),
  );

/** Samples of independent, uniform sources, mixed. */
function mixture(n: number, rows: number, seed = 1): Dataset & { mixing: Float64Array } {
  const random = createRandom(seed);
  const mixing = hebbian.drawMixing(n, random.stream('mixing'));
  const values = new Float32Array(rows * n);
  for (let r = 0; r < rows; r++) {
    const sources = Array.from({ length: n }, () => Math.sqrt(12) * (random.uniform() - 0.5));
    for (let i = 0; i < n; i++) values[r * n + i] = dot(rowsOf(mixing, n)[i], sources);
  }
  return { rows, columns: n, values, mixing };
}

/** W · whitening · mixing. */
function productOf(w: Float64Array, forward: Float64Array, mixing: Float64Array, n: number): number[] {
  const times = (a: number[][], b: number[][]) =>
    a.map((row) =>
      b[0].map((_, j) =>
        dot(
          row,
          b.map((r) => r[j]),
        ),
      ),
    );
  return times(times(rowsOf(w, n), rowsOf(forward, n)), rowsOf(mixing, n)).flat();
}

describe('whitening', () => {
  it('leaves mean 0, deviation 1 and no correlations', () => {
    const set = mixture(5, 700);
    const z = rowsOf(whiten(set, whiteningOf(set)), 5);
    for (let i = 0; i < 5; i++) {
      expect(z.reduce((sum, row) => sum + row[i], 0) / 700).toBeCloseTo(0, 5);
      for (let j = 0; j < 5; j++) {
        expect(z.reduce((sum, row) => sum + row[i] * row[j], 0) / 700).toBeCloseTo(i === j ? 1 : 0, 4);
      }
    }
  });

  it('goes back to the samples, and keeps the axes of largest variance', () => {
    const set = mixture(4, 300);
    const whole = whiteningOf(set);
    const z = whiten(set, whole);
    for (let r = 0; r < 300; r += 50) {
      for (let i = 0; i < 4; i++) {
        const back = whole.mean[i] + dot(Array.from(whole.backward.subarray(4 * i, 4 * i + 4)), rowsOf(z, 4)[r]);
        expect(back).toBeCloseTo(set.values[r * 4 + i], 4);
      }
    }
    expect(whole.kept).toBeCloseTo(1, 12);
    expect(whiteningOf(set, 2).forward).toEqual(whole.forward.subarray(0, 8));
  });

  it('leaves out constant columns and repeated ones; refuses what does not vary', () => {
    const values = Float32Array.from({ length: 100 * 4 }, (_, i) => [(i * 7919) % 101, 5, (i * 104729) % 89, 0][i % 4]);
    for (let r = 0; r < 100; r++) values[4 * r + 3] = values[4 * r];
    expect(whiteningOf({ rows: 100, columns: 4, values }).components).toBe(2);
    expect(() => whiteningOf({ rows: 1, columns: 4, values: values.subarray(0, 4) })).toThrow('at least two samples');
    expect(() => whiteningOf({ rows: 3, columns: 2, values: new Float32Array(6).fill(4) })).toThrow(
      'samples that differ',
    );
  });
});

describe('Amari error', () => {
  it('is 0 for any order and scale, 1 where all is alike, and in between otherwise', () => {
    expect(amariError([0, -3, 0, 0, 0, 0.1, 7, 0, 0], 3)).toBe(0);
    expect(amariError([1, -1, 1, 1], 2)).toBe(1);
    expect(amariError([1, 0.5, 0.5, 1], 2)).toBeCloseTo(0.5, 12);
    expect(amariError([2], 1)).toBe(0);
  });
});

describe('independent components', () => {
  it.each(ICA_CONTRASTS)('FastICA with %s is the fixed-point iteration written out', (contrast) => {
    const n = 3;
    const set = mixture(n, 501);
    const z = whiten(set, whiteningOf(set));
    const analysis = new IndependentComponents(z, 501, n, { method: 'fast-deflation', contrast });
    const g = {
      tanh: (u: number) => [Math.tanh(u), 1 - Math.tanh(u) ** 2],
      gauss: (u: number) => [u * Math.exp((-u * u) / 2), (1 - u * u) * Math.exp((-u * u) / 2)],
      cube: (u: number) => [u ** 3, 3 * u * u],
    }[contrast];
    for (let step = 0; step < 4; step++) {
      const w = rowsOf(analysis.w, n)[0];
      const samples = rowsOf(z, n);
      const expected = w.map((value, j) =>
        samples.reduce((sum, x) => {
          const [response, slope] = g(dot(w, x));
          return sum + (response * x[j] - slope * value) / 501;
        }, 0),
      );
      const length = Math.sqrt(dot(expected, expected));
      analysis.step();
      if (analysis.progress[0] > 0) break;
      expected.forEach((value, j) => {
        expect(analysis.w[j]).toBeCloseTo(value / length, 4);
      });
    }
  });

  it.each(['fast-symmetric', 'fast-deflation', 'extended-infomax'] as const)(
    '%s separates uniform sources',
    (method) => {
      for (const seed of [1, 2, 3]) {
        const set = mixture(3, 3000, seed);
        const whitening = whiteningOf(set);
        const analysis = new IndependentComponents(whiten(set, whitening), 3000, 3, { method, seed });
        for (let step = 0; step < 400; step++) analysis.step();
        expect(amariError(productOf(analysis.w, whitening.forward, set.mixing, 3), 3)).toBeLessThan(0.05);
      }
    },
  );

  it('rows stay orthonormal in FastICA', () => {
    const set = mixture(6, 400);
    const analysis = new IndependentComponents(whiten(set, whiteningOf(set)), 400, 6, { method: 'fast-symmetric' });
    for (let step = 0; step < 10; step++) analysis.step();
    const w = rowsOf(analysis.w, 6);
    w.forEach((a, i) => {
      w.forEach((b, j) => {
        expect(dot(a, b)).toBeCloseTo(i === j ? 1 : 0, 9);
      });
    });
  });
});

describe('ica', () => {
  it.each([
    ['signals', 'extended-infomax'],
    ['signals', 'fast-symmetric'],
    ['signals', 'fast-deflation'],
    ['speech', 'infomax'],
    ['speech', 'fast-symmetric'],
  ])('tells %s apart by %s', (voices, method) => {
    for (const seed of [1, 2]) {
      const simulation = start('ica', { voices, method }, {}, seed);
      const before = simulation.measures().amari;
      simulation.step(1200);
      expect(simulation.measures().amari).toBeLessThan(0.05);
      expect(simulation.measures().amari).toBeLessThan(before);
    }
  });

  it('cannot tell Gaussian noise apart, nor signals by the rule for speech', () => {
    const errors = [1, 2, 3].map((seed) => {
      const simulation = start('ica', { voices: 'gaussian', method: 'fast-symmetric' }, {}, seed);
      simulation.step(200);
      return Number(simulation.measures().amari);
    });
    expect(Math.max(...errors)).toBeGreaterThan(0.15);
  });
});

describe('ica-features', () => {
  it('finds sparser components than the whitened pictures have, where there are edges', () => {
    const [leaves, clouds] = ['leaves', 'clouds'].map((input) => {
      const simulation = start('ica-features', {
        input,
        side: 8,
        components: 36,
        count: 3000,
        method: 'fast-symmetric',
      });
      const before = Number(simulation.measures().kurtosis);
      simulation.step(150);
      return { before, after: Number(simulation.measures().kurtosis) };
    });
    expect(leaves.after).toBeGreaterThan(2 * leaves.before);
    expect(clouds.after).toBeLessThan(1);
  });

  it('finds most of the bars behind pictures of bars, though they cover one another', () => {
    const random = createRandom(4);
    const values = new Float32Array(5000 * 36);
    for (let r = 0; r < 5000; r++) drawBars(random, values.subarray(36 * r), 6, 1 / 12);
    const set = { rows: 5000, columns: 36, values };
    const whitening = whiteningOf(set, 12);
    const analysis = new IndependentComponents(whiten(set, whitening), 5000, 12, { method: 'fast-symmetric' });
    for (let step = 0; step < 100; step++) analysis.step();
    const n = whitening.components;
    const patterns = Float64Array.from({ length: n * 36 }, (_, at) => {
      const [unit, i] = [Math.floor(at / 36), at % 36];
      return dot(
        Array.from(whitening.backward.subarray(i * n, i * n + n)),
        Array.from(analysis.w.subarray(unit * n, unit * n + n)),
      );
    });
    const positive = patterns.map((value, at) => {
      const row = patterns.subarray(36 * Math.floor(at / 36), 36 * Math.floor(at / 36) + 36);
      const largest = row.reduce((most, other) => (Math.abs(other) > Math.abs(most) ? other : most), 0);
      return value * Math.sign(largest);
    });
    expect(barsFound(positive, n, 36, 6)).toBeGreaterThanOrEqual(8);
  });

  it('takes constant columns and fewer samples than components; refuses one sample and equal ones', () => {
    const set = { rows: 4, columns: 3, values: Float32Array.from([1, 7, 2, 2, 7, 5, 3, 7, 1, 4, 7, 9]) };
    const simulation = start('ica-features', { input: 'data', data: 'set', count: 50 }, { set });
    simulation.step(20);
    expect(simulation.measures().components).toBe(2);
    const one = { rows: 1, columns: 3, values: Float32Array.from([1, 2, 3]) };
    expect(() => start('ica-features', { input: 'data', data: 'one' }, { one })).toThrow(
      'expected samples that differ',
    );
  });
});
