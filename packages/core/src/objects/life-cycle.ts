import type { BlockRule } from '../rules/rule.js';
import { boxOf, type Cells, evolve } from './cells.js';

/** What an isolated pattern does until it is itself again. */
export interface LifeCycle {
  /** Generations until it is itself again, perhaps elsewhere. */
  readonly period: number;
  /** Where it then is: 0, 0 for still lifes and oscillators. */
  readonly dx: number;
  readonly dy: number;
  /** The cells in each generation of a period, where they lie. */
  readonly phases: readonly Cells[];
}

/** Follows a pattern until it comes again; nothing when it does not within `longest` generations, dies, or grows past `most` cells. */
export function lifeCycle(
  cells: Cells,
  rule: Pick<BlockRule, 'next'>,
  { longest, most = 20_000 }: { readonly longest: number; readonly most?: number },
): LifeCycle | undefined {
  const start = shapeOf(cells);
  const phases: Cells[] = [];
  for (let now = cells; phases.length < longest; ) {
    phases.push(now);
    now = evolve(now, rule);
    if (now.size === 0 || now.size > most) return undefined;
    if (now.size !== cells.size) continue;
    const shape = shapeOf(now);
    if (shape.text !== start.text) continue;
    return { period: phases.length, dx: shape.left - start.left, dy: shape.top - start.top, phases };
  }
  return undefined;
}

/** A text that is the same for patterns that are the same up to their place. */
function shapeOf(cells: Cells): { text: string; left: number; top: number } {
  const { left, top } = boxOf(cells);
  const sorted = Float64Array.from(cells).sort();
  // A pattern's shape is its cells' distances from the first in reading order.
  const [first] = sorted;
  return { text: sorted.map((cell) => cell - first).join(), left, top };
}
