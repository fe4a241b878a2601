import { cellAt } from './cells.js';
import { Unions } from './unions.js';

/** Cells that lie near each other, and where: what is looked at as one thing. */
export interface Cluster {
  /** Corner of its box. */
  readonly x: number;
  readonly y: number;
  readonly right: number;
  readonly bottom: number;
  /** Three numbers a run, from the corner on: x, y and length, in reading order. */
  readonly runs: readonly number[];
}

/**
 * Groups the runs of a pattern into clusters: two cells that lie at most `reach` columns and rows apart are in the same.
 * @param runs four numbers a run, by row, then column
 */
export function clustersOf(runs: Int32Array, reach: number): Cluster[] {
  const count = runs.length / 4;
  const joined = new Unions(count);
  let first = 0;
  for (let i = 0; i < count; i++) {
    const [x, y, length] = [runs[4 * i], runs[4 * i + 1], runs[4 * i + 2]];
    while (runs[4 * first + 1] < y - reach) first++;
    for (let k = first; k < i; k++) {
      const start = runs[4 * k];
      if (start <= x + length - 1 + reach && x <= start + runs[4 * k + 2] - 1 + reach) joined.join(k, i);
    }
  }
  const members = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const root = joined.find(i);
    const list = members.get(root) ?? [];
    if (list.length === 0) members.set(root, list);
    list.push(runs[4 * i], runs[4 * i + 1], runs[4 * i + 2]);
  }
  return [...members.values()].map(clusterOf);
}

/** All cells of several clusters as one. */
export function mergedCluster(clusters: readonly Cluster[]): Cluster {
  const rows = clusters.flatMap(({ x, y, runs }) => {
    return Array.from({ length: runs.length / 3 }, (_, i) => [runs[3 * i] + x, runs[3 * i + 1] + y, runs[3 * i + 2]]);
  });
  return clusterOf(rows.sort((a, b) => a[1] - b[1] || a[0] - b[0]).flat());
}

export function cellsIn({ runs }: Pick<Cluster, 'runs'>): Set<number> {
  const cells = new Set<number>();
  for (let i = 0; i < runs.length; i += 3) {
    const start = cellAt(runs[i], runs[i + 1]);
    for (let k = 0; k < runs[i + 2]; k++) cells.add(start + k);
  }
  return cells;
}

export function cellCount({ runs }: Pick<Cluster, 'runs'>): number {
  let cells = 0;
  for (let i = 2; i < runs.length; i += 3) cells += runs[i];
  return cells;
}

/** Moves the runs, whose coordinates may be anywhere, to the corner of their box. */
function clusterOf(runs: number[]): Cluster {
  let [left, right] = [runs[0], runs[0]];
  for (let i = 0; i < runs.length; i += 3) {
    left = Math.min(left, runs[i]);
    right = Math.max(right, runs[i] + runs[i + 2] - 1);
  }
  const [top, bottom] = [runs[1], runs[runs.length - 2]];
  for (let i = 0; i < runs.length; i += 3) {
    runs[i] -= left;
    runs[i + 1] -= top;
  }
  return { x: left, y: top, right, bottom, runs };
}
