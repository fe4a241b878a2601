import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GradedHopfield } from '../src/attractors/graded-network.js';
import type { Params } from '../src/contract/params.js';
import { createRandom } from '../src/random/random.js';
import { createSimulation } from '../src/recipe.js';
import { overlap, randomPatterns } from './hopfield-reference.js';

/** Hebb’s weights written out. */
const hebb = (patterns: readonly Int8Array[]): number[][] => {
  const size = patterns[0].length;
  const weight = (i: number, j: number) => patterns.reduce((sum, p) => sum + p[i] * p[j], 0) / size;
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 0 : weight(i, j))));
};

/** One Euler step as the equation stands. */
function stepped(w: number[][], u: number[], input: number[], dt: number, tau: number, gain: number): number[] {
  const v = u.map((x) => Math.tanh(gain * x));
  return u.map((x, i) => x + dt * (w[i].reduce((sum, weight, j) => sum + weight * v[j], 0) + input[i] - x / tau));
}

/** The integral of g⁻¹ by Simpson’s rule, instead of its closed form. */
function energyOf(w: number[][], v: number[], input: number[], tau: number, gain: number): number {
  const integral = (end: number) => {
    const n = 2000;
    const inner = Array.from({ length: n + 1 }, (_, k) => {
      const share = k === 0 || k === n ? 1 : k % 2 === 0 ? 2 : 4;
      return share * Math.atanh((end * k) / n);
    });
    return ((end / n) * inner.reduce((sum, y) => sum + y, 0)) / 3 / gain;
  };
  return v.reduce((sum, value, i) => {
    const heard = w[i].reduce((s, weight, j) => s + weight * v[j], 0);
    return sum - (value * heard) / 2 - input[i] * value + integral(value) / tau;
  }, 0);
}

const normals = (size: number, seed: number, scale: number): number[] => {
  const { normal } = createRandom(seed);
  return Array.from({ length: size }, () => scale * normal());
};
const symmetric = (size: number, seed: number): number[][] => {
  const w = Array.from({ length: size }, (_, i) => normals(size, 1000 * seed + i, 1));
  return w.map((row, i) => row.map((_, j) => (i === j ? 0 : w[Math.min(i, j)][Math.max(i, j)])));
};

