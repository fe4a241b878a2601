import { integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { noiseKey } from '../random/noise-key.js';
import { brunelRate } from './brunel-mean-field.js';
import { BrunelNetwork } from './brunel-network.js';
import { spikingMeasures, spikingModel, spikingViews } from './spiking-system.js';

const params = {
  neurons: integer({
    default: 5000,
    min: 20,
    max: 25000,
    unit: 'neurons',
    scale: 'log',
    about: 'Size of the network: four in five excite, one inhibits; the paper has 12 500.',
  }),
  inputs: integer({
    default: 500,
    min: 1,
    max: 2000,
    unit: 'synapses',
    scale: 'log',
    about:
      'Excitatory inputs of a neuron (1000 in the paper), all others where there are fewer; a quarter as many inhibit it.',
  }),
  g: number({
    default: 5,
    min: 0,
    max: 12,
    about: 'How much stronger an inhibitory spike is than an excitatory one: from 4 on inhibition prevails.',
  }),
  externalRate: number({
    default: 2,
    min: 0,
    max: 8,
    about: 'Rate of spikes from outside, in units of that which alone brings the mean potential to the threshold.',
  }),
  weight: number({
    default: 0.2,
    min: 0.02,
    max: 2,
    unit: 'mV',
    scale: 'log',
    about: 'Jump of the potential by an excitatory spike, 0.1 mV in the paper.',
  }),
  delay: number({ default: 1.5, min: 0.1, max: 10, unit: 'ms', about: 'Time that a spike takes to its targets.' }),
  timeStep: number({
    default: 0.1,
    min: 0.01,
    max: 1,
    unit: 'ms',
    scale: 'log',
    about: 'Length of a step, at most the delay; membranes decay exactly, so that none is unstable.',
  }),
};

/** Inputs and weights as in the paper; with half the inputs, twice as strong, less is to be computed. */
const PAPER = { inputs: 1000, weight: 0.1 };

type BrunelParams = ParamsOf<typeof params>;

/**
 * Sparse network of excitatory and inhibitory leaky integrate-and-fire neurons (Brunel 2000,
 * doi:10.1023/A:1008925309027, model A): its two parameters g and ν_ext decide between four regimes, synchronous or
 * asynchronous as a whole, regular or irregular in each neuron.
 */
export const brunel = defineSystem({
  id: 'brunel',
  title: 'Brunel network',
  family: 'neurons',
  about:
    'Excitation, inhibition and noise from outside: two numbers decide whether thousands of cells beat together or each fires by chance.',
  source: {
    authors: 'Nicolas Brunel',
    year: 2000,
    title: 'Dynamics of sparsely connected networks of excitatory and inhibitory spiking neurons',
    doi: '10.1023/A:1008925309027',
  },
  params,
  presets: [
    {
      id: 'asynchronous-irregular',
      title: 'Asynchronous irregular',
      about: 'The state of the waking cortex: steady as a whole, each cell firing as if by chance.',
      params: {},
    },
    {
      id: 'synchronous-regular',
      title: 'Synchronous regular',
      about: 'Excitation prevails: all cells fire together, as fast as they can.',
      params: { g: 3, externalRate: 2 },
    },
    {
      id: 'fast-oscillation',
      title: 'Synchronous irregular, fast',
      about:
        'Strong inhibition and drive: the whole swings some 180 times a second, each cell joins one beat in three.',
      params: { g: 6, externalRate: 4, ...PAPER },
    },
    {
      id: 'slow-oscillation',
      title: 'Synchronous irregular, slow',
      about: 'Drive just below threshold: slow swells of activity, to each of which few cells contribute.',
      params: { g: 4.5, externalRate: 0.9, ...PAPER },
    },
    {
      id: 'paper-size',
      title: 'As large as in the paper',
      about: 'Twelve and a half thousand neurons, fifteen million synapses, asynchronous and irregular.',
      params: { neurons: 12500, ...PAPER },
    },
  ],
  views: spikingViews,
  measures: [
    ...spikingMeasures,
    {
      id: 'theory',
      title: 'Rate in theory',
      unit: 'Hz',
      about: 'Rate at which the network would feed itself if all neurons were alike and independent (mean field).',
    },
  ],
  pace: 10,
  setup,
});

function setup(params: BrunelParams, { random }: Context): Model {
  const network = new BrunelNetwork(params, {
    start: random.stream('start'),
    wiring: noiseKey(random.stream('wiring')),
    outer: noiseKey(random.stream('outer')),
  });
  const [inputs, inhibitoryInputs] = network.inputs;
  const theory = brunelRate({ ...params, inputs, inhibitoryInputs });
  return spikingModel(
    network,
    { window: 150, bin: 0.5, shown: 250, potentials: [-10, 40], colours: [-10, 20], glow: 10 },
    () => ({ theory }),
  );
}
