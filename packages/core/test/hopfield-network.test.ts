import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Hopfield, STORAGE_RULES } from '../src/attractors/hopfield-network.js';
import { corrupt } from '../src/attractors/memories.js';
import { createRandom } from '../src/random/random.js';
import {
  energyByWeights,
  fieldsByWeights,
  flipped,
  overlap,
  projectionWeights,
  randomPatterns,
  storkeyWeights,
} from './hopfield-reference.js';

const symmetric = (size: number, seed: number): number[][] => {
  const { normal } = createRandom(seed);
  const w = Array.from({ length: size }, () => Array.from({ length: size }, normal));
  return w.map((row, i) => row.map((_, j) => (i === j ? 0 : w[Math.min(i, j)][Math.max(i, j)])));
};
const expectClose = (a: ArrayLike<number>, b: ArrayLike<number>): void => {
  expect(a.length).toBe(b.length);
  for (let i = 0; i < a.length; i++) expect(a[i]).toBeCloseTo(b[i], 9);
};

describe('storage rules', () => {
  it.each([
    ['storkey', storkeyWeights],
    ['projection', projectionWeights],
  ] as const)('%s gives the fields and the energy of its definition', (rule, reference) => {
    for (const [size, count] of [
      [1, 1],
      [2, 3],
      [7, 3],
      [20, 12],
      [31, 40],
    ]) {
      const patterns = randomPatterns(count, size, 10 * size + count);
      const network = Hopfield.store(patterns, { rule });
      const w = reference(patterns);
      const [state] = randomPatterns(1, size, 5);
      expectClose(network.fields(state), fieldsByWeights(w, state));
      expect(network.energy(state)).toBeCloseTo(energyByWeights(w, state), 9);
    }
  });

  it('projection is Hebb’s rule where the patterns are orthogonal', () => {
    // Rows of a Hadamard matrix.
    const sign = (i: number, j: number) => ([...(i & j).toString(2)].filter((bit) => bit === '1').length % 2 ? -1 : 1);
    const patterns = [3, 5, 9].map((i) => Int8Array.from({ length: 16 }, (_, j) => sign(i, j)));
    const [cue] = randomPatterns(1, 16, 1);
    const by = (rule: 'hebb' | 'projection') => Hopfield.store(patterns, { rule }).fields(cue);
    expectClose(by('projection'), by('hebb'));
  });

  // Personnaz, Guyon & Dreyfus 1985: the projection rule holds any patterns that are linearly independent.
  it.each([0.1, 0.5, 0.95])('projection keeps every pattern a fixed point at load %s', (load) => {
    const patterns = randomPatterns(Math.round(200 * load), 200, 3);
    const network = Hopfield.store(patterns, { rule: 'projection' });
    for (const pattern of patterns) expect(network.unstable(pattern)).toBe(0);
  });

  it('projection bears a pattern twice, and the negative of one', () => {
    const [a, b] = randomPatterns(2, 50, 1);
    const once = Hopfield.store([a, b], { rule: 'projection' });
    const again = Hopfield.store([a, b, a, b.map((s) => -s)], { rule: 'projection' });
    const [cue] = randomPatterns(1, 50, 2);
    expectClose(again.fields(cue), once.fields(cue));
  });

  // Found with an independent implementation (1.0 and .44), many trials; one network spreads.
  it('Storkey’s rule recalls at load .3 from 5 % of noise what Hebb’s has lost', () => {
    const patterns = randomPatterns(60, 200, 7);
    const mean = (rule: 'hebb' | 'storkey') => {
      const network = Hopfield.store(patterns, { rule });
      return patterns.reduce((sum, p) => sum + overlap(network.recall(flipped(p, 10)).state, p), 0) / 60;
    };
    expect(mean('storkey')).toBeGreaterThan(0.99);
    expect(mean('hebb')).toBeLessThan(0.6);
  });
});

