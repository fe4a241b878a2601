import { number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { fitzHughNagumoNeuron } from './fitzhugh-nagumo-neuron.js';
import { inputParams } from './input-current.js';
import { integrationParams } from './neuron-params.js';
import { simulationOf } from './neuron-simulation.js';
import { fiView, neuronMeasures, phasePlaneView, voltageView } from './neuron-views.js';

const params = {
  a: number({ default: 0.7, min: -1, max: 1.5, about: 'Where the recovery’s nullcline lies.' }),
  b: number({ default: 0.8, min: 0.1, max: 2, about: 'How steep the recovery’s nullcline is, one over b.' }),
  timeConstant: number({
    default: 12.5,
    min: 1,
    max: 200,
    about: 'How much slower the recovery is than the potential.',
  }),
  ...inputParams({
    current: 0.5,
    min: -2,
    max: 3,
    timeUnit: 'units',
    input: 'pulses',
    onset: 20,
    width: 200,
    period: 300,
  }),
  ...integrationParams({ default: 0.1, max: 0.5, unit: 'units', window: 400, method: 'adaptive' }),
};

type FitzHughNagumoParams = ParamsOf<typeof params>;

/** The FitzHugh–Nagumo neuron; see {@link fitzHughNagumoNeuron}. */
export const fitzHughNagumo = defineSystem({
  id: 'fitzhugh-nagumo',
  title: 'FitzHugh–Nagumo neuron',
  family: 'neurons',
  about: 'A fast variable and a slow one: the geometry of a spike, drawn in a plane.',
  source: {
    authors: 'Richard FitzHugh',
    year: 1961,
    title: 'Impulses and physiological states in theoretical models of nerve membrane',
    doi: '10.1016/S0006-3495(61)86902-6',
  },
  params,
  presets: [
    { id: 'steps', title: 'On and off', about: 'Spikes while the current is on, rest while it is off.', params: {} },
    {
      id: 'excitable',
      title: 'Excitable',
      about: 'Short pulses, each answered by one whole spike that runs its course.',
      params: { width: 4, period: 80, current: 0.6 },
    },
    {
      id: 'rebound',
      title: 'Anodal break',
      about: 'A spike when an inhibiting current ends: release is enough to excite.',
      params: { current: -0.6, width: 60, period: 120 },
    },
    {
      id: 'block',
      title: 'Excitation block',
      about: 'Under a slowly rising current it fires between .33 and 1.42; above, it is too excited to fire.',
      params: { input: 'ramp', current: 1.8, onset: 0, width: 500, window: 1000 },
    },
    {
      id: 'noise',
      title: 'Fired by noise',
      about: 'Just below the least current, noise sets off spikes that are nearly regular: coherence resonance.',
      params: { input: 'constant', current: 0.3, noise: 0.08, window: 600 },
    },
  ],
  views: [voltageView({}), phasePlaneView({ title: 'recovery' }, {}), fiView(undefined, { rate: 'spikes per 100' })],
  measures: neuronMeasures({ rate: 'spikes per 100' }),
  pace: 16,
  setup,
});

function setup(params: FitzHughNagumoParams, context: Context): Model {
  const { a, b } = params;
  return simulationOf(
    fitzHughNagumoNeuron(params),
    params,
    {
      voltage: [-2.8, 2.5],
      variables: { w: [-1.2, 2.6] },
      nullclines: (v, current) => [v - (v * v * v) / 3 + current, (v + a) / b],
      sweep: { from: 0, to: 1.8, transient: 200, duration: 600 },
      rateScale: 100,
    },
    context,
  );
}
