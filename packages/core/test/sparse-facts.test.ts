import { describe, expect, it } from 'vitest';
import { InputError } from '../src/contract/errors.js';
import { SparseEngine } from '../src/lattice/sparse-engine.js';
import { UNBOUNDED } from '../src/lattice/topology.js';
import { parseRle } from '../src/patterns/rle.js';
import { parseRule } from '../src/rules/parse-rule.js';
import { BEYOND, blockRule, engineWith, GLIDER, LIFE, populationsAt, soup } from './sparse-patterns.js';

describe('sparse plane: facts', () => {
  it('R-pentomino: 118 cells at 1102, 116 from 1103 on', () => {
    expect(populationsAt(engineWith('b2o$2o$bo!'), [1102, 1103, 1104, 2000])).toEqual([118n, 116n, 116n, 116n]);
  });

  it('acorn: 635 at 5205, 633 from 5206 on', () => {
    expect(populationsAt(engineWith('bo$3bo$2o2b3o!'), [5205, 5206, 7001])).toEqual([635n, 633n, 633n]);
  });

  it('diehard: 2 cells at 129, none at 130, and nothing is left', () => {
    const engine = engineWith('6bob$2o6b$bo3b3o!');
    expect(populationsAt(engine, [129, 130])).toEqual([2n, 0n]);
    expect(engine.box()).toBeUndefined();
    expect(engine.pattern().runs).toHaveLength(0);
    expect(engine.tiles).toBe(0);
  });

  it('Gosper gun (1970): 36 + 5k cells at 30k', () => {
    const gun = '24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!';
    const times = Array.from({ length: 101 }, (_, k) => 30 * k);
    expect(populationsAt(engineWith(gun), times)).toEqual(times.map((t) => BigInt(36 + t / 6)));
  });

  it('the replicator of HighLife: 12 cells, then 24, 24, 48, 96 at multiples of 12', () => {
    const replicator = '2b3o$bo2bo$o3bo$o2bo$3o!';
    expect(populationsAt(engineWith(replicator, 'B36/S23'), [0, 12, 24, 36, 84])).toEqual([12n, 24n, 24n, 48n, 96n]);
  });

  it('one cell under B1357/S1357 (OEIS A160239)', () => {
    const times = [0, 1, 2, 3, 4, 5, 6, 7, 8];
    expect(populationsAt(engineWith('o!', 'B1357/S1357'), times)).toEqual(
      [1, 8, 8, 24, 8, 64, 24, 112, 8].map((n) => BigInt(n)),
    );
  });

  it('soup of 256² on the plane without end (Golly): 18437, 13566, 5464 at 1, 10, 256', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(soup(256), -100n, -77n);
    expect(populationsAt(engine, [0, 1, 10, 256])).toEqual([32669n, 18437n, 13566n, 5464n]);
  });
});

describe('sparse plane: populations of the soup of 256² at 1, 2, 7, 40 (Golly 3.3)', () => {
  it.each([
    ['B03/S23', [47885, 26624, 42830, 27321]],
    ['B017/S1', [62794, 58628, 64633, 60576]],
    ['B0123478/S01234678', [18437, 17253, 14871, 9150]],
    ['B2/S34H', [25851, 23376, 18660, 8776]],
    ['B3/S2-i34q', [18715, 17240, 14996, 7893]],
    ['B3/S23:T256,0', [18262, 17016, 14722, 8919]],
    ['B3/S23:T0,256', [18240, 16992, 14741, 8842]],
    ['B3/S23:P256,0', [18376, 17128, 14766, 8879]],
    ['B36/S23:T300,0', [21931, 21573, 18205, 11030]],
  ])('%s', (text, expected) => {
    const { topology = UNBOUNDED } = parseRule(text);
    const engine = new SparseEngine(blockRule(text), topology);
    // In the middle, as Golly lays it.
    const middle = (size: number) => (size ? BigInt((size - 256) / 2) : 0n);
    engine.place(soup(256), middle(topology.width), middle(topology.height));
    expect(populationsAt(engine, [1, 2, 7, 40])).toEqual(expected.map((n) => BigInt(n)));
  });
});

describe('sparse plane: far away', () => {
  it.each([2n ** 60n, -(2n ** 60n), 2n ** 40n + 13n])('a glider at %s flies exactly', (at) => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(GLIDER, at, -at);
    engine.step(4000);
    expect(engine.box()).toEqual({ left: at + 1000n, top: -at + 1000n, right: at + 1002n, bottom: -at + 1002n });
    expect(engine.pattern()).toMatchObject({ origin: [at + 1000n, -at + 1000n], runs: GLIDER.runs });
  });

  it.each([
    [BEYOND - 400n, 0n],
    [0n, BEYOND - 400n],
  ])('a glider that would leave the plane from %s, %s stops with an error, and can still be seen', (x, y) => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(GLIDER, x, y);
    expect(() => engine.step(1000)).not.toThrow();
    expect(() => engine.step(1000)).toThrow('invalid pattern: expected one that stays within 2^62 cells of the origin');
    const { taken } = engine;
    expect(taken).toBeGreaterThan(580);
    expect(taken).toBeLessThan(760);
    const same = new SparseEngine(LIFE, UNBOUNDED);
    same.place(GLIDER, 0n, 0n);
    same.step(1000 + taken);
    const box = same.box();
    expect(engine.box()).toEqual(
      box && { left: x + box.left, top: y + box.top, right: x + box.right, bottom: y + box.bottom },
    );
    expect(() => engine.step(1)).not.toThrow();
    expect(engine.population()).toBe(5n);
  });

  it('a glider that would leave the plane on the other side stops too', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(parseRle('3o$o$bo!'), 100n - BEYOND, 100n - BEYOND);
    expect(() => engine.step(1000)).toThrow(InputError);
    expect(engine.box()?.left).toBeLessThan(30n - BEYOND);
  });

  it('refuses cells outside', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    expect(() => engine.paint(BEYOND + 1n, 0n, 1)).toThrow(InputError);
    expect(() => engine.place(GLIDER, BEYOND - 1n, 0n)).toThrow(InputError);
    expect(() => engine.place(GLIDER, 0n, -BEYOND - 1n)).toThrow(InputError);
    expect(() => engine.paint(0n, 0n, 2)).toThrow('invalid state 2: expected 0 or 1');
    expect(() => engine.place(parseRle('.A.B!'), 0n, 0n)).toThrow('a pattern of two states');
  });

  it('a glider that flies leaves nothing behind', () => {
    const engine = new SparseEngine(LIFE, UNBOUNDED);
    engine.place(GLIDER, 0n, 0n);
    engine.step(2000);
    const { bytes } = engine;
    engine.step(1_000_000);
    expect(engine.bytes).toBe(bytes);
    expect(engine.tilesHeld).toBeLessThan(40);
    expect(engine.box()?.left).toBe(250_500n);
  });
});
