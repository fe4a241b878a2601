import type { TypedArray } from '../contract/field.js';
import type { LatticeEngine } from '../lattice/engine.js';
import { sortedRuns } from '../patterns/runs.js';
import { runsOf } from './cells.js';
import { cellsAt, populationAt } from './life-cycle.js';
import type { Placed } from './meeting.js';
import { STRIDE } from './populations.js';

/** A settled pattern, and how it came about. */
export interface Outcome {
  /** The generation in which it was taken apart, and where its corner then lay. */
  readonly generation: number;
  readonly origin: readonly [x: bigint, y: bigint];
  readonly placed: readonly Placed[];
  /** Population in generation 0, and every {@link STRIDE} generations from there. */
  readonly populations: readonly number[];
}

/**
 * The first generation from which on a pattern is what it settled into: its objects followed backwards until they are
 * not what was there.
 * @param start what the engine saved in generation 0; it is run again from there
 */
export function settledAt(
  engine: LatticeEngine,
  start: Readonly<Record<string, TypedArray>>,
  outcome: Outcome,
): number {
  const { generation: end, placed, populations } = outcome;
  const expected = (at: number): number => placed.reduce((sum, { life }) => sum + populationAt(life, at - end), 0);
  let from = populations.length - 1;
  while (from > 0 && populations[from] === expected(from * STRIDE)) from--;
  engine.load(start);
  engine.step(from * STRIDE);
  let settled: number | undefined;
  for (let at = from * STRIDE; at < end; at++) {
    if (Number(engine.population()) !== expected(at)) settled = undefined;
    else if (settled === undefined && isAsExpected(engine, outcome, at)) settled = at;
    engine.step(1);
  }
  return settled ?? end;
}

function isAsExpected(engine: LatticeEngine, { generation, origin, placed }: Outcome, at: number): boolean {
  const found = engine.pattern();
  const [x, y] = found.origin ?? [0n, 0n];
  const [dx, dy] = [Number(origin[0] - x), Number(origin[1] - y)];
  const parts = placed.map((part) => runsOf(cellsAt(part.life, at - generation), part.x + dx, part.y + dy));
  const runs = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of parts) {
    runs.set(part, end);
    end += part.length;
  }
  // What begins left of the pattern's corner, or above it, is not the pattern.
  if (runs.some((value, i) => i % 4 < 2 && value < 0)) return false;
  const sorted = sortedRuns(runs);
  return sorted.length === found.runs.length && sorted.every((value, i) => value === found.runs[i]);
}
