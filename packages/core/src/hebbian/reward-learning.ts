import { dense } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { math } from '../kernels/math.js';
import { Trace } from '../neurons/trace.js';
import { RewardNetwork } from './reward-network.js';
import { cuesOf, REWARD_TASKS } from './reward-tasks.js';

/** Share that a trial has in what is expected of its cue, and in the running success of all. */
const EXPECTATION = 0.05;
const SUCCESS = 0.005;
/** Deviation of the first weights, and the largest that they may become. */
const SPREAD = 0.5;
const LARGEST = 5;
/** Seconds from a reward to the next cue. */
const PAUSE = 1;
/** Trials that the curve spans, and from one point to the next. */
const PAST = 20000;
const EVERY = 20;
/** Cells to a side of the plane. */
const SIDE = 48;

const params = {
  task: choice(REWARD_TASKS, {
    default: 'xor',
    about: 'Exclusive or of two inputs, parity of three, or random cues with an answer each.',
  }),
  hidden: integer({ default: 8, min: 1, max: 64, unit: 'units', about: 'Hidden units.' }),
  inputs: integer({ default: 10, min: 1, max: 64, about: 'Inputs, for the task "association".' }),
  cues: integer({ default: 16, min: 2, max: 64, about: 'Cues, for the task "association".' }),
  rate: number({ default: 0.5, min: 0, max: 5, about: 'Learning rate.' }),
  delay: number({ default: 1, min: 0, max: 20, unit: 's', about: 'Time from an answer to its reward.' }),
  eligibilityTime: number({
    default: 1,
    min: 0.01,
    max: 20,
    scale: 'log',
    unit: 's',
    about: 'How long synapses remember what they did.',
  }),
  exploration: number({ default: 0.01, min: 0, max: 0.5, about: 'Least probability of either answer.' }),
  fading: number({
    default: 0.003,
    min: 0,
    max: 0.1,
    about: 'Share of every weight that is lost in a trial, times how often answers fail: doubt after failure.',
  }),
};

type RewardParams = ParamsOf<typeof params>;

/**
 * Learning from reward alone ({@link RewardNetwork}): a step is one trial. A cue is shown, all units fire or not by chance and remember it,
 * and after a while a reward comes, 1 for the right answer and 0 for the wrong one. All synapses hear only how much better it was than
 * what this cue had brought on average: Δw = η (R − R̄) e. Weights fade while answers fail, which REINFORCE does not ask for: it frees
 * networks that are certain of something wrong.
 */
export const rewardLearning = defineSystem({
  id: 'reward-learning',
  title: 'Learning from reward',
  family: 'hebbian',
  about:
    'Units that fire by chance remember for a moment what they did; one late signal for all, better or worse than expected, is enough to learn exclusive or.',
  source: {
    authors: 'Ronald J. Williams',
    year: 1992,
    title: 'Simple statistical gradient-following algorithms for connectionist reinforcement learning',
    doi: '10.1007/BF00992696',
  },
  params,
  presets: [
    {
      id: 'xor',
      title: 'Exclusive or',
      about: 'What no single unit can do: after some thousand trials nine answers in ten are right.',
      params: {},
    },
    {
      id: 'no-trace',
      title: 'No memory',
      about: 'Synapses forget before the reward comes: nothing is learned, ever.',
      params: { eligibilityTime: 0.05 },
    },
    {
      id: 'association',
      title: 'Associations',
      about: 'Sixteen random cues, eight for each answer.',
      params: { task: 'association', hidden: 10 },
    },
    {
      id: 'parity',
      title: 'Parity of three',
      about: 'Odd or even: harder, as every input always matters.',
      params: { task: 'parity', hidden: 12 },
    },
    {
      id: 'no-hidden',
      title: 'One hidden unit',
      about: 'Three answers in four are the most that one boundary can give.',
      params: { hidden: 1 },
    },
    {
      id: 'stubborn',
      title: 'No doubt',
      about: 'Neither exploration nor fading: this network ends up certain, and wrong about one cue.',
      params: { exploration: 0, fading: 0, rate: 2 },
    },
  ],
  views: [
    {
      id: 'success',
      title: 'Success',
      about: 'Share of right answers of late, and how likely the right answer is for the cue that is known worst.',
      palette: 'ink',
      axes: { x: { title: 'trials' }, y: { title: 'right answers' } },
      layers: [
        { kind: 'curve', field: 'chance', colour: 'faint', title: 'chance' },
        { kind: 'curve', field: 'success', colour: 'first', title: 'of late' },
        { kind: 'curve', field: 'worst', colour: 'second', title: 'for the worst cue' },
      ],
    },
    {
      id: 'plane',
      title: 'Plane',
      about: 'The answer all over the plane of the first two inputs: amber 1, blue 0; the others are at their mean.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'plane', as: 'scalar' }],
    },
    {
      id: 'answers',
      title: 'Answers',
      about: 'The probability of the right answer, for each cue.',
      palette: 'ink',
      layers: [{ kind: 'bars', field: 'answers' }],
    },
    {
      id: 'weights',
      title: 'Weights',
      about: 'A row for each hidden unit: its inputs and its bias, then what the answer makes of it.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'weights', as: 'scalar' }],
    },
  ],
  measures: [
    { id: 'success', title: 'Success', about: 'Share of right answers over some two hundred trials.' },
    { id: 'right', title: 'Right on average', about: 'Mean probability of the right answer over all cues.' },
    { id: 'worst', title: 'Worst cue', about: 'The least probability of the right answer among all cues.' },
    { id: 'length', title: 'Weights', about: 'Root mean square of all weights.' },
  ],
  pace: 40,
  setup,
});

