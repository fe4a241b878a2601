import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bidirectionalMemory } from '../src/attractors/bidirectional-memory.js';
import { attractors, createRandom, createSimulation } from '../src/index.js';

const patterns = (count: number, size: number, seed: number) =>
  attractors.randomPatterns(count, size, createRandom(seed));

describe('bidirectional memory', () => {
  it('tells each neuron what the weights Σ aᵢbⱼ say', () => {
    const [first, second] = [patterns(4, 12, 1), patterns(4, 9, 2)];
    const memory = new attractors.BidirectionalMemory(first, second);
    const weight = (i: number, j: number) => first.reduce((sum, a, p) => sum + a[i] * second[p][j], 0);
    for (let j = 0; j < 9; j++) {
      const field = memory.layers[0].reduce((sum, state, i) => sum + weight(i, j) * state, 0);
      expect(memory.field(1, j)).toBe(field);
    }
    const energy = memory.layers[0].reduce((sum, a, i) => {
      return sum - memory.layers[1].reduce((inner, b, j) => inner + weight(i, j) * a * b, 0);
    }, 0);
    expect(memory.energy()).toBe(energy);
  });

  it('never raises its energy, and comes to rest with any weights (Kosko 1988)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 1000 }), (count, seed) => {
        const memory = new attractors.BidirectionalMemory(patterns(count, 20, seed), patterns(count, 14, seed + 1));
        const random = createRandom(seed);
        memory.layers[0].set(patterns(1, 20, seed + 2)[0]);
        memory.refresh();
        let energy = memory.energy();
        for (let n = 0; n < 300; n++) {
          const layer = random.integer(2) === 0 ? 0 : 1;
          memory.update(layer, random.integer(memory.layers[layer].length));
          expect(memory.energy()).toBeLessThanOrEqual(energy);
          energy = memory.energy();
        }
        const answer = memory.recall(0, patterns(1, 20, seed + 3)[0]).slice();
        for (let j = 0; j < 14; j++) expect(memory.field(1, j) * answer[j]).toBeGreaterThanOrEqual(0);
      }),
      { numRuns: 30 },
    );
  });

  it('calls up the partner of a damaged pattern', () => {
    const [first, second] = [patterns(5, 200, 1), patterns(5, 150, 2)];
    const memory = new attractors.BidirectionalMemory(first, second);
    const cue = attractors.corrupt(first[3], 0.2, createRandom(9));
    expect([...memory.recall(0, cue)]).toEqual([...second[3]]);
    expect([...memory.layers[0]]).toEqual([...first[3]]);
  });

  it('refuses pairs that are none', () => {
    const { BidirectionalMemory } = attractors;
    expect(() => new BidirectionalMemory([], [])).toThrow('invalid pairs 0: expected at least one pair');
    expect(() => new BidirectionalMemory(patterns(2, 5, 1), patterns(3, 5, 1))).toThrow('as many on both sides');
    const odd = [patterns(1, 5, 1)[0], patterns(1, 6, 1)[0]];
    expect(() => new BidirectionalMemory(odd, odd)).toThrow('invalid pairs "6 neurons": expected 5 neurons');
    const memory = new BidirectionalMemory(patterns(2, 5, 1), patterns(2, 4, 2));
    expect(() => memory.recall(1, [1, 1, -1])).toThrow('invalid cue "3 neurons": expected 4 neurons');
    expect(() => memory.recall(0, [1, 1, -1, 1, 0])).toThrow('invalid cue 0: expected values of 1 and −1 only');
    const simulation = { system: 'bidirectional-memory', params: { answers: '12' } };
    expect(() => createSimulation(simulation)).toThrow('invalid answers "12": expected 6 letters or digits');
  });

  it.each(['first', 'second'])('mends each letter that is cued in the %s layer by way of its answer', (from) => {
    for (let cue = 0; cue < 6; cue++) {
      const simulation = createSimulation({ system: 'bidirectional-memory', params: { cue, from } });
      simulation.step(576 * 8);
      expect(simulation.measures()).toMatchObject({ cued: 1, answer: 1 });
    }
  });

  it('fails with more pairs than it bears, as the preset says', () => {
    const preset = bidirectionalMemory.presets.find(({ id }) => id === 'crowded');
    const simulation = createSimulation({ system: 'bidirectional-memory', params: preset?.params });
    simulation.step(256 * 40);
    expect(simulation.measures().answer).toBeLessThan(0.5);
  });
});
