import type { Preset } from '../contract/system.js';
import type { LifeParams } from './life-params.js';

export const lifePresets: readonly Preset<LifeParams>[] = [
  { id: 'soup', title: 'Random soup', about: 'A third of the cells alive at random.', params: {} },
  {
    id: 'r-pentomino',
    title: 'R-pentomino',
    about: 'Five cells that take 1103 generations to settle, on the plane without end.',
    params: { pattern: 'b2o$2o$bo!', width: 512, height: 512 },
  },
  {
    id: 'gosper-gun',
    title: 'Gosper glider gun',
    about: 'The first pattern known to grow for ever (1970): a glider every 30 generations.',
    params: { pattern: 'gosper-glider-gun', width: 160, height: 120, offsetX: -50, offsetY: -45, edge: 'plane' },
  },
  {
    id: 'acorn',
    title: 'Acorn',
    about: 'Seven cells that grow for 5206 generations and leave 633 behind: an oak, on the plane without end.',
    params: { pattern: 'acorn', width: 640, height: 480 },
  },
  {
    id: 'highlife',
    title: 'HighLife',
    about: 'Life with births on six too: it has a replicator.',
    params: { rule: 'B36/S23' },
  },
  {
    id: 'replicator',
    title: 'Replicator',
    about: 'Under B1357/S1357 whatever there is makes copies of itself (Fredkin): here a small glider.',
    params: { rule: 'B1357/S1357', pattern: 'bob$2bo$3o!', width: 384, height: 384 },
  },
  {
    id: 'day-and-night',
    title: 'Day & Night',
    about: 'Live and dead cells follow the same rule: dark lakes in light land and light in dark.',
    params: { rule: 'B3678/S34678', density: 0.5 },
  },
  {
    id: 'seeds',
    title: 'Seeds',
    about: 'No cell survives, yet it explodes.',
    params: { rule: 'B2/S', density: 0.002 },
  },
  { id: 'maze', title: 'Maze', about: 'Grows corridors.', params: { rule: 'B3/S12345', density: 0.02 } },
  {
    id: 'vote',
    title: 'Majority with a doubt',
    about: 'The majority wins, but at four or five the minority does: walls of islands that anneal (Vichniac 1984).',
    params: { rule: 'B4678/S35678', density: 0.5 },
  },
  {
    id: 'hexagonal',
    title: 'Hexagonal',
    about: 'Six neighbours: a rule on the honeycomb, drawn on squares.',
    params: { rule: 'B2/S34H', density: 0.1 },
  },
  {
    id: 'isotropic',
    title: 'Isotropic',
    about: 'Not only how many neighbours live counts, but how they lie: tLife, near to Life and full of small ships.',
    params: { rule: 'B3/S2-i34q' },
  },
  {
    id: 'klein-bottle',
    title: 'Klein bottle',
    about: 'Top and bottom meet reversed: a glider comes back as its mirror image.',
    params: { pattern: 'glider', edge: 'klein', width: 64, height: 64 },
  },
  {
    id: 'lecture-rule',
    title: 'B3/S1234',
    about:
      '“Fewer than one dies, more than four die, three revive”: a common misreading of Life, and a different world.',
    params: { rule: 'B3/S1234', density: 0.05 },
  },
];
