import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  energy,
  localField,
  type Memories,
  overlapsInto,
  recall,
  storeHebb,
  unstable,
} from '../src/attractors/hebb.js';
import { hebbCouplings } from '../src/attractors/hebb-couplings.js';
import { energyByWeights, fieldsByWeights, hebbWeights, randomPatterns } from './hopfield-reference.js';

const overlapsOf = (memories: Memories, s: ArrayLike<number>) =>
  overlapsInto(new Int32Array(memories.count), memories, s);

const signs = (size: number) => fc.array(fc.constantFrom(-1, 1), { minLength: size, maxLength: size });
const stored = fc
  .tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 9 }))
  .chain(([size, count]) => fc.tuple(fc.array(signs(size), { minLength: count, maxLength: count }), signs(size)));

describe('Hebb’s rule without its matrix', () => {
  it('gives the fields, the energy and the instability of the matrix', () => {
    fc.assert(
      fc.property(stored, ([patterns, cue]) => {
        const memories = storeHebb(patterns);
        const state = Int8Array.from(cue);
        const overlaps = overlapsOf(memories, state);
        const w = hebbWeights(patterns);
        const fields = fieldsByWeights(w, cue);
        expect(cue.map((_, i) => localField(memories, state, overlaps, i))).toEqual(fields.map((h) => h + 0));
        expect(energy(memories, overlaps)).toBeCloseTo(energyByWeights(w, cue) / cue.length, 10);
        expect(unstable(memories, state, overlaps)).toBe(fields.filter((h, i) => h * cue[i] < 0).length);
      }),
    );
  });

  it('gives the same in WebAssembly, flip by flip', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 70 }),
        fc.integer(),
        (size, count, seed) => {
          const patterns = randomPatterns(count, size, seed);
          const memories = storeHebb(patterns);
          const couplings = hebbCouplings(patterns);
          const [state] = randomPatterns(1, size, seed + 1);
          couplings.state.set(state);
          couplings.refresh();
          for (let i = 0; i < size; i += 3) {
            couplings.flip(i);
            state[i] = -state[i];
            const overlaps = overlapsOf(memories, state);
            expect([...couplings.overlaps]).toEqual([...overlaps]);
            expect(couplings.energy()).toBe(energy(memories, overlaps));
            for (let j = 0; j < size; j++) {
              expect(couplings.field(j) * size).toBeCloseTo(localField(memories, state, overlaps, j), 9);
            }
          }
          couplings.learn([...patterns].reverse());
          expect([...couplings.overlaps]).toEqual([...overlapsOf(memories, state)].reverse());
        },
      ),
      { numRuns: 50 },
    );
  });

  it('recalls a state where the energy is no higher and no neuron would flip', () => {
    fc.assert(
      fc.property(stored, ([patterns, cue]) => {
        const memories = storeHebb(patterns);
        const state = recall(memories, cue);
        const overlaps = overlapsOf(memories, state);
        expect(unstable(memories, state, overlaps)).toBe(0);
        expect(energy(memories, overlaps)).toBeLessThanOrEqual(energy(memories, overlapsOf(memories, cue)));
      }),
    );
  });

  // Hertz, Krogh & Palmer 1991, §2.2: the crosstalk on a bit of a stored pattern is a sum of (N − 1)(P − 1) signs over N,
  // and flips the bit beyond 1: ½ erfc(√(N / 2P)), with N − 1 other neurons and P − 1 other patterns. Loads .105 and
  // .185 are those of their table 2.1. Over 1200 errors are counted, whose number spreads by √1200 = 2.9 %; that and
  // the grain of the sum (spacing 2 at a width of 324: 1 %) stay within 15 %.
  it.each([
    [0.105, 0.00101, 14],
    [0.185, 0.01, 2],
  ])('flips bits of the memories themselves at load %s with probability %s', (load, probability, trials) => {
    const others = 1000;
    const size = others + 1;
    let errors = 0;
    let bits = 0;
    for (let trial = 0; trial < trials; trial++) {
      const patterns = randomPatterns(load * others + 1, size, trial);
      const memories = storeHebb(patterns);
      for (const pattern of patterns) {
        errors += unstable(memories, pattern, overlapsOf(memories, pattern));
        bits += size;
      }
    }
    expect(errors).toBeGreaterThan(1200);
    expect(errors / bits / probability).toBeGreaterThan(0.85);
    expect(errors / bits / probability).toBeLessThan(1.15);
  });

  // Amit, Gutfreund & Sompolinsky 1985, doi:10.1103/PhysRevLett.55.1530: memories survive below P/N = .138 with an
  // overlap near 1. The values at N = 500 were found with an independent implementation (± .01); one recall at .2
  // spreads by some .2, so that 300 of them leave .012.
  it.each([
    [0.05, 100, 0.99, 1],
    [0.1, 100, 0.9885, 1],
    [0.2, 300, 0.498, 0.578],
  ])('keeps memories of 500 neurons at load %s', (load, recalls, least, most) => {
    let sum = 0;
    for (let done = 0; done < recalls; ) {
      const memories = randomPatterns(load * 500, 500, 1000 + done);
      const network = storeHebb(memories);
      for (const memory of memories.slice(0, 20)) {
        sum += recall(network, memory).reduce((m, s, i) => m + s * memory[i], 0) / 500;
        done++;
      }
    }
    expect(sum / (Math.ceil(recalls / 20) * 20)).toBeGreaterThan(least);
    expect(sum / (Math.ceil(recalls / 20) * 20)).toBeLessThanOrEqual(most);
  });
});

describe('storing', () => {
  it('refuses nothing, and patterns of different length', () => {
    expect(() => storeHebb([])).toThrow('invalid patterns 0: expected at least one pattern');
    expect(() =>
      storeHebb([
        [1, -1, 1],
        [1, -1],
      ]),
    ).toThrow('invalid patterns "2 neurons": expected 3 neurons, as the first');
  });

  it('refuses cues that are none, rather than to wait for them to settle', () => {
    const memories = storeHebb([[1, -1, 1]]);
    expect(() => recall(memories, [1, -1])).toThrow('invalid cue "2 neurons": expected 3 neurons');
    expect(() => recall(memories, [1, -1, 0])).toThrow('invalid cue 0: expected values of 1 and −1 only');
  });
});