function setup(given: RewardParams, { random }: Context): Model {
  const { hidden, exploration, delay, eligibilityTime, rate, fading } = given;
  const { inputs, cues, answers } = cuesOf(given.task, given, random.stream('cues'));
  const network = new RewardNetwork(
    { inputs, hidden, spread: SPREAD, largest: LARGEST, exploration },
    random.stream('weights'),
  );
  const stream = random.stream('trials');
  const left = math().exp(-delay / eligibilityTime);
  const keep = math().exp(-(delay + PAUSE) / eligibilityTime);
  const expected = new Float64Array(cues.length).fill(0.5);
  /** Running success, then the time in trials. */
  const now = Float64Array.of(0.5, 0);
  const traces = { success: new Trace(PAST / EVERY), worst: new Trace(PAST / EVERY) };
  const rightAnswers = new Float32Array(cues.length);
  const judge = () => {
    for (let cue = 0; cue < cues.length; cue++) {
      const p = network.respond(cues[cue]);
      rightAnswers[cue] = answers[cue] === 1 ? p : 1 - p;
    }
    return rightAnswers;
  };
  const worst = () => judge().reduce((least, p) => Math.min(least, p), 1);
  const trial = (time: number) => {
    const cue = stream.integer(cues.length);
    const reward = network.act(cues[cue], stream, keep) === answers[cue] ? 1 : 0;
    network.reward(rate * (reward - expected[cue]) * left);
    expected[cue] += EXPECTATION * (reward - expected[cue]);
    now[0] += SUCCESS * (reward - now[0]);
    network.fade(1 - fading * (1 - now[0]));
    now[1] = time;
    if (time % EVERY !== 0) return;
    traces.success.push(time, now[0]);
    traces.worst.push(time, worst());
  };
  const from = () => Math.max(0, now[1] - PAST);
  const chance = new Float32Array(4);
  const plane = new Float32Array(SIDE * SIDE);
  const wide = inputs + 3;
  const picture = new Float32Array(hidden * wide);
  const point = new Float64Array(inputs);

  return {
    step(count, time) {
      for (let t = time + 1; t <= time + count; t++) trial(t);
    },
    fields: {
      chance() {
        chance.set([from(), 0.5, from() + PAST, 0.5]);
        const span = [
          [from(), from() + PAST],
          [0, 1],
        ] as const;
        return dense(chance, [2, 2], span);
      },
      success: () => traces.success.field(),
      worst: () => traces.worst.field(),
      plane() {
        for (let i = 0; i < plane.length; i++) {
          point[0] = (3 * (i % SIDE)) / (SIDE - 1) - 1.5;
          if (inputs > 1) point[1] = 1.5 - (3 * Math.floor(i / SIDE)) / (SIDE - 1);
          plane[i] = 2 * network.respond(point) - 1;
        }
        return dense(plane, [SIDE, SIDE], [[-1, 1]]);
      },
      answers: () => dense(judge(), [cues.length], [[0, 1]]),
      weights() {
        for (let unit = 0; unit < hidden; unit++) {
          for (let i = 0; i <= inputs; i++) picture[unit * wide + i] = network.first[unit * (inputs + 1) + i];
          picture[unit * wide + wide - 1] = network.second[unit];
        }
        return dense(picture, [hidden, wide], [[-LARGEST, LARGEST]]);
      },
    },
    measures() {
      const right = judge().reduce((sum, p) => sum + p / cues.length, 0);
      const { first, second } = network;
      let squares = 0;
      for (const weights of [first, second]) for (const weight of weights) squares += weight * weight;
      const length = Math.sqrt(squares / (first.length + second.length));
      return { success: now[0], right, worst: worst(), length };
    },
    state: () => ({
      first: network.first,
      second: network.second,
      firstEligibility: network.firstEligibility,
      secondEligibility: network.secondEligibility,
      expected,
      now,
      successes: traces.success.data,
      successCursor: traces.success.cursor,
      worsts: traces.worst.data,
      worstCursor: traces.worst.cursor,
    }),
  };
}
