import { number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { currentAt, inputParams } from './input-current.js';
import { integrationParams } from './neuron-params.js';
import { simulationOf } from './neuron-simulation.js';
import { neuronMeasures, variablesView, voltageView } from './neuron-views.js';
import { layerFive, PyramidalNeuron } from './pyramidal-neuron.js';

const params = {
  threshold: number({
    default: layerFive.threshold,
    min: -59,
    max: -30,
    unit: 'mV',
    about: 'Potential at which it fires.',
  }),
  plateau: number({
    default: layerFive.plateau,
    min: 0,
    max: 3000,
    unit: 'pA',
    about: 'Current of the calcium channels in the apical dendrite; 0 takes the plateaus away.',
  }),
  plateauToSoma: number({
    default: layerFive.plateauToSoma,
    min: 0,
    max: 3000,
    unit: 'pA',
    about: 'How much of a plateau reaches the soma.',
  }),
  backpropagation: number({
    default: layerFive.backpropagation,
    min: 0,
    max: 5000,
    unit: 'pA',
    about: 'How strongly a spike of the soma is felt in the apical dendrite.',
  }),
  adaptation: number({
    default: layerFive.adaptation,
    min: 0,
    max: 1000,
    unit: 'pA',
    about: 'What a spike adds to the adaptation of the soma.',
  }),
  repolarization: number({
    default: layerFive.repolarization,
    min: 0,
    max: 50,
    unit: 'nS',
    about: 'Conductance that ends a plateau.',
  }),
  ...inputParams({
    unit: 'pA',
    current: 1600,
    min: -1000,
    max: 3000,
    input: 'pulses',
    onset: 50,
    width: 10,
    period: 200,
  }),
  apical: number({
    default: 400,
    min: -1000,
    max: 3000,
    unit: 'pA',
    about: 'Input to the apical dendrite while it is on.',
  }),
  apicalOnset: number({
    default: 50,
    min: 0,
    max: 1e6,
    unit: 'ms',
    scale: 'log',
    about: 'When its first pulse begins.',
  }),
  apicalWidth: number({ default: 30, min: 0, max: 1e6, unit: 'ms', scale: 'log', about: 'How long its pulses last.' }),
  apicalPeriod: number({ default: 400, min: 0, max: 1e6, unit: 'ms', scale: 'log', about: 'From one to the next.' }),
  ...integrationParams({ default: 0.1, max: 0.5, window: 600 }),
};

export type PyramidalSettings = ParamsOf<typeof params>;

/** A pyramidal cell of three compartments; see {@link PyramidalNeuron}. */
export const pyramidal = defineSystem({
  id: 'pyramidal',
  title: 'Pyramidal cell',
  family: 'neurons',
  about:
    'A cell that tells apart what its two ends hear: input from below gives spikes, and only with input from above as well a burst.',
  source: {
    authors: 'Richard Naud, Henning Sprekeler',
    year: 2018,
    title: 'Sparse bursts optimize information transmission in a multiplexed neural code',
    doi: '10.1073/pnas.1720995115',
  },
  params,
  presets: [
    {
      id: 'coincidence',
      title: 'Coincidence',
      about:
        'Basal input every 200 ms, apical input every 400: single spikes in turn with bursts (Larkum and others 1999).',
      params: {},
    },
    {
      id: 'basal',
      title: 'Basal input alone',
      about: 'Each pulse from below gives a spike.',
      params: { apical: 0 },
    },
    {
      id: 'apical',
      title: 'Apical input alone',
      about: 'The same pulses from above: the dendrite hears them, the soma hardly.',
      params: { current: 0, apicalPeriod: 200 },
    },
    {
      id: 'plateau',
      title: 'Plateau by itself',
      about: 'Strong input from above alone sets off plateaus, each with spikes upon it.',
      params: { current: 0, apical: 1000, apicalWidth: 40, apicalPeriod: 250 },
    },
    {
      id: 'gain',
      title: 'Context sharpens',
      about: 'Fluctuating input from below, and from above an attention that comes and goes: bursts come with it.',
      params: {
        input: 'constant',
        current: 380,
        noise: 250,
        apical: 350,
        apicalWidth: 300,
        apicalPeriod: 600,
        apicalOnset: 300,
        window: 900,
      },
    },
    {
      id: 'blocked',
      title: 'Calcium blocked',
      about: 'Coincidence again, with the calcium channels of the dendrite shut: no burst.',
      params: { plateau: 0, plateauToSoma: 0 },
    },
  ],
  views: [
    variablesView(
      { id: 'compartments', title: 'Compartments', about: 'Membrane potential of soma, apical and basal dendrite.' },
      [
        ['apical', 'apical dendrite'],
        ['basal', 'basal dendrite'],
        ['voltage', 'soma', 'accent'],
      ],
      { y: { title: 'membrane potential', unit: 'mV' } },
    ),
    voltageView(),
  ],
  measures: [
    ...neuronMeasures({ potential: 'mV', current: 'pA', time: 'ms', rate: 'Hz' }),
    { id: 'apical', title: 'Apical potential', unit: 'mV', about: 'Membrane potential of the apical dendrite.' },
  ],
  pace: 30,
  setup,
});

const VOLTAGE = [-90, 35] as const;

function setup(params: PyramidalSettings, context: Context): Model {
  const neuron = new PyramidalNeuron({ ...layerFive, ...params });
  const apical = {
    input: 'pulses',
    current: params.apical,
    baseline: 0,
    onset: params.apicalOnset,
    width: params.apicalWidth,
    period: params.apicalPeriod,
  } as const;
  const model = simulationOf(
    neuron,
    params,
    { voltage: VOLTAGE, peak: 20, variables: { apical: VOLTAGE, basal: VOLTAGE } },
    context,
    (time) => {
      neuron.apicalCurrent = currentAt(apical, time);
    },
  );
  return {
    ...model,
    measures: () => ({ ...model.measures(), apical: model.state().neuron[1] }),
  };
}
