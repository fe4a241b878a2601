import type { BlockRule } from '../rules/rule.js';
import { boxOf, type CellBox, type Cells } from './cells.js';
import { type Cluster, cellCount, cellsIn } from './clusters.js';
import { greatestDivisor } from './divisor.js';
import { type LifeCycle, lifeCycle, lifeFrom } from './life-cycle.js';
import { separate } from './separate.js';

/** What lives by itself in a cluster; cells are counted from the cluster's corner. */
export interface Part {
  readonly life: LifeCycle;
  /** Holds the cells of every phase, where it moves along with them; sides need not be whole. */
  readonly box: CellBox;
}

/** What a cluster is made of. */
export interface Parts {
  readonly parts: readonly Part[];
  /** Cells of what does not come again soon enough. */
  readonly others: number;
}

/** Generations for which parts are told apart at first: a multiple of the most common periods. */
const WATCH = 60;
/** Generations for which parts of long periods are told apart. */
const LONGEST_WATCH = 4096;
/** More cells than this are not looked at. */
const MOST_CELLS = 20_000;
/** Runs of the largest cluster whose parts are remembered, and how many clusters are. */
const MOST_RUNS = 100;
const MOST_KNOWN = 50_000;

interface Known extends Parts {
  /** The longest period that was looked for. */
  readonly longest: number;
}
/** The same few clusters come up again and again. */
const known = new WeakMap<Pick<BlockRule, 'next'>, Map<string, Known>>();

/** The parts of a cluster, each with what it does until it comes again; periods over `longest` are not found. */
export function partsOf(cluster: Cluster, rule: Pick<BlockRule, 'next'>, longest: number): Parts {
  const count = cellCount(cluster);
  if (count > MOST_CELLS) return { parts: [], others: count };
  if (cluster.runs.length > 3 * MOST_RUNS) return resolve(cellsIn(cluster), rule, longest);
  const ofRule = known.get(rule) ?? new Map<string, Known>();
  known.set(rule, ofRule);
  const key = cluster.runs.join();
  const found = ofRule.get(key);
  if (found && (found.longest >= longest || found.others === 0)) return found;
  if (ofRule.size >= MOST_KNOWN) ofRule.clear();
  const made = { longest, ...resolve(cellsIn(cluster), rule, longest) };
  ofRule.set(key, made);
  return made;
}

function resolve(cells: Cells, rule: Pick<BlockRule, 'next'>, longest: number): Parts {
  const whole = lifeCycle(cells, rule, { longest: Math.min(WATCH, longest) });
  let watched = whole?.period ?? WATCH;
  for (;;) {
    const later = separate(cells, rule, watched);
    const lives = later.flatMap((part) => lifeCycle(part, rule, { longest }) ?? []);
    // Parts that have nothing to do with each other for a while may yet, until all their phases have met.
    const needed = lives.length < later.length ? watched : Math.min(LONGEST_WATCH, commonPeriod(lives));
    if (needed <= watched)
      return partsAmong(
        cells,
        lives.map((life) => lifeFrom(life, -watched)),
      );
    watched = needed;
  }
}

/** The lives that the cells show, and how many cells that leaves over. */
function partsAmong(cells: Cells, lives: readonly LifeCycle[]): Parts {
  const left = new Set(cells);
  const parts: Part[] = [];
  for (const life of lives) {
    const [first] = life.phases;
    if (![...first].every((cell) => left.has(cell))) continue;
    for (const cell of first) left.delete(cell);
    parts.push({ life, box: boxAlong(life) });
  }
  return { parts, others: left.size };
}

const commonPeriod = (lives: readonly LifeCycle[]): number =>
  lives.reduce((common, { period }) => (common / greatestDivisor(common, period)) * period, 1);

function boxAlong({ period, dx, dy, phases }: LifeCycle): CellBox {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  phases.forEach((cells, generation) => {
    const [x, y] = [(dx * generation) / period, (dy * generation) / period];
    const box = boxOf(cells);
    left = Math.min(left, box.left - x);
    top = Math.min(top, box.top - y);
    right = Math.max(right, box.right - x);
    bottom = Math.max(bottom, box.bottom - y);
  });
  return { left, top, right, bottom };
}
