import { forBrush } from '../contract/brush.js';
import { InputError } from '../contract/errors.js';
import { dense, type Field } from '../contract/field.js';
import { choice, integer, number, type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { margolusWasm } from '../kernels/generated/margolus.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { sizeParams } from '../lattice/byte-lattice.js';
import { patternParam, startPattern } from '../lattice/start-pattern.js';
import { planeSize } from '../lattice/state-grid.js';
import type { Pattern } from '../patterns/pattern.js';
import { type BlockTable, conservesCells, flashes, inverseTable, parseMargolus } from './margolus-rule.js';

const params = {
  ...sizeParams(256, { min: 2 }),
  rule: text({
    default: 'critters',
    check: (value) => void parseMargolus(value),
    about:
      'What each block of 2 × 2 cells becomes: critters, billiard-ball, tron, single-rotation, hpp-gas, bounce-gas, diagonal-swap, or sixteen numbers as MS,D0;8;4;….',
  }),
  start: choice(['square', 'disc', 'soup'], {
    default: 'square',
    about: 'Where cells live by chance at the start: in a square or a disc in the middle, or everywhere.',
  }),
  extent: number({
    default: 0.25,
    min: 0,
    max: 1,
    about: 'Side of the square or width of the disc, as a share of the shorter side.',
  }),
  density: number({ default: 0.5, min: 0, max: 1, about: 'Share of live cells there.' }),
  pattern: patternParam('without one the start is sown.'),
  reverseAt: integer({
    default: 0,
    min: 0,
    max: 1e9,
    unit: 'steps',
    about: 'Time at which time turns round: from then on each step undoes one; 0 for never.',
  }),
};

type MargolusParams = ParamsOf<typeof params>;

interface MargolusKernel extends Kernel {
  step(from: number, to: number, w: number, h: number, table: number, shift: number): void;
  wrap(plane: number, w: number, h: number): void;
  unpack(plane: number, out: number, w: number, h: number, partition: number, codes: number): void;
  population(plane: number, w: number, h: number): number;
}

/**
 * Block automata of Margolus (1984, doi:10.1016/0167-2789(84)90252-5; Toffoli & Margolus, Cellular Automata Machines,
 * 1987): the grid is cut into blocks of 2 × 2 cells, each block is replaced as a whole, and the cut moves by one cell
 * along both axes from step to step. A rule that maps blocks one to one can be run backwards.
 */
export const margolus = defineSystem({
  id: 'margolus',
  title: 'Margolus blocks',
  family: 'automata',
  about:
    'Blocks of four cells turn into one another on a grid whose cut shifts each step; many such worlds forget nothing and can run back.',
  source: {
    authors: 'Norman Margolus',
    year: 1984,
    title: 'Physics-like models of computation',
    doi: '10.1016/0167-2789(84)90252-5',
  },
  params,
  presets: [
    {
      id: 'critters',
      title: 'Critters',
      about: 'Gliders fly out of a random square, collide, and nothing is ever lost.',
      params: {},
    },
    {
      id: 'echo',
      title: 'There and back again',
      about:
        'A disc of critters dissolves into a gas; at step 600 time turns round, and at 1200 the disc stands there again.',
      params: { start: 'disc', extent: 0.4, reverseAt: 600 },
    },
    {
      id: 'billiard-ball',
      title: 'Billiard balls',
      about: 'Balls bounce off one another and off walls as Fredkin and Toffoli’s computer of collisions needs it.',
      params: { rule: 'billiard-ball', start: 'disc', extent: 0.5, density: 0.3 },
    },
    {
      id: 'gas',
      title: 'Expanding gas',
      about:
        'The HPP gas as a block rule: all particles are equally fast, the square of gas expands and meets itself round the torus.',
      params: { rule: 'hpp-gas', extent: 0.4, density: 0.5 },
    },
    {
      id: 'single-rotation',
      title: 'Single rotation',
      about: 'A lone cell in a block goes round; a cloud of gliders and oscillators comes of it.',
      params: { rule: 'single-rotation', extent: 0.3, density: 0.2 },
    },
    {
      id: 'tron',
      title: 'Tron',
      about: 'Only blocks all alike change, and to their opposite: straight walls grow in a maze of circuits.',
      params: { rule: 'tron', start: 'disc', extent: 0.1 },
    },
  ],
  views: [
    {
      id: 'steady',
      title: 'Cells',
      about: 'Live cells, at odd times in negative where the rule turns empty blocks full and full ones empty.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'steady', as: 'states' }],
    },
    {
      id: 'places',
      title: 'Places',
      about: 'The same, coloured by the corner of its block that a cell stands in: in a gas, by where it is going.',
      palette: 'states',
      layers: [{ kind: 'image', field: 'places', as: 'states' }],
    },
    {
      id: 'cells',
      title: 'Raw cells',
      about: 'Live cells as they are.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'cells', as: 'states' }],
    },
  ],
  measures: [
    { id: 'population', title: 'Population', unit: 'cells', about: 'Live cells.' },
    {
      id: 'figures',
      title: 'Figures',
      unit: 'cells',
      about: 'Live cells, at odd times dead ones where the rule turns empty blocks full: Critters never changes it.',
    },
    {
      id: 'clock',
      title: 'Clock',
      unit: 'steps',
      about: 'Steps away from the start: it counts down after time has turned round.',
    },
  ],
  pace: 2,
  brush: { about: 'Draw live cells, or erase them.', radius: 1 },
  setup,
});

function setup(given: MargolusParams, { random }: Context): Model {
  const { width, height, reverseAt } = given;
  if (width % 2) throw new InputError('width', width, 'an even number of cells');
  if (height % 2) throw new InputError('height', height, 'an even number of cells');
  const table = parseMargolus(given.rule);
  const backwards = checkedInverse(table, given);
  const kernel = instantiate<MargolusKernel>(margolusWasm);
  const [w, h] = [width / 2, height / 2];
  const { bytes, pitch } = planeSize(w, h);
  const memory = allocate(kernel, {
    planeA: block.u8(bytes),
    planeB: block.u8(bytes),
    tables: block.u8(32),
    codes: block.u8(8),
    cells: block.u8(width * height),
  });
  memory.tables.data.set(table);
  memory.tables.data.set(backwards ?? [], 16);
  let now = memory.planeA;
  let next = memory.planeB;
  const clock = new Float64Array(1);

  const hasTurned = () => reverseAt > 0 && clock[0] > reverseAt;
  /** The partition of the blocks as they are kept: that of the last step, which may have undone an earlier one. */
  const kept = () => partitionOf(hasTurned() ? 2 * reverseAt - clock[0] : clock[0] - 1);

  function advance(): void {
    const [time] = clock;
    const undoes = reverseAt > 0 && time >= reverseAt;
    const partition = partitionOf(undoes ? 2 * reverseAt - 1 - time : time);
    const entries = memory.tables.pointer + (undoes ? 16 : 0);
    kernel.step(now.pointer, next.pointer, w, h, entries, partition - kept());
    [now, next] = [next, now];
    clock[0]++;
  }

  function set(x: number, y: number, alive: boolean): void {
    const [left, top] = [(x - kept() + width) % width, (y - kept() + height) % height];
    const bit = 1 << ((left & 1) + 2 * (top & 1));
    const at = ((top >> 1) + 1) * pitch + 16 + (left >> 1);
    now.data[at] = alive ? now.data[at] | bit : now.data[at] & ~bit;
  }

  sow(given, random, set);
  kernel.wrap(now.pointer, w, h);

  const isNegative = () => flashes(table) && clock[0] % 2 === 1;

  /** The cells, each by its place in its block: `ground` where there is nothing to see, else the place's colour. */
  function show(colours: readonly number[], negative = isNegative()): Field {
    memory.codes.data.set(negative ? [...colours, 0, 0, 0, 0] : [0, 0, 0, 0, ...colours]);
    kernel.unpack(now.pointer, memory.cells.pointer, w, h, kept(), memory.codes.pointer);
    return dense(memory.cells.data, [height, width], [[0, Math.max(...colours)]]);
  }

  return {
    step(count) {
      for (let i = 0; i < count; i++) advance();
    },
    fields: {
      /** 0 dead, 1 alive; at odd times the other way round where the rule flashes. */
      steady: () => show([1, 1, 1, 1]),
      /** The same, alive as 1 to 4: top left, top right, bottom left, bottom right of the block of the next step. */
      places: () => show([4, 3, 2, 1]),
      /** 0 dead, 1 alive. */
      cells: () => show([1, 1, 1, 1], false),
    },
    measures() {
      const population = kernel.population(now.pointer, w, h);
      const figures = isNegative() ? width * height - population : population;
      return { population, figures, clock: hasTurned() ? 2 * reverseAt - clock[0] : clock[0] };
    },
    report: () => ({
      reversible: inverseTable(table) ? 'yes' : 'no',
      conservesCells: conservesCells(table) ? 'yes' : 'no',
    }),
    state: () => ({ blocks: now.data, clock }),
    restored() {
      const wrong = now.data.find((block) => block > 15);
      if (wrong !== undefined) throw new InputError('snapshot', `block ${wrong}`, 'blocks of 0 to 15');
      const [time] = clock;
      if (!Number.isSafeInteger(time) || time < 0) {
        throw new InputError('snapshot', `clock ${time}`, 'a count of steps');
      }
    },
    edit(edit: Edit) {
      forBrush(edit, width, height, (x, y) => set(x, y, !edit.erase !== isNegative()));
      kernel.wrap(now.pointer, w, h);
    },
  };
}

/** The partition that step number n, counted from 0, cuts the grid into. */
const partitionOf = (n: number): number => ((n % 2) + 2) % 2;

function checkedInverse(table: BlockTable, { reverseAt, rule }: MargolusParams): BlockTable | undefined {
  const inverse = inverseTable(table);
  if (reverseAt > 0 && !inverse) {
    throw new InputError('reverseAt', reverseAt, `0 with the rule ${rule}: two of its blocks become the same`);
  }
  return inverse;
}

type Setter = (x: number, y: number, alive: boolean) => void;

function sow(given: MargolusParams, random: Context['random'], set: Setter): void {
  const { width, height, start, density } = given;
  const pattern = startPattern(given.pattern);
  if (pattern) {
    place(pattern, given, set);
    return;
  }
  const half = (given.extent * Math.min(width, height)) / 2;
  const { bits } = random.stream('soup');
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [Math.abs(x + 0.5 - width / 2), Math.abs(y + 0.5 - height / 2)];
      const inside = { soup: true, square: Math.max(dx, dy) <= half, disc: dx * dx + dy * dy <= half * half }[start];
      if (inside && bits() < density * 2 ** 32) set(x, y, true);
    }
  }
}

function place({ runs, width, height }: Pattern, grid: MargolusParams, set: Setter): void {
  // On even cells, so that the pattern's own corner is a corner of a block of the first step.
  const [left, top] = [grid.width - width, grid.height - height].map((room) => Math.floor(room / 4) * 2);
  if (left < 0 || top < 0) {
    const expected = `a pattern that fits the ${grid.width}×${grid.height} grid: set width and height`;
    throw new InputError('pattern', `${width}×${height}`, expected);
  }
  for (let i = 0; i < runs.length; i += 4) {
    const [x, y, length, state] = runs.subarray(i, i + 4);
    if (state > 1) throw new InputError('pattern', `state ${state}`, 'a pattern of two states');
    for (let k = 0; k < length; k++) set(left + x + k, top + y, true);
  }
}
