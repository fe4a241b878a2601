import { describe, expect, it } from 'vitest';
import { SparseEngine } from '../src/lattice/sparse-engine.js';
import { UNBOUNDED } from '../src/lattice/topology.js';
import { columnOf, rowOf } from '../src/objects/cells.js';
import { examine } from '../src/objects/examine.js';
import { type Identification, type IdentifyOptions, identify } from '../src/objects/identify.js';
import { cellsAt } from '../src/objects/life-cycle.js';
import { censusSoup } from '../src/objects/soups.js';
import { tally } from '../src/objects/tally.js';
import { velocityOf } from '../src/objects/velocity.js';
import { parseApgcode } from '../src/patterns/apgcode.js';
import { findPattern, library, patternOfNamed } from '../src/patterns/library/library.js';
import type { Pattern } from '../src/patterns/pattern.js';
import { parseRle } from '../src/patterns/rle.js';
import { flip, rotate } from '../src/patterns/transform.js';
import { parseRule } from '../src/rules/parse-rule.js';
import type { BlockRule } from '../src/rules/rule.js';
import { cellsOf } from './objects-reference.js';
import { ReferencePlane } from './sparse-reference.js';

function ruleOf(text: string): BlockRule {
  const { rule } = parseRule(text);
  if (rule.kind !== 'block') throw new TypeError(text);
  return rule;
}
const life = ruleOf('B3/S23');

function engineOf(pattern: Pattern, rule = life, x = 0n, y = 0n): SparseEngine {
  const engine = new SparseEngine(rule, UNBOUNDED);
  engine.place(pattern, x, y);
  return engine;
}

/** One engine a rule, emptied each time: to make one takes longer than to use it. */
const engines = new Map<BlockRule, { engine: SparseEngine; empty: ReturnType<SparseEngine['save']> }>();

function cleanEngine(rule: BlockRule): SparseEngine {
  const known = engines.get(rule);
  known?.engine.load(known.empty);
  const engine = known?.engine ?? new SparseEngine(rule, UNBOUNDED);
  if (!known) engines.set(rule, { engine, empty: engine.save() });
  return engine;
}

function found(pattern: Pattern, rule = life, options?: IdentifyOptions): Identification {
  const engine = cleanEngine(rule);
  engine.place(pattern, 0n, 0n);
  return identify(engine, rule, options);
}
const foundIn = (rle: string, options?: IdentifyOptions) => found(parseRle(rle), life, options);
const named = (id: string): Pattern => patternOfNamed(findPattern(id));

/** How often each code occurs. */
const counts = ({ objects }: Identification): Record<string, number> =>
  Object.fromEntries(tally(objects).map(({ code, count }) => [code, count]));

describe('codes', () => {
  // As catagolue.hatsya.com and LifeWiki publish them.
  const published = {
    block: 'xs4_33',
    beehive: 'xs6_696',
    loaf: 'xs7_2596',
    boat: 'xs5_253',
    tub: 'xs4_252',
    ship: 'xs6_356',
    pond: 'xs8_6996',
    'long-boat': 'xs7_25ac',
    blinker: 'xp2_7',
    toad: 'xp2_7e',
    beacon: 'xp2_318c',
    pulsar: 'xp3_co9nas0san9oczgoldlo0oldlogz1047210127401',
    pentadecathlon: 'xp15_4r4z4r4',
    glider: 'xq4_153',
    'lightweight-spaceship': 'xq4_6frc',
    'middleweight-spaceship': 'xq4_27dee6',
    'heavyweight-spaceship': 'xq4_27deee6',
  };

  it.each(Object.entries(published))('%s is %s, in every phase and orientation', (id, code) => {
    const entry = findPattern(id);
    const engine = engineOf(named(id));
    for (let phase = 0; phase < (entry.period ?? 1); phase++) {
      for (const turned of [0, 1, 2, 3].map((quarters) => rotate({ ...engine.pattern(), comments: [] }, quarters))) {
        for (const pattern of [turned, flip(turned, 'horizontal')]) {
          expect(found(pattern).objects).toMatchObject([{ code, name: entry.name, period: entry.period ?? 1 }]);
        }
      }
      engine.step(1);
    }
  });

  const single = library.filter(({ kind, rule }) => {
    const { rule: read } = parseRule(rule);
    return /still life|oscillator|spaceship/.test(kind) && read.kind === 'block' && read.states === 2 && !read.next[0];
  });
  it.each(single.map((entry) => [entry.id, entry] as const))(
    '%s is one object and moves as it is known to',
    (_, entry) => {
      const rule = ruleOf(entry.rule);
      const { objects, isSettled, generation, others } = found(patternOfNamed(entry), rule);
      const [dx, dy] = entry.displacement ?? [0, 0];
      expect({ isSettled, generation, others }).toEqual({ isSettled: true, generation: 0, others: 0 });
      expect(objects).toMatchObject([
        { kind: entry.kind, name: entry.name, period: entry.period ?? 1, dx, dy, x: 0n, y: 0n },
      ]);
      // The code holds the object: read again, it is the same one.
      const [object] = objects;
      const [again] = found(parseApgcode(object.code), rule).objects;
      expect(again).toMatchObject({ code: object.code, kind: object.kind, period: object.period, cells: object.cells });
      expect(again.velocity).toBe(object.velocity);
    },
  );
});

