import { InputError } from '../contract/errors.js';

export const LATTICES = ['rectangular', 'hexagonal'] as const;
export const SURFACES = ['plane', 'torus'] as const;
export type Lattice = (typeof LATTICES)[number];
export type Surface = (typeof SURFACES)[number];

/**
 * How the units of a map lie: columns × rows × layers on a rectangular lattice, columns × rows on a hexagonal one, whose
 * odd rows are half a unit further to the right and whose rows are √3/2 apart. Unit (column, row, layer) has the index
 * (layer · rows + row) · columns + column.
 */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly layers: number;
  readonly lattice: Lattice;
  /** `torus`: each side goes on at the opposite one. */
  readonly surface: Surface;
  readonly units: number;
}

type Shape = Omit<Grid, 'columns' | 'units'>;
export type GridShape = Pick<Grid, 'columns'> & { readonly [K in keyof Shape]?: Shape[K] | undefined };

/**
 * A grid of `columns` × 1 × 1 on a rectangular plane where nothing else is asked for.
 * @throws InputError for sides that are no positive integers, hexagons in layers, and a hexagonal torus of odd height
 */
export function createGrid(shape: GridShape): Grid {
  const { columns, rows = 1, layers = 1, lattice = 'rectangular', surface = 'plane' } = shape;
  for (const [name, side] of Object.entries({ columns, rows, layers })) {
    if (!Number.isSafeInteger(side) || side < 1) throw new InputError(name, side, 'an integer of at least 1');
  }
  if (!LATTICES.includes(lattice)) throw new InputError('lattice', lattice, `one of ${LATTICES.join(', ')}`);
  if (!SURFACES.includes(surface)) throw new InputError('surface', surface, `one of ${SURFACES.join(', ')}`);
  if (lattice === 'hexagonal' && layers > 1) throw new InputError('layers', layers, '1 for a hexagonal lattice');
  if (lattice === 'hexagonal' && surface === 'torus' && rows % 2 === 1) {
    throw new InputError('rows', rows, 'an even number for a hexagonal torus, whose odd rows are shifted');
  }
  return { columns, rows, layers, lattice, surface, units: columns * rows * layers };
}

/** Where a unit lies on the map, in units. */
export function positionOf({ columns, rows, lattice }: Grid, unit: number): readonly [number, number, number] {
  const column = unit % columns;
  const row = Math.floor(unit / columns) % rows;
  const layer = Math.floor(unit / (columns * rows));
  if (lattice === 'rectangular') return [column, row, layer];
  return [column + (row % 2) / 2, row * Math.sqrt(0.75), layer];
}

/**
 * Square of the distance between two units on the map: on both lattices a whole number, so that a table can hold
 * whatever depends on it.
 */
export function squaredMapDistance(grid: Grid, a: number, b: number): number {
  const { columns, rows, layers, lattice } = grid;
  const rowA = Math.floor(a / columns) % rows;
  const rowB = Math.floor(b / columns) % rows;
  const dy = apart(rowA, rowB, rows, grid);
  if (lattice === 'hexagonal') {
    const half = apart(2 * (a % columns) + (rowA % 2), 2 * (b % columns) + (rowB % 2), 2 * columns, grid);
    return (half * half + 3 * dy * dy) / 4;
  }
  const dx = apart(a % columns, b % columns, columns, grid);
  const dz = apart(Math.floor(a / (columns * rows)), Math.floor(b / (columns * rows)), layers, grid);
  return dx * dx + dy * dy + dz * dz;
}

export const mapDistance = (grid: Grid, a: number, b: number): number => Math.sqrt(squaredMapDistance(grid, a, b));

/** Steps between two places along a side of that length. */
export function apart(a: number, b: number, side: number, { surface }: Pick<Grid, 'surface'>): number {
  const steps = Math.abs(a - b);
  return surface === 'torus' ? Math.min(steps, side - steps) : steps;
}

