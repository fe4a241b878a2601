import { dense } from '../contract/field.js';
import { createMosaic } from '../contract/mosaic.js';
import { integer, number } from '../contract/params.js';
import type { Context, Model } from '../contract/system.js';
import type { MeasureInfo, View } from '../contract/view.js';
import { fingerprintOf } from '../data/fingerprint.js';
import type { Random } from '../random/random.js';
import type { PanelKernel, PanelLayer } from './panel-layer.js';
import { type Pictures, pictureParams } from './pictures.js';
import { createReceptiveFields, receptiveFieldsView } from './receptive-fields.js';
import { Winners, winnerMeasures } from './winners.js';

/** Parameters of layers that learn mini-batches of pictures; {@link createCompetitiveModel} runs them. */
export const competitiveParams = {
  units: integer({ default: 64, min: 1, max: 1024, unit: 'units', about: 'Number of units that learn.' }),
  ...pictureParams('data'),
  batch: integer({ default: 100, min: 1, max: 1000, unit: 'pictures', about: 'Pictures a step, learned together.' }),
  rate: number({ default: 0.02, min: 0, max: 1, scale: 'log', about: 'Learning rate at the start.' }),
  duration: integer({
    default: 1000,
    min: 1,
    max: 1e7,
    unit: 'steps',
    scale: 'log',
    about: 'Steps in which the rate falls to 0, evenly; then nothing changes any more.',
  }),
};

export const competitiveViews: readonly View[] = [
  receptiveFieldsView,
  {
    id: 'wins',
    title: 'Winners',
    about: 'How often each unit wins, of a thousand pictures.',
    palette: 'ink',
    layers: [{ kind: 'bars', field: 'wins' }],
  },
  {
    id: 'pictures',
    title: 'Pictures',
    about: 'Some of the pictures that were learned last.',
    palette: 'magma',
    layers: [{ kind: 'image', field: 'pictures', as: 'scalar' }],
  },
];

export const competitiveMeasures: readonly MeasureInfo[] = [
  ...winnerMeasures,
  { id: 'norm', title: 'Length of weights', about: 'Mean length of the units’ weights: it comes to 1 as they settle.' },
  { id: 'rate', title: 'Learning rate', about: 'Learning rate at this step.' },
];

/** Pictures that measures are taken on. */
const EVALUATED = 1024;
/** Pictures shown of a mini-batch. */
const SHOWN = 36;

interface Setup {
  readonly layer: PanelLayer<PanelKernel> & { learn(rows: number, rate: number): void };
  readonly pictures: Pictures;
  readonly batch: number;
  readonly rate: number;
  readonly duration: number;
  /** The p-norm that is to come to 1. */
  readonly norm: (row: Float32Array) => number;
}

/** Learns one mini-batch of random pictures a step, at a rate that falls evenly to 0. */
export function createCompetitiveModel(setup: Setup, { random }: Context): Model {
  const { layer, pictures, batch, duration } = setup;
  const { units, stride, inputs, weights, samples } = layer;
  const { width, height } = pictures;
  const stream = random.stream('pictures');
  const rows = Array.from({ length: batch }, (_, s) => samples.subarray(s * stride, s * stride + inputs));
  const evaluated = drawSet(pictures, random.stream('evaluation'));
  const fingerprint = fingerprintOf(evaluated.values);
  const clock = new Float64Array(1);
  const rateAt = (time: number) => setup.rate * Math.max(0, 1 - time / duration);
  const winners = new Winners(units, pictures.classes);
  const wins = new Float32Array(units);
  const latest = new Float32Array(Math.min(SHOWN, batch) * inputs);
  const [low, high] = rangeOf(evaluated.values);
  const mosaic = createMosaic({ count: latest.length / inputs, width, height, gap: low, range: [low, high] });

  function judge(): void {
    winners.clear();
    for (let start = 0; start < EVALUATED; start += batch) {
      const count = Math.min(batch, EVALUATED - start);
      for (let s = 0; s < count; s++) {
        const from = (start + s) * inputs;
        rows[s].set(evaluated.values.subarray(from, from + inputs));
      }
      const currents = layer.currents(count);
      for (let s = 0; s < count; s++) {
        winners.count(largestOf(currents, s * layer.currentStride, units), evaluated.labels[start + s]);
      }
    }
  }

  return {
    step(count, from) {
      for (let time = from; time < from + count; time++) {
        for (const row of rows) pictures.draw(stream, row);
        layer.learn(batch, rateAt(time));
      }
      clock[0] = from + count;
      if (count > 0) for (let i = 0; i < latest.length; i++) latest[i] = rows[Math.floor(i / inputs)][i % inputs];
    },
    fields: {
      receptiveFields: createReceptiveFields({ units, width, height }, (unit, i) => weights[unit * stride + i]),
      wins() {
        judge();
        let most = 0;
        for (let unit = 0; unit < units; unit++) {
          wins[unit] = winners.wins[unit];
          most = Math.max(most, wins[unit]);
        }
        return dense(wins, [units], [[0, most]]);
      },
      pictures: () => mosaic.draw((tile, i) => latest[tile * inputs + i]),
    },
    measures() {
      judge();
      let norms = 0;
      for (let unit = 0; unit < units; unit++) {
        norms += setup.norm(weights.subarray(unit * stride, unit * stride + inputs)) / units;
      }
      return { ...winners.measures(), norm: norms, rate: rateAt(clock[0]) };
    },
    state: () => ({ weights, latest, clock, pictures: fingerprint.state }),
    restored: fingerprint.check,
  };
}

function drawSet(pictures: Pictures, random: Random) {
  const inputs = pictures.width * pictures.height;
  const values = new Float32Array(EVALUATED * inputs);
  const labels = new Int32Array(EVALUATED);
  for (let r = 0; r < EVALUATED; r++) {
    labels[r] = pictures.draw(random, values.subarray(r * inputs, (r + 1) * inputs));
  }
  return { values, labels };
}

function largestOf(values: Float32Array, start: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (values[start + i] > values[start + best]) best = i;
  return best;
}

function rangeOf(values: Float32Array): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low < high ? [low, high] : [low, low + 1];
}
