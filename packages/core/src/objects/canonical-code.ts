import { formatWechsler } from '../patterns/apgcode.js';
import type { Pattern } from '../patterns/pattern.js';
import { flip, rotate } from '../patterns/transform.js';
import { toPattern } from './cells.js';
import type { LifeCycle } from './life-cycle.js';

/** Objects larger than this have no code of their own, as in Catagolue. */
const MOST_CELLS = 40;

/**
 * The apgcode of an object: `xs` and its population for a still life, `xp` or `xq` and its period for an oscillator or a
 * spaceship, then the phase and orientation that extended Wechsler notation writes shortest, the first in the alphabet
 * among those. One that is over 40 cells wide or high in every phase is `ov_` and its kind.
 */
export function codeOf({ period, dx, dy, phases }: LifeCycle): string {
  const kind = dx !== 0 || dy !== 0 ? `q${period}` : period > 1 ? `p${period}` : `s${phases[0].size}`;
  const small = phases.map(toPattern).filter(({ width, height }) => Math.max(width, height) <= MOST_CELLS);
  if (small.length === 0) return `ov_${kind}`;
  const codes = small.flatMap((phase) => orientations(phase).map(formatWechsler));
  return `x${kind}_${codes.reduce((best, code) => (isBefore(code, best) ? code : best))}`;
}

/** All eight. */
function orientations(pattern: Pattern): Pattern[] {
  const turned = [0, 1, 2, 3].map((quarters) => rotate(pattern, quarters));
  return [...turned, ...turned.map((each) => flip(each, 'horizontal'))];
}

const isBefore = (a: string, b: string): boolean => (a.length === b.length ? a < b : a.length < b.length);
