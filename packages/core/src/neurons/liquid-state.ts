import { boolean, choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { LiquidMachine } from './liquid-machine.js';
import { SpikingRecorder } from './spiking-recorder.js';
import { recordedModel, spikingMeasures, spikingViews } from './spiking-system.js';

const params = {
  task: choice(['templates', 'rates'], {
    default: 'templates',
    about:
      'Templates: which of two patterns of spikes was played? Rates: how fast did the inputs fire in the last 30 ms?',
  }),
  back: integer({
    default: 1,
    min: 0,
    max: 5,
    about: 'How far back the question goes, in patterns or in windows of 30 ms: how long the liquid must remember.',
  }),
  segment: number({ default: 60, min: 20, max: 1000, unit: 'ms', about: 'Length of a pattern.' }),
  jitter: number({ default: 4, min: 0, max: 50, unit: 'ms', about: 'How far each spike of a pattern is shifted.' }),
  channels: integer({ default: 1, min: 1, max: 16, unit: 'inputs', about: 'Number of inputs.' }),
  rate: number({ default: 60, min: 1, max: 200, unit: 'Hz', about: 'Mean rate of each input.' }),
  lambda: number({
    default: 2,
    min: 0,
    max: 8,
    unit: 'neurons',
    about: 'How far neurons reach: 0 leaves each alone, 8 joins nearly all.',
  }),
  recurrence: number({ default: 1, min: 0, max: 3, about: 'Strength of the synapses within, 1 as in the paper.' }),
  inhibitory: number({ default: 0.2, min: 0, max: 1, about: 'Share of the neurons that inhibit.' }),
  dynamic: boolean({
    default: true,
    about: 'Whether synapses tire and recover as they are used, which lengthens the liquid’s memory.',
  }),
  ridge: number({ default: 1, min: 0.001, max: 1000, scale: 'log', about: 'Penalty on large read-out weights.' }),
};

type LiquidParams = ParamsOf<typeof params>;

/**
 * Liquid state machine (Maass, Natschläger & Markram 2002, doi:10.1162/089976602760407955): a column of 135 spiking
 * neurons that nobody trains, and a linear read-out of their spikes, trained by ridge regression while it runs.
 */
export const liquidState = defineSystem({
  id: 'liquid-state',
  title: 'Liquid state machine',
  family: 'neurons',
  about:
    'Spikes ripple through a random column of neurons as waves through water; from the ripples alone a simple reader tells what was thrown in.',
  source: {
    authors: 'Wolfgang Maass, Thomas Natschläger, Henry Markram',
    year: 2002,
    title: 'Real-time computing without stable states: a new framework for neural computation based on perturbations',
    doi: '10.1162/089976602760407955',
  },
  params,
  presets: [
    {
      id: 'memory',
      title: 'Which was the one before?',
      about:
        'Asked for the last pattern but one: the input itself knows nothing of it any more, the liquid often does.',
      params: {},
    },
    {
      id: 'patterns',
      title: 'Which pattern was it?',
      about: 'Two patterns of four inputs, never twice the same; the reader soon tells them apart.',
      params: { back: 0, channels: 4, segment: 250, rate: 20 },
    },
    {
      id: 'rates',
      title: 'How fast?',
      about: 'The reader follows the mean rate of four inputs, which no single neuron stands for.',
      params: { task: 'rates', back: 0, channels: 4, rate: 20 },
    },
    {
      id: 'unconnected',
      title: 'No liquid',
      about: 'Neurons that do not reach one another forget sooner.',
      params: { lambda: 0 },
    },
    {
      id: 'longer',
      title: 'Further back',
      about: 'Two patterns must be remembered: the reader does hardly better than chance.',
      params: { back: 2, recurrence: 1.5 },
    },
  ],
  views: [
    {
      ...spikingViews[0],
      about: 'Spikes of the liquid, excitatory ones below, inhibitory ones above them; on top those of the inputs.',
      layers: [
        { kind: 'points', field: 'heard', shape: 'tick', size: 6, colour: 'third' },
        { kind: 'points', field: 'raster', shape: 'tick', size: 4, colour: 'class' },
      ],
    },
    {
      id: 'column',
      title: 'The column',
      about: 'All 135 neurons where they lie, and what joins them; bright at a spike.',
      palette: 'inferno',
      layers: [
        { kind: 'lines', field: 'strokes', colour: 'faint' },
        { kind: 'points', field: 'column', shape: 'disc', size: 9, colour: 'value' },
      ],
    },
    {
      id: 'answers',
      title: 'Question and answer',
      about:
        'What was asked for and what the reader said, question by question (patterns count as −1 and 1, rates in Hz).',
      palette: 'states',
      layers: [
        { kind: 'curve', field: 'truth', colour: 'faint', title: 'truth' },
        { kind: 'curve', field: 'answer', colour: 'first', title: 'read from the liquid' },
      ],
      axes: { x: { title: 'time', unit: 'ms' }, y: { title: 'answer' } },
    },
    {
      id: 'learning',
      title: 'Learning',
      about: 'Score of the last hundred answers: read from the liquid, and read from the input itself.',
      palette: 'states',
      layers: [
        { kind: 'curve', field: 'score', colour: 'first', title: 'liquid' },
        { kind: 'curve', field: 'inputScore', colour: 'second', title: 'input alone' },
      ],
      axes: { x: { title: 'time', unit: 's' }, y: { title: 'score' } },
    },
    spikingViews[1],
  ],
  measures: [
    ...spikingMeasures,
    {
      id: 'score',
      title: 'Score',
      about: 'Share of right answers (templates) or correlation with the truth (rates), of the last hundred answers.',
    },
    { id: 'inputScore', title: 'Score without liquid', about: 'The same for a read-out of the input itself.' },
    { id: 'chance', title: 'Chance', about: 'Score of a reader that knows nothing.' },
    { id: 'asked', title: 'Questions', about: 'Questions asked so far.' },
  ],
  pace: 100,
  setup,
});

function setup(params: LiquidParams, { random }: Context): Model {
  const machine = new LiquidMachine({ ...params, isDynamic: params.dynamic }, random);
  const recorder = new SpikingRecorder(machine, {
    window: 500,
    bin: 5,
    shown: 135,
    potentials: [8, 18],
    colours: [8, 15],
    glow: 40,
  });
  const model = recordedModel(machine, recorder, () => ({
    score: machine.score(machine.readout),
    inputScore: machine.score(machine.inputReadout),
    chance: machine.chance,
    asked: machine.readout.asked,
  }));
  const strokes = machine.strokes();
  const points = new Float32Array(3 * (machine.excitatory + machine.inhibitory));
  return {
    ...model,
    fields: {
      ...model.fields,
      heard: () => machine.heard(recorder.span()),
      column: () => machine.view(points, recorder.glow().data as Float32Array),
      strokes: () => strokes,
      truth: () => machine.answers('truth'),
      answer: () => machine.answers('answer'),
      score: () => machine.scores('liquid'),
      inputScore: () => machine.scores('input'),
    },
  };
}
