import { describe, expect, it } from 'vitest';
import { attractors, createRandom, createSimulation, findSystem } from '../src/index.js';
import type { Random } from '../src/random/random.js';

const { HippocampalMemory, drawLetter, randomPatterns, corrupt } = attractors;

const SIDE = 24;
const SIZE = SIDE * SIDE;
const SEEDS = [1, 2, 3];
const letters = (text: string) => Array.from(text, (letter) => drawLetter(letter, SIDE, SIDE));
const overlap = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0) / a.length;
/** Correlation of two codes given as numbers of the active cells, by its definition. */
const correlation = (a: Uint16Array, b: Uint16Array, cells: number) => {
  const [x, y] = [a, b].map((code) => Array.from({ length: cells }, (_, i) => (code.includes(i) ? 1 : 0)));
  const share = a.length / cells;
  return x.reduce((sum: number, value, i) => sum + (value - share) * (y[i] - share), 0) / (cells * share * (1 - share));
};
const half = (pattern: Int8Array, random: Random) => pattern.map((value) => (random.bits() & 0x80000000 ? value : 0));
const mean = (values: number[]) => values.reduce((sum, value) => sum + value / values.length, 0);

function storing(patterns: readonly Int8Array[], options: attractors.HippocampalOptions) {
  const memory = new HippocampalMemory(patterns[0].length, options);
  for (const pattern of patterns) memory.store(pattern);
  return memory;
}

/** Mean likeness of what is recalled from half of each pattern. */
function recallOfHalf(patterns: readonly Int8Array[], options: attractors.HippocampalOptions) {
  const memory = storing(patterns, options);
  const random = createRandom(options.seed ?? 0).stream('halves');
  return mean(patterns.map((pattern) => overlap(memory.recall(half(pattern, random)).pattern, pattern)));
}

describe('pattern separation', () => {
  it('makes codes less alike than the pictures, at every likeness and the more the sparser they are', () => {
    for (const seed of SEEDS) {
      const random = createRandom(seed).stream('pictures');
      const sparse = new HippocampalMemory(SIZE, { seed });
      const denser = new HippocampalMemory(SIZE, { seed, granuleActivity: 0.2 });
      for (const alike of [0.2, 0.4, 0.6, 0.8, 0.9, 0.96]) {
        const likeness = { sparse: 0, denser: 0, pyramids: 0 };
        for (let n = 0; n < 4; n++) {
          const [picture] = randomPatterns(1, SIZE, random);
          const other = corrupt(picture, (1 - alike) / 2, random);
          const codes = [sparse, denser].map((memory) => {
            const first = memory.separate(picture);
            const [granules, pyramids] = [first.granules.slice(), first.pyramids.slice()];
            const second = memory.separate(other);
            return {
              granules: correlation(granules, second.granules, memory.granules),
              pyramids: correlation(pyramids, second.pyramids, memory.ca3.cells),
            };
          });
          likeness.sparse += codes[0].granules / 4;
          likeness.pyramids += codes[0].pyramids / 4;
          likeness.denser += codes[1].granules / 4;
        }
        expect(likeness.sparse).toBeLessThan(alike);
        expect(likeness.pyramids).toBeLessThan(alike);
        expect(likeness.sparse).toBeLessThan(likeness.denser);
        expect(likeness.denser).toBeLessThan(alike);
      }
    }
  });

  it('gives the same picture the same code, of as many cells as may fire', () => {
    const memory = new HippocampalMemory(SIZE, { seed: 5, granules: 1000, granuleActivity: 0.03, activity: 0.04 });
    const [a, b] = randomPatterns(2, SIZE, createRandom(1));
    const code = memory.store(a);
    memory.separate(b);
    expect(memory.separate(a)).toEqual(code);
    expect(code.granules.length).toBe(30);
    expect(code.pyramids.length).toBe(64);
    expect(new Set(code.pyramids).size).toBe(64);
  });
});