/** The squared distances that occur on the grid, from 0 upwards. */
export function squaredDistancesOf(grid: Grid): Uint32Array {
  const { columns, rows, layers, lattice } = grid;
  const found = new Set<number>();
  if (lattice === 'hexagonal') {
    for (let dy = 0; dy < rows; dy++) {
      for (let half = dy % 2; half <= 2 * columns; half += 2) found.add((half * half + 3 * dy * dy) / 4);
    }
  } else {
    for (let dz = 0; dz < layers; dz++) {
      for (let dy = 0; dy < rows; dy++) {
        for (let dx = 0; dx < columns; dx++) found.add(dx * dx + dy * dy + dz * dz);
      }
    }
  }
  return Uint32Array.from(found).sort();
}

/** out[unit] = table[squared distance of the unit to the centre]. */
export function lookUpDistancesInto(out: Float32Array, grid: Grid, centre: number, table: Float32Array): void {
  const { columns, rows, layers, lattice } = grid;
  const hexagonal = lattice === 'hexagonal';
  const scale = hexagonal ? 2 : 1;
  const column = centre % columns;
  const row = Math.floor(centre / columns) % rows;
  const layer = Math.floor(centre / (columns * rows));
  let unit = 0;
  for (let l = 0; l < layers; l++) {
    const dz = apart(l, layer, layers, grid);
    for (let r = 0; r < rows; r++) {
      const dy = apart(r, row, rows, grid);
      const across = hexagonal ? 3 * dy * dy : dy * dy + dz * dz;
      const shift = hexagonal ? (r % 2) - (row % 2) : 0;
      for (let c = 0; c < columns; c++) {
        const dx = apart(scale * c + shift, scale * column, scale * columns, grid);
        out[unit++] = table[hexagonal ? (dx * dx + across) >> 2 : dx * dx + across];
      }
    }
  }
}

/**
 * Whether two units touch, for the topographic error: on rectangles also at a corner (8 on a plane, 26 in layers, 2 in a
 * chain), on hexagons 6.
 */
export function areNeighbours(grid: Grid, a: number, b: number): boolean {
  const { columns, rows, layers, lattice } = grid;
  if (lattice === 'hexagonal') return squaredMapDistance(grid, a, b) <= 1;
  const plane = columns * rows;
  return (
    apart(a % columns, b % columns, columns, grid) <= 1 &&
    apart(Math.floor(a / columns) % rows, Math.floor(b / columns) % rows, rows, grid) <= 1 &&
    apart(Math.floor(a / plane), Math.floor(b / plane), layers, grid) <= 1
  );
}

/** The other units that touch a unit ({@link areNeighbours}), in order, each once. */
export function neighboursOf(grid: Grid, unit: number): number[] {
  return around(grid, unit).filter((other) => areNeighbours(grid, unit, other));
}

/** Pairs of units at distance 1, one after the other: the threads of the net that is drawn. */
export function edgesOf(grid: Grid): Uint32Array {
  const pairs: number[] = [];
  for (let unit = 0; unit < grid.units; unit++) {
    for (const other of around(grid, unit)) {
      if (other > unit && squaredMapDistance(grid, unit, other) === 1) pairs.push(unit, other);
    }
  }
  return Uint32Array.from(pairs);
}

/** Units at most one column, row and layer away, in order, without the unit itself. */
function around({ columns, rows, layers, surface }: Grid, unit: number): number[] {
  const column = unit % columns;
  const row = Math.floor(unit / columns) % rows;
  const layer = Math.floor(unit / (columns * rows));
  const near = (at: number, side: number): number[] => {
    const places = [at - 1, at, at + 1];
    if (surface === 'torus') return [...new Set(places.map((place) => (place + side) % side))];
    return places.filter((place) => place >= 0 && place < side);
  };
  const found: number[] = [];
  for (const l of near(layer, layers)) {
    for (const r of near(row, rows)) {
      for (const c of near(column, columns)) found.push((l * rows + r) * columns + c);
    }
  }
  return found.filter((other) => other !== unit).sort((a, b) => a - b);
}
