import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settle, unstableNeurons } from '../src/attractors/couplings.js';
import { denseCouplings, INTERACTIONS, type Interaction } from '../src/attractors/dense-associative.js';
import { Hopfield } from '../src/attractors/hopfield-network.js';
import { createSimulation } from '../src/recipe.js';
import { flipped, overlap, randomPatterns } from './hopfield-reference.js';

/** The energy as it is defined, sum by sum. */
function energyOf(patterns: readonly Int8Array[], { kind, degree = 2 }: Interaction, state: ArrayLike<number>): number {
  const size = state.length;
  const overlaps = patterns.map((pattern) => overlap(pattern, state));
  if (kind === 'exponential') return -Math.log(overlaps.reduce((sum, m) => sum + Math.exp(size * m), 0));
  const f = (m: number) => (kind === 'rectified' && m < 0 ? 0 : m ** degree);
  return -size * overlaps.reduce((sum, m) => sum + f(m), 0);
}

/** Overlaps with their memories of the states of rest that cues with 5 % of wrong neurons fall into. */
function recalls(count: number, interaction: Interaction, cues = 40): number[] {
  const patterns = randomPatterns(count, 100, count);
  const memory = denseCouplings(patterns, interaction);
  return patterns.slice(0, cues).map((pattern) => {
    memory.state.set(flipped(pattern, 5));
    memory.refresh();
    settle(memory, 100);
    return overlap(memory.state, pattern);
  });
}
const mean = (values: number[]) => values.reduce((sum, m) => sum + m, 0) / values.length;

describe('dense associative memory', () => {
  it('has the energy of its definition, and fields that are half its differences', () => {
    const cases = fc.record({
      size: fc.integer({ min: 1, max: 12 }),
      count: fc.integer({ min: 1, max: 6 }),
      kind: fc.constantFrom(...INTERACTIONS),
      degree: fc.integer({ min: 2, max: 6 }),
      seed: fc.integer(),
    });
    fc.assert(
      fc.property(cases, ({ size, count, seed, ...interaction }) => {
        const patterns = randomPatterns(count, size, seed);
        const memory = denseCouplings(patterns, interaction);
        const [state] = randomPatterns(1, size, seed + 1);
        memory.state.set(state);
        memory.refresh();
        expect(memory.energy()).toBeCloseTo(energyOf(patterns, interaction, state), 8);
        for (let i = 0; i < size; i++) {
          const [on, off] = [1, -1].map((s) => energyOf(patterns, interaction, state.with(i, s)));
          expect(memory.field(i)).toBeCloseTo((off - on) / 2, 8);
        }
        memory.flip(0);
        expect(memory.energy()).toBeCloseTo(energyOf(patterns, interaction, state.with(0, -state[0])), 8);
      }),
    );
  });

  it('with squares is Hebb’s rule', () => {
    const patterns = randomPatterns(9, 40, 1);
    const memory = denseCouplings(patterns, { kind: 'polynomial', degree: 2 });
    const [state] = randomPatterns(1, 40, 2);
    memory.state.set(state);
    memory.refresh();
    const fields = Hopfield.store(patterns).fields(state);
    fields.forEach((h, i) => void expect(memory.field(i)).toBeCloseTo(2 * h, 9));
  });

  it.each(INTERACTIONS)('never raises its energy (%s)', (kind) => {
    const memory = denseCouplings(randomPatterns(60, 50, 1), { kind, degree: 3 });
    for (const cue of randomPatterns(10, 50, 2)) {
      memory.state.set(cue);
      memory.refresh();
      let before = memory.energy();
      for (let i = 0; i < 500; i++) {
        if (memory.field(i % 50) * memory.state[i % 50] < 0) memory.flip(i % 50);
        expect(memory.energy()).toBeLessThanOrEqual(before + 1e-12 * Math.abs(before));
        before = memory.energy();
      }
      expect(unstableNeurons(memory)).toBe(0);
    }
  });

  // Krotov & Hopfield 2016; the three cases were found with an independent implementation.
  it('on 100 neurons holds 300 patterns by cubes and 5000 by fifth powers, where 50 by squares fail', () => {
    expect(mean(recalls(50, { kind: 'rectified', degree: 2 }))).toBeLessThan(0.8);
    expect(mean(recalls(50, { kind: 'polynomial', degree: 2 }))).toBeLessThan(0.7);
    expect(mean(recalls(300, { kind: 'rectified', degree: 3 }))).toBe(1);
    expect(mean(recalls(300, { kind: 'polynomial', degree: 3 }))).toBeGreaterThan(0.99);
    expect(mean(recalls(5000, { kind: 'rectified', degree: 5 }))).toBe(1);
    expect(mean(recalls(5000, { kind: 'polynomial', degree: 5 }))).toBe(1);
  });

  // Demircigil et al. 2017, doi:10.1007/s10955-017-1806-y: exp(αN) patterns for α < ln 2 / 2, here e⁸ᐧ⁵ of e³⁴.
  it('by an exponential holds 5000 patterns', () => {
    expect(mean(recalls(5000, { kind: 'exponential' }))).toBe(1);
  });

  it('by an exponential neither overflows nor underflows on 4000 neurons', () => {
    const patterns = randomPatterns(3, 4000, 1);
    const memory = denseCouplings(patterns, { kind: 'exponential' });
    for (const cue of [...patterns, ...randomPatterns(2, 4000, 9)]) {
      memory.state.set(cue);
      memory.refresh();
      for (let i = 0; i < 4000; i += 100) expect(Number.isFinite(memory.field(i))).toBe(true);
      expect(Number.isFinite(memory.energy())).toBe(true);
    }
    memory.state.set(patterns[1]);
    memory.refresh();
    expect(memory.energy()).toBeCloseTo(-4000, 9);
  });

  it.each([1, 2.5, 65, Number.NaN])('refuses the degree %s', (degree) => {
    expect(() => denseCouplings([[1, -1]], { kind: 'rectified', degree })).toThrow('expected an integer from 2 to 64');
  });
});

describe('dense-memory', () => {
  it('finds every letter and digit again, one after the other', () => {
    const simulation = createSimulation({
      system: 'dense-memory',
      params: { width: 24, height: 24, noise: 0.3, period: 5000 },
      seed: 1,
    });
    for (let cue = 0; cue < 36; cue++) {
      simulation.step(5000);
      expect(simulation.measures(), `memory ${cue}`).toMatchObject({ overlap: 1, nearest: cue, unstable: 0 });
    }
  });

  it('with squares melts them into one', () => {
    const simulation = createSimulation({
      system: 'dense-memory',
      params: { interaction: 'polynomial', degree: 2, noise: 0.1 },
      seed: 1,
    });
    simulation.step(5999);
    expect(simulation.measures().best).toBeLessThan(0.8);
  });

  it('refuses a cue that is not stored', () => {
    expect(() => createSimulation({ system: 'dense-memory', params: { cue: 36 } })).toThrow(
      'invalid cue 36: expected a memory from 0 to 35 (36 are stored)',
    );
  });
});
