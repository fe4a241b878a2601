import type { Field } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { ForceLearner } from './force-learner.js';
import { ForceTarget, TARGETS } from './force-target.js';
import { SpaceTime } from './space-time.js';
import { Trace } from './trace.js';

const params = {
  units: integer({ default: 300, min: 2, max: 1000, scale: 'log', about: 'Number of neurons.' }),
  gain: number({
    default: 1.5,
    min: 0,
    max: 4,
    about: 'Strength of the random connections: chaotic above 1, which is what learns best.',
  }),
  target: choice(TARGETS, { default: 'sines', about: 'What the network is to produce.' }),
  period: number({
    default: 60,
    min: 2,
    max: 1000,
    unit: 'time constants',
    scale: 'log',
    about: 'Period of the target, where it has one.',
  }),
  before: number({
    default: 30,
    min: 0,
    max: 10000,
    unit: 'time constants',
    about: 'How long the network is left to itself first.',
  }),
  training: number({
    default: 900,
    min: 0,
    max: 100000,
    unit: 'time constants',
    about: 'How long it learns; afterwards its weights stay as they are.',
  }),
  learnEvery: integer({ default: 2, min: 1, max: 100, unit: 'steps', about: 'Steps from one correction to the next.' }),
  regularization: number({
    default: 0.1,
    min: 0.001,
    max: 100,
    scale: 'log',
    about: 'Start of the learning rate, inverted: small ones learn at once.',
  }),
  feedback: number({ default: 1, min: 0, max: 5, about: 'Strength with which the output comes back to the neurons.' }),
  timeStep: number({
    default: 0.1,
    min: 0.01,
    max: 1,
    unit: 'time constants',
    scale: 'log',
    about: 'Length of a step; above 1 a neuron would overshoot its target.',
  }),
};

type ForceParams = ParamsOf<typeof params>;

/**
 * FORCE (Sussillo & Abbott 2009, doi:10.1016/j.neuron.2009.07.018): a chaotic network (Sompolinsky & al. 1988) is tamed by
 * feeding back its output while recursive least squares hold that output at the target.
 */
export const force = defineSystem({
  id: 'force',
  title: 'FORCE learning',
  family: 'neurons',
  about:
    'A chaotic network hears its own output; held to a target by ever smaller corrections it soon produces that by itself.',
  source: {
    authors: 'David Sussillo, Larry F. Abbott',
    year: 2009,
    title: 'Generating coherent patterns of activity from chaotic neural networks',
    doi: '10.1016/j.neuron.2009.07.018',
  },
  params,
  presets: [
    {
      id: 'sines',
      title: 'Four sines',
      about: 'Chaos first, then fifteen periods of corrections, then the melody by heart.',
      params: {},
    },
    {
      id: 'triangle',
      title: 'Triangle',
      about: 'A wave with corners, out of neurons that know none.',
      params: { target: 'triangle' },
    },
    {
      id: 'lorenz',
      title: 'Lorenz',
      about: 'It learns a chaotic target as long as it hears of it, and goes on in the same manner alone.',
      params: { target: 'lorenz', training: 1500, units: 400 },
    },
    {
      id: 'no-chaos',
      title: 'Without chaos',
      about:
        'A network that is silent by itself follows for a while, then falls silent: nothing is left to learn from.',
      params: { gain: 0.7, target: 'sines', before: 0 },
    },
  ],
  views: [
    {
      id: 'output',
      title: 'Target and output',
      about: 'The target, and what the network produces: left to itself, corrected, and on its own at the end.',
      palette: 'ink',
      axes: { x: { title: 'time', unit: 'time constants' }, y: { title: 'z' } },
      layers: [
        { kind: 'curve', field: 'target', colour: 'faint', title: 'target' },
        { kind: 'curve', field: 'free', colour: 'first', title: 'by itself' },
        { kind: 'curve', field: 'learning', colour: 'second', title: 'learning' },
        { kind: 'curve', field: 'learned', colour: 'third', title: 'learned' },
      ],
    },
    {
      id: 'activity',
      title: 'Activity',
      about: 'Each row a neuron, time runs to the right: chaos becomes a pattern that returns.',
      palette: 'polar',
      layers: [{ kind: 'image', field: 'activity', as: 'scalar' }],
    },
    {
      id: 'change',
      title: 'Change of the weights',
      about:
        'How far the read-out weights move at each correction: less and less, as the error is small from the start.',
      palette: 'ink',
      axes: { x: { title: 'time', unit: 'time constants' }, y: { title: '|Δw|' } },
      layers: [{ kind: 'curve', field: 'change', colour: 'accent' }],
    },
  ],
  measures: [
    {
      id: 'error',
      title: 'Error',
      about: 'Root of the mean squared difference of output and target, over the last steps.',
    },
    { id: 'weights', title: 'Weights', about: 'Length of the vector of read-out weights.' },
    { id: 'stage', title: 'Stage', about: 'Stage of the run: 0 left to itself, 1 learning, 2 on its own again.' },
  ],
  pace: 8,
  setup,
});

