import type { ObjectKind } from './object.js';

/** How often a kind of object occurs. */
export interface Tally extends ObjectKind {
  readonly count: number;
}

/** Counts the objects of each kind, in the order of {@link byCount}. */
export function tally(objects: readonly ObjectKind[]): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const object of objects) {
    const { kind, code, name, period, cells, velocity } = object;
    const count = (tallies.get(code)?.count ?? 0) + 1;
    tallies.set(code, {
      count,
      code,
      ...(name !== undefined && { name }),
      kind,
      period,
      cells,
      ...(velocity !== undefined && { velocity }),
    });
  }
  return [...tallies.values()].sort(byCount);
}

/** The order of tables: most frequent first, then by length of the code, then by the alphabet. */
export function byCount(a: Pick<Tally, 'count' | 'code'>, b: Pick<Tally, 'count' | 'code'>): number {
  return b.count - a.count || a.code.length - b.code.length || (a.code < b.code ? -1 : Number(a.code > b.code));
}
