import { choice, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { InputCurrent, inputParams } from './input-current.js';
import { createIntegrator, unstable } from './integrators.js';
import { timeStepParam, windowParam } from './neuron-params.js';
import { rateFields } from './rate-neuron-fields.js';
import { RateUnit } from './rate-unit.js';
import { Recording } from './recording.js';

const time = (value: number, about: string) =>
  number({ default: value, min: 1, max: 10000, unit: 'ms', scale: 'log', about });

const params = {
  timeConstant: time(20, 'Time in which the rate follows its drive.'),
  halfDrive: number({ default: 0.3, min: 0.05, max: 2, about: 'Drive at which the rate is half of its highest.' }),
  excitation: number({
    default: 0,
    min: 0,
    max: 3,
    about: 'Weight of its synapse on itself; above twice the half drive it can go on by itself.',
  }),
  adaptation: number({ default: 1.5, min: 0, max: 3, about: 'How strongly a long response holds itself back.' }),
  adaptationTime: time(300, 'How long adaptation lasts.'),
  tonic: number({ default: 0, min: -1, max: 1, about: 'Drive of its own, without any input.' }),
  ...inputParams({ current: 0.6, min: -1, max: 2, input: 'pulses', onset: 200, width: 600, period: 1400 }),
  method: choice(['rk4', 'euler', 'adaptive'], { default: 'rk4', about: 'How the equations are solved.' }),
  timeStep: timeStepParam({ default: 1, max: 1.5, min: 0.01 }),
  window: windowParam(2000),
};

type RateParams = ParamsOf<typeof params>;

/** A rate neuron that adapts, goes on and fires by itself, beside one of deep learning; see {@link RateUnit}. */
export const rateNeuron = defineSystem({
  id: 'rate-neuron',
  title: 'Rate neuron',
  family: 'neurons',
  about:
    'Three things that a neuron can do and an artificial neuron of deep learning cannot: tire of constant input, go on when it ends, and fire without any.',
  source: {
    authors: 'Jan Benda, Andreas V. M. Herz',
    year: 2003,
    title: 'A universal model for spike-frequency adaptation',
    doi: '10.1162/089976603322385063',
  },
  params,
  presets: [
    {
      id: 'adapts',
      title: 'Adapts to constant input',
      about:
        'The artificial neuron answers the same for as long as the input lasts; this one answers to its beginning.',
      params: {},
    },
    {
      id: 'goes-on',
      title: 'Goes on after the input ends',
      about: 'A short pulse switches it on, and its synapse on itself keeps it on: a memory of one bit.',
      params: { adaptation: 0, excitation: 1, width: 150, input: 'step', onset: 400 },
    },
    {
      id: 'fires-by-itself',
      title: 'Fires without input',
      about: 'It fires at a rate of its own; input raises it or, where it inhibits, silences it.',
      params: { adaptation: 0, tonic: 0.3, current: -0.4, width: 400, period: 1000, onset: 500 },
    },
    {
      id: 'goes-on-for-a-while',
      title: 'Goes on for a while',
      about: 'Adaptation ends what its synapse on itself keeps going: a memory that fades by itself.',
      params: {
        excitation: 1,
        adaptation: 0.8,
        adaptationTime: 1500,
        width: 100,
        onset: 300,
        period: 3000,
        window: 3000,
      },
    },
    {
      id: 'rhythm',
      title: 'A rhythm of its own',
      about: 'With all three, and no input at all, it beats: each burst tires it, each pause lets it recover.',
      params: { excitation: 1.1, adaptation: 1, adaptationTime: 250, tonic: 0.1, input: 'constant', current: 0 },
    },
    {
      id: 'none',
      title: 'None of the three',
      about:
        'Without adaptation, synapse on itself and drive it does what an artificial neuron does, if a little later.',
      params: { adaptation: 0 },
    },
  ],
  views: [
    {
      id: 'response',
      title: 'Response',
      about: 'The input, the response of this neuron, and that of an artificial neuron (ReLU) to the same input.',
      palette: 'ink',
      axes: { x: { title: 'time', unit: 'ms' }, y: { title: 'rate' } },
      layers: [
        { kind: 'curve', field: 'input', colour: 'faint', title: 'input' },
        { kind: 'curve', field: 'artificial', colour: 'second', title: 'artificial neuron' },
        { kind: 'curve', field: 'rate', colour: 'accent', title: 'this neuron' },
      ],
    },
    {
      id: 'phase-plane',
      title: 'Phase plane',
      about: 'Rate and adaptation as a point on its way, and where each of the two stands still.',
      palette: 'ink',
      axes: { x: { title: 'rate' }, y: { title: 'adaptation' } },
      layers: [
        { kind: 'curve', field: 'trajectory', colour: 'faint' },
        { kind: 'curve', field: 'nullclineRate', colour: 'first', title: 'rate at rest' },
        { kind: 'curve', field: 'nullclineAdaptation', colour: 'second', title: 'adaptation at rest' },
        { kind: 'points', field: 'now', shape: 'disc', size: 9, colour: 'accent' },
      ],
    },
  ],
  measures: [
    { id: 'input', title: 'Input', about: 'Input in the last step.' },
    { id: 'rate', title: 'Rate', about: 'Firing rate, as a share of the highest.' },
    { id: 'adaptation', title: 'Adaptation', about: 'What the neuron takes off its drive, being tired.' },
    { id: 'artificial', title: 'Artificial neuron', about: 'What an artificial neuron (ReLU) answers to the input.' },
  ],
  pace: 12,
  setup,
});

const SAMPLES = 1500;
const ROWS = 1600;

function setup(params: RateParams, context: Context): Model {
  const { timeStep, window } = params;
  const unit = new RateUnit(params);
  const input = new InputCurrent(params, timeStep, context.random.stream('current'));
  /** Time and input of the last step. */
  const clock = Float64Array.of(0, params.input === 'constant' ? params.current : params.baseline);
  const integrator = createIntegrator({
    size: 2,
    method: params.method,
    derivative: (_, y, dy) => unit.derivative(y, clock[1], dy),
  });
  const recording = new Recording(ROWS, 5);
  const every = Math.max(1, Math.ceil(window / SAMPLES / timeStep));
  const row = new Float64Array(5);
  const before = new Float64Array(2);
  let taken = 0;

  function record(): void {
    row[0] = clock[0];
    row[1] = clock[1];
    row[2] = Math.max(0, clock[1]);
    row.set(unit.state, 3);
    recording.push(row);
  }

  record();
  return {
    step(count, from) {
      for (taken = 0; taken < count; taken++) {
        const step = from + taken;
        clock[1] = input.next((step + 0.5) * timeStep);
        before.set(unit.state);
        integrator.advance(0, unit.state, timeStep);
        if (!unit.contains()) {
          unit.state.set(before);
          throw unstable(timeStep, (step + 1) * timeStep);
        }
        clock[0] = (step + 1) * timeStep;
        if ((step + 1) % every === 0) record();
      }
    },
    taken: () => taken,
    fields: rateFields(unit, recording, clock, params),
    measures: () => ({
      input: clock[1],
      rate: unit.state[0],
      adaptation: unit.state[1],
      artificial: Math.max(0, clock[1]),
    }),
    state: () => ({
      unit: unit.state,
      clock,
      noise: input.noise,
      stepSize: integrator.memory,
      trace: recording.data,
      cursor: recording.cursor,
    }),
  };
}
