import { choice, integer, number, type ParamsOf, text } from '../contract/params.js';
import { EDGES, EDGES_ABOUT } from '../lattice/edges.js';
import { patternEndings, patternNames } from '../lattice/start-pattern.js';
import { library } from '../patterns/library/library.js';
import { parsePattern } from '../patterns/read-pattern.js';
import { symmetryNames } from '../patterns/symmetric.js';
import { parseRule } from '../rules/parse-rule.js';

const MAX_SIDE = 65536;
const FARTHEST = 2 ** 31;

const isTwoState = (rule: string): boolean => {
  const read = parseRule(rule).rule;
  return read.kind === 'block' && read.states === 2;
};

/** What a run of a two-state rule starts from. */
export const lifeParams = {
  width: integer({
    default: 256,
    min: 1,
    max: MAX_SIDE,
    unit: 'cells',
    scale: 'log',
    about: 'Width of the grid, or on the plane without end of the part that is sown and shown at home.',
  }),
  height: integer({ default: 256, min: 1, max: MAX_SIDE, unit: 'cells', scale: 'log', about: 'Height of the same.' }),
  edge: choice(['auto', ...EDGES], {
    default: 'auto',
    about: `${EDGES_ABOUT} Auto: none under a pattern, a torus under a soup. A grid in the rule goes before it, such as B3/S23:T256+7,256.`,
  }),
  rule: text({
    default: 'auto',
    check: (value) => void (value === 'auto' || parseRule(value)),
    about:
      'B3/S23 and its kin: B2-a/S12, B13/S012V, B2/S34H, MAP…, W110; auto takes the rule that the pattern names, or B3/S23.',
  }),
  engine: choice(['auto', 'dense', 'sparse', 'hashlife'], {
    default: 'auto',
    about:
      'Dense computes every cell of a grid, sparse only where something happens, HashLife remembers squares and leaps; all give the same cells.',
  }),
  memory: integer({
    default: 1024,
    min: 16,
    max: 4000,
    unit: 'MiB',
    scale: 'log',
    isFree: true,
    about: 'Memory that the sparse engine and HashLife may take.',
  }),
  pattern: text({
    default: '',
    file: '.rle',
    accept: patternEndings,
    names: patternNames(library.filter(({ rule }) => isTwoState(rule))),
    check: (value) => void (value === '' || parsePattern(value)),
    about:
      'Starting pattern, centred: its name in the library, or RLE, macrocell, Life 1.05 or 1.06, plaintext or an apgcode; without one a random soup is sown.',
  }),
  offsetX: integer({
    default: 0,
    min: -FARTHEST,
    max: FARTHEST,
    unit: 'cells',
    about: 'Moves the pattern right of the centre.',
  }),
  offsetY: integer({
    default: 0,
    min: -FARTHEST,
    max: FARTHEST,
    unit: 'cells',
    about: 'Moves the pattern below the centre.',
  }),
  density: number({ default: 0.35, min: 0, max: 1, about: 'Share of live cells in the random soup.' }),
  symmetry: choice(symmetryNames, {
    default: 'C1',
    about: 'Symmetry of the random soup, by its name in soup searches; C1 has none.',
  }),
};

export type LifeParams = ParamsOf<typeof lifeParams>;
