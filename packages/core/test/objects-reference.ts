import type { Pattern } from '../src/patterns/pattern.js';

/** Every live cell as column and row from the pattern's corner, in reading order. */
export function cellsOf({ runs }: Pattern): [number, number][] {
  const cells: [number, number][] = [];
  for (let i = 0; i < runs.length; i += 4) {
    for (let k = 0; k < runs[i + 2]; k++) cells.push([runs[i] + k, runs[i + 1]]);
  }
  return cells;
}
