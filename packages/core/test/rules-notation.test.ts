import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../src/contract/errors.js';
import { parseTopology } from '../src/lattice/topology-notation.js';
import { alternating, backgroundAt } from '../src/rules/alternating.js';
import {
  CENTRE,
  countBits,
  countsOf,
  isIsotropic,
  isStrobing,
  isStrobingForever,
  mirrored,
  NEIGHBOURS,
  rotated,
  tableOf,
} from '../src/rules/block.js';
import { LETTER_OF, lettersOf } from '../src/rules/isotropic.js';
import { blockRule } from '../src/rules/name-of.js';
import { parseRule } from '../src/rules/parse-rule.js';
import type { BlockRule } from '../src/rules/rule.js';
import { type ReferencePlane, referencePlaneStep } from './lattice-reference.js';

const nameOf = (text: string): string => parseRule(text).rule.name;
function block(text: string): BlockRule {
  const { rule } = parseRule(text);
  if (rule.kind !== 'block') throw new Error('a block rule');
  return rule;
}

describe('notation: many spellings, one name', () => {
  it.each([
    ['b3s23', 'B3/S23'],
    ['S23/B3', 'B3/S23'],
    ['s23b3', 'B3/S23'],
    ['23/3', 'B3/S23'],
    [' B 3 / S 32 ', 'B3/S23'],
    ['B3_S23', 'B3/S23'],
    ['B3/23', 'B3/S23'],
    ['23/3/2', 'B3/S23'],
    ['Life', 'B3/S23'],
    ['Conway’s Life', 'B3/S23'],
    ['Day & Night', 'B3678/S34678'],
    ['Day And Night', 'B3678/S34678'],
    ['LongLife', 'B345/S5'],
    ['high-life', 'B36/S23'],
    ['Seeds', 'B2/S'],
    ['b13s012v', 'B13/S012V'],
    ['S34/B2H', 'B2/S34H'],
    ['b2cekin/s12', 'B2-a/S12'],
    ['B2nic/S', 'B2cin/S'],
    ['B4-qjrtwz/S', 'B4aceikny/S'],
    ['B2aceikn3/S', 'B23/S'],
    ['B2-3/S', 'B23/S'],
    ['B2-aceikn3/S', 'B3/S'],
    ['B3/2a34', 'B3/S2a34'],
    ['/2nic/8', '/2cin/8'],
    ['B2/S345/4', '345/2/4'],
    ['B2/S345/C4', '345/2/4'],
    ['g4b2s345', '345/2/4'],
    ['Star Wars', '345/2/4'],
    ['W30', 'W30'],
    ['w254', 'W254'],
    ['MAPARYXfhZofugWaH7oaIDogBZofuhogOiAaIDogIAAgAAWaH7oaIDogGiA6ICAAIAAaIDogIAAgACAAIAAAAAAAA==', 'B3/S23'],
    ['5,34,45,34,58', 'R5,C0,M1,S34..58,B34..45,NM'],
    ["Bosco's Rule", 'R5,C0,M1,S34..58,B34..45,NM'],
    ['r5, c2, m1, s34-58, b34-45', 'R5,C0,M1,S34..58,B34..45,NM'],
    ['R2,C3,S2-3,6,4,B5,NN', 'R2,C3,M0,S2-4,6,B5,NN'],
    ['R1,C0,M0,S2..3,B3..3,N@ff', 'R1,C0,M0,S2..3,B3..3,N@ff'],
  ])('%s is %s', (text, name) => {
    expect(nameOf(text)).toBe(name);
    expect(parseRule(name).rule).toEqual(parseRule(text).rule);
  });

  it('a rule brings its grid along', () => {
    const { rule, topology } = parseRule('Day & Night:T30+5,20');
    expect(rule.name).toBe('B3678/S34678');
    expect(topology).toEqual({ kind: 'torus', width: 30, height: 20, shiftX: 5, shiftY: 0, twist: 'none' });
    expect(parseRule('B3/S23').topology).toBeUndefined();
  });

  it('neighbourhoods of larger rules', () => {
    const cells = (notation: string): string[] => {
      const { rule } = parseRule(notation);
      if (rule.kind === 'block') throw new Error('a larger rule');
      const within = (row: number, x: number) => rule.neighbourhood[row].some(([from, to]) => x >= from && x < to);
      return rule.neighbourhood.map((_, row) =>
        rule.neighbourhood.map((_, i) => (within(row, i - rule.radius) ? 'o' : '.')).join(''),
      );
    };
    const of = (shape: string): string[] => cells(`R2,C0,M1,S1..2,B1..2,N${shape}`);
    expect(of('M')).toEqual(['ooooo', 'ooooo', 'ooooo', 'ooooo', 'ooooo']);
    expect(of('N')).toEqual(['..o..', '.ooo.', 'ooooo', '.ooo.', '..o..']);
    expect(of('C')).toEqual(['.ooo.', 'ooooo', 'ooooo', 'ooooo', '.ooo.']);
    expect(of('2')).toEqual(['..o..', '.ooo.', 'ooooo', '.ooo.', '..o..']);
    expect(of('+')).toEqual(['..o..', '..o..', 'ooooo', '..o..', '..o..']);
    expect(of('X')).toEqual(['o...o', '.o.o.', '..o..', '.o.o.', 'o...o']);
    expect(of('*')).toEqual(['o.o.o', '.ooo.', 'ooooo', '.ooo.', 'o.o.o']);
    expect(of('H')).toEqual(['ooo..', 'oooo.', 'ooooo', '.oooo', '..ooo']);
    expect(of('@800003')).toEqual(['o....', '.....', '..o..', '.....', '...oo']);
    expect(cells('R1,C0,M0,S1..2,B1..2,NM')).toEqual(['ooo', 'o.o', 'ooo']);
  });
});

