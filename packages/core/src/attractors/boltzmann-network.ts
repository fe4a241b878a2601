import { InputError } from '../contract/errors.js';
import { math } from '../kernels/math.js';
import { createRandom, type Random } from '../random/random.js';
import { BoltzmannStates } from './boltzmann-states.js';

export interface BoltzmannOptions {
  readonly visible: number;
  readonly hidden: number;
  /** Whether units i < j have a weight; all have by default. Visible units come first. */
  readonly connected?: (i: number, j: number) => boolean;
  /** Standard deviation of the first weights, default .1. */
  readonly deviation?: number;
  /** Where the first weights come from: a seed, or a stream. */
  readonly seed?: number | Random;
}

export interface AnnealingOptions {
  /** Times that a pattern is clamped, and as many that none is, for one step of learning; default 20. */
  readonly runs?: number;
  /** Sweeps of cooling, and as many in which units are watched; default 10. */
  readonly sweeps?: number;
  /** Temperature at the start of cooling, default 2; units are watched at 1. */
  readonly hot?: number;
}

export interface SampledOptions extends AnnealingOptions {
  /** Share of the weights that is lost, times the rate; default 0. */
  readonly decay?: number;
  /** Whether every weight moves by the rate itself, up or down, as in the paper; default false: in proportion. */
  readonly equal?: boolean;
}

/** Units up to which all states are counted. */
const COUNTED = 16;

/**
 * Boltzmann machine (Ackley, Hinton & Sejnowski 1985, doi:10.1207/s15516709cog0901_7): units sᵢ, 0 or 1, with symmetric
 * weights and energy E = −Σ wᵢⱼsᵢsⱼ − Σ bᵢsᵢ. Each turns on with probability 1 / (1 + e^(−Δ/T)), Δ = Σ wᵢⱼsⱼ + bᵢ, so that in
 * the long run a state has probability e^(−E/T) / Z. Learning, Δwᵢⱼ = rate (⟨sᵢsⱼ⟩ with patterns clamped − ⟨sᵢsⱼ⟩ free),
 * descends the divergence of what the visible units do when free from what they are shown.
 * @throws InputError for numbers of units that cannot be
 */
export class BoltzmannMachine {
  readonly visible: number;
  readonly hidden: number;
  readonly units: number;
  /** units × units, symmetric, 0 where there is no weight. */
  readonly weights: Float64Array;
  readonly biases: Float64Array;
  readonly #isJoined: Uint8Array;
  /** ⟨sᵢsⱼ⟩ clamped less free for i < j; ⟨sᵢ⟩ at i = j. */
  readonly #contrast: Float64Array;
  readonly #state: Uint8Array;
  #states: BoltzmannStates | undefined;

  constructor({ visible, hidden, connected = () => true, deviation = 0.1, seed = 1 }: BoltzmannOptions) {
    if (!(Number.isInteger(visible) && visible >= 1))
      throw new InputError('visible', visible, 'an integer of at least 1');
    if (!(Number.isInteger(hidden) && hidden >= 0)) throw new InputError('hidden', hidden, 'an integer of at least 0');
    const units = visible + hidden;
    this.visible = visible;
    this.hidden = hidden;
    this.units = units;
    this.weights = new Float64Array(units * units);
    this.biases = new Float64Array(units);
    this.#isJoined = new Uint8Array(units * units);
    this.#contrast = new Float64Array(units * units);
    this.#state = new Uint8Array(units);
    const random = typeof seed === 'number' ? createRandom(seed) : seed;
    for (let i = 0; i < units; i++) {
      for (let j = i + 1; j < units; j++) {
        if (!connected(i, j)) continue;
        this.#isJoined[i * units + j] = 1;
        this.#setWeight(i, j, deviation * random.normal());
      }
    }
  }

  /** E of a state of 0 and 1. */
  energy(state: ArrayLike<number>): number {
    let energy = 0;
    for (let i = 0; i < this.units; i++) {
      if (state[i]) energy -= this.biases[i] + this.#inputOf(i, state, i);
    }
    return energy;
  }