describe('graded Hopfield network', () => {
  it.each([1, 2, 7, 12])(
    'takes Euler’s step of its equation, with factors and with weights written out (N = %s)',
    (size) => {
      const options = { gain: 2, tau: 1.5, timeStep: 0.04 };
      const patterns = randomPatterns(3, size, 1);
      const w = hebb(patterns);
      for (const network of [GradedHopfield.store(patterns, options), GradedHopfield.withWeights(w, options)]) {
        let u = normals(size, 2, 0.5);
        const input = normals(size, 3, 0.2);
        network.u.set(u);
        network.input.set(input);
        network.respond();
        for (let step = 0; step < 20; step++) {
          network.step();
          u = stepped(w, u, input, 0.04, 1.5, 2);
        }
        for (let i = 0; i < size; i++) {
          expect(network.u[i]).toBeCloseTo(u[i], 12);
          expect(network.v[i]).toBeCloseTo(Math.tanh(2 * u[i]), 12);
        }
        expect(network.energy()).toBeCloseTo(energyOf(w, [...network.v], input, 1.5, 2), 6);
      }
    },
  );

  // Hopfield 1984: E is a Lyapunov function of the equation; that Euler’s steps up to the longest keep it so is our proof.
  it('never raises its energy, up to the longest step that it accepts', () => {
    fc.assert(
      fc.property(
        fc.record({
          size: fc.integer({ min: 1, max: 10 }),
          seed: fc.integer({ min: 0, max: 1000 }),
          gain: fc.double({ min: 0.1, max: 30, noNaN: true }),
          tau: fc.double({ min: 0.2, max: 5, noNaN: true }),
        }),
        ({ size, seed, gain, tau }) => {
          const w = symmetric(size, seed);
          const rows = w.map((row) => row.reduce((sum, weight) => sum + Math.abs(weight), 0));
          const timeStep = 0.999 / (1 / tau + (gain * Math.max(...rows)) / 2);
          const network = GradedHopfield.withWeights(w, { gain, tau, timeStep });
          network.u.set(normals(size, seed + 1, 1));
          network.input.set(normals(size, seed + 2, 0.5));
          network.respond();
          let before = network.energy();
          for (let step = 0; step < 100; step++) {
            network.step();
            const after = network.energy();
            expect(after).toBeLessThanOrEqual(before + 1e-9 * (1 + Math.abs(before)));
            before = after;
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('refuses a step that may raise the energy: there one does', () => {
    // Two neurons that hush each other: eigenvalue −2, limit 1 / (1 + 4 · 2 / 2) = 0.2.
    const weights = [0, -2, -2, 0];
    expect(() => GradedHopfield.withWeights(weights, { timeStep: 0.21 })).toThrow(
      'invalid timeStep 0.21: expected at most 0.2, beyond which the energy may rise',
    );
    expect(() => GradedHopfield.store(randomPatterns(4, 10, 1), { timeStep: 1 })).toThrow(
      'invalid timeStep 1: expected at most',
    );
    let u = [0.1, 0.1];
    const energies = Array.from({ length: 20 }, () => {
      u = stepped(
        [
          [0, -2],
          [-2, 0],
        ],
        u,
        [0, 0],
        0.6,
        1,
        4,
      );
      return energyOf(
        [
          [0, -2],
          [-2, 0],
        ],
        u.map((x) => Math.tanh(4 * x)),
        [0, 0],
        1,
        4,
      );
    });
    expect(energies.some((energy, i) => i > 0 && energy > energies[i - 1] + 0.01)).toBe(true);
  });

  // One pattern alone: all potentials come to u = τ tanh(g u), which is 0 alone where g τ ≤ 1.
  it.each([
    [0.8, 0],
    [2, 0.9575],
  ])('with gain %s rests at the outputs of mean-field theory', (gain, expected) => {
    expect(Math.tanh(gain * expected)).toBeCloseTo(expected, 3);
    const [pattern] = randomPatterns(1, 400, 1);
    const network = GradedHopfield.store([pattern], { gain });
    network.u.set(Array.from(pattern, (s) => 0.1 * s));
    network.respond();
    network.step(2000);
    expect(Math.abs(overlap(network.v, pattern) - expected)).toBeLessThan(0.005);
  });

  it.each<[string, () => unknown, string]>([
    ['no patterns', () => GradedHopfield.store([]), 'invalid patterns 0: expected at least one pattern'],
    [
      'patterns of different length',
      () => GradedHopfield.store([[1, -1], [1]]),
      'invalid patterns "1 neurons": expected 2 neurons, as the first',
    ],
    ['weights that are not symmetric', () => GradedHopfield.withWeights([0, 1, 2, 0]), 'expected a symmetric matrix'],
    ['a gain of 0', () => GradedHopfield.store([[1]], { gain: 0 }), 'invalid gain 0: expected a number above 0'],
    [
      'no time constant',
      () => GradedHopfield.store([[1]], { tau: Number.NaN }),
      'invalid tau NaN: expected a number above 0',
    ],
  ])('refuses %s', (_, act, message) => {
    expect(act).toThrow(message);
  });
});

describe('graded-hopfield', () => {
  const start = (params: Partial<Params> = {}) => createSimulation({ system: 'graded-hopfield', params, seed: 1 });

  it('recalls each letter from its noise, one after the other, and its energy falls', () => {
    const simulation = start();
    for (let cue = 0; cue < 6; cue++) {
      simulation.step();
      let before = Number(simulation.measures().energy);
      for (let step = 1; step < 470; step += 7) {
        simulation.step(7);
        expect(simulation.measures().energy).toBeLessThanOrEqual(before + 1e-9);
        before = Number(simulation.measures().energy);
      }
      simulation.step(480 - (simulation.time % 480));
      expect(simulation.measures(), `letter ${cue}`).toMatchObject({ wrong: 0 });
      expect(simulation.measures().overlap).toBeGreaterThan(0.99);
    }
  });

  it('fades to grey with too little gain', () => {
    const simulation = start({ gain: 0.4, period: 0 });
    simulation.step(3000);
    expect(simulation.measures().contrast).toBeLessThan(0.05);
  });

  it('refuses a step that is too long, by name', () => {
    expect(() => start({ timeStep: 1 })).toThrow(
      'invalid timeStep 1: expected at most 0.9884, beyond which the energy may rise',
    );
  });
});
