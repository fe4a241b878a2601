import { InputError } from '../contract/errors.js';
import { dense } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { boidsWasm } from '../kernels/generated/boids.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';

const weight = (value: number, about: string) => number({ default: value, min: 0, max: 10, about });

const params = {
  count: integer({ default: 3000, min: 1, max: 200_000, unit: 'agents', scale: 'log', about: 'Number of agents.' }),
  width: number({ default: 1000, min: 1, max: 10_000, unit: 'units', scale: 'log', about: 'Width of the plane.' }),
  height: number({ default: 1000, min: 1, max: 10_000, unit: 'units', scale: 'log', about: 'Height of the plane.' }),
  boundary: choice(['torus', 'walls'], {
    default: 'torus',
    about: 'Torus: opposite edges meet. Walls: agents bounce off the edges.',
  }),
  perception: number({
    default: 30,
    min: 0,
    max: 10_000,
    unit: 'units',
    scale: 'log',
    about: 'How far an agent sees the others that it aligns with and flies towards.',
  }),
  personal: number({
    default: 10,
    min: 0,
    max: 10_000,
    unit: 'units',
    scale: 'log',
    about: 'Distance within which an agent steers away from another.',
  }),
  sight: number({
    default: 240,
    min: 0,
    max: 360,
    unit: 'degrees',
    about: 'Angle of view, centred on the heading; the rest is a blind side.',
  }),
  separation: weight(1, 'Weight of steering away from those too near.'),
  alignment: weight(0.2, 'Weight of matching the mean velocity of the neighbours: 1 takes it over within one step.'),
  cohesion: weight(0.1, 'Weight of steering towards the centre of the neighbours.'),
  speed: number({ default: 3, min: 0, max: 100, unit: 'units/step', about: 'Largest speed.' }),
  slowest: number({ default: 0.5, min: 0, max: 1, about: 'Smallest speed, as a share of the largest.' }),
  maxForce: number({
    default: 0.3,
    min: 0,
    max: 100,
    unit: 'units/step²',
    about: 'Largest change of the velocity by the three rules in one step: small values make wide turns.',
  }),
  wander: number({
    default: 0.05,
    min: 0,
    max: 1,
    about:
      'Random push on each agent at each step, beyond the force limit: along each axis up to this share of the largest speed.',
  }),
};

type BoidsParams = ParamsOf<typeof params>;

/** `flock` points to the parameters, `flockSize` bytes: `place` to `stir` fill them, `step` and `measure` read them. */
interface BoidsKernel extends Kernel {
  flockSize(): number;
  place(
    flock: number,
    agents: number,
    count: number,
    sorted: number,
    order: number,
    cells: number,
    ends: number,
    runs: number,
  ): void;
  world(
    flock: number,
    width: number,
    height: number,
    torus: number,
    columns: number,
    rows: number,
    reach: number,
  ): void;
  sight(flock: number, perception: number, personal: number, viewLimit: number): void;
  rules(
    flock: number,
    separation: number,
    alignment: number,
    cohesion: number,
    slowest: number,
    fastest: number,
    maxForce: number,
  ): void;
  stir(flock: number, strength: number, seed: number): void;
  step(flock: number, count: number, time: number): void;
  measure(flock: number, out: number): void;
}

/**
 * Boids (Reynolds 1987, doi:10.1145/37402.37406). An agent at x with velocity v sees those within the perception radius
 * R (n of them, at distances d along dᵢ, with velocities vᵢ) and is pushed by those within the personal radius r:
 *
 * a = separation · V/r · Σ −dᵢ (r²/d² − 1) + alignment · Σ (vᵢ − v)/n + cohesion · V/R · Σ dᵢ/n,  |a| ≤ maxForce
 *
 * v ← v + a + w, brought between the smallest and the largest speed V, then x ← x + v. The push w is random: uniform
 * from −wander · V to wander · V along each axis, beyond the limit on a. Weights have no unit: a plane and its radii,
 * speeds and largest force may be scaled together. All agents look first, then all move.
 */
