import type { Boundary, Rule } from '../src/automata/rule-string.js';

/** The obvious slow version: counts eight neighbours of every cell. */
export function referenceStep(
  cells: Uint8Array,
  width: number,
  height: number,
  { birth, survival }: Rule,
  boundary: Boundary,
): Uint8Array {
  const at = (x: number, y: number): number => {
    if (boundary === 'torus') return cells[((y + height) % height) * width + ((x + width) % width)];
    return x >= 0 && y >= 0 && x < width && y < height ? cells[y * width + x] : 0;
  };
  const next = new Uint8Array(cells.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let neighbours = 0;
      for (let dy = -1; dy <= 1; dy++) for (let dx = -1; dx <= 1; dx++) if (dx || dy) neighbours += at(x + dx, y + dy);
      const alive = ((cells[y * width + x] ? survival : birth) >> neighbours) & 1;
      const ring = x === 0 || y === 0 || x === width - 1 || y === height - 1;
      next[y * width + x] = boundary === 'box' && ring ? 0 : alive;
    }
  }
  return next;
}