describe('what patterns settle into', () => {
  it.each(library.filter(({ lifespan }) => lifespan !== undefined).map((entry) => [entry.id, entry] as const))(
    '%s settles in the generation that is known',
    (_, entry) => {
      const { generation, isSettled, objects } = found(patternOfNamed(entry));
      expect({ generation, isSettled }).toEqual({ generation: entry.lifespan, isSettled: true });
      expect(objects.reduce((sum, { population }) => sum + population, 0)).toBe(entry.finalPopulation);
    },
  );

  it('knows the ash of the R-pentomino and of the pi-heptomino (LifeWiki)', () => {
    expect(counts(found(named('r-pentomino')))).toEqual({
      xs4_33: 8,
      xq4_153: 6,
      xs6_696: 4,
      xp2_7: 4,
      xs5_253: 1,
      xs7_2596: 1,
      xs6_356: 1,
    });
    expect(counts(found(named('pi-heptomino')))).toEqual({ xs4_33: 6, xp2_7: 5, xs8_6996: 2 });
    expect(counts(found(named('acorn'))).xq4_153).toBe(13);
  });

  it('says so where nothing is left, or was', () => {
    expect(foundIn('o!')).toEqual({ generation: 1, isSettled: true, objects: [], others: 0 });
    expect(foundIn('!')).toEqual({ generation: 0, isSettled: true, objects: [], others: 0 });
  });

  it('gives up guns and what else grows for ever, and names what they have made', () => {
    const gun = found(named('gosper-glider-gun'));
    expect(gun).toMatchObject({ isSettled: false, others: 36, growth: 5 / 30 });
    expect(counts(gun)).toEqual({ xq4_153: gun.generation / 30 });
    const blocks = found(named('five-by-five-infinite-growth'));
    const { growth = 0, period = 1 } = findPattern('five-by-five-infinite-growth');
    expect(blocks.isSettled).toBe(false);
    expect(blocks.growth).toBeCloseTo(growth / period, 12);
    expect(counts(blocks).xs4_33).toBeGreaterThan(20);
  });

  it('gives up what takes too long or grows too large, and counts its cells', () => {
    const early = found(named('acorn'), life, { patience: 300 });
    const engine = engineOf(named('acorn'));
    engine.step(300);
    expect(early).toMatchObject({ generation: 300, isSettled: false });
    const told = early.objects.reduce((sum, { population }) => sum + population, 0);
    expect(told + early.others).toBe(Number(engine.population()));
    expect(told).toBeGreaterThan(0);
    const soup = censusSoup({ seed: 1, size: 16, density: 0.5, symmetry: 'C1' }, 0);
    const seeds = found(soup, ruleOf('B2/S'), { mostCells: 1000 });
    expect(seeds).toMatchObject({ isSettled: false, objects: [] });
    expect(seeds.others).toBeGreaterThan(1000);
  });

  it('finds long periods only as far as it is told to', () => {
    const twinBees = named('twin-bees-shuttle');
    expect(found(twinBees, life, { longestPeriod: 45, patience: 600 }).isSettled).toBe(false);
    expect(found(twinBees, life, { longestPeriod: 46, patience: 600 }).isSettled).toBe(true);
  });
});

