import { InputError } from '../contract/errors.js';
import { math } from '../kernels/math.js';

/** Amplitudes and time constants (ms) of the triplet rule; without its third-order terms it is a pair rule. */
export interface TripletRule {
  /** A₂⁺ and A₂⁻: what pairs of spikes add and take. */
  readonly pairPotentiation: number;
  readonly pairDepression: number;
  /** A₃⁺: what an earlier postsynaptic spike adds to that. A₃⁻: what an earlier presynaptic spike takes. */
  readonly tripletPotentiation: number;
  readonly tripletDepression: number;
  /** τ₊ and τ₋ of the traces that pairs see. */
  readonly tauPlus: number;
  readonly tauMinus: number;
  /** τₓ and τᵧ of the slow traces, of presynaptic and postsynaptic spikes. */
  readonly tauX: number;
  readonly tauY: number;
}

/** Fitted to visual cortex, all spikes counted, only the two terms that are needed (Pfister & Gerstner 2006, table 3). */
export const VISUAL_CORTEX: TripletRule = {
  pairPotentiation: 0,
  pairDepression: 7.1e-3,
  tripletPotentiation: 6.5e-3,
  tripletDepression: 0,
  tauPlus: 16.8,
  tauMinus: 33.7,
  tauX: 101,
  tauY: 114,
};

/** The same data, all four terms (Pfister & Gerstner 2006, table 3). */
export const VISUAL_CORTEX_FULL: TripletRule = {
  pairPotentiation: 5e-10,
  pairDepression: 7e-3,
  tripletPotentiation: 6.2e-3,
  tripletDepression: 2.3e-4,
  tauPlus: 16.8,
  tauMinus: 33.7,
  tauX: 101,
  tauY: 125,
};

/**
 * One synapse under the triplet rule (Pfister & Gerstner 2006, doi:10.1523/JNEUROSCI.1425-06.2006). Presynaptic spikes leave traces
 * r₁ (τ₊) and r₂ (τₓ), postsynaptic ones o₁ (τ₋) and o₂ (τᵧ). A presynaptic spike takes o₁ (A₂⁻ + A₃⁻ r₂), a postsynaptic one adds
 * r₁ (A₂⁺ + A₃⁺ o₂), where r₂ and o₂ are those just before the spike: so spikes close to their like count for more.
 */
export class TripletSynapse {
  /** r₁, r₂, o₁, o₂, the time of the last spike (ms), and how much the weight has changed. */
  readonly state = new Float64Array(6);

  constructor(readonly rule: TripletRule) {}

  /** By how much all spikes so far have changed the weight. */
  get change(): number {
    return this.state[5];
  }

  /** A presynaptic spike at `time` (ms), not before the last. */
  pre(time: number): void {
    const { state, rule } = this;
    this.#decayTo(time);
    state[5] -= state[2] * (rule.pairDepression + rule.tripletDepression * state[1]);
    state[0]++;
    state[1]++;
  }

  /** A postsynaptic spike at `time` (ms), not before the last. */
  post(time: number): void {
    const { state, rule } = this;
    this.#decayTo(time);
    state[5] += state[0] * (rule.pairPotentiation + rule.tripletPotentiation * state[3]);
    state[2]++;
    state[3]++;
  }

  #decayTo(time: number): void {
    const { state, rule } = this;
    const passed = time - state[4];
    state[0] *= math().exp(-passed / rule.tauPlus);
    state[1] *= math().exp(-passed / rule.tauX);
    state[2] *= math().exp(-passed / rule.tauMinus);
    state[3] *= math().exp(-passed / rule.tauY);
    state[4] = time;
  }
}

export interface Pairing {
  /** Pairs in a second, above 0. */
  readonly frequency: number;
  /** Postsynaptic less presynaptic time, ms. */
  readonly lag: number;
  /** Default 60, as Pfister & Gerstner count those of Sjöström, Turrigiano & Nelson 2001. */
  readonly pairings?: number;
}

/**
 * What an experiment measures that pairs spikes at a steady frequency: the change of the weight, in units of the first weight.
 * @throws InputError for a frequency that is not above 0
 */
export function pairingChange(rule: TripletRule, { frequency, lag, pairings = 60 }: Pairing): number {
  if (!(frequency > 0)) throw new InputError('frequency', frequency, 'a number above 0 Hz');
  const synapse = new TripletSynapse(rule);
  const period = 1000 / frequency;
  // Both trains in order of time, whichever leads, and by however many periods.
  let [before, after] = [0, 0];
  while (before < pairings || after < pairings) {
    const [pre, post] = [before * period, after * period + lag];
    if (before < pairings && (after === pairings || pre <= post)) {
      synapse.pre(pre - Math.min(0, lag));
      before++;
    } else {
      synapse.post(post - Math.min(0, lag));
      after++;
    }
  }
  return synapse.change;
}
