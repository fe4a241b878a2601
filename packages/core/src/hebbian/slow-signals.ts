import { math } from '../kernels/math.js';

export const SLOW_SIGNALS = ['parabola', 'loudness', 'driven-map'] as const;
export type SlowSignal = (typeof SLOW_SIGNALS)[number];

/** A series whose inputs change fast, and behind which something changes slowly. */
export interface Signal {
  readonly inputs: number;
  /** Writes the inputs at step t and returns the hidden cause; in order of t. */
  next(t: number, into: Float64Array): number;
  /** What it remembers from step to step. */
  readonly memory: Float64Array;
}

/** Past values that the driven map's inputs are. */
const DELAYS = 4;

/** @param period steps of one turn of the cause; @param phase where it starts, in turns */
export function slowSignal(kind: SlowSignal, period: number, phase: number): Signal {
  const turn = (t: number, times = 1) => 2 * Math.PI * (((t % period) / period) * times + phase);
  const { sin, cos } = math();
  switch (kind) {
    case 'parabola':
      // Wiskott & Sejnowski's first example: x₁ = sin t + cos² 11 t, x₂ = cos 11 t.
      return {
        inputs: 2,
        memory: new Float64Array(0),
        next(t, into) {
          const fast = cos(11 * turn(t));
          const cause = sin(turn(t));
          into[0] = cause + fast * fast;
          into[1] = fast;
          return cause;
        },
      };
    case 'loudness':
      return {
        inputs: 2,
        memory: new Float64Array(0),
        next(t, into) {
          const square = 1 + 0.8 * sin(turn(t));
          const radius = Math.sqrt(square);
          into[0] = radius * cos(17 * turn(t));
          into[1] = radius * sin(17 * turn(t));
          return square;
        },
      };
    case 'driven-map':
      return drivenMap(turn);
  }
}

/** The logistic map with a parameter that changes slowly (Wiskott 2003): its last values are the inputs. */
function drivenMap(turn: (t: number) => number): Signal {
  const memory = new Float64Array(DELAYS).fill(0.4);
  return {
    inputs: DELAYS,
    memory,
    next(t, into) {
      const cause = math().sin(turn(t));
      const last = memory[0];
      memory.copyWithin(1, 0);
      memory[0] = (3.8 + 0.2 * cause) * last * (1 - last);
      // The map's fixed point at 0 cannot be left again.
      if (!(memory[0] > 1e-6)) memory[0] = 0.4;
      into.set(memory);
      return cause;
    },
  };
}
