import type { NamedPattern } from './named-pattern.js';

const shared = { kind: 'gun', rule: 'B3/S23' } as const;

/** Patterns that stay and send out spaceships. */
export const guns: readonly NamedPattern[] = [
  {
    ...shared,
    id: 'gosper-glider-gun',
    name: 'Gosper glider gun',
    rle: '24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!',
    discoverer: 'Bill Gosper',
    year: 1970,
    period: 30,
    growth: 5,
    about:
      'Two queen bees that send out a glider every 30 generations: the first pattern known to grow for ever, for which Conway had promised 50 dollars.',
  },
  {
    ...shared,
    id: 'simkin-glider-gun',
    name: 'Simkin glider gun',
    rle: '2o5b2o$2o5b2o2$4b2o$4b2o5$22b2ob2o$21bo5bo$21bo6bo2b2o$21b3o3bo3b2o$26bo4$20b2o$20bo$21b3o$23bo!',
    discoverer: 'Michael Simkin',
    year: 2015,
    period: 120,
    growth: 5,
    about: 'A glider every 120 generations from 36 cells, as few as the Gosper gun has.',
  },
];
