/** A torus of cells, row by row, of even width and height. */
export interface Cells {
  readonly width: number;
  readonly height: number;
  readonly alive: readonly number[];
}

/** The obvious slow version: replaces each block of the partition that starts at cell (offset, offset). */
export function referenceStep({ width, height, alive }: Cells, table: readonly number[], offset: number): Cells {
  const next = [...alive];
  for (let y = offset; y < height + offset; y += 2) {
    for (let x = offset; x < width + offset; x += 2) {
      const block = [0, 1, 2, 3].map((k) => ((y + (k >> 1)) % height) * width + ((x + (k & 1)) % width));
      const before = block.reduce((sum, cell, k) => sum + (alive[cell] << k), 0);
      for (const [k, cell] of block.entries()) next[cell] = (table[before] >> k) & 1;
    }
  }
  return { width, height, alive: next };
}
