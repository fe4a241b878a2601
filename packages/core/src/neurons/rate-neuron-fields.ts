import { dense, type Field } from '../contract/field.js';
import type { NeuronSettings } from './neuron-params.js';
import { slidingWindow } from './neuron-picture.js';
import type { RateUnit } from './rate-unit.js';
import type { Recording } from './recording.js';

const POINTS = 256;
const ADAPTATION = [-0.05, 1.2] as const;
const PLANE = [[0, 1.05], ADAPTATION] as const;

/** The response in time and the phase plane of rate and adaptation. `recording` has rows of time, input, ReLU, rate, adaptation. */
export function rateFields(
  unit: RateUnit,
  recording: Recording,
  clock: Float64Array,
  { window, current, baseline }: Pick<NeuronSettings, 'window' | 'current' | 'baseline'>,
): Record<string, () => Field> {
  const rates = [1.1 * Math.min(-0.05, current, baseline), 1.1 * Math.max(1, current, baseline)] as const;
  const trace = (x: number, y: number) => {
    const out = new Float32Array(2 * recording.length);
    return (): Field => {
      const shown = slidingWindow(clock[0], window);
      recording.curveInto(out, x, y, shown[0]);
      return dense(out, [recording.length, 2], x === 0 ? [shown, rates] : PLANE);
    };
  };
  const now = new Float32Array(2);
  const nullcline = (adaptationAt: (rate: number) => number) => {
    const out = new Float32Array(2 * POINTS);
    return (): Field => {
      for (let i = 0; i < POINTS; i++) {
        const rate = (i + 0.5) / POINTS;
        const value = adaptationAt(rate);
        out[2 * i] = rate;
        out[2 * i + 1] = value >= ADAPTATION[0] && value <= ADAPTATION[1] ? value : Number.NaN;
      }
      return dense(out, [POINTS, 2], PLANE);
    };
  };
  const { excitation, tonic, adaptation, halfDrive } = unit.params;
  return {
    input: trace(0, 1),
    artificial: trace(0, 2),
    rate: trace(0, 3),
    trajectory: trace(3, 4),
    // r = S(x) solved for the drive: x = σ √(r / (1 − r)).
    nullclineRate: nullcline((r) => clock[1] + tonic + excitation * r - halfDrive * Math.sqrt(r / (1 - r))),
    nullclineAdaptation: nullcline((r) => adaptation * r),
    now() {
      now.set(unit.state);
      return dense(now, [1, 2], PLANE);
    },
  };
}
