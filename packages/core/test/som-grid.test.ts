import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areNeighbours,
  createGrid,
  edgesOf,
  type Grid,
  lookUpDistancesInto,
  mapDistance,
  neighboursOf,
  positionOf,
  squaredDistancesOf,
  squaredMapDistance,
} from '../src/maps/grid.js';
import { NEIGHBOURHOODS, neighbourhood, neighbourhoodsOf } from '../src/maps/neighbourhood.js';
import { DECAYS, decayed } from '../src/maps/schedule.js';
import { strengthOf } from './som-reference.js';

const units = (grid: Grid): number[] => Array.from({ length: grid.units }, (_, unit) => unit);

/** Distance as it is defined: the shortest among all copies of the second unit that the torus has. */
function plainDistance(grid: Grid, a: number, b: number): number {
  const [x0, y0, z0] = positionOf(grid, a);
  const [x1, y1, z1] = positionOf(grid, b);
  const spacing = grid.lattice === 'hexagonal' ? Math.sqrt(0.75) : 1;
  const turns = grid.surface === 'torus' ? [-1, 0, 1] : [0];
  const all = turns.flatMap((i) =>
    turns.flatMap((j) =>
      turns.map((k) =>
        Math.hypot(x1 - x0 + i * grid.columns, y1 - y0 + j * grid.rows * spacing, z1 - z0 + k * grid.layers),
      ),
    ),
  );
  return Math.min(...all);
}

const grids = fc
  .record({
    columns: fc.integer({ min: 1, max: 7 }),
    rows: fc.integer({ min: 1, max: 7 }),
    layers: fc.integer({ min: 1, max: 3 }),
    lattice: fc.constantFrom('rectangular' as const, 'hexagonal' as const),
    surface: fc.constantFrom('plane' as const, 'torus' as const),
  })
  .map((shape) =>
    shape.lattice === 'rectangular' ? shape : { ...shape, layers: 1, rows: 2 * Math.ceil(shape.rows / 2) },
  )
  .map(createGrid);

