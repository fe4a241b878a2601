import { logistic } from './activation.js';
import { checkReset } from './leaky-neuron.js';
import type { NeuronModel } from './neuron-model.js';

export interface PyramidalParams {
  /** Resting potential of all compartments, mV. */
  readonly rest: number;
  readonly threshold: number;
  readonly reset: number;
  /** Time after a spike in which the soma is held, ms. */
  readonly refractory: number;
  /** Time constants of the three compartments, ms. */
  readonly somaTime: number;
  readonly basalTime: number;
  readonly apicalTime: number;
  /** Capacitances, pF. */
  readonly somaCapacitance: number;
  readonly apicalCapacitance: number;
  /** Conductance from the basal dendrite into the soma, nS. */
  readonly basalConductance: number;
  /** Current of the calcium spike into the soma and into the apical dendrite, pA. */
  readonly plateauToSoma: number;
  readonly plateau: number;
  /** Potential at which the calcium channels are half open, and how steeply they open, mV. */
  readonly plateauThreshold: number;
  readonly plateauSlope: number;
  /** Current of a spike that travels back into the apical dendrite, pA. */
  readonly backpropagation: number;
  /** What a spike adds to the adaptation current of the soma, pA, and how long that lasts, ms. */
  readonly adaptation: number;
  readonly adaptationTime: number;
  /** Potassium conductance that ends a plateau, nS, and its time constant, ms. */
  readonly repolarization: number;
  readonly repolarizationTime: number;
}

/** The layer-5 cell of Naud & Sprekeler (2018). */
export const layerFive: PyramidalParams = {
  rest: -70,
  threshold: -50,
  reset: -70,
  refractory: 3,
  somaTime: 16,
  basalTime: 5,
  apicalTime: 7,
  somaCapacitance: 370,
  apicalCapacitance: 170,
  basalConductance: 20,
  plateauToSoma: 1300,
  plateau: 1200,
  plateauThreshold: -38,
  plateauSlope: 6,
  backpropagation: 2600,
  adaptation: 200,
  adaptationTime: 100,
  repolarization: 13,
  repolarizationTime: 30,
};

/** When a spike of the soma is felt in the apical dendrite, and until when, ms after it. */
const ARRIVAL = 0.5;
const DEPARTURE = 2.5;
/** A time since the last spike that is long past. */
const LONG_AGO = 1000;

/** Order of the state variables. */
const [SOMA, APICAL, BASAL, ADAPTATION, REPOLARIZATION, SINCE] = [0, 1, 2, 3, 4, 5];

/**
 * A pyramidal cell of three compartments after Naud & Sprekeler (2018, doi:10.1073/pnas.1720995115), current in pA:
 * soma τ_s dV_s/dt = E − V_s + (τ_s / C_s)(g_s f(V_a) + I_b − w_s), apical dendrite
 * τ_a dV_a/dt = E − V_a + (τ_a / C_a)(g_a f(V_a) + c K(t − t_spike) + I_a − w_a), with f = 1 / (1 + exp(−(V_a − E_a) / D_a))
 * the calcium spike and K a spike that travels back, 0.5 to 2.5 ms after the soma's; τ dw_a/dt = g (V_a − E) − w_a, and w_s
 * grows by b at each spike and decays. Theirs has the input to the soma directly; here it comes through a passive basal
 * dendrite that smooths it, τ_b dV_b/dt = E − V_b + I / g_b, with I_b = g_b (V_b − E).
 * A spike alone, or apical input alone, does little; together they set off a plateau and a burst (Larkum et al. 1999).
 */
export class PyramidalNeuron implements NeuronModel {
  readonly variables = ['voltage', 'apical', 'basal', 'adaptation', 'repolarization', 'since'];
  readonly start: readonly number[];
  readonly threshold: number;
  /** Input to the apical dendrite, pA; `current` is that to the basal one. */
  apicalCurrent = 0;
  readonly #params: PyramidalParams;

  /** @throws InputError for a reset that is not below the threshold */
  constructor(params: PyramidalParams = layerFive) {
    checkReset(params.reset, params.threshold);
    const { rest, threshold } = params;
    this.#params = params;
    this.threshold = threshold;
    this.start = [rest, rest, rest, 0, 0, LONG_AGO];
  }

  derivative(y: Float64Array, current: number, dy: Float64Array): void {
    const p = this.#params;
    const open = logistic((y[APICAL] - p.plateauThreshold) / p.plateauSlope);
    const since = y[SINCE];
    const backward = since >= ARRIVAL && since < DEPARTURE ? p.backpropagation : 0;
    const intoSoma = p.plateauToSoma * open + p.basalConductance * (y[BASAL] - p.rest) - y[ADAPTATION];
    const intoApical = p.plateau * open + backward + this.apicalCurrent - y[REPOLARIZATION];
    dy[SOMA] = since < p.refractory ? 0 : (p.rest - y[SOMA]) / p.somaTime + intoSoma / p.somaCapacitance;
    dy[APICAL] = (p.rest - y[APICAL]) / p.apicalTime + intoApical / p.apicalCapacitance;
    dy[BASAL] = (p.rest - y[BASAL] + current / p.basalConductance) / p.basalTime;
    dy[ADAPTATION] = -y[ADAPTATION] / p.adaptationTime;
    dy[REPOLARIZATION] = (p.repolarization * (y[APICAL] - p.rest) - y[REPOLARIZATION]) / p.repolarizationTime;
    dy[SINCE] = since < LONG_AGO ? 1 : 0;
  }

  reset(y: Float64Array): void {
    y[SOMA] = this.#params.reset;
    y[ADAPTATION] += this.#params.adaptation;
    y[SINCE] = 0;
  }
}
