import type { BlockRule } from '../rules/rule.js';
import { type Cells, cellAt, columnOf, evolve, rowOf } from './cells.js';

/** What a pattern left to itself does until it is itself again. */
export interface LifeCycle {
  /** Generations until it is itself again, perhaps elsewhere. */
  readonly period: number;
  /** Where it then is, from where it was: 0, 0 for still lifes and oscillators. */
  readonly dx: number;
  readonly dy: number;
  /** The cells in each generation of a period, where they lie. */
  readonly phases: readonly Cells[];
}

interface Limits {
  /** Generations to follow it. */
  readonly longest: number;
  /** Cells beyond which it is given up. */
  readonly most?: number;
}

/** Follows a pattern until it comes again; nothing when that takes too long, or when it dies or grows too large. */
export function lifeCycle(
  cells: Cells,
  rule: Pick<BlockRule, 'next'>,
  { longest, most = 20_000 }: Limits,
): LifeCycle | undefined {
  if (cells.size === 0 || cells.size > most) return undefined;
  const start = sorted(cells);
  const phases: Cells[] = [];
  for (let now = cells; phases.length < longest; ) {
    phases.push(now);
    now = evolve(now, rule);
    if (now.size === 0 || now.size > most) return undefined;
    if (now.size !== cells.size) continue;
    const move = moveTo(start, sorted(now));
    if (move !== undefined) return { period: phases.length, dx: columnOf(move), dy: rowOf(move), phases };
  }
  return undefined;
}

export const isMoving = ({ dx, dy }: Pick<LifeCycle, 'dx' | 'dy'>): boolean => dx !== 0 || dy !== 0;

/** The cells so many generations after the first phase, or before it where that is negative. */
export function cellsAt({ period, dx, dy, phases }: LifeCycle, generation: number): Cells {
  const rounds = Math.floor(generation / period);
  const phase = phases[generation - rounds * period];
  const move = cellAt(rounds * dx, rounds * dy);
  return move === 0 ? phase : new Set([...phase].map((cell) => cell + move));
}

/** The same life, told from so many generations later on, or from before where that is negative. */
export function lifeFrom(life: LifeCycle, generation: number): LifeCycle {
  return { ...life, phases: life.phases.map((_, k) => cellsAt(life, generation + k)) };
}

export const populationAt = ({ period, phases }: LifeCycle, generation: number): number =>
  phases[((generation % period) + period) % period].size;

/** In reading order. */
const sorted = (cells: Cells): Float64Array => Float64Array.from(cells).sort();

/** What takes each cell of the first to one of the second, where one move does so for all. */
function moveTo(from: Float64Array, to: Float64Array): number | undefined {
  const move = to[0] - from[0];
  return from.every((cell, i) => to[i] - cell === move) ? move : undefined;
}
