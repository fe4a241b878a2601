import { describe, expect, it } from 'vitest';
import { createRandom, createSimulation, hebbian, type ParamValue } from '../src/index.js';

const after = (params: Record<string, ParamValue>, steps: number, seed = 1) => {
  const simulation = createSimulation({ system: 'neuromodulation', params, seed });
  simulation.step(steps);
  return simulation.measures() as Record<string, number>;
};

describe('a modulated memory', () => {
  it('weakens all earlier items by 1 − η M at each new one', () => {
    const random = createRandom(1);
    const pattern = (n: number) => Int8Array.from({ length: n }, () => (random.bits() & 1 ? 1 : -1));
    const memory = new hebbian.ModulatedMemory(50, 7);
    const [cue, picture, other] = [pattern(50), pattern(7), pattern(50)];
    memory.learn(cue, picture, 0.2);
    for (let i = 0; i < 7; i++) expect(memory.recall(cue)[i]).toBeCloseTo(0.2 * picture[i], 6);
    const before = memory.recall(cue).slice();
    memory.learn(other, new Int8Array(7), 0.1);
    for (let i = 0; i < 7; i++) expect(memory.recall(cue)[i]).toBeCloseTo(0.9 * before[i], 6);
    memory.learn(other, picture, 0);
    for (let i = 0; i < 7; i++) expect(memory.recall(cue)[i]).toBeCloseTo(0.9 * before[i], 6);
    expect(memory.error(cue, picture)).toBe(0);
    expect(new hebbian.ModulatedMemory(50, 7).error(cue, picture)).toBe(0.5);
  });

  it('releases its modulator as the gate says', () => {
    expect(hebbian.releaseOf('novelty', 0.1, 0.05)).toBe(1);
    expect(hebbian.releaseOf('novelty', 0.05, 0.05)).toBe(0);
    expect(hebbian.releaseOf('surprise', 0.1, 0.05)).toBeCloseTo(0.2, 12);
    expect(hebbian.releaseOf('open', 0, 0.05)).toBe(1);
    expect(hebbian.releaseOf('shut', 1, 0.05)).toBe(0);
  });
});

describe('neuromodulation', () => {
  it.each([1, 2, 3])('with the gate old items survive new ones, without it they are overwritten (seed %i)', (seed) => {
    const first = after({}, 200, seed);
    for (const id of ['oldGated', 'oldOpen']) expect(first[id]).toBeGreaterThan(0.97);
    const both = after({}, 400, seed);
    for (const id of ['oldGated', 'newGated', 'newOpen']) expect(both[id]).toBeGreaterThan(0.97);
    expect(both.oldOpen).toBeLessThan(0.65);
    expect(both.modulator).toBe(0);
  });

  it('learns nothing where the modulator is missing, and as its twin where it is always there', () => {
    expect(after({ gate: 'shut' }, 50).newGated).toBe(0.5);
    const { oldGated, oldOpen, newGated, newOpen } = after({ gate: 'open' }, 300);
    expect([oldGated, newGated]).toEqual([oldOpen, newOpen]);
  });

  it('says how many letters there are', () => {
    const start = (params: Record<string, ParamValue>) => () =>
      createSimulation({ system: 'neuromodulation', params: { ...params } });
    expect(start({ items: 13, sets: 3 })).toThrow('invalid items 13: expected at most 8: 3 sets share an alphabet');
    expect(start({ items: 13 })).not.toThrow();
  });
});
