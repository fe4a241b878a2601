import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawLetter } from '../src/attractors/letters.js';
import type { Params } from '../src/contract/params.js';
import { energyByWeights, fieldsByWeights, hebbWeights } from './hopfield-reference.js';
import { memoriesOf, png, start, stateOf } from './hopfield-runs.js';

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
          const w = hebbWeights(memoriesOf(simulation));
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
            expect(measured.energy).toBeCloseTo(energyByWeights(w, after) / after.length, 9);
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
        const w = hebbWeights(memories);
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
          expect(energy).toBeCloseTo(energyByWeights(w, expected) / 108, 9);
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

describe('hopfield by other rules and in other ways', () => {
  it.each(['storkey', 'projection'])('never raises its energy by the rule %s', (rule) => {
    for (let seed = 0; seed < 5; seed++) {
      const simulation = start({ rule, width: 8, height: 8, letters: 'AJZ', random: 12, noise: 0.3 }, seed);
      let { energy } = simulation.measures();
      for (let step = 0; step < 300; step++) {
        simulation.step();
        const measured = simulation.measures().energy;
        expect(measured).toBeLessThanOrEqual(Number(energy) + 1e-9);
        energy = measured;
      }
    }
  });

  it('by projection finds every letter of the alphabet again, one after the other', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
    const simulation = start({ letters, rule: 'projection', order: 'sweep', noise: 0.2, period: 6000 });
    for (let cue = 0; cue < 26; cue++) {
      simulation.step(6000);
      expect(simulation.measures(), letters[cue]).toMatchObject({ overlap: 1, nearest: cue, unstable: 0 });
    }
    expect(start({ letters, noise: 0 }).measures().unstable).toBeGreaterThan(0);
  });

  it('in synchronous order changes all neurons together, once a round', () => {
    const given = { order: 'synchronous', width: 10, height: 10, noise: 0.3, letters: 'AJZ' };
    const simulation = start(given);
    const before = stateOf(simulation);
    const fields = fieldsByWeights(hebbWeights(memoriesOf(simulation)), before);
    simulation.step(99);
    expect(stateOf(simulation)).toEqual(before);
    simulation.step();
    expect(stateOf(simulation)).toEqual(before.map((s, i) => (fields[i] === 0 ? s : Math.sign(fields[i]))));
  });

  it('with a temperature flickers about a memory, and above 1 loses it', () => {
    const overlapAt = (temperature: number) => {
      const simulation = start({ temperature, noise: 0, letters: 'A' });
      simulation.step(40_000);
      return Number(simulation.measures().overlap);
    };
    // One memory is Curie–Weiss’s magnet: m = tanh(m / T).
    expect(Math.abs(overlapAt(0.5) - 0.9575)).toBeLessThan(0.03);
    expect(Math.abs(overlapAt(1.5))).toBeLessThan(0.2);
  });

  it('cues the next memory after each period', () => {
    const simulation = start({ period: 500, noise: 0 });
    for (let cue = 0; cue < 8; cue++) {
      simulation.step(cue === 0 ? 1 : 500);
      expect(simulation.measures()).toMatchObject({ overlap: 1, nearest: cue % 6 });
    }
  });

  it.each([
    { rule: 'storkey', period: 130 },
    { rule: 'projection', temperature: 0.3 },
    { order: 'synchronous', temperature: 0.4 },
    { rule: 'storkey', order: 'sweep' },
  ])('goes on from a snapshot as it went on: %j', (given) => {
    const params = { ...given, random: 20, noise: 0.4, width: 12, height: 12 };
    const simulation = start(params);
    simulation.step(190);
    const snapshot = simulation.snapshot();
    const futures = [simulation, start(params)].map((run) => {
      run.restore(snapshot);
      return [1, 99, 700].map((count) => {
        run.step(count);
        return [run.field('state').data.slice(), run.measures(), run.field('descent').data.slice()];
      });
    });
    expect(futures[1]).toEqual(futures[0]);
  });

  it('charts its energy over time', () => {
    const simulation = start();
    simulation.step(4096);
    const { data, range } = simulation.field('descent');
    const pairs = Array.from({ length: data.length / 2 }, (_, k) => [data[2 * k], data[2 * k + 1]]);
    const told = pairs.filter(([time]) => !Number.isNaN(time));
    expect(told.length).toBe(257);
    told.forEach(([time, energy], k) => {
      expect(time).toBe(16 * k);
      if (k > 0) expect(energy).toBeLessThanOrEqual(told[k - 1][1]);
    });
    expect(told[256][1]).toBeCloseTo(Number(simulation.measures().energy), 3);
    expect(range?.[0]).toEqual([0, 6144]);
  });

  it.each(['hebb', 'storkey'])('draws the valley of the cued memory, and leaves the run as it is (%s)', (rule) => {
    const params = { rule, width: 12, height: 12, noise: 0.3, letters: 'AJZ' };
    const [simulation, other] = [start(params), start(params)];
    simulation.step(40);
    other.step(40);
    const { data, shape } = simulation.field('valley');
    // At its ends lie the memory and its negative, of one energy; in the middle it is higher than at both.
    const energy = start({ ...params, noise: 0 }).measures().energy;
    expect([data[0], data[2 * shape[0] - 2]]).toEqual([1, -1]);
    expect(data[1]).toBeCloseTo(Number(energy), 3);
    expect(data[2 * shape[0] - 1]).toBeCloseTo(Number(energy), 3);
    expect(data[shape[0]]).toBeGreaterThan(Number(energy) / 2);
    const { overlap, energy: now } = simulation.measures();
    expect(simulation.field('here').data[0]).toBeCloseTo(Number(overlap), 6);
    expect(simulation.field('here').data[1]).toBeCloseTo(Number(now), 3);
    expect(simulation.snapshot().state).toEqual(other.snapshot().state);
  });

  it('refuses to write out weights for too much', () => {
    expect(() => start({ rule: 'storkey', width: 64, height: 64, random: 1000 })).toThrow(
      'invalid random 1000: expected at most 128 patterns by the rule storkey on 4096 neurons',
    );
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
