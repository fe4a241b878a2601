import { bars } from './bars.js';
import type { Distribution } from './distribution.js';
import { letters } from './letters.js';
import { leaves, patches } from './patches.js';
import { circles, clusters, cube, moons, ring, spiral, square, swissRoll } from './shapes.js';

/** Makes each of the distributions, with its settings as they come. */
export const distributions = {
  square: () => square,
  ring: () => ring,
  spiral: () => spiral,
  cube: () => cube,
  clusters: () => clusters,
  moons: () => moons,
  circles: () => circles,
  'swiss-roll': () => swissRoll,
  bars: () => bars(),
  patches: () => patches(),
  leaves: () => leaves(),
  letters: () => letters(),
} as const satisfies Readonly<Record<string, () => Distribution>>;

export type DistributionId = keyof typeof distributions;
export const distributionIds = Object.keys(distributions) as DistributionId[];
