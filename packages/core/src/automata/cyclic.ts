import { integer, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model, type Preset } from '../contract/system.js';
import { cyclicWasm } from '../kernels/generated/cyclic.js';
import { allocate, block, instantiate } from '../kernels/kernel.js';
import {
  type ByteKernel,
  ByteLattice,
  latticeBlocks,
  sizeParams,
  surfaceOf,
  surfaceParam,
} from '../lattice/byte-lattice.js';
import { neighbourOffsets, reachParams } from './cyclic-neighbours.js';

const params = {
  ...sizeParams(256),
  edge: surfaceParam,
  states: integer({ default: 14, min: 2, max: 256, about: 'States in the circle: each is eaten by the one after it.' }),
  threshold: integer({
    default: 1,
    min: 1,
    max: 250,
    unit: 'cells',
    about: 'Neighbours in the next state that it takes to be eaten by them.',
  }),
  ...reachParams,
};

type CyclicParams = ParamsOf<typeof params>;

interface CyclicKernel extends ByteKernel {
  stepCyclic(
    from: number,
    to: number,
    w: number,
    h: number,
    range: number,
    offsets: number,
    count: number,
    threshold: number,
    states: number,
  ): void;
}

type Row = readonly [id: string, title: string, rule: string, about: string];

/** Named rules of the lexicon of Wójtowicz's MCell, as range / threshold / states / neighbourhood. */
const RULES: readonly Row[] = [
  [
    'cca',
    'Griffeath’s soup',
    '1/1/14/N',
    'Noise, then droplets, then spirals that win: the four phases of the classic rule.',
  ],
  ['313', '313', '1/3/3/M', 'Three states, three neighbours: fronts of three colours chase each other without rest.'],
  ['cyclic-spirals', 'Cyclic spirals', '3/5/8/M', 'A wider view and eight states: round, soft spirals.'],
  [
    'perfect',
    'Perfect spirals',
    '1/3/4/M',
    'Four states and three neighbours: cores of spirals that fit each other perfectly.',
  ],
  ['turbulent', 'Turbulent phase', '2/5/8/M', 'Waves that break up: spirals are born and torn apart for ever.'],
  ['squarish', 'Squarish spirals', '2/2/6/N', 'The diamond of range 2 lets spirals grow square.'],
  ['maps', 'Maps', '2/3/5/N', 'Wójtowicz’s rule: provinces with crumpled borders that shift for ever.'],
  ['lava-lamp', 'Lava lamp', '2/10/3/M', 'Ten of 24 neighbours: slow blobs that swallow each other.'],
  ['stripes', 'Stripes', '3/4/5/N', 'Wójtowicz’s rule: bands that unroll side by side.'],
];

const presets: Preset<CyclicParams>[] = RULES.map(([id, title, rule, about]) => {
  const [range, threshold, states, letter] = rule.split('/');
  const numbers = { range: Number(range), threshold: Number(threshold), states: Number(states) };
  return { id, title, about, params: { ...numbers, neighbourhood: letter === 'M' ? 'moore' : 'von-neumann' } };
});

/**
 * Cyclic cellular automaton (Fisch, Gravner & Griffeath 1991, doi:10.1007/BF01890834): states stand in a circle, and a
 * cell goes on to the next one when at least `threshold` cells within its range are there already.
 */
export const cyclic = defineSystem({
  id: 'cyclic',
  title: 'Cyclic automaton',
  family: 'automata',
  about:
    'Every colour eats the one before it, round in a circle; from noise come droplets, and from a few lucky places spirals that take over the world.',
  source: {
    authors: 'Robert Fisch, Janko Gravner, David Griffeath',
    year: 1991,
    title: 'Threshold-range scaling of excitable cellular automata',
    doi: '10.1007/BF01890834',
  },
  params,
  presets,
  views: [
    {
      id: 'cells',
      title: 'Cells',
      about: 'The state of each cell, as a place on the colour wheel.',
      palette: 'wheel',
      layers: [{ kind: 'image', field: 'cells', as: 'states' }],
    },
  ],
  measures: [
    { id: 'changed', title: 'Eaten', about: 'Share of the cells that went on to the next state in the last step.' },
    { id: 'commonest', title: 'Commonest state', about: 'Share of the cells in the commonest state.' },
    { id: 'present', title: 'States present', about: 'States that at least one cell is in.' },
  ],
  pace: 1,
  brush: { about: 'Paint a disc of one state, or wipe it to state 0.', radius: 6 },
  setup,
});

function setup(given: CyclicParams, { random }: Context): Model {
  const { states, threshold, range, neighbourhood } = given;
  const topology = surfaceOf(given);
  const kernel = instantiate<CyclicKernel>(cyclicWasm);
  const count = neighbourOffsets(range, neighbourhood, 0).length;
  const memory = allocate(kernel, { ...latticeBlocks(topology, range), offsets: block.i32(count) });
  const lattice = new ByteLattice(kernel, memory, topology, range);
  const { grid } = lattice;
  memory.offsets.data.set(neighbourOffsets(range, neighbourhood, grid.pitch));
  grid.sow(random.stream('soup'), (chance) => Math.floor(chance * states));
  grid.keep();
  const cells = grid.width * grid.height;

  return {
    step(steps) {
      const offsets = memory.offsets.pointer;
      lattice.advance(steps, (from, to) => {
        kernel.stepCyclic(from, to, grid.width, grid.height, range, offsets, count, threshold, states);
      });
    },
    /** One byte a cell. */
    fields: { cells: () => grid.field(states) },
    measures() {
      const census = grid.census(states);
      const present = census.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
      return { changed: grid.changed() / cells, commonest: Math.max(...census) / cells, present };
    },
    state: () => lattice.state(),
    restored: () => lattice.check(states),
    edit: (edit: Edit) => grid.paint(edit, states >> 1),
  };
}
