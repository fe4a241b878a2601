import { InputError } from '../contract/errors.js';
import { number, type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { largerThanLifeWasm } from '../kernels/generated/larger-than-life.js';
import { type Allocated, allocate, block, instantiate } from '../kernels/kernel.js';
import {
  type ByteKernel,
  ByteLattice,
  checkBounded,
  latticeBlocks,
  sizeParams,
  surfaceOf,
  surfaceParam,
} from '../lattice/byte-lattice.js';
import { patternParam, startPattern } from '../lattice/start-pattern.js';
import { planeSize } from '../lattice/state-grid.js';
import type { Topology } from '../lattice/topology.js';
import type { Pattern } from '../patterns/pattern.js';
import { parseRule } from '../rules/parse-rule.js';
import type { LargerThanLifeRule } from '../rules/rule.js';
import { type Outline, outlineOf, rangeWords } from './larger-than-life-outline.js';
import { largerThanLifePresets } from './larger-than-life-presets.js';

/** Bosco's rule, named after a bug that moves under it. */
const BOSCO = 'R5,C0,M1,S34..58,B34..45,NM';

const params = {
  ...sizeParams(384),
  edge: surfaceParam,
  rule: text({
    default: 'auto',
    check: (value) => void (value === 'auto' || readRule(value)),
    about:
      'Radius, states, whether the cell counts itself, counts for survival and birth, neighbourhood, as R5,C0,M1,S34..58,B34..45,NM; auto takes the rule that the pattern names, or this one.',
  }),
  pattern: patternParam('without one a random soup is sown.'),
  density: number({ default: 0.5, min: 0, max: 1, about: 'Share of live cells in the random soup.' }),
  sown: number({
    default: 1,
    min: 0,
    max: 1,
    about: 'Side of the square in the middle that is sown, as a share of the grid’s.',
  }),
};

type LargerThanLifeParams = ParamsOf<typeof params>;

interface LargerThanLifeKernel extends ByteKernel {
  step(...args: (number | boolean)[]): void;
}

/**
 * Larger than Life (Evans 2001, doi:10.46298/dmtcs.2288): Life with neighbourhoods of any radius, where a live cell lives
 * on and a dead one is born by how many cells around it are alive; with more than two states, the dead fade first.
 */
export const largerThanLife = defineSystem({
  id: 'larger-than-life',
  title: 'Larger than Life',
  family: 'automata',
  about:
    'Life that looks further than its nearest neighbours: gliders grow into bugs that crawl, bend, pass through and eat each other.',
  source: {
    authors: 'Kellie Michele Evans',
    year: 2001,
    title: 'Larger than Life: digital creatures in a family of two-dimensional cellular automata',
    doi: '10.46298/dmtcs.2288',
  },
  params,
  presets: largerThanLifePresets,
  views: [
    {
      id: 'cells',
      title: 'Cells',
      about: 'Live cells brightest; with more than two states, those that died fade away.',
      palette: 'embers',
      layers: [{ kind: 'image', field: 'cells', as: 'states' }],
    },
  ],
  measures: [
    { id: 'population', title: 'Population', unit: 'cells', about: 'Live cells.' },
    { id: 'occupied', title: 'Occupied', unit: 'cells', about: 'Cells that are alive or fading.' },
    { id: 'changed', title: 'Changed', unit: 'cells', about: 'Cells that differ from what they were a step ago.' },
  ],
  pace: 1,
  brush: { about: 'Draw live cells, or erase them.', radius: 6 },
  setup,
});

function setup(given: LargerThanLifeParams, { random }: Context): Model {
  const pattern = startPattern(given.pattern);
  const { rule, topology } = settle(given, pattern);
  const { states, radius } = rule;
  const outline = outlineOf(rule);
  const lane = outline.cells < 256 ? 1 : outline.cells < 65536 ? 2 : 4;
  const births = rangeWords(rule.birth, outline.cells);
  const survivals = rangeWords(rule.survival, outline.cells);
  const { pitch } = planeSize(topology.width, topology.height, radius);
  const sumPitch = (pitch + 16) * lane;
  const kernel = instantiate<LargerThanLifeKernel>(largerThanLifeWasm);
  const memory = allocate(kernel, {
    ...latticeBlocks(topology, radius),
    sums: block.u8(sumPitch * (topology.height + 2 * radius + 1)),
    offsets: block.i32(outline.plus.length + outline.minus.length),
    ranges: block.u32(births.length + survivals.length),
  });
  memory.offsets.data.set([...outline.plus, ...outline.minus].map(([dx, dy]) => dy * sumPitch + dx * lane));
  memory.ranges.data.set([...births, ...survivals]);
  const lattice = new ByteLattice(kernel, memory, topology, radius);
  const { grid } = lattice;
  const self = outline.cells > cellsOf(rule) ? 1 : 0;

  if (pattern) grid.place(pattern, states);
  else sow();
  grid.keep();

  /** The soup fills the middle of the grid, so that a patch of it can be watched as it spreads. */
  function sow(): void {
    const { bits } = random.stream('soup');
    const threshold = given.density * 2 ** 32;
    const near = (at: number, size: number) => Math.abs(2 * at + 1 - size) <= given.sown * size;
    for (let y = 0; y < grid.height; y++) {
      for (let x = 0; x < grid.width; x++) {
        const alive = bits() < threshold;
        if (alive && near(x, grid.width) && near(y, grid.height)) grid.set(x, y, 1);
      }
    }
  }

  return {
    step(count) {
      const args = stepArguments(memory, outline, [self, births.length / 2, survivals.length / 2, states]);
      lattice.advance(count, (from, to) => {
        kernel.step(from, to, memory.sums.pointer, grid.width, grid.height, radius, lane, ...args);
      });
    },
    /** One byte a cell: 0 dead, 1 alive, 2 and above fading. */
    fields: { cells: () => grid.field(states) },
    measures() {
      const census = grid.census(states);
      const all = grid.width * grid.height;
      return { population: census[1], occupied: all - census[0], changed: grid.changed() };
    },
    report: () => ({ rule: rule.name }),
    state: () => lattice.state(),
    restored: () => lattice.check(states),
    edit: (edit: Edit) => grid.paint(edit, 1),
  };
}

/** What the kernel takes after the radius and the lanes' size. */
function stepArguments(
  { offsets, ranges }: { offsets: Allocated<Int32Array>; ranges: Allocated<Uint32Array> },
  { area, plus, minus }: Outline,
  [self, births, survivals, states]: readonly number[],
): (number | boolean)[] {
  return [area, offsets.pointer, plus.length, minus.length, self, ranges.pointer, births, survivals, states];
}

const cellsOf = ({ neighbourhood }: LargerThanLifeRule): number =>
  neighbourhood.flat().reduce((sum, [from, to]) => sum + to - from, 0);

function readRule(value: string): { rule: LargerThanLifeRule; topology?: Topology } {
  const { rule, topology } = parseRule(value);
  if (rule.kind !== 'larger-than-life') throw new InputError('rule', value, `a rule with a radius, e.g. ${BOSCO}`);
  return topology ? { rule, topology: checkBounded(topology) } : { rule };
}

/** The rule and grid in force: a rule may bring its own grid, as in `…,NM:T256,256`. */
function settle(given: LargerThanLifeParams, pattern: Pattern | undefined) {
  const { rule, topology } = readRule(given.rule === 'auto' ? (pattern?.rule ?? BOSCO) : given.rule);
  return { rule, topology: topology ?? surfaceOf(given) };
}
