import type { NamedPattern } from './named-pattern.js';

const shared = { rule: 'B3/S23', discoverer: 'unknown' } as const;

/** Patterns that move and leave something behind, and small ones that turn into those. */
export const puffers: readonly NamedPattern[] = [
  {
    ...shared,
    id: 'puffer-1',
    name: 'Puffer 1',
    kind: 'puffer',
    rle: 'b3o6bo5bo6b3o$o2bo5b3o3b3o5bo2bo$3bo4b2obo3bob2o4bo$3bo19bo$3bo2bo13bo2bo$3bo2b2o11b2o2bo$2bo3b2o11b2o3bo!',
    discoverer: 'Bill Gosper',
    year: 1971,
    period: 128,
    growth: 26,
    about: 'The first puffer: an engine between two lightweight spaceships that leaves debris every 128 generations.',
  },
  {
    ...shared,
    id: 'ten-cell-infinite-growth',
    name: 'Ten-cell infinite growth',
    kind: 'infinite growth',
    rle: '6bo$4bob2o$4bobo$4bo$2bo$obo!',
    discoverer: 'Paul Callahan',
    year: 1997,
    period: 288,
    growth: 32,
    about:
      'Ten cells, and none with fewer can do it: becomes a switch engine that lays eight blocks every 288 generations.',
  },
  {
    ...shared,
    id: 'five-by-five-infinite-growth',
    name: '5×5 infinite growth',
    kind: 'infinite growth',
    rle: '3obo$o$3b2o$b2obo$obobo!',
    discoverer: 'Paul Callahan',
    year: 1997,
    period: 288,
    growth: 32,
    about: 'Within five by five cells, what becomes a switch engine that lays blocks for ever.',
  },
  {
    ...shared,
    id: 'one-row-infinite-growth',
    name: 'One-row infinite growth',
    kind: 'infinite growth',
    rle: '8ob5o3b3o6b7ob5o!',
    period: 288,
    growth: 64,
    about: 'A single row of 39 places becomes two switch engines that lay blocks for ever.',
  },
  {
    ...shared,
    id: 'glider-producing-switch-engine',
    name: 'Glider-producing switch engine',
    kind: 'puffer',
    rle: 'bo$bo$bo$5bo$b3o2bo$o4bo$o3bo$b3o$15b2o$13b2o2bo$obo10b2o3bo$obo10b2o$obo$obo17bo$b2o14bo3$22bo2bo$26bo$22bo10b2o$26bo6b2o$22b4o$21bo$22b2o$23bo3$41b2o$41b2o3$13b2o$13b2o5$36b2o$36b3o9b2o$37bo10bobo$49bo$33bo$27bo5bo$26bobo11b3o$26bo2bo9bob2o$16b2o9b2o10b2o$15bo2bo$15b2ob2o$18bobo$20b2o$17bo3bo$17bo2bo44b2o$18b3o44b2o3$54bo$53bobo$40bo12b2o$39bobo$39b2o!',
    discoverer: 'Charles Corderman',
    year: 1971,
    period: 384,
    growth: 59,
    about:
      'A switch engine that its own debris keeps in order; among what it leaves is a glider every 384 generations.',
  },
];