describe('energy', () => {
  it.each(STORAGE_RULES)('never rises in recall from patterns stored by the rule %s', (rule) => {
    const patterns = randomPatterns(30, 60, 2);
    const network = Hopfield.store(patterns, { rule });
    for (const cue of randomPatterns(10, 60, 3)) {
      let before = network.energy(cue);
      for (let sweeps = 1; sweeps < 6; sweeps++) {
        const { energy, state } = network.recall(cue, { maxSweeps: sweeps });
        expect(energy).toBeLessThanOrEqual(before + 1e-9);
        expect(energy).toBeCloseTo(network.energy(state), 9);
        before = energy;
      }
    }
  });

  it('never rises with any symmetric weights, and recall ends at rest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer(),
        fc.constantFrom('random', 'sweep'),
        (size, seed, order) => {
          const w = symmetric(size, seed);
          const network = Hopfield.withWeights(w);
          const [cue] = randomPatterns(1, size, seed);
          const { state, period, energy } = network.recall(cue, { order, seed, maxSweeps: 1000 });
          expect(period).toBe(1);
          expect(network.unstable(state)).toBe(0);
          expect(energy).toBeLessThanOrEqual(energyByWeights(w, cue) + 1e-9);
          expect(energy).toBeCloseTo(energyByWeights(w, state), 9);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('recall', () => {
  // Goles, Fogelman & Pellegrin 1985: parallel updates of symmetric weights end at rest or in two states by turns.
  it('in synchronous order ends at rest or in two states by turns', () => {
    const periods = Array.from({ length: 40 }, (_, seed) => {
      const network = Hopfield.withWeights(symmetric(12, seed));
      const { state, period } = network.recall(randomPatterns(1, 12, seed)[0], { order: 'synchronous' });
      const next = network.fields(state).map((h, i) => (h === 0 ? state[i] : Math.sign(h)));
      const isAtRest = next.every((s, i) => s === state[i]);
      expect(period).toBe(isAtRest ? 1 : 2);
      return period;
    });
    expect(new Set(periods)).toEqual(new Set([1, 2]));
  });

  // One pattern is Curie–Weiss’s magnet: its overlap solves m = tanh(m / T).
  it.each([
    [0.5, 0.9575],
    [0.8, 0.7104],
  ])('at temperature %s keeps the overlap of mean-field theory', (temperature, expected) => {
    expect(Math.tanh(expected / temperature)).toBeCloseTo(expected, 3);
    const [pattern] = randomPatterns(1, 2000, 1);
    const network = Hopfield.store([pattern]);
    const runs = Array.from({ length: 20 }, (_, seed) => network.recall(pattern, { temperature, maxSweeps: 60, seed }));
    const mean = runs.reduce((sum, { state }) => sum + overlap(state, pattern), 0) / 20;
    expect(Math.abs(mean - expected)).toBeLessThan(0.02);
    expect(runs[0].period).toBe(0);
  });

  it('is the same for the same seed, and leaves the cue as it was', () => {
    const network = Hopfield.store(randomPatterns(20, 100, 1));
    const [cue] = randomPatterns(1, 100, 9);
    const copy = cue.slice();
    expect(network.recall(cue, { seed: 4 })).toEqual(network.recall(cue, { seed: 4 }));
    expect(cue).toEqual(copy);
  });

  it('gives every neuron its turn where there are more than 16 bits count', () => {
    const [pattern] = randomPatterns(1, 70_000, 3);
    const cue = corrupt(Int8Array.from(pattern), 0.2, createRandom(1));
    expect(cue.subarray(0x10000).some((s, i) => s !== pattern[0x10000 + i])).toBe(true);
    const { state } = Hopfield.store([pattern]).recall(cue);
    expect(state.every((s, i) => s === pattern[i])).toBe(true);
  });

  it('stops after maxSweeps', () => {
    const network = Hopfield.store(randomPatterns(20, 100, 1));
    const [cue] = randomPatterns(1, 100, 9);
    expect(network.recall(cue, { maxSweeps: 0 })).toMatchObject({ state: cue, period: 0, sweeps: 0 });
  });
});

describe('weights of the caller’s', () => {
  it('drop what a neuron has to itself, and say so', () => {
    const w = symmetric(5, 1);
    const plain = Hopfield.withWeights(w);
    const diagonal = Hopfield.withWeights(w.map((row, i) => row.map((weight, j) => (i === j ? i - 3 : weight))));
    expect(plain.droppedDiagonal).toBe(0);
    expect(diagonal.droppedDiagonal).toBe(-3);
    const [state] = randomPatterns(1, 5, 1);
    expect(diagonal.fields(state)).toEqual(plain.fields(state));
    expectClose(diagonal.fields(state), fieldsByWeights(w, state));
  });

  it('may be flat and row-major', () => {
    const w = symmetric(4, 2);
    const [state] = randomPatterns(1, 4, 1);
    expect(Hopfield.withWeights(Float64Array.from(w.flat())).fields(state)).toEqual(
      Hopfield.withWeights(w).fields(state),
    );
  });

  it('that are not symmetric are heard the right way round where they are meant', () => {
    // Each neuron follows the one before it: a ring of three that turns for ever.
    const ring = [
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ];
    const network = Hopfield.withWeights(ring, { symmetric: false });
    expect([...network.fields([1, -1, -1])]).toEqual([-1, 1, -1]);
    expect(network.recall([1, -1, -1], { order: 'synchronous', maxSweeps: 30 }).period).toBe(0);
    const turned = network.recall([1, -1, -1], { order: 'synchronous', maxSweeps: 1 });
    expect([...turned.state]).toEqual([-1, 1, -1]);
  });

  it.each<[string, () => unknown, string]>([
    [
      'not symmetric',
      () => Hopfield.withWeights([0, 1, 2, 0]),
      'invalid weights "1 from 1 to 0, 2 from 0 to 1": expected a symmetric matrix, or symmetric: false where it is meant',
    ],
    ['not square', () => Hopfield.withWeights([0, 1, 2]), 'invalid weights "3 numbers": expected N × N numbers'],
    ['none', () => Hopfield.withWeights([]), 'invalid weights "0 numbers": expected N × N numbers'],
    [
      'of rows that differ',
      () => Hopfield.withWeights([[0, 1], [1]]),
      'invalid weights "a row of 1 numbers": expected 2, as there are rows',
    ],
    [
      'not finite',
      () => Hopfield.withWeights([0, Number.NaN, Number.NaN, 0]),
      'invalid weights "NaN at 0, 1": expected finite numbers',
    ],
    ['no patterns', () => Hopfield.store([]), 'invalid patterns 0: expected at least one pattern'],
    ['empty patterns', () => Hopfield.store([[]]), 'invalid patterns "0 neurons": expected at least one neuron'],
    [
      'patterns of other lengths',
      () => Hopfield.store([[1, -1], [1]], { rule: 'storkey' }),
      'invalid patterns "1 neurons": expected 2 neurons',
    ],
    ['patterns of 0 and 1', () => Hopfield.store([[1, 0]]), 'invalid patterns 0: expected values of 1 and −1 only'],
    [
      'a cue of the wrong size',
      () => Hopfield.store([[1, -1]]).recall([1]),
      'invalid cue "1 neurons": expected 2 neurons',
    ],
    [
      'a state of the wrong size',
      () => Hopfield.store([[1, -1]]).energy([1, 1, 1]),
      'invalid state "3 neurons": expected 2 neurons',
    ],
    [
      'a temperature below 0',
      () => Hopfield.store([[1, -1]]).recall([1, 1], { temperature: -1 }),
      'invalid temperature -1: expected a number of at least 0',
    ],
    [
      'half a sweep',
      () => Hopfield.store([[1, -1]]).recall([1, 1], { maxSweeps: 0.5 }),
      'invalid maxSweeps 0.5: expected an integer of at least 0',
    ],
  ])('are refused when %s', (_, act, message) => {
    expect(act).toThrow(message);
  });
});
