import { InputError } from '../contract/errors.js';
import type { Simulation } from '../contract/system.js';
import { createRandom } from '../random/random.js';
import { cellsOf } from './cells.js';
import { flipCell } from './damage.js';
import { activity } from './distance.js';

/** Share of the cells in which two copies differ, before a step and, on average, after it. */
export interface DerridaPoint {
  readonly before: number;
  readonly after: number;
}

interface DerridaOptions {
  readonly field: string;
  /** How many cells to change: a point of the curve each. */
  readonly changes: readonly number[];
  /** Runs to take the mean of, each with other cells changed. */
  readonly samples?: number;
  readonly steps?: number;
  readonly seed?: number;
}

/**
 * Derrida's curve (Derrida & Pomeau 1986, doi:10.1209/0295-5075/1/2/001): how a distance between two states becomes the
 * distance a step later. A slope above 1 at the origin is chaos, below 1 order.
 * @param create makes the run for sample 0, 1 … at the time to look at
 */
export function derridaCurve(
  create: (sample: number) => Simulation,
  { field, changes, samples = 10, steps = 1, seed = 1 }: DerridaOptions,
): DerridaPoint[] {
  const random = createRandom(seed).stream('derrida');
  return changes.map((change) => {
    let [before, after] = [0, 0];
    for (let sample = 0; sample < samples; sample++) {
      const [intact, damaged] = [create(sample), create(sample)];
      const [height, width] = cellsOf(intact.field(field)).shape;
      if (!(change >= 0 && change <= width * height)) {
        throw new InputError('changes', change, `a number of cells from 0 to ${width * height}`);
      }
      for (const at of distinct(change, width * height, random.integer)) {
        flipCell(damaged, field, at % width, Math.floor(at / width));
      }
      before += activity(intact.field(field), damaged.field(field)) / samples;
      for (const simulation of [intact, damaged]) simulation.step(steps);
      after += activity(intact.field(field), damaged.field(field)) / samples;
    }
    return { before, after };
  });
}

/** `count` different numbers below `below`, each set equally likely (Floyd's method). */
function distinct(count: number, below: number, integer: (below: number) => number): Set<number> {
  const chosen = new Set<number>();
  for (let last = below - count; last < below; last++) {
    const drawn = integer(last + 1);
    chosen.add(chosen.has(drawn) ? last : drawn);
  }
  return chosen;
}
