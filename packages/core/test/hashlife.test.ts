import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HashLifeEngine, type HashLifeOptions } from '../src/hashlife/hashlife-engine.js';
import type { Pattern } from '../src/patterns/pattern.js';
import { treeOfPattern } from '../src/patterns/quadtree.js';
import { parseRle } from '../src/patterns/rle.js';
import { backgroundAt } from '../src/rules/alternating.js';
import { parseRule } from '../src/rules/parse-rule.js';
import type { BlockRule } from '../src/rules/rule.js';
import { nextState, type RuleTree } from '../src/rules/rule-tree.js';
import { referencePlaneStep, referenceSoup } from './lattice-reference.js';

const GUN = '24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!';

function block(name: string): BlockRule {
  const { rule } = parseRule(name);
  if (rule.kind !== 'block') throw new Error(name);
  return rule;
}

const LIFE = block('B3/S23');

function start(rle: string, rule = LIFE, options?: HashLifeOptions): HashLifeEngine {
  const engine = new HashLifeEngine(rule, options);
  engine.place(parseRle(rle), 0n, 0n);
  return engine;
}

/** Live cells of a grid as a pattern. */
function patternOf(cells: ArrayLike<number>, width: number): Pattern {
  const runs = Array.from(cells, (state, i) => (state ? [i % width, Math.floor(i / width), 1, state] : [])).flat();
  return { width, height: Math.ceil(cells.length / width), runs: Int32Array.from(runs), comments: [] };
}

type Cells = ReadonlyMap<string, number>;

/** All cells that are not 0, by `x,y`, read from a window around them. */
function cellsOf(engine: HashLifeEngine): Map<string, number> {
  const box = engine.box();
  const found = new Map<string, number>();
  if (!box) return found;
  const [width, height] = [Number(box.right - box.left) + 1, Number(box.bottom - box.top) + 1];
  const out = new Uint8Array(width * height);
  engine.cells({ x: box.left, y: box.top, width, height, zoom: 0 }, out);
  out.forEach((state, i) => {
    const [x, y] = [box.left + BigInt(i % width), box.top + BigInt(Math.floor(i / width))];
    if (state) found.set(`${x},${y}`, state);
  });
  return found;
}

const inOrder = (cells: Cells) => [...cells].sort(([a], [b]) => (a < b ? -1 : 1));

/** The slow plane, `steps` generations on: the cells that differ from its background. */
function referenceCells(rule: BlockRule, pattern: Pattern, steps: number): Cells {
  const background = backgroundAt(rule, 0);
  const cells = new Map<string, number>();
  for (let i = 0; i < pattern.runs.length; i += 4) {
    const [x, y, length, state] = pattern.runs.subarray(i, i + 4);
    for (let k = 0; k < length; k++) cells.set(`${x + k},${y}`, background ? 0 : state);
  }
  let plane: { background: number; cells: Cells } = { background, cells };
  for (let i = 0; i < steps; i++) plane = referencePlaneStep(rule, plane);
  const isBlank = (state: number) => (plane.background ? 1 - state : state);
  return new Map([...plane.cells].map(([key, state]) => [key, isBlank(state)]));
}

const grid = (states: number, side = 9) =>
  fc.array(fc.integer({ min: 0, max: states - 1 }), { minLength: side, maxLength: side * side }).map((cells) => {
    return patternOf(cells, side);
  });
const table = fc.uint8Array({ minLength: 512, maxLength: 512, max: 1 });
const ruleOf = (next: Uint8Array, states = 2): BlockRule => ({ kind: 'block', name: 'random', next, states });

