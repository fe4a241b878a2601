import { InputError } from '../contract/errors.js';
import { dense, type Field } from '../contract/field.js';
import { type FiCurveOptions, fiCurve } from './f-i-curve.js';
import type { Fields } from './neuron-fields.js';
import type { NeuronModel } from './neuron-model.js';
import type { CurrentSweep, Shown } from './neuron-picture.js';
import type { NeuronOptions } from './single-neuron.js';
import type { SpikeStatistics } from './spike-statistics.js';

const POINTS = 61;
/** A curve that owes nothing to the step of the simulation: solved exactly, or with steps as short as they must be. */
const EXACT = { method: 'exact', timeStep: 5 } as const;
const ADAPTIVE = { method: 'adaptive', timeStep: 1, tolerance: 1e-5 } as const;

interface Sweeps {
  readonly rising: Float32Array;
  readonly falling: Float32Array;
  readonly range: Field['range'];
}

/** The latest sweeps, by what they follow from: they take a while, and a recipe is often started more than once. */
const known = new Map<string, Sweeps>();
const MOST_KNOWN = 16;

/** The f–I curve, computed when it is first looked at, and the present current and rate. */
export function sweepFields(shown: Shown, sweep: CurrentSweep, statistics: SpikeStatistics): Fields {
  const { model, settings, picture, clock } = shown;
  const rateScale = picture.rateScale ?? 1000;
  const key = JSON.stringify([model.variables, model.start, settings, sweep]);
  const present = new Float32Array(2);

  function sweeps(): Sweeps {
    const found = known.get(key);
    if (found) return found;
    if (known.size >= MOST_KNOWN) known.delete(known.keys().next().value ?? '');
    const made = sweepUpAndDown(model, sweep, model.exact ? EXACT : ADAPTIVE, rateScale);
    known.set(key, made);
    return made;
  }

  return {
    rising: () => dense(sweeps().rising, [POINTS, 2], sweeps().range),
    falling: () => dense(sweeps().falling, [POINTS, 2], sweeps().range),
    present() {
      present[0] = clock[1];
      present[1] = statistics.rateAt(clock[0]) * rateScale;
      return dense(present, [1, 2], sweeps().range);
    },
  };
}

/** Some currents make some models run away, firing ever faster: there is no curve to draw then. */
function ratesAt(model: NeuronModel, currents: Float64Array, options: FiCurveOptions): Float64Array {
  try {
    return fiCurve(model, currents, options);
  } catch (error) {
    if (error instanceof InputError) return new Float64Array(currents.length).fill(Number.NaN);
    throw error;
  }
}

function sweepUpAndDown(
  model: NeuronModel,
  { from, to, ...times }: CurrentSweep,
  options: NeuronOptions,
  rateScale: number,
): Sweeps {
  const up = Float64Array.from({ length: POINTS }, (_, i) => from + (i / (POINTS - 1)) * (to - from));
  const down = up.slice().reverse();
  const [rising, falling] = [up, down].map((currents) => {
    const rates = ratesAt(model, currents, { ...options, ...times, from: 'continued' });
    return Float32Array.from({ length: 2 * POINTS }, (_, i) =>
      i % 2 === 0 ? currents[i >> 1] : rates[i >> 1] * rateScale,
    );
  });
  const top = [...rising, ...falling].reduce((most, value, i) => (i % 2 && value > most ? value : most), 0);
  return {
    rising,
    falling,
    range: [
      [from, to],
      [0, top > 0 ? top * 1.1 : 1],
    ],
  };
}
