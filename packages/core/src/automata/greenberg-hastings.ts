import { InputError } from '../contract/errors.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
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
import type { StateGrid } from '../lattice/state-grid.js';
import type { Random } from '../random/random.js';
import { neighbourOffsets, reachParams } from './cyclic-neighbours.js';

const params = {
  ...sizeParams(256),
  edge: surfaceParam,
  states: integer({
    default: 8,
    min: 3,
    max: 256,
    about: 'States a cell runs through: rest, then excited, then recovering.',
  }),
  excited: integer({ default: 1, min: 1, max: 254, about: 'How many of the states after rest are excited.' }),
  threshold: integer({
    default: 5,
    min: 1,
    max: 250,
    unit: 'cells',
    about: 'Excited neighbours that it takes to excite a cell at rest.',
  }),
  ...reachParams,
  range: { ...reachParams.range, default: 3 },
  start: choice(['soup', 'spiral', 'pair', 'pairs', 'target', 'spots'], {
    default: 'soup',
    about:
      'Soup: any state by chance. Spiral: half a wave, whose free end curls up. Pair: a piece of a wave, both of whose ends curl up; pairs: some of them by chance. Target: an excited disc as wide as a cell looks. Spots: some excited cells by chance.',
  }),
  density: number({
    default: 1,
    min: 0,
    max: 1,
    scale: 'linear',
    about: 'Share of the cells that soup, pairs or spots are sown on; the others are at rest.',
  }),
};

type GreenbergHastingsParams = ParamsOf<typeof params>;

interface ExcitableKernel extends ByteKernel {
  stepExcitable(
    from: number,
    to: number,
    w: number,
    h: number,
    range: number,
    offsets: number,
    count: number,
    threshold: number,
    states: number,
    excited: number,
  ): void;
}

/**
 * Greenberg–Hastings model (1978, doi:10.1137/0134040) of excitable media such as heart muscle or the
 * Belousov–Zhabotinsky reaction: a cell at rest is excited by excited neighbours; once excited, it runs through its
 * states and recovers whatever its neighbours do.
 */
export const greenbergHastings = defineSystem({
  id: 'greenberg-hastings',
  title: 'Greenberg–Hastings',
  family: 'automata',
  about:
    'Rest, excitement, recovery: waves run through a medium that must rest before it can fire again, and a broken wave curls into a spiral that never stops.',
  source: {
    authors: 'James M. Greenberg, Stuart P. Hastings',
    year: 1978,
    title: 'Spatial patterns for discrete models of diffusion in excitable media',
    doi: '10.1137/0134040',
  },
  params,
  presets: [
    {
      id: 'soup',
      title: 'Spirals from noise',
      about:
        'Of all the waves in a random soup those survive that have curled up: each spiral a clock for its surroundings.',
      params: {},
    },
    {
      id: 'spiral',
      title: 'One spiral',
      about: 'Half a wave front, its end free: it curls round that end for ever.',
      params: { start: 'spiral', states: 12, excited: 3, range: 3, threshold: 4, edge: 'plane' },
    },
    {
      id: 'target',
      title: 'Target',
      about: 'A piece of a wave curls up at both ends; where its arms meet they close, and send out ring after ring.',
      params: { start: 'pair', edge: 'plane', states: 16, excited: 4, range: 3, threshold: 4 },
    },
    {
      id: 'colliding',
      title: 'Colliding rings',
      about: 'Rings from many places meet and put each other out: no wave runs through another’s wake.',
      params: { start: 'pairs', density: 0.0002, states: 12, excited: 3, range: 2, threshold: 2 },
    },
    {
      id: 'macaroni',
      title: 'Macaroni',
      about: 'Range 2, threshold 4, five states: spirals grow so small that the medium looks like macaroni.',
      params: { range: 2, threshold: 4, states: 5 },
    },
    {
      id: 'weak-spirals',
      title: 'Weak spirals',
      about: 'Range 4, threshold 9, seven states: round waves, and few places from which they can start.',
      params: { range: 4, threshold: 9, states: 7 },
    },
  ],
  views: [
    {
      id: 'cells',
      title: 'Cells',
      about: 'Dark at rest, brightest where a cell was just excited, then fading while it recovers.',
      palette: 'embers',
      layers: [{ kind: 'image', field: 'cells', as: 'states' }],
    },
  ],
  measures: [
    { id: 'excited', title: 'Excited', about: 'Share of the cells that are excited.' },
    { id: 'recovering', title: 'Recovering', about: 'Share of the cells that are neither excited nor at rest.' },
    { id: 'firings', title: 'Firings', unit: 'cells', about: 'Cells that are in the first excited state.' },
  ],
  pace: 1,
  brush: { about: 'Excite cells, or put them to rest.', radius: 2 },
  setup,
});