describe('HashLife equals the slow plane', () => {
  it('for B/S rules, B0 among them, in steps of any sizes', () => {
    const rules = fc.constantFrom(
      'B3/S23',
      'B36/S23',
      'B2/S',
      'B0/S',
      'B03/S23',
      'B01/S8',
      'B0123478/S34678',
      'B3/S2-i34q',
    );
    fc.assert(
      fc.property(rules, grid(2), fc.array(fc.nat(17), { minLength: 1, maxLength: 3 }), (name, pattern, steps) => {
        const rule = block(name);
        const engine = new HashLifeEngine(rule);
        engine.place(pattern, 0n, 0n);
        for (const count of steps) engine.step(count);
        const total = steps.reduce((sum, count) => sum + count, 0);
        const expected = referenceCells(rule, pattern, total);
        expect(inOrder(cellsOf(engine))).toEqual(inOrder(expected));
        expect(engine.population()).toBe(BigInt(expected.size));
      }),
      { numRuns: 60 },
    );
  });

  it('for random tables of all 512 blocks', () => {
    fc.assert(
      fc.property(table, grid(2), fc.nat(11), (next, pattern, steps) => {
        const engine = new HashLifeEngine(ruleOf(next));
        engine.place(pattern, 0n, 0n);
        engine.step(steps);
        expect(inOrder(cellsOf(engine))).toEqual(inOrder(referenceCells(ruleOf(next), pattern, steps)));
      }),
      { numRuns: 40 },
    );
  });

  it('for Generations', () => {
    fc.assert(
      fc.property(fc.constantFrom('/2/3', '345/2/4', '23/36/8'), grid(3), fc.nat(14), (name, pattern, steps) => {
        const rule = block(name);
        const engine = new HashLifeEngine(rule);
        engine.place(pattern, 0n, 0n);
        engine.step(steps);
        expect(inOrder(cellsOf(engine))).toEqual(inOrder(referenceCells(rule, pattern, steps)));
      }),
      { numRuns: 30 },
    );
  });

  it('for random decision trees on eight and on four neighbours', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(4 as const, 8 as const),
        fc.integer(),
        grid(3),
        fc.nat(9),
        (n, seed, pattern, steps) => {
          const tree = randomTree(n, seed);
          const engine = new HashLifeEngine(tree);
          engine.place(pattern, 0n, 0n);
          engine.step(steps);
          expect(inOrder(cellsOf(engine))).toEqual(inOrder(treeCells(tree, pattern, steps)));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('for all counts from 0 to 200', () => {
    const pattern = parseRle('b2o$2o$bo!');
    const slow = start('b2o$2o$bo!');
    let plane = { background: 0, cells: referenceCells(LIFE, pattern, 0) };
    for (let count = 0; count <= 200; count++) {
      const engine = start('b2o$2o$bo!');
      engine.step(count);
      expect(engine.population()).toBe(BigInt(plane.cells.size));
      expect(engine.save()).toEqual(slow.save());
      slow.step(1);
      plane = referencePlaneStep(LIFE, plane);
    }
  });
});

/** Three states; from nothing comes nothing; each level has a few nodes, shared at random. */
function randomTree(neighbours: 4 | 8, seed: number): RuleTree {
  let s = seed >>> 0;
  const random = (n: number) => {
    s = (Math.imul(1664525, s) + 1013904223) >>> 0;
    return Math.floor((s / 2 ** 32) * n);
  };
  const nodes: number[] = [];
  let below: number[] = [];
  for (let level = 0; level <= neighbours; level++) {
    // The first node of each level is the one that all zeros lead to.
    const made = Array.from({ length: level === neighbours ? 1 : 4 }, (_, i) => {
      const at = nodes.length;
      for (let state = 0; state < 3; state++) {
        if (level === 0) nodes.push(i === 0 && state === 0 ? 0 : random(3));
        else nodes.push(i === 0 && state === 0 ? below[0] : below[random(below.length)]);
      }
      return at;
    });
    below = made;
  }
  return { name: 'random', states: 3, neighbours, nodes: Int32Array.from(nodes), root: below[0], names: [] };
}

const EIGHT = [-1, -1, 1, -1, -1, 1, 1, 1, 0, -1, -1, 0, 1, 0, 0, 1, 0, 0];

function treeCells(tree: RuleTree, pattern: Pattern, steps: number): Cells {
  const offsets = tree.neighbours === 8 ? EIGHT : EIGHT.slice(8);
  let cells: Cells = referenceCells(LIFE, pattern, 0);
  for (let step = 0; step < steps; step++) {
    const next = new Map<string, number>();
    const near = new Set([...cells.keys()].flatMap((key) => around(key)));
    for (const key of near) {
      const [x, y] = key.split(',').map(Number);
      const inputs = [];
      for (let i = 0; i < offsets.length; i += 2)
        inputs.push(cells.get(`${x + offsets[i]},${y + offsets[i + 1]}`) ?? 0);
      const state = nextState(tree, inputs);
      if (state) next.set(key, state);
    }
    cells = next;
  }
  return cells;
}

function around(key: string): string[] {
  const [x, y] = key.split(',').map(Number);
  return Array.from({ length: 9 }, (_, i) => `${x + (i % 3) - 1},${y + Math.floor(i / 3) - 1}`);
}

describe('HashLife on known patterns', () => {
  it('counts Gosper’s gun: 36 + 5 k cells at 30 k, at once however far', () => {
    const gun = start(GUN);
    gun.step(30);
    expect(gun.population()).toBe(41n);
    gun.step(2970);
    expect(gun.population()).toBe(536n);
    gun.step(30e9 - 3000);
    expect(gun.population()).toBe(36n + 5n * 10n ** 9n);
    // 2^50 = 30 k + 4: one period is 30, so the gun is where it is at 4.
    const [far, near] = [start(GUN), start(GUN)];
    far.step(2 ** 50);
    near.step(4);
    expect(far.population() - near.population()).toBe((5n * (2n ** 50n - 4n)) / 30n);
  });

  it('follows methuselahs: R-pentomino, acorn and diehard', () => {
    const at = (rle: string, times: readonly number[]) =>
      times.map((time) => {
        const engine = start(rle);
        engine.step(time);
        return Number(engine.population());
      });
    expect(at('b2o$2o$bo!', [1102, 1103])).toEqual([118, 116]);
    expect(at('bo$3bo$2o2b3o!', [5205, 5206])).toEqual([635, 633]);
    expect(at('6bo$2o$bo3b3o!', [129, 130])).toEqual([2, 0]);
  });

  it('runs a soup on the plane without end', () => {
    const engine = new HashLifeEngine(LIFE);
    engine.place(patternOf(referenceSoup(), 256), -128n, -128n);
    expect(engine.population()).toBe(32_669n);
    const populations = [1, 9, 246].map((count) => {
      engine.step(count);
      return Number(engine.population());
    });
    expect(populations).toEqual([18_437, 13_566, 5_464]);
  });

  it('grows the replicator of A160239 under B1357/S1357', () => {
    const sizes = Array.from({ length: 9 }, (_, count) => {
      const engine = start('o!', block('B1357/S1357'));
      engine.step(count);
      return Number(engine.population());
    });
    expect(sizes).toEqual([1, 8, 8, 24, 8, 64, 24, 112, 8]);
    const far = start('o!', block('B1357/S1357'));
    far.step(2 ** 40);
    expect(far.population()).toBe(8n);
    expect(far.box()).toEqual({ left: -(2n ** 40n), top: -(2n ** 40n), right: 2n ** 40n, bottom: 2n ** 40n });
  });

  it('counts exactly what no double holds', () => {
    // Every neighbour of a live cell lives, so a cell becomes a square.
    const engine = start('o!', block('B12345678/S012345678'));
    engine.step(2 ** 50);
    expect(engine.population()).toBe((2n ** 51n + 1n) ** 2n);
    const out = new Float64Array(4);
    engine.counts({ x: -(2n ** 52n), y: -(2n ** 52n), width: 2, height: 2, zoom: 52 }, out);
    const [less, more] = [2 ** 50, 2 ** 50 + 1];
    expect([...out]).toEqual([less * less, less * more, more * less, more * more]);
  });

  it('takes 2^n steps at once or as many steps of one', () => {
    fc.assert(
      fc.property(grid(2), fc.nat(6), (pattern, n) => {
        const [once, often] = [new HashLifeEngine(LIFE), new HashLifeEngine(LIFE)];
        for (const engine of [once, often]) engine.place(pattern, 5n, -7n);
        once.step(2 ** n);
        for (let i = 0; i < 2 ** n; i++) often.step(1);
        expect(once.save()).toEqual(often.save());
      }),
      { numRuns: 20 },
    );
  });

  it('works the same far out', () => {
    const far = 2n ** 62n;
    for (const [x, y] of [
      [far, -far],
      [-far, far - 1n],
      [-far - 5n, -far + 3n],
    ]) {
      const [here, there] = [start('b2o$2o$bo!'), new HashLifeEngine(LIFE)];
      there.place(parseRle('b2o$2o$bo!'), x, y);
      for (const engine of [here, there]) engine.step(600);
      const [a, b] = [here.box(), there.box()];
      expect(b).toEqual(a && { left: a.left + x, top: a.top + y, right: a.right + x, bottom: a.bottom + y });
      expect(there.population()).toBe(here.population());
      expect(there.pattern().runs).toEqual(here.pattern().runs);
    }
  });
});

describe('HashLife under a ceiling', () => {
  const soup = patternOf(referenceSoup(), 256);

  it('collects garbage and gives the same result', () => {
    const [small, large] = [1.5, 512].map((mebibytes) => new HashLifeEngine(LIFE, { memory: mebibytes * 2 ** 20 }));
    for (const engine of [small, large]) {
      engine.place(soup, 0n, 0n);
      for (const count of [1, 100, 30, 500, 7, 64]) engine.step(count);
    }
    expect(small.usage.bytes).toBeLessThanOrEqual(1.5 * 2 ** 20);
    expect(large.usage.bytes).toBeGreaterThan(1.5 * 2 ** 20);
    expect(small.usage.collections).toBeGreaterThan(3);
    expect(small.save()).toEqual(large.save());
  });

  it('the same for several states', () => {
    const brain = block('/2/3');
    const [small, large] = [1, 512].map((mebibytes) => new HashLifeEngine(brain, { memory: mebibytes * 2 ** 20 }));
    for (const engine of [small, large]) {
      engine.place(patternOf(referenceSoup(64, 64), 64), 0n, 0n);
      for (let i = 0; i < 12; i++) engine.step(9);
    }
    expect(small.usage.collections).toBeGreaterThan(3);
    expect(small.save()).toEqual(large.save());
  });

  it('stops with a clear error as it was before the step, and goes on with more memory', () => {
    const engine = new HashLifeEngine(LIFE, { memory: 2 ** 20 });
    engine.place(soup, 0n, 0n);
    engine.step(3);
    const before = engine.save();
    expect(() => engine.step(5000)).toThrow(
      'invalid memory "1 MiB": expected more memory for this pattern and step: raise it, or take smaller steps',
    );
    expect(engine.save()).toEqual(before);
    const other = new HashLifeEngine(LIFE);
    other.load(before);
    other.step(40);
    engine.step(40);
    expect(engine.save()).toEqual(other.save());
    const large = patternOf(referenceSoup(512, 512), 512);
    expect(() => engine.place(large, 10_000n, 0n)).toThrow('invalid memory');
    expect(engine.save()).toEqual(other.save());
  });

  it('refuses a ceiling out of range', () => {
    for (const memory of [0, 2 ** 19, 2 ** 33, Number.NaN])
      expect(() => new HashLifeEngine(LIFE, { memory })).toThrow('invalid memory');
  });
});

describe('HashLife in pictures and files', () => {
  it('counts the cells under each pixel of any window', () => {
    const engine = new HashLifeEngine(LIFE);
    engine.place(patternOf(referenceSoup(100, 100), 100), -37n, -59n);
    const place = fc.bigInt({ min: -150n, max: 150n });
    fc.assert(
      fc.property(place, place, fc.nat(9), fc.integer({ min: 1, max: 9 }), (x, y, zoom, width) => {
        const window = { x, y, width, height: 5, zoom };
        const out = new Float64Array(width * 5);
        engine.counts(window, out);
        const expected = new Float64Array(width * 5);
        for (const key of cellsOf(engine).keys()) {
          const [column, row] = key.split(',').map((at, i) => (BigInt(at) - (i ? y : x)) >> BigInt(zoom));
          if (column < 0n || row < 0n || column >= BigInt(width) || row >= 5n) continue;
          expected[Number(row) * width + Number(column)]++;
        }
        expect(out).toEqual(expected);
      }),
      { numRuns: 120 },
    );
  });

  it('counts far patterns without unpacking them, also where pixels cut squares', () => {
    const gun = start(GUN);
    gun.step(30 * 2 ** 40);
    const total = 36n + 5n * 2n ** 40n;
    for (const shift of [0n, 12_345_678_901n]) {
      const out = new Float64Array(64 * 64);
      gun.counts({ x: -(2n ** 44n) - shift, y: -(2n ** 44n) - shift, width: 64, height: 64, zoom: 40 }, out);
      expect(out.reduce((sum, count) => sum + count, 0)).toBe(Number(total));
    }
  });

  it('comes back from a saved state, a tree and a pattern', () => {
    for (const [name, states] of [
      ['B3/S23', 2],
      ['B03/S23', 2],
      ['345/2/4', 3],
    ] as const) {
      const rule = block(name);
      const pattern = patternOf(
        referenceSoup(40, 40).map((s, i) => s * (1 + (i % (states - 1)))),
        40,
      );
      const engine = new HashLifeEngine(rule);
      engine.place(pattern, -13n, 1000n);
      engine.step(5);
      const copies = [new HashLifeEngine(rule), new HashLifeEngine(rule), new HashLifeEngine(rule)];
      copies[0].load(engine.save());
      copies[1].loadTree(engine.tree());
      const unrolled = engine.pattern();
      copies[2].place(unrolled, unrolled.origin?.[0] ?? 0n, unrolled.origin?.[1] ?? 0n);
      expect(inOrder(cellsOf(copies[1]))).toEqual(inOrder(cellsOf(engine)));
      expect(inOrder(cellsOf(copies[2]))).toEqual(inOrder(cellsOf(engine)));
      engine.step(11);
      copies[0].step(11);
      expect(copies[0].save()).toEqual(engine.save());
    }
  });

  it('comes back for a decision tree of two states', () => {
    // The parity of the five cells: two nodes a level, for an even and an odd number so far.
    const nodes = [0, 1, 1, 0, 0, 2, 2, 0, 4, 6, 6, 4, 8, 10, 10, 8, 12, 14];
    const parity: RuleTree = {
      name: 'parity',
      states: 2,
      neighbours: 4,
      nodes: Int32Array.from(nodes),
      root: 16,
      names: [],
    };
    const [engine, copy] = [new HashLifeEngine(parity), new HashLifeEngine(parity)];
    engine.place(parseRle('o!'), 0n, 0n);
    // Linear modulo 2: after 2^n steps the five cells, 2^n apart.
    engine.step(2 ** 45);
    expect(engine.population()).toBe(5n);
    copy.load(engine.save());
    expect(copy.save()).toEqual(engine.save());
  });

  it('moves a tree to any place', () => {
    const pattern = patternOf(referenceSoup(30, 30), 30);
    const at = fc.bigInt({ min: -(2n ** 62n), max: 2n ** 62n });
    const near = fc.bigInt({ min: -99n, max: 99n });
    for (const rule of [LIFE, block('/2/3')]) {
      fc.assert(
        fc.property(fc.oneof(at, near), fc.oneof(at, near), (x, y) => {
          const [tree, placed] = [new HashLifeEngine(rule), new HashLifeEngine(rule)];
          tree.placeTree(treeOfPattern({ ...pattern, origin: [3n, -4n] }), x, y);
          placed.place(pattern, x + 3n, y - 4n);
          expect(tree.save()).toEqual(placed.save());
        }),
        { numRuns: 15 },
      );
    }
  });

  it('paints and erases cells, and lays patterns over what is there', () => {
    const engine = new HashLifeEngine(block('345/2/4'));
    engine.paint(-5n, 7n, 3);
    engine.paint(2n ** 70n, 0n, 1);
    engine.place(parseRle('A.B!'), -6n, 7n);
    expect(engine.population()).toBe(4n);
    expect(engine.box()).toEqual({ left: -6n, top: 0n, right: 2n ** 70n, bottom: 7n });
    engine.paint(2n ** 70n, 0n, 0);
    expect(inOrder(cellsOf(engine))).toEqual([
      ['-4,7', 2],
      ['-5,7', 3],
      ['-6,7', 1],
    ]);
    expect(() => engine.paint(0n, 0n, 4)).toThrow('invalid state 4: expected 0 to 3');
  });

  it('has nothing to show of nothing', () => {
    const engine = new HashLifeEngine(LIFE);
    engine.step(1000);
    expect([engine.population(), engine.box(), engine.pattern().runs.length]).toEqual([0n, undefined, 0]);
    expect(engine.tree().levels.length).toBe(0);
    const other = new HashLifeEngine(LIFE, { tree: engine.tree() });
    expect(other.save()).toEqual(engine.save());
  });

  it('refuses what is too large to be unrolled, and what is no saved state', () => {
    const engine = start('o!', block('B1357/S1357'));
    engine.step(2 ** 40);
    expect(() => engine.pattern()).toThrow('invalid pattern');
    const state = start('o!').save();
    expect(() => engine.load({})).toThrow('invalid state');
    expect(() => engine.load({ ...state, children: new Uint32Array(3) })).toThrow('invalid pattern');
    expect(() => engine.load({ ...state, children: state.children.map(() => 9) as Uint32Array })).toThrow('invalid');
    expect(() => start('o!').step(-1)).toThrow('invalid steps -1');
    expect(() => new HashLifeEngine(block('/2/3')).place(parseRle('D!'), 0n, 0n)).toThrow('invalid pattern');
  });

  it('refuses rules that make something of nothing', () => {
    const tree = randomTree(8, 1);
    const nodes = tree.nodes.map((at, i) => (i === 0 ? 1 : at));
    expect(() => new HashLifeEngine({ ...tree, nodes })).toThrow('invalid rule "random"');
    expect(() => new HashLifeEngine(block('/023/4'))).toThrow('invalid rule');
  });
});
