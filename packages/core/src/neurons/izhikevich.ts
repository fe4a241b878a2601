import type { ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { izhikevichNeuron } from './izhikevich-neuron.js';
import { izhikevichParams } from './izhikevich-params.js';
import { izhikevichPresets } from './izhikevich-presets.js';
import { simulationOf } from './neuron-simulation.js';
import { fiView, neuronMeasures, phasePlaneView, voltageView } from './neuron-views.js';

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
