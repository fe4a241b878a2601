import type { ObjectKind } from './object.js';

/** How often a kind of object occurs. */
export interface Tally extends ObjectKind {
  readonly count: number;
}

/** Counts objects of a kind, the most frequent first; equally frequent ones by their codes. */
export function tally(objects: readonly ObjectKind[]): Tally[] {
  const counts = new Map<string, Tally>();
  for (const { kind, code, name, period, velocity } of objects) {
    const count = (counts.get(code)?.count ?? 0) + 1;
    const named = name === undefined ? {} : { name };
    counts.set(code, { count, code, kind, ...named, period, ...(velocity !== undefined && { velocity }) });
  }
  return [...counts.values()].sort(byCount);
}

/** The order of tables: most frequent first, then by length of the code, then by the alphabet. */
export function byCount(a: Pick<Tally, 'count' | 'code'>, b: Pick<Tally, 'count' | 'code'>): number {
  return b.count - a.count || a.code.length - b.code.length || (a.code < b.code ? -1 : Number(a.code > b.code));
}
