import { number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { inputParams } from './input-current.js';
import { morrisLecarClasses, morrisLecarInward, morrisLecarNeuron, potassiumOpen } from './morris-lecar-neuron.js';
import { integrationParams } from './neuron-params.js';
import { simulationOf } from './neuron-simulation.js';
import { fiView, neuronMeasures, phasePlaneView, voltageView } from './neuron-views.js';

const conductance = (value: number, max: number, about: string) =>
  number({ default: value, min: 0, max, unit: 'mS/cm²', about });
const potential = (value: number, min: number, max: number, about: string) =>
  number({ default: value, min, max, unit: 'mV', about });

const params = {
  capacitance: number({ default: 20, min: 5, max: 100, unit: 'µF/cm²', about: 'Capacitance of the membrane.' }),
  calcium: conductance(4, 10, 'Conductance of the calcium channels when all are open.'),
  potassium: conductance(8, 20, 'Conductance of the potassium channels when all are open.'),
  leak: number({ default: 2, min: 0.5, max: 10, unit: 'mS/cm²', about: 'Conductance of the leak.' }),
  calciumReversal: potential(120, 50, 150, 'Reversal potential of calcium.'),
  potassiumReversal: potential(-84, -100, -70, 'Reversal potential of potassium.'),
  leakReversal: potential(-60, -80, -40, 'Reversal potential of the leak.'),
  v1: potential(-1.2, -20, 20, 'Potential at which half of the calcium channels are open.'),
  v2: potential(18, 5, 40, 'How gradually they open.'),
  v3: potential(12, -20, 30, 'Potential at which half of the potassium channels are open.'),
  v4: potential(17.4, 5, 40, 'How gradually they open.'),
  rate: number({ default: 1 / 15, min: 0.001, max: 1, unit: 'per ms', about: 'How fast they open.' }),
  ...inputParams({
    unit: 'µA/cm²',
    current: 45,
    min: -100,
    max: 300,
    input: 'pulses',
    onset: 50,
    width: 500,
    period: 700,
  }),
  ...integrationParams({ default: 0.25, max: 1, window: 1000, method: 'adaptive' }),
};

type MorrisLecarParams = ParamsOf<typeof params>;

/** The Morris–Lecar neuron; see {@link morrisLecarNeuron}. */
export const morrisLecar = defineSystem({
  id: 'morris-lecar',
  title: 'Morris–Lecar neuron',
  family: 'neurons',
  about: 'A muscle fibre of the barnacle: calcium lets the potential rise, potassium lets it fall, and nothing else.',
  source: {
    authors: 'Catherine Morris, Harold Lecar',
    year: 1981,
    title: 'Voltage oscillations in the barnacle giant muscle fiber',
    doi: '10.1016/S0006-3495(81)84782-0',
  },
  params,
  presets: [
    {
      id: 'class-1',
      title: 'Class I',
      about:
        'Just above the least current it fires as slowly as one likes: rest vanishes on the very loop of the spike.',
      params: {},
    },
    {
      id: 'class-2',
      title: 'Class II',
      about: 'It fires at a rate of its own from the start: rest turns into an oscillation.',
      params: { ...morrisLecarClasses.classII, current: 100, window: 600 },
    },
    {
      id: 'bistable',
      title: 'Class II, two ways to be',
      about: 'At one current both rest and firing are stable: a pulse starts the spikes, and they go on.',
      params: { ...morrisLecarClasses.classII, baseline: 90, current: 140, input: 'step', onset: 150, width: 30 },
    },
    {
      id: 'homoclinic',
      title: 'Homoclinic',
      about: 'Fast potassium: small spikes go on beside rest, in a narrow range of currents; a pulse starts them.',
      params: {
        ...morrisLecarClasses.homoclinic,
        baseline: 36.5,
        current: 60,
        input: 'step',
        onset: 100,
        width: 40,
        window: 600,
      },
    },
    {
      id: 'ramp',
      title: 'Class II under a ramp',
      about: 'Firing sets in later than it ends, and far above it the potential stays up: a block.',
      params: { ...morrisLecarClasses.classII, input: 'ramp', current: 260, onset: 0, width: 1000, window: 2000 },
    },
  ],
  views: [voltageView(), phasePlaneView({ title: 'open potassium channels' }), fiView('µA/cm²')],
  measures: neuronMeasures({ potential: 'mV', current: 'µA/cm²', time: 'ms', rate: 'Hz' }),
  pace: 20,
  setup,
});

function setup(params: MorrisLecarParams, context: Context): Model {
  const inward = morrisLecarInward(params);
  const { potassium, potassiumReversal } = params;
  return simulationOf(
    morrisLecarNeuron(params, params.input === 'constant' ? 0 : params.baseline),
    params,
    {
      voltage: [-90, 60],
      variables: { w: [-0.05, 0.8] },
      nullclines: (v, current) => [
        (inward(v) + current) / (potassium * (v - potassiumReversal) || Number.NaN),
        potassiumOpen(params, v),
      ],
      sweep: { from: 0, to: 240, transient: 400, duration: 800 },
    },
    context,
  );
}
