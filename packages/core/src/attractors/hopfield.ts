import { decodePngUrl } from '../bytes/png.js';
import { forBrush } from '../contract/brush.js';
import { InputError } from '../contract/errors.js';
import { dense } from '../contract/field.js';
import { createMosaic } from '../contract/mosaic.js';
import { choice, images, integer, number, type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import type { Random } from '../random/random.js';
import { binarize } from './binarize.js';
import { energy, flip, localField, overlapsInto, storeHebb, unstable } from './hebb.js';
import { checkLetters, drawLetter } from './letters.js';

const MAX_SIDE = 64;
const MAX_RANDOM = 1024;
const MAX_LETTERS = 64;

const params = {
  width: integer({ default: 32, min: 1, max: MAX_SIDE, unit: 'neurons', about: 'Width of a pattern.' }),
  height: integer({ default: 32, min: 1, max: MAX_SIDE, unit: 'neurons', about: 'Height of a pattern.' }),
  letters: text({
    default: 'AJLMSZ',
    check: checkText,
    about: 'Letters and digits to store, where no images are given.',
  }),
  images: images({ max: 64, about: 'Images to store instead of letters: shrunk to the grid, dark parts are on.' }),
  random: integer({
    default: 0,
    min: 0,
    max: MAX_RANDOM,
    unit: 'patterns',
    about: 'Random patterns to store besides: Hebb’s rule holds some 0.14 a neuron, then loses all at once.',
  }),
  cue: integer({
    default: 0,
    min: 0,
    max: MAX_LETTERS + MAX_RANDOM - 1,
    about: 'Which memory to start from, counted from 0: letters or images first, then random patterns.',
  }),
  noise: number({ default: 0.3, min: 0, max: 1, about: 'Share of the neurons that start in the wrong state.' }),
  order: choice(['random', 'sweep'], {
    default: 'random',
    about: 'Random: any neuron may be next. Sweep: each has its turn once, in random order, before any has it again.',
  }),
};

type HopfieldParams = ParamsOf<typeof params>;

/**
 * Hopfield's network (Hopfield 1982, doi:10.1073/pnas.79.8.2554): neurons sᵢ = ±1 with weights by Hebb's rule,
 * wᵢⱼ = (1/N) Σ ξᵢξⱼ over the stored patterns ξ and wᵢᵢ = 0. A step gives one neuron its turn: it takes the sign of its
 * field Σ wᵢⱼsⱼ and keeps its state where that is 0. The energy E = −½ Σ wᵢⱼsᵢsⱼ never rises, so that the network comes
 * to rest: in the memory nearest to where it started, in its negative, or in a mixture of several.
 */
export const hopfield = defineSystem({
  id: 'hopfield',
  title: 'Hopfield network',
  family: 'attractors',
  about:
    'Neurons that each follow the majority of their inputs fall back, together, into the stored picture nearest to where they start.',
  source: {
    authors: 'John J. Hopfield',
    year: 1982,
    title: 'Neural networks and physical systems with emergent collective computational abilities',
    doi: '10.1073/pnas.79.8.2554',
  },
  params,
  presets: [
    { id: 'letters', title: 'Letters', about: 'Six letters; one is found again under a third of noise.', params: {} },
    {
      id: 'deep-noise',
      title: 'Deep noise',
      about: 'To the eye nothing is left of the letter, and yet it comes back.',
      params: { noise: 0.4, cue: 3 },
    },
    {
      id: 'negative',
      title: 'Negative',
      about: 'Seven neurons in ten are wrong: the network remembers the letter white on black.',
      params: { noise: 0.7, cue: 2 },
    },
    {
      id: 'confusion',
      title: 'Confusion',
      about: 'Letters too much alike: the network settles in a mixture that nobody stored.',
      params: { letters: 'BDOPR', noise: 0.2 },
    },
    {
      id: 'crowded',
      title: 'Crowded',
      about: 'A hundred random patterns beside the letters, 0.1 a neuron: recall still works.',
      params: { random: 100, noise: 0.2 },
    },
    {
      id: 'overload',
      title: 'Overload',
      about: 'A quarter of a pattern a neuron, far above 0.138: even a faultless cue is lost.',
      params: { random: 250, noise: 0, letters: 'A' },
    },
  ],
  views: [
    {
      id: 'state',
      title: 'State',
      about: 'Neurons that are on.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'state', as: 'states' }],
    },
    {
      id: 'recall',
      title: 'Recall',
      about: 'Neurons as in the cued memory (dark off, light on), wrongly on and wrongly off (coloured).',
      palette: 'changes',
      layers: [{ kind: 'image', field: 'recall', as: 'states' }],
    },
    {
      id: 'memories',
      title: 'Memories',
      about: 'All stored patterns, row by row.',
      palette: 'ink',
      layers: [{ kind: 'image', field: 'memories', as: 'states' }],
    },
    {
      id: 'overlaps',
      title: 'Overlaps',
      about: 'How much the state is like each memory: 1 the same, −1 its negative.',
      palette: 'ink',
      layers: [{ kind: 'bars', field: 'overlaps' }],
    },
  ],
  measures: [
    {
      id: 'energy',
      title: 'Energy',
      about: 'E = −½ Σ wᵢⱼsᵢsⱼ with weights over N: about −N/2 at a memory; never rises.',
    },
    {
      id: 'overlap',
      title: 'Overlap',
      about: 'Likeness to the cued memory: 1 the same, 0 as chance, −1 its negative.',
    },
    { id: 'best', title: 'Best overlap', about: 'Likeness to the memory that the state is most like.' },
    { id: 'nearest', title: 'Nearest memory', about: 'Number of that memory, counted from 0.' },
    { id: 'unstable', title: 'Unstable', unit: 'neurons', about: 'Neurons that would flip at their turn: 0 at rest.' },
  ],
  pace: 16,
  brush: { about: 'Turn neurons on, or off.', radius: 2 },
  setup,
});

function setup(given: HopfieldParams, { random }: Context): Model {
  const { width, height, cue, order } = given;
  const size = width * height;
  const patterns = drawPatterns(given, random.stream('patterns'));
  if (cue >= patterns.length) {
    throw new InputError('cue', cue, `a memory from 0 to ${patterns.length - 1} (${patterns.length} are stored)`);
  }
  const memories = storeHebb(patterns);
  const target = patterns[cue];
  const state = corrupt(target, given.noise, random.stream('cue'));
  const overlaps = overlapsInto(new Int32Array(memories.count), memories, state);
  const turns = Uint16Array.from({ length: size }, (_, i) => i);
  const updates = random.stream('updates');

  const cells = new Uint8Array(size);
  const shares = new Float32Array(memories.count);
  const stateField = dense(cells, [height, width], [[0, 1]]);
  const recallField = dense(cells, [height, width], [[0, 3]]);
  const overlapsField = dense(shares, [memories.count], [[-1, 1]]);
  const mosaic = createMosaic({ count: patterns.length, width, height, gap: 1, range: [0, 2] });

  function nextNeuron(time: number): number {
    if (order === 'random') return updates.integer(size);
    const turn = time % size;
    if (turn === 0) shuffle(turns, size, updates);
    return turns[turn];
  }

  return {
    step(count, time) {
      for (const end = time + count; time < end; time++) {
        const i = nextNeuron(time);
        if (localField(memories, state, overlaps, i) * state[i] < 0) flip(memories, state, overlaps, i);
      }
    },
    fields: {
      /** 1 on, 0 off. */
      state() {
        for (let i = 0; i < size; i++) cells[i] = state[i] > 0 ? 1 : 0;
        return stateField;
      },
      /** Against the cued memory: 0 rightly off, 1 rightly on, 2 wrongly on, 3 wrongly off. Shares memory with `state`. */
      recall() {
        for (let i = 0; i < size; i++) cells[i] = state[i] > 0 ? (target[i] > 0 ? 1 : 2) : target[i] > 0 ? 3 : 0;
        return recallField;
      },
      /** All patterns in rows, 0 off and 2 on, with gaps of 1 between them. */
      memories() {
        return mosaic.draw((p, i) => (patterns[p][i] > 0 ? 2 : 0));
      },
      overlaps() {
        for (let p = 0; p < shares.length; p++) shares[p] = overlaps[p] / size;
        return overlapsField;
      },
    },
    measures() {
      const best = Math.max(...overlaps);
      return {
        energy: energy(memories, overlaps),
        overlap: overlaps[cue] / size,
        best: best / size,
        nearest: overlaps.indexOf(best),
        unstable: unstable(memories, state, overlaps),
      };
    },
    state: () => ({ state, turns }),
    restored: () => void overlapsInto(overlaps, memories, state),
    edit(edit) {
      const value = edit.erase ? -1 : 1;
      forBrush(edit, width, height, (x, y) => {
        const i = y * width + x;
        if (state[i] !== value) flip(memories, state, overlaps, i);
      });
    },
  };
}

function checkText(letters: string): void {
  checkLetters(letters);
  if (letters.length > MAX_LETTERS) throw new InputError('letters', letters, `at most ${MAX_LETTERS} letters`);
}

/** What is stored: images, or else letters, then random patterns, each of ±1. */
function drawPatterns({ width, height, letters, images, random }: HopfieldParams, source: Random): Int8Array[] {
  const pictures =
    images.length > 0
      ? images.map((url) => binarize(decodePngUrl(url, 'images'), width, height))
      : Array.from(letters, (letter) => drawLetter(letter, width, height));
  const noise = Array.from({ length: random }, () =>
    Int8Array.from({ length: width * height }, () => (source.bits() & 0x80000000 ? 1 : -1)),
  );
  if (pictures.length + noise.length === 0) {
    throw new InputError('letters', letters, 'something to store: letters, images or random patterns');
  }
  return [...pictures, ...noise];
}

/** The pattern with exactly round(noise · N) of its neurons turned over. */
function corrupt(pattern: Int8Array, noise: number, random: Random): Int8Array {
  const state = pattern.slice();
  const wrong = Math.round(noise * state.length);
  const order = Uint16Array.from(state.keys());
  shuffle(order, wrong, random);
  for (const i of order.subarray(0, wrong)) state[i] = -state[i];
  return state;
}

/** Puts a random choice in random order first (Fisher and Yates, as far as it is needed). */
function shuffle(list: Uint16Array, count: number, random: Random): void {
  for (let i = 0; i < count; i++) {
    const j = i + random.integer(list.length - i);
    const picked = list[j];
    list[j] = list[i];
    list[i] = picked;
  }
}
