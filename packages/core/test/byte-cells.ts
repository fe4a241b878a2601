// What the tests of systems on bytes share.
import { formatRle, type Simulation } from '../src/index.js';
import { locate, type Topology } from '../src/lattice/topology.js';

/** The cells of a simulation row by row, whatever the padding. */
export function cellsOf(simulation: Simulation): Uint8Array {
  const { data, shape, stride } = simulation.field('cells');
  const [height, width] = shape;
  return Uint8Array.from({ length: width * height }, (_, i) => data[Math.floor(i / width) * stride[0] + (i % width)]);
}

/** Writes a simulation's cells into its memory: where a system takes no pattern, a test has no other way. */
export function setCells(simulation: Simulation, cells: ArrayLike<number>): void {
  const { data, shape, stride } = simulation.field('cells');
  for (let i = 0; i < cells.length; i++) data[Math.floor(i / shape[1]) * stride[0] + (i % shape[1])] = cells[i];
}

/** Cells as a pattern: its box reaches from the first column and row to the last that are not empty. */
export function rleOf(cells: Uint8Array, width: number): string {
  const runs = [...cells.entries()]
    .filter(([, state]) => state)
    .flatMap(([i, state]) => [i % width, Math.floor(i / width), 1, state]);
  return formatRle({ width, height: cells.length / width, runs: Int32Array.from(runs), comments: [] });
}

export type Look = (dx: number, dy: number) => number;

/** The obvious slow step of any rule on one byte a cell: `next` is asked for each cell what becomes of it. */
export function slowStep(topology: Topology, cells: Uint8Array, next: (look: Look) => number): Uint8Array {
  const { width } = topology;
  return cells.map((_, i) => {
    return next((dx, dy) => {
      const place = locate(topology, (i % width) + dx, Math.floor(i / width) + dy);
      return place ? cells[place.y * width + place.x] : 0;
    });
  });
}

/** How many of the neighbours within a range pass a test. */
export function countAround(
  look: Look,
  { range, neighbourhood }: { range: number; neighbourhood: string },
  test: (state: number) => boolean,
): number {
  let count = 0;
  for (let dy = -range; dy <= range; dy++) {
    for (let dx = -range; dx <= range; dx++) {
      const near = neighbourhood === 'moore' || Math.abs(dx) + Math.abs(dy) <= range;
      if ((dx || dy) && near && test(look(dx, dy))) count++;
    }
  }
  return count;
}