const WINDOW = 1200;
const ROWS = 200;
/** Steps over which the error is averaged, roughly. */
const AVERAGE = 200;
const SPAN = [-2, 2] as const;
const STAGES = ['free', 'learning', 'learned'] as const;

function setup(params: ForceParams, { random }: Context): Model {
  const { timeStep, before, training, learnEvery } = params;
  const learner = new ForceLearner({ ...params, random });
  const { network } = learner;
  const target = new ForceTarget(params.target, params.period, timeStep);
  const targetTrace = new Trace(WINDOW);
  const traces = STAGES.map(() => new Trace(WINDOW));
  const changes = new Trace(WINDOW);
  const activity = new SpaceTime(Math.min(params.units, ROWS), WINDOW / 3, [-1, 1]);
  /** Time of the last step, and the mean squared error. */
  const numbers = new Float64Array(2);

  const stageAt = (time: number): number => {
    const t = time * timeStep;
    return t < before ? 0 : t < before + training ? 1 : 2;
  };

  function advance(time: number): void {
    const stage = stageAt(time);
    const wanted = target.next(time);
    const output = learner.step();
    const change = stage === 1 && time % learnEvery === 0 ? learner.learn(wanted) : 0;
    numbers[0] = time + 1;
    numbers[1] += ((output - wanted) ** 2 - numbers[1]) / AVERAGE;
    const now = numbers[0] * timeStep;
    targetTrace.push(now, wanted);
    traces.forEach((trace, i) => void trace.push(now, i === stage ? clamp(output) : Number.NaN));
    if (time % learnEvery === 0) changes.push(now, Math.min(change, 1));
    if (time % 3 === 0) activity.push(network.rates);
  }

  function range(y: readonly [number, number], length = WINDOW): Field['range'] {
    const end = Math.max(numbers[0], length) * timeStep;
    return [[end - length * timeStep, end], y];
  }

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) advance(time);
    },
    fields: {
      target: () => targetTrace.field(range(SPAN)),
      ...Object.fromEntries(STAGES.map((name, i) => [name, () => traces[i].field(range(SPAN))])),
      activity: () => activity.right(),
      change: () => changes.field(range([0, 0.05], WINDOW * learnEvery)),
    },
    measures() {
      let squares = 0;
      for (const weight of learner.weights) squares += weight * weight;
      return { error: Math.sqrt(numbers[1]), weights: Math.sqrt(squares), stage: stageAt(numbers[0]) };
    },
    state: () => ({
      x: network.x,
      inverse: network.inverse,
      weights: learner.weights,
      output: learner.output,
      targetState: target.state,
      numbers,
      target: targetTrace.data,
      targetCursor: targetTrace.cursor,
      changes: changes.data,
      changesCursor: changes.cursor,
      activity: activity.data,
      activityCursor: activity.cursor,
      ...Object.fromEntries(
        traces.flatMap(({ data, cursor }, i) => [
          [STAGES[i], data],
          [`${STAGES[i]}Cursor`, cursor],
        ]),
      ),
    }),
    restored: () => network.refresh(),
  };
}

const clamp = (value: number): number => Math.max(SPAN[0], Math.min(SPAN[1], value));
