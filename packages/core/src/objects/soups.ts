import type { Pattern } from '../patterns/pattern.js';
import { type SymmetryName, symmetricSoup } from '../patterns/symmetric.js';
import { createRandom } from '../random/random.js';

/** What random soups of a census are like. */
export interface SoupSettings {
  readonly seed: number;
  /** Side of a soup without symmetry, see {@link symmetricSoup}. */
  readonly size: number;
  readonly density: number;
  readonly symmetry: SymmetryName;
}

/** The soup of that number: the same in whatever order soups are made, and by whomever. */
export function censusSoup({ seed, ...soup }: SoupSettings, number: number): Pattern {
  const random = createRandom(seed);
  const [one, other] = [random.stream(`soup ${number}`), random.stream(`and ${number}`)];
  // A stream starts from 32 bits: after some 65 000 soups one would come twice. Two together do not.
  return symmetricSoup({ bits: () => (one.bits() ^ other.bits()) >>> 0 }, soup);
}
