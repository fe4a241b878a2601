import { forBrush } from '../contract/brush.js';
import { dense } from '../contract/field.js';
import { boolean, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { math } from '../kernels/math.js';
import { corrupt, drawMemories } from './memories.js';
import { memoryParams } from './memory-params.js';
import { createRecallFields, recallViews } from './recall-views.js';
import { SequenceMemory } from './sequence-network.js';

/** Columns of the picture of what was, about as many rows, and sweeps from one column to the next. */
const PAST = 240;
const HEIGHT = 120;
const SWEEPS = 0.5;

const params = {
  ...memoryParams({ side: 28, letters: 'SELFORG', most: 64, about: 'Random patterns that follow the letters.' }),
  strength: number({
    default: 1.5,
    min: 0,
    max: 10,
    about: 'Strength of the slow synapses that lead on to the next pattern: above 1 it comes (λ).',
  }),
  delay: number({
    default: 6,
    min: 0.5,
    max: 100,
    unit: 'sweeps',
    about: 'Turns of every neuron over which slow synapses remember (τ).',
  }),
  temperature: number({ default: 0, min: 0, max: 2, about: 'Chance in each decision; at 0 there is none.' }),
  noise: number({ default: 0.2, min: 0, max: 1, about: 'Share of the neurons that start in the wrong state.' }),
  cyclic: boolean({ default: true, about: 'Whether the first pattern follows the last.' }),
};

type SequenceParams = ParamsOf<typeof params>;

/** Sompolinsky and Kanter's memory of sequences ({@link SequenceMemory}). A step gives one random neuron its turn. */
export const sequenceMemory = defineSystem({
  id: 'sequence-memory',
  title: 'Sequence memory',
  family: 'attractors',
  about: 'Fast synapses hold a picture, slow ones lead on to the next: the network spells a word, letter by letter.',
  source: {
    authors: 'Haim Sompolinsky, Ido Kanter',
    year: 1986,
    title: 'Temporal association in asymmetric neural networks',
    doi: '10.1103/PhysRevLett.57.2861',
  },
  params,
  presets: [
    { id: 'word', title: 'A word', about: 'The network spells SELFORG, over and over.', params: {} },
    {
      id: 'lingering',
      title: 'Lingering',
      about: 'Slow synapses just strong enough: it dwells long in each letter.',
      params: { strength: 1.2 },
    },
    {
      id: 'stuck',
      title: 'Stuck',
      about: 'Slow synapses too weak: it stays with the first letter.',
      params: { strength: 0.6 },
    },
    {
      id: 'hurried',
      title: 'Hurried',
      about: 'Slow synapses too strong: letters run into one another, and the network is caught in a mixture.',
      params: { strength: 4 },
    },
    {
      id: 'warm',
      title: 'Warm',
      about: 'Chance at work in every neuron: letters come blurred, and sometimes one is skipped.',
      params: { temperature: 0.25 },
    },
    {
      id: 'forty',
      title: 'Forty patterns',
      about: 'A long sequence of random patterns: as they are many, they come ever more blurred.',
      params: { letters: 'A', random: 39, delay: 4 },
    },
  ],
  views: [
    recallViews.state,
    {
      id: 'score',
      title: 'Score',
      about:
        'How much of each pattern, one a row, there is in the state, over time: amber all of it, blue its negative.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'score', as: 'scalar' }],
    },
    recallViews.overlaps,
    recallViews.memories,
  ],
  measures: [
    { id: 'nearest', title: 'Pattern', about: 'Number of the pattern that the state is most like, counted from 0.' },
    { id: 'overlap', title: 'Overlap', about: 'Likeness to that pattern: 1 the same.' },
    { id: 'visited', title: 'Steps in order', about: 'How often the next pattern followed.' },
    { id: 'astray', title: 'Steps astray', about: 'How often another pattern followed.' },
  ],
  pace: 160,
  brush: { about: 'Turn neurons on, or off.', radius: 2 },
  setup,
});

function setup(params: SequenceParams, { random }: Context): Model {
  const { width, height, temperature } = params;
  const size = width * height;
  const patterns = drawMemories(params, random.stream('patterns'));
  const memory = new SequenceMemory(patterns, { ...params, delay: params.delay * size });
  memory.state.set(corrupt(patterns[0], params.noise, random.stream('cue')));
  memory.refresh();
  const updates = random.stream('updates');
  const fields = createRecallFields({ width, height, patterns });
  /** The pattern that was recalled last, steps in order, steps astray. */
  const counts = new Float64Array(3);
  const score = new Float32Array(patterns.length * PAST);
  /** Rows thick enough to be seen. */
  const thick = Math.max(1, Math.round(HEIGHT / patterns.length));
  const drawn = new Float32Array(thick * score.length);
  const scoreField = dense(drawn, [thick * patterns.length, PAST], [[-1, 1]]);
  const every = Math.max(1, Math.round(SWEEPS * size));

  function note(): void {
    for (let p = 0; p < patterns.length; p++) {
      score.copyWithin(p * PAST, p * PAST + 1, (p + 1) * PAST);
      score[(p + 1) * PAST - 1] = memory.shares[p];
    }
    const nearest = memory.nearest();
    if (nearest === counts[0] || memory.overlaps[nearest] < 0.7 * size) return;
    counts[nearest === (counts[0] + 1) % patterns.length ? 1 : 2]++;
    counts[0] = nearest;
  }

  return {
    step(count, time) {
      for (const end = time + count; time < end; time++) {
        const i = updates.integer(size);
        const field = memory.field(i);
        const isOn =
          temperature > 0
            ? updates.uniform() * (1 + math().exp((-2 * field) / temperature)) < 1
            : field > 0 || (field === 0 && memory.state[i] > 0);
        memory.set(i, isOn ? 1 : -1);
        if ((time + 1) % every === 0) note();
      }
    },
    fields: {
      state: () => fields.state(memory.state),
      score() {
        for (let row = 0; row < thick * patterns.length; row++) {
          const p = Math.floor(row / thick);
          drawn.set(score.subarray(p * PAST, (p + 1) * PAST), row * PAST);
        }
        return scoreField;
      },
      overlaps: () => fields.overlaps(memory.overlaps),
      memories: fields.memories,
    },
    measures() {
      const nearest = memory.nearest();
      return { nearest, overlap: memory.overlaps[nearest] / size, visited: counts[1], astray: counts[2] };
    },
    state: () => ({ state: memory.state, slow: memory.slow, counts, score }),
    restored: () => memory.refresh(),
    edit(edit) {
      forBrush(edit, width, height, (x, y) => {
        memory.state[y * width + x] = edit.erase ? -1 : 1;
      });
      memory.refresh();
    },
  };
}
