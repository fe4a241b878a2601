import { canCompile } from '../compiler/backend.js';
import type { Field } from '../contract/field.js';
import { choice, integer, number, type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { elementaryWasm } from '../kernels/generated/elementary.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { compiledSweep } from './elementary-compiled.js';
import { elementaryPresets } from './elementary-presets.js';
import { elementaryOutputs } from './elementary-rule.js';
import { columnsUnder } from './row-brush.js';
import { centred, parseRow } from './row-text.js';
import { type RowEngine, SpaceTime, spaceTimeSize } from './space-time.js';

const EDGES = ['ring', 'zero', 'one'] as const;
/** Cells from which on WebAssembly made for the rule is worth two calls a generation instead of one for them all. */
const COMPILED_FROM = 2048;
const checkRow = (field: string) => (value: string) => void parseRow(field, value, 2);

const params = {
  rule: integer({ default: 110, min: 0, max: 255, about: 'Number of the rule: its binary digits are the outputs.' }),
  width: integer({ default: 512, min: 1, max: 2 ** 20, unit: 'cells', scale: 'log', about: 'Cells in a row.' }),
  height: integer({ default: 256, min: 1, max: 16384, unit: 'rows', scale: 'log', about: 'Rows that are shown.' }),
  edge: choice(EDGES, {
    default: 'ring',
    about: 'Ring: the ends meet. Zero, one: the cells beyond both ends stay 0, or stay 1.',
  }),
  order: choice(['first', 'second'] as const, {
    default: 'first',
    about:
      'Second: the row before last is added modulo 2, which makes every rule run backwards as well as forwards (Fredkin).',
  }),
  start: choice(['random', 'single'] as const, {
    default: 'random',
    about: 'Random: each cell is 1 with the density. Single: one 1 in the middle of zeros.',
  }),
  density: number({ default: 0.5, min: 0, max: 1, about: 'Share of ones in a random row.' }),
  pattern: text({
    default: '',
    check: checkRow('pattern'),
    about: 'First row as zeros and ones, or as dots and Os, centred in zeros; without one, as start says.',
  }),
  previous: text({
    default: '',
    check: checkRow('previous'),
    about: 'Row before the first, for the second order, written like the pattern; without one it is all zeros.',
  }),
};

type ElementaryParams = ParamsOf<typeof params>;

interface ElementaryKernel extends Kernel {
  getCell(row: number, w: number, x: number): number;
  setCell(row: number, w: number, x: number, alive: number): void;
  close(row: number, w: number, edge: number): void;
  generation(now: number, before: number, next: number, w: number, rule: number, edge: number, second: number): void;
  generations(now: number, before: number, w: number, rule: number, edge: number, second: number, count: number): void;
  differences(a: number, b: number, w: number): number;
  pack(row: number, out: number, w: number): void;
}

/**
 * Elementary cellular automata (Wolfram 1983, doi:10.1103/RevModPhys.55.601): a row of zeros and ones, where the next
 * state of a cell is the binary digit 4 left + 2 centre + right of the rule's number.
 */
export const elementary = defineSystem({
  id: 'elementary',
  title: 'Elementary automata',
  family: 'automata',
  about:
    'In a row of zeros and ones each cell looks at itself and its two neighbours; row under row, the 256 possible rules draw order, fractals, chaos and computation.',
  source: {
    authors: 'Stephen Wolfram',
    year: 1983,
    title: 'Statistical mechanics of cellular automata',
    doi: '10.1103/RevModPhys.55.601',
  },
  params,
  presets: elementaryPresets,
  views: [
    {
      id: 'space-time',
      title: 'Space and time',
      about: 'The newest rows, each one step below the one before.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'bits', as: 'bits' }],
    },
  ],
  measures: [
    { id: 'population', title: 'Population', unit: 'cells', about: 'Ones in the newest row.' },
    { id: 'density', title: 'Density', about: 'Share of ones in the newest row.' },
    { id: 'activity', title: 'Activity', about: 'Share of cells that differ from the row before.' },
    { id: 'centre', title: 'Centre', about: 'State of the middle cell: under rule 30 a sequence that looks random.' },
  ],
  pace: 1,
  brush: { about: 'Write ones into the newest row, or erase them: how high the brush is does not matter.', radius: 2 },
  setup,
});

function setup(given: ElementaryParams, { random }: Context): Model {
  const { width, height } = given;
  const edge = EDGES.indexOf(given.edge);
  const second = given.order === 'second' ? 1 : 0;
  const kernel = instantiate<ElementaryKernel>(elementaryWasm);
  const layout = { height, rowBytes: (Math.ceil(width / 128) + 2) * 16, shownBytes: Math.ceil(width / 8) };
  const size = spaceTimeSize(layout);
  const memory = allocate(kernel, {
    rule: block.u8(8 * 16),
    nothing: block.u8(layout.rowBytes),
    scratch: block.u8(size.scratch),
    row: block.u8(layout.shownBytes),
    picture: block.u8(size.picture),
    rows: block.u8(size.rows),
  });
  memory.rule.data.set(coefficients(given.rule));
  const rule = memory.rule.pointer;
  const rows = new SpaceTime(layout, memory);
  const engine = width < COMPILED_FROM || !canCompile() ? masked() : compiled();
  const population = () => kernel.differences(rows.now, memory.nothing.pointer, width);

  /** Any rule, given as masks. */
  function masked(): RowEngine {
    return {
      generation: (now, before, next) => kernel.generation(now, before, next, width, rule, edge, second),
      generations: (now, before, count) => kernel.generations(now, before, width, rule, edge, second, count),
    };
  }

  /** This rule alone. */
  function compiled(): RowEngine {
    const vectors = Math.ceil(width / 128);
    const sweep = compiledSweep(given.rule, second === 1, kernel.memory);
    const generation: RowEngine['generation'] = (now, before, next) => {
      sweep(now, next, before, vectors);
      kernel.close(next, width, edge);
    };
    return {
      generation,
      generations(now, before, count) {
        for (let i = 0; i < count; i++) {
          generation(now, before, before);
          [now, before] = [before, now];
        }
      },
    };
  }

  function write(row: number, cells: Uint8Array, x0: number): void {
    for (let i = 0; i < cells.length; i++) kernel.setCell(row, width, x0 + i, cells[i]);
    kernel.close(row, width, edge);
  }

  const first = firstRow(given, () => random.stream('row').bits());
  write(rows.now, first, centred('pattern', first.length, width));
  const previous = parseRow('previous', given.previous, 2);
  write(rows.before, previous, centred('previous', previous.length, width));

  const rowField: Field = {
    data: memory.row.data,
    shape: [1, width],
    stride: [layout.shownBytes, 1],
    packing: 'bits',
  };

  return {
    step: (count) => rows.advance(count, engine),
    fields: {
      /** One bit a cell: the newest rows, the newest of all at the bottom once the picture is full. */
      bits() {
        rows.show((row, out) => kernel.pack(row, out, width));
        return rows.field(width, { packing: 'bits' });
      },
      /** One bit a cell: the newest row. */
      row() {
        kernel.pack(rows.now, memory.row.pointer, width);
        return rowField;
      },
    },
    measures: () => ({
      population: population(),
      density: population() / width,
      activity: kernel.differences(rows.now, rows.before, width) / width,
      centre: kernel.getCell(rows.now, width, Math.floor((width - 1) / 2)),
    }),
    state: () => ({ rows: rows.rows, clock: rows.clock }),
    restored: () => rows.restored(),
    edit(edit: Edit) {
      const [from, to] = columnsUnder(edit, width);
      write(rows.now, new Uint8Array(Math.max(0, to - from)).fill(edit.erase ? 0 : 1), from);
      rows.touched();
    },
  };
}

/** @param bits 32 random bits a call */
function firstRow({ pattern, start, density, width }: ElementaryParams, bits: () => number): Uint8Array {
  if (pattern !== '') return parseRow('pattern', pattern, 2);
  if (start === 'single') return Uint8Array.of(1);
  return Uint8Array.from({ length: width }, () => (bits() < density * 2 ** 32 ? 1 : 0));
}

/**
 * The rule as a polynomial over GF(2) in left, centre and right, each coefficient spread over 16 bytes: the order is
 * that of `assembly/elementary.ts`.
 */
function coefficients(rule: number): Uint8Array {
  const outputs = elementaryOutputs(rule);
  // Bit 0 of a coefficient's place stands for left, bit 1 for centre, bit 2 for right.
  const values = Array.from(outputs, (_, at) => outputs[((at & 1) << 2) | (at & 2) | (at >> 2)]);
  // Möbius transform: from values to coefficients.
  for (let stride = 1; stride < 8; stride *= 2) {
    for (let n = 0; n < 8; n++) if (n & stride) values[n] ^= values[n - stride];
  }
  return Uint8Array.from(values.flatMap((bit) => Array<number>(16).fill(bit ? 255 : 0)));
}
