import { integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { noiseKey } from '../random/noise-key.js';
import { IzhikevichNetwork } from './izhikevich-network-kernel.js';
import { spikingMeasures, spikingModel, spikingViews } from './spiking-system.js';

const params = {
  neurons: integer({
    default: 1000,
    min: 10,
    max: 100000,
    unit: 'neurons',
    scale: 'log',
    about: 'Size of the network.',
  }),
  inhibitory: number({ default: 0.2, min: 0, max: 1, about: 'Share of the neurons that inhibit.' }),
  fanOut: integer({
    default: 1000,
    min: 1,
    max: 1000,
    unit: 'synapses',
    scale: 'log',
    about:
      'Neurons that each one reaches, all where there are no more; fewer synapses are stronger, so that their sum stays.',
  }),
  excitation: number({ default: 0.5, min: 0, max: 2, about: 'Largest weight of an excitatory synapse.' }),
  inhibition: number({ default: 1, min: 0, max: 4, about: 'Largest weight of an inhibitory synapse.' }),
  noiseE: number({ default: 5, min: 0, max: 20, about: 'Strength of the thalamic noise into excitatory neurons.' }),
  noiseI: number({ default: 2, min: 0, max: 20, about: 'Strength of the thalamic noise into inhibitory neurons.' }),
};

type IzhikevichParams = ParamsOf<typeof params>;

/**
 * Izhikevich's network (Izhikevich 2003, doi:10.1109/TNN.2003.820440): v′ = 0.04 v² + 5 v + 140 − u + I, u′ = a (b v − u),
 * at 30 mV v ← c and u ← u + d. Excitatory neurons lie between regular spiking and chattering, inhibitory ones between
 * fast spiking and low-threshold spiking, each drawn at random as in the paper, as are its weights; a step is his: one
 * millisecond, two half steps of v, one of u, then the spikes of the step before and fresh noise.
 */
export const izhikevichNetwork = defineSystem({
  id: 'izhikevich-network',
  title: 'Izhikevich network',
  family: 'neurons',
  about:
    'A thousand spiking cells, joined at random and stirred by noise alone, fall into common rhythms like those of the sleeping and waking brain.',
  source: {
    authors: 'Eugene M. Izhikevich',
    year: 2003,
    title: 'Simple model of spiking neurons',
    doi: '10.1109/TNN.2003.820440',
  },
  params,
  presets: [
    {
      id: 'paper',
      title: 'As in the paper',
      about: 'Eight hundred and two hundred neurons: bands of spikes come and go.',
      params: {},
    },
    {
      id: 'alone',
      title: 'Each alone',
      about: 'No synapses: the same noise, and no rhythm.',
      params: { excitation: 0, inhibition: 0 },
    },
    {
      id: 'gamma',
      title: 'Fast rhythm',
      about: 'More noise, weaker excitation: volleys some forty times a second, each ended by inhibition.',
      params: { excitation: 0.4, noiseE: 7 },
    },
    {
      id: 'volleys',
      title: 'Volleys',
      about: 'A little less inhibition: again and again many cells fire together, then rest.',
      params: { inhibition: 0.8 },
    },
    {
      id: 'ten-thousand',
      title: 'Ten thousand, sparse',
      about: 'Ten times the neurons, each reaching a hundred others.',
      params: { neurons: 10000, fanOut: 100 },
    },
  ],
  views: spikingViews,
  measures: spikingMeasures,
  pace: 2,
  setup,
});

function setup(params: IzhikevichParams, { random }: Context): Model {
  const network = new IzhikevichNetwork(params, {
    cells: random.stream('cells'),
    wiring: noiseKey(random.stream('wiring')),
    noise: noiseKey(random.stream('noise')),
  });
  return spikingModel(network, {
    window: 500,
    bin: 2,
    shown: 1000,
    potentials: [-85, 30],
    colours: [-80, -45],
    glow: 40,
  });
}
