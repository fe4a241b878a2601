import type { NeuronModel } from './neuron-model.js';

export interface FitzHughNagumoParams {
  readonly a: number;
  readonly b: number;
  /** How much slower the recovery w is than the potential v. */
  readonly timeConstant: number;
}

/** The values of FitzHugh (1961). */
export const fitzHugh: FitzHughNagumoParams = { a: 0.7, b: 0.8, timeConstant: 12.5 };

/**
 * The equations of FitzHugh (1961, doi:10.1016/S0006-3495(61)86902-6) and Nagumo et al. (1962):
 * dv/dt = v − v³/3 − w + I and τ dw/dt = v + a − b w, without units. A spike is a crossing of v = 0.5 from below.
 */
export function fitzHughNagumoNeuron(params: FitzHughNagumoParams = fitzHugh): NeuronModel {
  const { a, b, timeConstant } = params;
  return {
    variables: ['voltage', 'w'],
    start: restAt(params, 0),
    threshold: 0.5,
    derivative(y, current, dy) {
      const v = y[0];
      dy[0] = v - (v * v * v) / 3 - y[1] + current;
      dy[1] = (v + a - b * y[1]) / timeConstant;
    },
    contains(y, lowest, highest) {
      const v = trappedWithin(params, Math.max(-lowest, highest));
      return Math.abs(y[0]) <= v && Math.abs(y[1]) <= (v + Math.abs(a)) / b;
    },
  };
}

/** Where v and w stand still under a current; the equations have one such place where b ≤ 1. */
export function restAt({ a, b }: FitzHughNagumoParams, current: number): readonly [number, number] {
  let [low, high] = [-100, 100];
  for (let i = 0; i < 80; i++) {
    const v = (low + high) / 2;
    if (v - (v * v * v) / 3 - (v + a) / b + current > 0) low = v;
    else high = v;
  }
  return [low, (low + a) / b];
}

/**
 * The currents at which rest loses and regains its stability (Hopf bifurcations): where 1 − v² = b / τ at rest.
 * @returns undefined where it is always stable
 */
export function fitzHughNagumoHopf({
  a,
  b,
  timeConstant,
}: FitzHughNagumoParams): readonly [number, number] | undefined {
  const square = 1 - b / timeConstant;
  if (square < 0) return undefined;
  const v = Math.sqrt(square);
  const current = (x: number): number => (x + a) / b - x + (x * x * x) / 3;
  return [current(-v), current(v)];
}

/** A |v| from which the flow leads inward all around, under currents of at most `size`. */
function trappedWithin({ a, b }: FitzHughNagumoParams, size: number): number {
  let v = 2;
  while (v - (v * v * v) / 3 + (v + Math.abs(a)) / b + size > 0) v *= 1.1;
  return v;
}