describe('notation: what cannot be read says what can', () => {
  it.each([
    ['B3S23x', 'B<counts>/S<counts>, e.g. B3/S23'],
    ['', 'a rule such as B3/S23'],
    ['B3', 'a rule such as B3/S23'],
    ['Plankton', 'a rule such as B3/S23'],
    ['B9/S23', 'B<counts>/S<counts>, e.g. B3/S23: counts 0–8'],
    ['B1a/S', 'B<counts>/S<counts>, e.g. B3/S23: counts 0–8'],
    ['B5z/S', 'B<counts>/S<counts>'],
    ['B7/S2H', 'B<counts>/S<counts>H with counts 0–6 and no letters'],
    ['B2a/S2H', 'B<counts>/S<counts>H with counts 0–6 and no letters'],
    ['B5/S2V', 'B<counts>/S<counts>V with counts 0–4 and no letters'],
    ['345/2/1', 'a number of states from 2 to 256'],
    ['345/2/257', 'a number of states from 2 to 256'],
    ['W31', 'an even number after W'],
    ['W256', 'W and a number from 0 to 254'],
    ['MAPabc', 'MAP and 86 (eight neighbours), 22 (six) or 6 (four) base64 digits'],
    ['MAPDN6LeQ/1', 'a number of states from 2 to 256 after the MAP'],
    ['R0,C0,M0,S1..2,B1..2,NM', 'R and a radius from 1 to 500'],
    ['R2,C300,M0,S1..2,B1..2,NM', 'C and a number of states from 0 to 256'],
    ['R2,C0,M2,S1..2,B1..2,NM', 'M0, or M1 where the cell counts itself'],
    ['R2,C0,M0,S1..99,B1..2,NM', 'S and B with rising counts from 0 to 24'],
    ['R2,C0,M0,S3..1,B1..2,NM', 'S and B with rising counts from 0 to 24'],
    ['R2,C0,M0,S1..2,NM', 'R<radius>,C<states>'],
    ['R2,C0,M0,S1..2,B1..2,N@12', 'R<radius>,C<states>'],
    ['R2,C0,M0,S1..2,B1..2,NG', 'R<radius>,C<states>'],
    ['WireWorld', 'a two-state, Generations or Larger than Life rule; for WireWorld take the system "wireworld"'],
    ['Langtons-Ant', 'a rule of cells alone; for Langton’s ant take the system "langton-ant"'],
    ['JvN29', 'a rule that needs no table of its own; load its .rule file'],
    ['B4/S456L', 'a rule on squares or hexagons'],
    ['R1/T3/C4/NM', 'a rule of two states, Generations or Larger than Life; take the system "cyclic"'],
    ['B3/S23:T', 'a grid such as T256,256'],
  ])('%s', (text, expected) => {
    expect(() => parseRule(text)).toThrow(`invalid rule ${JSON.stringify(text)}: expected ${expected}`);
  });
});

