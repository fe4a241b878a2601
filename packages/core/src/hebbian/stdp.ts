import { dense } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { math } from '../kernels/math.js';
import { measuredFields, pairingFields, windowFields } from './stdp-charts.js';
import { PoissonInputs, poisson } from './stdp-inputs.js';
import { ConductanceNeuron } from './stdp-neuron.js';
import { StdpRecorder } from './stdp-recorder.js';
import { STDP_BOUNDS, StdpSynapses } from './stdp-synapses.js';
import { stdpViews } from './stdp-views.js';

/** Of Song, Miller & Abbott 2000: strongest synapse of 1000, strength of an inhibitory one, inhibitory spikes a ms (200 inputs at 10 Hz). */
const STRONGEST = 0.015;
const INHIBITORY = 0.05;
const INHIBITION = 2;
const BINS = 20;
const MOST_INPUTS = 2000;

const params = {
  bounds: choice(STDP_BOUNDS, {
    default: 'additive',
    about: 'Additive: every change is as large, up to two stops. Multiplicative: a strong synapse loses more.',
  }),
  inputs: integer({ default: 1000, min: 1, max: MOST_INPUTS, about: 'Excitatory inputs of the neuron.' }),
  inputRate: number({ default: 15, min: 0, max: 60, unit: 'Hz', about: 'Spikes of each input in a second.' }),
  potentiation: number({
    default: 0.01,
    min: 0,
    max: 0.05,
    about: 'Largest gain of a pair of spikes, A₊, as a share of the strongest weight; half as much in the paper.',
  }),
  ratio: number({
    default: 1.05,
    min: 0,
    max: 4,
    about: 'Loss over gain, A₋/A₊: a little above 1, so that chance pairs weaken.',
  }),
  tauPlus: number({
    default: 20,
    min: 1,
    max: 100,
    unit: 'ms',
    about: 'How long an input counts as having come before.',
  }),
  tauMinus: number({
    default: 20,
    min: 1,
    max: 100,
    unit: 'ms',
    about: 'How long an input counts as having come after.',
  }),
  correlated: number({ default: 0, min: 0, max: 1, about: 'Share of the inputs that tend to fire together.' }),
  correlation: number({ default: 0.1, min: 0.01, max: 1, about: 'How strongly these are correlated.' }),
  start: number({
    default: 1,
    min: 0,
    max: 1,
    about: 'First weights are drawn from 0 up to this share of the strongest.',
  }),
};

type StdpParams = ParamsOf<typeof params>;

/**
 * One neuron under spike-timing-dependent plasticity ({@link StdpSynapses}), after Song, Miller & Abbott 2000: a leaky
 * integrate-and-fire neuron ({@link ConductanceNeuron}) with Poisson inputs ({@link PoissonInputs}), in steps of 1 ms. The strongest
 * synapse is scaled so that all inputs together are as strong as the paper's thousand.
 */
export const stdp = defineSystem({
  id: 'stdp',
  title: 'Spike-timing-dependent plasticity',
  family: 'hebbian',
  about:
    'Inputs that come just before the neuron fires are strengthened, those that come just after are weakened: inputs compete for when it fires, and its rate settles by itself.',
  source: {
    authors: 'Sen Song, Kenneth D. Miller & L. F. Abbott',
    year: 2000,
    title: 'Competitive Hebbian learning through spike-timing-dependent synaptic plasticity',
    doi: '10.1038/78829',
  },
  params,
  presets: [
    {
      id: 'competition',
      title: 'Competition',
      about: 'All inputs are alike, and yet weights go to either end, while the neuron slows down to a steady rate.',
      params: {},
    },
    {
      id: 'correlated',
      title: 'A group that fires together',
      about: 'A fifth of the inputs is weakly correlated: it takes the neuron, and the others lose it.',
      params: { correlated: 0.2 },
    },
    {
      id: 'multiplicative',
      title: 'Multiplicative',
      about: 'Strong synapses lose more: weights gather around one middle value, and nobody wins.',
      params: { bounds: 'multiplicative', ratio: 2.8 },
    },
    {
      id: 'gentle',
      title: 'A group, multiplicatively',
      about: 'The correlated group gets somewhat stronger than the rest, in proportion.',
      params: { bounds: 'multiplicative', ratio: 2.8, correlated: 0.3, correlation: 0.2 },
    },
    {
      id: 'fast-inputs',
      title: 'Faster inputs',
      about: 'Inputs of 40 Hz: weights fall until the neuron fires hardly faster than before.',
      params: { inputRate: 40 },
    },
    {
      id: 'runaway',
      title: 'Runaway',
      about: 'Where gain outweighs loss, every weight grows and the neuron fires without end.',
      params: { ratio: 0.9, start: 0.8 },
    },
  ],
  views: stdpViews,
  measures: [
    { id: 'rate', title: 'Rate', unit: 'Hz', about: 'How fast the neuron fires, over some two seconds.' },
    { id: 'weight', title: 'Mean weight', about: 'Mean of all weights, in units of the strongest.' },
    {
      id: 'extremes',
      title: 'At the ends',
      about: 'Share of the weights in the lowest or the highest fifth: 0.4 where all are equally likely.',
    },
    {
      id: 'advantage',
      title: 'Advantage',
      about: 'Mean weight of the correlated inputs less that of the others; 0 where there are not both.',
    },
  ],
  pace: 300,
  setup,
});