describe('telling apart', () => {
  it('splits what lives apart, however near', () => {
    expect(counts(foundIn('2ob2o$2ob2o!'))).toEqual({ xs4_33: 2 });
    // A bi-loaf is one still life; two beehives side by side are two.
    expect(counts(foundIn('bo3bo$obobobo$obobobo$bo3bo!'))).toEqual({ xs6_696: 2 });
    // Two gliders side by side for ever.
    expect(counts(foundIn('bo8bo$2bo8bo$3o6b3o!'))).toEqual({ xq4_153: 2 });
  });

  it('keeps together what does not live apart', () => {
    // Tables alone die; on each other, or on a block, they live.
    expect(foundIn('o2bo$4o2$4o$o2bo!').objects).toHaveLength(1);
    expect(foundIn('2o$2o2$4o$o2bo!').objects).toHaveLength(1);
    expect(foundIn('o2bo$4o2$2o$2o!').objects).toMatchObject([{ kind: 'still life', population: 10 }]);
  });

  it('waits for what is under way to something', () => {
    // A glider and a block 90 cells ahead of it, in its way and beside it.
    const glider = named('glider');
    const meet = (x: bigint, y: bigint): Identification => {
      const engine = engineOf(glider);
      engine.place(named('block'), x, y);
      return identify(engine, life);
    };
    const hit = meet(90n, 90n);
    expect(hit.isSettled).toBe(true);
    expect(hit.generation).toBeGreaterThan(300);
    const miss = meet(90n, 120n);
    expect(miss.generation).toBe(0);
    expect(counts(miss)).toEqual({ xs4_33: 1, xq4_153: 1 });
  });

  it('knows places beyond what a double holds', () => {
    const far = 2n ** 60n + 1n;
    const engine = engineOf(named('glider'), life, far, -far);
    engine.place(named('block'), far - 2n ** 30n, -far);
    const { objects, generation } = identify(engine, life);
    expect(generation).toBe(0);
    expect(objects.map(({ x, y, code }) => [x - far, y + far, code])).toEqual([
      [-(2n ** 30n), 0n, 'xs4_33'],
      [0n, 0n, 'xq4_153'],
    ]);
  });

  it.each(['B3/S23', 'B36/S23', 'B3/S2-i34q', 'B2/S34H', 'B2-a/S12'])(
    'in %s parts do together what each does alone, and are all there is',
    (name) => {
      const rule = ruleOf(name);
      for (let soup = 0; soup < 6; soup++) {
        const engine = cleanEngine(rule);
        engine.place(censusSoup({ seed: 7, size: 8, density: 0.4, symmetry: 'C1' }, soup), 0n, 0n);
        const { isSettled } = identify(engine, rule, { exact: false, patience: 3000 });
        if (!isSettled) continue;
        const pattern = engine.pattern();
        const { placed } = examine(pattern.runs, rule, { longest: 1024, farthest: 512 });
        const whole = planeOf(rule, cellsOf(pattern));
        const parts = placed.map(({ life, x, y }) =>
          planeOf(
            rule,
            [...cellsAt(life, 0)].map((cell) => [columnOf(cell) + x, rowOf(cell) + y]),
          ),
        );
        for (let generation = 0; generation <= 60; generation += 5) {
          const together = parts.flatMap((part) => part.cells());
          expect(together.sort(inReadingOrder)).toEqual(whole.cells());
          for (const plane of [whole, ...parts]) for (let i = 0; i < 5; i++) plane.step();
        }
      }
    },
  );
});

const inReadingOrder = ([x, y]: [number, number], [u, v]: [number, number]): number => y - v || x - u;

function planeOf(rule: BlockRule, cells: Iterable<readonly [number, number]>): ReferencePlane {
  const plane = new ReferencePlane(rule, UNBOUNDED);
  for (const [x, y] of cells) plane.set(x, y);
  return plane;
}

describe('soups', () => {
  it('leave what soups leave (shares of a census of 16 × 16 soups on Catagolue)', () => {
    const objects = Array.from({ length: 500 }, (_, soup) => {
      const pattern = censusSoup({ seed: 2, size: 16, density: 0.5, symmetry: 'C1' }, soup);
      const { isSettled, objects } = found(pattern, life, { exact: false });
      expect(isSettled).toBe(true);
      return objects;
    }).flat();
    const share = (code: string) => (100 * objects.filter((object) => object.code === code).length) / objects.length;
    const known = { xs4_33: 30.7, xp2_7: 28.8, xs6_696: 16.5, xq4_153: 8.7, xs7_2596: 4.8, xs5_253: 4.4 };
    for (const [code, percent] of Object.entries(known)) expect(Math.abs(share(code) - percent)).toBeLessThan(1.5);
  });

  it('depend on seed and number alone, and are as dense as asked for', () => {
    const settings = { seed: 5, size: 32, density: 0.3, symmetry: 'C1' } as const;
    const cells = Array.from({ length: 40 }, (_, soup) => cellsOf(censusSoup(settings, soup)));
    expect(cellsOf(censusSoup(settings, 17))).toEqual(cells[17]);
    expect(new Set(cells.map(String)).size).toBe(40);
    expect(cells.reduce((sum, { length }) => sum + length, 0) / (40 * 32 * 32)).toBeCloseTo(0.3, 1);
    expect(cellsOf(censusSoup({ ...settings, seed: 6 }, 17))).not.toEqual(cells[17]);
  });
});

it('velocities are written as people write them', () => {
  expect(velocityOf({ dx: -1, dy: 1, period: 4 })).toBe('c/4 diagonal');
  expect(velocityOf({ dx: 0, dy: -2, period: 4 })).toBe('c/2 orthogonal');
  expect(velocityOf({ dx: 4, dy: 0, period: 10 })).toBe('2c/5 orthogonal');
  expect(velocityOf({ dx: 1, dy: 0, period: 1 })).toBe('c orthogonal');
  expect(velocityOf({ dx: -1, dy: 2, period: 6 })).toBe('(2,1)c/6');
  expect(velocityOf({ dx: 0, dy: 0, period: 2 })).toBeUndefined();
});

it.each(['/2/3', 'R5,C0,M1,S34..58,B34..45,NM', 'B0/S', 'B01/S2'])('refuses the rule %s', (name) => {
  const { rule } = parseRule(name);
  expect(() => identify(engineOf(named('glider')), rule)).toThrow(/invalid rule .*expected a rule of two states/);
});
