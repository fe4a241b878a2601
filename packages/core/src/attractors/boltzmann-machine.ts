import { InputError } from '../contract/errors.js';
import { boolean, choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { math } from '../kernels/math.js';
import { codesField, StateRaster, Stems, weightsField } from './boltzmann-fields.js';
import { LearningHistory } from './boltzmann-history.js';
import { BoltzmannMachine } from './boltzmann-network.js';
import { BOLTZMANN_TASKS, type BoltzmannPatterns, boltzmannPatterns, noisyTarget } from './boltzmann-tasks.js';
import { boltzmannMeasures, boltzmannViews } from './boltzmann-views.js';

const params = {
  task: choice(BOLTZMANN_TASKS, {
    default: 'encoder',
    about:
      'What is shown: pairs of groups of four units of which the same one is on (encoder), two bits and whether they differ (xor), four bits of even parity, three bits and the same turned left or right (shifter), or bars and stripes.',
  }),
  hidden: integer({
    default: 2,
    min: 0,
    max: 9,
    unit: 'units',
    about: 'Hidden units; with the visible ones at most twelve, so that all states can be counted.',
  }),
  statistics: choice(['samples', 'exact'], {
    default: 'samples',
    about: 'Where the statistics for learning come from: units watched after cooling, or all states counted.',
  }),
  rate: number({ default: 0.2, min: 0, max: 2, scale: 'log', about: 'Learning rate.' }),
  decay: number({
    default: 0.05,
    min: 0,
    max: 0.5,
    scale: 'log',
    about: 'Share of the weights lost at every step, times the rate.',
  }),
  noise: number({
    default: 0.03,
    min: 0,
    max: 0.2,
    about:
      'Probability that a shown unit is turned on by mistake; off, three times that. It keeps weights from growing for ever; 0.05 in the paper.',
  }),
  equal: boolean({
    default: true,
    about: 'Whether, for the statistics "samples", every weight moves by the rate itself, up or down, as in the paper.',
  }),
  runs: integer({
    default: 20,
    min: 1,
    max: 200,
    unit: 'runs',
    scale: 'log',
    about: 'For the statistics "samples": times a step that the machine is cooled with a pattern clamped, and free.',
  }),
  sweeps: integer({
    default: 10,
    min: 1,
    max: 100,
    unit: 'sweeps',
    scale: 'log',
    about: 'Sweeps of cooling in each, and as many of watching.',
  }),
  hot: number({ default: 3, min: 1, max: 20, about: 'Temperature at which cooling starts; it ends at 1.' }),
};

type BoltzmannParams = ParamsOf<typeof params>;

/**
 * The Boltzmann machine ({@link BoltzmannMachine}): weights grow between units that are on together more often while
 * patterns are clamped than while the machine is free, until it dreams what it is shown.
 */
export const boltzmannMachine = defineSystem({
  id: 'boltzmann-machine',
  title: 'Boltzmann machine',
  family: 'attractors',
  about:
    'Noisy units learn from what they do awake, with patterns clamped, less what they do asleep, until they dream what they are shown.',
  source: {
    authors: 'David H. Ackley, Geoffrey E. Hinton, Terrence J. Sejnowski',
    year: 1985,
    title: 'A learning algorithm for Boltzmann machines',
    doi: '10.1207/s15516709cog0901_7',
  },
  params,
  presets: [
    {
      id: 'encoder',
      title: '4-2-4 encoder',
      about:
        'Two hidden units are the only way from four units to four others: they find a code of two bits, as in the paper.',
      params: {},
    },
    {
      id: 'encoder-exact',
      title: 'The same, exactly',
      about:
        'All 1024 states counted instead of sampled: the divergence falls at every step, but often into a code of three.',
      params: { statistics: 'exact', decay: 0, rate: 0.5, noise: 0.01 },
    },
    {
      id: 'xor',
      title: 'Exclusive or',
      about: 'Whether two bits differ, which no pair of units tells: the hidden ones must.',
      params: { task: 'xor', hidden: 3, statistics: 'exact', decay: 0, rate: 1, noise: 0 },
    },
    {
      id: 'blind',
      title: 'Exclusive or, without hidden units',
      about: 'Weights between visible units see pairs only: the divergence stays at ln 2 for ever.',
      params: { task: 'xor', hidden: 0, noise: 0, decay: 0, equal: false, rate: 0.5 },
    },
    {
      id: 'shifter',
      title: 'Shifter',
      about: 'Three bits and the same turned left or right: hidden units learn which way, and with which bit.',
      params: { task: 'shifter', hidden: 5, statistics: 'exact', decay: 0, rate: 1, noise: 0.005 },
    },
    {
      id: 'bars-and-stripes',
      title: 'Bars and stripes',
      about: 'Nine units show bars or stripes, never both; hidden units come to tell light pictures from dark ones.',
      params: { task: 'bars-and-stripes', hidden: 3, statistics: 'exact', decay: 0, rate: 0.5, noise: 0.005 },
    },
  ],
  views: boltzmannViews,
  measures: boltzmannMeasures,
  pace: 4,
  setup,
});

/** Units whose states are counted at every look. */
const MOST_UNITS = 12;
/** Steps from one point of the curve to the next, at first. */
const EVERY = 4;

function setup(given: BoltzmannParams, { random }: Context): Model {
  const { task, hidden, statistics, rate, decay, noise } = given;
  const patterns = boltzmannPatterns(task);
  const { visible } = patterns;
  if (visible + hidden > MOST_UNITS) {
    throw new InputError(
      'hidden',
      hidden,
      `at most ${MOST_UNITS - visible} units beside the ${visible} of the task ${task}`,
    );
  }
  const target = noisyTarget(patterns, noise);
  const machine = new BoltzmannMachine({ ...patterns, hidden, seed: random.stream('weights') });
  const learning = random.stream('learning');
  const free = random.stream('free');
  const state = new Uint8Array(machine.units);
  const raster = new StateRaster(visible, machine.units);
  const history = new LearningHistory(1, EVERY);
  const point = new Float64Array(1);
  const record = (time: number): void => {
    point[0] = machine.states.divergence(target);
    history.record(time, point);
  };
  record(0);

  const count = patterns.patterns.length;
  const highest = 2 * target.reduce((most, p) => Math.max(most, p), 0);
  const [shown, done] = [new Stems(count, -0.08, highest), new Stems(count, 0.08, highest)];
  const shownAt = (p: number) => target[patterns.patterns[p]];
  const doneAt = (p: number) => machine.states.marginal[patterns.patterns[p]];

  return {
    step(steps, from) {
      for (let time = from + 1; time <= from + steps; time++) {
        if (statistics === 'exact') machine.learnExactly(target, rate, decay);
        else machine.learn(target, rate, learning, given);
        machine.sweep(state, free);
        raster.push(state);
        if (history.isDue(time)) record(time);
      }
    },
    fields: {
      weights: weightsField(machine),
      shown: () => shown.stems(shownAt),
      done: () => done.stems(doneAt),
      shownTips: () => shown.tips(shownAt),
      doneTips: () => done.tips(doneAt),
      divergence: () => history.field(0, 0),
      codes: codesField(machine, patterns),
      states: () => raster.field(),
    },
    measures() {
      const { states } = machine;
      const divergence = states.divergence(target);
      const share = patterns.patterns.reduce((sum, v) => sum + states.marginal[v], 0);
      const measures = { codes: codesOf(machine, patterns), weight: meanWeight(machine) };
      return patterns.inputs > 0
        ? { divergence, share, completion: completionOf(states.logMarginal, patterns), ...measures }
        : { divergence, share, ...measures };
    },
    state: () => ({
      weights: machine.weights,
      biases: machine.biases,
      state,
      ...raster.state,
      ...history.state,
    }),
  };
}

/** Mean over patterns of P(the other units | the inputs). */
function completionOf(logMarginal: Float64Array, { patterns, inputs }: BoltzmannPatterns): number {
  const { exp } = math();
  const step = 1 << inputs;
  const sum = patterns.reduce((total, pattern) => {
    let all = 0;
    for (let v = pattern & (step - 1); v < logMarginal.length; v += step)
      all += exp(logMarginal[v] - logMarginal[pattern]);
    return total + 1 / all;
  }, 0);
  return sum / patterns.length;
}

function codesOf(machine: BoltzmannMachine, { patterns }: BoltzmannPatterns): number {
  const { states, hidden } = machine;
  const codes = patterns.map((v) => {
    let code = 0;
    for (let j = 0; j < hidden; j++) if (states.hiddenGiven(j, v) > 0.5) code |= 1 << j;
    return code;
  });
  return new Set(codes).size;
}

function meanWeight({ weights }: BoltzmannMachine): number {
  let sum = 0;
  let count = 0;
  for (const weight of weights) {
    sum += Math.abs(weight);
    if (weight !== 0) count++;
  }
  return sum / Math.max(1, count);
}
