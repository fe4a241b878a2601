import { InputError } from '../contract/errors.js';
import { number, type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem, type Measures, type Model } from '../contract/system.js';
import { checkBounded, sizeParams } from '../lattice/byte-lattice.js';
import { chooseEngine } from '../lattice/choose-engine.js';
import { DenseEngine } from '../lattice/dense.js';
import { endlessParam, latticeOf } from '../lattice/edges.js';
import type { LatticeEngine } from '../lattice/engine.js';
import { latticeModel } from '../lattice/lattice-model.js';
import { placePattern, sow } from '../lattice/start.js';
import { patternParam } from '../lattice/start-pattern.js';
import { isBounded, type Topology } from '../lattice/topology.js';
import type { Pattern, Quadtree } from '../patterns/pattern.js';
import { parsePattern } from '../patterns/read-pattern.js';
import { parseRule } from '../rules/parse-rule.js';
import type { BlockRule } from '../rules/rule.js';
import { generationsPresets } from './generations-presets.js';

const STAR_WARS = '345/2/4';
/** Bytes that HashLife may take. */
const PLANE_MEMORY = 2 ** 30;

const params = {
  ...sizeParams(256),
  edge: endlessParam,
  rule: text({
    default: 'auto',
    check: (value) => void (value === 'auto' || readRule(value)),
    about:
      'Neighbour counts for survival and birth, and the number of states, as 345/2/4 or B2/S345/C4; auto takes the rule that the pattern names, or this one.',
  }),
  pattern: patternParam('without one a random soup is sown.'),
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
      layers: [{ kind: 'image', field: 'cells', as: 'states', windowed: true }],
    },
    {
      id: 'alive',
      title: 'Alive',
      about: 'Live cells alone: those that count as neighbours.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'bits', as: 'bits', windowed: true }],
    },
  ],
  measures: [
    { id: 'occupied', title: 'Occupied', unit: 'cells', about: 'Cells that are not dead.' },
    { id: 'population', title: 'Population', unit: 'cells', about: 'Live cells.', optional: true },
    {
      id: 'dying',
      title: 'Dying',
      unit: 'cells',
      about: 'Cells that no longer live but are not yet dead.',
      optional: true,
    },
    {
      id: 'births',
      title: 'Births',
      unit: 'cells',
      about: 'Cells alive now that were not a step ago.',
      optional: true,
    },
    { id: 'deaths', title: 'Deaths', unit: 'cells', about: 'Cells alive a step ago that are not now.', optional: true },
  ],
  pace: 1,
  brush: { about: 'Draw live cells, or erase them.', radius: 3 },
  setup,
});

function setup(given: GenerationsParams, { random }: Context): Model {
  const pattern = given.pattern === '' ? undefined : parsePattern(given.pattern);
  const { rule, topology } = settle(given, pattern);
  const { states } = rule;
  const width = topology.width || given.width;
  const height = topology.height || given.height;
  const engine = chooseEngine({ engine: 'auto', rule, topology, isTree: false, memory: PLANE_MEMORY });
  const lattice = { engine, width, height, topology, states, born: pattern?.generation ?? 0n };

  const { bits } = random.stream('soup');
  const threshold = given.density * 2 ** 32;
  if (pattern) placePattern(engine, pattern, lattice);
  else sow(engine, lattice, () => Number(bits() < threshold));
  if (engine instanceof DenseEngine) engine.settle();

  const model = latticeModel(lattice);
  return {
    ...model,
    fields: { cells: model.fields.cells, bits: model.fields.bits },
    measures: () => measures(engine),
    report: (time) => ({ rule: rule.name, ...model.report?.(time) }),
  };
}

function measures(engine: LatticeEngine): Measures {
  const occupied = engine.population();
  if (!(engine instanceof DenseEngine)) return { occupied };
  const { population, births, deaths } = engine.census();
  return { occupied, population, dying: Number(occupied) - population, births, deaths };
}

function readRule(value: string): { rule: BlockRule; topology?: Topology } {
  const { rule, topology } = parseRule(value);
  if (rule.kind !== 'block') {
    throw new InputError('rule', value, `a rule such as ${STAR_WARS}; the system "larger-than-life" runs this one`);
  }
  return topology ? { rule, topology } : { rule };
}

/** The rule and grid in force: a rule may bring its own grid, as in `345/2/4:T256,256`. */
function settle(given: GenerationsParams, pattern: Pattern | Quadtree | undefined) {
  const { rule, topology } = readRule(given.rule === 'auto' ? (pattern?.rule ?? STAR_WARS) : given.rule);
  return { rule, topology: topology && isBounded(topology) ? checkBounded(topology) : (topology ?? latticeOf(given)) };
}
