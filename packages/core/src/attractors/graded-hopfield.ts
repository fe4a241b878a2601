import { forBrush } from '../contract/brush.js';
import { dense } from '../contract/field.js';
import { number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { Cue } from './cue.js';
import { Descent } from './descent.js';
import { GradedHopfield } from './graded-network.js';
import { drawMemories } from './memories.js';
import { cueParams, cuePeriod, memoryParams } from './memory-params.js';
import { createRecallFields, recallViews } from './recall-views.js';

const params = {
  ...memoryParams(),
  ...cueParams({ noise: 0.35 }),
  period: cuePeriod(480),
  gain: number({
    default: 4,
    min: 0.1,
    max: 100,
    scale: 'log',
    about:
      'Steepness g of the neurons, v = tanh(g u): too low and nothing is remembered, high and they are all but ±1.',
  }),
  tau: number({
    default: 1,
    min: 0.1,
    max: 100,
    scale: 'log',
    about: 'Time constant τ: how long a potential lasts that nothing feeds.',
  }),
  input: number({
    default: 0,
    min: 0,
    max: 2,
    about: 'Strength of the cue as a constant current, beside being the start.',
  }),
  timeStep: number({
    default: 0.02,
    min: 0.001,
    max: 1,
    scale: 'log',
    about: 'Length of a step of Euler’s; refused where the energy might rise.',
  }),
};

type GradedParams = ParamsOf<typeof params>;

/**
 * Hopfield’s network of graded neurons (Hopfield 1984, doi:10.1073/pnas.81.10.3088): du/dt = −u/τ + W v + I with
 * v = tanh(g u) and weights by Hebb’s rule. All neurons move at once and a little at a time, down an energy.
 */
export const gradedHopfield = defineSystem({
  id: 'graded-hopfield',
  title: 'Graded Hopfield network',
  family: 'attractors',
  about:
    'Neurons with every shade between off and on, as currents in a circuit: a faint and damaged picture develops into the memory like a photograph.',
  source: {
    authors: 'John J. Hopfield',
    year: 1984,
    title: 'Neurons with graded response have collective computational properties like those of two-state neurons',
    doi: '10.1073/pnas.81.10.3088',
  },
  params,
  presets: [
    {
      id: 'developing',
      title: 'Developing',
      about: 'A faint letter with a third of noise gains contrast and loses its faults.',
      params: {},
    },
    {
      id: 'steep',
      title: 'Steep neurons',
      about: 'With a gain of 40 they are nearly the two-state neurons of 1982.',
      params: { gain: 40, cue: 3 },
    },
    {
      id: 'forgetful',
      title: 'Too little gain',
      about:
        'Whatever is cued fades to grey: below a gain of 1/τ over the largest eigenvalue the only valley is the middle.',
      params: { gain: 0.4, period: 360 },
    },
    {
      id: 'shown',
      title: 'While it is shown',
      about:
        'A low gain and the damaged picture as a lasting current: it is cleaned while it is seen, its faults stay as shadows.',
      params: { gain: 1.5, input: 0.3, period: 700 },
    },
    {
      id: 'crowded',
      title: 'Crowded',
      about: 'Eighty random patterns beside the letters.',
      params: { random: 80, noise: 0.2, gain: 8 },
    },
  ],
  views: [
    {
      id: 'outputs',
      title: 'Outputs',
      about: 'Every neuron’s output between −1 and 1.',
      palette: 'grey',
      layers: [{ kind: 'image', field: 'outputs', as: 'scalar' }],
    },
    {
      ...recallViews.recall,
      about: 'Outputs rounded to on and off against the cued memory: wrong ones are coloured.',
    },
    recallViews.memories,
    recallViews.overlaps,
    { ...recallViews.energy, about: 'The energy falls all the way, steeply where the state turns into a valley.' },
  ],
  measures: [
    { id: 'energy', title: 'Energy', about: 'Hopfield’s energy for graded neurons; never rises while one cue lasts.' },
    { id: 'overlap', title: 'Overlap', about: 'Mean of output times memory: 1 the same at full contrast.' },
    { id: 'contrast', title: 'Contrast', about: 'Root mean square of the outputs: 0 all grey, 1 black and white.' },
    { id: 'wrong', title: 'Wrong', unit: 'neurons', about: 'Outputs whose sign differs from the cued memory’s.' },
  ],
  pace: 1,
  brush: { about: 'Push neurons on, or off.', radius: 3 },
  setup,
});

/** |g u| of every neuron at a cue: faint, so that it is seen to develop. */
const FAINT = 0.3;
/** Steps that the chart of the energy spans. */
const WINDOW = 768;

function setup(given: GradedParams, { random }: Context): Model {
  const { width, height, gain } = given;
  const patterns = drawMemories(given, random.stream('patterns'));
  const cue = new Cue(patterns, given, random.stream('cue'));
  const network = GradedHopfield.store(patterns, given);
  const { size, u, v, input } = network;
  const signs = new Int8Array(size);
  const set = (): void => {
    for (let i = 0; i < size; i++) {
      u[i] = (FAINT / gain) * signs[i];
      input[i] = given.input * signs[i];
    }
    network.respond();
  };
  const rest = restingEnergies(network, patterns);
  cue.startInto(signs);
  set();
  const descent = new Descent(WINDOW, [0, network.energy(), ...rest]);
  descent.record(0, network.energy());
  const fields = createRecallFields({ width, height, patterns });
  const outputs = dense(new Float32Array(size), [height, width], [[-1, 1]]);
  const sums = new Float64Array(patterns.length);

  return {
    step(count, time) {
      for (const end = time + count; time < end; time++) {
        if (cue.renewInto(signs, time)) set();
        network.step();
        if (descent.isDue(time + 1)) descent.record(time + 1, network.energy());
      }
    },
    fields: {
      outputs() {
        outputs.data.set(v);
        return outputs;
      },
      recall: () => fields.recall(v, cue.target),
      memories: () => fields.memories(),
      overlaps() {
        for (let p = 0; p < sums.length; p++) sums[p] = product(patterns[p], v);
        return fields.overlaps(sums);
      },
      descent: () => descent.field(),
    },
    measures: () => ({
      energy: network.energy(),
      overlap: product(cue.target, v) / size,
      contrast: Math.sqrt(product(v, v) / size),
      wrong: v.reduce((wrong, value, i) => wrong + (value * cue.target[i] < 0 ? 1 : 0), 0),
    }),
    state: () => ({ u, input, signs, cued: cue.current, ...descent.state }),
    restored: () => network.respond(),
    edit(edit) {
      forBrush(edit, width, height, (x, y) => {
        u[y * width + x] = edit.erase ? -1 / gain : 1 / gain;
      });
      network.respond();
    },
  };
}

function product(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Energies of states like the first memories, at the output where one memory alone would rest. */
function restingEnergies(network: GradedHopfield, patterns: readonly Int8Array[]): number[] {
  return patterns.slice(0, 8).map((pattern) => {
    for (let i = 0; i < network.size; i++) network.u[i] = network.tau * pattern[i];
    network.respond();
    return network.energy();
  });
}
