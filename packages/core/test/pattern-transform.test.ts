import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createRandom,
  flip,
  join,
  type Pattern,
  parseRle,
  populationOf,
  rotate,
  symmetricSoup,
  symmetryNames,
  translate,
  transpose,
} from '../src/index.js';
import { cellsOf, patternOfCells } from './pattern-reference.js';

type Cell = readonly [x: number, y: number, state: number];
const cells = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 3 })),
  { maxLength: 60 },
);
const key = ([x, y, state]: Cell) => `${x},${y}:${state}`;
const listOf = (pattern: Pattern): Cell[] =>
  cellsOf({ ...pattern, origin: [0n, 0n] }).map((text) => {
    const [x, y, state] = text.split(/[,:]/).map(Number);
    return [x, y, state];
  });
const moved = (list: readonly Cell[], move: (x: number, y: number) => readonly [number, number]) =>
  list.map(([x, y, state]) => key([...move(x, y), state])).sort();

describe('moving patterns', () => {
  it('turns, mirrors and transposes as coordinates do', () => {
    fc.assert(
      fc.property(cells, (list) => {
        const pattern = patternOfCells(list);
        const own = listOf(pattern);
        const { width, height } = pattern;
        expect(cellsOf(rotate(pattern, 1))).toEqual(moved(own, (x, y) => [height - 1 - y, x]));
        expect(cellsOf(rotate(pattern, 2))).toEqual(moved(own, (x, y) => [width - 1 - x, height - 1 - y]));
        expect(cellsOf(rotate(pattern, -1))).toEqual(moved(own, (x, y) => [y, width - 1 - x]));
        expect(cellsOf(flip(pattern, 'horizontal'))).toEqual(moved(own, (x, y) => [width - 1 - x, y]));
        expect(cellsOf(flip(pattern, 'vertical'))).toEqual(moved(own, (x, y) => [x, height - 1 - y]));
        expect(cellsOf(transpose(pattern))).toEqual(moved(own, (x, y) => [y, x]));
      }),
    );
  });

  it('moves the origin alone', () => {
    const { origin, runs } = translate(parseRle('3o!'), -5n, 2n ** 60n);
    expect([origin, Array.from(runs)]).toEqual([
      [-5n, 2n ** 60n],
      [0, 0, 3, 1],
    ]);
  });

  it('joins two, of which the second covers the first', () => {
    fc.assert(
      fc.property(cells, cells, fc.integer({ min: -40, max: 40 }), fc.integer({ min: -40, max: 40 }), (a, b, x, y) => {
        const [first, second] = [{ ...patternOfCells(a), origin: [0n, 0n] as const }, patternOfCells(b)];
        const expected = new Map(listOf(first).map(([x, y, state]) => [`${x},${y}`, state]));
        for (const [cx, cy, state] of listOf(second)) expected.set(`${cx + x},${cy + y}`, state);
        expect(cellsOf(join(first, second, x, y))).toEqual([...expected].map(([at, state]) => `${at}:${state}`).sort());
      }),
    );
  });

  it('refuses to join what lies too far apart, and to turn what has too many cells', () => {
    expect(() => join(parseRle('o!'), parseRle('o!'), 2 ** 31)).toThrow('invalid offset "2147483648, 0"');
    expect(() => rotate(parseRle('2147483647o!'), 1)).toThrow('invalid pattern "more than 8388608 runs"');
  });
});

describe('symmetric random fills', () => {
  /** The eight ways to lay a square onto itself; those that swap its sides need a square. */
  const symmetries = {
    half: (p: Pattern) => rotate(p, 2),
    quarter: (p: Pattern) => rotate(p, 1),
    across: (p: Pattern) => flip(p, 'horizontal'),
    down: (p: Pattern) => flip(p, 'vertical'),
    diagonal: (p: Pattern) => transpose(p),
    antidiagonal: (p: Pattern) => rotate(transpose(p), 2),
  };
  const GROUPS: Record<string, readonly (keyof typeof symmetries)[]> = {
    C1: [],
    C2: ['half'],
    C4: ['half', 'quarter'],
    'D2_+': ['down'],
    D2_x: ['diagonal'],
    'D4_+': ['half', 'across', 'down'],
    D4_x: ['half', 'diagonal', 'antidiagonal'],
    D8: ['half', 'quarter', 'across', 'down', 'diagonal', 'antidiagonal'],
  };
  const groupOf = (name: string) => GROUPS[name in GROUPS ? name : name.replace(/_?\d$/, '')];

  it.each(symmetryNames)('%s stays the same under its group, and under nothing else', (symmetry) => {
    for (let seed = 1; seed <= 5; seed++) {
      const soup = symmetricSoup(createRandom(seed).stream('soup'), { size: 16, symmetry });
      const same = Object.entries(symmetries).filter(([, move]) => cellsOf(move(soup)).join() === cellsOf(soup).join());
      expect(same.map(([name]) => name)).toEqual(groupOf(symmetry));
    }
  });

  it.each([
    ['C1', 16, 16],
    ['C2_1', 31, 31],
    ['C2_2', 32, 31],
    ['C4_4', 32, 32],
    ['D2_+1', 16, 31],
    ['D2_+2', 16, 32],
    ['D2_x', 16, 16],
    ['D4_+2', 32, 31],
    ['D8_1', 31, 31],
  ] as const)('%s of side 16 fills %i×%i cells', (symmetry, width, height) => {
    const full = symmetricSoup(createRandom(1), { symmetry, density: 1 });
    expect([full.width, full.height, populationOf(full)]).toEqual([width, height, width * height]);
    expect(populationOf(symmetricSoup(createRandom(1), { symmetry, density: 0 }))).toBe(0);
  });

  it('is as dense as asked for, and the same for the same random numbers', () => {
    const soup = () => symmetricSoup(createRandom(7), { size: 500, density: 0.3 });
    expect(Math.abs(populationOf(soup()) / 500 ** 2 - 0.3)).toBeLessThan(0.01);
    expect(soup()).toEqual(soup());
  });

  it('refuses what it does not know', () => {
    const soup = (options: object) => symmetricSoup(createRandom(1), options);
    expect(() => soup({ symmetry: 'C3' })).toThrow('invalid symmetry "C3": expected one of C1, C2_1');
    expect(() => soup({ size: 0 })).toThrow('invalid size 0: expected an integer from 1 to 4096');
    expect(() => soup({ density: 2 })).toThrow('invalid density 2: expected a number from 0 to 1');
  });
});
