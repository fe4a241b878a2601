import { InputError } from '../contract/errors.js';
import { type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem } from '../contract/system.js';
import { sizeParams } from '../lattice/byte-lattice.js';
import {
  MAX_COLOURS,
  type Turmite,
  WALK_PACE,
  walkerCount,
  walkerMeasures,
  walkersModel,
  walkerViews,
} from './turmite-walkers.js';

const params = {
  ...sizeParams(256),
  rule: text({
    default: 'RL',
    check: (value) => void parseAnt(value),
    about:
      'One letter a colour: turn right (R), left (L), round (U) or not (N); each visit moves a cell to the next colour.',
  }),
  ants: walkerCount,
};

/**
 * Langton’s ant (Langton 1986, doi:10.1016/0167-2789(86)90237-X), and its kin of many colours (Gale, Propp, Sutherland &
 * Troubetzkoy 1995): an ant turns as the colour of its cell says, moves the cell to the next colour, and goes one on.
 */
export const langtonAnt = defineSystem({
  id: 'langton-ant',
  title: 'Langton’s ant',
  family: 'automata',
  about:
    'An ant turns right on white and left on black, flipping each cell; after ten thousand steps of chaos it builds a highway.',
  source: {
    authors: 'Christopher G. Langton',
    year: 1986,
    title: 'Studying artificial life with cellular automata',
    doi: '10.1016/0167-2789(86)90237-X',
  },
  params,
  presets: [
    {
      id: 'highway',
      title: 'Highway',
      about: 'One ant on white: from step 9976 on it builds a road that repeats every 104 steps.',
      params: { width: 192, height: 192 },
    },
    {
      id: 'symmetric',
      title: 'Symmetric growth',
      about: 'LLRR: turns in equal pairs make a figure that is its own mirror image again and again.',
      params: { rule: 'LLRR', width: 64, height: 64 },
    },
    {
      id: 'square',
      title: 'Growing square',
      about: 'LRRRRRLLR: the ant fills a square around its start.',
      params: { rule: 'LRRRRRLLR', width: 80, height: 80 },
    },
    {
      id: 'triangle',
      title: 'Growing triangle',
      about: 'RRLLLRLLLRRR: twelve colours, a wedge that grows and moves.',
      params: { rule: 'RRLLLRLLLRRR', width: 128, height: 128 },
    },
    {
      id: 'convoluted',
      title: 'Convoluted highway',
      about: 'LLRRRLRLRLLR: the ant weaves a broad road.',
      params: { rule: 'LLRRRLRLRLLR', width: 96, height: 96 },
    },
    {
      id: 'swarm',
      title: 'Swarm',
      about: 'Sixteen ants undo and redo one another’s roads.',
      params: { ants: 16 },
    },
  ],
  views: walkerViews('embers'),
  measures: walkerMeasures,
  pace: 2 * WALK_PACE,
  brush: { about: 'Put cells on the second colour, or back on the first.', radius: 2 },
  setup(given: ParamsOf<typeof params>, context: Context) {
    const { width, height, ants } = given;
    return walkersModel(parseAnt(given.rule), { width, height, walkers: ants }, context);
  },
});

const QUARTER_TURNS = 'NRUL';

/**
 * An ant’s rule as a turmite of one state.
 * @throws InputError for anything but 2 to 64 letters R, L, U, N
 */
export function parseAnt(rule: string): Turmite {
  const letters = [...rule.trim().toUpperCase()];
  const turns = letters.map((letter) => QUARTER_TURNS.indexOf(letter));
  if (letters.length < 2 || letters.length > MAX_COLOURS || turns.includes(-1)) {
    throw new InputError('rule', rule, `2 to ${MAX_COLOURS} letters R, L, U or N, e.g. RL`);
  }
  return [turns.map((turn, i) => ({ colour: (i + 1) % turns.length, turn, state: 0 }))];
}
