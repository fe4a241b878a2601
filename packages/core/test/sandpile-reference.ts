/** A table of sand, row by row. */
export interface Table {
  readonly width: number;
  readonly height: number;
  readonly grains: number[];
}

function neighbours({ width, height }: Table, cell: number): number[] {
  const [x, y] = [cell % width, Math.floor(cell / width)];
  return [
    [x - 1, y],
    [x + 1, y],
    [x, y - 1],
    [x, y + 1],
  ]
    .filter(([a, b]) => a >= 0 && b >= 0 && a < width && b < height)
    .map(([a, b]) => b * width + a);
}

/**
 * The obvious slow version: one unstable cell topples at a time, `pick` says which of them.
 * @returns how often each cell toppled
 */
export function referenceRelax(table: Table, pick: (unstable: number) => number): number[] {
  const topplings = table.grains.map(() => 0);
  for (;;) {
    const unstable = table.grains.flatMap((grains, cell) => (grains > 3 ? [cell] : []));
    if (unstable.length === 0) return topplings;
    const cell = unstable[pick(unstable.length)];
    table.grains[cell] -= 4;
    topplings[cell]++;
    for (const neighbour of neighbours(table, cell)) table.grains[neighbour]++;
  }
}

/** Sweeps in which every unstable cell topples at once, until there is none. */
export function referenceSweeps(table: Table): number {
  for (let sweeps = 0; ; sweeps++) {
    const unstable = table.grains.flatMap((grains, cell) => (grains > 3 ? [cell] : []));
    if (unstable.length === 0) return sweeps;
    for (const cell of unstable) table.grains[cell] -= 4;
    for (const cell of unstable) for (const neighbour of neighbours(table, cell)) table.grains[neighbour]++;
  }
}

/** Mean over all cells of the topplings that one grain there causes: G = Δ⁻¹ summed, solved by relaxation (Dhar 1990). */
export function expectedTopplings(side: number): number {
  const table: Table = { width: side, height: side, grains: Array(side * side).fill(0) };
  let g = table.grains.map(() => 0);
  for (let round = 0; round < 4000; round++) {
    g = g.map((_, cell) => (1 + neighbours(table, cell).reduce((sum, neighbour) => sum + g[neighbour], 0)) / 4);
  }
  return g.reduce((sum, value) => sum + value, 0) / g.length;
}
