import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { elementaryOutputs } from '../src/automata/elementary-rule.js';
import {
  activity,
  blockEntropy,
  blockRuleLambda,
  cellEntropy,
  cellsOf,
  compressedShare,
  damageSpreading,
  density,
  derridaCurve,
  entropyOfCounts,
  entropyRate,
  findRecurrence,
  frontSpeeds,
  hammingDistance,
  langtonLambda,
  mutualInformation,
  neighbourhoodInformation,
  stateCounts,
} from '../src/complexity/index.js';
import { dense, type Field } from '../src/contract/field.js';
import type { Params } from '../src/contract/params.js';
import type { Simulation } from '../src/contract/system.js';
import { createRandom } from '../src/random/random.js';
import { createSimulation } from '../src/recipe.js';

const row = (...states: number[]): Field => dense(Uint8Array.from(states), [1, states.length]);
const rowOf = (text: string): Field => row(...Array.from(text, Number));
const grid = (...rows: string[]): Field =>
  dense(Uint8Array.from(rows.join(''), Number), [rows.length, rows[0].length], [[0, 1]]);
/** Independent cells, each state equally likely. */
function coins(width: number, height: number, states = 2, seed = 1): Field {
  const { integer } = createRandom(seed).stream('coins');
  return dense(
    Uint8Array.from({ length: width * height }, () => integer(states)),
    [height, width],
    [[0, states - 1]],
  );
}
const elementary =
  (rule: number, params: Params = {}) =>
  (): Simulation =>
    createSimulation({ system: 'elementary', params: { rule, height: 1, ...params } });
const life = (pattern: string, size: number) => (): Simulation =>
  createSimulation({ system: 'life', params: { pattern, rule: `B3/S23:T${size},${size}` } });
const bits = (n: number) => n.toString(2).replaceAll('0', '').length;

describe('cells', () => {
  it('reads bits, bytes with padded rows, single rows and other whole numbers alike', () => {
    const cells = [0, 1, 1, 0, 1, 0, 0, 0, 1, 1, 1, 1];
    const packed: Field = {
      data: Uint8Array.of(0b01101000, 0xff, 0b11110000, 0x00),
      shape: [2, 6],
      stride: [2, 1],
      packing: 'bits',
    };
    const rows = [Uint8Array.of(0, 1, 1, 0, 1, 0), Uint8Array.of(0, 0, 1, 1, 1, 1)];
    const padded: Field = { data: Uint8Array.of(...rows[0], 9, 9, ...rows[1]), shape: [2, 6], stride: [8, 1] };
    const bitRows: Field = { ...packed, data: Uint8Array.of(0b01101011, 9, 0b00111100, 9) };
    expect(Array.from(cellsOf(padded).data)).toEqual(cells);
    expect(Array.from(cellsOf(bitRows).data)).toEqual(cells);
    expect(Array.from(cellsOf(dense(Float32Array.from(cells), [12])).data)).toEqual(cells);
    expect(cellsOf(packed)).toMatchObject({ shape: [2, 6], states: 2 });
  });

  it('refuses what is no lattice of states, and two lattices of different shapes', () => {
    expect(() => cellsOf(dense(Float32Array.of(0.5), [1]))).toThrow('invalid field 0.5: expected states as integers');
    expect(() => cellsOf(dense(Uint8Array.of(1, 2, 3), [1, 1, 3]))).toThrow('invalid field');
    expect(() => hammingDistance(row(0, 1), row(0, 1, 1))).toThrow('invalid field [1,3]: expected a field of 1 × 2');
  });

  it('are a copy: a step of the simulation does not change them', () => {
    const simulation = elementary(51)();
    const before = cellsOf(simulation.field('row'));
    simulation.step();
    expect(activity(before, simulation.field('row'))).toBe(1);
  });
});

