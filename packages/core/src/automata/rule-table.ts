import { InputError } from '../contract/errors.js';
import { dense, type Field } from '../contract/field.js';
import { integer, number, type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { HashLifeEngine } from '../hashlife/hashlife-engine.js';
import { sizeParams } from '../lattice/byte-lattice.js';
import { endlessParam } from '../lattice/edges.js';
import { latticeModel, paint } from '../lattice/lattice-model.js';
import { placePattern, sow } from '../lattice/start.js';
import { gridFor, patternParam, startPattern } from '../lattice/start-pattern.js';
import { isBounded, UNBOUNDED } from '../lattice/topology.js';
import { parsePattern } from '../patterns/read-pattern.js';
import type { Random } from '../random/random.js';
import { parseRuleFile } from '../rules/rule-file.js';
import { type Colour, coloursOf } from '../rules/rule-legend.js';
import type { RuleTree } from '../rules/rule-tree.js';
import { LOOPS, loopRuleText } from './langton-loop-tables.js';
import { createTableLattice } from './rule-table-engine.js';
import { planTable } from './rule-table-plan.js';
import { BRIANS_BRAIN, sumRule, WIREWORLD } from './rule-table-presets.js';
import { circuitRle } from './wireworld-circuits.js';

/** Bytes that HashLife may take. */
const PLANE_MEMORY = 2 ** 30;

const params = {
  ...sizeParams(256),
  edge: endlessParam,
  table: text({
    default: BRIANS_BRAIN,
    file: '.rule',
    check: (value) => void parseRuleFile(value),
    about: 'The rule: a file with @RULE and @TABLE or @TREE, as Golly reads them.',
  }),
  pattern: patternParam('without one a random soup is sown.'),
  density: number({
    default: 0.25,
    min: 0,
    max: 1,
    about: 'Share of cells in the random soup that are not in state 0.',
  }),
  brushState: integer({ default: 1, min: 0, max: 255, about: 'State that the brush paints.' }),
};

type RuleTableParams = ParamsOf<typeof params>;

/**
 * Cellular automata of several states given by their transitions (Packard & Wolfram 1985, doi:10.1007/BF01010423): a
 * table or a decision tree on four or eight neighbours, in the file format of Golly's RuleLoader.
 */
export const ruleTable = defineSystem({
  id: 'rule-table',
  title: 'Rule table',
  family: 'automata',
  about:
    'Any rule that can be written down line by line: if a cell and its neighbours are in these states, this comes next.',
  source: {
    authors: 'Norman H. Packard, Stephen Wolfram',
    year: 1985,
    title: 'Two-dimensional cellular automata',
    doi: '10.1007/BF01010423',
  },
  params,
  presets: [
    {
      id: 'brians-brain',
      title: 'Brian’s Brain',
      about: 'Silverman’s rule: ready, firing, refractory; nothing rests, and sparks fly for ever.',
      params: {},
    },
    {
      id: 'sum-modulo-5',
      title: 'Sum modulo 5',
      about: 'Each cell becomes the sum of its neighbourhood, modulo 5: any pattern is copied, at every scale.',
      params: { table: sumRule(5), pattern: 'ABA$BDB$ABA!', width: 255, height: 255 },
    },
    {
      id: 'wireworld',
      title: 'WireWorld',
      about: 'Clocks, written as a table of four states.',
      params: { table: WIREWORLD, pattern: circuitRle('clocks'), width: 44, height: 24, edge: 'plane' },
    },
    {
      id: 'langton-loop',
      title: 'Langton’s loop',
      about: 'The table of 1984 as a file: eight states, and a loop that copies itself.',
      params: { table: loopRuleText('langton'), pattern: LOOPS.langton.seed, width: 200, height: 200, brushState: 2 },
    },
  ],
  views: [
    {
      id: 'cells',
      title: 'States',
      about: 'The state of each cell, in colours that stay apart.',
      palette: 'states',
      layers: [{ kind: 'image', field: 'cells', as: 'states', windowed: true }],
    },
    {
      id: 'colours',
      title: 'The file’s colours',
      about: 'The state of each cell in the colours that the rule file gives, or else from red to yellow.',
      palette: 'states',
      layers: [{ kind: 'image', field: 'colours', as: 'rgb' }],
    },
  ],
  measures: [
    { id: 'population', title: 'Population', unit: 'cells', about: 'Cells that are not in state 0.' },
    {
      id: 'changed',
      title: 'Changed',
      unit: 'cells',
      about: 'Cells that differ from what they were a step ago.',
      optional: true,
    },
    { id: 'present', title: 'States present', about: 'States that at least one cell is in.', optional: true },
  ],
  pace: 1,
  brush: { about: 'Paint cells in the brush’s state, or clear them.', radius: 1.5 },
  setup,
});

function setup(given: RuleTableParams, { random }: Context): Model {
  const { tree, name } = parseRuleFile(given.table);
  const { states } = tree;
  const { brushState, density } = given;
  if (brushState >= states) throw new InputError('brushState', brushState, `a state of ${name}: 0 to ${states - 1}`);
  const pattern = startPattern(given.pattern);
  const grown = gridFor(given, pattern);
  if (!isBounded(grown)) return onPlane(given, tree, random);
  const plan = planTable(tree);
  const { lattice, step } = createTableLattice(plan, grown);
  const { grid } = lattice;
  if (pattern) grid.place(pattern, states);
  else {
    grid.sow(random.stream('soup'), (chance) => stateBy(chance, density, states));
  }
  grid.keep();
  const colours = painter(() => grid.field(states), tree.colours ?? coloursOf([], states));

  return {
    step,
    fields: {
      /** One byte a cell. */
      cells: () => grid.field(states),
      /** Red, green and blue of each cell. */
      colours,
    },
    measures() {
      const census = grid.census(states);
      const present = census.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0);
      return { population: grid.width * grid.height - census[0], changed: grid.changed(), present };
    },
    report: () => ({ rule: name, form: plan.kind }),
    state: () => lattice.state(),
    restored: () => lattice.check(states),
    edit: (edit: Edit) => grid.paint(edit, brushState),
  };
}

