import { forBrush } from '../contract/brush.js';
import { InputError } from '../contract/errors.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { latticeGasWasm } from '../kernels/generated/lattice-gas.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { sizeParams } from '../lattice/byte-lattice.js';
import { planeSize, StateGrid } from '../lattice/state-grid.js';
import { noiseKey } from '../random/noise-key.js';
import { GasPicture, gasArrows, gasQuantities, gasSpeed, gasVorticity } from './lattice-gas-picture.js';
import { collisionTables, GAS_MODELS, HEXAGONAL, REST, SQUARE } from './lattice-gas-rules.js';
import { GAS_SCENES, gasNode, WALL } from './lattice-gas-scenes.js';

const params = {
  ...sizeParams(256, { min: 2 }),
  model: choice(GAS_MODELS, {
    default: 'fhp-3',
    about:
      'HPP: four directions on squares. FHP: six on hexagons; 1 has the fewest collisions, 2 adds a particle at rest, 3 has as many as there can be.',
  }),
  scene: choice(GAS_SCENES, {
    default: 'pulse',
    about: 'A dense disc in the middle, an even gas, a plate across the stream, two jets that meet, or a channel.',
  }),
  density: number({
    default: 0.2,
    min: 0,
    max: 1,
    about: 'Chance of a particle in each direction of each node at the start.',
  }),
  flow: number({
    default: 0,
    min: -0.5,
    max: 0.5,
    unit: 'nodes per step',
    about: 'Mean velocity to the east at the start.',
  }),
  wind: number({
    default: 0,
    min: 0,
    max: 1,
    unit: 'per step',
    about: 'Chance that a particle going west turns to the east, where nobody goes there yet: a force on the gas.',
  }),
  smoothing: integer({
    default: 4,
    min: 0,
    max: 64,
    unit: 'nodes',
    about: 'Radius of the square that pictures average over.',
  }),
  reverseAt: integer({
    default: 0,
    min: 0,
    max: 1e9,
    unit: 'steps',
    about: 'Time at which all velocities are reversed, in the HPP gas, which then returns to its start; 0 for never.',
  }),
};

type GasParams = ParamsOf<typeof params>;

interface GasKernel extends Kernel {
  collide(
    plane: number,
    w: number,
    h: number,
    tables: number,
    random: boolean,
    rest: boolean,
    wind: number,
    key: bigint,
    time: number,
  ): void;
  move(from: number, to: number, w: number, h: number, hexagonal: boolean): void;
  reverse(plane: number, w: number, h: number): void;
}

/**
 * Lattice gases: HPP (Hardy, Pomeau & de Pazzis 1973, doi:10.1063/1.1666248) and FHP (Frisch, Hasslacher & Pomeau 1986,
 * doi:10.1103/PhysRevLett.56.1505). At most one particle a direction at each node; particles collide by a rule that keeps
 * their number and momentum, then each goes one node on. On hexagons the whole flows as a fluid does.
 */
export const latticeGas = defineSystem({
  id: 'lattice-gas',
  title: 'Lattice gas',
  family: 'automata',
  about:
    'Particles hop and collide on a lattice by the simplest rules that keep their number and momentum, and together they flow like a fluid.',
  source: {
    authors: 'Uriel Frisch, Brosl Hasslacher, Yves Pomeau',
    year: 1986,
    title: 'Lattice-gas automata for the Navier–Stokes equation',
    doi: '10.1103/PhysRevLett.56.1505',
  },
  params,
  presets: [
    {
      id: 'sound',
      title: 'Sound wave',
      about: 'A dense disc sends out a ring of sound, round on the hexagonal lattice.',
      params: { model: 'fhp-1' },
    },
    {
      id: 'hpp',
      title: 'The same in HPP',
      about: 'On the square lattice the ring comes out square: four directions are too few for a fluid.',
      params: { model: 'hpp' },
    },
    {
      id: 'plate',
      title: 'Flow past a plate',
      about: 'Wind drives the gas against a plate; behind it the stream slows down and turns back in two eddies.',
      params: { scene: 'plate', width: 512, flow: 0.25, wind: 0.0005, density: 0.25, smoothing: 8 },
    },
    {
      id: 'jets',
      title: 'Two jets',
      about: 'Two streams meet head on and spread sideways.',
      params: { scene: 'jets', density: 0.25, smoothing: 6 },
    },
    {
      id: 'channel',
      title: 'Channel',
      about: 'Wind between two walls: fastest in the middle, at rest at the walls, as Poiseuille found.',
      params: { scene: 'channel', height: 96, flow: 0.25, wind: 0.002, smoothing: 6 },
    },
    {
      id: 'echo',
      title: 'There and back again',
      about:
        'At step 200 all velocities of an HPP gas are reversed: at 400 the disc stands there again, particle by particle, as the density shows.',
      params: { model: 'hpp', reverseAt: 200 },
    },
  ],
  views: [
    {
      id: 'flow',
      title: 'Flow',
      about: 'How fast the gas flows around each place, and arrows of where to where that is clear of noise.',
      palette: 'inferno',
      layers: [
        { kind: 'image', field: 'speed', as: 'scalar' },
        { kind: 'points', field: 'arrows', shape: 'arrow', size: 9, colour: 'heading' },
      ],
    },
    {
      id: 'density',
      title: 'Density',
      about: 'Particles a node around each place, from half to one and a half of the mean.',
      palette: 'viridis',
      layers: [{ kind: 'image', field: 'density', as: 'scalar' }],
    },
    {
      id: 'vorticity',
      title: 'Vorticity',
      about: 'How fast the gas turns around each place: bright one way, dark the other.',
      palette: 'cividis',
      layers: [{ kind: 'image', field: 'vorticity', as: 'scalar' }],
    },
    {
      id: 'nodes',
      title: 'Particles',
      about: 'Particles at each node.',
      palette: 'inferno',
      layers: [{ kind: 'image', field: 'nodes', as: 'scalar' }],
    },
  ],
  measures: [
    { id: 'mass', title: 'Particles', about: 'Particles in all: no step changes it.' },
    {
      id: 'momentumX',
      title: 'Momentum along x',
      about: 'Sum of the particles’ velocities to the right; only walls and wind change it.',
    },
    { id: 'momentumY', title: 'Momentum along y', about: 'The same downwards.' },
    { id: 'velocity', title: 'Mean velocity', unit: 'nodes per step', about: 'Momentum along x per particle.' },
    { id: 'rest', title: 'At rest', about: 'Particles at rest.' },
  ],
  pace: 4,
  brush: { about: 'Build walls, or tear them down.', radius: 3 },
  setup,
});

