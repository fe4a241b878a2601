import { math } from '../kernels/math.js';
import type { Spread } from './codebook.js';
import { apart, type Grid, lookUpDistancesInto, squaredDistancesOf } from './grid.js';

export const NEIGHBOURHOODS = ['gaussian', 'cut-gaussian', 'bubble', 'triangle', 'mexican-hat'] as const;
export type Neighbourhood = (typeof NEIGHBOURHOODS)[number];

/**
 * How strongly a unit follows the winner at distance d on the map, for a radius r:
 * gaussian exp(−d² / 2r²); cut-gaussian the same up to d = r and 0 beyond; bubble 1 up to d = r and 0 beyond;
 * triangle max(0, 1 − d / r); mexican-hat (1 − d² / r²) exp(−d² / 2r²), which repels between r and some 3 r.
 */
export function neighbourhood(kind: Neighbourhood, squaredDistance: number, radius: number): number {
  const squares = squaredDistance / (radius * radius);
  switch (kind) {
    case 'gaussian':
      return math().exp(-squares / 2);
    case 'cut-gaussian':
      return squares <= 1 ? math().exp(-squares / 2) : 0;
    case 'bubble':
      return squares <= 1 ? 1 : 0;
    case 'triangle':
      return Math.max(0, 1 - Math.sqrt(squares));
    case 'mexican-hat':
      return (1 - squares) * math().exp(-squares / 2);
  }
}

/** The neighbourhood of every winner on a grid, at the radius asked for; each is valid until the next radius. */
export interface Neighbourhoods {
  /** For the sums of many winners: as a product over the sides wherever that is exact. */
  forBatch(radius: number): Spread;
  /** For one winner, at a radius that may change with every sample: as a row of the grid's units. */
  forSample(radius: number): Spread;
}

/**
 * A Gaussian on rectangles, and anything on a chain, is a product of functions along the sides: a batch then takes
 * O(sides) a unit, and a row is made of few exponentials.
 */
export function neighbourhoodsOf(grid: Grid, kind: Neighbourhood): Neighbourhoods {
  const { columns, rows, layers, lattice, units } = grid;
  const isChain = units === Math.max(columns, layers, lattice === 'rectangular' ? rows : 0);
  if (isChain || (kind === 'gaussian' && lattice === 'rectangular')) return productsOf(grid, kind);
  const spread = refilled(rowsOf(grid, kind));
  return { forBatch: spread, forSample: spread };
}

interface Filled {
  readonly spread: Spread;
  fill(radius: number): void;
}

/** Fills where the radius is not that of the last time. */
function refilled({ spread, fill }: Filled): (radius: number) => Spread {
  let current = Number.NaN;
  return (radius) => {
    if (radius !== current) fill(radius);
    current = radius;
    return spread;
  };
}

function productsOf(grid: Grid, kind: Neighbourhood): Neighbourhoods {
  const sides = [grid.columns, grid.rows, grid.layers];
  const along = new Float64Array(Math.max(...sides));
  const fillAlong = (radius: number): void => {
    for (let i = 0; i < along.length; i++) along[i] = neighbourhood(kind, i * i, radius);
  };
  return {
    forBatch: refilled(tablesOf(grid, along, fillAlong)),
    forSample: refilled(productRows(grid, along, fillAlong)),
  };
}

function tablesOf(grid: Grid, along: Float64Array, fillAlong: (radius: number) => void): Filled {
  const sides = [grid.columns, grid.rows, grid.layers];
  const tables = sides.map((side) => new Float64Array(side * side));
  return {
    spread: { kind: 'product', sides, tables },
    fill(radius) {
      fillAlong(radius);
      tables.forEach((table, axis) => {
        const side = sides[axis];
        for (let i = 0; i < side; i++) {
          for (let j = 0; j < side; j++) table[i * side + j] = along[apart(i, j, side, grid)];
        }
      });
    },
  };
}

function productRows(grid: Grid, along: Float64Array, fill: (radius: number) => void): Filled {
  const { columns, rows, layers, units } = grid;
  const out = new Float32Array(units);
  return {
    fill,
    spread: {
      kind: 'rows',
      row(winner) {
        const column = winner % columns;
        const row = Math.floor(winner / columns) % rows;
        const layer = Math.floor(winner / (columns * rows));
        let unit = 0;
        for (let l = 0; l < layers; l++) {
          for (let r = 0; r < rows; r++) {
            const h = along[apart(l, layer, layers, grid)] * along[apart(r, row, rows, grid)];
            for (let c = 0; c < columns; c++) out[unit++] = h * along[apart(c, column, columns, grid)];
          }
        }
        return out;
      },
    },
  };
}

function rowsOf(grid: Grid, kind: Neighbourhood): Filled {
  const squares = squaredDistancesOf(grid);
  const table = new Float32Array(squares[squares.length - 1] + 1);
  const row = new Float32Array(grid.units);
  return {
    spread: {
      kind: 'rows',
      row(winner) {
        lookUpDistancesInto(row, grid, winner, table);
        return row;
      },
    },
    fill(radius) {
      for (const square of squares) table[square] = neighbourhood(kind, square, radius);
    },
  };
}
