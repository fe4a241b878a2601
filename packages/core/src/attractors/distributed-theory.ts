import { erf } from './capacity-theory.js';

// What sparse distributed memory should do (Kanerva 1988, chapter 7): shares of random addresses near one or two others.

/** Probabilities of 0 to n heads of n coins. */
function binomial(n: number): Float64Array {
  const p = new Float64Array(n + 1);
  const middle = n >> 1;
  // From the middle outwards, so that the largest is never lost; then brought to a sum of 1.
  p[middle] = 1;
  for (let k = middle; k < n; k++) p[k + 1] = (p[k] * (n - k)) / (k + 1);
  for (let k = middle; k > 0; k--) p[k - 1] = (p[k] * k) / (n - k + 1);
  const sum = p.reduce((total, each) => total + each, 0);
  return p.map((each) => each / sum);
}

/** Share of all addresses of n bits that lie within a radius of one. */
export function shareWithin(bits: number, radius: number): number {
  return binomial(bits).reduce((sum, each, k) => (k <= radius ? sum + each : sum), 0);
}

/** The radius that holds a share of all addresses, or a little less. */
export function radiusOf(bits: number, share: number): number {
  let sum = 0;
  const p = binomial(bits);
  for (let k = 0; k <= bits; k++) {
    sum += p[k];
    if (sum > share) return Math.max(0, k - 1);
  }
  return bits;
}

/** Share of all addresses that lie within a radius of both of two addresses so many bits apart. */
export function shareWithinBoth(bits: number, radius: number, apart: number): number {
  const between = binomial(apart);
  const common = binomial(bits - apart);
  const upTo = Float64Array.from(common);
  for (let j = 1; j < upTo.length; j++) upTo[j] += upTo[j - 1];
  let sum = 0;
  for (let k = 0; k <= apart; k++) {
    const left = radius - Math.max(k, apart - k);
    if (left >= 0) sum += between[k] * upTo[Math.min(left, bits - apart)];
  }
  return sum;
}

interface Stored {
  readonly bits: number;
  readonly radius: number;
  readonly locations: number;
  /** Random items stored, each at its own address. */
  readonly items: number;
}

/**
 * Share of bits that are wrong after one reading at a distance from a stored item: Φ(−signal / noise), the signal the locations that
 * the address shares with the item's, the noise what the other items left there.
 */
export function expectedError({ bits, radius, locations, items }: Stored, distance: number): number {
  const share = shareWithin(bits, radius);
  const signal = locations * shareWithinBoth(bits, radius, distance);
  const met = locations * share * share;
  const noise = Math.sqrt(Math.max(0, items - 1) * (met + met * met));
  return noise > 0 ? (1 - erf(signal / (noise * Math.sqrt(2)))) / 2 : 0;
}

/** The distance below which readings, one after the other, come nearer and nearer: half the bits where all do. */
export function criticalDistance(stored: Stored): number {
  for (let distance = 1; distance <= stored.bits / 2; distance++) {
    if (expectedError(stored, distance) * stored.bits > distance) return distance - 1;
  }
  return Math.floor(stored.bits / 2);
}