const bits = fc.array(fc.nat(1), { minLength: 512, maxLength: 512 }).map((values) => Uint8Array.from(values));
const masks = { neighbours: fc.constantFrom(...Object.values(NEIGHBOURS)), birth: fc.nat(511), survival: fc.nat(511) };
/** Tables of every class that has a notation of its own. */
const tables = fc.oneof(
  fc.record(masks).map(({ neighbours, birth, survival }) => {
    const meets = (counts: number) => (around: number) => ((counts >> countBits(around & neighbours)) & 1) === 1;
    return tableOf(meets(birth), meets(survival));
  }),
  bits.map((table) =>
    tableOf(
      ...(([0, 1] as const).map((alive) => (around: number) => table[shape(around) + alive * 256] === 1) as Pair),
    ),
  ),
  fc
    .tuple(bits, fc.constantFrom(...Object.values(NEIGHBOURS)))
    .map(([table, neighbours]) => table.map((_, index) => table[index & (neighbours | CENTRE)])),
);
type Pair = [(around: number) => boolean, (around: number) => boolean];
/** A number below 256 that is the same for all orientations of a block. */
const shape = (around: number): number =>
  countBits(around) * 16 + lettersOf(countBits(around)).indexOf(LETTER_OF[around]) + 1;

describe('notation: names', () => {
  it('read again give the same table', () => {
    fc.assert(
      fc.property(tables, fc.constantFrom(2, 2, 3, 256), (next, states) => {
        const rule = blockRule(next, states);
        expect(parseRule(rule.name).rule).toEqual(rule);
        expect(parseRule(rule.name.startsWith('MAP') ? rule.name : rule.name.toLowerCase()).rule).toEqual(rule);
      }),
      { numRuns: 150 },
    );
  });

  it('random larger rules too', () => {
    const range = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
    const ranges = fc.array(range, { maxLength: 4 }).map((list) => list.join(','));
    const larger = fc.record({
      radius: fc.integer({ min: 5, max: 9 }),
      states: fc.nat(256),
      centre: fc.nat(1),
      survival: ranges,
      birth: ranges,
      shape: fc.constantFrom('M', 'C', 'B', 'D', 'H'),
    });
    fc.assert(
      fc.property(larger, ({ radius, states, centre, survival, birth, shape }) => {
        const { rule } = parseRule(`R${radius},C${states},M${centre},S${survival},B${birth},N${shape}`);
        expect(parseRule(rule.name).rule).toEqual(rule);
      }),
      { numRuns: 50 },
    );
  });
});