describe('pattern completion', () => {
  it('drives cells as the covariance rule has it, and each exchange lowers the energy', () => {
    const patterns = letters('SELFORG');
    const recurrence = 1.3;
    const memory = storing(patterns, { seed: 1, recurrence });
    const cells = Array.from({ length: memory.ca3.cells }, (_, i) => i);
    const codes = memory.codes.map(({ pyramids }) => cells.map((i): number => (pyramids.includes(i) ? 1 : 0)));
    const share = memory.ca3.active / memory.ca3.cells;
    const sum = (term: (pattern: number) => number) => patterns.reduce((total, _, p) => total + term(p), 0);
    const weight = (i: number, j: number) =>
      i === j ? 0 : (recurrence / memory.ca3.active) * sum((p) => (codes[p][i] - share) * (codes[p][j] - share));
    const cue = half(patterns[0], createRandom(1));
    const known = cue.filter((value) => value !== 0).length;
    const matches = patterns.map((pattern) => (overlap(pattern, cue) * SIZE) / known);
    const perforant = (i: number) => sum((p) => codes[p][i] * matches[p]);
    const within = (i: number) =>
      cells.filter((j) => memory.ca3.firing[j] === 1).reduce((field, j) => field + weight(i, j), 0);
    const energy = () =>
      cells.filter((i) => memory.ca3.firing[i] === 1).reduce((total, i) => total - perforant(i) - within(i) / 2, 0);

    memory.cue(cue);
    const energies: number[] = [];
    for (let turn = memory.ca3.advance(); turn !== 'rest'; turn = memory.ca3.advance()) {
      if (turn === 'exchanged') energies.push(energy());
      for (let i = 0; i < memory.ca3.cells; i += 199)
        expect(memory.ca3.drive(i)).toBeCloseTo(perforant(i) + within(i), 9);
    }
    expect(energies.length).toBeGreaterThan(2);
    energies.slice(1).forEach((value, n) => {
      expect(value).toBeLessThan(energies[n]);
    });
    expect(memory.ca3.firing.reduce((total, value) => total + value, 0)).toBe(memory.ca3.active);
    // The way back: the covariance of what fires now with each pattern's code, times its picture.
    const match = codes.map((code) => cells.reduce((total, i) => total + (code[i] - share) * memory.ca3.firing[i], 0));
    const back = memory.readInto(new Int8Array(SIZE));
    for (let j = 0; j < SIZE; j++) expect(back[j]).toBe(Math.sign(sum((p) => patterns[p][j] * match[p])));
  });

  it('recalls look-alikes from half a cue, where without the dentate gyrus they are mixed up', () => {
    for (const seed of SEEDS) {
      const separated = recallOfHalf(letters('BDOPRE'), { seed });
      const mixed = recallOfHalf(letters('BDOPRE'), { seed, separation: false });
      expect(separated).toBeGreaterThan(0.93);
      expect(mixed).toBeLessThan(separated - 0.08);
    }
  });

  it('finds a code by its own synapses that the cue alone finds in part', () => {
    for (const seed of SEEDS) {
      const patterns = randomPatterns(250, SIZE, createRandom(seed).stream('many'));
      const memory = storing(patterns, { seed });
      const random = createRandom(seed).stream('cues');
      const cues = patterns.slice(0, 8).map((pattern) => half(half(half(pattern, random), random), random));
      const found = (recurrence: number) => {
        memory.ca3.recurrence = recurrence;
        return mean(
          cues.map((cue, p) => {
            const { firing } = memory.recall(cue);
            return mean(Array.from(memory.codes[p].pyramids, (cell) => firing[cell]));
          }),
        );
      };
      const alone = found(0);
      expect(alone).toBeLessThan(0.95);
      expect(found(1)).toBeGreaterThan(alone + 0.03);
    }
  });

  it('recalls a single picture whole, and nothing where nothing was stored', () => {
    const [picture] = letters('S');
    const memory = new HippocampalMemory(SIZE);
    expect(memory.recall(picture).pattern.every((value) => value === 0)).toBe(true);
    memory.store(picture);
    expect(memory.recall(half(picture, createRandom(1))).pattern).toEqual(picture);
  });

  it('refuses patterns of the wrong size, and layers that cannot be', () => {
    const memory = new HippocampalMemory(SIZE);
    const short = new Int8Array(7);
    const expected = 'expected 576 cells, as the cortex has';
    expect(() => memory.store(short)).toThrow(`invalid pattern "7 cells": ${expected}`);
    expect(() => memory.separate(short)).toThrow(`invalid pattern "7 cells": ${expected}`);
    expect(() => memory.recall(short)).toThrow(`invalid cue "7 cells": ${expected}`);
    expect(() => new HippocampalMemory(0)).toThrow('invalid inputs 0: expected an integer from 1 to 65535');
    expect(() => new HippocampalMemory(9, { granules: 0 })).toThrow('invalid granules 0: expected an integer');
    expect(() => new HippocampalMemory(9, { pyramids: 65535 })).toThrow('expected an integer from 1 to 16384');
    expect(() => new HippocampalMemory(9, { activity: 1 })).toThrow('invalid activity 1: expected a share of 1600');
    expect(() => new HippocampalMemory(9, { granuleActivity: Number.NaN })).toThrow('invalid granuleActivity NaN');
  });
});

describe('hippocampus', () => {
  const run = (preset: string, steps = 170) => {
    const params = findSystem('hippocampus').presets.find(({ id }) => id === preset)?.params ?? {};
    const simulation = createSimulation({ system: 'hippocampus', params });
    simulation.step(steps);
    return simulation;
  };

  it('brings letters back, one after the other', () => {
    const simulation = run('letters');
    for (let letter = 0; letter < 7; letter++) {
      expect(simulation.measures().overlap).toBeGreaterThan(0.95);
      expect(simulation.measures().code).toBeGreaterThan(0.6);
      simulation.step(180);
    }
  });

  it('keeps look-alikes apart, and mixes them up without separation', () => {
    const [separated, mixed] = ['look-alikes', 'unseparated'].map((preset) => run(preset));
    expect(separated.measures().overlap).toBeGreaterThan(0.95);
    expect(mixed.measures().overlap).toBeLessThan(0.9);
    const { pictures, granules } = separated.measures();
    expect(granules).toBeLessThan(Number(pictures) / 3);
  });

  it('starts recall anew when the cue is painted', () => {
    const simulation = run('letters');
    simulation.edit?.({ x: 60, y: 60, radius: 20 });
    expect(simulation.measures()).toMatchObject({ code: 0, exchanges: 0 });
    simulation.step(9);
    expect(simulation.measures().code).toBeGreaterThan(0);
  });

  it('refuses a memory that is not there', () => {
    expect(() => createSimulation({ system: 'hippocampus', params: { cue: 7 } })).toThrow('invalid cue 7');
    expect(() => createSimulation({ system: 'hippocampus', params: { letters: '' } })).toThrow('invalid letters');
  });
});
