import fc from 'fast-check';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { binarize, otsuThreshold } from '../src/attractors/binarize.js';
import {
  energy,
  localField,
  type Memories,
  overlapsInto,
  recall,
  storeHebb,
  unstable,
} from '../src/attractors/hebb.js';
import { drawLetter } from '../src/attractors/letters.js';
import type { Params } from '../src/contract/params.js';
import { createRandom } from '../src/random/random.js';
import { createSimulation } from '../src/recipe.js';

const start = (params: Partial<Params> = {}, seed = 1) => createSimulation({ system: 'hopfield', params, seed });
type Running = ReturnType<typeof start>;
const stateOf = (simulation: Running) => Array.from(simulation.field('state').data, (on) => (on ? 1 : -1));

/** The patterns that the mosaic shows, cut out of it again. */
function memoriesOf(simulation: Running): number[][] {
  const { data, shape } = simulation.field('memories');
  const [height, width] = simulation.field('state').shape;
  const count = simulation.field('overlaps').shape[0];
  const columns = (shape[1] + 1) / (width + 1);
  return Array.from({ length: count }, (_, p) => {
    const corner = Math.floor(p / columns) * (height + 1) * shape[1] + (p % columns) * (width + 1);
    const at = (i: number) => corner + Math.floor(i / width) * shape[1] + (i % width);
    return Array.from({ length: width * height }, (_, i) => data[at(i)] - 1);
  });
}

/** Weights written out, N² of them: w = Σ ξξᵀ without its diagonal, in integers. */
function weights(patterns: readonly ArrayLike<number>[]): number[][] {
  const size = patterns[0].length;
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 0 : patterns.reduce((sum, p) => sum + p[i] * p[j], 0))),
  );
}

const fieldsByWeights = (w: number[][], s: ArrayLike<number>) =>
  w.map((row) => row.reduce((sum, weight, j) => sum + weight * s[j], 0));
const energyByWeights = (w: number[][], s: ArrayLike<number>) =>
  -fieldsByWeights(w, s).reduce((sum, h, i) => sum + h * s[i], 0) / 2 / w.length;
const overlapsOf = (memories: Memories, s: ArrayLike<number>) =>
  overlapsInto(new Int32Array(memories.count), memories, s);

function randomPatterns(count: number, size: number, seed: number): Int8Array[] {
  const { bits } = createRandom(seed);
  return Array.from({ length: count }, () => Int8Array.from({ length: size }, () => (bits() >>> 31) * 2 - 1));
}

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
        const w = weights(patterns);
        const fields = fieldsByWeights(w, cue);
        expect(cue.map((_, i) => localField(memories, state, overlaps, i))).toEqual(fields.map((h) => h + 0));
        expect(energy(memories, overlaps)).toBeCloseTo(energyByWeights(w, cue), 10);
        expect(unstable(memories, state, overlaps)).toBe(fields.filter((h, i) => h * cue[i] < 0).length);
      }),
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

