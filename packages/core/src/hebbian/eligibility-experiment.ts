import type { TypedArray } from '../contract/field.js';
import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';
import { EligibilitySynapses } from './eligibility-synapses.js';
import { poisson } from './stdp-inputs.js';

export const REWARDS = ['coincidence', 'random', 'none'] as const;

interface ExperimentOptions {
  readonly synapses: number;
  /** How many of the synapses, the first ones, are rewarded. */
  readonly rewarded: number;
  readonly reward: (typeof REWARDS)[number];
  /** Spikes of each input and, of itself, each neuron in a second. */
  readonly firingRate: number;
  /** Probability that the spike of an input with a weight of 1 makes its neuron fire. */
  readonly efficacy: number;
  /** Least and greatest time from coincidence to reward, s. */
  readonly delay: number;
  readonly spread: number;
  readonly gain: number;
  /** Depression over potentiation. */
  readonly ratio: number;
  /** s */
  readonly eligibilityTime: number;
  readonly dopamineTime: number;
  /** Dopamine that is there without reward; a reward adds 1. */
  readonly tonic: number;
}

/** Time constant of the window, ms, and the longest time from input to neuron that counts as a coincidence. */
const TAU = 20;
const COINCIDENCE = 20;
/** Rewards on their way, at most. */
const PENDING = 64;

/** A reduced form of the first experiment of Izhikevich 2007: pairs of neurons, of which a coincidence of some is rewarded later. */
export class DistalRewardExperiment {
  readonly synapses: EligibilitySynapses;
  /** Dopamine, time of the last reward (ms), rewards so far, and 1 where one came in the last step. */
  readonly state = Float64Array.of(0, 0, 0, 0);
  /** When rewards on their way arrive, ms; infinity where none does. */
  readonly due = new Float64Array(PENDING).fill(Number.POSITIVE_INFINITY);
  /** When each rewarded input last spiked, ms. */
  readonly #last: Float64Array;
  readonly #none: number;
  readonly #keepDopamine: number;

  constructor(
    readonly options: ExperimentOptions,
    readonly random: Random,
  ) {
    const { synapses, rewarded, ratio, gain, eligibilityTime } = options;
    this.synapses = new EligibilitySynapses({
      synapses,
      potentiation: 1,
      depression: ratio,
      tauPlus: TAU,
      tauMinus: TAU,
      tauEligibility: 1000 * eligibilityTime,
      gain: gain / 1000,
    });
    const { weights } = this.synapses;
    for (let i = 0; i < synapses; i++) weights[i] = i < rewarded ? 0 : 0.3 * random.uniform();
    this.#last = new Float64Array(rewarded).fill(Number.NEGATIVE_INFINITY);
    this.#none = math().exp((-options.firingRate * synapses) / 1000);
    this.#keepDopamine = math().exp(-1 / (1000 * options.dopamineTime));
    this.state[0] = options.tonic;
  }

  /** Takes the step of 1 ms that ends at `time`. */
  step(time: number): void {
    const { synapses, state, random, options } = this;
    state[0] = options.tonic + (state[0] - options.tonic) * this.#keepDopamine;
    synapses.decay(state[0]);
    for (let n = poisson(this.#none, random); n > 0; n--) this.#arrive(random.integer(options.synapses), time);
    for (let n = poisson(this.#none, random); n > 0; n--) this.#fire(random.integer(options.synapses), time);
    this.#deliver(time);
  }

  arrays(): Record<string, TypedArray> {
    const { weights, eligibility, pre, post } = this.synapses;
    return { weights, eligibility, pre, post, experiment: this.state, due: this.due, last: this.#last };
  }

  #arrive(i: number, time: number): void {
    const { synapses, random, options } = this;
    synapses.arrive(i);
    if (i < options.rewarded) this.#last[i] = time;
    if (random.uniform() < options.efficacy * synapses.weights[i]) this.#fire(i, time);
  }

  #fire(i: number, time: number): void {
    const { options } = this;
    this.synapses.fire(i);
    if (i >= options.rewarded || time - this.#last[i] > COINCIDENCE || options.reward === 'none') return;
    // As many rewards, but of no meaning: as if the coincidence had been some time within the last minute.
    const wait =
      options.reward === 'random' ? 60 * this.random.uniform() : options.delay + options.spread * this.random.uniform();
    const free = this.due.indexOf(Number.POSITIVE_INFINITY);
    if (free >= 0) this.due[free] = time + 1000 * wait;
    this.#last[i] = Number.NEGATIVE_INFINITY;
  }

  #deliver(time: number): void {
    const { due, state } = this;
    state[3] = 0;
    for (let k = 0; k < PENDING; k++) {
      if (due[k] > time) continue;
      due[k] = Number.POSITIVE_INFINITY;
      state[0]++;
      state[1] = time;
      state[2]++;
      state[3] = 1;
    }
  }
}
