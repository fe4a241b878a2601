export const BOLTZMANN_TASKS = ['encoder', 'xor', 'parity', 'shifter', 'bars-and-stripes'] as const;
export type BoltzmannTask = (typeof BOLTZMANN_TASKS)[number];

/** Patterns that a Boltzmann machine is to produce, each as likely. */
export interface BoltzmannPatterns {
  readonly visible: number;
  /** Bit i is unit i. */
  readonly patterns: readonly number[];
  /** The first units, from which the others follow; 0 where none do. */
  readonly inputs: number;
  /** Whether units i < j may have a weight; all may where it is not told. */
  readonly connected?: (i: number, j: number) => boolean;
}

/**
 * The tasks: two groups of four units that show the same one of four, with no weight between the groups, so that the
 * hidden units must carry the message (encoder, Ackley, Hinton & Sejnowski 1985); two bits and whether they differ (xor);
 * four bits of even parity; three bits, turned left or right (shifter); 3 × 3 pictures of bars or of stripes.
 */
export function boltzmannPatterns(task: BoltzmannTask): BoltzmannPatterns {
  switch (task) {
    case 'encoder':
      return {
        visible: 8,
        patterns: [0, 1, 2, 3].map((k) => (1 << k) | (1 << (4 + k))),
        inputs: 4,
        connected: (i, j) => j >= 8 || i < 4 === j < 4,
      };
    case 'xor':
      return { visible: 3, patterns: [0, 1, 2, 3].map((n) => n | (parityOf(n) << 2)), inputs: 2 };
    case 'parity':
      return { visible: 4, patterns: [0, 1, 2, 3, 4, 5, 6, 7].map((n) => n | (parityOf(n) << 3)), inputs: 3 };
    case 'shifter':
      return {
        visible: 7,
        patterns: Array.from({ length: 16 }, (_, n) => n | (turned(n >> 1, n & 1) << 4)),
        inputs: 4,
      };
    case 'bars-and-stripes':
      return { visible: 9, patterns: barsAndStripes(), inputs: 0 };
  }
}

/** In the paper units that are on are turned off with probability .15, others on with .05. */
const OFF_AS_OFTEN = 3;

/**
 * The patterns, each as likely, after each unit that is off was turned on with probability `noise`, and each that is on
 * off with three times that, at most 1/3.
 * @returns 2^visible probabilities
 */
export function noisyTarget({ visible, patterns }: BoltzmannPatterns, noise: number): Float64Array {
  const target = new Float64Array(2 ** visible);
  for (const v of patterns) target[v] += 1 / patterns.length;
  for (let bit = 1; bit < target.length && noise > 0; bit *= 2) {
    for (let v = 0; v < target.length; v++) {
      if (v & bit) continue;
      const [off, on] = [target[v], target[v | bit]];
      target[v] = (1 - noise) * off + OFF_AS_OFTEN * noise * on;
      target[v | bit] = noise * off + (1 - OFF_AS_OFTEN * noise) * on;
    }
  }
  return target;
}

function parityOf(bits: number): number {
  let parity = 0;
  for (let left = bits; left > 0; left &= left - 1) parity ^= 1;
  return parity;
}

/** Three bits turned by one place: up where `right`, down otherwise. */
const turned = (bits: number, right: number): number =>
  right ? ((bits << 1) | (bits >> 2)) & 7 : (bits >> 1) | ((bits & 1) << 2);

function barsAndStripes(): number[] {
  const lines = [0, 1, 2, 3, 4, 5, 6, 7];
  const bit = (line: number, n: number) => (line >> n) & 1;
  const picture = (pixel: (x: number, y: number) => number) => {
    let bits = 0;
    for (let i = 0; i < 9; i++) bits |= pixel(i % 3, Math.floor(i / 3)) << i;
    return bits;
  };
  const stripes = lines.map((line) => picture((_, y) => bit(line, y)));
  const bars = lines.map((line) => picture((x) => bit(line, x)));
  return [...new Set([...stripes, ...bars])];
}
