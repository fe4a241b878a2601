import { forBrush } from '../contract/brush.js';
import { dense, type Field } from '../contract/field.js';
import { integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { snowflakeWasm } from '../kernels/generated/snowflake.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { type Hexagon, hexagon, isInHexagon } from './snowflake-hexagon.js';

const params = {
  radius: integer({ default: 120, min: 2, max: 500, unit: 'cells', about: 'Rings of cells around the middle.' }),
  alpha: number({ default: 1, min: 0, max: 2, about: 'Speed α at which vapour spreads.' }),
  beta: number({
    default: 0.4,
    min: 0,
    max: 0.99,
    about: 'Vapour β around the crystal, as a share of what makes ice.',
  }),
  gamma: number({
    default: 0.001,
    min: 0,
    max: 1,
    unit: 'per step',
    scale: 'log',
    about: 'Water γ that falls on the ice and its rim from outside the plane.',
  }),
  unevenness: number({
    default: 0,
    min: 0,
    max: 0.5,
    about: 'How far the vapour of each cell differs from β at the start, by chance: it breaks the symmetry.',
  }),
};

type SnowflakeParams = ParamsOf<typeof params>;

interface SnowflakeKernel extends Kernel {
  step(
    water: number,
    free: number,
    receptive: number,
    pitch: number,
    radius: number,
    alpha: number,
    gamma: number,
  ): void;
  survey(water: number, pitch: number, radius: number, out: number): void;
}

/**
 * Reiter’s snow crystals (2005, doi:10.1016/j.chaos.2004.06.071): water on hexagonal cells, ice where it reaches 1. Ice
 * and the cells beside it keep their water and gain γ a step; the rest of the vapour spreads at speed α, and is β far away.
 */
export const snowflake = defineSystem({
  id: 'snowflake',
  title: 'Snowflake',
  family: 'automata',
  about:
    'Vapour spreads over hexagonal cells and freezes onto a seed; from plates to feathery stars, all with six alike arms.',
  source: {
    authors: 'Clifford A. Reiter',
    year: 2005,
    title: 'A local cellular model for snow crystal growth',
    doi: '10.1016/j.chaos.2004.06.071',
  },
  params,
  presets: [
    {
      id: 'dendrite',
      title: 'Dendrite',
      about: 'Little vapour: branches bear branches.',
      params: { beta: 0.35, gamma: 0.0001 },
    },
    { id: 'stellar', title: 'Stellar dendrite', about: 'A star with broad side branches.', params: {} },
    {
      id: 'fern',
      title: 'Ferns',
      about: 'More vapour: broad arms with side branches close together.',
      params: { beta: 0.6, gamma: 0.002 },
    },
    {
      id: 'sectored',
      title: 'Sectored plate',
      about: 'More water from outside the plane: six arms like leaves, each with a midrib and fine ribs at its sides.',
      params: { radius: 80, beta: 0.5, gamma: 0.01 },
    },
    {
      id: 'plate',
      title: 'Plate',
      about:
        'Water that falls from outside the plane fills the gaps: a plate with six corners, and sides that bend in between them.',
      params: { radius: 60, beta: 0.2, gamma: 0.05 },
    },
    {
      id: 'lace',
      title: 'Lace',
      about: 'Vapour that all but freezes by itself: a front rushes out and leaves a pattern of holes.',
      params: { beta: 0.95, gamma: 0 },
    },
    {
      id: 'uneven',
      title: 'Uneven vapour',
      about: 'Vapour that differs from place to place: six arms alike only from afar.',
      params: { gamma: 0.0005, unevenness: 0.3 },
    },
  ],
  views: [
    {
      id: 'crystal',
      title: 'Crystal',
      about: 'Ice, the brighter the thicker, over the vapour around it.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'crystal', as: 'scalar' }],
    },
    {
      id: 'water',
      title: 'Water',
      about: 'Vapour from none to what makes ice; ice is brightest.',
      palette: 'viridis',
      layers: [{ kind: 'image', field: 'water', as: 'scalar' }],
    },
  ],
  measures: [
    { id: 'ice', title: 'Ice', unit: 'cells', about: 'Cells of ice.' },
    { id: 'reach', title: 'Reach', unit: 'cells', about: 'Rings around the middle that ice has reached.' },
    { id: 'filling', title: 'Filling', about: 'Share of the hexagon within reach that is ice: 1 for a full plate.' },
    { id: 'water', title: 'Water', about: 'Mean water of all cells.' },
  ],
  pace: 8,
  brush: { about: 'Put ice, or melt it to vapour.', radius: 2 },
  setup,
});

/** The unit of water in the kernel's whole numbers. */
const UNIT = 2 ** 26;

function setup(given: SnowflakeParams, { random }: Context): Model {
  const { radius, alpha } = given;
  const cells = hexagon(radius);
  const { pitch, length, pixels } = cells;
  const kernel = instantiate<SnowflakeKernel>(snowflakeWasm);
  const memory = allocate(kernel, {
    water: block.i32(length),
    free: block.i32(length),
    receptive: block.i32(length),
    numbers: block.f64(3),
  });
  const water = memory.water.data;
  const vapour = Math.round(given.beta * UNIT);
  const gamma = Math.round(given.gamma * UNIT);
  water.fill(vapour);
  memory.free.data.fill(vapour);
  if (given.unevenness > 0) scatter(cells, water, (share) => vapour * (1 + given.unevenness * (2 * share - 1)), random);
  water[cells.index(radius, radius)] = UNIT;
  const picture = new Float32Array(pixels.length);

  function draw(value: (water: number) => number): Field {
    for (let i = 0; i < pixels.length; i++) picture[i] = pixels[i] < 0 ? 0 : value(water[pixels[i]]);
    return dense(picture, [cells.height, cells.width], [[0, 1]]);
  }

  function crystal(): Field {
    let thickest = UNIT + 1;
    for (const cell of pixels) if (cell >= 0 && water[cell] > thickest) thickest = water[cell];
    return draw((amount) => {
      if (amount < UNIT) return (DARKEST_ICE - 0.2) * (amount / UNIT);
      return DARKEST_ICE + (1 - DARKEST_ICE) * ((amount - UNIT) / (thickest - UNIT));
    });
  }

  return {
    step(count) {
      const { free, receptive } = memory;
      for (let i = 0; i < count; i++) {
        kernel.step(memory.water.pointer, free.pointer, receptive.pointer, pitch, radius, alpha, gamma);
      }
    },
    fields: {
      /** Vapour below, ice above, each brighter with more water; what lies outside the hexagon is 0. */
      crystal,
      /** Water of each cell, at most 1. */
      water: () => draw((amount) => Math.min(1, amount / UNIT)),
    },
    measures() {
      kernel.survey(memory.water.pointer, pitch, radius, memory.numbers.pointer);
      const [ice, reach, all] = memory.numbers.data;
      return { ice, reach, filling: ice / hexagonCells(reach), water: all / hexagonCells(radius) };
    },
    state: () => ({ water }),
    edit(edit: Edit) {
      forBrush(edit, cells.width, cells.height, (x, y) => {
        const cell = pixels[y * cells.width + x];
        if (cell >= 0) water[cell] = edit.erase ? vapour : UNIT;
      });
    },
  };
}

/** Where ice begins, from black to white. */
const DARKEST_ICE = 0.45;

/** Cells of a hexagon of that many rings around a middle. */
const hexagonCells = (rings: number): number => 3 * rings * (rings + 1) + 1;

function scatter(
  cells: Hexagon,
  water: Int32Array,
  amount: (share: number) => number,
  random: Context['random'],
): void {
  const { uniform } = random.stream('vapour');
  const { radius } = cells;
  for (let r = 0; r <= 2 * radius; r++) {
    for (let q = 0; q <= 2 * radius; q++) {
      if (isInHexagon(cells, q, r)) water[cells.index(q, r)] = Math.min(UNIT - 1, Math.round(amount(uniform())));
    }
  }
}
