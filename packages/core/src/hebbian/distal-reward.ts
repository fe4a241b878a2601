import { InputError } from '../contract/errors.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { DistalRewardRecorder } from './distal-reward-recorder.js';
import { DistalRewardExperiment, REWARDS } from './eligibility-experiment.js';

const params = {
  reward: choice(REWARDS, {
    default: 'coincidence',
    about:
      'What is rewarded: the coincidence of input and neuron at some synapses, or as often but at random, or nothing.',
  }),
  synapses: integer({ default: 100, min: 2, max: 1000, about: 'Pairs of neurons, each joined by one synapse.' }),
  rewarded: integer({ default: 1, min: 1, max: 20, about: 'Synapses whose coincidences are rewarded.' }),
  delay: number({ default: 1, min: 0, max: 20, unit: 's', about: 'Least time from a coincidence to its reward.' }),
  spread: number({ default: 2, min: 0, max: 20, unit: 's', about: 'By how much more a reward may be late.' }),
  eligibilityTime: number({
    default: 1.5,
    min: 0.01,
    max: 20,
    scale: 'log',
    unit: 's',
    about: 'How long a synapse remembers a coincidence.',
  }),
  dopamineTime: number({
    default: 0.2,
    min: 0.01,
    max: 5,
    scale: 'log',
    unit: 's',
    about: 'How long the dopamine of a reward lasts.',
  }),
  tonic: number({ default: 0.001, min: 0, max: 0.1, about: 'Dopamine without reward; a reward adds 1.' }),
  gain: number({
    default: 0.6,
    min: 0,
    max: 10,
    about: 'How fast weights change, a second at eligibility and dopamine 1.',
  }),
  ratio: number({
    default: 2.4,
    min: 0,
    max: 5,
    about: 'Depression over potentiation of pairs of spikes: high, so that chance weakens.',
  }),
  firingRate: number({ default: 1, min: 0, max: 20, unit: 'Hz', about: 'How often each neuron fires by itself.' }),
  efficacy: number({
    default: 0.04,
    min: 0,
    max: 1,
    about: 'Probability that the strongest synapse makes its neuron fire: one input among many.',
  }),
};

type DistalRewardParams = ParamsOf<typeof params>;

/**
 * The distal reward problem, after Izhikevich 2007 ({@link DistalRewardExperiment}): which of many synapses was it that a reward,
 * seconds later, is for? His network of 1000 neurons is reduced to pairs of neurons that share nothing but the dopamine; as in his,
 * single synapses are weak and coincidences mostly chance. Weights are in units of the strongest, a step is 1 ms.
 */
export const distalReward = defineSystem({
  id: 'distal-reward',
  title: 'Distal reward',
  family: 'hebbian',
  about:
    'A reward comes seconds after the spikes that earned it, and after many others: synapses that remember for a while what they did find out which of them it was for.',
  source: {
    authors: 'Eugene M. Izhikevich',
    year: 2007,
    title: 'Solving the distal reward problem through linkage of STDP and dopamine signaling',
    doi: '10.1093/cercor/bhl152',
  },
  params,
  presets: [
    {
      id: 'distal',
      title: 'One in a hundred',
      about:
        'One synapse starts at 0; its coincidences are rewarded one to three seconds later, until it is the strongest.',
      params: {},
    },
    {
      id: 'no-trace',
      title: 'No memory',
      about: 'Synapses forget within a tenth of a second: reward finds nothing to strengthen.',
      params: { eligibilityTime: 0.1 },
    },
    {
      id: 'late',
      title: 'Too late',
      about: 'Rewards six seconds late, memories of one and a half: credit goes nowhere.',
      params: { delay: 6 },
    },
    {
      id: 'patient',
      title: 'Long memory',
      about: 'Rewards as late, and synapses that remember for five seconds: it works again.',
      params: { delay: 6, eligibilityTime: 5, gain: 0.4, ratio: 1.6 },
    },
    {
      id: 'three',
      title: 'Three in a hundred',
      about: 'Three synapses share the rewards: credit is less clear, and slower.',
      params: { rewarded: 3 },
    },
    {
      id: 'superstition',
      title: 'Rewards at random',
      about: 'The same number of rewards with no bearing on anything: some synapse gains by luck, and loses again.',
      params: { reward: 'random' },
    },
  ],
  views: [
    {
      id: 'strengths',
      title: 'Strengths',
      about: 'The weight of the rewarded synapse, and the mean and largest of the others.',
      palette: 'ink',
      axes: { x: { title: 'time', unit: 's' }, y: { title: 'weight' } },
      layers: [
        { kind: 'curve', field: 'rewarded', colour: 'first', title: 'rewarded' },
        { kind: 'curve', field: 'strongest', colour: 'faint', title: 'largest other' },
        { kind: 'curve', field: 'others', colour: 'second', title: 'mean of the others' },
      ],
    },
    {
      id: 'weights',
      title: 'Weights',
      about: 'All synapses, the rewarded ones first.',
      palette: 'ink',
      axes: { x: { title: 'synapse' }, y: { title: 'weight' } },
      layers: [{ kind: 'points', field: 'weights', shape: 'disc', size: 6, colour: 'class' }],
    },
    {
      id: 'traces',
      title: 'Traces',
      about:
        'The latest seconds: what the first rewarded synapse remembers, and the dopamine that turns it into weight.',
      palette: 'ink',
      axes: { x: { title: 'time', unit: 's' }, y: { title: 'level' } },
      layers: [
        { kind: 'curve', field: 'eligibility', colour: 'first', title: 'eligibility' },
        { kind: 'curve', field: 'dopamine', colour: 'second', title: 'dopamine' },
      ],
    },
  ],
  measures: [
    { id: 'rewarded', title: 'Rewarded weight', about: 'Mean weight of the rewarded synapses; 1 is the strongest.' },
    { id: 'others', title: 'Other weights', about: 'Mean weight of all others.' },
    { id: 'strongest', title: 'Strongest other', about: 'Largest weight among all others.' },
    { id: 'rewards', title: 'Rewards', about: 'Rewards so far.' },
    { id: 'dopamine', title: 'Dopamine', about: 'Level of dopamine.' },
  ],
  pace: 2000,
  setup,
});

function setup(given: DistalRewardParams, { random }: Context): Model {
  const { rewarded, synapses } = given;
  if (rewarded >= synapses) throw new InputError('rewarded', rewarded, `fewer than the ${synapses} synapses`);
  const experiment = new DistalRewardExperiment(given, random.stream('spikes'));
  const recorder = new DistalRewardRecorder(experiment);
  return {
    step(count, from) {
      for (let time = from + 1; time <= from + count; time++) {
        experiment.step(time);
        recorder.close(time);
      }
    },
    fields: recorder.fields,
    measures() {
      const [dopamine, , rewards] = experiment.state;
      return { ...recorder.strengths(), rewards, dopamine };
    },
    state: () => ({ ...experiment.arrays(), ...recorder.state() }),
  };
}
