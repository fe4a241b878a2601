import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { borderSources, locate, UNBOUNDED } from '../src/lattice/topology.js';
import { formatTopology, parseTopology } from '../src/lattice/topology-notation.js';
import { parseRule } from '../src/rules/parse-rule.js';
import { occupied, referenceRun, referenceSoup } from './lattice-reference.js';

/** The grid with the ring of cells around it, letters in rows, `0` for dead, as Golly's manual prints it. */
function ringed(grid: string): string[] {
  const topology = parseTopology(grid);
  const { width, height } = topology;
  const letter = (x: number, y: number): string => {
    const place = locate(topology, x, y);
    return place ? String.fromCharCode(65 + place.y * width + place.x) : '0';
  };
  const columns = Array.from({ length: width + 2 }, (_, i) => i - 1);
  return Array.from({ length: height + 2 }, (_, i) => columns.map((x) => letter(x, i - 1)).join(''));
}

describe('topologies: the pictures in Golly’s manual (Bounded Grids)', () => {
  it.each([
    ['P4,3', '000000 0ABCD0 0EFGH0 0IJKL0 000000'],
    ['T4,3', 'LIJKLI DABCDA HEFGHE LIJKLI DABCDA'],
    ['T4+1,3', 'KLIJKL DABCDA HEFGHE LIJKLI ABCDAB'],
    ['T4,3+1', 'HIJKLA LABCDE DEFGHI HIJKLA LABCDE'],
    ['K4*,3', 'ILKJIL DABCDA HEFGHE LIJKLI ADCBAD'],
    ['K4,3*', 'DIJKLA LABCDI HEFGHE DIJKLA LABCDI'],
    ['C4,3', 'ALKJID LABCDI HEFGHE DIJKLA IDCBAL'],
    ['S3', 'AADGC AABCG BDEFH CGHII GCFII'],
  ])('%s', (grid, picture) => {
    expect(ringed(grid)).toEqual(picture.split(' '));
  });
});

/** A rule without any symmetry, so that every cell of a ring matters. */
const MAP = 'MAPN0OEQFCvvqWt75GWunvF4hAjHJaL/JhVHSaTHZ4Hn7sVacXS49X7BrtOG0OQQ/0H3UHwVrhzQoe2/Hob+yKN5w';

describe('topologies: populations of soups at 1, 2 and 10 under a rule without symmetry (Golly 3.3)', () => {
  it.each([
    ['T31,20', [351, 326, 323]],
    ['P31,20', [345, 305, 323]],
    ['T31+3,20', [355, 325, 333]],
    ['T31,20-2', [349, 323, 342]],
    ['K31*,20', [356, 328, 329]],
    ['K31,20*', [344, 327, 346]],
    ['K31*+1,20', [356, 328, 329]],
    ['K31,20*+1', [344, 322, 328]],
    ['C31,20', [348, 331, 313]],
    ['T8,6', [23, 28, 24]],
    ['P8,6', [24, 28, 32]],
    ['T8+3,6', [23, 25, 22]],
    ['T8,6-2', [24, 25, 27]],
    ['K8*,6', [22, 26, 20]],
    ['K8,6*', [25, 32, 27]],
    ['K8*+1,6', [27, 28, 24]],
    ['K8,6*+1', [23, 30, 32]],
    ['C8,6', [25, 28, 25]],
    ['S13', [86, 101, 97]],
    ['S2', [1, 2, 2]],
    ['T1,1', [0, 0, 0]],
    ['C2,1', [0, 0, 0]],
  ])('%s', (grid, expected) => {
    const { rule } = parseRule(MAP);
    const topology = parseTopology(grid);
    const soup = referenceSoup(topology.width, topology.height);
    const at = (steps: number): number => occupied(referenceRun(rule, topology, soup, steps));
    expect([at(1), at(2), at(10)]).toEqual(expected);
  });
});

const side = fc.integer({ min: 1, max: 12 });
const shift = fc.integer({ min: -15, max: 15 }).map((n) => (n < 0 ? String(n) : `+${n}`));
const grids = fc.oneof(
  fc.tuple(fc.constantFrom('T', 'P', 'C'), side, side).map(([letter, w, h]) => `${letter}${w},${h}`),
  fc.tuple(side, shift, side).map(([w, s, h]) => `T${w}${s},${h}`),
  fc.tuple(side, side, shift).map(([w, h, s]) => `T${w},${h}${s}`),
  fc.tuple(side, fc.oneof(fc.constant(''), shift), side).map(([w, s, h]) => `K${w}*${s},${h}`),
  fc.tuple(side, side, fc.oneof(fc.constant(''), shift)).map(([w, h, s]) => `K${w},${h}*${s}`),
  side.map((n) => `S${n}`),
  side.map((n) => `T0,${n}`),
  side.map((n) => `P${n},0`),
);