describe('grid', () => {
  it('on a hexagonal torus every unit has six neighbours, at distance exactly 1', () => {
    for (const [columns, rows] of [
      [3, 4],
      [5, 4],
      [4, 6],
      [9, 8],
      [20, 14],
    ]) {
      const grid = createGrid({ columns, rows, lattice: 'hexagonal', surface: 'torus' });
      for (const unit of units(grid)) {
        const around = units(grid).filter((other) => mapDistance(grid, unit, other) === 1);
        expect(around).toHaveLength(6);
        expect(neighboursOf(grid, unit)).toEqual(around);
      }
      expect(edgesOf(grid)).toHaveLength(2 * 3 * grid.units);
    }
  });

  it('a torus of rectangles has eight neighbours and two edges a unit, one in layers 26 and three', () => {
    const flat = createGrid({ columns: 5, rows: 4, surface: 'torus' });
    for (const unit of units(flat)) expect(neighboursOf(flat, unit)).toHaveLength(8);
    expect(edgesOf(flat)).toHaveLength(2 * 2 * 20);
    const deep = createGrid({ columns: 3, rows: 4, layers: 5, surface: 'torus' });
    for (const unit of units(deep)) expect(neighboursOf(deep, unit)).toHaveLength(26);
    expect(edgesOf(deep)).toHaveLength(2 * 3 * 60);
  });

  it('on planes corners, sides and chains have fewer neighbours', () => {
    const counts = (grid: Grid) => units(grid).map((unit) => neighboursOf(grid, unit).length);
    expect(counts(createGrid({ columns: 3, rows: 3 }))).toEqual([3, 5, 3, 5, 8, 5, 3, 5, 3]);
    expect(counts(createGrid({ columns: 4 }))).toEqual([1, 2, 2, 1]);
    expect(counts(createGrid({ columns: 4, surface: 'torus' }))).toEqual([2, 2, 2, 2]);
    expect(counts(createGrid({ columns: 3, rows: 3, lattice: 'hexagonal' }))).toEqual([2, 4, 3, 5, 6, 3, 2, 4, 3]);
    expect(counts(createGrid({ columns: 1 }))).toEqual([0]);
  });

  it('distances are the shortest way, a whole number when squared, and the same by table', () => {
    fc.assert(
      fc.property(grids, fc.nat(), (grid, pick) => {
        const centre = pick % grid.units;
        const known = squaredDistancesOf(grid);
        const table = new Float32Array(Math.max(...known) + 1).fill(Number.NaN);
        for (const square of known) table[square] = square;
        const looked = new Float32Array(grid.units);
        lookUpDistancesInto(looked, grid, centre, table);
        for (const unit of units(grid)) {
          const squared = squaredMapDistance(grid, centre, unit);
          expect(Number.isInteger(squared)).toBe(true);
          expect(squared).toBe(squaredMapDistance(grid, unit, centre));
          expect(Math.sqrt(squared)).toBeCloseTo(plainDistance(grid, centre, unit), 9);
          expect(looked[unit]).toBe(squared);
        }
      }),
    );
  });

  it('edges are the pairs at distance 1, and neighbours are mutual', () => {
    fc.assert(
      fc.property(grids, (grid) => {
        const edges = edgesOf(grid);
        const pairs = units(grid).flatMap((a) =>
          units(grid).filter((b) => b > a && Math.abs(plainDistance(grid, a, b) - 1) < 1e-9),
        );
        expect(edges.length / 2).toBe(pairs.length);
        for (const unit of units(grid)) {
          for (const other of neighboursOf(grid, unit)) {
            expect(neighboursOf(grid, other)).toContain(unit);
            expect(areNeighbours(grid, unit, other)).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('refuses what is no grid', () => {
    expect(() => createGrid({ columns: 0 })).toThrow('invalid columns 0: expected an integer of at least 1');
    expect(() => createGrid({ columns: 4, rows: 2.5 })).toThrow('invalid rows 2.5: expected an integer');
    expect(() => createGrid({ columns: 4, rows: 4, layers: 2, lattice: 'hexagonal' })).toThrow(
      'invalid layers 2: expected 1 for a hexagonal lattice',
    );
    expect(() => createGrid({ columns: 4, rows: 5, lattice: 'hexagonal', surface: 'torus' })).toThrow(
      'invalid rows 5: expected an even number for a hexagonal torus',
    );
    expect(() => createGrid({ columns: 4, lattice: 'round' as 'hexagonal' })).toThrow('one of rectangular, hexagonal');
    expect(() => createGrid({ columns: 4, surface: 'ball' as 'torus' })).toThrow('one of plane, torus');
  });
});

describe('neighbourhoods', () => {
  it('are 1 at the winner and what they are defined to be elsewhere', () => {
    for (const kind of NEIGHBOURHOODS) expect(neighbourhood(kind, 0, 0.7)).toBe(1);
    const at = (kind: (typeof NEIGHBOURHOODS)[number]) => [1, 4, 9].map((squared) => neighbourhood(kind, squared, 2));
    const bell = [Math.exp(-1 / 8), Math.exp(-1 / 2), Math.exp(-9 / 8)];
    expect(at('gaussian')).toEqual(bell.map((value) => expect.closeTo(value, 12)));
    expect(at('cut-gaussian')).toEqual([expect.closeTo(bell[0], 12), expect.closeTo(bell[1], 12), 0]);
    expect(at('bubble')).toEqual([1, 1, 0]);
    expect(at('triangle')).toEqual([0.5, 0, 0]);
    expect(at('mexican-hat')).toEqual([0.75 * bell[0], 0, -1.25 * bell[2]].map((value) => expect.closeTo(value, 12)));
  });

  it('spread as the definition says, for a batch and for a sample', () => {
    fc.assert(
      fc.property(
        grids,
        fc.constantFrom(...NEIGHBOURHOODS),
        fc.double({ min: 0.3, max: 5, noNaN: true }),
        (grid, kind, radius) => {
          const neighbourhoods = neighbourhoodsOf(grid, kind);
          for (const spread of [neighbourhoods.forBatch(radius), neighbourhoods.forSample(radius)]) {
            const strength = strengthOf(spread, grid.units);
            for (const winner of units(grid)) {
              for (const unit of units(grid)) {
                const expected = neighbourhood(kind, squaredMapDistance(grid, winner, unit), radius);
                expect(strength(winner, unit)).toBeCloseTo(expected, 6);
              }
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('are products where that is exact', () => {
    const kind = (shape: Parameters<typeof createGrid>[0], name: (typeof NEIGHBOURHOODS)[number]) =>
      neighbourhoodsOf(createGrid(shape), name).forBatch(2).kind;
    expect(kind({ columns: 4, rows: 4, surface: 'torus' }, 'gaussian')).toBe('product');
    expect(kind({ columns: 4, rows: 4, layers: 2 }, 'gaussian')).toBe('product');
    expect(kind({ columns: 9 }, 'mexican-hat')).toBe('product');
    expect(kind({ columns: 4, rows: 4 }, 'bubble')).toBe('rows');
    expect(kind({ columns: 4, rows: 4, lattice: 'hexagonal' }, 'gaussian')).toBe('rows');
  });
});

describe('decay', () => {
  it('begins at the start, ends at the end, and is as MiniSom defines it', () => {
    for (const decay of DECAYS) expect(decayed(decay, 3, 0.5, 0)).toBe(3);
    for (const decay of ['linear', 'exponential', 'inverse'] as const)
      expect(decayed(decay, 3, 0.5, 1)).toBeCloseTo(0.5, 12);
    for (const t of [0, 10, 37, 100]) {
      const p = t / 100;
      // Of MiniSom 2.3: asymptotic_decay, inverse_decay_to_one, inverse_decay_to_zero, linear_decay_to_one.
      expect(decayed('asymptotic', 4, 9, p)).toBeCloseTo(4 / (1 + t / 50), 12);
      expect(decayed('inverse', 4, 1, p)).toBeCloseTo(4 / (1 + (t * (4 - 1)) / 100), 12);
      expect(decayed('inverse', 0.5, 0.5 / 101, p)).toBeCloseTo((0.5 * 1) / (1 + t), 12);
      expect(decayed('linear', 4, 1, p)).toBeCloseTo(4 + (t * (1 - 4)) / 100, 12);
      expect(decayed('exponential', 4, 1, p)).toBeCloseTo(4 * 0.25 ** p, 12);
    }
  });
});
