// What the tests of systems on bytes share.
import { formatRle, type Simulation } from '../src/index.js';

/** The cells of a simulation row by row, whatever the padding. */
export function cellsOf(simulation: Simulation): Uint8Array {
  const { data, shape, stride } = simulation.field('cells');
  const [height, width] = shape;
  return Uint8Array.from({ length: width * height }, (_, i) => data[Math.floor(i / width) * stride[0] + (i % width)]);
}

/** Cells as a pattern, its box kept at the grid's size by nothing: place it on a grid of the same size. */
export function rleOf(cells: Uint8Array, width: number): string {
  const runs = [...cells.entries()].filter(([, state]) => state).flatMap(([i, state]) => [i % width, Math.floor(i / width), 1, state]);
  return formatRle({ width, height: cells.length / width, runs: Int32Array.from(runs), comments: [] });
}
