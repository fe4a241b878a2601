import { InputError } from '../contract/errors.js';
import type { Random } from '../random/random.js';
import type { Pattern } from './pattern.js';
import { patternOf, RunList } from './runs.js';

/** A turn or reflection of a box onto itself, as where cell (x, y) goes, given the last column and row. */
type Move = (x: number, y: number, right: number, bottom: number) => readonly [x: number, y: number];

const MOVES = {
  half: (x, y, right, bottom) => [right - x, bottom - y],
  quarter: (x, y, right) => [right - y, x],
  threeQuarters: (x, y, _, bottom) => [y, bottom - x],
  across: (x, y, right) => [right - x, y],
  down: (x, y, _, bottom) => [x, bottom - y],
  diagonal: (x, y) => [y, x],
  antidiagonal: (x, y, right, bottom) => [bottom - y, right - x],
} as const satisfies Record<string, Move>;

const TURNS = ['half', 'quarter', 'threeQuarters'] as const;
const ALL = [...TURNS, 'across', 'down', 'diagonal', 'antidiagonal'] as const;

interface Symmetry {
  readonly moves: readonly (keyof typeof MOVES)[];
  /** Sides of the box for fills of side n: the side itself, or twice that with the centre between cells or on one. */
  readonly width: Side;
  readonly height: Side;
}
type Side = 'once' | 'even' | 'odd';

/** The symmetries of apgsearch by their names there: the group, then where its centre or axis lies. */
const SYMMETRIES = {
  C1: { moves: [], width: 'once', height: 'once' },
  C2_1: { moves: ['half'], width: 'odd', height: 'odd' },
  C2_2: { moves: ['half'], width: 'even', height: 'odd' },
  C2_4: { moves: ['half'], width: 'even', height: 'even' },
  C4_1: { moves: TURNS, width: 'odd', height: 'odd' },
  C4_4: { moves: TURNS, width: 'even', height: 'even' },
  'D2_+1': { moves: ['down'], width: 'once', height: 'odd' },
  'D2_+2': { moves: ['down'], width: 'once', height: 'even' },
  D2_x: { moves: ['diagonal'], width: 'once', height: 'once' },
  'D4_+1': { moves: ['half', 'across', 'down'], width: 'odd', height: 'odd' },
  'D4_+2': { moves: ['half', 'across', 'down'], width: 'even', height: 'odd' },
  'D4_+4': { moves: ['half', 'across', 'down'], width: 'even', height: 'even' },
  D4_x1: { moves: ['half', 'diagonal', 'antidiagonal'], width: 'odd', height: 'odd' },
  D4_x4: { moves: ['half', 'diagonal', 'antidiagonal'], width: 'even', height: 'even' },
  D8_1: { moves: ALL, width: 'odd', height: 'odd' },
  D8_4: { moves: ALL, width: 'even', height: 'even' },
} as const satisfies Record<string, Symmetry>;

export type SymmetryName = keyof typeof SYMMETRIES;
export const symmetryNames = Object.keys(SYMMETRIES) as readonly SymmetryName[];

const MAX_SIZE = 4096;

/**
 * A random fill with the symmetry of that name: each orbit of cells is alive with probability `density`, all of it or
 * none. `size` is the side of an unsymmetric fill; mirrored and turned ones are twice as large, less one where
 * the centre lies on a cell.
 * @throws InputError for an unknown symmetry, a size beyond 1 … 4096 or a density beyond 0 … 1
 */
export function symmetricSoup(
  random: Pick<Random, 'bits'>,
  { size = 16, density = 0.5, symmetry = 'C1' }: { size?: number; density?: number; symmetry?: SymmetryName } = {},
): Pattern {
  if (!Object.hasOwn(SYMMETRIES, symmetry))
    throw new InputError('symmetry', symmetry, `one of ${symmetryNames.join(', ')}`);
  if (!Number.isInteger(size) || size < 1 || size > MAX_SIZE)
    throw new InputError('size', size, `an integer from 1 to ${MAX_SIZE}`);
  if (!(density >= 0 && density <= 1)) throw new InputError('density', density, 'a number from 0 to 1');
  const { moves, ...sides } = SYMMETRIES[symmetry];
  const [width, height] = [sideOf(size, sides.width), sideOf(size, sides.height)];
  const cells = new Uint8Array(width * height);
  const threshold = density * 2 ** 32;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      let first = at;
      for (const move of moves) {
        const [toX, toY] = MOVES[move](x, y, width - 1, height - 1);
        first = Math.min(first, toY * width + toX);
      }
      cells[at] = first === at ? Number(random.bits() < threshold) : cells[first];
    }
  }
  return patternOf(runsOf(cells, width));
}

function sideOf(size: number, side: Side): number {
  if (side === 'once') return size;
  return side === 'even' ? 2 * size : 2 * size - 1;
}

function runsOf(cells: Uint8Array, width: number): Int32Array {
  const runs = new RunList();
  cells.forEach((alive, at) => {
    if (alive) runs.push(at % width, Math.floor(at / width), 1, 1);
  });
  return runs.take();
}