describe('hopfield', () => {
  it.each(['random', 'sweep'])('never raises its energy, in %s order, and flips only who is told to', (order) => {
    fc.assert(
      fc.property(
        fc.record({
          width: fc.integer({ min: 1, max: 9 }),
          height: fc.integer({ min: 1, max: 9 }),
          random: fc.integer({ min: 1, max: 20 }),
          noise: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        fc.integer({ min: 0, max: 1e6 }),
        (given, seed) => {
          const simulation = start({ ...given, order, letters: '' }, seed);
          const w = weights(memoriesOf(simulation));
          let before = stateOf(simulation);
          let { energy } = simulation.measures();
          for (let step = 0; step < 60; step++) {
            simulation.step();
            const after = stateOf(simulation);
            const flipped = after.flatMap((s, i) => (s === before[i] ? [] : [i]));
            const measured = simulation.measures();
            expect(flipped.length).toBeLessThanOrEqual(1);
            for (const i of flipped) expect(fieldsByWeights(w, before)[i] * before[i]).toBeLessThan(0);
            expect(measured.energy).toBeLessThanOrEqual(energy);
            expect(measured.energy).toBeCloseTo(energyByWeights(w, after), 9);
            energy = measured.energy;
            before = after;
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('gives every neuron one turn a sweep', () => {
    // One memory and its negative are the only attractors: after a sweep the state is one of them.
    for (let seed = 0; seed < 20; seed++) {
      const simulation = start({ letters: 'S', noise: 0.4, order: 'sweep' }, seed);
      simulation.step(1024);
      expect(simulation.measures()).toMatchObject({ overlap: 1, unstable: 0 });
    }
  });

  it('stores the letters it starts with as fixed points', () => {
    for (let cue = 0; cue < 6; cue++) {
      expect(start({ cue, noise: 0 }).measures()).toMatchObject({ overlap: 1, best: 1, nearest: cue, unstable: 0 });
    }
  });

  it('recalls each of them from its noise, whatever the seed', () => {
    for (let cue = 0; cue < 6; cue++) {
      for (let seed = 1; seed <= 10; seed++) {
        const simulation = start({ cue }, seed);
        simulation.step(20_000);
        expect(simulation.measures(), `letter ${cue}, seed ${seed}`).toMatchObject({ overlap: 1, unstable: 0 });
      }
    }
  });

  it('comes to rest in the negative when most neurons are wrong', () => {
    const simulation = start({ noise: 0.7, cue: 2 });
    simulation.step(20_000);
    expect(simulation.measures()).toMatchObject({ overlap: -1, unstable: 0 });
  });

  it('starts with exactly the wrong neurons that it was asked for', () => {
    for (const noise of [0, 0.1, 1 / 3, 0.5, 1]) {
      for (const seed of [1, 2]) {
        const { data } = start({ noise, width: 13, height: 11 }, seed).field('recall');
        expect(data.filter((cell) => cell > 1)).toHaveLength(Math.round(noise * 143));
      }
    }
  });

  it('shows rightly off and on, wrongly on and off', () => {
    const simulation = start({ noise: 0.3 });
    const state = stateOf(simulation);
    const recalled = simulation.field('recall').data;
    drawLetter('A', 32, 32).forEach((memory, i) => {
      expect(recalled[i]).toBe(state[i] > 0 ? (memory > 0 ? 1 : 2) : memory > 0 ? 3 : 0);
    });
  });

  it('keeps its fields and energy right under the brush', () => {
    const stroke = fc.record({
      x: fc.double({ min: -3, max: 15, noNaN: true }),
      y: fc.double({ min: -3, max: 12, noNaN: true }),
      radius: fc.double({ min: 0, max: 6, noNaN: true }),
      erase: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(stroke, { minLength: 1, maxLength: 5 }), (strokes) => {
        const simulation = start({ width: 12, height: 9, letters: 'AJZ', random: 2 });
        const memories = memoriesOf(simulation);
        const w = weights(memories);
        for (const edit of strokes) {
          const expected = stateOf(simulation).map((s, i) => {
            const [dx, dy] = [(i % 12) + 0.5 - edit.x, Math.floor(i / 12) + 0.5 - edit.y];
            const isPointed = i % 12 === Math.floor(edit.x) && Math.floor(i / 12) === Math.floor(edit.y);
            return isPointed || dx * dx + dy * dy <= edit.radius ** 2 ? (edit.erase ? -1 : 1) : s;
          });
          simulation.edit?.(edit);
          expect(stateOf(simulation)).toEqual(expected);
          const { energy, unstable, overlap } = simulation.measures();
          const fields = fieldsByWeights(w, expected);
          expect(energy).toBeCloseTo(energyByWeights(w, expected), 9);
          expect(unstable).toBe(fields.filter((h, i) => h * expected[i] < 0).length);
          expect(overlap).toBeCloseTo(expected.reduce((sum, s, i) => sum + s * memories[0][i], 0) / 108, 12);
          simulation.step(30);
        }
      }),
    );
  });

  it.each(['random', 'sweep'])('goes on from a snapshot in %s order as it went on', (order) => {
    const simulation = start({ order, random: 80, noise: 0.4, width: 20, height: 20 });
    simulation.step(150);
    const snapshot = simulation.snapshot();
    const futures = [simulation, start({ order, random: 80, noise: 0.4, width: 20, height: 20 })].map((run) => {
      run.restore(snapshot);
      return [1, 99, 700].map((count) => {
        run.step(count);
        return [run.field('state').data.slice(), run.measures()];
      });
    });
    expect(futures[1]).toEqual(futures[0]);
  });

  it('stores letters, images in their place, and random patterns besides', () => {
    const count = (params: Partial<Params>) => start(params).field('overlaps').shape[0];
    const page = png(4, 4, () => [0, 0, 0, 255]);
    expect(count({})).toBe(6);
    expect(count({ random: 10 })).toBe(16);
    expect(count({ images: [page, page], random: 3 })).toBe(5);
    expect(memoriesOf(start({ letters: 'xY3' }))[1]).toEqual([...drawLetter('Y', 32, 32)]);
  });
});

describe('letters', () => {
  it('are half ink at every size, and no two alike', () => {
    for (const [width, height] of [
      [16, 16],
      [32, 32],
      [20, 33],
    ]) {
      const drawn = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789', (letter) => drawLetter(letter, width, height));
      // Equal distances may put some pixels more on the edge of the ink.
      for (const letter of drawn) {
        const ink = letter.filter((s) => s > 0).length / letter.length;
        expect(ink).toBeGreaterThanOrEqual(0.5);
        expect(ink).toBeLessThan(0.6);
      }
      expect(new Set(drawn.map(String)).size).toBe(36);
    }
  });

  it('T looks the same in a mirror, and H upside down', () => {
    const flipped = (letter: string, across: boolean) => {
      const drawn = drawLetter(letter, 32, 32);
      return drawn.map(
        (_, i) => drawn[across ? i - (i % 32) + 31 - (i % 32) : (31 - Math.floor(i / 32)) * 32 + (i % 32)],
      );
    };
    expect(flipped('T', true)).toEqual(drawLetter('T', 32, 32));
    expect(flipped('H', false)).toEqual(drawLetter('H', 32, 32));
    expect(flipped('T', false)).not.toEqual(drawLetter('T', 32, 32));
  });
});

type Paint = (x: number, y: number) => [number, number, number, number];
function png(width: number, height: number, paint: Paint): string {
  const image = new PNG({ width, height });
  for (let i = 0; i < width * height; i++) image.data.set(paint(i % width, Math.floor(i / width)), 4 * i);
  return `data:image/png;base64,${PNG.sync.write(image).toString('base64')}`;
}

describe('images', () => {
  const stored = (url: string, width: number, height: number) => memoriesOf(start({ images: [url], width, height }))[0];

  it('are stored with dark on and light off', () => {
    const checks = png(4, 3, (x, y) => ((x + y) % 2 === 0 ? [20, 40, 60, 255] : [200, 220, 180, 255]));
    expect(stored(checks, 4, 3)).toEqual([1, -1, 1, -1, -1, 1, -1, 1, 1, -1, 1, -1]);
  });

  it('are shrunk by the mean over each cell', () => {
    const ramp = (middle: number) =>
      png(
        3,
        1,
        (x) =>
          [
            [0, 0, 0, 255],
            [middle, middle, middle, 255],
            [255, 255, 255, 255],
          ][x] as never,
      );
    expect(stored(ramp(128), 2, 1)).toEqual([1, -1]);
    // The first cell of the first row is a whole black pixel and half a white one: 85, nearer to black than 127 would be.
    const corner = png(3, 3, (x, y) => (x > 0 && y === 0 ? [255, 255, 255, 255] : [0, 0, 0, 255]));
    expect(stored(corner, 2, 3)).toEqual([1, -1, 1, 1, 1, 1]);
    const blocks = png(8, 8, (x, y) => (x < 4 === y < 4 ? [0, 0, 0, 255] : [255, 255, 255, 255]));
    expect(stored(blocks, 2, 2)).toEqual([1, -1, -1, 1]);
    // Three quarters of the first cell are white, all of the second: a threshold at mid-grey would lose the first.
    const speck = png(4, 2, (x, y) => (x === 0 && y === 0 ? [0, 0, 0, 255] : [255, 255, 255, 255]));
    expect(stored(speck, 2, 1)).toEqual([1, -1]);
  });

  it('are stretched where they are smaller than the grid', () => {
    const two = png(2, 1, (x) => (x === 0 ? [0, 0, 0, 255] : [255, 255, 255, 255]));
    expect(stored(two, 4, 2)).toEqual([1, 1, -1, -1, 1, 1, -1, -1]);
  });

  it('count what is transparent as white paper', () => {
    const hole = png(2, 1, (x) => [0, 0, 0, x === 0 ? 255 : 0]);
    expect(stored(hole, 2, 1)).toEqual([1, -1]);
  });

  it('are cut where Otsu’s classes are best apart', () => {
    // 90 cells of paper around 200 and 10 of ink around 60: the mean, 186, would lie within the grain of the paper.
    const shades = Uint8Array.from({ length: 100 }, (_, i) => (i < 10 ? 55 + i : 180 + ((i * 7) % 40)));
    expect(otsuThreshold(shades)).toBeGreaterThanOrEqual(64);
    expect(otsuThreshold(shades)).toBeLessThan(180);
    const bruteForce = Array.from({ length: 255 }, (_, t) => {
      const classes = [shades.filter((s) => s <= t), shades.filter((s) => s > t)];
      if (classes.some((c) => c.length === 0)) return Infinity;
      return classes.reduce((sum, c) => {
        const mean = c.reduce((a, b) => a + b, 0) / c.length;
        return sum + c.reduce((a, b) => a + (b - mean) ** 2, 0);
      }, 0);
    });
    expect(bruteForce[otsuThreshold(shades)]).toBeCloseTo(Math.min(...bruteForce), 6);
  });

  it('of one shade are all on or all off', () => {
    const plain = (shade: number) => ({ width: 1, height: 1, data: Uint8Array.of(shade, shade, shade, 255) });
    expect([...binarize(plain(10), 2, 1)]).toEqual([1, 1]);
    expect([...binarize(plain(250), 2, 1)]).toEqual([-1, -1]);
  });
});

describe('what cannot be stored is refused', () => {
  it.each<[string, Partial<Params>, string]>([
    ['an unknown letter', { letters: 'AÜ' }, 'invalid letters "Ü": expected letters A–Z and digits 0–9'],
    ['a space', { letters: 'A B' }, 'invalid letters " ": expected letters A–Z and digits 0–9'],
    ['too many letters', { letters: 'AB'.repeat(33) }, 'expected at most 64 letters'],
    ['nothing', { letters: '' }, 'invalid letters "": expected something to store: letters, images or random patterns'],
    ['a cue beyond the memories', { cue: 6 }, 'invalid cue 6: expected a memory from 0 to 5 (6 are stored)'],
    [
      'a file that is no PNG',
      { images: ['data:image/png;base64,AAAA'] },
      'invalid images "3 bytes": expected a PNG image',
    ],
    ['what is not base64', { images: ['data:image/png;base64,?'] }, 'expected a PNG image in base64'],
    ['a link', { images: ['https://a.b/c.png'] }, 'expected a PNG image as a data:image/png;base64 URL'],
    ['a grid too large', { width: 65 }, 'invalid width 65: expected an integer from 1 to 64 (neurons)'],
  ])('%s', (_, params, message) => {
    expect(() => start(params)).toThrow(message);
  });

  it('a PNG that is cut off', () => {
    const whole = png(9, 9, (x) => [x, x, x, 255]);
    const cut = `${whole.slice(0, Math.floor(whole.length / 8) * 4)}`;
    expect(() => start({ images: [cut] })).toThrow('expected a complete PNG image');
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
});
