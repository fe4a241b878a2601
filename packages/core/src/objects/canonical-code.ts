import { formatWechsler } from '../patterns/apgcode.js';
import type { Pattern } from '../patterns/pattern.js';
import { flip, rotate } from '../patterns/transform.js';
import { isIsotropic } from '../rules/block.js';
import type { BlockRule } from '../rules/rule.js';
import { toPattern } from './cells.js';
import { isMoving, type LifeCycle } from './life-cycle.js';

/** Objects larger than this have no code of their own, as on Catagolue. */
const MOST_CELLS = 40;

/**
 * The apgcode of an object: `xs` and its population for a still life, `xp` or `xq` and its period for an oscillator or a
 * spaceship, then the phase and orientation that extended Wechsler notation writes shortest, the first in the alphabet
 * among those. Where the rule tells directions apart, only the orientation that it has is written. An object over 40
 * cells wide or high in every phase is `ov_` and its kind.
 */
export function codeOf(life: LifeCycle, rule: Pick<BlockRule, 'next'>): string {
  const { period, phases } = life;
  const kind = isMoving(life) ? `q${period}` : period > 1 ? `p${period}` : `s${phases[0].size}`;
  const small = phases.map(toPattern).filter(({ width, height }) => Math.max(width, height) <= MOST_CELLS);
  if (small.length === 0) return `ov_${kind}`;
  const turned = turnsAlike(rule) ? small.flatMap(orientations) : small;
  return `x${kind}_${turned.map(formatWechsler).reduce((best, code) => (isBefore(code, best) ? code : best))}`;
}

/** All eight. */
function orientations(pattern: Pattern): Pattern[] {
  const turned = [0, 1, 2, 3].map((quarters) => rotate(pattern, quarters));
  return [...turned, ...turned.map((each) => flip(each, 'horizontal'))];
}

const isotropic = new WeakMap<object, boolean>();

/** Looked up, as objects are many and rules few. */
function turnsAlike(rule: Pick<BlockRule, 'next'>): boolean {
  const known = isotropic.get(rule) ?? isIsotropic(rule);
  isotropic.set(rule, known);
  return known;
}

const isBefore = (a: string, b: string): boolean => (a.length === b.length ? a < b : a.length < b.length);
