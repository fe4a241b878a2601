import { forBrush } from '../contract/brush.js';
import { InputError } from '../contract/errors.js';
import { dense, type Field } from '../contract/field.js';
import { choice, integer, number, type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { lifeWasm } from '../kernels/generated/life.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import type { Pattern } from '../patterns/pattern.js';
import { parseRle } from '../patterns/rle.js';
import { type Boundary, parseRule, type Rule } from './rule-string.js';

const MAX_SIDE = 65536;
const BOUNDARIES = ['torus', 'plane', 'box'] as const satisfies readonly Boundary[];

const params = {
  width: integer({ default: 256, min: 1, max: MAX_SIDE, unit: 'cells', scale: 'log', about: 'Width of the grid.' }),
  height: integer({ default: 256, min: 1, max: MAX_SIDE, unit: 'cells', scale: 'log', about: 'Height of the grid.' }),
  boundary: choice(BOUNDARIES, {
    default: 'torus',
    about: 'Torus: opposite edges meet. Plane: all is dead outside. Box: the outermost ring of cells stays dead too.',
  }),
  rule: text({
    default: 'auto',
    check: (value) => void (value === 'auto' || parseRule(value)),
    about: 'Neighbour counts for birth and survival, as B3/S23; auto takes the rule that the pattern names, or B3/S23.',
  }),
  pattern: text({
    default: '',
    file: '.rle',
    check: (value) => void (value === '' || parseRle(value)),
    about: 'Starting pattern in run-length encoding, centred; without one a random soup is sown.',
  }),
  offsetX: integer({
    default: 0,
    min: -MAX_SIDE,
    max: MAX_SIDE,
    unit: 'cells',
    about: 'Moves the pattern right of the centre.',
  }),
  offsetY: integer({
    default: 0,
    min: -MAX_SIDE,
    max: MAX_SIDE,
    unit: 'cells',
    about: 'Moves the pattern below the centre.',
  }),
  density: number({ default: 0.35, min: 0, max: 1, about: 'Share of live cells in the random soup.' }),
};

type LifeParams = ParamsOf<typeof params>;

interface LifeKernel extends Kernel {
  setRun(plane: number, w: number, h: number, x: number, y: number, length: number, alive: number): void;
  step(
    from: number,
    to: number,
    left: number,
    right: number,
    rule: number,
    w: number,
    h: number,
    boundary: number,
  ): void;
  clearRing(plane: number, w: number, h: number): void;
  measure(plane: number, before: number, out: number, w: number, h: number): void;
  packRows(plane: number, out: number, w: number, h: number): void;
  unpack(plane: number, before: number, out: number, w: number, h: number): void;
}

/**
 * Game of Life and every two-state rule on eight neighbours (Conway; Gardner 1970, doi:10.1038/scientificamerican1070-120):
 * a dead cell with a live-neighbour count in B is born, a live one with a count in S survives.
 */
export const life = defineSystem({
  id: 'life',
  title: 'Game of Life',
  family: 'automata',
  about:
    'Each cell lives or dies by the number of its live neighbours; gliders, oscillators and chaos follow from one line of rule.',
  source: {
    authors: 'Martin Gardner, John H. Conway',
    year: 1970,
    title: 'The fantastic combinations of John Conway’s new solitaire game “life”',
    doi: '10.1038/scientificamerican1070-120',
  },
  params,
  presets: [
    { id: 'soup', title: 'Random soup', about: 'A third of the cells alive at random.', params: {} },
    {
      id: 'r-pentomino',
      title: 'R-pentomino',
      about: 'Five cells that take 1103 generations to settle.',
      params: { pattern: 'b2o$2o$bo!', width: 512, height: 512, boundary: 'plane' },
    },
    {
      id: 'gosper-gun',
      title: 'Gosper glider gun',
      about: 'The first pattern known to grow for ever (1970): a glider every 30 generations.',
      params: {
        pattern: '24bo$22bobo$12b2o6b2o12b2o$11bo3bo4b2o12b2o$2o8bo5bo3b2o$2o8bo3bob2o4bobo$10bo5bo7bo$11bo3bo$12b2o!',
        width: 160,
        height: 120,
        offsetX: -50,
        offsetY: -45,
        boundary: 'plane',
      },
    },
    {
      id: 'highlife',
      title: 'HighLife',
      about: 'Life with births on six too: it has a replicator.',
      params: { rule: 'B36/S23' },
    },
    {
      id: 'seeds',
      title: 'Seeds',
      about: 'No cell survives, yet it explodes.',
      params: { rule: 'B2/S', density: 0.002 },
    },
    { id: 'maze', title: 'Maze', about: 'Grows corridors.', params: { rule: 'B3/S12345', density: 0.02 } },
    {
      id: 'lecture-rule',
      title: 'B3/S1234',
      about:
        '“Fewer than one dies, more than four die, three revive”: a common misreading of Life, and a different world.',
      params: { rule: 'B3/S1234', density: 0.05 },
    },
  ],
  views: [
    {
      id: 'cells',
      title: 'Cells',
      about: 'Live cells.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'bits', as: 'bits' }],
    },
    {
      id: 'changes',
      title: 'Changes',
      about: 'Cells that survived, were born and died in the last step.',
      palette: 'changes',
      layers: [{ kind: 'image', field: 'changes', as: 'states' }],
    },
  ],
  measures: [
    { id: 'population', title: 'Population', unit: 'cells', about: 'Live cells.' },
    { id: 'births', title: 'Births', unit: 'cells', about: 'Cells alive now that were not a step ago.' },
    { id: 'deaths', title: 'Deaths', unit: 'cells', about: 'Cells alive a step ago that are not now.' },
    { id: 'left', title: 'Left', unit: 'cells', about: 'First column of the box around the live cells.' },
    { id: 'top', title: 'Top', unit: 'cells', about: 'First row of that box.' },
    { id: 'boxWidth', title: 'Box width', unit: 'cells', about: 'Columns of that box; 0 when nothing lives.' },
    { id: 'boxHeight', title: 'Box height', unit: 'cells', about: 'Rows of that box; 0 when nothing lives.' },
  ],
  pace: 1,
  brush: { about: 'Draw live cells, or erase them.', radius: 0.5 },
  setup,
});

function setup(given: LifeParams, { random }: Context): Model {
  const pattern = given.pattern === '' ? undefined : parseRle(given.pattern);
  const { rule, width, height, boundary } = settle(given, pattern);
  const kernel = instantiate<LifeKernel>(lifeWasm);
  const vectors = Math.ceil(width / 128);
  const strip = (height + 2) * 16;
  const memory = allocate(kernel, {
    planeA: block.u8(vectors * strip),
    planeB: block.u8(vectors * strip),
    left: block.u8(strip),
    right: block.u8(strip),
    rule: block.u8(18 * 16),
    numbers: block.f64(7),
    bits: block.u8(Math.ceil(width / 8) * height),
    cells: block.u8(width * height),
  });
  memory.rule.data.set(ruleCoefficients(rule));
  let current = memory.planeA;
  let before = memory.planeB;
  const edge = BOUNDARIES.indexOf(boundary);

  if (pattern) place(pattern, given);
  else sow();
  if (boundary === 'box') kernel.clearRing(current.pointer, width, height);
  before.data.set(current.data);

  function place(
    { runs, width: patternWidth, height: patternHeight }: Pattern,
    { offsetX, offsetY }: LifeParams,
  ): void {
    const x0 = Math.floor((width - patternWidth) / 2) + offsetX;
    const y0 = Math.floor((height - patternHeight) / 2) + offsetY;
    if (x0 < 0 || y0 < 0 || x0 + patternWidth > width || y0 + patternHeight > height) {
      const box = `${patternWidth}×${patternHeight} at ${x0}, ${y0}`;
      throw new InputError('pattern', box, `a pattern that fits the ${width}×${height} grid: set width and height`);
    }
    for (let i = 0; i < runs.length; i += 4) {
      const [x, y, length, state] = runs.subarray(i, i + 4);
      if (state > 1) throw new InputError('pattern', `state ${state}`, 'a pattern of two states');
      kernel.setRun(current.pointer, width, height, x0 + x, y0 + y, length, 1);
    }
  }

  function sow(): void {
    const { bits } = random.stream('soup');
    const threshold = given.density * 2 ** 32;
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        if (bits() < threshold) kernel.setRun(current.pointer, width, height, x, y, 1, 1);
      }
    }
  }

  const bitsField: Field = {
    data: memory.bits.data,
    shape: [height, width],
    stride: [Math.ceil(width / 8), 1],
    packing: 'bits',
  };
  const cellsField = dense(memory.cells.data, [height, width]);

  return {
    step(count) {
      for (let i = 0; i < count; i++) {
        const { left, right, rule } = memory;
        kernel.step(current.pointer, before.pointer, left.pointer, right.pointer, rule.pointer, width, height, edge);
        [current, before] = [before, current];
      }
    },
    fields: {
      /** One bit a cell. */
      bits() {
        kernel.packRows(current.pointer, memory.bits.pointer, width, height);
        return bitsField;
      },
      /** One byte a cell: 0 dead, 1 alive. */
      cells() {
        kernel.unpack(current.pointer, 0, memory.cells.pointer, width, height);
        return cellsField;
      },
      /** One byte a cell: 0 dead, 1 survived, 2 born, 3 just died. Shares its memory with `cells`. */
      changes() {
        kernel.unpack(current.pointer, before.pointer, memory.cells.pointer, width, height);
        return { ...cellsField, range: [[0, 3]] };
      },
    },
    measures() {
      kernel.measure(current.pointer, before.pointer, memory.numbers.pointer, width, height);
      const [population, births, deaths, left, top, right, bottom] = memory.numbers.data;
      const box = population > 0 ? { left, top, boxWidth: right - left + 1, boxHeight: bottom - top + 1 } : EMPTY_BOX;
      return { population, births, deaths, ...box };
    },
    state: () => ({ cells: current.data, before: before.data }),
    edit(edit: Edit) {
      const alive = edit.erase ? 0 : 1;
      forBrush(edit, width, height, (x, y) => kernel.setRun(current.pointer, width, height, x, y, 1, alive));
      if (boundary === 'box') kernel.clearRing(current.pointer, width, height);
    },
  };
}

