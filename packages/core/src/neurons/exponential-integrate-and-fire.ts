import { number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model, type Preset } from '../contract/system.js';
import { bretteGerstner, exponentialCurrent, exponentialNeuron } from './exponential-neuron.js';
import { PATTERNS } from './exponential-presets.js';
import { inputParams } from './input-current.js';
import { integrationParams } from './neuron-params.js';
import { simulationOf } from './neuron-simulation.js';
import { fiView, neuronMeasures, phasePlaneView, voltageView } from './neuron-views.js';

const mV = (value: number, min: number, max: number, about: string) =>
  number({ default: value, min, max, unit: 'mV', about });

const params = {
  capacitance: number({ default: 200, min: 10, max: 1000, unit: 'pF', about: 'Capacitance of the membrane.' }),
  leak: number({ default: 12, min: 1, max: 100, unit: 'nS', about: 'Leak conductance of the membrane.' }),
  rest: mV(-70, -100, -40, 'Reversal potential of the leak.'),
  threshold: mV(-50, -65, -20, 'Potential around which the upstroke sets in.'),
  slope: mV(2, 0.1, 10, 'How sharply the upstroke sets in: towards 0 it becomes a threshold.'),
  reset: mV(-58, -100, -44, 'Potential after a spike.'),
  peak: mV(0, -20, 40, 'Potential at which a spike is counted.'),
  adaptation: number({
    default: 2,
    min: -20,
    max: 100,
    unit: 'nS',
    about: 'How strongly the adaptation current follows the potential below threshold, a; negative values drive it up.',
  }),
  increment: number({ default: 60, min: 0, max: 500, unit: 'pA', about: 'What a spike adds to it, b.' }),
  adaptationTime: number({ default: 300, min: 1, max: 2000, unit: 'ms', about: 'How long it lasts.' }),
  ...inputParams({ unit: 'pA', current: 500, min: -1000, max: 2000, input: 'pulses', width: 400 }),
  ...integrationParams({ default: 0.1, max: 1, window: 500, method: 'adaptive' }),
};

type ExponentialParams = ParamsOf<typeof params>;

const published: readonly Preset<ExponentialParams>[] = PATTERNS.map(([id, title, about, cell, current]) => ({
  id,
  title,
  about,
  params: { ...cell, current },
}));

/** The exponential integrate-and-fire neuron, with and without adaptation; see {@link exponentialNeuron}. */
export const exponentialIntegrateAndFire = defineSystem({
  id: 'exponential-integrate-and-fire',
  title: 'Adaptive exponential integrate-and-fire neuron',
  family: 'neurons',
  about:
    'An upstroke that grows by itself and one current that remembers the past: two equations that fire like most neurons known.',
  source: {
    authors: 'Romain Brette, Wulfram Gerstner',
    year: 2005,
    title: 'Adaptive exponential integrate-and-fire model as an effective description of neuronal activity',
    doi: '10.1152/jn.00686.2005',
  },
  params,
  presets: [
    published[1],
    published[0],
    ...published.slice(2),
    {
      id: 'pyramidal',
      title: 'Pyramidal cell',
      about:
        'The values that Brette and Gerstner fitted to a regular-spiking pyramidal cell, under a fluctuating input.',
      params: { ...bretteGerstner, input: 'constant', current: 600, noise: 250, noiseTime: 20, window: 1000 },
    },
    {
      id: 'plain',
      title: 'Exponential, no adaptation',
      about: 'The exponential neuron of Fourcaud-Trocmé and others (2003): a clock, until the current ends.',
      params: { adaptation: 0, increment: 0, reset: -68, current: 320 },
    },
  ],
  views: [voltageView(), phasePlaneView({ title: 'adaptation current', unit: 'pA' }), fiView('pA')],
  measures: neuronMeasures({ potential: 'mV', current: 'pA', time: 'ms', rate: 'Hz' }),
  pace: 30,
  setup,
});

function setup(params: ExponentialParams, context: Context): Model {
  const inward = exponentialCurrent(params);
  const { adaptation, rest, peak } = params;
  return simulationOf(
    exponentialNeuron(params),
    params,
    {
      voltage: [-80, Math.max(20, peak + 5)],
      peak: Math.max(10, peak),
      plane: [-80, -30],
      variables: { w: [-200, 500] },
      nullclines: (v, current) => [inward(v) + current, adaptation * (v - rest)],
      sweep: { from: 0, to: 1000, transient: 600, duration: 900 },
    },
    context,
  );
}
