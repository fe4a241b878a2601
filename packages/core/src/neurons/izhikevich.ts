import { choice, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { inputParams } from './input-current.js';
import { METHODS } from './integrators.js';
import { izhikevichNeuron } from './izhikevich-neuron.js';
import { izhikevichPresets } from './izhikevich-presets.js';
import { integrationParams } from './neuron-params.js';
import { simulationOf } from './neuron-simulation.js';
import { fiView, neuronMeasures, phasePlaneView, voltageView } from './neuron-views.js';

export const izhikevichParams = {
  a: number({ default: 0.02, min: 0.001, max: 1.5, unit: 'per ms', about: 'Rate of the recovery variable u.' }),
  b: number({ default: 0.2, min: -1, max: 2, about: 'How strongly u follows the potential below threshold.' }),
  c: number({ default: -65, min: -90, max: -30, unit: 'mV', about: 'Potential after a spike.' }),
  d: number({ default: 8, min: -25, max: 50, about: 'What a spike adds to u.' }),
  linear: number({ default: 5, min: 3, max: 6, about: 'Factor of v in 0.04 v² + 5 v + 140.' }),
  constant: number({ default: 140, min: 50, max: 200, about: 'Constant of 0.04 v² + 5 v + 140.' }),
  initial: number({ default: -65, min: -90, max: 20, unit: 'mV', about: 'Potential at the start.' }),
  ...inputParams({ current: 10, min: -30, max: 100, input: 'pulses', onset: 50, width: 400, period: 600 }),
  ...integrationParams({ default: 1, max: 1, window: 1000 }),
  method: choice(['half-steps', ...METHODS], {
    default: 'half-steps',
    about:
      'Half-steps: Euler as in the paper, v twice a step. Adaptive: Dormand–Prince 5(4), spikes found within the step.',
  }),
};

type IzhikevichParams = ParamsOf<typeof izhikevichParams>;

/** Izhikevich's neuron; see {@link izhikevichNeuron}. */
export const izhikevich = defineSystem({
  id: 'izhikevich',
  title: 'Izhikevich neuron',
  family: 'neurons',
  about: 'Two short equations and four numbers that fire like nearly every cell of the cortex.',
  source: {
    authors: 'Eugene M. Izhikevich',
    year: 2003,
    title: 'Simple model of spiking neurons',
    doi: '10.1109/TNN.2003.820440',
  },
  params: izhikevichParams,
  presets: izhikevichPresets,
  views: [voltageView({ potential: 'mV', time: 'ms' }), phasePlaneView({ title: 'recovery' }), fiView(undefined)],
  measures: neuronMeasures({ potential: 'mV', time: 'ms', rate: 'Hz' }),
  pace: 6,
  setup,
});

function setup(params: IzhikevichParams, context: Context): Model {
  const { b, linear, constant } = params;
  return simulationOf(
    izhikevichNeuron(params),
    params,
    {
      voltage: [-90, 35],
      peak: 30,
      variables: { u: [-25, 25] },
      nullclines: (v, current) => [(0.04 * v + linear) * v + constant + current, b * v],
      sweep: { from: 0, to: 30, transient: 300, duration: 700 },
    },
    context,
  );
}
