import { InputError } from '../contract/errors.js';
import type { Simulation } from '../contract/system.js';
import { cellsOf, pairOf } from './cells.js';

/** What became of one changed cell: a number for each time from 0 to `steps`. */
export interface Damage {
  /** Cells in which the two copies differ. */
  readonly distance: Float64Array;
  /**
   * Columns from the changed cell to the first and to the last differing one, counted round the edge where that is
   * nearer; both 0 where nothing differs.
   */
  readonly left: Float64Array;
  readonly right: Float64Array;
}

interface DamageOptions {
  readonly steps: number;
  /** Steps that both copies take before the cell is changed. */
  readonly after?: number;
  /** The field that holds the state: bits, or a byte a cell. */
  readonly field: string;
  /** The cell to change; that in the middle unless it is said. */
  readonly x?: number;
  readonly y?: number;
}

/**
 * Damage spreading: two copies of a run, one cell changed in the second, and how far they grow apart (Kauffman 1969,
 * doi:10.1016/0022-5193(69)90015-0; Stanley et al. 1987, doi:10.1103/PhysRevLett.59.2326).
 * @param create makes the run at time 0, the same each time it is called
 * @throws InputError for a system that cannot be painted cell by cell
 */
export function damageSpreading(create: () => Simulation, options: DamageOptions): Damage {
  const { steps, field, after = 0 } = options;
  const [intact, damaged] = [create(), create()];
  for (const simulation of [intact, damaged]) simulation.step(after);
  const [height, width] = cellsOf(damaged.field(field)).shape;
  const { x = Math.floor((width - 1) / 2), y = Math.floor((height - 1) / 2) } = options;
  flipCell(damaged, field, x, y);
  const [distance, left, right] = [0, 1, 2].map(() => new Float64Array(steps + 1));
  for (let time = 0; time <= steps; time++) {
    if (time > 0) for (const simulation of [intact, damaged]) simulation.step();
    const [a, b] = pairOf(intact.field(field), damaged.field(field));
    for (let i = 0; i < a.data.length; i++) {
      if (a.data[i] === b.data[i]) continue;
      distance[time]++;
      const offset = roundTheEdge((i % width) - x, width);
      left[time] = distance[time] === 1 ? offset : Math.min(left[time], offset);
      right[time] = distance[time] === 1 ? offset : Math.max(right[time], offset);
    }
  }
  return { distance, left, right };
}

/**
 * Cells a step at which the two fronts of the damage moved on average over the last half of the time: Lyapunov exponents
 * in the sense of Wolfram 1984 (doi:10.1016/0167-2789(84)90245-8). Only of use while the damage is narrower than the row.
 * @returns `left` counts to the left, `right` to the right; a negative one follows the other front
 */
export function frontSpeeds({ distance, left, right }: Damage): { readonly left: number; readonly right: number } {
  const last = distance.length - 1;
  const half = Math.floor(last / 2);
  if (last === 0 || distance[last] === 0) return { left: 0, right: 0 };
  const speed = (at: Float64Array) => (at[last] - at[half]) / (last - half);
  return { left: -speed(left) || 0, right: speed(right) };
}

/**
 * Turns a live cell off, or another one on, by the simulation's own brush.
 * @throws InputError where that does not change this cell and no other
 */
export function flipCell(simulation: Simulation, field: string, x: number, y: number): void {
  const before = cellsOf(simulation.field(field));
  const at = y * before.shape[1] + x;
  simulation.edit?.({ x: x + 0.5, y: y + 0.5, radius: 0, erase: before.data[at] !== 0 });
  const after = cellsOf(simulation.field(field));
  const others = after.data.some((state, i) => i !== at && state !== before.data[i]);
  if (others || after.data[at] === before.data[at]) {
    throw new InputError('field', field, 'a state that the brush changes cell by cell');
  }
}

function roundTheEdge(offset: number, width: number): number {
  const along = ((offset % width) + width) % width;
  return 2 * along > width ? along - width : along;
}
