import { choice, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { sizeParams, surfaceOf, surfaceParam } from '../lattice/byte-lattice.js';
import type { StateGrid } from '../lattice/state-grid.js';
import { parseRle } from '../patterns/rle.js';
import { LOOPS, loopPlan } from './langton-loop-tables.js';
import { createTableLattice } from './rule-table-engine.js';

const params = {
  // The largest of the first loops has 17 × 17 cells.
  ...sizeParams(256, { min: 20 }),
  edge: surfaceParam,
  loop: choice(['langton', 'byl', 'six-cells', 'five-cells', 'sdsr', 'evoloop'], {
    default: 'langton',
    about:
      'Langton’s loop of 1984, Byl’s smaller one of 1989, the loops of six and five cells without a sheath of Reggia and others (1993), or Sayama’s that can die (1998) and evolve (1999).',
  }),
};

type LangtonLoopParams = ParamsOf<typeof params>;

/**
 * Self-reproducing loops (Langton 1984, doi:10.1016/0167-2789(84)90256-2): signals that circulate in a loop are read
 * twice, once as instructions that make it grow an arm, once as data that the arm's end, closed to a new loop, inherits.
 */
export const langtonLoop = defineSystem({
  id: 'langton-loop',
  title: 'Langton’s loop',
  family: 'automata',
  about:
    'A loop carries its own description round and round; read as orders it builds a second loop, copied it becomes that loop’s description: life’s trick, in eight states.',
  source: {
    authors: 'Christopher G. Langton',
    year: 1984,
    title: 'Self-reproduction in cellular automata',
    doi: '10.1016/0167-2789(84)90256-2',
  },
  params,
  presets: [
    {
      id: 'langton',
      title: 'Langton’s loop',
      about: 'A copy every 151 steps; loops that are walled in lose their signals and remain as a coral.',
      params: {},
    },
    {
      id: 'one-copy',
      title: 'One copy, close up',
      about: 'The first loop stretches out its arm, turns three corners, and cuts its child off.',
      params: { width: 48, height: 32, edge: 'plane' },
    },
    {
      id: 'byl',
      title: 'Byl’s loop',
      about: 'Twelve cells and six states do: a copy every 25 steps.',
      params: { loop: 'byl', width: 160, height: 160 },
    },
    {
      id: 'six-cells',
      title: 'Six cells',
      about: 'No sheath, no inside: six cells that copy themselves and leave a growing colony.',
      params: { loop: 'six-cells', width: 160, height: 160 },
    },
    {
      id: 'five-cells',
      title: 'Five cells',
      about: 'The smallest of the loops of Reggia and others.',
      params: { loop: 'five-cells', width: 160, height: 160 },
    },
    {
      id: 'sdsr',
      title: 'Loops that die',
      about:
        'Sayama’s loop dissolves where it can go on no more: the colony has young and old, and never comes to rest.',
      params: { loop: 'sdsr', width: 200, height: 200 },
    },
    {
      id: 'evoloop',
      title: 'Evoloop',
      about: 'Sayama’s evolving loops: collisions change their genes, and the small ones, quicker to copy, take over.',
      params: { loop: 'evoloop', width: 300, height: 300 },
    },
  ],
  views: [
    {
      id: 'cells',
      title: 'Cells',
      about: 'The state of each cell: core, sheath and signals.',
      palette: 'states',
      layers: [{ kind: 'image', field: 'cells', as: 'states' }],
    },
  ],
  measures: [
    { id: 'population', title: 'Population', unit: 'cells', about: 'Cells that are not empty.' },
    { id: 'core', title: 'Core', unit: 'cells', about: 'Cells in state 1, which signals run along.' },
    { id: 'sheath', title: 'Sheath', unit: 'cells', about: 'Cells in state 2, the skin of Langton’s and Byl’s loops.' },
    { id: 'signals', title: 'Signals', unit: 'cells', about: 'Cells in states 3 and above.' },
    {
      id: 'rings',
      title: 'Rings',
      about: 'Closed rings with a hole of 4 × 4 cells: loops of the size of Langton’s first one, living or dead.',
    },
    { id: 'changed', title: 'Changed', unit: 'cells', about: 'Cells that differ from what they were a step ago.' },
  ],
  pace: 2,
  brush: { about: 'Put sheath in the loops’ way, or wipe cells out.', radius: 1.5 },
  setup,
});

const SHEATH = 2;

function setup(given: LangtonLoopParams, _: Context): Model {
  const { states, seed } = LOOPS[given.loop];
  const { lattice, step } = createTableLattice(loopPlan(given.loop), surfaceOf(given));
  const { grid } = lattice;
  grid.place(parseRle(seed), states);
  grid.keep();

  return {
    step,
    /** One byte a cell. */
    fields: { cells: () => grid.field(states) },
    measures() {
      const [empty, core, sheath, ...signals] = grid.census(states);
      return {
        population: grid.width * grid.height - empty,
        core,
        sheath,
        signals: signals.reduce((sum, n) => sum + n, 0),
        rings: countRings(grid),
        changed: grid.changed(),
      };
    },
    state: () => lattice.state(),
    restored: () => lattice.check(states),
    edit: (edit: Edit) => grid.paint(edit, SHEATH),
  };
}

/** Sides of the square that one of Langton's loops encloses. */
const HOLE = 4;

/** Empty squares of that size that are closed in on all four sides (corners of the sheath may be missing). */
function countRings(grid: StateGrid): number {
  let rings = 0;
  for (let y = 1; y + HOLE < grid.height; y++) {
    for (let x = 1; x + HOLE < grid.width; x++) if (isHole(grid, x, y)) rings++;
  }
  return rings;
}

function isHole(grid: StateGrid, x: number, y: number): boolean {
  for (let i = 0; i < HOLE; i++) {
    const closed =
      grid.at(x + i, y - 1) && grid.at(x + i, y + HOLE) && grid.at(x - 1, y + i) && grid.at(x + HOLE, y + i);
    if (!closed) return false;
  }
  for (let i = 0; i < HOLE ** 2; i++) if (grid.at(x + (i % HOLE), y + Math.floor(i / HOLE))) return false;
  return true;
}
