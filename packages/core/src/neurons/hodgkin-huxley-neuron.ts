import { math } from '../kernels/math.js';
import { linoid, logistic } from './activation.js';
import type { NeuronModel } from './neuron-model.js';

export interface HodgkinHuxleyParams {
  /** Maximal conductances of the channels, mS/cm². */
  readonly sodium: number;
  readonly potassium: number;
  readonly leak: number;
  /** Reversal potentials, mV. */
  readonly sodiumReversal: number;
  readonly potassiumReversal: number;
  readonly leakReversal: number;
  /** µF/cm². */
  readonly capacitance: number;
  /** How much faster the gates move than at 6.3 °C. */
  readonly speed: number;
}

/** The giant axon of the squid at 6.3 °C, potentials shifted so that rest is at −65 mV. */
export const squidAxon: HodgkinHuxleyParams = {
  sodium: 120,
  potassium: 36,
  leak: 0.3,
  sodiumReversal: 50,
  potassiumReversal: -77,
  leakReversal: -54.387,
  capacitance: 1,
  speed: 1,
};

/**
 * The equations of Hodgkin and Huxley (1952, doi:10.1113/jphysiol.1952.sp004764), current in µA/cm²:
 * C dV/dt = I − g_Na m³h (V − E_Na) − g_K n⁴ (V − E_K) − g_L (V − E_L), and for each gate dx/dt = α (1 − x) − β x.
 * A spike is a crossing of −20 mV from below. The scheme `sequential` is Euler's method as most programs have it: the
 * potential first, then the gates at the new potential.
 */
export function hodgkinHuxleyNeuron(params: HodgkinHuxleyParams = squidAxon): NeuronModel {
  const { sodium, potassium, leak, sodiumReversal, potassiumReversal, leakReversal, capacitance, speed } = params;
  const rates = new Float64Array(6);
  const slope = new Float64Array(4);
  const reversals = [sodiumReversal, potassiumReversal, leakReversal];

  function derivative(y: Float64Array, current: number, dy: Float64Array): void {
    const v = y[0];
    const m = y[1];
    const h = y[2];
    const n = y[3];
    const na = sodium * m * m * m * h * (v - sodiumReversal);
    const k = potassium * n * n * n * n * (v - potassiumReversal);
    gateRatesInto(rates, v);
    dy[0] = (current - na - k - leak * (v - leakReversal)) / capacitance;
    dy[1] = speed * (rates[0] * (1 - m) - rates[1] * m);
    dy[2] = speed * (rates[2] * (1 - h) - rates[3] * h);
    dy[3] = speed * (rates[4] * (1 - n) - rates[5] * n);
  }

  return {
    variables: ['voltage', 'm', 'h', 'n'],
    start: restOf(params),
    threshold: -20,
    derivative,
    schemes: {
      sequential(y, current, duration) {
        derivative(y, current, slope);
        y[0] += duration * slope[0];
        derivative(y, current, slope);
        for (let gate = 1; gate < 4; gate++) y[gate] += duration * slope[gate];
      },
    },
    contains(y, lowest, highest) {
      const low = Math.min(...reversals) + (leak > 0 ? lowest / leak : 0);
      const high = Math.max(...reversals) + (leak > 0 ? highest / leak : 0);
      return isShare(y[1]) && isShare(y[2]) && isShare(y[3]) && y[0] >= low - 1 && y[0] <= high + 1;
    },
  };
}

/** A gate is open with some probability; a hair beyond is a rounding of the method. */
const isShare = (gate: number): boolean => gate >= -0.01 && gate <= 1.01;

/** α and β of m, h and n at a potential, per millisecond. */
function gateRatesInto(out: Float64Array, v: number): void {
  const { exp } = math();
  out[0] = linoid(-(v + 40) / 10);
  out[1] = 4 * exp(-(v + 65) / 18);
  out[2] = 0.07 * exp(-(v + 65) / 20);
  out[3] = logistic((v + 35) / 10);
  out[4] = 0.1 * linoid(-(v + 55) / 10);
  out[5] = 0.125 * exp(-(v + 65) / 80);
}

/** Where nothing changes without current: the gates at their limits for V, and V where the currents cancel, by bisection. */
function restOf(params: HodgkinHuxleyParams): number[] {
  const { sodium, potassium, leak, sodiumReversal, potassiumReversal, leakReversal } = params;
  const reversals = [sodiumReversal, potassiumReversal, leakReversal];
  let [low, high] = [Math.min(...reversals), Math.max(...reversals)];
  const outward = (v: number): number => {
    const [m, h, n] = gatesAt(v);
    return (
      sodium * m * m * m * h * (v - sodiumReversal) +
      potassium * n * n * n * n * (v - potassiumReversal) +
      leak * (v - leakReversal)
    );
  };
  // From below: of several places of rest, the lowest.
  for (let v = low; v < high; v += 0.5) {
    if (outward(v) <= 0) continue;
    [low, high] = [v - 0.5, v];
    break;
  }
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (outward(middle) > 0) high = middle;
    else low = middle;
  }
  return [low, ...gatesAt(low)];
}

function gatesAt(v: number): readonly [number, number, number] {
  const rates = new Float64Array(6);
  gateRatesInto(rates, v);
  const limit = (i: number): number => rates[i] / (rates[i] + rates[i + 1]);
  return [limit(0), limit(2), limit(4)];
}