function setup(given: StdpParams, { random }: Context): Model {
  const { inputs, inputRate, potentiation, ratio, start } = given;
  const options = { ...given, depression: ratio * potentiation };
  const synapses = new StdpSynapses(options);
  const { weights } = synapses;
  const first = random.stream('weights');
  for (let i = 0; i < inputs; i++) weights[i] = start * first.uniform();
  const group = Math.round(given.correlated * inputs);
  const source = new PoissonInputs(
    { inputs, rate: inputRate / 1000, group, correlation: given.correlation },
    random.stream('inputs'),
  );
  const inhibition = random.stream('inhibition');
  const none = math().exp(-INHIBITION);
  const neuron = new ConductanceNeuron();
  const recorder = new StdpRecorder(inputs, inputRate);
  const strongest = (STRONGEST * 1000) / inputs;
  const points = new Float32Array(3 * inputs);
  const histogram = new Float32Array(BINS);

  const advance = (time: number) => {
    synapses.decay();
    source.draw();
    let excitation = 0;
    for (let n = 0; n < source.count; n++) {
      const i = source.spikes[n];
      excitation += strongest * weights[i];
      synapses.arrive(i);
      recorder.arrive(time, i, i < group ? 1 : 0);
    }
    const fires = neuron.step(excitation, INHIBITORY * poisson(none, inhibition));
    if (fires) synapses.fire();
    recorder.close(time, fires);
  };

  return {
    step(count, from) {
      for (let time = from + 1; time <= from + count; time++) advance(time);
    },
    fields: {
      ...recorder.fields,
      ...windowFields(options),
      ...pairingFields(),
      ...measuredFields(),
      weights() {
        for (let i = 0; i < inputs; i++) points.set([i, weights[i], i < group ? 1 : 0], 3 * i);
        return dense(
          points,
          [inputs, 3],
          [
            [0, inputs],
            [-0.02, 1.02],
            [0, 1],
          ],
        );
      },
      histogram() {
        histogram.fill(0);
        for (const weight of weights) histogram[Math.min(BINS - 1, Math.floor(BINS * weight))]++;
        const most = histogram.reduce((largest, n) => Math.max(largest, n), 0);
        return dense(histogram, [BINS], [[0, Math.max(most, inputs / 4)]]);
      },
    },
    measures() {
      const [ours, others] = [mean(weights, 0, group), mean(weights, group, inputs)];
      return {
        rate: recorder.rate,
        weight: mean(weights, 0, inputs),
        extremes: weights.filter((weight) => weight < 0.2 || weight > 0.8).length / inputs,
        advantage: group > 0 && group < inputs ? ours - others : 0,
      };
    },
    state: () => ({
      weights,
      pre: synapses.pre,
      post: synapses.post,
      neuron: neuron.state,
      ...recorder.state(),
    }),
  };
}

function mean(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i];
  return to > from ? sum / (to - from) : 0;
}
