import { InputError } from '../contract/errors.js';
import type { Pattern } from './pattern.js';

/** Largest distance of a cell from its pattern's corner. */
export const MAX_COORDINATE = 2 ** 31 - 1;
/** Runs that a pattern made from another form may take: 128 MiB of them. */
export const MAX_RUNS = 2 ** 23;

/** Runs in one growing array; a run that continues the last one is joined to it. */
export class RunList {
  #data = new Int32Array(64);
  #length = 0;
  readonly #limit: number;

  /** @param limit runs after which the pattern is refused */
  constructor(limit = Number.POSITIVE_INFINITY) {
    this.#limit = 4 * limit;
  }

  push(x: number, y: number, length: number, state: number): void {
    const d = this.#data;
    const last = this.#length - 4;
    if (last >= 0 && d[last + 1] === y && d[last + 3] === state && d[last] + d[last + 2] === x) {
      d[last + 2] += length;
      return;
    }
    if (this.#length >= this.#limit) throw tooManyRuns(this.#limit / 4);
    if (this.#length === d.length) this.#grow();
    const next = this.#data;
    const at = this.#length;
    next[at] = x;
    next[at + 1] = y;
    next[at + 2] = length;
    next[at + 3] = state;
    this.#length = at + 4;
  }

  take(): Int32Array {
    return this.#data.slice(0, this.#length);
  }

  #grow(): void {
    const larger = new Int32Array(Math.ceil(this.#data.length / 2.5) * 4);
    larger.set(this.#data);
    this.#data = larger;
  }
}

export const tooManyRuns = (limit: number): InputError =>
  new InputError('pattern', `more than ${limit} runs`, `a pattern of at most ${limit} runs of cells`);

/** A pattern of these runs; the box is measured. */
export function patternOf(runs: Int32Array, rest: Partial<Omit<Pattern, 'runs' | 'width' | 'height'>> = {}): Pattern {
  let width = 0;
  for (let i = 0; i < runs.length; i += 4) width = Math.max(width, runs[i] + runs[i + 2]);
  const height = runs.length > 0 ? runs[runs.length - 3] + 1 : 0;
  return { comments: [], ...rest, width, height, runs };
}

/** Live cells: those in state 1; of a multistate pattern, those that are not 0. */
export function populationOf({ runs }: Pattern): number {
  let cells = 0;
  for (let i = 2; i < runs.length; i += 4) cells += runs[i];
  return cells;
}

export function maxState({ runs }: Pattern): number {
  let state = 0;
  for (let i = 3; i < runs.length; i += 4) if (runs[i] > state) state = runs[i];
  return state;
}

/** @throws InputError where the pattern has more than two states, which `format` cannot hold */
export function checkTwoStates(pattern: Pattern, format: string): void {
  const state = maxState(pattern);
  if (state > 1) throw new InputError('pattern', `state ${state}`, `a pattern of two states for ${format}`);
}

/** The smallest box around the cells; of an empty pattern 0, 0 and no size. */
export function boxOf({ runs }: Pattern): { left: number; top: number; width: number; height: number } {
  if (runs.length === 0) return { left: 0, top: 0, width: 0, height: 0 };
  let left = runs[0];
  let right = 0;
  for (let i = 0; i < runs.length; i += 4) {
    if (runs[i] < left) left = runs[i];
    if (runs[i] + runs[i + 2] > right) right = runs[i] + runs[i + 2];
  }
  const top = runs[1];
  return { left, top, width: right - left, height: runs[runs.length - 3] + 1 - top };
}

/** Where the corner lies: as the file says, or else at (0, 0), as in Golly. */
export const cornerOf = ({ origin }: Pattern): readonly [x: bigint, y: bigint] => origin ?? [0n, 0n];

/** The runs by row, then column. Runs of one state that touch or overlap are joined. */
export function sortedRuns(runs: Int32Array): Int32Array {
  const order = isSorted(runs) ? undefined : orderOf(runs);
  const list = new RunList();
  const now = { x: 0, y: 0, end: 0, state: 0 };
  for (let n = 0; n < runs.length / 4; n++) {
    const i = 4 * (order ? order[n] : n);
    const [x, y, length, state] = [runs[i], runs[i + 1], runs[i + 2], runs[i + 3]];
    if (now.state === state && now.y === y && x <= now.end) {
      now.end = Math.max(now.end, x + length);
      continue;
    }
    if (now.state > 0) list.push(now.x, now.y, now.end - now.x, now.state);
    now.x = x;
    now.y = y;
    now.end = x + length;
    now.state = state;
  }
  if (now.state > 0) list.push(now.x, now.y, now.end - now.x, now.state);
  return list.take();
}

function isSorted(runs: Int32Array): boolean {
  for (let i = 4; i < runs.length; i += 4) {
    if (runs[i + 1] < runs[i - 3] || (runs[i + 1] === runs[i - 3] && runs[i] < runs[i - 4])) return false;
  }
  return true;
}

/** Runs from which on the tables of a radix sort are worth their making. */
const MANY = 4096;

/** Radix sort: four stable passes of 16 bits, lowest first, none of them over coordinates below 0. */
function orderOf(runs: Int32Array): Uint32Array {
  const count = runs.length / 4;
  let order = Uint32Array.from({ length: count }, (_, n) => n);
  if (count < MANY)
    return order.sort((a, b) => runs[4 * a + 1] - runs[4 * b + 1] || runs[4 * a] - runs[4 * b] || a - b);
  let next = new Uint32Array(count);
  for (const { field, shift } of [
    { field: 0, shift: 0 },
    { field: 0, shift: 16 },
    { field: 1, shift: 0 },
    { field: 1, shift: 16 },
  ]) {
    const starts = new Uint32Array(65537);
    for (let n = 0; n < count; n++) starts[((runs[4 * n + field] >>> shift) & 65535) + 1]++;
    for (let digit = 0; digit < 65536; digit++) starts[digit + 1] += starts[digit];
    for (let n = 0; n < count; n++) next[starts[(runs[4 * order[n] + field] >>> shift) & 65535]++] = order[n];
    [order, next] = [next, order];
  }
  return order;
}
