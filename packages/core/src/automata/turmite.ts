import { type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem } from '../contract/system.js';
import { sizeParams } from '../lattice/byte-lattice.js';
import { parseTurmite } from './turmite-table.js';
import { WALK_PACE, walkerCount, walkerMeasures, walkersModel, walkerViews } from './turmite-walkers.js';

const FIBONACCI = '{{{1,8,1},{1,8,1}},{{1,2,1},{0,1,0}}}';

const params = {
  ...sizeParams(256),
  table: text({
    default: FIBONACCI,
    check: (value) => void parseTurmite(value),
    about:
      'For each state, for each colour: {new colour, turn, new state}, where 1 goes on, 2 turns right, 4 turns round, 8 turns left.',
  }),
  turmites: walkerCount,
};

/**
 * Turmites, Turing machines on a plane (Dewdney 1989, doi:10.1038/scientificamerican0989-180): the state of the machine
 * and the colour of its cell say what to paint, how to turn and which state follows.
 */
export const turmite = defineSystem({
  id: 'turmite',
  title: 'Turmites',
  family: 'automata',
  about:
    'A Turing machine walks the plane instead of a tape: a few states and colours draw spirals, rope, gardens and roads.',
  source: {
    authors: 'A. K. Dewdney',
    year: 1989,
    title: 'Two-dimensional Turing machines and tur-mites make tracks on a plane',
    doi: '10.1038/scientificamerican0989-180',
  },
  params,
  presets: [
    {
      id: 'fibonacci',
      title: 'Fibonacci spiral',
      about: 'Squares whose sides are Fibonacci numbers, laid around one another (found by Ed Pegg Jr.).',
      params: { table: FIBONACCI },
    },
    {
      id: 'spiral',
      title: 'Coiled rope',
      about: 'A spiral of textured arms.',
      params: { table: '{{{1,1,1},{1,8,0}},{{1,2,1},{0,1,0}}}' },
    },
    {
      id: 'frame',
      title: 'Framed texture',
      about: 'Texture grows inside a frame that the turmite keeps widening.',
      params: { table: '{{{1,8,0},{1,2,1}},{{0,2,0},{0,8,1}}}', width: 96, height: 96 },
    },
    {
      id: 'worms',
      title: 'Worm trails',
      about: 'Chaos with a texture of its own, as if worms had been at work.',
      params: { table: '{{{1,2,1},{1,8,1}},{{1,2,1},{0,2,0}}}' },
    },
    {
      id: 'striped',
      title: 'Striped spiral',
      about: 'Five striped sails around a point.',
      params: { table: '{{{0,2,1},{0,8,0}},{{1,8,1},{0,2,0}}}' },
    },
    {
      id: 'box',
      title: 'Spiral in a filled box',
      about: 'A square spiral grows while its surroundings fill up to a diamond.',
      params: { table: '{{{1,8,1},{0,1,0}},{{1,1,0},{1,2,0}}}' },
    },
    {
      id: 'langton',
      title: 'Langton’s ant',
      about: 'One state and two colours make Langton’s ant.',
      params: { table: '{{{1,2,0},{0,8,0}}}' },
    },
    {
      id: 'road',
      title: 'Road at one in three',
      about: 'From the first steps on a road that goes three cells along for each one across.',
      params: { table: '{{{1,2,1},{1,2,1}},{{1,8,1},{0,2,0}}}', width: 96, height: 96 },
    },
  ],
  views: walkerViews('inferno'),
  measures: walkerMeasures,
  pace: WALK_PACE,
  brush: { about: 'Put cells on the second colour, or back on the first.', radius: 2 },
  setup(given: ParamsOf<typeof params>, context: Context) {
    const { width, height, turmites } = given;
    return walkersModel(parseTurmite(given.table), { width, height, walkers: turmites }, context);
  },
});
