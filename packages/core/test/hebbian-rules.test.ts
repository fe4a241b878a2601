import { describe, expect, it } from 'vitest';
import { createRandom, createSimulation, hebbian } from '../src/index.js';

/** A cloud with its first principal component at an angle, and what it is, to compare with. */
function cloud({ long = 1, broad = 0.4, angle = 0.6, mean = [0, 0], seed = 1 } = {}) {
  const random = createRandom(seed);
  const x = new Float32Array(2);
  return {
    axis: [Math.cos(angle), Math.sin(angle)],
    next() {
      const [a, b] = [long * random.normal(), broad * random.normal()];
      x[0] = mean[0] + Math.cos(angle) * a - Math.sin(angle) * b;
      x[1] = mean[1] + Math.sin(angle) * a + Math.cos(angle) * b;
      return x;
    },
  };
}
const lengthOf = (w: ArrayLike<number>) => Math.hypot(...Array.from(w));
const cosine = (w: ArrayLike<number>, axis: readonly number[]) =>
  Math.abs(w[0] * axis[0] + w[1] * axis[1]) / lengthOf(w);

describe('rules of one neuron', () => {
  it('Oja’s comes to length 1 along the first principal component (Oja 1982)', () => {
    const { axis, next } = cloud();
    const w = Float32Array.of(0.1, -0.2);
    for (let t = 0; t < 20000; t++) hebbian.ojaInto(w, next(), 0.002);
    expect(lengthOf(w)).toBeCloseTo(1, 1);
    expect(cosine(w, axis)).toBeGreaterThan(0.99);
  });

  it('Hebb’s grows as exp(η λ₁ t)', () => {
    const rate = 0.0005;
    const growths = [1, 2, 3, 4, 5, 6].map((seed) => {
      const { axis, next } = cloud({ seed });
      const w = Float32Array.from(axis);
      for (let t = 0; t < 8000; t++) hebbian.hebbInto(w, next(), rate);
      return Math.log(lengthOf(w)) / (rate * 8000);
    });
    const mean = growths.reduce((sum, growth) => sum + growth / growths.length, 0);
    expect(mean).toBeGreaterThan(0.96); // λ₁ = 1
    expect(mean).toBeLessThan(1.04);
  });

  it('Hebb’s follows the mean where there is one, the covariance rule what varies', () => {
    // With mean m the leading direction of E[x xᵀ] is that of C + m mᵀ: here nearly m, at right angles to the axis.
    const mean = [-Math.sin(0.6) * 2, Math.cos(0.6) * 2];
    const towards = (rule: 'hebb' | 'covariance') => {
      const { axis, next } = cloud({ mean });
      const w = Float32Array.of(0.3, 0.1);
      const means = new Float64Array(3);
      for (let t = 0; t < 20000; t++) {
        if (rule === 'hebb') hebbian.hebbInto(w, next(), 0.001);
        else hebbian.covarianceInto(w, next(), 0.001, { means, memory: 0.01 });
        hebbian.limitInto(w, 0, 2);
      }
      return cosine(w, axis);
    };
    expect(towards('hebb')).toBeLessThan(0.1);
    expect(towards('covariance')).toBeGreaterThan(0.99);
  });

  it('subtractive normalization keeps the sum and lets one take all, divisive keeps the length', () => {
    const random = createRandom(4);
    const [hard, soft] = [new Float32Array(4).fill(0.5), new Float32Array(4).fill(0.5)];
    for (let t = 0; t < 20000; t++) {
      const common = random.uniform();
      const x = Float32Array.from([1, 0.9, 0.3, 0.1], (share) => share * common + 0.3 * random.uniform());
      hebbian.subtractiveInto(hard, x, 0.005, 1);
      hebbian.divisiveInto(soft, x, 0.005);
    }
    // Miller & MacKay 1994: all weights but one at most end at a bound; under the divisive constraint all stay between.
    expect(Array.from(hard).filter((w) => w > 0.01 && w < 0.99).length).toBeLessThanOrEqual(1);
    expect(Array.from(soft).every((w) => w > 0.05)).toBe(true);
    expect(lengthOf(soft)).toBeCloseTo(1, 5);
  });
});

describe('Sanger’s rule', () => {
  it('finds the principal components in their order, at right angles and of length 1', () => {
    // Independent inputs of variance 9, 4, 1 and .04: the components are the axes.
    const random = createRandom(2);
    const deviations = [3, 2, 1, 0.2];
    const weights = Float32Array.from({ length: 12 }, () => 0.3 * random.normal());
    const rest = new Float64Array(4);
    for (let t = 0; t < 60000; t++) {
      const x = Float32Array.from(deviations, (deviation) => (deviation * random.normal()) / 3);
      hebbian.sangerInto(weights, x, 0.02 / (1 + t / 5000), rest);
    }
    for (let unit = 0; unit < 3; unit++) {
      for (let i = 0; i < 4; i++) {
        expect(Math.abs(weights[4 * unit + i])).toBeCloseTo(i === unit ? 1 : 0, 1);
      }
    }
  });

  it('comes to the components of written digits', () => {
    const simulation = createSimulation({ system: 'sanger', params: { units: 6, duration: 3000 } });
    simulation.step(60000);
    const { aligned, departure } = simulation.measures();
    expect(aligned).toBeGreaterThanOrEqual(4);
    expect(departure).toBeLessThan(0.06);
  });
});

describe('hard inputs', () => {
  it('a few outliers leave Sanger’s weights whole', () => {
    const random = createRandom(1);
    const rows = 5000;
    const values = Float32Array.from({ length: 16 * rows }, (_, i) => (i < 64 ? 1 : 1e-3) * random.normal());
    const params = { data: 'spikes', units: 4 };
    const simulation = createSimulation(
      { system: 'sanger', params },
      { data: { spikes: { rows, columns: 16, values } } },
    );
    simulation.step(20000);
    expect(simulation.measures().departure).toBeLessThan(1);
  });

  it('the first component of a cloud broader than long lies across it', () => {
    const simulation = createSimulation({ system: 'oja', params: { long: 0.3, broad: 1.4 } });
    simulation.step(5000);
    expect(simulation.measures().alignment).toBeGreaterThan(0.95);
  });
});

describe('BCM', () => {
  it('answers one of four patterns with 4 = 1 / probability, the others not (Intrator & Cooper 1992)', () => {
    for (const seed of [1, 2, 3]) {
      const simulation = createSimulation({ system: 'bcm', params: { noise: 0 }, seed });
      simulation.step(30000);
      const { data, shape } = simulation.field('tuning');
      const responses = Array.from({ length: shape[0] }, (_, p) => data[p]).sort((a, b) => b - a);
      expect(responses[0]).toBeGreaterThan(3.4);
      expect(responses[0]).toBeLessThan(4.6);
      for (const other of responses.slice(1)) expect(other).toBeLessThan(0.1);
    }
  });

  it('loses the eye that is closed, and keeps both that are open (Bienenstock, Cooper & Munro 1982)', () => {
    const dominance = (closed: number) => {
      const params = { input: 'eyes', patterns: 6, rate: 0.004, closed, noise: 0.05 };
      const simulation = createSimulation({ system: 'bcm', params });
      simulation.step(15000);
      return Number(simulation.measures().dominance);
    };
    expect(dominance(1)).toBeGreaterThan(0.5);
    expect(Math.abs(dominance(0))).toBeLessThan(0.2);
  });
});