function setup(given: GreenbergHastingsParams, { random }: Context): Model {
  const { states, excited, threshold, range, neighbourhood } = given;
  if (excited > states - 2) {
    throw new InputError('excited', excited, `at most ${states - 2}: of ${states} states one is rest, one recovery`);
  }
  const topology = surfaceOf(given);
  const kernel = instantiate<ExcitableKernel>(cyclicWasm);
  const count = neighbourOffsets(range, neighbourhood, 0).length;
  const memory = allocate(kernel, { ...latticeBlocks(topology, range), offsets: block.i32(count) });
  const lattice = new ByteLattice(kernel, memory, topology, range);
  const { grid } = lattice;
  memory.offsets.data.set(neighbourOffsets(range, neighbourhood, grid.pitch));
  const wave = { states, width: range };
  sow();
  grid.keep();

  function sow(): void {
    const soup = random.stream('soup');
    const within = (chance: number, n: number) =>
      chance < given.density ? Math.floor((chance / given.density) * n) : -1;
    if (given.start === 'soup') grid.sow(soup, (chance) => Math.max(0, within(chance, states)));
    else if (given.start === 'spots') grid.sow(soup, (chance) => 1 + within(chance, 1));
    else if (given.start === 'target') grid.paint({ x: grid.width / 2, y: grid.height / 2, radius: range }, 1);
    else if (given.start === 'spiral') sowWave(grid, wave, { x: grid.width >> 1, top: 0, bottom: grid.height >> 1 });
    else if (given.start === 'pair') sowPair(grid.width >> 1, grid.height >> 1);
    else sowPairs(soup);
  }

  function sowPairs({ bits }: Random): void {
    for (let y = 0; y < grid.height; y++) {
      for (let x = 0; x < grid.width; x++) if (bits() < given.density * 2 ** 32) sowPair(x, y);
    }
  }

  /** A piece as long as it is deep: shorter ones close before their ends have curled up. */
  function sowPair(x: number, y: number): void {
    const half = (states * range) >> 1;
    sowWave(grid, wave, { x, top: Math.max(0, y - half), bottom: Math.min(grid.height, y + half) });
  }

  const cells = grid.width * grid.height;
  return {
    step(steps) {
      const offsets = memory.offsets.pointer;
      lattice.advance(steps, (from, to) => {
        kernel.stepExcitable(from, to, grid.width, grid.height, range, offsets, count, threshold, states, excited);
      });
    },
    /** One byte a cell: 0 rest, then excited, then recovering. */
    fields: { cells: () => grid.field(states) },
    measures() {
      const census = grid.census(states);
      const hot = census.subarray(1, 1 + excited).reduce((sum, n) => sum + n, 0);
      return { excited: hot / cells, recovering: (cells - hot - census[0]) / cells, firings: census[1] };
    },
    state: () => lattice.state(),
    restored: () => lattice.check(states),
    edit: (edit: Edit) => grid.paint(edit, 1),
  };
}

interface Place {
  /** Column of its front. */
  readonly x: number;
  readonly top: number;
  readonly bottom: number;
}

/** A piece of a wave that runs to the right: each state a band of cells, the first excited one in front. */
function sowWave(
  grid: StateGrid,
  { states, width }: { states: number; width: number },
  { x, top, bottom }: Place,
): void {
  for (let y = top; y < bottom; y++) {
    for (let i = 0; i < (states - 1) * width && i <= x; i++) grid.set(x - i, y, 1 + Math.floor(i / width));
  }
}
