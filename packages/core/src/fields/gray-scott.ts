import { forBrush } from '../contract/brush.js';
import type { Field } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model, type Preset } from '../contract/system.js';
import { grayScottWasm } from '../kernels/generated/gray-scott.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';

const params = {
  width: integer({ default: 256, min: 1, max: 8192, unit: 'cells', scale: 'log', about: 'Width of the dish.' }),
  height: integer({ default: 256, min: 1, max: 8192, unit: 'cells', scale: 'log', about: 'Height of the dish.' }),
  boundary: choice(['torus', 'mirror'], {
    default: 'torus',
    about: 'Torus: opposite edges meet. Mirror: nothing flows through the edges.',
  }),
  feed: number({
    default: 0.026,
    min: 0,
    max: 0.12,
    unit: 'per step',
    about: 'Rate F at which fresh u flows in and everything flows out.',
  }),
  kill: number({ default: 0.061, min: 0, max: 0.08, unit: 'per step', about: 'Rate k at which v decays by itself.' }),
  diffusionU: number({ default: 0.2097152, min: 0, max: 0.25, unit: 'cells² per step', about: 'How fast u spreads.' }),
  diffusionV: number({ default: 0.1048576, min: 0, max: 0.25, unit: 'cells² per step', about: 'How fast v spreads.' }),
  start: choice(['spots', 'square'], {
    default: 'spots',
    about: 'Where v starts: spots at random places, or one square in the centre, in Pearson’s paper of 20 × 20 cells.',
  }),
  spots: integer({ default: 24, min: 0, max: 10000, about: 'Number of spots sown at random places.' }),
  spotRadius: number({
    default: 5,
    min: 0.5,
    max: 200,
    unit: 'cells',
    about: 'Radius of a spot, half the side of the square.',
  }),
};

type GrayScottParams = ParamsOf<typeof params>;

interface GrayScottKernel extends Kernel {
  fillHalo(plane: number, pitch: number, w: number, h: number, mirror: boolean): void;
  step(
    u: number,
    v: number,
    u2: number,
    v2: number,
    pitch: number,
    w: number,
    h: number,
    mirror: boolean,
    ...rates: number[]
  ): void;
  measure(u: number, v: number, out: number, pitch: number, w: number, h: number): void;
}

/** Pearson's classes α … μ, each at a (feed, kill) that shows it; places in the plane after Munafo's map of them. */
const CLASSES: readonly (readonly [string, string, number, number, string])[] = [
  ['alpha', 'α', 0.01, 0.047, 'Wavelets that break up and annihilate one another, never at rest.'],
  ['beta', 'β', 0.026, 0.051, 'Turbulent waves around islands of red state.'],
  ['gamma', 'γ', 0.022, 0.051, 'Stripes that wriggle and break for ever.'],
  ['delta', 'δ', 0.03, 0.055, 'A lattice of holes that mends itself: Turing spots in negative.'],
  ['epsilon', 'ε', 0.018, 0.055, 'Spots that divide and die of crowding, without end.'],
  ['zeta', 'ζ', 0.022, 0.061, 'Spots that divide, now and then dying.'],
  ['eta', 'η', 0.034, 0.063, 'Short worms and spots, settling slowly.'],
  ['theta', 'θ', 0.03, 0.057, 'Branching worms around islands of spots.'],
  ['iota', 'ι', 0.046, 0.0594, 'Holes with a few worms among them.'],
  ['kappa', 'κ', 0.05, 0.063, 'A labyrinth of worms that avoid one another.'],
  ['lambda', 'λ', 0.026, 0.061, 'Cell division: spots split until they fill the dish.'],
  ['mu', 'μ', 0.046, 0.065, 'Worms that grow at their ends.'],
];

const presets: Preset<GrayScottParams>[] = CLASSES.map(([id, letter, feed, kill, about]) => ({
  id,
  title: `Pearson’s class ${letter}`,
  about,
  params: { feed, kill },
}));

/**
 * Gray–Scott reaction and diffusion (Gray & Scott 1984, doi:10.1016/0009-2509(84)87017-7; Pearson 1993,
 * doi:10.1126/science.261.5118.189): u + 2v → 3v, v → inert, u fed in. Diffusion defaults are Pearson's 2·10⁻⁵ and
 * 10⁻⁵ on a grid of 2.5 / 256, the time step 1 is his too; ∇² is the nine-point stencil.
 */
export const grayScott = defineSystem({
  id: 'gray-scott',
  title: 'Gray–Scott',
  family: 'fields',
  about:
    'Two chemicals react and spread at different speeds; spots that divide, worms and labyrinths grow out of an even dish.',
  source: {
    authors: 'John E. Pearson',
    year: 1993,
    title: 'Complex patterns in a simple system',
    doi: '10.1126/science.261.5118.189',
  },
  params,
  presets,
  views: [
    {
      id: 'v',
      title: 'Catalyst v',
      about: 'Concentration of the catalyst that makes more of itself.',
      palette: 'viridis',
      layers: [{ kind: 'image', field: 'v', as: 'scalar' }],
    },
    {
      id: 'u',
      title: 'Fuel u',
      about: 'Concentration of the fuel that is fed in.',
      palette: 'magma',
      layers: [{ kind: 'image', field: 'u', as: 'scalar' }],
    },
  ],
  measures: [
    { id: 'meanU', title: 'Mean u', about: 'Mean concentration of the fuel.' },
    { id: 'meanV', title: 'Mean v', about: 'Mean concentration of the catalyst.' },
    { id: 'contrast', title: 'Contrast of v', about: 'Standard deviation of v over the dish: 0 where all is even.' },
  ],
  pace: 16,
  brush: { about: 'Drop catalyst, or wash it away.', radius: 5 },
  setup,
});

