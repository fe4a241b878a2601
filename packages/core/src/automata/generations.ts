import { forBrush } from '../contract/brush.js';
import { InputError } from '../contract/errors.js';
import { dense } from '../contract/field.js';
import { number, type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { checkBounded, sizeParams, surfaceOf, surfaceParam } from '../lattice/byte-lattice.js';
import { DenseEngine } from '../lattice/dense.js';
import type { Topology } from '../lattice/topology.js';
import type { Pattern } from '../patterns/pattern.js';
import { isQuadtree, patternOfTree } from '../patterns/quadtree.js';
import { parsePattern } from '../patterns/read-pattern.js';
import { parseRule } from '../rules/parse-rule.js';
import type { BlockRule } from '../rules/rule.js';
import { generationsPresets } from './generations-presets.js';

const STAR_WARS = '345/2/4';

const params = {
  ...sizeParams(256),
  edge: surfaceParam,
  rule: text({
    default: 'auto',
    check: (value) => void (value === 'auto' || readRule(value)),
    about:
      'Neighbour counts for survival and birth, and the number of states, as 345/2/4 or B2/S345/C4; auto takes the rule that the pattern names, or this one.',
  }),
  pattern: text({
    default: '',
    file: '.rle',
    check: (value) => void (value === '' || readPattern(value)),
    about: 'Starting pattern, centred: its text or its name in the library; without one a random soup is sown.',
  }),
  density: number({ default: 0.3, min: 0, max: 1, about: 'Share of live cells in the random soup.' }),
};

type GenerationsParams = ParamsOf<typeof params>;

/**
 * Generations: Life in which a cell that does not survive grows old through further states before it is dead, cannot be
 * born meanwhile, and does not count as a neighbour. Brian Silverman's Brian's Brain (Toffoli & Margolus 1987,
 * doi:10.7551/mitpress/1763.001.0001) is the first; Mirek Wójtowicz's program MCell made it a family of rules.
 */
export const generations = defineSystem({
  id: 'generations',
  title: 'Generations',
  family: 'automata',
  about:
    'Life with ageing: cells that die still stand in the way for a while, so that whatever moves has a head and a tail and cannot turn back.',
  source: {
    authors: 'Tommaso Toffoli, Norman Margolus, Brian Silverman',
    year: 1987,
    title: 'Cellular Automata Machines: A New Environment for Modeling (Brian’s Brain)',
    doi: '10.7551/mitpress/1763.001.0001',
  },
  params,
  presets: generationsPresets,
  views: [
    {
      id: 'cells',
      title: 'Cells',
      about: 'Live cells brightest; those that are dying fade away.',
      palette: 'embers',
      layers: [{ kind: 'image', field: 'cells', as: 'states' }],
    },
    {
      id: 'alive',
      title: 'Alive',
      about: 'Live cells alone: those that count as neighbours.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'bits', as: 'bits' }],
    },
  ],
  measures: [
    { id: 'population', title: 'Population', unit: 'cells', about: 'Live cells.' },
    { id: 'dying', title: 'Dying', unit: 'cells', about: 'Cells that no longer live but are not yet dead.' },
    { id: 'births', title: 'Births', unit: 'cells', about: 'Cells alive now that were not a step ago.' },
    { id: 'deaths', title: 'Deaths', unit: 'cells', about: 'Cells alive a step ago that are not now.' },
  ],
  pace: 1,
  brush: { about: 'Draw live cells, or erase them.', radius: 3 },
  setup,
});

function setup(given: GenerationsParams, { random }: Context): Model {
  const pattern = given.pattern === '' ? undefined : readPattern(given.pattern);
  const { rule, topology } = settle(given, pattern);
  const { width, height } = topology;
  const engine = new DenseEngine(rule, topology);
  const cells = dense(new Uint8Array(width * height), [height, width], [[0, rule.states - 1]]);
  const bits = new Uint8Array(Math.ceil(width / 8) * height);
  const window = { x: 0n, y: 0n, width, height, zoom: 0 };

  if (pattern) {
    const middle = (size: number, grid: number) => BigInt(Math.floor((grid - size) / 2));
    engine.place(pattern, middle(pattern.width, width), middle(pattern.height, height));
  } else {
    const { bits: chance } = random.stream('soup');
    const threshold = given.density * 2 ** 32;
    engine.fill(() => Number(chance() < threshold));
  }
  engine.settle();

  return {
    step: (count) => engine.step(count),
    fields: {
      /** One byte a cell: 0 dead, 1 alive, 2 and above dying. */
      cells() {
        engine.cells(window, cells.data as Uint8Array);
        return cells;
      },
      /** One bit a cell: whether it is alive. */
      bits() {
        engine.packInto(bits);
        return { data: bits, shape: [height, width], stride: [Math.ceil(width / 8), 1], packing: 'bits' };
      },
    },
    measures() {
      const { population, births, deaths } = engine.census();
      return { population, dying: Number(engine.population()) - population, births, deaths };
    },
    report: () => ({ rule: rule.name }),
    state: () => engine.save(),
    load: (saved) => engine.load(saved),
    edit: (edit: Edit) =>
      forBrush(edit, width, height, (x, y) => engine.paint(BigInt(x), BigInt(y), edit.erase ? 0 : 1)),
  };
}

function readPattern(source: string): Pattern {
  const pattern = parsePattern(source);
  return isQuadtree(pattern) ? patternOfTree(pattern) : pattern;
}

function readRule(value: string): { rule: BlockRule; topology?: Topology } {
  const { rule, topology } = parseRule(value);
  if (rule.kind !== 'block') {
    throw new InputError('rule', value, `a rule such as ${STAR_WARS}; the system "larger-than-life" runs this one`);
  }
  return topology ? { rule, topology: checkBounded(topology) } : { rule };
}

/** The rule and grid in force: a rule may bring its own grid, as in `345/2/4:T256,256`. */
function settle(given: GenerationsParams, pattern: Pattern | undefined) {
  const { rule, topology } = readRule(given.rule === 'auto' ? (pattern?.rule ?? STAR_WARS) : given.rule);
  return { rule, topology: topology ?? surfaceOf(given) };
}