  /**
   * All that the machine does, by counting its states.
   * @throws InputError for more than 16 units
   */
  get states(): BoltzmannStates {
    if (this.units > COUNTED) {
      throw new InputError('hidden', this.hidden, `at most ${COUNTED} units in all, to count their states`);
    }
    this.#states ??= new BoltzmannStates(this.visible, this.hidden);
    this.#states.count(this.weights, this.biases);
    return this.#states;
  }

  /** Gives each unit from the `first` on its turn, at a temperature. */
  sweep(state: Uint8Array, random: Random, { first = 0, temperature = 1 } = {}): void {
    const { exp } = math();
    for (let i = first; i < this.units; i++) {
      const input = this.biases[i] + this.#inputOf(i, state, this.units);
      state[i] = random.uniform() * (1 + exp(-input / temperature)) < 1 ? 1 : 0;
    }
  }

  /**
   * One step down the exact gradient.
   * @param target probabilities of the 2^visible patterns, unit 0 the lowest bit
   * @param decay share of the weights that is lost, times the rate
   */
  learnExactly(target: ArrayLike<number>, rate: number, decay = 0): void {
    this.states.contrastInto(this.#contrast, target);
    this.#change(rate, decay);
  }

  /** One step by samples: the machine is cooled and then watched, clamped to patterns of the target and free. */
  learn(target: ArrayLike<number>, rate: number, random: Random, options: SampledOptions = {}): void {
    const { runs = 20, decay = 0, equal = false } = options;
    this.#contrast.fill(0);
    for (let run = 0; run < runs; run++) {
      const pattern = drawFrom(target, random);
      for (let i = 0; i < this.visible; i++) this.#state[i] = (pattern >> i) & 1;
      this.#watch(this.visible, 1, random, options);
      this.#watch(0, -1, random, options);
    }
    this.#change(rate, decay, equal);
  }

  /** Cools the units from the `first` on, starting from coins, then adds to the contrast what they do. */
  #watch(first: number, sign: number, random: Random, { runs = 20, sweeps = 10, hot = 2 }: AnnealingOptions): void {
    const state = this.#state;
    for (let i = first; i < this.units; i++) state[i] = random.bits() >>> 31;
    for (let n = 0; n < sweeps; n++) this.sweep(state, random, { first, temperature: hot + ((1 - hot) * n) / sweeps });
    for (let n = 0; n < sweeps; n++) {
      this.sweep(state, random, { first });
      this.#note(sign / (runs * sweeps));
    }
  }

  #note(share: number): void {
    const { units } = this;
    for (let i = 0; i < units; i++) {
      if (!this.#state[i]) continue;
      for (let j = i; j < units; j++) if (this.#state[j]) this.#contrast[i * units + j] += share;
    }
  }

  #change(rate: number, decay: number, equal = false): void {
    const { units } = this;
    if (equal) for (let at = 0; at < this.#contrast.length; at++) this.#contrast[at] = Math.sign(this.#contrast[at]);
    const keep = 1 - Math.min(1, rate * decay);
    for (let i = 0; i < units; i++) {
      this.biases[i] = keep * this.biases[i] + rate * this.#contrast[i * units + i];
      for (let j = i + 1; j < units; j++) {
        const at = i * units + j;
        if (this.#isJoined[at]) this.#setWeight(i, j, keep * this.weights[at] + rate * this.#contrast[at]);
      }
    }
  }

  #setWeight(i: number, j: number, weight: number): void {
    this.weights[i * this.units + j] = weight;
    this.weights[j * this.units + i] = weight;
  }

  /** Σ wᵢⱼsⱼ over the units before `end`. */
  #inputOf(i: number, state: ArrayLike<number>, end: number): number {
    let input = 0;
    for (let j = 0, at = i * this.units; j < end; j++) if (state[j]) input += this.weights[at + j];
    return input;
  }
}

/** A pattern of the target, as likely as it says. */
function drawFrom(target: ArrayLike<number>, random: Random): number {
  let left = random.uniform();
  let last = 0;
  for (let v = 0; v < target.length; v++) {
    if (target[v] <= 0) continue;
    last = v;
    left -= target[v];
    if (left < 0) break;
  }
  return last;
}
