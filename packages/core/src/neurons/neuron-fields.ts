import { dense, type Field } from '../contract/field.js';
import type { NeuronSettings } from './neuron-params.js';
import { type Range, type Shown, slidingWindow } from './neuron-picture.js';

export type Fields = Record<string, () => Field>;

const NULLCLINE_POINTS = 256;
/** The current is drawn below the potential, in a band of this share of its height, and a gap. */
const BAND = 0.15;
const GAP = 0.06;

/** Each variable against time: `voltage`, `current`, and the others by name. */
export function traceFields({ model, settings, picture, clock, recording }: Shown): Fields {
  const rows = recording.length;
  const columns = new Map([['current', 1], ...model.variables.map((name, i) => [name, i + 2] as [string, number])]);
  const whole = withBand(picture.voltage);
  const ranges: Record<string, Range | undefined> = {
    ...picture.variables,
    [model.variables[0]]: whole,
    current: whole,
  };
  const entries = [...columns].map(([name, column]) => {
    const out = new Float32Array(2 * rows);
    const scale = name === 'current' ? currentScale(settings, whole) : undefined;
    const field = (): Field => {
      const shown = slidingWindow(clock[0], settings.window);
      recording.curveInto(out, 0, column, shown[0], scale);
      return dense(out, [rows, 2], [shown, ranges[name] ?? [0, 1]]);
    };
    return [name, field];
  });
  return Object.fromEntries(entries);
}

/** What the potential spans, and below it the band of the current. */
function withBand([low, high]: Range): Range {
  return [low - (high - low) * (BAND + 2 * GAP), high];
}

/** Factor and offset that put the current into its band. */
function currentScale({ current, baseline, noise }: NeuronSettings, [bottom, top]: Range): Range {
  const low = Math.min(0, current, baseline) - 2 * noise;
  const high = Math.max(0, current, baseline) + 2 * noise;
  const unit = (top - bottom) / (1 + BAND + 2 * GAP);
  const factor = (unit * BAND) / (high - low || 1);
  return [factor, bottom + unit * GAP - low * factor];
}

/** The phase plane: the past and present state, and the nullclines at the present current. */
export function planeFields({ model, settings, picture, clock, recording }: Shown, state: Float64Array): Fields {
  const rows = recording.length;
  const second = picture.variables?.[model.variables[1]] ?? [0, 1];
  const shown = picture.plane ?? picture.voltage;
  const range = [shown, second];
  const peak = Math.fround(picture.peak ?? Number.NaN);
  const trajectory = new Float32Array(2 * rows);
  const now = new Float32Array(2);
  const curves = [0, 1].map(() => new Float32Array(2 * NULLCLINE_POINTS));
  const draw = (which: 0 | 1) => (): Field => {
    const out = curves[which];
    const [low, high] = shown;
    for (let i = 0; i < NULLCLINE_POINTS; i++) {
      const voltage = low + ((i + 0.5) / NULLCLINE_POINTS) * (high - low);
      const value = picture.nullclines?.(voltage, clock[1])[which] ?? Number.NaN;
      out[2 * i] = voltage;
      out[2 * i + 1] = value >= second[0] && value <= second[1] ? value : Number.NaN;
    }
    return dense(out, [NULLCLINE_POINTS, 2], range);
  };
  return {
    trajectory() {
      recording.curveInto(trajectory, 2, 3, slidingWindow(clock[0], settings.window)[0]);
      // A reset is a jump, not a way.
      for (let i = 0; i < rows; i++) if (trajectory[2 * i] === peak) trajectory[2 * i] = Number.NaN;
      return dense(trajectory, [rows, 2], range);
    },
    nullclineV: draw(0),
    nullclineW: draw(1),
    now() {
      now.set(state.subarray(0, 2));
      return dense(now, [1, 2], range);
    },
  };
}