describe('notation: hostile text', () => {
  const alphabet = 'BSbs0123456789/_-:,. cekainyqjrtwzvhgMAPWRNM@+*TKxé\n';
  const mutated = fc
    .tuple(
      fc.constantFrom(
        'B3/S23:T30+5,20',
        'B2-a/S12',
        '345/2/4',
        'R5,C0,M1,S34..58,B34..45,NM',
        'W110',
        'MAPDN6LeQ/3:K8*+1,6',
      ),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...alphabet)), { maxLength: 5 }),
    )
    .map(([text, edits]) =>
      edits.reduce((before, [at, char]) => {
        const i = at % (before.length + 1);
        return before.slice(0, i) + char + before.slice(i + (at % 3));
      }, text),
    );
  const noise = fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 60 });

  it('is a rule or an InputError', () => {
    fc.assert(
      fc.property(fc.oneof(mutated, noise, fc.string()), (text) => {
        try {
          const { rule } = parseRule(text);
          expect(parseRule(rule.name).rule).toEqual(rule);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
        try {
          parseTopology(text);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    'B'.repeat(200_000),
    '2-'.repeat(100_000),
    `B${'3'.repeat(200_000)}/S`,
    `R500,C0,M0,S${'1,'.repeat(90_000)}B1,NM`,
  ])(
    'long ones are dealt with quickly',
    (text) => {
      try {
        parseRule(text);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
        expect(String(error).length).toBeLessThan(500);
      }
    },
    2000,
  );
});

describe('rules: properties of tables', () => {
  it('counts', () => {
    expect(countsOf(block('B36/S23'))).toEqual({ neighbourhood: 'moore', birth: 0b1001000, survival: 0b1100 });
    expect(countsOf(block('B13/S012V'))).toEqual({ neighbourhood: 'von-neumann', birth: 0b1010, survival: 0b111 });
    expect(countsOf(block('B2/S34H'))).toEqual({ neighbourhood: 'hexagonal', birth: 0b100, survival: 0b11000 });
    expect(countsOf(block('B2-a/S12'))).toBeUndefined();
  });

  it('isotropy', () => {
    for (const text of ['B3/S23', 'B2-a/S12', 'B13/S012V']) expect(isIsotropic(block(text))).toBe(true);
    for (const text of ['B2/S34H', 'W110', 'MAPDN6LeQ']) expect(isIsotropic(block(text))).toBe(false);
    for (let i = 0; i < 512; i++) {
      expect(rotated(rotated(rotated(rotated(i))))).toBe(i);
      expect(mirrored(mirrored(i))).toBe(i);
    }
  });

  it('letters: 51 shapes besides 0 and 8 neighbours, as many blocks as there are orientations', () => {
    const shapes = new Map<string, number>();
    for (let i = 0; i < 512; i++) {
      if (i & CENTRE) continue;
      const key = countBits(i) + LETTER_OF[i];
      shapes.set(key, (shapes.get(key) ?? 0) + 1);
    }
    expect(shapes.size).toBe(51);
    expect([...shapes.values()].every((orientations) => [1, 2, 4, 8].includes(orientations))).toBe(true);
  });
});

describe('rules with B0', () => {
  it('B0 without S8 strobes for ever, with S8 only once', () => {
    expect([isStrobing(block('B3/S23')), isStrobingForever(block('B3/S23'))]).toEqual([false, false]);
    expect([isStrobing(block('B03/S23')), isStrobingForever(block('B03/S23'))]).toEqual([true, true]);
    expect([isStrobing(block('B03/S238')), isStrobingForever(block('B03/S238'))]).toEqual([true, false]);
  });

  it.each([
    ['B0123478/S01234678', 'B3/S23', 'B3/S23'],
    ['B03/S23', 'B1245678/S0145678', 'B56/S58'],
    ['B0124-k/S1c25', 'B34k5678/S01-c34678', 'B367c/S4-k678'],
  ])('%s runs as %s and %s (examples in Golly’s manual, QuickLife)', (text, even, odd) => {
    const [first, second] = alternating(block(text));
    expect([...first.next]).toEqual([...block(even).next]);
    expect([...second.next]).toEqual([...block(odd).next]);
  });

  it('the pair steps what differs from the background as the rule steps the whole plane', () => {
    const soup = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 20 });
    fc.assert(
      fc.property(bits, soup, (next, places) => {
        next[0] = 1;
        const rule = blockRule(next);
        const pair = alternating(rule);
        const keys = places.map(([x, y]) => `${x},${y}`);
        let stored: ReferencePlane = { background: 0, cells: new Map(keys.map((key) => [key, 1])) };
        // with S8 the universe is alive from the start and the pattern's cells are the dead ones
        const background = backgroundAt(rule, 0);
        let shown: ReferencePlane = { background, cells: new Map(keys.map((key) => [key, 1 - background])) };
        for (let generation = 0; generation < 5; generation++) {
          expect(stored.background).toBe(0);
          expect(shown.background).toBe(backgroundAt(rule, generation));
          expect(new Set(stored.cells.keys())).toEqual(new Set(shown.cells.keys()));
          stored = referencePlaneStep(pair[generation % 2], stored);
          shown = referencePlaneStep(rule, shown);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('Generations with B0 have no plane without end', () => {
    expect(() => alternating(block('23/03/3'))).toThrow(
      'invalid rule "23/03/3": expected no birth on 0 neighbours with more than two states, or a bounded grid',
    );
  });
});
