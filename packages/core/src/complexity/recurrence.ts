import type { Simulation } from '../contract/system.js';
import { type Cells, cellsOf, pairOf } from './cells.js';

/** When a run comes back to where it was. */
export interface Recurrence {
  /** Steps before the first state that occurs again. */
  readonly transient: number;
  /** Steps from a state to its return. */
  readonly period: number;
  /** Columns and rows by which it has moved meanwhile; 0 and 0 unless translations count as the same. */
  readonly shift: readonly [dx: number, dy: number];
}

interface RecurrenceOptions {
  /** The field that holds the whole state: bits, or a byte a cell. */
  readonly field: string;
  /** Steps after which to give up; a run with 3 · max(transient, period) ≤ limit is never missed. */
  readonly limit: number;
  /** Whether a state moved along the torus counts as the same: then a spaceship has a period too. */
  readonly translations?: boolean;
}

/**
 * Transient and period of a run, by Brent's method (Brent 1980, doi:10.1007/BF01933190): exact, since states are compared
 * and not their hashes, with two states in memory.
 * @param create makes the run at time 0, the same each time it is called
 * @returns nothing where it was not found up to the limit
 */
export function findRecurrence(create: () => Simulation, options: RecurrenceOptions): Recurrence | undefined {
  const { field, limit, translations = false } = options;
  const read = (simulation: Simulation) => cellsOf(simulation.field(field));
  const hare = create();
  let resting = read(hare);
  let [period, room] = [0, 1];
  for (;;) {
    if (hare.time >= limit) return undefined;
    if (period === room) {
      resting = read(hare);
      room *= 2;
      period = 0;
    }
    hare.step();
    period++;
    const shift = shiftBetween(resting, read(hare), translations);
    if (shift) return { transient: transientOf(create, read, period, translations), period, shift };
  }
}

/** Two runs, one a period ahead: they are the same as soon as the transient is over. */
function transientOf(
  create: () => Simulation,
  read: (simulation: Simulation) => Cells,
  period: number,
  translations: boolean,
): number {
  const [behind, ahead] = [create(), create()];
  ahead.step(period);
  while (!shiftBetween(read(behind), read(ahead), translations)) {
    behind.step();
    ahead.step();
  }
  return behind.time;
}

const NO_SHIFT = [0, 0] as const;

/** How far `after` is `before` moved along the torus; nothing where it is another state. */
function shiftBetween(before: Cells, after: Cells, translations: boolean): readonly [number, number] | undefined {
  const [a, b] = pairOf(before, after);
  if (isMoved(a, b, 0, 0)) return NO_SHIFT;
  if (!translations) return undefined;
  const [height, width] = a.shape;
  // Wherever it went, the first cell that is not empty went to one of the same state.
  const first = a.data.findIndex((state) => state !== 0);
  for (let at = 0; first >= 0 && at < b.data.length; at++) {
    if (b.data[at] !== a.data[first]) continue;
    const dx = (at % width) - (first % width);
    const dy = Math.floor(at / width) - Math.floor(first / width);
    if (isMoved(a, b, dx, dy)) return [nearest(dx, width), nearest(dy, height)];
  }
  return undefined;
}

function isMoved({ data, shape: [height, width] }: Cells, after: Cells, dx: number, dy: number): boolean {
  for (let y = 0, i = 0; y < height; y++) {
    const row = ((y + dy + height) % height) * width;
    for (let x = 0; x < width; x++) if (after.data[row + ((x + dx + width) % width)] !== data[i++]) return false;
  }
  return true;
}

/** The shorter way round. */
function nearest(offset: number, size: number): number {
  const along = ((offset % size) + size) % size;
  return 2 * along > size ? along - size : along;
}
