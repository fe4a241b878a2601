import { InputError } from '../contract/errors.js';
import { dense } from '../contract/field.js';
import { choice, integer, number, type ParamsOf } from '../contract/params.js';
import { type Context, defineSystem, type Model } from '../contract/system.js';
import { patternsAt, RecallTrials } from './capacity.js';
import { CapacityRecorder, SHOWN } from './capacity-recorder.js';
import { criticalLoad, retrievalOverlap } from './capacity-theory.js';
import { STORAGE_RULES } from './hopfield-network.js';

/** Of networks whose weights are written out, as a trial stores them all anew; the default size fits every rule. */
const MAX_MATRIX = 500;
/** Overlap from which a memory counts as held. */
const HELD = 0.9;

const params = {
  neurons: integer({ default: 500, min: 10, max: 1000, unit: 'neurons', about: 'Size of each network, N.' }),
  rule: choice(STORAGE_RULES, { default: 'hebb', about: 'How patterns become weights.' }),
  noise: number({ default: 0, min: 0, max: 0.5, about: 'Share of the neurons that start in the wrong state.' }),
  loads: integer({ default: 25, min: 2, max: 100, about: 'Number of loads to try, evenly from 0 to the highest.' }),
  highest: number({ default: 0.25, min: 0.05, max: 1, about: 'The highest load to try, patterns a neuron.' }),
};

type CapacityParams = ParamsOf<typeof params>;

/**
 * The capacity of Hopfield’s network as an experiment (Amit, Gutfreund & Sompolinsky 1985,
 * doi:10.1103/PhysRevLett.55.1530). A step is one trial: a network of its own stores P random patterns and recalls one of
 * them; the next trial is at the next load P/N. The means draw the curve along which memory breaks down.
 */
export const hopfieldCapacity = defineSystem({
  id: 'hopfield-capacity',
  title: 'Capacity of a Hopfield network',
  family: 'attractors',
  about:
    'Memories crowd one another out: up to 0.138 patterns a neuron all are recalled nearly without fault, a few more and all are lost at once.',
  source: {
    authors: 'Daniel J. Amit, Hanoch Gutfreund, Haim Sompolinsky',
    year: 1985,
    title: 'Storing infinite numbers of patterns in a spin-glass model of neural networks',
    doi: '10.1103/PhysRevLett.55.1530',
  },
  params,
  presets: [
    {
      id: 'hebb',
      title: 'Hebb’s rule',
      about: 'Networks of 500 neurons, and the theory for infinitely many.',
      params: {},
    },
    {
      id: 'small',
      title: 'Small networks',
      about: 'Sixty neurons: chance blurs the edge, and some networks hold what others lose.',
      params: { neurons: 60, loads: 15 },
    },
    {
      id: 'damaged',
      title: 'Damaged cues',
      about: 'A quarter of each cue is wrong: the edge comes earlier, as the valleys of full memories are narrow.',
      params: { noise: 0.25 },
    },
    {
      id: 'storkey',
      title: 'Storkey’s rule',
      about: 'The same patterns by Storkey’s rule: it bears far more, and then breaks down as Hebb’s does.',
      params: { rule: 'storkey', neurons: 150, highest: 0.8, loads: 20, noise: 0.05 },
    },
    {
      id: 'projection',
      title: 'Projection rule',
      about: 'The projection keeps any number of memories at rest, yet the fuller it is, the narrower is each valley.',
      params: { rule: 'projection', neurons: 150, highest: 1, loads: 20, noise: 0.1 },
    },
  ],
  views: [
    {
      id: 'curve',
      title: 'Overlap against load',
      about: 'One dot a recall, their means with standard errors, and the theory of Hebb’s rule for infinite networks.',
      palette: 'ink',
      axes: { x: { title: 'load P/N', unit: 'patterns a neuron' }, y: { title: 'overlap' } },
      layers: [
        { kind: 'points', field: 'trials', shape: 'disc', size: 2, colour: 'faint' },
        { kind: 'curve', field: 'theory', colour: 'second', title: 'Hebb’s rule, N → ∞' },
        { kind: 'lines', field: 'errors', colour: 'accent' },
        { kind: 'curve', field: 'means', colour: 'accent', title: 'mean of the recalls' },
        { kind: 'points', field: 'means', shape: 'disc', size: 5, colour: 'accent' },
      ],
    },
    {
      id: 'faultless',
      title: 'Faultless recalls',
      about: 'Share of recalls that end without a single wrong neuron, from the lowest load to the highest.',
      palette: 'ink',
      layers: [{ kind: 'bars', field: 'faultless' }],
    },
  ],
  measures: [
    { id: 'trials', title: 'Trials', about: 'Recalls so far.' },
    {
      id: 'capacity',
      title: 'Capacity',
      unit: 'patterns a neuron',
      about: 'Load at which the mean overlap falls under 0.9; the highest tried where it does not.',
    },
    { id: 'overlap', title: 'Last overlap', about: 'Overlap of the last recall with its memory.' },
    { id: 'faultless', title: 'Faultless', about: 'Share of all recalls that ended without a wrong neuron.' },
  ],
  pace: 2,
  setup,
});

function setup(given: CapacityParams, { random }: Context): Model {
  const { neurons, rule, loads: points, highest } = given;
  if (rule !== 'hebb' && neurons > MAX_MATRIX) {
    throw new InputError('neurons', neurons, `at most ${MAX_MATRIX} neurons for the rule ${rule}`);
  }
  const counts = Array.from({ length: points }, (_, k) => patternsAt((highest * (k + 1)) / points, neurons));
  const loads = counts.map((count) => count / neurons);
  const recalls = new RecallTrials(given, counts);
  const source = random.stream('trials');
  const recorder = new CapacityRecorder(loads);
  const range = [
    [0, highest * 1.02],
    [-0.05, 1.05],
  ] as const;
  const theory = dense(theoryCurve(highest), [THEORY, 2], range);

  return {
    step(count, time) {
      for (let t = time; t < time + count; t++) {
        const k = t % points;
        recorder.record(k, recalls.run(k, source));
      }
    },
    fields: {
      trials: () => dense(recorder.recent, [SHOWN, 2], range),
      theory: () => theory,
      means: () => dense(recorder.means(), [points, 2], range),
      errors: () => dense(recorder.errors(), [points, 4], [...range, ...range]),
      faultless: () => dense(recorder.faultless(), [points], [[0, 1]]),
    },
    measures: () => ({
      trials: recorder.total(),
      capacity: recorder.crossing(HELD),
      overlap: recorder.last[0],
      faultless: recorder.share(),
    }),
    state: () => recorder.state,
  };
}

const THEORY = 200;

/** The overlap of theory up to the load where it drops to 0. */
function theoryCurve(highest: number): Float32Array {
  const curve = new Float32Array(2 * THEORY).fill(Number.NaN);
  const { load: critical, overlap } = criticalLoad();
  const end = Math.min(critical, highest);
  for (let i = 0; i < THEORY - 2; i++) {
    const load = (end * i) / (THEORY - 3);
    curve.set([load, i === THEORY - 3 && end === critical ? overlap : retrievalOverlap(load)], 2 * i);
  }
  if (end === critical) curve.set([critical, 0, highest, 0], 2 * (THEORY - 2));
  return curve;
}
