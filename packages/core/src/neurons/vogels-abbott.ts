import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { noiseKey } from '../random/noise-key.js';
import { spikingMeasures, spikingModel, spikingViews } from './spiking-system.js';
import { VogelsAbbottNetwork } from './vogels-abbott-network.js';

const params = {
  neurons: integer({
    default: 4000,
    min: 10,
    max: 20000,
    unit: 'neurons',
    scale: 'log',
    about: 'Size of the network: four in five excite, one inhibits.',
  }),
  connectivity: number({ default: 0.02, min: 0, max: 1, about: 'Chance that one neuron reaches another.' }),
  synapses: choice(['conductance', 'current'], {
    default: 'conductance',
    about:
      'What a spike opens: conductances (COBA), which pull v towards a potential, or currents (CUBA), which add to v.',
  }),
  excitation: number({ default: 1, min: 0, max: 4, about: 'Strength of excitatory synapses, 1 as in the paper.' }),
  inhibition: number({ default: 1, min: 0, max: 4, about: 'Strength of inhibitory synapses, 1 as in the paper.' }),
  drive: number({
    default: 0,
    min: -20,
    max: 30,
    unit: 'mV',
    about:
      'Added to the resting potential, which is −60 mV with conductances and −49 mV, above threshold, with currents.',
  }),
  kick: number({
    default: 50,
    min: 0,
    max: 1000,
    unit: 'ms',
    about: 'How long random spikes, 300 a second and neuron, come from outside at the start.',
  }),
  timeStep: number({
    default: 0.1,
    min: 0.01,
    max: 1,
    unit: 'ms',
    scale: 'log',
    about: 'Length of a step; membranes decay exactly, so that no step is unstable, but spikes fall on steps.',
  }),
};

type VogelsAbbottParams = ParamsOf<typeof params>;

/**
 * Network of leaky integrate-and-fire neurons that keeps itself firing (Vogels & Abbott 2005,
 * doi:10.1523/JNEUROSCI.3508-05.2005), as in the benchmarks of Brette et al. 2007 (doi:10.1007/s10827-007-0038-6):
 * 20 ms dv/dt = rest − v + ge + gi with currents, rest − v + ge (0 − v) + gi (−80 − v) with conductances in units of the
 * leak; ge and gi decay with 5 and 10 ms; at −50 mV a spike, reset to −60 mV, 5 ms of silence.
 */
export const vogelsAbbott = defineSystem({
  id: 'vogels-abbott',
  title: 'Vogels–Abbott network',
  family: 'neurons',
  about:
    'Kicked once, four thousand cells go on firing by themselves, each as if by chance: excitation and inhibition in balance.',
  source: {
    authors: 'Tim P. Vogels, Larry F. Abbott',
    year: 2005,
    title: 'Signal propagation and logic gating in networks of integrate-and-fire neurons',
    doi: '10.1523/JNEUROSCI.3508-05.2005',
  },
  params,
  presets: [
    {
      id: 'conductances',
      title: 'Conductances (COBA)',
      about: 'No cell would fire alone; after the kick they keep one another firing.',
      params: {},
    },
    {
      id: 'currents',
      title: 'Currents (CUBA)',
      about: 'Every cell would tick like a clock; inhibition holds them down to a few irregular spikes.',
      params: { synapses: 'current', kick: 0 },
    },
    {
      id: 'too-weak',
      title: 'Too weak',
      about: 'With weak excitatory synapses all falls silent soon after the kick.',
      params: { excitation: 0.3, kick: 100 },
    },
    {
      id: 'too-small',
      title: 'Too small',
      about: 'With a thousand cells of as many inputs each, the activity soon dies by chance.',
      params: { neurons: 1000, connectivity: 0.08 },
    },
    {
      id: 'clocks',
      title: 'Unconnected clocks',
      about: 'Currents without synapses: every cell by itself, regular as a clock.',
      params: { synapses: 'current', connectivity: 0, kick: 0 },
    },
    {
      id: 'runaway',
      title: 'Out of balance',
      about: 'A third of the inhibition: cells fire a hundred times a second, and no longer by chance.',
      params: { inhibition: 0.3 },
    },
  ],
  views: spikingViews,
  measures: spikingMeasures,
  pace: 20,
  setup,
});

function setup(params: VogelsAbbottParams, { random }: Context): Model {
  const network = new VogelsAbbottNetwork(params, {
    start: random.stream('start'),
    wiring: noiseKey(random.stream('wiring')),
    kick: noiseKey(random.stream('kick')),
  });
  return spikingModel(network, {
    window: 250,
    bin: 2,
    shown: 500,
    potentials: [-85, -20],
    colours: [-75, -48],
    glow: 30,
  });
}