export const boids = defineSystem({
  id: 'boids',
  title: 'Boids',
  family: 'agents',
  about:
    'Each agent keeps its distance, flies as its neighbours fly and stays near them; nobody leads, and flocks form.',
  source: {
    authors: 'Craig W. Reynolds',
    year: 1987,
    title: 'Flocks, herds and schools: a distributed behavioral model',
    doi: '10.1145/37402.37406',
  },
  params,
  presets: [
    { id: 'flock', title: 'Flocks', about: 'Small groups find a common heading, meet, merge and part.', params: {} },
    {
      id: 'murmuration',
      title: 'Murmuration',
      about: 'Ten thousand on a plane four times as large: flocks stretch into bands that branch and rejoin.',
      params: { count: 10_000, width: 2000, height: 2000 },
    },
    {
      id: 'crystal',
      title: 'One heading',
      about:
        'Each sees all around and nothing stirs: in the end all fly the same way, as evenly spaced as in a crystal.',
      params: { sight: 360, wander: 0 },
    },
    {
      id: 'midges',
      title: 'Midges',
      about: 'No alignment: swarms that hold together and go nowhere.',
      params: { count: 2000, sight: 360, perception: 80, personal: 12, alignment: 0, cohesion: 0.6, wander: 0.3 },
    },
    {
      id: 'ribbons',
      title: 'Ribbons',
      about: 'Each follows only what is ahead: agents line up in winding roads, some with traffic both ways.',
      params: {
        count: 2000,
        sight: 120,
        perception: 60,
        separation: 0.3,
        alignment: 0.05,
        cohesion: 0.6,
        slowest: 0.9,
        maxForce: 0.2,
        wander: 0.03,
      },
    },
    {
      id: 'rings',
      title: 'Rings',
      about: 'No alignment, wide sight and wide turns: they circle a centre where nobody is, in both directions.',
      params: {
        count: 1200,
        sight: 270,
        perception: 200,
        separation: 0.3,
        alignment: 0,
        cohesion: 1,
        speed: 4,
        slowest: 0.9,
        maxForce: 0.15,
        wander: 0,
      },
    },
  ],
  views: [
    {
      id: 'flock',
      title: 'Agents',
      about: 'Each agent as an arrow, coloured by its heading.',
      palette: 'compass',
      layers: [{ kind: 'points', field: 'agents', shape: 'arrow', size: 6, colour: 'heading' }],
    },
  ],
  measures: [
    {
      id: 'order',
      title: 'Order',
      about: 'Length of the mean heading: 1 when all fly the same way, near 0 when none do.',
    },
    {
      id: 'agreement',
      title: 'Agreement',
      about:
        'Mean cosine between an agent’s heading and that of its neighbours: 1 within flocks, whichever way each flies.',
    },
    { id: 'speed', title: 'Speed', unit: 'units/step', about: 'Mean speed.' },
    { id: 'neighbours', title: 'Neighbours', unit: 'agents', about: 'Mean number of agents that an agent sees.' },
  ],
  pace: 1,
  brush: { about: 'Scare the agents away, or call them.', radius: 60 },
  setup,
});

/** Cells that a radius spans: finer cells follow its circle better, coarser ones make longer runs. */
const REACH = 2;
const MAX_CELLS_A_SIDE = 1024;
/** The kernel counts steps in 32 bits; far fewer a call cost nothing. */
const STEPS_A_CALL = 2 ** 20;

function setup(given: BoidsParams, { random }: Context): Model {
  const { count, width, height } = given;
  const kernel = instantiate<BoidsKernel>(boidsWasm);
  const { columns, rows } = cellGrid(given);
  const memory = allocate(kernel, {
    flock: block.u8(kernel.flockSize()),
    agents: block.f32(4 * count),
    sorted: block.f32(4 * (count + 7)),
    order: block.i32(count),
    cells: block.i32(count),
    ends: block.i32(columns * rows + 1),
    runs: block.i32(4 * 3 * (2 * REACH + 1)),
    sums: block.f64(6),
  });
  const { agents, sorted, order, cells, ends, runs, sums } = memory;
  const flock = memory.flock.pointer;
  kernel.place(flock, agents.pointer, count, sorted.pointer, order.pointer, cells.pointer, ends.pointer, runs.pointer);
  kernel.world(flock, width, height, given.boundary === 'torus' ? 1 : 0, columns, rows, REACH);
  setRules(kernel, flock, given);
  kernel.stir(flock, given.wander * given.speed, random.stream('wander').bits());
  scatter(agents.data, given, random.stream('agents'));

  const field = dense(
    agents.data,
    [count, 4],
    [
      [0, width],
      [0, height],
      [-given.speed, given.speed],
      [-given.speed, given.speed],
    ],
  );
  return {
    step(steps, time) {
      for (let taken = 0; taken < steps; taken += STEPS_A_CALL) {
        kernel.step(flock, Math.min(STEPS_A_CALL, steps - taken), time + taken);
      }
    },
    fields: {
      /** A row an agent: x, y, and its velocity. */
      agents: () => field,
    },
    measures() {
      kernel.measure(flock, sums.pointer);
      const [x, y, speed, neighbours, agreement, social] = sums.data;
      return {
        order: Math.sqrt(x * x + y * y) / count,
        agreement: social > 0 ? agreement / social : 0,
        speed: speed / count,
        neighbours: neighbours / count,
      };
    },
    state: () => ({ agents: agents.data }),
    restored: () => checkAgents(agents.data, given),
    edit: (edit) => scare(agents.data, given, edit),
  };
}