/** A state for a chance of 0 to 1: 0, or below the density one of the others, each as likely. */
function stateBy(chance: number, density: number, states: number): number {
  return chance < density ? Math.min(1 + Math.floor((chance / density) * (states - 1)), states - 1) : 0;
}

/** On the plane without end, where HashLife runs a rule that leaves empty space empty. */
function onPlane(given: RuleTableParams, tree: RuleTree, random: Random): Model {
  const { width, height, brushState, density } = given;
  const { states } = tree;
  const engine = new HashLifeEngine(tree, { memory: PLANE_MEMORY });
  const lattice = { engine, width, height, topology: UNBOUNDED, born: 0n, states };
  const pattern = given.pattern === '' ? undefined : parsePattern(given.pattern);
  const soup = random.stream('soup');
  if (pattern) placePattern(engine, pattern, lattice);
  else sow(engine, lattice, () => stateBy(soup.bits() / 2 ** 32, density, states));
  const model = latticeModel(lattice);
  const { cells } = model.fields;
  return {
    ...model,
    fields: { cells, colours: painter(() => cells(), tree.colours ?? coloursOf([], states)) },
    measures: () => ({ population: engine.population() }),
    report: (time) => ({ rule: tree.name, ...model.report?.(time) }),
    edit: (edit) => paint(lattice, edit, brushState),
  };
}

/** Gives the picture in the rule's own colours; its memory is taken when it is first asked for. */
function painter(cells: () => Field, colours: readonly Colour[]): () => Field {
  let pixels: Uint8Array | undefined;
  return () => {
    const { data, shape, stride } = cells();
    const [height, width] = shape;
    pixels ??= new Uint8Array(3 * width * height);
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at += 3) pixels.set(colours[data[y * stride[0] + x]], at);
    }
    return dense(pixels, [height, width, 3]);
  };
}
