import { number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { inputParams } from './input-current.js';
import { integrationParams } from './neuron-params.js';
import { simulationOf } from './neuron-simulation.js';
import { fiView, neuronMeasures, voltageView } from './neuron-views.js';
import { quadraticNeuron } from './quadratic-neuron.js';

const params = {
  timeConstant: number({ default: 10, min: 1, max: 1000, unit: 'ms', about: 'Time constant of the membrane at rest.' }),
  resistance: number({ default: 10, min: 0.1, max: 100, unit: 'MΩ', about: 'Resistance of the membrane at rest.' }),
  rest: number({ default: -65, min: -100, max: -56, unit: 'mV', about: 'Potential at rest.' }),
  critical: number({ default: -50, min: -55, max: 0, unit: 'mV', about: 'Potential beyond which it fires by itself.' }),
  reset: number({ default: -70, min: -150, max: 0, unit: 'mV', about: 'Potential after a spike.' }),
  peak: number({ default: 30, min: 10, max: 100, unit: 'mV', about: 'Potential at which a spike is counted.' }),
  ...inputParams({ unit: 'nA', current: 1.2, min: -5, max: 20, input: 'pulses', width: 350 }),
  ...integrationParams({ default: 0.1, max: 1, window: 500, method: 'adaptive' }),
};

type QuadraticParams = ParamsOf<typeof params>;

/** The quadratic integrate-and-fire neuron; see {@link quadraticNeuron}. */
export const quadraticIntegrateAndFire = defineSystem({
  id: 'quadratic-integrate-and-fire',
  title: 'Quadratic integrate-and-fire neuron',
  family: 'neurons',
  about:
    'The simplest neuron that makes its own upstroke: at the edge of firing every neuron of class I looks like this parabola.',
  source: {
    authors: 'G. Bard Ermentrout, Nancy Kopell',
    year: 1986,
    title: 'Parabolic bursting in an excitable system coupled with a slow oscillation',
    doi: '10.1137/0146017',
  },
  params,
  presets: [
    {
      id: 'steps',
      title: 'On and off',
      about: 'Current on and off: a slow approach to each spike, and an upstroke of its own making.',
      params: {},
    },
    {
      id: 'ghost',
      title: 'Ghost of rest',
      about: 'A hair above that current: rest has just vanished, and the potential still lingers where it was.',
      params: { input: 'constant', current: 0.42 },
    },
    {
      id: 'bistable',
      title: 'Bistable',
      about: 'A reset above the point of no return: a pulse starts a train of spikes that goes on without input.',
      params: { reset: -48, input: 'step', onset: 100, width: 40, current: 1.5 },
    },
    {
      id: 'noise',
      title: 'Fired by noise',
      about: 'Below the least current, fluctuations push it over the point of no return now and then.',
      params: { input: 'constant', current: 0.3, noise: 0.9 },
    },
    {
      id: 'ramp',
      title: 'Ramp',
      about: 'A slowly rising current: firing sets in at any low rate and grows as a square root.',
      params: { input: 'ramp', current: 2, width: 500, onset: 0, window: 1000 },
    },
  ],
  views: [voltageView(), fiView('nA')],
  measures: neuronMeasures({ potential: 'mV', current: 'nA', time: 'ms', rate: 'Hz' }),
  pace: 35,
  setup,
});

function setup(params: QuadraticParams, context: Context): Model {
  const sweep = { from: 0, to: 2, transient: 200, duration: 1300 };
  return simulationOf(quadraticNeuron(params), params, { voltage: [-80, 40], peak: params.peak, sweep }, context);
}
