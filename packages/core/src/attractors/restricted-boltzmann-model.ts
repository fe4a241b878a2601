import { dense } from '../contract/field.js';
import { createMosaic } from '../contract/mosaic.js';
import type { Context, Model } from '../contract/system.js';
import type { Dataset } from '../data/dataset.js';
import { fingerprintOf } from '../data/fingerprint.js';
import { createReceptiveFields } from '../hebbian/receptive-fields.js';
import { math } from '../kernels/math.js';
import { LearningHistory } from './boltzmann-history.js';
import { type ContrastiveOptions, RestrictedBoltzmann } from './restricted-boltzmann-machine.js';
import type { PictureSets } from './restricted-pictures.js';

/** Chains that never start again. */
const CHAINS = 100;
/** Pictures of each kind that measures and curves are taken on. */
const JUDGED = 128;
/** Held-out pictures shown beside their reconstructions. */
const SHOWN = 36;
/** Steps from one point of the curves to the next, at first. */
const EVERY = 10;
/** Grey between pictures, so that black ones have a border. */
const GAP = 0.2;
/** Hidden units up to which ln Z is counted for a measure. */
const COUNTED = 12;

interface Setup extends ContrastiveOptions {
  readonly units: number;
  readonly batch: number;
  readonly persistent: boolean;
}

/** A machine that learns one mini-batch of the pictures a step, while its chains go on. */
export function createRestrictedModel(given: Setup, sets: PictureSets, context: Context): Model {
  const { units, batch, persistent } = given;
  const { width, height, learned, heldOut } = sets;
  const visible = width * height;
  const machine = new RestrictedBoltzmann({
    visible,
    hidden: units,
    batch: Math.max(batch, JUDGED),
    chains: CHAINS,
    seed: context.random.stream('machine'),
  });
  startFromMeans(machine, learned);
  const { samples, stride, hiddenStride } = machine;
  const stream = context.random.stream('pictures');
  const fingerprint = fingerprintOf(learned.values);

  const show = (set: Dataset, most: number): number => {
    const rows = Math.min(most, set.rows);
    for (let s = 0; s < rows; s++) copyRow(set, s, samples, s * stride);
    return rows;
  };
  const free = new Float64Array(JUDGED);
  const energyOf = (set: Dataset): number => {
    const rows = show(set, JUDGED);
    machine.freeEnergiesInto(free, rows);
    let sum = 0;
    for (let s = 0; s < rows; s++) sum += free[s];
    return sum / rows;
  };
  const errorOf = (set: Dataset): number => {
    const rows = show(set, JUDGED);
    const seen = machine.reconstruct(rows);
    let sum = 0;
    for (let s = 0; s < rows * stride; s++) sum += (seen[s] - samples[s]) ** 2;
    return sum / (rows * visible);
  };
  const history = new LearningHistory(2, EVERY);
  const errors = new LearningHistory(1, EVERY);
  const pair = new Float64Array(2);
  const single = new Float64Array(1);
  const record = (time: number): void => {
    pair[0] = energyOf(learned);
    pair[1] = energyOf(heldOut);
    single[0] = errorOf(heldOut);
    history.record(time, pair);
    errors.record(time, single);
  };
  record(0);

  /** Grey pixels have no likelihood. */
  const isCounted = units <= COUNTED && heldOut.values.every((value) => value === 0 || value === 1);
  const activity = new Float32Array(units);
  const measureActivity = (): number => {
    const rows = show(heldOut, JUDGED);
    const seen = machine.hiddenProbabilities(rows);
    activity.fill(0);
    for (let s = 0; s < rows; s++) for (let j = 0; j < units; j++) activity[j] += seen[s * hiddenStride + j] / rows;
    return activity.reduce((sum, p) => sum + p, 0) / units;
  };
  const pictures = Math.min(SHOWN, heldOut.rows);
  const pairs = createMosaic({
    count: 2 * pictures,
    width,
    height,
    across: acrossOf(pictures),
    gap: GAP,
    range: [0, 1],
  });
  const dreams = createMosaic({ count: CHAINS, width, height, across: 10, gap: GAP, range: [0, 1] });

  return {
    step(count, from) {
      for (let time = from + 1; time <= from + count; time++) {
        for (let s = 0; s < batch; s++) copyRow(learned, stream.integer(learned.rows), samples, s * stride);
        machine.learn(batch, given);
        if (!persistent) machine.dream();
        if (history.isDue(time)) record(time);
      }
    },
    fields: {
      receptiveFields: createReceptiveFields({ units, width, height }, (j, i) => machine.weights[j * stride + i]),
      fantasies() {
        const seen = machine.fantasies();
        return dreams.draw((tile, i) => seen[tile * stride + i]);
      },
      reconstructions() {
        const seen = machine.reconstruct(show(heldOut, pictures));
        return pairs.draw((tile, i) => (tile % 2 === 0 ? samples : seen)[(tile >> 1) * stride + i]);
      },
      learnedEnergy: () => history.field(0),
      heldOutEnergy: () => history.field(1),
      errors: () => errors.field(0, 0),
      activity() {
        measureActivity();
        return dense(activity, [units], [[0, 1]]);
      },
    },
    measures() {
      const held = energyOf(heldOut);
      const measures = {
        error: errorOf(heldOut),
        gap: held - energyOf(learned),
        norm: meanLength(machine),
        activity: measureActivity(),
      };
      return isCounted ? { ...measures, likelihood: -held - machine.logPartition() } : measures;
    },
    state: () => ({
      ...machine.state,
      ...prefixed('energy', history.state),
      ...prefixed('error', errors.state),
      pictures: fingerprint.state,
    }),
    restored: fingerprint.check,
  };
}

/** Visible biases from how often each pixel is on (Hinton 2012), so that hidden units need not learn the mean picture. */
function startFromMeans(machine: RestrictedBoltzmann, { rows, columns, values }: Dataset): void {
  const { log } = math();
  for (let i = 0; i < columns; i++) {
    // As if each pixel had been on once and off once more.
    let on = 1;
    for (let r = 0; r < rows; r++) on += values[r * columns + i];
    machine.visibleBias[i] = log(on / (rows + 2 - on));
  }
}

/** Tiles a row: an even number, for pairs. */
const acrossOf = (pictures: number): number => 2 * Math.ceil(Math.sqrt(pictures));

function copyRow({ columns, values }: Dataset, row: number, into: Float32Array, at: number): void {
  for (let i = 0; i < columns; i++) into[at + i] = values[row * columns + i];
}

function meanLength({ weights, hidden, stride }: RestrictedBoltzmann): number {
  let sum = 0;
  for (let j = 0; j < hidden; j++) {
    let squares = 0;
    for (let i = j * stride; i < (j + 1) * stride; i++) squares += weights[i] * weights[i];
    sum += Math.sqrt(squares);
  }
  return sum / hidden;
}

function prefixed<A>(name: string, arrays: Readonly<Record<string, A>>): Record<string, A> {
  return Object.fromEntries(Object.entries(arrays).map(([key, array]) => [`${name}-${key}`, array]));
}
