import { InputError } from '../contract/errors.js';
import { dense } from '../contract/field.js';
import { choice, integer, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Edit, type Model } from '../contract/system.js';
import { sizeParams } from '../lattice/byte-lattice.js';
import { clamp, createPile, MOST_DROPPED, type Pile } from './sandpile-pile.js';
import { avalancheBook } from './sandpile-statistics.js';

const params = {
  ...sizeParams(128, { max: 1024 }),
  start: choice(['soup', 'empty', 'full', 'overfull', 'identity', 'forming'], {
    default: 'soup',
    about:
      'What lies on the table: 0 to 3 grains by chance, nothing, 3 or 6 grains everywhere, the identity of the sandpile group, or a heap that topples into it.',
  }),
  drive: choice(['random', 'centre', 'none'], {
    default: 'random',
    about: 'Where grains fall once all is stable: anywhere by chance, on the middle, or not at all.',
  }),
  grains: integer({ default: 1, min: 1, max: MOST_DROPPED, about: 'Grains that fall together.' }),
  relax: choice(['whole', 'sweep'], {
    default: 'whole',
    about:
      'A step is a whole avalanche, or one sweep in which all unstable cells topple at once; what would take long goes on in the next step.',
  }),
};

/**
 * The sandpile of Bak, Tang and Wiesenfeld (1987, doi:10.1103/PhysRevLett.59.381): a cell with four grains gives one to
 * each neighbour, grains fall off the edges. Toppling in any order ends the same; stable heaps that recur form a group
 * (Dhar 1990, doi:10.1103/PhysRevLett.64.1613).
 */
export const sandpile = defineSystem({
  id: 'sandpile',
  title: 'Sandpile',
  family: 'automata',
  about:
    'Grains fall one by one and slide where four lie on a cell; the heap finds by itself the state where avalanches of every size occur.',
  source: {
    authors: 'Per Bak, Chao Tang, Kurt Wiesenfeld',
    year: 1987,
    title: 'Self-organized criticality: an explanation of the 1/f noise',
    doi: '10.1103/PhysRevLett.59.381',
  },
  params,
  presets: [
    {
      id: 'driven',
      title: 'Driven at random',
      about: 'From a full table the heap settles into its critical state; each step is one avalanche.',
      params: { start: 'full' },
    },
    {
      id: 'mandala',
      title: 'Single source',
      about: 'All grains fall on one cell: a heap of fractal symmetry grows.',
      params: { width: 255, height: 255, start: 'empty', drive: 'centre', grains: 64 },
    },
    {
      id: 'identity',
      title: 'The identity, forming',
      about:
        'Six grains a cell less what six grains a cell topple to: it slides into the neutral element of the sandpile group.',
      params: { width: 200, height: 200, start: 'forming', drive: 'none', relax: 'sweep' },
    },
    {
      id: 'slow-motion',
      title: 'Avalanches in slow motion',
      about: 'On the identity, itself a critical state, every avalanche runs one sweep a step.',
      params: { start: 'identity', relax: 'sweep' },
    },
  ],
  views: [
    {
      id: 'heights',
      title: 'Grains',
      about: 'Grains on each cell: 0 to 3, brightest where a cell is about to topple.',
      palette: 'magma',
      layers: [{ kind: 'image', field: 'heights', as: 'scalar' }],
    },
    {
      id: 'avalanche',
      title: 'Avalanche',
      about: 'How often each cell toppled in the latest avalanche.',
      palette: 'inferno',
      layers: [{ kind: 'image', field: 'avalanche', as: 'scalar' }],
    },
    {
      id: 'sizes',
      title: 'Avalanche sizes',
      about:
        'How often avalanches of 1, 2–3, 4–7, … topplings occurred, on a logarithmic scale: a straight slope is a power law.',
      palette: 'viridis',
      layers: [{ kind: 'bars', field: 'sizes' }],
    },
  ],
  measures: [
    { id: 'grains', title: 'Grains', about: 'Grains on the table.' },
    {
      id: 'density',
      title: 'Density',
      unit: 'grains per cell',
      about: 'Mean number of grains on a cell: 2.125 in the critical state of a large table.',
    },
    { id: 'falls', title: 'Falls', about: 'How often grains have been dropped.' },
    { id: 'topplings', title: 'Topplings', about: 'Topplings since the start.' },
    { id: 'avalanches', title: 'Avalanches', about: 'Avalanches of at least one toppling that have come to rest.' },
    { id: 'size', title: 'Size', unit: 'topplings', about: 'Topplings of the latest avalanche.' },
    { id: 'duration', title: 'Duration', unit: 'sweeps', about: 'Sweeps until the latest avalanche came to rest.' },
    { id: 'area', title: 'Area', unit: 'cells', about: 'Cells that toppled in the latest avalanche.' },
    {
      id: 'radius',
      title: 'Radius',
      unit: 'cells',
      about: 'Distance of the farthest of them from where the grains fell.',
    },
  ],
  pace: 4,
  brush: { about: 'Put four grains on each cell, whatever lay there, or clear cells.', radius: 1 },
  setup,
});

