import { boxOf, type CellBox } from './cells.js';
import type { LifeCycle } from './life-cycle.js';

/** Cells are blind to what is farther than this from them. */
const REACH = 2;

/** Whether two objects, each left to itself, will ever come near each other. */
export function mayMeet(a: LifeCycle, b: LifeCycle): boolean {
  const [boxA, boxB] = [sweptBox(a), sweptBox(b)];
  const horizontal = overlap([boxA.left, boxA.right], [boxB.left, boxB.right], b.dx / b.period - a.dx / a.period);
  const vertical = overlap([boxA.top, boxA.bottom], [boxB.top, boxB.bottom], b.dy / b.period - a.dy / a.period);
  return Math.max(0, horizontal[0], vertical[0]) <= Math.min(horizontal[1], vertical[1]);
}

/** The cells of all phases, as if they were there at once, and those they can see. */
function sweptBox({ phases }: LifeCycle): CellBox {
  const boxes = phases.map((cells) => boxOf(cells));
  return {
    left: Math.min(...boxes.map(({ left }) => left)) - REACH,
    top: Math.min(...boxes.map(({ top }) => top)) - REACH,
    right: Math.max(...boxes.map(({ right }) => right)) + REACH,
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)) + REACH,
  };
}

type Span = readonly [low: number, high: number];

/** The generations during which span `b`, which moves at that speed, overlaps span `a`. */
function overlap([lowA, highA]: Span, [lowB, highB]: Span, speed: number): Span {
  if (speed === 0) {
    return lowB <= highA && lowA <= highB
      ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  }
  const [one, other] = [(lowA - highB) / speed, (highA - lowB) / speed];
  return [Math.min(one, other), Math.max(one, other)];
}
