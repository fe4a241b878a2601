import { math } from '../kernels/math.js';

// Amit, Gutfreund & Sompolinsky 1985, doi:10.1103/PhysRevLett.55.1530: N → ∞ neurons with αN random patterns by Hebb's
// rule, at temperature 0. The crosstalk of the other patterns is Gaussian noise of variance αr, so that m = erf(y) with
// y = m / √(2αr), and the neurons' response to it makes r = 1 / (1 − C)², C = √(2 / παr) exp(−y²). Of the three
// equations remains y (√(2α) + 2/√π exp(−y²)) = erf(y): for every y one load α.

const TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);
/** Beyond, erf is 1 in double precision. */
const LARGE = 6;

/** Error function, by its series of positive terms: erf x = 2/√π exp(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!!. */
export function erf(x: number): number {
  if (x < 0) return -erf(-x);
  if (x > LARGE) return 1;
  let term = x;
  let sum = x;
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  return Math.min(1, TWO_BY_ROOT_PI * math().exp(-x * x) * sum);
}

/** Chance that one bit of a stored pattern is not stable: ½ erfc(√(N / 2P)) (Hertz, Krogh & Palmer 1991, §2.2). */
export const bitError = (load: number): number => (1 - erf(1 / Math.sqrt(2 * load))) / 2;

/** The load at which erf(y) is the overlap. */
function loadAt(y: number): number {
  const root = erf(y) / y - TWO_BY_ROOT_PI * math().exp(-y * y);
  return (root * root) / 2;
}

interface Critical {
  /** α_c: the largest load at which memories last. */
  readonly load: number;
  /** m_c: their overlap there. */
  readonly overlap: number;
  readonly y: number;
}

let critical: Critical | undefined;

/** The top of the load as a function of y: golden-section search. */
export function criticalLoad(): Critical {
  if (critical) return critical;
  const section = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0.5, 4];
  while (high - low > 1e-9) {
    const left = high - section * (high - low);
    const right = low + section * (high - low);
    if (loadAt(left) < loadAt(right)) low = left;
    else high = right;
  }
  critical = { load: loadAt(low), overlap: erf(low), y: low };
  return critical;
}

/** Overlap of a memory with the state of rest beside it, at a load P/N; NaN above α_c, where there is none. */
export function retrievalOverlap(load: number): number {
  const { y, load: most } = criticalLoad();
  if (load > most) return Number.NaN;
  if (load <= 0) return 1;
  let [low, high] = [y, 2 * y];
  while (loadAt(high) > load) high *= 2;
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (loadAt(middle) > load) low = middle;
    else high = middle;
  }
  return erf(low);
}
