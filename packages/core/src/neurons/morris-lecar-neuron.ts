import { math } from '../kernels/math.js';
import { logistic } from './activation.js';
import type { NeuronModel } from './neuron-model.js';

export interface MorrisLecarParams {
  /** µF/cm². */
  readonly capacitance: number;
  /** Maximal conductances, mS/cm². */
  readonly calcium: number;
  readonly potassium: number;
  readonly leak: number;
  /** Reversal potentials, mV. */
  readonly calciumReversal: number;
  readonly potassiumReversal: number;
  readonly leakReversal: number;
  /** Half activation and slope of calcium, V1 and V2, and of potassium, V3 and V4, mV. */
  readonly v1: number;
  readonly v2: number;
  readonly v3: number;
  readonly v4: number;
  /** Rate φ of the potassium channels, per ms. */
  readonly rate: number;
}

const muscle = {
  capacitance: 20,
  potassium: 8,
  leak: 2,
  calciumReversal: 120,
  potassiumReversal: -84,
  leakReversal: -60,
  v1: -1.2,
  v2: 18,
};
/** After Rinzel & Ermentrout (1998): spikes set in slowly (class I), suddenly (class II), or beside rest (homoclinic). */
export const morrisLecarClasses = {
  classI: { ...muscle, calcium: 4, v3: 12, v4: 17.4, rate: 1 / 15 },
  classII: { ...muscle, calcium: 4.4, v3: 2, v4: 30, rate: 0.04 },
  homoclinic: { ...muscle, calcium: 4, v3: 12, v4: 17.4, rate: 0.23 },
} as const satisfies Readonly<Record<string, MorrisLecarParams>>;

/**
 * The equations of Morris and Lecar (1981, doi:10.1016/S0006-3495(81)84782-0), current in µA/cm²:
 * C dV/dt = I − g_L (V − E_L) − g_Ca m∞ (V − E_Ca) − g_K w (V − E_K) and dw/dt = φ (w∞ − w) cosh((V − V3) / 2 V4), with
 * m∞ = ½ (1 + tanh((V − V1) / V2)) and w∞ = ½ (1 + tanh((V − V3) / V4)). A spike is a crossing of 0 mV from below.
 * @param startCurrent the current under which it starts at rest
 */
export function morrisLecarNeuron(params: MorrisLecarParams, startCurrent = 0): NeuronModel {
  const { capacitance, potassium, leak, potassiumReversal, calciumReversal, leakReversal, v3, v4, rate } = params;
  const { exp } = math();
  const inward = morrisLecarInward(params);
  return {
    variables: ['voltage', 'w'],
    start: morrisLecarRest(params, startCurrent),
    threshold: 0,
    derivative(y, current, dy) {
      const v = y[0];
      dy[0] = (current + inward(v) - potassium * y[1] * (v - potassiumReversal)) / capacitance;
      const e = exp((v - v3) / (2 * v4));
      dy[1] = rate * (potassiumOpen(params, v) - y[1]) * ((e + 1 / e) / 2);
    },
    contains(y, lowest, highest) {
      const low = Math.min(potassiumReversal, leakReversal) + Math.min(lowest, startCurrent) / leak;
      const high = Math.max(calciumReversal, leakReversal) + Math.max(highest, startCurrent) / leak;
      return y[1] >= -0.01 && y[1] <= 1.01 && y[0] >= low - 1 && y[0] <= high + 1;
    },
  };
}

/** The currents of calcium and leak at a potential, inward positive. */
export function morrisLecarInward(params: MorrisLecarParams): (v: number) => number {
  const { calcium, calciumReversal, leak, leakReversal, v1, v2 } = params;
  // ½ (1 + tanh x) is the logistic function of 2x.
  return (v) => -leak * (v - leakReversal) - calcium * logistic((2 * (v - v1)) / v2) * (v - calciumReversal);
}

/** w∞: the share of potassium channels that are open in the long run. */
export function potassiumOpen({ v3, v4 }: MorrisLecarParams, v: number): number {
  return logistic((2 * (v - v3)) / v4);
}

/** The lowest place where nothing changes under a current. */
function morrisLecarRest(params: MorrisLecarParams, current: number): readonly [number, number] {
  const { potassium, potassiumReversal, leak, leakReversal } = params;
  const inward = morrisLecarInward(params);
  const net = (v: number): number =>
    current + inward(v) - potassium * potassiumOpen(params, v) * (v - potassiumReversal);
  let low = Math.min(potassiumReversal, leakReversal) + Math.min(0, current) / leak - 1;
  while (net(low + 0.25) > 0) low += 0.25;
  let high = low + 0.25;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (net(middle) > 0) low = middle;
    else high = middle;
  }
  return [low, potassiumOpen(params, low)];
}