describe('entropy', () => {
  it('is log₂ k for k equally frequent states and 0 for one (Shannon 1948)', () => {
    expect(entropyOfCounts([5, 5])).toBe(1);
    expect(entropyOfCounts([3, 3, 3, 3, 3, 3, 3, 3])).toBe(3);
    expect(entropyOfCounts([7, 0])).toBe(0);
    expect(entropyOfCounts([])).toBe(0);
    // Shannon’s example: probabilities ½, ¼, ⅛, ⅛.
    expect(entropyOfCounts([4, 2, 1, 1])).toBeCloseTo(7 / 4, 12);
    expect(cellEntropy(coins(512, 512))).toBeCloseTo(1, 3);
    expect(cellEntropy(coins(300, 300, 3))).toBeCloseTo(Math.log2(3), 3);
    expect(cellEntropy(row(2, 2, 2))).toBe(0);
  });

  it('of blocks is log₂ of the number of different ones in a periodic pattern', () => {
    expect(blockEntropy(rowOf('01100110'), { width: 4 })).toBe(2);
    expect(blockEntropy(rowOf('011011011011'), { width: 5 })).toBeCloseTo(Math.log2(3), 12);
    expect(blockEntropy(grid('0101', '1010', '0101', '1010'), { width: 2, height: 2 })).toBe(1);
    // A de Bruijn ring of order 3 has each of the eight blocks once.
    expect(blockEntropy(rowOf('00010111'), { width: 3 })).toBe(3);
    // Six blocks where the ends do not meet: 000, 001, 010, 101, 011, 111.
    expect(blockEntropy(rowOf('00010111'), { width: 3, edges: 'open' })).toBeCloseTo(Math.log2(6), 12);
  });

  it('of blocks of independent cells is that of a cell times their number', () => {
    const field = coins(512, 512);
    expect(blockEntropy(field, { width: 3, height: 3 })).toBeCloseTo(9, 2);
    expect(entropyRate(field, 8)).toBeCloseTo(1, 2);
  });

  it('rate falls to 0 in a periodic row, and never rises with the length', () => {
    expect(entropyRate(rowOf('0110'.repeat(16)), 4)).toBe(0);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 8, maxLength: 60 }), (states) => {
        const rates = [1, 2, 3, 4, 5].map((length) => entropyRate(row(...states), length));
        for (let i = 1; i < rates.length; i++) expect(rates[i]).toBeLessThanOrEqual(rates[i - 1] + 1e-9);
      }),
    );
  });

  it('refuses blocks whose contents no number tells apart', () => {
    expect(() => blockEntropy(coins(8, 8), { width: 9, height: 6 })).toThrow(
      'invalid block "1.8e+16 contents": expected a block of at most 2^53 contents',
    );
    expect(() => blockEntropy(coins(8, 8), { width: 0 })).toThrow('invalid block 0');
  });

  it('density counts what is not 0', () => {
    expect(density(row(0, 2, 1, 0))).toBe(0.5);
    expect(Array.from(stateCounts(row(0, 2, 1, 0)))).toEqual([2, 1, 1]);
  });
});

describe('mutual information', () => {
  it('with a copy that was moved is the entropy, where it is looked for, and about 0 elsewhere', () => {
    const field = coins(256, 256);
    const { data } = cellsOf(field);
    const moved = data.map((_, i) => data[((Math.floor(i / 256) + 254) % 256) * 256 + ((i + 253) % 256)]);
    const other = dense(moved, [256, 256], [[0, 1]]);
    expect(mutualInformation(field, other, { dx: 3, dy: 2 })).toBeCloseTo(cellEntropy(field), 12);
    expect(mutualInformation(field, other, { dx: 2, dy: 2 })).toBeLessThan(0.001);
    expect(mutualInformation(field, field, { dx: 0 })).toBeCloseTo(cellEntropy(field), 12);
  });

  it('is symmetric, never negative and never above the entropy', () => {
    const states = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 50 });
    fc.assert(
      fc.property(
        states,
        fc.integer({ min: -7, max: 7 }),
        fc.constantFrom('joined' as const, 'open' as const),
        (a, dx, edges) => {
          const field = row(...a);
          const there = mutualInformation(field, field, { dx, edges });
          expect(there).toBeCloseTo(mutualInformation(field, field, { dx: -dx, edges }), 9);
          expect(there).toBeGreaterThanOrEqual(0);
          if (edges === 'joined') expect(there).toBeLessThanOrEqual(cellEntropy(field) + 1e-9);
        },
      ),
    );
  });

  it('between a neighbourhood and what follows from it is the entropy of what follows', () => {
    for (const rule of [30, 90, 110]) {
      const simulation = elementary(rule, { width: 4096 })();
      const before = cellsOf(simulation.field('row'));
      simulation.step();
      const after = cellsOf(simulation.field('row'));
      expect(neighbourhoodInformation(before, after)).toBeCloseTo(cellEntropy(after), 9);
      expect(neighbourhoodInformation(before, after, { edges: 'open' })).toBeCloseTo(cellEntropy(after), 2);
    }
    // Rule 90: the sum of two neighbours modulo 2, of which neither alone tells anything.
    const simulation = elementary(90, { width: 2 ** 16 })();
    const before = cellsOf(simulation.field('row'));
    simulation.step();
    expect(mutualInformation(before, simulation.field('row'), { dx: 1 })).toBeLessThan(0.001);
  });
});