const EMPTY_BOX = { left: 0, top: 0, boxWidth: 0, boxHeight: 0 };

/** The rule and grid in force: a rule string may bring its own grid, as in `B3/S23:T256,256`. */
function settle(params: LifeParams, pattern: Pattern | undefined) {
  const { bounds, ...rule } = parseRule(params.rule === 'auto' ? (pattern?.rule ?? 'B3/S23') : params.rule);
  const { width, height, boundary } = bounds ?? params;
  if (width > MAX_SIDE || height > MAX_SIDE)
    throw new InputError('rule', `${width}×${height}`, `a grid of at most ${MAX_SIDE} cells a side`);
  return { rule, width, height, boundary };
}

/**
 * The rule as two polynomials over GF(2) in the bits of the neighbour count (birth; birth xor survival), each
 * coefficient spread over 16 bytes: the order is that of `assembly/life.ts`.
 */
function ruleCoefficients({ birth, survival }: Rule): Uint8Array {
  const bits = [birth, birth ^ survival].flatMap((counts) => {
    const values = Array.from({ length: 8 }, (_, n) => (counts >> n) & 1);
    const eight = ((counts >> 8) & 1) ^ values[0];
    // Möbius transform: from values at 0 … 7 to coefficients of 1, n0, n1, n0n1, n2, …
    for (let stride = 1; stride < 8; stride *= 2) {
      for (let n = 0; n < 8; n++) if (n & stride) values[n] ^= values[n - stride];
    }
    return [...values, eight];
  });
  return Uint8Array.from(bits.flatMap((bit) => Array<number>(16).fill(bit ? 255 : 0)));
}