function setup(given: ParamsOf<typeof params>, { random }: Context): Model {
  const { width, height } = given;
  checkStart(given);
  const pile = createPile(width, height);
  fill(pile, given, random);
  const book = avalancheBook(pile);
  const site = random.stream('grains');
  if (!pile.isStable()) book.begin(width >> 1, height >> 1);

  function drop(): void {
    if (given.drive === 'none') return;
    const cell = given.drive === 'random' ? site.integer(width * height) : -1;
    const x = cell < 0 ? width >> 1 : cell % width;
    const y = cell < 0 ? height >> 1 : Math.floor(cell / width);
    book.begin(x, y);
    pile.add(x, y, given.grains);
  }

  return {
    step(count) {
      for (let i = 0; i < count; i++) {
        if (pile.isStable()) drop();
        const sweeps = given.relax === 'sweep' ? 1 : Math.ceil(LONGEST_STEP / (width * height));
        if (pile.relax(sweeps)) book.close();
      }
    },
    fields: {
      /** Grains on each cell. */
      heights: () => pile.heights(),
      /** Topplings of each cell in the latest avalanche, 255 at most. */
      avalanche: () => pile.topplings(),
      /** log₁₀(1 + avalanches) of 2ᵏ to 2ᵏ⁺¹ − 1 topplings. */
      sizes: () => dense(book.bars(), [book.bars().length]),
    },
    measures() {
      const grains = pile.grains();
      return { grains, density: grains / (width * height), ...book.measures() };
    },
    state: () => ({ ...pile.state, ...book.state }),
    restored() {
      pile.check();
      book.check(width, height);
    },
    edit(edit: Edit) {
      if (pile.isStable()) book.begin(clamp(edit.x, width), clamp(edit.y, height));
      pile.paint(edit);
    },
  };
}

/** Cells times sweeps of one step: about a second. */
const LONGEST_STEP = 2 ** 32;
/** The work grows with the fourth power of the side: beyond this one the identity takes more than a second or two. */
const LONGEST_SIDE = 300;

/** @throws InputError where it would take too long to find the identity */
function checkStart({ start, width, height }: ParamsOf<typeof params>): void {
  if (start !== 'identity' && start !== 'forming') return;
  for (const [name, side] of Object.entries({ width, height })) {
    if (side > LONGEST_SIDE) throw new InputError(name, side, `at most ${LONGEST_SIDE} cells to start as ${start}`);
  }
}

function fill(pile: Pile, { start }: ParamsOf<typeof params>, random: Context['random']): void {
  switch (start) {
    case 'soup':
      pile.fill(() => random.stream('soup').bits() >>> 30);
      break;
    case 'full':
      pile.fill(() => 3);
      break;
    case 'overfull':
      pile.fill(() => 6);
      break;
    case 'identity':
    case 'forming':
      pile.fillForming();
      if (start === 'identity') pile.relax();
      break;
  }
  pile.restart();
}
