import { choice, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { wireworldWasm } from '../kernels/generated/wireworld.js';
import { allocate, instantiate } from '../kernels/kernel.js';
import { type ByteKernel, ByteLattice, latticeBlocks, sizeParams, surfaceParam } from '../lattice/byte-lattice.js';
import { gridFor, patternParam, startPattern } from '../lattice/start-pattern.js';
import type { StateGrid } from '../lattice/state-grid.js';
import type { Random } from '../random/random.js';
import { CIRCUITS, circuitPattern } from './wireworld-circuits.js';

const params = {
  ...sizeParams(128),
  edge: surfaceParam,
  circuit: choice(['maze', ...CIRCUITS], {
    default: 'maze',
    about: 'What is built at the start: a maze of wires by chance, or a circuit; a pattern takes its place.',
  }),
  pattern: patternParam('without one the circuit is built.'),
  density: number({ default: 0.62, min: 0, max: 1, about: 'Share of the maze’s passages that are laid with wire.' }),
  electrons: number({ default: 0.02, min: 0, max: 1, about: 'Share of the maze’s wires that start as an electron.' }),
};

type WireworldParams = ParamsOf<typeof params>;

interface WireworldKernel extends ByteKernel {
  step(from: number, to: number, w: number, h: number): void;
}

const STATES = 4;
const HEAD = 1;
const TAIL = 2;
const WIRE = 3;

/**
 * WireWorld (Brian Silverman 1987; Dewdney 1990, doi:10.1038/scientificamerican0190-146): an electron's head becomes its
 * tail, the tail wire again, and wire a head where one or two of its eight neighbours are heads.
 */
export const wireworld = defineSystem({
  id: 'wireworld',
  title: 'WireWorld',
  family: 'automata',
  about:
    'Electrons run along wires that one draws cell by cell; from diodes and gates a whole computer has been built of it.',
  source: {
    authors: 'A. K. Dewdney',
    year: 1990,
    title: 'Computer recreations: the cellular automata programs that create Wireworld, Rugworld and other diversions',
    doi: '10.1038/scientificamerican0190-146',
  },
  params,
  presets: [
    {
      id: 'maze',
      title: 'Maze',
      about: 'Wires laid by chance: electrons split, meet and put each other out.',
      params: {},
    },
    {
      id: 'clocks',
      title: 'Clocks',
      about: 'Loops of 10, 14 and 18 cells send out an electron each time one comes round.',
      params: { circuit: 'clocks', width: 44, height: 24, edge: 'plane' },
    },
    {
      id: 'diodes',
      title: 'Diodes',
      about: 'Two diodes, one each way round: electrons pass the upper one, the lower one stops them.',
      params: { circuit: 'diodes', width: 32, height: 18, edge: 'plane' },
    },
    {
      id: 'or',
      title: 'OR gate',
      about: 'Two wires into one: whatever comes on either goes on.',
      params: { circuit: 'or', width: 34, height: 19, edge: 'plane' },
    },
    {
      id: 'xor',
      title: 'XOR gate',
      about: 'An electron on one of two wires goes on; of two at once none is left.',
      params: { circuit: 'xor', width: 36, height: 20, edge: 'plane' },
    },
  ],
  views: [
    {
      id: 'cells',
      title: 'Cells',
      about: 'Copper wires, and electrons with a pale head and a blue tail.',
      palette: 'copper',
      layers: [{ kind: 'image', field: 'cells', as: 'states' }],
    },
  ],
  measures: [
    { id: 'heads', title: 'Electrons', unit: 'cells', about: 'Heads of electrons.' },
    { id: 'wire', title: 'Wire', unit: 'cells', about: 'Cells that are not empty.' },
    { id: 'changed', title: 'Changed', unit: 'cells', about: 'Cells that differ from what they were a step ago.' },
  ],
  pace: 1,
  brush: { about: 'Draw wire, or cut it away.', radius: 0.5 },
  setup,
});

function setup(given: WireworldParams, { random }: Context): Model {
  const pattern = startPattern(given.pattern);
  const topology = gridFor(given, pattern);
  const kernel = instantiate<WireworldKernel>(wireworldWasm);
  const lattice = new ByteLattice(kernel, allocate(kernel, latticeBlocks(topology)), topology);
  const { grid } = lattice;
  if (pattern) grid.place(pattern, STATES);
  else if (given.circuit !== 'maze') grid.place(circuitPattern(given.circuit), STATES);
  else layMaze(grid, given, random.stream('maze'));
  grid.keep();

  return {
    step: (count) => lattice.advance(count, (from, to) => kernel.step(from, to, grid.width, grid.height)),
    /** One byte a cell: 0 empty, 1 electron head, 2 tail, 3 wire. */
    fields: { cells: () => grid.field(STATES) },
    measures() {
      const census = grid.census(STATES);
      const wire = census[HEAD] + census[TAIL] + census[WIRE];
      return { heads: census[HEAD], wire, changed: grid.changed() };
    },
    state: () => lattice.state(),
    restored: () => lattice.check(STATES),
    edit: (edit: Edit) => grid.paint(edit, WIRE),
  };
}

/** Cells from one crossing of the maze to the next. */
const MESH = 6;

/** Lays wire between neighbouring crossings of a mesh by chance, cutting the corners off, and drops electrons on it. */
function layMaze(grid: StateGrid, { density, electrons }: WireworldParams, random: Random): void {
  const put = (x: number, y: number) => {
    if (x < grid.width && y < grid.height) grid.set(x, y, random.uniform() < electrons ? HEAD : WIRE);
  };
  for (let y = 0; y < grid.height; y += MESH) {
    for (let x = 0; x < grid.width; x += MESH) {
      const [right, down] = [random.uniform() < density, random.uniform() < density];
      for (let i = 1; i < MESH; i++) {
        if (right) put(x + i, y);
        if (down) put(x, y + i);
      }
      // A bare crossing joins its arms at the corners: a turn of two, and no more heads than wire stays excitable by.
      if (right && down && random.uniform() < density) put(x, y);
    }
  }
}