describe('compression', () => {
  it('leaves random cells as long as they are and next to nothing of order', () => {
    expect(compressedShare(coins(256, 256, 2, 7))).toBeCloseTo(1, 2);
    expect(compressedShare(coins(256, 256, 3, 7))).toBeCloseTo(1, 2);
    expect(compressedShare(dense(new Uint8Array(65536), [256, 256]))).toBeLessThan(0.01);
    expect(compressedShare(dense(new Uint8Array(0), [0, 0]))).toBe(0);
  });

  it('puts a still row, rule 110 and rule 30 in that order', () => {
    const shares = [204, 110, 30].map((rule) => {
      const simulation = createSimulation({ system: 'elementary', params: { rule, width: 256, height: 256 } });
      simulation.step(1000);
      return compressedShare(simulation.field('bits'));
    });
    expect(shares[0]).toBeLessThan(0.05);
    expect(shares[1]).toBeGreaterThan(2 * shares[0]);
    expect(shares[2]).toBeGreaterThan(shares[1] + 0.2);
  });
});

describe('Langton’s λ', () => {
  it('is the share of ones among an elementary rule’s outputs', () => {
    expect([0, 110, 30, 255].map((rule) => langtonLambda(elementaryOutputs(rule)))).toEqual([0, 5 / 8, 4 / 8, 1]);
    expect(langtonLambda([1, 1, 2], 1)).toBeCloseTo(1 / 3);
    expect(langtonLambda([])).toBe(0);
  });

  it('of Life is 140 of 512: C(8, 3) births, C(8, 2) + C(8, 3) survivals', () => {
    expect(blockRuleLambda({ kind: 'block', name: 'B3/S23', states: 2, next: table([3], [2, 3]) })).toBe(140 / 512);
  });

  it.each([3, 4])('of Generations with %i states is what going through all neighbourhoods gives', (states) => {
    const next = table([2], [1, 2]);
    let active = 0;
    const around = Array<number>(8).fill(0);
    for (let index = 0; index < states ** 8; index++) {
      for (let i = 0, rest = index; i < 8; i++, rest = Math.floor(rest / states)) around[i] = rest % states;
      const alive = around.filter((state) => state === 1).length;
      if (alive === 2) active++; // Birth.
      active++; // A live cell lives on or starts to die.
      active += states - 3; // All dying states but the last.
    }
    expect(blockRuleLambda({ kind: 'block', name: '12/2', states, next })).toBeCloseTo(active / states ** 9, 12);
  });

  /** A rule by counts of live neighbours, as a table over the 3 × 3 block with the cell itself at bit 4. */
  function table(birth: readonly number[], survival: readonly number[]): Uint8Array {
    return Uint8Array.from({ length: 512 }, (_, index) => {
      const counts = index & 16 ? survival : birth;
      return counts.includes(bits(index & ~16)) ? 1 : 0;
    });
  }
});

describe('damage', () => {
  const spread = (rule: number, steps: number) =>
    damageSpreading(elementary(rule, { width: 501 }), { steps, after: 20, field: 'row' });

  it('under rule 90 is the Sierpinski triangle: 2^popcount(t) cells, both fronts as fast as light', () => {
    const damage = spread(90, 128);
    expect(Array.from(damage.distance)).toEqual(Array.from({ length: 129 }, (_, t) => 2 ** bits(t)));
    expect(frontSpeeds(damage)).toEqual({ left: 1, right: 1 });
  });

  it('stays where it is under rule 204, moves left under rule 170 and heals under rule 0', () => {
    const still = spread(204, 50);
    expect(new Set(still.distance)).toEqual(new Set([1]));
    expect(frontSpeeds(still)).toEqual({ left: 0, right: 0 });
    expect(frontSpeeds(spread(170, 50))).toEqual({ left: 1, right: -1 });
    const healed = spread(0, 5);
    expect(Array.from(healed.distance)).toEqual([1, 0, 0, 0, 0, 0]);
    expect(frontSpeeds(healed)).toEqual({ left: 0, right: 0 });
  });

  it('under rule 30 moves right at the speed of light and left at about a quarter of it (Wolfram 1986)', () => {
    const create = elementary(30, { width: 8001 });
    const { left, right } = frontSpeeds(damageSpreading(create, { steps: 3000, field: 'row' }));
    expect(right).toBe(1);
    // The left front wanders: over 1500 steps its mean speed has a standard deviation of some .02.
    expect(left).toBeGreaterThan(0.2);
    expect(left).toBeLessThan(0.3);
  });

  it('is seen in the plane too, and dies with a lone cell that Life kills', () => {
    const { distance } = damageSpreading(life('!', 20), { steps: 2, field: 'cells', x: 5, y: 6 });
    expect(Array.from(distance)).toEqual([1, 0, 0]);
  });

  it('refuses a field that is more than the state', () => {
    const create = elementary(30, { height: 8 });
    expect(() => damageSpreading(create, { steps: 1, after: 9, field: 'bits', y: 0 })).toThrow(
      'invalid field "bits": expected a state that the brush changes cell by cell',
    );
  });

  it('as Derrida’s curve: kept by rule 170, healed by rule 0, 2 d (1 − d) under rule 90', () => {
    const curve = (rule: number) =>
      derridaCurve((sample) => createSimulation({ system: 'elementary', params: { rule, height: 1 }, seed: sample }), {
        field: 'row',
        changes: [0, 1, 128, 256],
        samples: 20,
      });
    for (const { before, after } of curve(170)) expect(after).toBeCloseTo(before, 12);
    for (const { after } of curve(0)) expect(after).toBe(0);
    const additive = curve(90);
    expect(additive.map(({ before }) => Math.round(512 * before))).toEqual([0, 1, 128, 256]);
    expect(additive[1].after).toBeCloseTo(2 / 512, 12);
    for (const { before, after } of additive) expect(Math.abs(after - 2 * before * (1 - before))).toBeLessThan(0.03);
    expect(() => derridaCurve(() => elementary(0)(), { field: 'row', changes: [513] })).toThrow('invalid changes 513');
  });
});

