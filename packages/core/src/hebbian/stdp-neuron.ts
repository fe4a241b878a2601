import { math } from '../kernels/math.js';

/** Of the neuron of Song, Miller & Abbott 2000: potentials in mV, times in ms. */
const REST = -70;
const THRESHOLD = -54;
const RESET = -60;
const EXCITATION = 0;
const INHIBITION = -70;
const TAU_MEMBRANE = 20;
const TAU_SYNAPSE = 5;

/**
 * The leaky integrate-and-fire neuron with conductances of Song, Miller & Abbott 2000 (doi:10.1038/78829):
 * τ dV/dt = E − V + g (0 − V) + h (−70 mV − V), conductances in units of the leak, which decay with 5 ms; at −54 mV it spikes and falls
 * back to −60 mV. V is solved exactly for the conductances of each step of 1 ms.
 */
export class ConductanceNeuron {
  /** Potential (mV), then the excitatory and the inhibitory conductance. */
  readonly state = Float64Array.of(REST, 0, 0);
  readonly #keep = math().exp(-1 / TAU_SYNAPSE);

  /**
   * Lets 1 ms pass; returns whether the neuron spikes.
   * @param excitation added to the excitatory conductance before
   * @param inhibition added to the inhibitory one
   */
  step(excitation: number, inhibition: number): boolean {
    const { state } = this;
    state[1] += excitation;
    state[2] += inhibition;
    const total = 1 + state[1] + state[2];
    const goal = (REST + state[1] * EXCITATION + state[2] * INHIBITION) / total;
    state[0] = goal + (state[0] - goal) * math().exp(-total / TAU_MEMBRANE);
    state[1] *= this.#keep;
    state[2] *= this.#keep;
    if (state[0] < THRESHOLD) return false;
    state[0] = RESET;
    return true;
  }
}
