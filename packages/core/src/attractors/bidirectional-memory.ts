import { InputError } from '../contract/errors.js';
import { dense } from '../contract/field.js';
import { choice, number, type ParamsOf, text } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { BidirectionalMemory } from './bidirectional-network.js';
import { drawLetter } from './letters.js';
import { checkCue, corrupt, drawMemories, indicesOf, randomPatterns, shuffle } from './memories.js';
import { checkText, cueParams, memoryParams } from './memory-params.js';
import { createRecallFields, recallViews } from './recall-views.js';

const MOST = 64;

const params = {
  ...memoryParams({ side: 24, letters: 'AJLMSZ', most: MOST, about: 'Pairs of random patterns to store besides.' }),
  answers: text({
    default: '127453',
    check: checkText,
    about: 'What goes with each letter or image, in the same order.',
  }),
  ...cueParams({ most: MOST, noise: 0.25 }),
  from: choice(['first', 'second'], { default: 'first', about: 'The layer that is cued; the other starts at random.' }),
  slack: number({ default: 0, min: 0, max: 1, about: 'Probability that a neuron misses its turn.' }),
};

type BidirectionalParams = ParamsOf<typeof params>;

/** Kosko's bidirectional associative memory ({@link BidirectionalMemory}). A step gives one neuron its turn, layer by layer. */
export const bidirectionalMemory = defineSystem({
  id: 'bidirectional-memory',
  title: 'Bidirectional memory',
  family: 'attractors',
  about:
    'Two layers of neurons that remember pairs: show half of one side, and the two layers remind each other of the rest.',
  source: { authors: 'Bart Kosko', year: 1988, title: 'Bidirectional associative memories', doi: '10.1109/21.87054' },
  params,
  presets: [
    {
      id: 'pairs',
      title: 'Letters and numbers',
      about: 'A damaged letter calls up its number, and the number mends the letter.',
      params: {},
    },
    {
      id: 'backwards',
      title: 'Backwards',
      about: 'The same pairs asked from the other side.',
      params: { from: 'second', cue: 2 },
    },
    { id: 'deep-noise', title: 'Deep noise', about: 'Four neurons in ten are wrong.', params: { noise: 0.4, cue: 3 } },
    {
      id: 'alike',
      title: 'Too much alike',
      about: 'Letters that look alike are too near one another: what they call up is a mixture of their numbers.',
      params: { letters: 'BDOPRE', cue: 0, noise: 0.1 },
    },
    {
      id: 'crowded',
      title: 'Crowded',
      about: 'With sixty pairs more than it bears the memory calls up what nobody stored.',
      params: { width: 16, height: 16, random: 60, noise: 0.1 },
    },
  ],
  views: [
    {
      id: 'layers',
      title: 'Both layers',
      about: 'Both layers as in the cued pair (dark off, light on), wrongly on and wrongly off (coloured).',
      palette: 'changes',
      layers: [{ kind: 'image', field: 'layers', as: 'states' }],
    },
    recallViews.memories,
    {
      ...recallViews.overlaps,
      about: 'How much the cued layer is like its side of each pair: 1 the same, −1 its negative.',
    },
  ],
  measures: [
    { id: 'energy', title: 'Energy', about: 'E = −Σ wᵢⱼaᵢbⱼ over the product of both sizes: never rises.' },
    {
      id: 'cued',
      title: 'Overlap of the cued layer',
      about: 'Likeness of the cued layer to its side of the pair: 1 the same, 0 as chance.',
    },
    { id: 'answer', title: 'Overlap of the answer', about: 'Likeness of the other layer to its side of the pair.' },
  ],
  pace: 16,
  setup,
});

function setup(params: BidirectionalParams, { random }: Context): Model {
  const { width, height, cue, slack } = params;
  const size = width * height;
  const first = drawMemories(params, random.stream('patterns'));
  const pictures = first.length - params.random;
  if (params.answers.length !== pictures) {
    throw new InputError('answers', params.answers, `${pictures} letters or digits, one for each letter or image`);
  }
  const second = [
    ...Array.from(params.answers, (letter) => drawLetter(letter, width, height)),
    ...randomPatterns(params.random, size, random.stream('answers')),
  ];
  checkCue(cue, first.length);
  const memory = new BidirectionalMemory(first, second);
  const cued = params.from === 'first' ? 0 : 1;
  const start = random.stream('cue');
  memory.layers[cued].set(corrupt((cued === 0 ? first : second)[cue], params.noise, start));
  memory.layers[1 - cued].set(randomPatterns(1, size, start)[0]);
  memory.refresh();
  const turns = indicesOf(size);
  const updates = random.stream('updates');
  const targets = [first[cue], second[cue]] as const;
  const pictured = createRecallFields({ width, height, patterns: first.flatMap((pattern, p) => [pattern, second[p]]) });
  const bars = createRecallFields({ width, height, patterns: first });
  const across = 2 * width + 2;
  const cells = new Uint8Array(across * height);
  const layersField = dense(cells, [height, across], [[0, 3]]);

  return {
    step(count, time) {
      for (const end = time + count; time < end; time++) {
        // A sweep through the layer that answers, then one through the layer that was cued.
        const layer = Math.floor(time / size) % 2 === 0 ? 1 - cued : cued;
        if (time % size === 0) shuffle(turns, size, updates);
        if (slack > 0 && updates.uniform() < slack) continue;
        memory.update(layer === 0 ? 0 : 1, turns[time % size]);
      }
    },
    fields: {
      layers() {
        for (const layer of [0, 1] as const) {
          const { data } = pictured.recall(memory.layers[layer], targets[layer]);
          for (let y = 0; y < height; y++) {
            cells.set(data.subarray(y * width, (y + 1) * width) as Uint8Array, y * across + layer * (width + 2));
          }
        }
        return layersField;
      },
      memories: pictured.memories,
      overlaps: () => bars.overlaps(memory.overlaps[cued]),
    },
    measures: () => ({
      energy: memory.energy() / (size * size),
      cued: memory.overlaps[cued][cue] / size,
      answer: memory.overlaps[1 - cued][cue] / size,
    }),
    state: () => ({ first: memory.layers[0], second: memory.layers[1], turns }),
    restored: () => memory.refresh(),
  };
}