/** Cells at least as wide as what can be seen (and a little more: the kernel rounds), and not many more than agents. */
function cellGrid({ count, width, height, perception, personal }: BoidsParams) {
  const seen = (Math.max(perception, personal) * 1.002) / REACH;
  const side = Math.max(seen, Math.sqrt((width * height) / (2 * count)));
  const along = (size: number) => Math.max(1, Math.min(MAX_CELLS_A_SIDE, Math.floor(size / side)));
  return { columns: along(width), rows: along(height) };
}

function setRules(kernel: BoidsKernel, flock: number, given: BoidsParams): void {
  const { perception, personal, speed } = given;
  const cosine = math().cos((given.sight * Math.PI) / 360);
  kernel.sight(flock, perception, personal, given.sight === 360 ? -1 : cosine * Math.abs(cosine));
  kernel.rules(
    flock,
    // A radius whose square is 0 in single precision holds nobody, and would make the gain infinite.
    Math.fround(personal ** 2) > 0 ? (given.separation * speed) / personal : 0,
    given.alignment,
    Math.fround(perception ** 2) > 0 ? (given.cohesion * speed) / perception : 0,
    given.slowest * speed,
    speed,
    given.maxForce,
  );
}

/** Anywhere on the plane, with any heading and any speed that the limits allow. */
function scatter(agents: Float32Array, { width, height, slowest, speed }: BoidsParams, random: Random): void {
  const { cos, sin } = math();
  for (let i = 0; i < agents.length; i += 4) {
    const heading = 2 * Math.PI * random.uniform();
    const pace = speed * (slowest + (1 - slowest) * random.uniform());
    agents[i] = width * random.uniform();
    agents[i + 1] = height * random.uniform();
    agents[i + 2] = pace * cos(heading);
    agents[i + 3] = pace * sin(heading);
  }
}

/** @throws InputError for an agent beyond the plane, or with a velocity too large to square: the kernel trusts both. */
function checkAgents(agents: Float32Array, { width, height }: BoidsParams): void {
  const [right, bottom] = [Math.fround(width), Math.fround(height)];
  for (let i = 0; i < agents.length; i += 4) {
    const [x, y, u, v] = agents.subarray(i, i + 4);
    if (!(x >= 0 && x <= right && y >= 0 && y <= bottom)) {
      throw new InputError('snapshot', `position (${x}, ${y}) of agent ${i / 4}`, 'agents on the plane');
    }
    if (!Number.isFinite(Math.fround(u * u + v * v))) {
      throw new InputError('snapshot', `velocity (${u}, ${v}) of agent ${i / 4}`, 'agents at finite speeds');
    }
  }
}

/** Turns the agents under the brush away from its centre, or towards it, at full speed. */
function scare(
  agents: Float32Array,
  { width, height, boundary, speed }: BoidsParams,
  { x, y, radius, erase }: Edit,
): void {
  const nearest = (d: number, size: number) => (boundary === 'torus' ? d - size * Math.round(d / size) : d);
  for (let i = 0; i < agents.length; i += 4) {
    const dx = nearest(agents[i] - x, width);
    const dy = nearest(agents[i + 1] - y, height);
    const distance = Math.sqrt(dx * dx + dy * dy);
    if (!(distance > 0 && distance <= radius)) continue;
    const turn = erase ? -1 : 1;
    agents[i + 2] = turn * speed * (dx / distance);
    agents[i + 3] = turn * speed * (dy / distance);
  }
}
