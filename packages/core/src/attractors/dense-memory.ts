import { forBrush } from '../contract/brush.js';
import { choice, integer, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { unstableNeurons } from './couplings.js';
import { Cue } from './cue.js';
import { denseCouplings, INTERACTIONS } from './dense-associative.js';
import { Descent, landmarks } from './descent.js';
import { EnergyValley, valleyView } from './energy-valley.js';
import { drawMemories } from './memories.js';
import { cueParams, cuePeriod, memoryParams, orderParam } from './memory-params.js';
import { createRecallFields, recallViews } from './recall-views.js';
import { Turns } from './turns.js';

const MOST = 10000;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

const params = {
  ...memoryParams({ letters: ALPHABET, most: MOST, about: 'Random patterns to store besides.' }),
  ...cueParams({ most: MOST, noise: 0.35 }),
  period: cuePeriod(6000),
  interaction: choice(INTERACTIONS, {
    default: 'rectified',
    about:
      'How the overlap x with a memory counts: xⁿ, so that its negative may count too; xⁿ where x is positive; or eˣ.',
  }),
  degree: integer({
    default: 12,
    min: 2,
    max: 60,
    about: 'The power n: with 2 it is Hebb’s rule, and some Nⁿ⁻¹ random patterns can be held.',
  }),
  order: orderParam,
};

type DenseParams = ParamsOf<typeof params>;

/**
 * Dense associative memory (Krotov & Hopfield 2016, doi:10.48550/arXiv.1606.01164): Hopfield’s network with an energy that falls
 * steeply at each memory, −Σ F(Σ ξᵢsᵢ), so that far more memories than neurons have valleys of their own.
 * A step gives one neuron its turn: it takes the state in which the energy is lower.
 */
export const denseMemory = defineSystem({
  id: 'dense-memory',
  title: 'Dense associative memory',
  family: 'attractors',
  about:
    'When likeness counts by a high power, the nearest memory drowns out all others, and a network holds far more pictures than it has neurons.',
  source: {
    authors: 'Dmitry Krotov, John J. Hopfield',
    year: 2016,
    title: 'Dense associative memory for pattern recognition',
    doi: '10.48550/arXiv.1606.01164',
  },
  params,
  presets: [
    {
      id: 'alphabet',
      title: 'Alphabet',
      about: 'All letters and digits in one network, each found again from under noise.',
      params: {},
    },
    {
      id: 'quadratic',
      title: 'The same by squares',
      about: 'With the power 2 it is Hopfield’s network of 1982: letters this alike melt into one.',
      params: { interaction: 'polynomial', degree: 2 },
    },
    {
      id: 'cubic',
      title: 'Three times as many as neurons',
      about: 'A hundred neurons hold three hundred random patterns by the power 3; the squares held fourteen.',
      params: { width: 10, height: 10, letters: '', random: 300, degree: 3, noise: 0.05, period: 600 },
    },
    {
      id: 'thousands',
      title: 'Five thousand on a hundred neurons',
      about: 'The power 5 keeps fifty patterns a neuron apart.',
      params: { width: 10, height: 10, letters: '', random: 5000, degree: 5, noise: 0.05, period: 600 },
    },
    {
      id: 'exponential',
      title: 'Exponential',
      about: 'The steepest of all: patterns without number could be told apart, these thirty-six most easily.',
      params: { interaction: 'exponential', noise: 0.38 },
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
    { id: 'energy', title: 'Energy', about: 'About −N at a memory; never rises, unless all change at once.' },
    { id: 'overlap', title: 'Overlap', about: 'Likeness to the cued memory: 1 the same, 0 as chance.' },
    { id: 'best', title: 'Best overlap', about: 'Likeness to the memory that the state is most like.' },
    { id: 'nearest', title: 'Nearest memory', about: 'Number of that memory, counted from 0.' },
    { id: 'unstable', title: 'Unstable', unit: 'neurons', about: 'Neurons that would flip at their turn: 0 at rest.' },
  ],
  pace: 16,
  brush: { about: 'Turn neurons on, or off.', radius: 2 },
  setup,
});

/** Memories that the pictures of them and of their overlaps show. */
const SHOWN = 256;
/** Sweeps that the chart of the energy spans. */
const WINDOW = 6;

function setup(given: DenseParams, { random }: Context): Model {
  const { width, height, interaction: kind, degree, order } = given;
  const patterns = drawMemories(given, random.stream('patterns'));
  const cue = new Cue(patterns, given, random.stream('cue'));
  const couplings = denseCouplings(patterns, { kind, degree });
  const { state, size, overlaps } = couplings;
  const energies = landmarks(couplings, patterns);
  cue.startInto(state);
  couplings.refresh();
  const descent = new Descent(WINDOW * size, [0, couplings.energy(), ...energies]);
  descent.record(0, couplings.energy());
  const valley = new EnergyValley(couplings, cue, descent.range, random.stream('valley'));
  const turns = new Turns(couplings, { order, temperature: 0 }, random.stream('updates'));
  const fields = createRecallFields({ width, height, patterns, shown: SHOWN });

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
      overlaps: () => fields.overlaps(overlaps),
      descent: () => descent.field(),
      valley: () => valley.curve(),
      here: () => valley.here(),
    },
    measures() {
      let nearest = 0;
      for (let p = 1; p < overlaps.length; p++) if (overlaps[p] > overlaps[nearest]) nearest = p;
      return {
        energy: couplings.energy(),
        overlap: overlaps[cue.current[0]] / size,
        best: overlaps[nearest] / size,
        nearest,
        unstable: unstableNeurons(couplings),
      };
    },
    state: () => ({ state, turns: turns.sequence, next: turns.next, cued: cue.current, ...descent.state }),
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