/** What v spans once patterns have formed; its peaks seldom pass it. */
const V_RANGE = [0, 0.4] as const;
/** Concentrations where v is sown (Pearson 1993), and where nothing is. */
const SOWN = { u: 0.5, v: 0.25 };
const EMPTY = { u: 1, v: 0 };
const MARGIN = 4;

function setup(params: GrayScottParams, { random }: Context): Model {
  const { width, height, boundary, feed, kill, diffusionU, diffusionV } = params;
  const kernel = instantiate<GrayScottKernel>(grayScottWasm);
  const pitch = Math.ceil(width / 4) * 4 + 2 * MARGIN;
  const size = pitch * (height + 2);
  const memory = allocate(kernel, {
    uA: block.f32(size),
    vA: block.f32(size),
    uB: block.f32(size),
    vB: block.f32(size),
    numbers: block.f64(3),
  });
  const plane = ({ pointer, data }: { pointer: number; data: Float32Array }, range: readonly [number, number]) => {
    const cells = data.subarray(pitch + MARGIN);
    const field: Field = { data: cells, shape: [height, width], stride: [pitch, 1], range: [range] };
    return { pointer, data, cells, field };
  };
  let now = { u: plane(memory.uA, [0, 1]), v: plane(memory.vA, V_RANGE) };
  let next = { u: plane(memory.uB, [0, 1]), v: plane(memory.vB, V_RANGE) };

  sow();

  function sow(): void {
    for (let y = 0; y < height; y++) now.u.cells.fill(1, y * pitch, y * pitch + width);
    if (params.start === 'square') sowSquare();
    else sowSpots();
    // One per cent of noise either way, as in the paper, so that symmetric starts can break their symmetry.
    const noise = random.stream('noise');
    for (let y = 0; y < height; y++) {
      for (let i = y * pitch; i < y * pitch + width; i++) {
        now.u.cells[i] *= 0.99 + 0.02 * noise.uniform();
        now.v.cells[i] *= 0.99 + 0.02 * noise.uniform();
      }
    }
  }

  function sowSpots(): void {
    const { uniform } = random.stream('spots');
    for (let n = 0; n < params.spots; n++) {
      const spot = { x: uniform() * width, y: uniform() * height, radius: params.spotRadius };
      forBrush(spot, width, height, (x, y) => setCell(x, y, SOWN));
    }
  }

  function sowSquare(): void {
    const half = params.spotRadius;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (Math.abs(x + 0.5 - width / 2) < half && Math.abs(y + 0.5 - height / 2) < half) setCell(x, y, SOWN);
      }
    }
  }

  function setCell(x: number, y: number, { u, v }: { readonly u: number; readonly v: number }): void {
    now.u.cells[y * pitch + x] = u;
    now.v.cells[y * pitch + x] = v;
  }

  return {
    step(count) {
      for (let i = 0; i < count; i++) {
        const mirror = boundary === 'mirror';
        const { u, v } = now;
        kernel.step(
          u.pointer,
          v.pointer,
          next.u.pointer,
          next.v.pointer,
          pitch,
          width,
          height,
          mirror,
          diffusionU,
          diffusionV,
          feed,
          kill,
        );
        [now, next] = [next, now];
      }
      // What lies around the planes is part of a snapshot: it must hang on their cells alone, not on the run before.
      for (const { pointer } of [now.u, now.v]) kernel.fillHalo(pointer, pitch, width, height, boundary === 'mirror');
    },
    fields: { v: () => now.v.field, u: () => now.u.field },
    measures() {
      kernel.measure(now.u.pointer, now.v.pointer, memory.numbers.pointer, pitch, width, height);
      const [meanU, meanV, contrast] = memory.numbers.data;
      return { meanU, meanV, contrast };
    },
    state: () => ({ u: now.u.data, v: now.v.data }),
    edit(edit: Edit) {
      forBrush(edit, width, height, (x, y) => setCell(x, y, edit.erase ? EMPTY : SOWN));
    },
  };
}

/**
 * The even state besides (1, 0): u and v at which reaction, feed and decay balance, from u v = F + k and
 * u² − u + (F + k)² / F = 0. It exists where F ≥ 4 (F + k)²; of the two roots this is the one with more v.
 * @returns undefined where it does not exist
 */
export function grayScottFixedPoint(feed: number, kill: number): { u: number; v: number } | undefined {
  const discriminant = 1 - (4 * (feed + kill) ** 2) / feed;
  if (!(discriminant >= 0)) return undefined;
  const u = (1 - Math.sqrt(discriminant)) / 2;
  return { u, v: (feed + kill) / u };
}
