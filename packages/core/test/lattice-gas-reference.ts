/** Unit vectors of the directions by bit, y down: four on squares (bits 0, 1, 3, 4), six on hexagons (bits 0 to 5). */
export function directionsOf(hexagonal: boolean): readonly (readonly [bit: number, x: number, y: number])[] {
  const s = Math.sqrt(3) / 2;
  return hexagonal
    ? [
        [0, 1, 0],
        [1, 0.5, -s],
        [2, -0.5, -s],
        [3, -1, 0],
        [4, -0.5, s],
        [5, 0.5, s],
      ]
    : [
        [0, 1, 0],
        [1, 0, -1],
        [3, -1, 0],
        [4, 0, 1],
      ];
}

/** A torus of nodes, row by row. */
export interface Nodes {
  readonly width: number;
  readonly height: number;
  readonly node: readonly number[];
}

/**
 * The obvious slow version of the flight, by places in the plane: a particle goes one unit in its direction and enters
 * the node that lies there. Odd rows of a hexagonal lattice stand half a unit to the right.
 */
export function referenceMove({ width, height, node }: Nodes, hexagonal: boolean): number[] {
  const rowHeight = hexagonal ? Math.sqrt(3) / 2 : 1;
  const shift = (row: number) => (hexagonal && ((row % 2) + 2) % 2 === 1 ? 0.5 : 0);
  const next = node.map((bits) => bits & 0b11000000);
  node.forEach((bits, i) => {
    const [column, row] = [i % width, Math.floor(i / width)];
    for (const [bit, dx, dy] of directionsOf(hexagonal)) {
      if (!((bits >> bit) & 1)) continue;
      const toRow = Math.round(row + dy / rowHeight);
      const toColumn = Math.round(column + shift(row) + dx - shift(toRow));
      next[((toRow + height) % height) * width + ((toColumn + width) % width)] |= 1 << bit;
    }
  });
  return next;
}

/** Particles and momentum of a node. */
export function conserved(bits: number, hexagonal: boolean): readonly [mass: number, x: number, y: number] {
  const moving = directionsOf(hexagonal).filter(([bit]) => (bits >> bit) & 1);
  const sum = (axis: 1 | 2) => moving.reduce((total, direction) => total + direction[axis], 0);
  return [moving.length + ((bits >> 6) & 1), sum(1), sum(2)];
}