describe('recurrence', () => {
  const find = (rule: number, params: Params, translations = false) =>
    findRecurrence(elementary(rule, params), { field: 'row', limit: 1000, translations });

  it('is known for rules that do the same to every cell', () => {
    expect(find(0, {})).toEqual({ transient: 1, period: 1, shift: [0, 0] });
    expect(find(255, {})).toEqual({ transient: 1, period: 1, shift: [0, 0] });
    expect(find(204, {})).toEqual({ transient: 0, period: 1, shift: [0, 0] });
    expect(find(51, {})).toEqual({ transient: 0, period: 2, shift: [0, 0] });
    expect(find(170, { width: 37, start: 'single' })).toEqual({ transient: 0, period: 37, shift: [0, 0] });
    expect(find(170, { width: 37, start: 'single' }, true)).toEqual({ transient: 0, period: 1, shift: [-1, 0] });
  });

  // Martin, Odlyzko & Wolfram 1984 (doi:10.1007/BF01223745), table 1 and section 3: the period of one cell under rule 90
  // on a ring of N, and a transient of 1 for odd N, of half the largest power of two that divides an even one.
  it.each([
    [3, 1, 1],
    [5, 1, 3],
    [7, 1, 7],
    [9, 1, 7],
    [11, 1, 31],
    [13, 1, 63],
    [15, 1, 15],
    [6, 1, 2],
    [8, 4, 1],
    [10, 1, 6],
    [12, 2, 4],
    [14, 1, 14],
    [16, 8, 1],
  ])('under rule 90 on a ring of %i: transient %i, period %i', (width, transient, period) => {
    expect(find(90, { width, start: 'single' })).toEqual({ transient, period, shift: [0, 0] });
  });

  it('of a glider on a torus of N is 4 N, and 4 once translations count as the same', () => {
    const glider = 'bob$2bo$3o!';
    const options = { field: 'cells', limit: 1000 };
    for (const size of [8, 13]) {
      expect(findRecurrence(life(glider, size), options)).toEqual({ transient: 0, period: 4 * size, shift: [0, 0] });
    }
    const moved = findRecurrence(life(glider, 13), { ...options, translations: true });
    expect(moved).toEqual({ transient: 0, period: 4, shift: [1, 1] });
    // The lightweight spaceship: two columns in four steps.
    const ship = findRecurrence(life('bo2bo$o$o3bo$4o!', 20), { ...options, translations: true });
    expect(ship).toEqual({ transient: 0, period: 4, shift: [-2, 0] });
  });

  it('of Life’s pulsar and of what comes to rest', () => {
    const pulsar =
      '2b3o3b3o2$o4bobo4bo$o4bobo4bo$o4bobo4bo$2b3o3b3o2$2b3o3b3o$o4bobo4bo$o4bobo4bo$o4bobo4bo2$2b3o3b3o!';
    const options = { field: 'cells', limit: 1000 };
    expect(findRecurrence(life(pulsar, 32), options)?.period).toBe(3);
    // Ten in a row become the pentadecathlon.
    expect(findRecurrence(life('10o!', 40), options)?.period).toBe(15);
  });

  it('is nothing beyond the limit, and found within it for any ring', () => {
    expect(find(30, { width: 64 })).toBeUndefined();
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 0, max: 99 }),
        (rule, width, seed) => {
          const create = () => createSimulation({ system: 'elementary', params: { rule, width, height: 1 }, seed });
          const found = findRecurrence(create, { field: 'row', limit: 1000 });
          // The obvious slow version: a list of all states.
          const simulation = create();
          const seen: string[] = [];
          const read = () => Array.from(cellsOf(simulation.field('row')).data).join('');
          for (; !seen.includes(read()); simulation.step()) seen.push(read());
          const transient = seen.indexOf(read());
          expect(found).toEqual({ transient, period: seen.length - transient, shift: [0, 0] });
        },
      ),
      { numRuns: 50 },
    );
  });
});
