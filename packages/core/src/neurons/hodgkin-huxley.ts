import { number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { hodgkinHuxleyNeuron, squidAxon } from './hodgkin-huxley-neuron.js';
import { inputParams } from './input-current.js';
import { integrationParams } from './neuron-params.js';
import { simulationOf } from './neuron-simulation.js';
import { fiView, neuronMeasures, variablesView, voltageView } from './neuron-views.js';

const conductance = (value: number, max: number, about: string) =>
  number({ default: value, min: 0, max, unit: 'mS/cm²', about });
const potential = (value: number, min: number, max: number, about: string) =>
  number({ default: value, min, max, unit: 'mV', about });

const params = {
  sodium: conductance(squidAxon.sodium, 200, 'Conductance of the sodium channels when all are open.'),
  potassium: conductance(squidAxon.potassium, 80, 'Conductance of the potassium channels when all are open.'),
  leak: number({
    default: squidAxon.leak,
    min: 0.01,
    max: 5,
    unit: 'mS/cm²',
    about: 'Conductance of what is always open.',
  }),
  sodiumReversal: potential(squidAxon.sodiumReversal, 0, 100, 'Potential at which sodium is in balance.'),
  potassiumReversal: potential(squidAxon.potassiumReversal, -120, -60, 'Potential at which potassium is in balance.'),
  leakReversal: potential(squidAxon.leakReversal, -90, -30, 'Potential at which the leak is in balance.'),
  capacitance: number({
    default: squidAxon.capacitance,
    min: 0.5,
    max: 5,
    unit: 'µF/cm²',
    about: 'Capacitance of the membrane.',
  }),
  speed: number({
    default: squidAxon.speed,
    min: 0.1,
    max: 5,
    scale: 'log',
    about: 'How much faster the gates move than at 6.3 °C: a factor of 3 for each 10 °C.',
  }),
  ...inputParams({
    unit: 'µA/cm²',
    current: 10,
    min: -15,
    max: 200,
    input: 'pulses',
    onset: 10,
    width: 80,
    period: 120,
  }),
  ...integrationParams({ default: 0.02, max: 0.05, window: 120 }),
};

type HodgkinHuxleyParams = ParamsOf<typeof params>;

/** The neuron of Hodgkin and Huxley; see {@link hodgkinHuxleyNeuron}. */
export const hodgkinHuxley = defineSystem({
  id: 'hodgkin-huxley',
  title: 'Hodgkin–Huxley neuron',
  family: 'neurons',
  about:
    'Channels for sodium that open fast and close again, and channels for potassium that open late: out of these comes the nerve impulse.',
  source: {
    authors: 'Alan L. Hodgkin, Andrew F. Huxley',
    year: 1952,
    title: 'A quantitative description of membrane current and its application to conduction and excitation in nerve',
    doi: '10.1113/jphysiol.1952.sp004764',
  },
  params,
  presets: [
    { id: 'train', title: 'Train of spikes', about: 'A steady current, and regular spikes at 69 Hz.', params: {} },
    {
      id: 'one-spike',
      title: 'One spike',
      about: 'A current too weak for a train: one spike where it begins, and the potential stays raised.',
      params: { current: 4, window: 120 },
    },
    {
      id: 'rebound',
      title: 'Anodal break',
      about: 'A spike when an inhibiting current ends, as potassium has closed and sodium is ready.',
      params: { current: -5, width: 40, period: 80 },
    },
    {
      id: 'refractory',
      title: 'Refractory period',
      about: 'Of pulses 6 ms apart each is enough for a spike, but many find the axon not ready.',
      params: { current: 15, width: 1, period: 6, window: 100 },
    },
    {
      id: 'block',
      title: 'Depolarization block',
      about: 'A current so strong that sodium never recovers: the spikes shrink, and cease.',
      params: { current: 150, width: 100, period: 150, window: 150 },
    },
    {
      id: 'noise',
      title: 'Fired by noise',
      about: 'A mean input below the threshold of firing, and spikes at the whim of its fluctuations.',
      params: { input: 'constant', current: 3, noise: 4, noiseTime: 3, window: 250 },
    },
  ],
  views: [
    voltageView(),
    variablesView(
      { id: 'gates', title: 'Gates', about: 'Shares of open gates: of sodium m and h, of potassium n.' },
      [
        ['m', 'm: sodium opens'],
        ['h', 'h: sodium not yet shut'],
        ['n', 'n: potassium opens'],
      ],
      { y: { title: 'open' } },
    ),
    fiView('µA/cm²'),
  ],
  measures: neuronMeasures({ potential: 'mV', current: 'µA/cm²', time: 'ms', rate: 'Hz' }),
  pace: 30,
  setup,
});

function setup(params: HodgkinHuxleyParams, context: Context): Model {
  return simulationOf(
    hodgkinHuxleyNeuron(params),
    params,
    { voltage: [-90, 50], sweep: { from: 0, to: 160, transient: 100, duration: 300 } },
    context,
  );
}
