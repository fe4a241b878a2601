import { number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { rockPaperScissorsWasm } from '../kernels/generated/rock-paper-scissors.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { sizeParams } from '../lattice/byte-lattice.js';
import { planeSize, StateGrid } from '../lattice/state-grid.js';
import { noiseKey } from '../random/noise-key.js';

const params = {
  ...sizeParams(200, { max: 1024 }),
  mobility: number({
    default: 0.00003,
    min: 0,
    max: 0.01,
    scale: 'log',
    about: 'Mobility M: the typical area, as a share of the whole, that an individual explores in a unit of time.',
  }),
  selection: number({ default: 1, min: 0, max: 100, about: 'Rate at which a neighbour that is beaten is removed.' }),
  reproduction: number({ default: 1, min: 0, max: 100, about: 'Rate at which an empty neighbouring place is filled.' }),
  empty: number({
    default: 0.25,
    min: 0,
    max: 1,
    about: 'Share of empty places at the start; the species share the rest.',
  }),
};

export interface RockPaperScissorsKernel extends Kernel {
  react(
    plane: number,
    w: number,
    h: number,
    selection: number,
    reproduction: number,
    key: bigint,
    first: number,
    count: number,
  ): void;
  draw(key: bigint, event: number): bigint;
}

/**
 * Three species that beat one another in a ring, on a lattice (Reichenbach, Mobilia & Frey 2007, doi:10.1038/nature06095;
 * May & Leonard 1975): AB → A∅, A∅ → AA, and neighbours change places at rate ε = M N / 2 for mobility M and N places.
 */
export const rockPaperScissors = defineSystem({
  id: 'rock-paper-scissors',
  title: 'Rock, paper, scissors',
  family: 'automata',
  about:
    'Three species hunt one another in a ring; slow ones live together in spirals, and where they move too fast only one is left. In a step as many pairs of neighbours meet as there are places.',
  source: {
    authors: 'Tobias Reichenbach, Mauro Mobilia, Erwin Frey',
    year: 2007,
    title: 'Mobility promotes and jeopardizes biodiversity in rock–paper–scissors games',
    doi: '10.1038/nature06095',
  },
  params,
  presets: [
    { id: 'spirals', title: 'Spirals', about: 'Moderate mobility: entangled spirals rotate for ever.', params: {} },
    {
      id: 'patches',
      title: 'Small patches',
      about: 'Hardly any movement: many small patches chase one another.',
      params: { mobility: 0.000001 },
    },
    {
      id: 'large-spirals',
      title: 'Large spirals',
      about: 'Nearly seven times the mobility: the spirals grow with its square root.',
      params: { mobility: 0.0002 },
    },
    {
      id: 'extinction',
      title: 'Too fast',
      about:
        'Far above the critical mobility, 0.00045, spirals outgrow the world, and within some hundred steps two species die out.',
      params: { mobility: 0.01, width: 50, height: 50 },
    },
  ],
  views: [
    {
      id: 'species',
      title: 'Species',
      about: 'Each species in a colour of its own; empty places are dark.',
      palette: 'states',
      layers: [{ kind: 'image', field: 'cells', as: 'states' }],
    },
  ],
  measures: [
    { id: 'rock', title: 'Rock', about: 'Share of places with the first species, which beats the second.' },
    { id: 'paper', title: 'Paper', about: 'Share of places with the third species, which beats the first.' },
    { id: 'scissors', title: 'Scissors', about: 'Share of places with the second species, which beats the third.' },
    { id: 'vacant', title: 'Empty', about: 'Share of empty places.' },
    { id: 'species', title: 'Species', about: 'Species that are left.' },
  ],
  pace: 4,
  brush: { about: 'Put the first species, or empty places.', radius: 4 },
  setup,
});

const STATES = 4;
const WHOLE = 2 ** 30;

function setup(given: ParamsOf<typeof params>, { random }: Context): Model {
  const { width, height } = given;
  const places = width * height;
  const kernel = instantiate<RockPaperScissorsKernel>(rockPaperScissorsWasm);
  const memory = allocate(kernel, { plane: block.u8(planeSize(width, height).bytes) });
  const grid = new StateGrid(width, height, [memory.plane, memory.plane]);
  grid.sow(random.stream('species'), (chance) => {
    return chance < given.empty ? 0 : 1 + Math.min(2, Math.floor((3 * (chance - given.empty)) / (1 - given.empty)));
  });
  const key = noiseKey(random.stream('events'));
  const [selection, reproduction] = limits(given, places);
  const isStill = given.selection + given.reproduction + given.mobility === 0;

  return {
    step(count, time) {
      if (isStill) return;
      for (let i = 0; i < count; i++) {
        kernel.react(grid.now, width, height, selection, reproduction, key, (time + i) * places, places);
      }
    },
    fields: {
      /** 0 empty, 1 beats 2, 2 beats 3, 3 beats 1. */
      cells: () => grid.field(STATES),
    },
    measures() {
      const [vacant, rock, scissors, paper] = Array.from(grid.census(STATES), (cells) => cells / places);
      const species = [rock, paper, scissors].filter((share) => share > 0).length;
      return { rock, paper, scissors, vacant, species };
    },
    state: () => ({ cells: grid.plane }),
    restored: () => grid.check(STATES),
    edit: (edit: Edit) => grid.paint(edit, 1),
  };
}

/** Below the first of these 30-bit numbers an event is a selection, below the second a reproduction, else an exchange. */
function limits({ selection, reproduction, mobility }: ParamsOf<typeof params>, places: number): [number, number] {
  const exchange = (mobility * places) / 2;
  const all = selection + reproduction + exchange;
  return [Math.round((WHOLE * selection) / all), Math.round((WHOLE * (selection + reproduction)) / all)];
}
