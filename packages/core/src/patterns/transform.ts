import { InputError } from '../contract/errors.js';
import type { Pattern } from './pattern.js';
import { cornerOf, MAX_COORDINATE, MAX_RUNS, patternOf, populationOf, sortedRuns, tooManyRuns } from './runs.js';

/** The pattern mirrored left to right (`horizontal`) or top to bottom (`vertical`), in the same box. */
export function flip(pattern: Pattern, direction: 'horizontal' | 'vertical'): Pattern {
  const { width, height, runs } = pattern;
  const flipped = new Int32Array(runs.length);
  for (let i = 0; i < runs.length; i += 4) {
    flipped[i] = direction === 'horizontal' ? width - runs[i] - runs[i + 2] : runs[i];
    flipped[i + 1] = direction === 'vertical' ? height - 1 - runs[i + 1] : runs[i + 1];
    flipped[i + 2] = runs[i + 2];
    flipped[i + 3] = runs[i + 3];
  }
  return measured(pattern, sortedRuns(flipped));
}

/**
 * The pattern mirrored in its falling diagonal: rows become columns.
 * @throws InputError where it has more than 2²³ cells
 */
export function transpose(pattern: Pattern): Pattern {
  const cells = populationOf(pattern);
  if (cells > MAX_RUNS) throw tooManyRuns(MAX_RUNS);
  const { runs } = pattern;
  const turned = new Int32Array(4 * cells);
  for (let i = 0, at = 0; i < runs.length; i += 4) {
    for (let n = 0; n < runs[i + 2]; n++) {
      turned[at++] = runs[i + 1];
      turned[at++] = runs[i] + n;
      turned[at++] = 1;
      turned[at++] = runs[i + 3];
    }
  }
  return measured(pattern, sortedRuns(turned));
}

/** The pattern turned clockwise by so many quarters. */
export function rotate(pattern: Pattern, quarters: number): Pattern {
  const turns = ((quarters % 4) + 4) % 4;
  if (turns === 0) return pattern;
  if (turns === 2) return flip(flip(pattern, 'horizontal'), 'vertical');
  return turns === 1 ? flip(transpose(pattern), 'horizontal') : flip(transpose(pattern), 'vertical');
}

/** The pattern moved on the plane; its cells stay as they are, its origin changes. */
export function translate(pattern: Pattern, dx: bigint, dy: bigint): Pattern {
  const [x, y] = cornerOf(pattern);
  return { ...pattern, origin: [x + dx, y + dy] };
}

/**
 * Both patterns, the second one's corner at (x, y) from the first one's; where both have a cell the second one's counts.
 * Rule, comments and generation are the first one's.
 * @throws InputError where the two lie 2³¹ or more apart
 */
export function join(first: Pattern, second: Pattern, x = 0, y = 0): Pattern {
  const [dx, dy] = [Math.max(0, -x), Math.max(0, -y)];
  const far = Math.max(dx + first.width, x + dx + second.width, dy + first.height, y + dy + second.height);
  if (!Number.isInteger(x) || !Number.isInteger(y) || far > MAX_COORDINATE)
    throw new InputError('offset', `${x}, ${y}`, 'integers that keep both patterns within 2147483647 cells');
  const over = moved(second.runs, x + dx, y + dy);
  const under = without(moved(first.runs, dx, dy), over);
  const runs = new Int32Array(over.length + under.length);
  runs.set(under);
  runs.set(over, under.length);
  const origin = first.origin && { origin: [first.origin[0] - BigInt(dx), first.origin[1] - BigInt(dy)] as const };
  return measured({ ...first, ...origin }, sortedRuns(runs));
}

function measured({ width: _, height: __, runs: ___, ...rest }: Pattern, runs: Int32Array): Pattern {
  return patternOf(runs, rest);
}

const moved = (runs: Int32Array, dx: number, dy: number): Int32Array =>
  runs.map((value, i) => (i % 4 === 0 ? value + dx : i % 4 === 1 ? value + dy : value));

/** What of the sorted runs is not covered by others, sorted too. */
function without(runs: Int32Array, others: Int32Array): Int32Array {
  const left: number[] = [];
  let next = 0;
  for (let i = 0; i < runs.length; i += 4) {
    const [y, end, state] = [runs[i + 1], runs[i] + runs[i + 2], runs[i + 3]];
    let x = runs[i];
    const isBefore = (k: number) => others[k + 1] < y || (others[k + 1] === y && others[k] + others[k + 2] <= x);
    while (next < others.length && isBefore(next)) next += 4;
    for (let k = next; k < others.length && others[k + 1] === y && others[k] < end; k += 4) {
      if (others[k] > x) left.push(x, y, others[k] - x, state);
      x = Math.max(x, others[k] + others[k + 2]);
    }
    if (x < end) left.push(x, y, end - x, state);
  }
  return Int32Array.from(left);
}
