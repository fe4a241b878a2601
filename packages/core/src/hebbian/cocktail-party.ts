import { dense } from '../contract/field.js';
import type { Context, Model } from '../contract/system.js';
import type { Random } from '../random/random.js';
import { amariError } from './amari-error.js';
import { meanKurtosis } from './ica-params.js';
import { type IcaOptions, IndependentComponents } from './independent-components.js';
import { drawMixing, drawVoices, MAX_SOURCES, type Voices } from './voices.js';
import { whiten, whiteningOf } from './whitening.js';

interface CocktailParty extends Pick<IcaOptions, 'method' | 'contrast' | 'rate'> {
  readonly voices: Voices;
  readonly sources: number;
  readonly length: number;
  readonly noise: number;
}

/** Samples that the charts show. */
const SHOWN = 200;
/** Distance of curves that lie one above the other. */
const SPACING = 1;
/** Dots in the picture of two components. */
const DOTS = 1500;

/** What a curve is multiplied by so that it keeps to its own line. */
function room(value: (t: number) => number): number {
  let largest = 0;
  for (let t = 0; t < SHOWN; t++) largest = Math.max(largest, Math.abs(value(t)));
  return largest > 0 ? (0.45 * SPACING) / largest : 1;
}

/** Mixes voices and tells them apart again. */
export function createCocktailParty(given: CocktailParty, context: Context): Model {
  const { sources: n, length } = given;
  const { random } = context;
  const voices = drawVoices(given.voices, n, length, random.stream('voices'));
  const mixing = drawMixing(n, random.stream('mixing'));
  const recorded = mix(voices, mixing, { n, length, noise: given.noise }, random.stream('noise'));
  const whitening = whiteningOf({ rows: length, columns: n, values: recorded });
  const z = whiten({ rows: length, columns: n, values: recorded }, whitening);
  const m = whitening.components;
  const analysis = new IndependentComponents(z, length, m, { ...given, seed: random.stream('weights') });
  const { w, progress } = analysis;
  const change = Float64Array.of(analysis.change);

  const product = new Float32Array(m * n);
  const components = new Float32Array(m * length);
  /** Whitening after mixing: what W is to undo. */
  const blend = multiply(whitening.forward, mixing, { rows: m, inner: n, columns: n });
  const voiceFields = Array.from({ length: MAX_SOURCES }, (_, i) =>
    new Float32Array(i < n ? 2 * (2 * SHOWN + 1) : 4).fill(Number.NaN),
  );
  const mixtures = new Float32Array(2 * n * (SHOWN + 1)).fill(Number.NaN);
  const separation = new Float32Array(m * n);
  const range = [
    [0, SHOWN],
    [-SPACING * 0.75, SPACING * (3 * n + 1.25)],
  ] as const;
  const plane = new Float32Array(2 * Math.min(DOTS, length));

  /** Where row i of block b (0 components, 1 mixtures, 2 sources) has its 0. */
  const level = (block: number, i: number) => SPACING * (block * (n + 0.5) + n - 1 - i);
  for (let i = 0; i < n; i++) {
    const ofVoice = room((t) => voices[i * length + t]);
    const ofMixture = room((t) => recorded[t * n + i]);
    for (let t = 0; t < SHOWN; t++) {
      voiceFields[i].set([t, ofVoice * voices[i * length + t] + level(2, i)], 2 * t);
      mixtures.set([t, ofMixture * recorded[t * n + i] + level(1, i)], 2 * (i * (SHOWN + 1) + t));
    }
  }

  function update(): void {
    for (let i = 0; i < m; i++) {
      for (let j = 0; j < n; j++) {
        let sum = 0;
        for (let k = 0; k < m; k++) sum += w[i * m + k] * blend[k * n + j];
        product[i * n + j] = sum;
      }
    }
    for (let i = 0; i < m; i++) {
      for (let t = 0; t < length; t++) {
        let sum = 0;
        for (let k = 0; k < m; k++) sum += w[i * m + k] * z[t * m + k];
        components[i * length + t] = sum;
      }
    }
  }

  function drawComponents(): void {
    update();
    const owners = ownersOf(product, m, n);
    owners.forEach((source, i) => {
      const scale = room((t) => components[i * length + t]) * (product[i * n + source] < 0 ? -1 : 1);
      for (let t = 0; t < SHOWN; t++) {
        const at = 2 * (SHOWN + 1 + t);
        voiceFields[source][at] = t;
        voiceFields[source][at + 1] = components[i * length + t] * scale + level(0, source);
      }
    });
  }

  const voiceEntries = voiceFields.map((data, i) => {
    const field = () => {
      drawComponents();
      return dense(data, [data.length / 2, 2], range);
    };
    return [`voice${i + 1}`, field] as const;
  });

  return {
    step(count) {
      for (let i = 0; i < count; i++) analysis.step();
      if (count > 0) change[0] = analysis.change;
    },
    fields: {
      ...Object.fromEntries(voiceEntries),
      mixtures: () => dense(mixtures, [mixtures.length / 2, 2], range),
      plane() {
        update();
        for (let t = 0; t < plane.length / 2; t++) {
          plane[2 * t] = components[t];
          plane[2 * t + 1] = m > 1 ? components[length + t] : 0;
        }
        return dense(
          plane,
          [plane.length / 2, 2],
          [
            [-4, 4],
            [-4, 4],
          ],
        );
      },
      separation() {
        update();
        for (let i = 0; i < m; i++) {
          let largest = 0;
          for (let j = 0; j < n; j++) largest = Math.max(largest, Math.abs(product[i * n + j]));
          for (let j = 0; j < n; j++) separation[i * n + j] = product[i * n + j] / (largest || 1);
        }
        return dense(separation, [m, n], [[-1, 1]]);
      },
    },
    measures() {
      update();
      return {
        amari: m === n ? amariError(product, n) : 1,
        change: change[0],
        kurtosis: meanKurtosis(components, m, length),
      };
    },
    state: () => ({ w, progress, change }),
  };
}

/** Row t of the result is what the microphones record at time t. */
function mix(
  voices: Float64Array,
  mixing: Float64Array,
  { n, length, noise }: { n: number; length: number; noise: number },
  random: Random,
): Float32Array {
  const out = new Float32Array(n * length);
  for (let t = 0; t < length; t++) {
    for (let i = 0; i < n; i++) {
      let sum = noise > 0 ? noise * random.normal() : 0;
      for (let j = 0; j < n; j++) sum += mixing[i * n + j] * voices[j * length + t];
      out[t * n + i] = sum;
    }
  }
  return out;
}

function multiply(
  a: Float64Array,
  b: Float64Array,
  { rows, inner, columns }: { rows: number; inner: number; columns: number },
): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      for (let k = 0; k < inner; k++) out[i * columns + j] += a[i * inner + k] * b[k * columns + j];
    }
  }
  return out;
}

/** Which source each component is taken for: the largest entries of the product first, each source once. */
function ownersOf(product: Float32Array, rows: number, columns: number): number[] {
  const entries = Array.from(product.keys()).sort((a, b) => Math.abs(product[b]) - Math.abs(product[a]));
  const owners = new Array<number>(rows).fill(-1);
  for (const entry of entries) {
    const [row, column] = [Math.floor(entry / columns), entry % columns];
    if (owners[row] < 0 && !owners.includes(column)) owners[row] = column;
  }
  return owners;
}
