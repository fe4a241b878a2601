import type { Context, Model } from '../contract/system.js';
import { InputCurrent } from './input-current.js';
import { planeFields, traceFields } from './neuron-fields.js';
import type { NeuronModel } from './neuron-model.js';
import type { NeuronSettings } from './neuron-params.js';
import type { NeuronPicture, Shown } from './neuron-picture.js';
import { Recording } from './recording.js';
import { SingleNeuron } from './single-neuron.js';
import { SpikeStatistics } from './spike-statistics.js';
import { sweepFields } from './sweep-fields.js';

/** Points of a trace besides those of spikes. */
const SAMPLES = 1600;
/** Rows kept: those of the samples, and two a spike. */
const ROWS = 4096;
/** Steps tried before the start, so that a time step that cannot work is refused at once. */
const REHEARSAL = 1000;

/**
 * The simulation of one neuron: input, integration, spikes, traces, phase plane and f–I curve, for any model.
 * @throws InputError for a time step with which the model is unstable
 */
export function simulationOf(
  model: NeuronModel,
  settings: NeuronSettings,
  picture: NeuronPicture,
  context: Context,
  /** Called before each step with the time of its middle: what else changes with time. */
  before?: (time: number) => void,
): Model {
  const { timeStep, window } = settings;
  rehearse(model, settings);
  const rateScale = picture.rateScale ?? 1000;
  const neuron = new SingleNeuron(model, settings);
  const input = new InputCurrent(settings, timeStep, context.random.stream('current'));
  const statistics = new SpikeStatistics();
  const recording = new Recording(ROWS, 2 + model.variables.length);
  /** Time and current of the last step. */
  const clock = Float64Array.of(0, settings.input === 'constant' ? settings.current : settings.baseline);
  const every = Math.max(1, Math.round(window / SAMPLES / timeStep));
  const row = new Float64Array(recording.columns);
  let stepStart = 0;
  let taken = 0;

  function record(time: number): void {
    row[0] = time;
    row[1] = clock[1];
    row.set(neuron.state, 2);
    recording.push(row);
  }

  /** The row still holds the state before the step: the spike rises from there. */
  function onSpike(offset: number): void {
    const time = stepStart + offset;
    statistics.push(time);
    if (!model.reset || picture.peak === undefined) return;
    row[0] = time;
    row[2] = picture.peak;
    recording.push(row);
    record(time);
  }

  record(0);
  const shown: Shown = { model, settings, picture, clock, recording };
  return {
    step(count, from) {
      for (taken = 0; taken < count; taken++) {
        const step = from + taken;
        stepStart = step * timeStep;
        before?.(stepStart + timeStep / 2);
        clock[1] = input.next(stepStart + timeStep / 2);
        row[1] = clock[1];
        row.set(neuron.state, 2);
        neuron.step(clock[1], stepStart, onSpike);
        clock[0] = (step + 1) * timeStep;
        if ((step + 1) % every === 0) record(clock[0]);
      }
    },
    taken: () => taken,
    fields: {
      ...traceFields(shown),
      ...(picture.nullclines && planeFields(shown, neuron.state)),
      ...(picture.sweep && sweepFields(shown, picture.sweep, statistics)),
    },
    measures: () => ({
      voltage: neuron.state[0],
      current: clock[1],
      spikes: statistics.count,
      rate: statistics.rateAt(clock[0]) * rateScale,
      interval: statistics.meanInterval,
      variation: statistics.variation,
    }),
    state: () => ({
      ...neuron.arrays(),
      clock,
      noise: input.noise,
      statistics: statistics.data,
      trace: recording.data,
      cursor: recording.cursor,
    }),
  };
}

function rehearse(model: NeuronModel, settings: NeuronSettings): void {
  const neuron = new SingleNeuron(model, settings);
  for (const current of [settings.current, settings.baseline]) {
    for (let step = 0; step < REHEARSAL; step++) neuron.step(current, step * settings.timeStep);
  }
}