function setup(given: GasParams, { random }: Context): Model {
  const { width, height, model, scene, density, flow, reverseAt } = given;
  const hexagonal = model !== 'hpp';
  check(given);
  const kernel = instantiate<GasKernel>(latticeGasWasm);
  const { bytes } = planeSize(width, height);
  const memory = allocate(kernel, { planeA: block.u8(bytes), planeB: block.u8(bytes), tables: block.u8(256) });
  const [heads, tails] = collisionTables(model);
  memory.tables.data.set(heads);
  memory.tables.data.set(tails, 128);
  const tossed = heads.some((node, i) => node !== tails[i]);
  const directions = hexagonal ? HEXAGONAL : SQUARE;
  const rest = model === 'fhp-2' || model === 'fhp-3' ? [REST] : [];
  const used = directions.flatMap(([x, y], i) => (x || y ? [i] : []));
  const start = {
    ...{ scene, width, height, density, flow, rowSpacing: hexagonal ? Math.sqrt(3) / 2 : 1 },
    bits: [...used.map((i) => 1 << i), ...rest],
    eastward: [...used.map((i) => directions[i][0]), ...rest.map(() => 0)],
  };
  const grid = new StateGrid(width, height, [memory.planeA, memory.planeB]);
  const sowing = random.stream('gas');
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) grid.set(x, y, gasNode(start, x, y, sowing));
  const key = noiseKey(random.stream('collisions'));
  const wind = Math.min(2 ** 32 - 1, Math.round(given.wind * 2 ** 32));

  const sums = gasQuantities(directions);
  const picture = new GasPicture(grid, given.smoothing, hexagonal);
  // Fields of one picture share its memory: what is drawn over another, or made of two, has a picture of its own.
  const overlay = new GasPicture(grid, given.smoothing, hexagonal);
  const exact = new GasPicture(grid, 0, hexagonal);

  function advance(time: number): void {
    if (reverseAt > 0 && time === reverseAt) {
      // A collision undoes itself, a flight undoes itself with velocities reversed: so both, once, turn time round.
      kernel.collide(grid.now, width, height, memory.tables.pointer, false, false, 0, key, time);
      kernel.reverse(grid.now, width, height);
    }
    kernel.collide(grid.now, width, height, memory.tables.pointer, tossed, rest.length > 0, wind, key, time);
    kernel.move(grid.now, grid.next, width, height, hexagonal);
    grid.swap();
  }

  function total(quantity: Float64Array): number {
    return grid.census(256).reduce((sum, nodes, node) => sum + nodes * quantity[node], 0);
  }
  const perNode = () => Math.max(total(sums.mass) / (width * height), 1e-9);

  return {
    step(count, time) {
      for (let i = 0; i < count; i++) advance(time + i);
    },
    fields: {
      /** Mean particles a node around each place, in units of the mean of all. */
      density: () => picture.mean(sums.mass, 1 / perNode(), [0.5, 1.5]),
      /** Mean momentum along x around each place, per particle of the mean of all. */
      velocity: () => picture.mean(sums.x, 1 / perNode(), [-0.5, 0.5]),
      /** How fast the gas flows around each place, in the same unit. */
      speed: () => gasSpeed(picture, sums, perNode()),
      /** x, y and direction of the flow, on a grid. */
      arrows: () => gasArrows(overlay, sums, perNode()),
      /** Curl of the velocity, per step. */
      vorticity: () => gasVorticity(overlay, sums, perNode()),
      /** Particles at each node. */
      nodes: () => exact.mean(sums.mass, 1, [0, hexagonal ? 6 : 4]),
    },
    measures() {
      const [mass, x, y] = [total(sums.mass), total(sums.x), total(sums.y)];
      return { mass, momentumX: x, momentumY: y, velocity: mass > 0 ? x / mass : 0, rest: total(sums.rest) };
    },
    state: () => ({ nodes: grid.plane }),
    edit(edit: Edit) {
      forBrush(edit, picture.width, picture.height, (x, y) => {
        const [first, last] = picture.rowsAt(y);
        for (let row = first; row <= last; row++) grid.set(x, row, edit.erase ? 0 : WALL);
      });
    },
  };
}

function check({ model, height, wind, reverseAt }: GasParams): void {
  if (model !== 'hpp' && height % 2) throw new InputError('height', height, 'an even number of nodes, for hexagons');
  if (reverseAt > 0 && (model !== 'hpp' || wind > 0)) {
    throw new InputError(
      'reverseAt',
      reverseAt,
      '0 unless the model is hpp and there is no wind: chance does not run back',
    );
  }
}
