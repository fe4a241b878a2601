import { describe, expect, it } from 'vitest';
import { createSimulation } from '../src/index.js';
import { angleOf } from '../src/neurons/kuramoto-angle.js';
import { criticalCoupling, lorentzianOrder } from '../src/neurons/kuramoto-frequencies.js';
import { KuramotoOscillators } from '../src/neurons/kuramoto-oscillators.js';
import { KuramotoSheet } from '../src/neurons/kuramoto-sheet.js';
import { createRandom } from '../src/random/random.js';

/** Every pair written out, Runge–Kutta in doubles. */
function referenceStep(theta: number[], omega: readonly number[], K: number, lag: number, h: number): number[] {
  const slope = (at: number[]) =>
    at.map((a, i) => omega[i] + (K / at.length) * at.reduce((sum, b) => sum + Math.sin(b - a - lag), 0));
  const plus = (k: number[], f: number) => theta.map((a, i) => a + f * k[i]);
  const k1 = slope(theta);
  const k2 = slope(plus(k1, h / 2));
  const k3 = slope(plus(k2, h / 2));
  const k4 = slope(plus(k3, h));
  return theta.map((a, i) => a + (h / 6) * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]));
}

/** Order averaged over the second half of a run. */
function meanOrder(options: ConstructorParameters<typeof KuramotoOscillators>[0], steps: number): number {
  const oscillators = new KuramotoOscillators(options);
  oscillators.step(steps / 2);
  let sum = 0;
  for (let t = 0; t < steps / 2; t++) {
    oscillators.step();
    sum += oscillators.coherence;
  }
  return sum / (steps / 2);
}

describe('oscillators, all to all', () => {
  it.each([1, 3, 4, 10, 33])('%i of them move as all pairs say', (count) => {
    const options = { count, coupling: 2, frequencies: 'gaussian', lag: 0.3, timeStep: 0.05, seed: 3 } as const;
    const oscillators = new KuramotoOscillators(options);
    let theta = Array.from(oscillators.phases);
    const omega = Array.from(oscillators.frequencies);
    for (let t = 0; t < 40; t++) theta = referenceStep(theta, omega, 2, 0.3, 0.05);
    oscillators.step(40);
    theta.forEach((value, i) => {
      expect(Math.cos(oscillators.phases[i] - value)).toBeCloseTo(1, 7);
    });
    const [x, y] = oscillators.order;
    expect(x).toBeCloseTo(theta.reduce((sum, a) => sum + Math.cos(a), 0) / count, 4);
    expect(y).toBeCloseTo(theta.reduce((sum, a) => sum + Math.sin(a), 0) / count, 4);
  });

  it.each([
    [1.25, 0.447, 0.05],
    [2, Math.SQRT1_2, 0.015],
    [4, 0.866, 0.01],
  ])('Lorentzian, K = %f at K_c = 1: order √(1 − 1/K) = %f ± %f', (coupling, expected, tolerance) => {
    expect(lorentzianOrder(coupling, 0.5)).toBeCloseTo(expected, 3);
    const mean = [1, 2].reduce(
      (sum, seed) => sum + meanOrder({ count: 10000, coupling, timeStep: 0.1, seed }, 800) / 2,
      0,
    );
    expect(Math.abs(mean - expected)).toBeLessThan(tolerance);
  });

  it('below the threshold the order is that of chance, some 1 / √N', () => {
    expect(criticalCoupling('lorentzian', 0.5)).toBe(1);
    expect(meanOrder({ count: 10000, coupling: 0.5, timeStep: 0.1 }, 400)).toBeLessThan(0.03);
  });

  it('Gaussian frequencies order from K_c = 2 √(2/π) σ on', () => {
    const critical = criticalCoupling('gaussian', 1) ?? 0;
    expect(critical).toBeCloseTo(1.596, 3);
    const at = (coupling: number) =>
      meanOrder({ count: 4000, coupling, frequencies: 'gaussian', width: 1, timeStep: 0.1 }, 600);
    expect(at(0.8 * critical)).toBeLessThan(0.1);
    expect(at(1.2 * critical)).toBeGreaterThan(0.5);
  });

  it('refuses a step too long for the coupling', () => {
    expect(() => new KuramotoOscillators({ count: 4, coupling: 10, timeStep: 1 })).toThrow(
      'invalid timeStep 1: expected above 0 and at most 2 / coupling = 0.2',
    );
  });
});

describe('oscillators on a sheet', () => {
  it.each([
    [3, 3],
    [5, 4],
    [8, 7],
    [13, 6],
  ])('%i × %i: as the neighbours say', (width, height) => {
    const sheet = new KuramotoSheet({ width, height, coupling: 3, lag: 0.4, timeStep: 0.1 });
    const { uniform } = createRandom(5);
    const at = (x: number, y: number) => sheet.first + ((y + height) % height) * sheet.pitch + ((x + width) % width);
    const theta = Array.from({ length: width * height }, () => 0);
    const read = () => theta.map((_, i) => sheet.phases[at(i % width, Math.floor(i / width))]);
    theta.forEach((_, i) => {
      sheet.phases[at(i % width, Math.floor(i / width))] = 6 * uniform() - 3;
      sheet.frequencies[at(i % width, Math.floor(i / width))] = uniform();
    });
    for (let t = 0; t < 10; t++) {
      const before = read();
      const expected = before.map((a, i) => {
        const [x, y] = [i % width, Math.floor(i / width)];
        const around = [
          [1, 0],
          [-1, 0],
          [0, 1],
          [0, -1],
        ].map(([dx, dy]) => sheet.phases[at(x + dx, y + dy)]);
        const pull = around.reduce((sum, b) => sum + Math.sin(b - a - 0.4), 0);
        return a + 0.1 * (sheet.frequencies[at(x, y)] + (3 / 4) * pull);
      });
      sheet.step();
      read().forEach((value, i) => void expect(Math.cos(value - expected[i])).toBeCloseTo(1, 9));
    }
  });

  it('defects only vanish in pairs: their number is even and falls', () => {
    const simulation = createSimulation({ system: 'kuramoto-lattice', params: { width: 64, height: 64 } });
    const before = Number(simulation.measures().defects);
    simulation.step(300);
    const after = Number(simulation.measures().defects);
    expect(before % 2).toBe(0);
    expect(after % 2).toBe(0);
    expect(after).toBeLessThan(before / 10);
    expect(Number(simulation.measures().agreement)).toBeGreaterThan(0.95);
  });

  it('a pair has two defects, and painting makes more', () => {
    const simulation = createSimulation({ system: 'kuramoto-lattice', params: { start: 'pair', lag: 0.9 } });
    expect(simulation.measures().defects).toBe(2);
    simulation.step(50);
    simulation.edit?.({ x: 96.5, y: 40.2, radius: 12 });
    expect(Number(simulation.measures().defects)).toBeGreaterThan(2);
  });
});

it('draws the transition for the widest spread of frequencies too', () => {
  const simulation = createSimulation({ system: 'kuramoto', params: { width: 5 } });
  const orders = simulation.field('transition').data.filter((_, i) => i % 2 === 1);
  expect(orders[0]).toBeLessThan(0.2);
  expect(orders.at(-1)).toBeGreaterThan(0.8);
});

it('angleOf is atan2 to 3e-8', () => {
  for (let turn = -3.14; turn < 3.14; turn += 0.01) {
    expect(Math.abs(angleOf(2 * Math.cos(turn), 2 * Math.sin(turn)) - turn)).toBeLessThan(3e-8);
  }
  expect(angleOf(0, 0)).toBe(0);
});