describe('topologies: properties', () => {
  it('written and read again are the same', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const topology = parseTopology(`:${grid.toLowerCase()}`);
        expect(parseTopology(formatTopology(topology))).toEqual(topology);
      }),
    );
  });

  it('neighbours are mutual: who is seen across an edge sees back', () => {
    const flat = grids.filter((grid) => !grid.startsWith('P'));
    fc.assert(
      fc.property(flat, fc.nat(), fc.nat(), fc.constantFrom(-1, 0, 1), fc.boolean(), (grid, a, b, d, across) => {
        const topology = parseTopology(grid);
        const x = topology.width ? a % topology.width : a % 7;
        const y = topology.height ? b % topology.height : b % 7;
        const seen = locate(topology, x + (across ? d : 0), y + (across ? 0 : d));
        if (!seen) throw new Error('not a plane');
        const around = [-1, 0, 1].flatMap((i) => [
          locate(topology, seen.x + i, seen.y),
          locate(topology, seen.x, seen.y + i),
        ]);
        expect(around).toContainEqual({ x, y });
      }),
    );
  });

  it('the ring of sources agrees with where each of its cells lies, and is dead only around a plane', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const topology = parseTopology(grid);
        const { kind, width, height } = topology;
        fc.pre(width > 0 && height > 0);
        const sources = [...borderSources(topology)];
        const at = (x: number, y: number): number => {
          const place = locate(topology, x, y);
          return place ? place.y * width + place.x : -1;
        };
        const row = (y: number): number[] => Array.from({ length: width + 2 }, (_, i) => at(i - 1, y));
        const column = (x: number): number[] => Array.from({ length: height }, (_, y) => at(x, y));
        expect(sources).toEqual([...row(-1), ...row(height), ...column(-1), ...column(width)]);
        expect(
          sources.every((source) => source < width * height && (kind === 'plane' ? source === -1 : source >= 0)),
        ).toBe(true);
      }),
    );
  });

  it('far beyond the edges a torus goes on, and every coordinate has a cell', () => {
    fc.assert(
      fc.property(grids, fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 }), (grid, x, y) => {
        const topology = parseTopology(grid);
        const place = locate(topology, x, y);
        if (topology.kind === 'plane') return;
        const { width, height } = topology;
        expect(
          place && (!width || (place.x >= 0 && place.x < width)) && (!height || (place.y >= 0 && place.y < height)),
        ).toBe(true);
      }),
    );
  });
});

describe('topologies: notation', () => {
  it.each([
    ['T256', 'T256,256'],
    [':t 30 , 20', 'T30,20'],
    ['T0,0', ''],
    ['T30+35,20', 'T30+5,20'],
    ['T30-35,20', 'T30-5,20'],
    ['K30,20', 'K30,20*'],
    ['K8*+2,5', 'K8*+1,5'],
    ['K7*+1,5', 'K7*,5'],
    ['K30*', 'K30*,30'],
    ['C30', 'C30,30'],
    ['T256*,256', 'K256*,256'],
    ['T9*,9*', 'C9,9'],
    ['S30,30', 'S30'],
  ])('%s is %s', (text, canonical) => {
    expect(formatTopology(parseTopology(text))).toBe(canonical);
  });

  it('the plane without end has no notation', () => {
    expect(formatTopology(UNBOUNDED)).toBe('');
  });

  it.each([
    ['S30,20', 'a sphere with one side length'],
    ['S5+1', 'a sphere with one side length'],
    ['C30+1,20', 'a cross-surface without star or shift'],
    ['P30+1,20', 'a plane without twist or shift'],
    ['T30+5,20+2', 'a shift on one pair of edges only'],
    ['K8*,6*', 'a Klein bottle with one star'],
    ['K8*,6+1', 'the shift on the twisted edges'],
    ['K8+1,6', 'the shift on the twisted edges'],
    ['K0*,20', 'sides above 0'],
    ['T0+1,20', 'sides above 0'],
    ['S0', 'sides above 0'],
    ['T2000000001,3', 'sides of at most 2000000000 cells'],
    ['T', 'a grid such as T256,256 (torus)'],
    ['', 'a grid such as'],
    ['X3', 'a grid such as'],
    ['T30,20x', 'a grid such as'],
    ['T-3,4', 'a grid such as'],
  ])('%s is refused', (text, expected) => {
    expect(() => parseTopology(text)).toThrow(`invalid rule ${JSON.stringify(text)}: expected ${expected}`);
  });
});
