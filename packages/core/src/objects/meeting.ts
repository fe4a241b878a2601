import type { CellBox } from './cells.js';
import type { LifeCycle } from './life-cycle.js';

/** Two cells at most so far apart can both act on a third, or one on the other. */
const REACH = 2;

/** A part that comes again, and where its cluster's corner lies. */
export interface Placed {
  readonly life: LifeCycle;
  readonly box: CellBox;
  readonly x: number;
  readonly y: number;
}

/** Whether the two keep their distance for ever. */
export const isSameSpeed = ({ life: a }: Placed, { life: b }: Placed): boolean =>
  a.dx * b.period === b.dx * a.period && a.dy * b.period === b.dy * a.period;

/**
 * Whether two parts, each left to itself, are or will be near enough to each other to have something to do with one
 * another. Their boxes are looked at, not their cells: a true answer may be wrong, a false one never is.
 */
export function mayMeet(a: Placed, b: Placed): boolean {
  const speedX = b.life.dx / b.life.period - a.life.dx / a.life.period;
  const speedY = b.life.dy / b.life.period - a.life.dy / a.life.period;
  const across = nearDuring([a.box.left + a.x, a.box.right + a.x], [b.box.left + b.x, b.box.right + b.x], speedX);
  const down = nearDuring([a.box.top + a.y, a.box.bottom + a.y], [b.box.top + b.y, b.box.bottom + b.y], speedY);
  return Math.max(0, across[0], down[0]) <= Math.min(across[1], down[1]);
}

type Span = readonly [low: number, high: number];

const ALWAYS: Span = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const NEVER: Span = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

/** The generations during which span `b`, which moves at that speed, is within reach of span `a`. */
function nearDuring([lowA, highA]: Span, [lowB, highB]: Span, speed: number): Span {
  const [first, last] = [lowA - REACH - highB, highA + REACH - lowB];
  if (speed === 0) return first <= 0 && last >= 0 ? ALWAYS : NEVER;
  const [one, other] = [first / speed, last / speed];
  return one < other ? [one, other] : [other, one];
}
