import { InputError } from '../contract/errors.js';
import type { Field } from '../contract/field.js';
import { integer } from '../contract/params.js';
import type { Context, Edit, Model } from '../contract/system.js';
import type { MeasureInfo, View } from '../contract/view.js';
import { turmiteWasm } from '../kernels/generated/turmite.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { planeSize, StateGrid } from '../lattice/state-grid.js';

interface TurmiteKernel extends Kernel {
  walk(
    plane: number,
    w: number,
    h: number,
    table: number,
    colours: number,
    walkers: number,
    n: number,
    steps: number,
  ): void;
}

/** What a walker does in one state on one colour. */
export interface Action {
  readonly colour: number;
  /** Quarter turns to the right. */
  readonly turn: number;
  readonly state: number;
}

/** Actions by state, then by colour: each state has one for every colour. */
export type Turmite = readonly (readonly Action[])[];

export const MAX_COLOURS = 64;
export const MAX_STATES = 64;

export const walkerCount = integer({
  default: 1,
  min: 1,
  max: 256,
  about:
    'How many walk: the first from the middle, the others from places by chance, all facing north; they move in turn.',
});

/** Walks of a turmite: many steps are needed for a picture. */
export const WALK_PACE = 100;

/** Views of coloured cells, and of the walkers on them. */
export const walkerViews = (palette: string): readonly View[] => [
  {
    id: 'cells',
    title: 'Cells',
    about: 'Colours of the cells.',
    palette,
    layers: [{ kind: 'image', field: 'cells', as: 'states' }],
  },
  {
    id: 'walkers',
    title: 'Walkers',
    about: 'Colours of the cells, and where the walkers are and face.',
    palette,
    layers: [
      { kind: 'image', field: 'cells', as: 'states' },
      { kind: 'points', field: 'walkers', shape: 'arrow', size: 10, colour: 'heading' },
    ],
  },
];

export const walkerMeasures: readonly MeasureInfo[] = [
  {
    id: 'coloured',
    title: 'Coloured cells',
    unit: 'cells',
    about: 'Cells that are not of the first colour, on which all starts.',
  },
  { id: 'share', title: 'Share', about: 'Their share of the grid.' },
  {
    id: 'boxWidth',
    title: 'Box width',
    unit: 'cells',
    about: 'Columns of the box around them; 0 when there are none.',
  },
  { id: 'boxHeight', title: 'Box height', unit: 'cells', about: 'Rows of that box.' },
];

interface Walk {
  readonly width: number;
  readonly height: number;
  readonly walkers: number;
}

/** Steps that one call of the kernel takes: its counter is 32 bits wide. */
const MOST_STEPS = 2 ** 30;
/** Where a walker's arrow points, by heading. */
const DIRECTIONS = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const;

/** A torus of cells of the first colour, with walkers on it. */
export function walkersModel(turmite: Turmite, { width, height, walkers: n }: Walk, { random }: Context): Model {
  const colours = turmite[0].length;
  const kernel = instantiate<TurmiteKernel>(turmiteWasm);
  const memory = allocate(kernel, {
    plane: block.u8(planeSize(width, height).bytes),
    table: block.u8(turmite.length * colours * 4),
    walkers: block.i32(n * 4),
  });
  const grid = new StateGrid(width, height, [memory.plane, memory.plane]);
  const { table, walkers } = memory;
  table.data.set(turmite.flat().flatMap(({ colour, turn, state }) => [colour, turn, state, 0]));
  for (let k = 0; k < n; k++) walkers.data.set(k === 0 ? [width >> 1, height >> 1] : placed(), 4 * k);
  const arrows = new Float32Array(n * 4);
  const limits = [width, height, DIRECTIONS.length, turmite.length];

  function placed(): number[] {
    const places = random.stream('places');
    return [places.integer(width), places.integer(height)];
  }

  function arrowField(): Field {
    for (let k = 0; k < n; k++) {
      const [x, y, heading] = walkers.data.subarray(4 * k);
      arrows.set([x + 0.5, y + 0.5, ...DIRECTIONS[heading]], 4 * k);
    }
    return {
      data: arrows,
      shape: [n, 4],
      stride: [4, 1],
      range: [
        [0, width],
        [0, height],
        [-1, 1],
        [-1, 1],
      ],
    };
  }

  return {
    step(count) {
      for (let left = count; left > 0; left -= MOST_STEPS) {
        const steps = Math.min(left, MOST_STEPS);
        kernel.walk(grid.now, width, height, table.pointer, colours, walkers.pointer, n, steps);
      }
    },
    fields: {
      /** The colour of each cell. */
      cells: () => grid.field(colours),
      /** x, y and the heading as a unit vector, of each walker. */
      walkers: arrowField,
    },
    measures: () => boxMeasures(grid),
    state: () => ({ cells: grid.plane, walkers: walkers.data }),
    restored() {
      grid.check(colours);
      for (let k = 0; k < n; k++) checkWalker(walkers.data.subarray(4 * k, 4 * k + 4), limits);
    },
    edit: (edit: Edit) => grid.paint(edit, 1),
  };
}

/** @throws InputError where a walker's column, row, heading or state is beyond what there is of it */
function checkWalker(walker: Int32Array, limits: readonly number[]): void {
  if (walker.some((value, i) => value < 0 || value >= limits[i])) {
    const names = ['column', 'row', 'heading', 'state'].map((name, i) => `${name} below ${limits[i]}`);
    throw new InputError('snapshot', `walker ${walker.join(', ')}`, names.join(', '));
  }
}

function boxMeasures(grid: StateGrid): Record<string, number> {
  const { width, height } = grid;
  let [coloured, left, right, top, bottom] = [0, width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (grid.at(x, y) === 0) continue;
      coloured++;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  const box =
    coloured > 0 ? { boxWidth: right - left + 1, boxHeight: bottom - top + 1 } : { boxWidth: 0, boxHeight: 0 };
  return { coloured, share: coloured / (width * height), ...box };
}
