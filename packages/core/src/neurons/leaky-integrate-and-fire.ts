import { number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { inputParams } from './input-current.js';
import { leakyNeuron } from './leaky-neuron.js';
import { timeStepParam, windowParam } from './neuron-params.js';
import { simulationOf } from './neuron-simulation.js';
import { fiView, neuronMeasures, voltageView } from './neuron-views.js';

const params = {
  timeConstant: number({ default: 10, min: 0.1, max: 1000, unit: 'ms', about: 'Time constant of the membrane.' }),
  resistance: number({ default: 10, min: 0.1, max: 1000, unit: 'MΩ', about: 'Resistance of the membrane.' }),
  rest: number({ default: -65, min: -100, max: 0, unit: 'mV', about: 'Potential at rest.' }),
  threshold: number({ default: -50, min: -59, max: 50, unit: 'mV', about: 'Potential at which it fires.' }),
  reset: number({ default: -65, min: -150, max: -60, unit: 'mV', about: 'Potential after a spike.' }),
  refractory: number({ default: 2, min: 0, max: 100, unit: 'ms', about: 'Time after a spike in which it is held.' }),
  ...inputParams({ unit: 'nA', current: 2, min: -20, max: 20, input: 'pulses' }),
  timeStep: timeStepParam({ default: 0.1, max: 10 }),
  window: windowParam(500),
};

type LeakyParams = ParamsOf<typeof params>;

/** The leaky integrate-and-fire neuron, solved exactly from spike to spike; see {@link leakyNeuron}. */
export const leakyIntegrateAndFire = defineSystem({
  id: 'leaky-integrate-and-fire',
  title: 'Leaky integrate-and-fire neuron',
  family: 'neurons',
  about: 'A leaky bucket that fires when it is full: the simplest neuron that spikes, and the most used.',
  source: {
    authors: 'Louis Lapicque',
    year: 1907,
    title: 'Quantitative investigations of electrical nerve excitation treated as polarization (translation of 2007)',
    doi: '10.1007/s00422-007-0189-6',
  },
  params,
  presets: [
    {
      id: 'steps',
      title: 'On and off',
      about: 'Current on and off: a regular train of spikes, and silence.',
      params: {},
    },
    {
      id: 'below-threshold',
      title: 'Below threshold',
      about: 'A current that leaks away as fast as it comes: the potential rises, and no spike.',
      params: { current: 1.45 },
    },
    {
      id: 'noise',
      title: 'Fired by noise',
      about: 'The mean input is too weak to fire it; its fluctuations do, at irregular times.',
      params: { input: 'constant', current: 1.2, noise: 0.8 },
    },
    {
      id: 'ramp',
      title: 'Ramp',
      about: 'A slowly rising current: silence up to a threshold, then faster and faster.',
      params: { input: 'ramp', current: 4, width: 500, onset: 0, window: 1000 },
    },
    {
      id: 'coincidence',
      title: 'Coincidence',
      about: 'Brief pulses that only together reach the threshold: it leaks faster than one alone can fill it.',
      params: {
        input: 'pulses',
        current: 6,
        width: 2,
        period: 4,
        timeConstant: 8,
        onset: 20,
        window: 200,
        refractory: 8,
      },
    },
  ],
  views: [voltageView(), fiView('nA')],
  measures: neuronMeasures({ potential: 'mV', current: 'nA', time: 'ms', rate: 'Hz' }),
  pace: 30,
  setup,
});

function setup(params: LeakyParams, context: Context): Model {
  const { voltage, sweep } = { voltage: [-72, 30] as const, sweep: { from: 0, to: 5, transient: 100, duration: 900 } };
  return simulationOf(leakyNeuron(params), params, { voltage, peak: 20, sweep }, context);
}
