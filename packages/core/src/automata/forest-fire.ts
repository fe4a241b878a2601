import { number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { forestFireWasm } from '../kernels/generated/forest-fire.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { sizeParams } from '../lattice/byte-lattice.js';
import { planeSize, StateGrid } from '../lattice/state-grid.js';
import { noiseKey } from '../random/noise-key.js';

const params = {
  ...sizeParams(256),
  growth: number({
    default: 0.02,
    min: 0,
    max: 1,
    unit: 'per step',
    scale: 'log',
    about: 'Chance p that a tree grows on an empty place.',
  }),
  lightning: number({
    default: 0.00002,
    min: 0,
    max: 1,
    unit: 'per step',
    scale: 'log',
    about: 'Chance f that lightning sets a tree on fire.',
  }),
  immunity: number({
    default: 0,
    min: 0,
    max: 1,
    about: 'Chance that a tree beside a fire does not take it, in one step.',
  }),
  trees: number({ default: 0.3, min: 0, max: 1, about: 'Share of places with a tree at the start.' }),
  fires: number({ default: 0, min: 0, max: 1, about: 'Share of places on fire at the start.' }),
};

export interface ForestFireKernel extends Kernel {
  step(
    from: number,
    to: number,
    w: number,
    h: number,
    growth: number,
    lightning: number,
    immune: number,
    key: bigint,
    time: number,
  ): void;
  wrap(plane: number, w: number, h: number): void;
  draw(key: bigint, time: number, column: number, row: number, salt: number): number;
}

/**
 * The forest fire of Drossel and Schwabl (1992, doi:10.1103/PhysRevLett.69.1629): trees grow with chance p, lightning
 * strikes with chance f, fire spreads to the four neighbours and leaves ash. Where f ≪ p ≪ 1 there are fires of all sizes.
 */
export const forestFire = defineSystem({
  id: 'forest-fire',
  title: 'Forest fire',
  family: 'automata',
  about:
    'Trees grow, lightning strikes, fire spreads from tree to tree; slow growth and rare lightning make fires of every size.',
  source: {
    authors: 'Barbara Drossel, Franz Schwabl',
    year: 1992,
    title: 'Self-organized critical forest-fire model',
    doi: '10.1103/PhysRevLett.69.1629',
  },
  params,
  presets: [
    {
      id: 'fronts',
      title: 'Fronts',
      about:
        'Fast growth and a thousand times rarer lightning: fronts sweep through a patchy forest that closes behind them.',
      params: {},
    },
    {
      id: 'critical',
      title: 'Towards criticality',
      about: 'Slow growth and rarer lightning: quiet for long, then fires of any size.',
      params: { growth: 0.0005, lightning: 0.000001, trees: 0.55 },
    },
    {
      id: 'spirals',
      title: 'Spirals',
      about: 'No lightning at all: fire lives on by running in circles after the forest that grows again.',
      params: { lightning: 0, growth: 0.05, fires: 0.001, trees: 0.5 },
    },
    {
      id: 'immune',
      title: 'Resistant trees',
      about: 'Two of five trees beside a fire resist it for a step: fires grow ragged and leave islands.',
      params: { immunity: 0.4, growth: 0.01, trees: 0.7 },
    },
  ],
  views: [
    {
      id: 'forest',
      title: 'Forest',
      about: 'Bare soil dark, trees green, fire bright.',
      palette: 'forest',
      layers: [{ kind: 'image', field: 'cells', as: 'states' }],
    },
  ],
  measures: [
    { id: 'trees', title: 'Trees', about: 'Share of places with a tree that does not burn.' },
    { id: 'burning', title: 'Burning', about: 'Share of places on fire.' },
    { id: 'empty', title: 'Empty', about: 'Share of empty places.' },
  ],
  pace: 2,
  brush: { about: 'Set places on fire, or clear them.', radius: 2 },
  setup,
});

const STATES = 3;
const FIRE = 2;

function setup(given: ParamsOf<typeof params>, { random }: Context): Model {
  const { width, height } = given;
  const kernel = instantiate<ForestFireKernel>(forestFireWasm);
  const { bytes } = planeSize(width, height);
  const memory = allocate(kernel, { planeA: block.u8(bytes), planeB: block.u8(bytes) });
  const grid = new StateGrid(width, height, [memory.planeA, memory.planeB]);
  grid.sow(random.stream('forest'), (chance) =>
    chance < given.fires ? FIRE : chance < given.fires + given.trees ? 1 : 0,
  );
  kernel.wrap(grid.now, width, height);
  const key = noiseKey(random.stream('weather'));
  const [growth, lightning, immunity] = [given.growth, given.lightning, given.immunity].map(of32Bits);

  return {
    step(count, time) {
      for (let i = 0; i < count; i++) {
        kernel.step(grid.now, grid.next, width, height, growth, lightning, immunity, key, time + i);
        grid.swap();
      }
    },
    fields: {
      /** 0 empty, 1 a tree, 2 burning. */
      cells: () => grid.field(STATES),
    },
    measures() {
      const [empty, trees, burning] = Array.from(grid.census(STATES), (cells) => cells / (width * height));
      return { trees, burning, empty };
    },
    state: () => ({ cells: grid.plane }),
    restored: () => grid.check(STATES),
    edit(edit: Edit) {
      grid.paint(edit, FIRE);
      kernel.wrap(grid.now, width, height);
    },
  };
}

/** A chance as a limit that 32 random bits stay below; certainty falls short by one in 2³². */
const of32Bits = (chance: number): number => Math.min(2 ** 32 - 1, Math.round(chance * 2 ** 32));
