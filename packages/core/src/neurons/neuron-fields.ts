import { dense, type Field } from '../contract/field.js';
import type { NeuronSettings } from './neuron-params.js';
import { type Range, type Shown, slidingWindow } from './neuron-picture.js';

export type Fields = Record<string, () => Field>;

const NULLCLINE_POINTS = 256;
/** Share of the height in which the current is drawn. */
const CURRENT_BAND = 0.16;

/** Each variable against time: `voltage`, `current`, and the others by name. */
export function traceFields({ model, settings, picture, clock, recording }: Shown): Fields {
  const rows = recording.length;
  const columns = new Map([['current', 1], ...model.variables.map((name, i) => [name, i + 2] as [string, number])]);
  const ranges: Record<string, Range | undefined> = { ...picture.variables, [model.variables[0]]: picture.voltage };
  ranges.current = picture.voltage;
  const entries = [...columns].map(([name, column]) => {
    const out = new Float32Array(2 * rows);
    const scale = name === 'current' ? currentScale(settings, picture.voltage) : undefined;
    const field = (): Field => {
      const shown = slidingWindow(clock[0], settings.window);
      recording.curveInto(out, 0, column, shown[0], scale);
      return dense(out, [rows, 2], [shown, ranges[name] ?? [0, 1]]);
    };
    return [name, field];
  });
  return Object.fromEntries(entries);
}

/** Factor and offset that put the current into the lowest band of the picture. */
function currentScale({ current, baseline, noise }: NeuronSettings, voltage: Range): Range {
  const low = Math.min(0, current, baseline) - 2 * noise;
  const high = Math.max(0, current, baseline) + 2 * noise;
  const height = (voltage[1] - voltage[0]) * CURRENT_BAND;
  const factor = height / (high - low || 1);
  return [factor, voltage[0] + height / 8 - low * factor];
}

/** The phase plane: the past and present state, and the nullclines at the present current. */
export function planeFields({ model, settings, picture, clock, recording }: Shown, state: Float64Array): Fields {
  const rows = recording.length;
  const second = picture.variables?.[model.variables[1]] ?? [0, 1];
  const range = [picture.voltage, second];
  const trajectory = new Float32Array(2 * rows);
  const now = new Float32Array(2);
  const curves = [0, 1].map(() => new Float32Array(2 * NULLCLINE_POINTS));
  const draw = (which: 0 | 1) => (): Field => {
    const out = curves[which];
    const [low, high] = picture.voltage;
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
