import { math } from '../kernels/math.js';

/** Brunel's neurons (2000): ms, and mV above rest. */
export const BRUNEL = { membrane: 20, threshold: 20, reset: 10, refractory: 2 } as const;

/** What the rates of the network depend on. */
export interface BrunelPoint {
  /** Excitatory inputs of a neuron. */
  readonly inputs: number;
  /** Inhibitory inputs of a neuron. */
  readonly inhibitoryInputs: number;
  /** Jump of v by an excitatory spike, mV. */
  readonly weight: number;
  /** How much stronger an inhibitory spike is. */
  readonly g: number;
  /** Rate of outer spikes, in units of that which brings the mean input to the threshold. */
  readonly externalRate: number;
}

/** Outer spikes a second and neuron, of all its outer synapses together. */
export const externalSpikes = ({ weight, externalRate }: Pick<BrunelPoint, 'weight' | 'externalRate'>): number =>
  (externalRate * BRUNEL.threshold * 1000) / (weight * BRUNEL.membrane);

/**
 * Rate (Hz) of a neuron driven by white noise: mean input and its standard deviation in mV. Siegert's formula in the form
 * of Brunel & Hakim 1999 (doi:10.1162/089976699300016179): 1/ν = τ_ref + τ ∫₀^∞ e^(−u²) (e^(2 yθ u) − e^(2 yr u)) / u du.
 */
export function firingRate(mean: number, deviation: number): number {
  const { exp } = math();
  const { membrane, threshold, reset, refractory } = BRUNEL;
  const top = (threshold - mean) / deviation;
  const bottom = (reset - mean) / deviation;
  // Beyond, e^(top²) overflows; the rate there is less than 10⁻²⁰⁰.
  if (top > 25) return 0;
  const end = Math.max(0, top) + 7;
  const intervals = 2000;
  const h = end / intervals;
  // By Simpson's rule; at u = 0 the quotient is 2 (yθ − yr).
  let sum = 2 * (top - bottom);
  for (let i = 1; i <= intervals; i++) {
    const u = i * h;
    const term = (exp(u * (2 * top - u)) - exp(u * (2 * bottom - u))) / u;
    sum += i === intervals ? term : term * (i % 2 === 1 ? 4 : 2);
  }
  return 1000 / (refractory + (membrane * sum * h) / 3);
}

/**
 * Rate (Hz) at which the network feeds itself, all neurons alike (Brunel 2000, equations 21 and 22): ν = rate of a neuron
 * whose input has the mean and the variance that ν gives. Where several solve it, one that is found by bisection.
 */
export function brunelRate(point: BrunelPoint): number {
  const { inputs, inhibitoryInputs, weight, g } = point;
  const outer = externalSpikes(point);
  const tau = BRUNEL.membrane / 1000;
  const excess = (rate: number): number => {
    const mean = weight * tau * (outer + rate * (inputs - g * inhibitoryInputs));
    const variance = weight * weight * tau * (outer + rate * (inputs + g * g * inhibitoryInputs));
    if (variance === 0) return -rate;
    return firingRate(mean, Math.sqrt(variance)) - rate;
  };
  let [low, high] = [0, 1000 / BRUNEL.refractory];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
  return low;
}
