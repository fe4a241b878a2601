import { InputError } from '../contract/errors.js';
import { dense } from '../contract/field.js';
import { choice, integer, number, type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { totalistic1dWasm } from '../kernels/generated/totalistic-1d.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { columnsUnder } from './row-brush.js';
import { centred, parseRow } from './row-text.js';
import { type RowEngine, SpaceTime, spaceTimeSize } from './space-time.js';
import { MOST_COLOURS, parseCode, totalisticRule } from './totalistic-code.js';

const EDGES = ['ring', 'zero'] as const;

const params = {
  code: text({
    default: '1599',
    check: (value) => void parseCode(value),
    about:
      'Number of the rule: its digits in base colours, least first, are the next states for the sums 0, 1, 2 and so on.',
  }),
  colours: integer({ default: 3, min: 2, max: MOST_COLOURS, about: 'States of a cell: 0, 1 … up to one less.' }),
  radius: integer({ default: 1, min: 1, max: 3, unit: 'cells', about: 'How far to each side a cell looks.' }),
  kind: choice(['totalistic', 'outer'] as const, {
    default: 'totalistic',
    about:
      'Totalistic: only the sum over all cells in reach counts. Outer: the sum over the others, and the own state.',
  }),
  width: integer({ default: 512, min: 1, max: 2 ** 20, unit: 'cells', scale: 'log', about: 'Cells in a row.' }),
  height: integer({ default: 256, min: 1, max: 16384, unit: 'rows', scale: 'log', about: 'Rows that are shown.' }),
  edge: choice(EDGES, {
    default: 'ring',
    about: 'Ring: the ends meet. Zero: the cells beyond both ends stay 0.',
  }),
  start: choice(['random', 'single'] as const, {
    default: 'random',
    about: 'Random: each cell has a colour with the density. Single: one 1 in the middle of zeros.',
  }),
  density: number({ default: 0.5, min: 0, max: 1, about: 'Share of cells in a random row that are not 0.' }),
  pattern: text({
    default: '',
    check: (value) => void parseRow('pattern', value, MOST_COLOURS),
    about: 'First row as digits, centred in zeros; without one, as start says.',
  }),
};

type TotalisticParams = ParamsOf<typeof params>;

interface TotalisticKernel extends Kernel {
  close(row: number, w: number, radius: number, edge: number): void;
  generation(
    now: number,
    next: number,
    w: number,
    radius: number,
    colours: number,
    table: number,
    pages: number,
    edge: number,
  ): void;
  generations(
    now: number,
    before: number,
    w: number,
    radius: number,
    colours: number,
    table: number,
    pages: number,
    edge: number,
    count: number,
  ): void;
  differences(a: number, b: number, w: number): number;
}

/**
 * Totalistic cellular automata in one dimension (Wolfram 1984, doi:10.1016/0167-2789(84)90245-8): the next state of a
 * cell follows from the sum of the states of all cells within the radius.
 */
export const totalistic1d = defineSystem({
  id: 'totalistic-1d',
  title: 'Totalistic automata',
  family: 'automata',
  about:
    'In a row of colours each cell looks only at the sum over its surroundings: the fewest rules in which all four classes of behaviour appear.',
  source: {
    authors: 'Stephen Wolfram',
    year: 1984,
    title: 'Universality and complexity in cellular automata',
    doi: '10.1016/0167-2789(84)90245-8',
  },
  params,
  presets: [
    {
      id: 'code-1599',
      title: 'Code 1599',
      about: 'Class IV from a single cell: more than eight thousand steps of collisions before it settles.',
      params: { code: '1599', start: 'single', width: 700, height: 700 },
    },
    {
      id: 'code-20',
      title: 'Code 20, two colours',
      about: 'Class IV at radius two: almost all dies, but for a few structures that stand or travel.',
      params: { code: '20', colours: 2, radius: 2 },
    },
    {
      id: 'code-777',
      title: 'Code 777',
      about: 'Class III from a single cell: a smooth rim, and no order that anybody found within.',
      params: { code: '777', start: 'single' },
    },
    {
      id: 'code-912',
      title: 'Code 912',
      about: 'From a single cell: stripes along the rim, and between them a middle without order.',
      params: { code: '912', start: 'single' },
    },
    {
      id: 'code-52',
      title: 'Code 52, two colours',
      about: 'Class IV at radius two: empty and full ground, with lasting structures on both.',
      params: { code: '52', colours: 2, radius: 2 },
    },
    {
      id: 'code-10',
      title: 'Code 10, two colours',
      about: 'The sum modulo 2, which is elementary rule 150.',
      params: { code: '10', colours: 2, start: 'single' },
    },
  ],
  views: [
    {
      id: 'space-time',
      title: 'Space and time',
      about: 'The newest rows, each one step below the one before.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'cells', as: 'states' }],
    },
  ],
  measures: [
    { id: 'population', title: 'Population', unit: 'cells', about: 'Cells of the newest row that are not 0.' },
    { id: 'density', title: 'Density', about: 'Share of such cells.' },
    { id: 'activity', title: 'Activity', about: 'Share of cells that differ from the row before.' },
  ],
  pace: 1,
  brush: { about: 'Write 1 into the newest row, or erase it: how high the brush is does not matter.', radius: 2 },
  setup,
});

function setup(given: TotalisticParams, { random }: Context): Model {
  const { width, height, colours, radius } = given;
  const outer = given.kind === 'outer';
  const { outputs } = totalisticRule(parseCode(given.code), { colours, radius, outer });
  const edge = EDGES.indexOf(given.edge);
  const kernel = instantiate<TotalisticKernel>(totalistic1dWasm);
  const layout = { height, rowBytes: 32 + Math.ceil(width / 16) * 16, shownBytes: width };
  const size = spaceTimeSize(layout);
  const pages = Math.ceil(outputs.length / 16);
  const memory = allocate(kernel, {
    table: block.u8(pages * 16),
    nothing: block.u8(layout.rowBytes),
    scratch: block.u8(size.scratch),
    picture: block.u8(size.picture),
    rows: block.u8(size.rows),
  });
  memory.table.data.set(outputs);
  const table = memory.table.pointer;
  const own = outer ? colours : 0;
  const bytes = new Uint8Array(kernel.memory.buffer);
  const rows = new SpaceTime(layout, memory);
  const engine: RowEngine = {
    generation: (now, _, next) => kernel.generation(now, next, width, radius, own, table, pages, edge),
    generations: (now, before, count) => kernel.generations(now, before, width, radius, own, table, pages, edge, count),
  };
  const cells = () => bytes.subarray(rows.now + 16, rows.now + 16 + width);
  const population = () => kernel.differences(rows.now, memory.nothing.pointer, width);
  const range = [[0, colours - 1]] as const;

  const first = firstRow(given, random.stream('row'));
  cells().set(first, centred('pattern', first.length, width));
  kernel.close(rows.now, width, radius, edge);

  return {
    step: (count) => rows.advance(count, engine),
    fields: {
      /** One byte a cell: the newest rows, the newest of all at the bottom once the picture is full. */
      cells() {
        rows.show((row, out) => bytes.copyWithin(out, row + 16, row + 16 + width));
        return rows.field(width, { range });
      },
      /** One byte a cell: the newest row. */
      row: () => dense(cells(), [1, width], range),
    },
    measures: () => ({
      population: population(),
      density: population() / width,
      activity: kernel.differences(rows.now, rows.before, width) / width,
    }),
    state: () => ({ rows: rows.rows, clock: rows.clock }),
    restored() {
      rows.restored();
      const wrong = rows.rows.find((state) => state >= colours);
      if (wrong !== undefined) throw new InputError('snapshot', `state ${wrong}`, `states below ${colours}`);
    },
    edit(edit: Edit) {
      cells().fill(edit.erase ? 0 : 1, ...columnsUnder(edit, width));
      kernel.close(rows.now, width, radius, edge);
      rows.touched();
    },
  };
}

function firstRow(
  { pattern, start, density, width, colours }: TotalisticParams,
  random: { bits(): number; integer(below: number): number },
): Uint8Array {
  if (pattern !== '') return parseRow('pattern', pattern, colours);
  if (start === 'single') return Uint8Array.of(1);
  const threshold = density * 2 ** 32;
  return Uint8Array.from({ length: width }, () => (random.bits() < threshold ? 1 + random.integer(colours - 1) : 0));
}
