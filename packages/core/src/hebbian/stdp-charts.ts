import { dense, type Field } from '../contract/field.js';
import { type StdpOptions, StdpSynapses } from './stdp-synapses.js';
import { pairingChange, type TripletRule, VISUAL_CORTEX } from './stdp-triplet.js';
import { stdpWindow } from './stdp-window.js';

type FieldOf = () => Field;

/** Reach of the window's chart, ms to either side, and the weight at which a multiplicative rule is shown. */
const REACH = 100;
const WEIGHT = 0.5;
/** Highest frequency of the pairing chart, Hz; its two lags, ms. */
const FASTEST = 50;
const LAG = 10;

/** What one pair of spikes changes, found by giving the synapse that pair, and the equation's curve. */
export function windowFields(options: StdpOptions): Record<'window' | 'measured', FieldOf> {
  const isMultiplicative = options.bounds === 'multiplicative';
  const rule = { ...options, depression: options.depression * (isMultiplicative ? WEIGHT : 1) };
  const window = new Float32Array(4 * REACH + 2);
  for (let k = 0; k <= 2 * REACH; k++) {
    // The lag 0 belongs to neither branch: the pen is lifted there.
    const lag = k - REACH;
    window.set([lag, lag === 0 ? Number.NaN : stdpWindow(lag, rule)], 2 * k);
  }
  const lags = Array.from({ length: REACH / 2 }, (_, k) => 4 * k + 2 - REACH + (4 * k + 2 < REACH ? -0.5 : 0.5));
  const measured = Float32Array.from(lags.flatMap((lag) => [lag, changeOf(lag, options)]));
  const most = 1.1 * Math.max(rule.potentiation, rule.depression, 1e-6);
  return {
    window: () =>
      dense(
        window,
        [2 * REACH + 1, 2],
        [
          [-REACH, REACH],
          [-most, most],
        ],
      ),
    measured: () => dense(measured, [lags.length, 2]),
  };
}

/** What a synapse of weight ½ gains from one pair of spikes; the lag is some whole number of ms and a half. */
export function changeOf(lag: number, options: StdpOptions): number {
  const synapses = new StdpSynapses({ ...options, inputs: 1, timeStep: 1 });
  synapses.weights[0] = WEIGHT;
  if (lag < 0) synapses.fire();
  else synapses.arrive(0);
  // The neuron's spikes lie half a step after the inputs' of the same step.
  for (let step = Math.abs(lag) + (lag < 0 ? 0.5 : -0.5); step > 0; step--) synapses.decay();
  if (lag < 0) synapses.arrive(0);
  else synapses.fire();
  return synapses.weights[0] - WEIGHT;
}

/** The pair rule with the same depression and as much potentiation, for comparison. */
export const PAIRS_ONLY: TripletRule = {
  ...VISUAL_CORTEX,
  pairPotentiation: VISUAL_CORTEX.pairDepression,
  tripletPotentiation: 0,
};

/** Changes after 60 pairs against their frequency: by triplets and by pairs, the input 10 ms before the neuron and after. */
export function pairingFields(): Record<'tripletsBefore' | 'tripletsAfter' | 'pairsBefore' | 'pairsAfter', FieldOf> {
  const range = [
    [0, FASTEST],
    [-0.6, 1],
  ] as const;
  const curve = (rule: TripletRule, lag: number): FieldOf => {
    const points = Float32Array.from({ length: 2 * (FASTEST + 1) }, (_, i) => {
      const frequency = Math.max(0.1, i >> 1);
      return i % 2 === 0 ? frequency : pairingChange(rule, { frequency, lag });
    });
    return () => dense(points, [FASTEST + 1, 2], range);
  };
  return {
    tripletsBefore: curve(VISUAL_CORTEX, LAG),
    tripletsAfter: curve(VISUAL_CORTEX, -LAG),
    pairsBefore: curve(PAIRS_ONLY, LAG),
    pairsAfter: curve(PAIRS_ONLY, -LAG),
  };
}

/** Means and standard errors that Sjöström, Turrigiano & Nelson 2001 measured at 0.1, 10, 20, 40 and 50 Hz. */
export const MEASURED_PAIRINGS = [
  {
    lag: LAG,
    frequencies: [0.1, 10, 20, 40, 50],
    means: [-0.04, 0.14, 0.29, 0.53, 0.56],
    errors: [0.05, 0.1, 0.14, 0.11, 0.26],
  },
  {
    lag: -LAG,
    frequencies: [0.1, 10, 20, 40, 50],
    means: [-0.29, -0.41, -0.34, 0.56, 0.75],
    errors: [0.08, 0.11, 0.1, 0.32, 0.19],
  },
] as const;

/** Those means, as points of the chart, one list for each lag. */
export function measuredFields(): Record<'cortexBefore' | 'cortexAfter', FieldOf> {
  const [before, after] = MEASURED_PAIRINGS.map(({ frequencies, means }) => {
    const points = Float32Array.from(frequencies.flatMap((frequency, i) => [frequency, means[i]]));
    return () => dense(points, [frequencies.length, 2]);
  });
  return { cortexBefore: before, cortexAfter: after };
}
