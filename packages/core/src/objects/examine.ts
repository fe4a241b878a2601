import type { BlockRule } from '../rules/rule.js';
import { type Cluster, clustersOf, mergedCluster } from './clusters.js';
import { isMoving } from './life-cycle.js';
import { isSameSpeed, mayMeet, type Placed } from './meeting.js';
import { type Parts, partsOf } from './parts.js';
import { Unions } from './unions.js';

/** What a pattern is made of at one moment. */
export interface Examined {
  /** Whether it is made of nothing but parts that come again and never meet. */
  readonly isSettled: boolean;
  /** The parts that come again. */
  readonly placed: readonly Placed[];
  /** Cells of all others. */
  readonly others: number;
}

interface Effort {
  /** Longest period that is looked for. */
  readonly longest: number;
  /** How far from a part that does not live by itself, others are tried as what keeps it alive. */
  readonly farthest: number;
}

/** Cells so near belong to one cluster from the beginning. */
const NEAR = 3;

/**
 * Takes a pattern apart. Clusters of cells are looked at by themselves; those whose parts do not come again, or stay
 * within reach of another's, are looked at together with what is near.
 * @param runs four numbers a run, by row, then column
 */
export function examine(runs: Int32Array, rule: Pick<BlockRule, 'next'>, { longest, farthest }: Effort): Examined {
  const look = (cluster: Cluster): Looked => lookedAt(cluster, partsOf(cluster, rule, longest));
  let looked = clustersOf(runs, NEAR).map(look);
  for (let reach = 2 * NEAR; ; reach *= 2) {
    const joined = new Unions(looked.length);
    joinNeighbours(looked, joined);
    const isTooFar = reach > farthest;
    if (!isTooFar) joinHelpers(looked, joined, reach);
    if (joined.count < looked.length) looked = merged(looked, joined, look);
    else if (isTooFar || looked.every(({ others }) => others === 0)) return conclude(looked);
  }
}

/** A cluster and what it is made of. */
interface Looked {
  readonly cluster: Cluster;
  readonly placed: readonly Placed[];
  readonly others: number;
}

function lookedAt(cluster: Cluster, { parts, others }: Parts): Looked {
  const { x, y } = cluster;
  return { cluster, placed: parts.map(({ life, box }) => ({ life, box, x, y })), others };
}

/** Joins clusters with parts that stay near each other: their boxes do, and perhaps their cells. */
function joinNeighbours(looked: readonly Looked[], joined: Unions): void {
  const all = looked.flatMap(({ placed }, i) => placed.map((part) => ({ part, i, left: part.x + part.box.left })));
  all.sort((a, b) => a.left - b.left);
  const widest = all.reduce((width, { part: { box } }) => Math.max(width, box.right - box.left), 0);
  for (let a = 0; a < all.length; a++) {
    for (let b = a + 1; b < all.length && all[b].left <= all[a].left + widest + NEAR; b++) {
      const [one, other] = [all[a], all[b]];
      if (one.i !== other.i && isSameSpeed(one.part, other.part) && mayMeet(one.part, other.part)) {
        joined.join(one.i, other.i);
      }
    }
  }
}

/** Joins what does not live by itself with all that is near. */
function joinHelpers(looked: readonly Looked[], joined: Unions, reach: number): void {
  looked.forEach(({ cluster: a, others }, i) => {
    if (others === 0) return;
    looked.forEach(({ cluster: b }, k) => {
      const across = Math.max(a.x - b.right, b.x - a.right);
      const down = Math.max(a.y - b.bottom, b.y - a.bottom);
      if (across <= reach && down <= reach) joined.join(i, k);
    });
  });
}

function merged(looked: readonly Looked[], joined: Unions, look: (cluster: Cluster) => Looked): Looked[] {
  const groups = new Map<number, Looked[]>();
  looked.forEach((each, i) => {
    const root = joined.find(i);
    const group = groups.get(root);
    if (group) group.push(each);
    else groups.set(root, [each]);
  });
  return [...groups.values()].map((group) => {
    return group.length === 1 ? group[0] : look(mergedCluster(group.map(({ cluster }) => cluster)));
  });
}

function conclude(looked: readonly Looked[]): Examined {
  const placed = looked.flatMap((each) => each.placed);
  const others = looked.reduce((sum, each) => sum + each.others, 0);
  return { isSettled: others === 0 && !willMeet(placed), placed, others };
}

function willMeet(placed: readonly Placed[]): boolean {
  const moving = placed.filter(({ life }) => isMoving(life));
  return moving.some((a) => placed.some((b) => a !== b && !isSameSpeed(a, b) && mayMeet(a, b)));
}
