import { InputError } from '../contract/errors.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { chooseEngine } from '../lattice/choose-engine.js';
import { DenseEngine } from '../lattice/dense.js';
import { latticeOf } from '../lattice/edges.js';
import type { LatticeEngine } from '../lattice/engine.js';
import { latticeModel } from '../lattice/lattice-model.js';
import { type Home, placePattern, sow } from '../lattice/start.js';
import { isBounded } from '../lattice/topology.js';
import { isQuadtree } from '../patterns/quadtree.js';
import { parsePattern } from '../patterns/read-pattern.js';
import { symmetricSoup } from '../patterns/symmetric.js';
import type { Random } from '../random/random.js';
import { parseRule } from '../rules/parse-rule.js';
import type { BlockRule } from '../rules/rule.js';
import { type LifeParams, lifeParams } from './life-params.js';
import { lifePresets } from './life-presets.js';

const LONGEST_SIDE = 65536;
const MOST_SOWN = 2 ** 28;
const MIB = 2 ** 20;

/**
 * Game of Life and every two-state rule on the 3 × 3 block (Conway; Gardner 1970, doi:10.1038/scientificamerican1070-120):
 * a dead cell with a live-neighbour count in B is born, a live one with a count in S survives; isotropic, hexagonal, von
 * Neumann, MAP and one-dimensional rules likewise. On every bounded surface, or on the plane without end.
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
  params: lifeParams,
  presets: lifePresets,
  views: [
    {
      id: 'cells',
      title: 'Cells',
      about: 'Live cells; from afar the share of live cells in each pixel.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'bits', as: 'bits', windowed: true }],
    },
    {
      id: 'changes',
      title: 'Changes',
      about: 'Cells that survived, were born and died in the last step; sparse and HashLife show only who lives.',
      palette: 'changes',
      layers: [{ kind: 'image', field: 'changes', as: 'states' }],
    },
  ],
  measures: [
    { id: 'population', title: 'Population', unit: 'cells', about: 'Live cells.' },
    {
      id: 'births',
      title: 'Births',
      unit: 'cells',
      about: 'Cells alive now that were not a step ago.',
      optional: true,
    },
    { id: 'deaths', title: 'Deaths', unit: 'cells', about: 'Cells alive a step ago that are not now.', optional: true },
    {
      id: 'left',
      title: 'Left',
      unit: 'cells',
      about: 'First column of the box around the live cells; on the plane without end 0 is the middle.',
    },
    { id: 'top', title: 'Top', unit: 'cells', about: 'First row of that box.' },
    { id: 'boxWidth', title: 'Box width', unit: 'cells', about: 'Columns of that box; 0 when nothing lives.' },
    { id: 'boxHeight', title: 'Box height', unit: 'cells', about: 'Rows of that box; 0 when nothing lives.' },
  ],
  pace: 1,
  brush: { about: 'Draw live cells, or erase them.', radius: 0.5 },
  setup,
});

function setup(given: LifeParams, { random }: Context): Model {
  const pattern = given.pattern === '' ? undefined : parsePattern(given.pattern);
  const named = given.rule === 'auto' ? (pattern?.rule ?? 'B3/S23') : given.rule;
  const { rule, topology: grid } = parseRule(named);
  const edge = given.edge === 'auto' ? (pattern ? 'none' : 'torus') : given.edge;
  const topology = grid ?? latticeOf({ ...given, edge });
  const width = topology.width || given.width;
  const height = topology.height || given.height;
  if (Math.max(width, height) > LONGEST_SIDE && isBounded(topology)) {
    throw new InputError('rule', `${width}×${height}`, `a grid of at most ${LONGEST_SIDE} cells a side`);
  }
  const engine = chooseEngine({
    engine: given.engine,
    rule: twoStates(rule, named),
    topology,
    isTree: pattern !== undefined && isQuadtree(pattern),
    memory: given.memory * MIB,
  });
  const home = { topology, width, height };
  if (pattern) placePattern(engine, pattern, { ...given, topology });
  else sowSoup(engine, home, given, random.stream('soup'));
  if (engine instanceof DenseEngine) engine.settle();
  return latticeModel({ engine, width, height, topology, born: pattern?.generation ?? 0n });
}

/** All of the part at home by chance, or with a symmetry the largest square in its middle. */
function sowSoup(engine: LatticeEngine, home: Home, { density, symmetry }: LifeParams, random: Random): void {
  const threshold = density * 2 ** 32;
  if (density === 0) return;
  if (home.width * home.height > MOST_SOWN) {
    throw new InputError('width', home.width, `at most ${MOST_SOWN} cells in all to sow: name a pattern, or density 0`);
  }
  if (symmetry === 'C1') sow(engine, home, () => Number(random.bits() < threshold));
  else {
    const size = Math.max(1, Math.floor(Math.min(home.width, home.height) / 2));
    placePattern(engine, symmetricSoup(random, { size, density, symmetry }), home);
  }
}

function twoStates(rule: ReturnType<typeof parseRule>['rule'], text: string): BlockRule {
  if (rule.kind === 'block' && rule.states === 2) return rule;
  const system = rule.kind === 'block' ? 'generations' : 'larger-than-life';
  throw new InputError('rule', text, `a rule of two states, e.g. B3/S23; the system "${system}" runs this one`);
}
