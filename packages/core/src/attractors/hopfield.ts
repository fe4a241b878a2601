import { forBrush } from '../contract/brush.js';
import { InputError } from '../contract/errors.js';
import { choice, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { unstableNeurons } from './couplings.js';
import { Cue } from './cue.js';
import { Descent, landmarks } from './descent.js';
import { EnergyValley, valleyView } from './energy-valley.js';
import { overlapsInto, storeHebb } from './hebb.js';
import { STORAGE_RULES, storeBy } from './hopfield-network.js';
import { drawMemories } from './memories.js';
import { cueParams, cuePeriod, memoryParams, orderParam } from './memory-params.js';
import { createRecallFields, recallViews } from './recall-views.js';
import { Turns } from './turns.js';

const params = {
  ...memoryParams({
    about: 'Random patterns to store besides: Hebb’s rule holds some 0.14 a neuron, then loses all at once.',
  }),
  ...cueParams(),
  period: cuePeriod(0),
  rule: choice(STORAGE_RULES, {
    default: 'hebb',
    about:
      'How patterns become weights: by Hebb’s rule, by Storkey’s, which bears more of them, or by projection, which bears even like ones.',
  }),
  order: orderParam,
  temperature: number({
    default: 0,
    min: 0,
    max: 2,
    about: 'Chance in each decision, T of Glauber’s rule: at 0 there is none, above 1 no memory lasts.',
  }),
};

type HopfieldParams = ParamsOf<typeof params>;

/**
 * Hopfield’s network (Hopfield 1982, doi:10.1073/pnas.79.8.2554): neurons sᵢ = ±1 with weights by Hebb's rule,
 * wᵢⱼ = (1/N) Σ ξᵢξⱼ over the stored patterns ξ and wᵢᵢ = 0, or by one of the later rules ({@link STORAGE_RULES}). A step
 * gives one neuron its turn: it takes the sign of its field Σ wᵢⱼsⱼ and keeps its state where that is 0. The energy
 * E = −½ Σ wᵢⱼsᵢsⱼ never rises, so that the network comes to rest: in the memory nearest to where it started, in its
 * negative, or in a mixture of several. With a temperature, or where all neurons change at once, it may rise.
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
      id: 'projection',
      title: 'Projection',
      about: 'The whole alphabet at once, one letter after the other: the projection rule keeps apart what is alike.',
      params: { letters: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', rule: 'projection', order: 'sweep', noise: 0.25, period: 5000 },
    },
    {
      id: 'storkey',
      title: 'Storkey’s rule',
      about: 'Two hundred random patterns beside the letters, 0.2 a neuron: more than Hebb’s rule can hold.',
      params: { random: 200, rule: 'storkey', order: 'sweep', noise: 0.2, period: 5000 },
    },
    {
      id: 'warm',
      title: 'Warm',
      about: 'Neurons that often err, at a temperature of 0.5: the letter flickers, and yet holds.',
      params: { temperature: 0.5, cue: 1 },
    },
    {
      id: 'synchronous',
      title: 'All at once',
      about: 'All neurons change together: the letter is there in three or four leaps, or never.',
      params: { order: 'synchronous', noise: 0.42, cue: 4, period: 8192 },
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
    recallViews.state,
    recallViews.recall,
    recallViews.memories,
    recallViews.overlaps,
    recallViews.energy,
    valleyView,
  ],
  measures: [
    {
      id: 'energy',
      title: 'Energy',
      about: 'E = −½ Σ wᵢⱼsᵢsⱼ: about −N/2 at a memory of Hebb’s; never rises, unless by chance or all at once.',
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
  const { width, height, order, temperature } = given;
  checkWork(given);
  const patterns = drawMemories(given, random.stream('patterns'));
  const cue = new Cue(patterns, given, random.stream('cue'));
  const memories = storeHebb(patterns);
  const couplings = storeBy(given.rule, patterns);
  const { state, size } = couplings;
  const energies = landmarks(couplings, patterns);
  cue.startInto(state);
  couplings.refresh();
  const descent = new Descent(WINDOW * size, [0, couplings.energy(), ...energies]);
  descent.record(0, couplings.energy());
  const valley = new EnergyValley(couplings, cue, descent.range, random.stream('valley'));
  const turns = new Turns(couplings, { order, temperature }, random.stream('updates'));

  const fields = createRecallFields({ width, height, patterns });
  const sums = new Int32Array(patterns.length);
  const overlaps = () => overlapsInto(sums, memories, state);

  return {
    step(count, time) {
      for (const end = time + count; time < end; time++) {
        if (cue.renewInto(state, time)) couplings.refresh();
        turns.take(time);
        if (descent.isDue(time + 1)) descent.record(time + 1, couplings.energy());
      }
    },
    fields: {
      state: () => fields.state(state),
      recall: () => fields.recall(state, cue.target),
      memories: () => fields.memories(),
      overlaps: () => fields.overlaps(overlaps()),
      descent: () => descent.field(),
      valley: () => valley.curve(),
      here: () => valley.here(),
    },
    measures() {
      const best = Math.max(...overlaps());
      return {
        energy: couplings.energy(),
        overlap: sums[cue.current[0]] / size,
        best: best / size,
        nearest: sums.indexOf(best),
        unstable: unstableNeurons(couplings),
      };
    },
    state: () => ({
      state,
      turns: turns.sequence,
      next: turns.next,
      cued: cue.current,
      ...couplings.saved(),
      ...descent.state,
    }),
    restored: () => couplings.restored(),
    edit(edit) {
      const value = edit.erase ? -1 : 1;
      forBrush(edit, width, height, (x, y) => {
        const i = y * width + x;
        if (state[i] !== value) couplings.flip(i);
      });
    },
  };
}

/** Sweeps that the chart of the energy spans. */
const WINDOW = 6;
/** N² P, what storing in a matrix takes: some seconds. */
const MAX_WORK = 2 ** 31;

function checkWork({ width, height, random, rule }: HopfieldParams): void {
  const size = width * height;
  const most = Math.floor(MAX_WORK / size ** 2);
  if (rule === 'hebb' || random <= most) return;
  throw new InputError('random', random, `at most ${most} patterns by the rule ${rule} on ${size} neurons`);
}
