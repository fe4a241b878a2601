import { InputError } from '../contract/errors.js';
import { restrictedBoltzmannWasm } from '../kernels/generated/restricted-boltzmann.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { noiseKey } from '../random/noise-key.js';
import { createRandom, type Random } from '../random/random.js';
import { logPartition, sumSoftplus } from './boltzmann-sums.js';

export interface RestrictedBoltzmannOptions {
  readonly visible: number;
  readonly hidden: number;
  /** Largest number of pictures learned at once, default 100. */
  readonly batch?: number;
  /** Persistent chains, default as many. */
  readonly chains?: number;
  /** Standard deviation of the first weights, default .01. */
  readonly deviation?: number;
  /** Where the first weights and all chance come from: a seed, or a stream. */
  readonly seed?: number | Random;
}

export interface ContrastiveOptions {
  readonly rate: number;
  /** Share of the last change that is made again, default 0. */
  readonly momentum?: number;
  /** Share of the weights that is lost, times the rate, default 0. */
  readonly decay?: number;
  /** Steps of Gibbs sampling from a picture to what the machine makes of it, default 1. */
  readonly k?: number;
  /** Whether these steps go on from the persistent chains instead (PCD), default false. */
  readonly persistent?: boolean;
}

interface RestrictedKernel extends Kernel {
  pack(weights: number, panelCount: number, stride: number, panels: number, exponent: number): void;
  packDown(weights: number, hiddenRow: number, visibleRow: number, panels: number): void;
  products(samples: number, rows: number, stride: number, panels: number, panelCount: number, out: number): void;
  probabilities(inputs: number, rows: number, rowLength: number, n: number, bias: number): void;
  draw(chances: number, rows: number, rowLength: number, states: number, key: bigint, time: number, salt: number): void;
  correlate(
    to: number,
    hidden: number,
    visible: number,
    rows: number,
    hiddenRow: number,
    visibleRow: number,
    scale: number,
    weight: number,
  ): void;
  total(to: number, from: number, rows: number, rowLength: number, scale: number, weight: number): void;
  move(weights: number, change: number, decay: number, count: number): void;
}

/** Units side by side in the kernel. */
const LANES = 8;
/** Units of the smaller layer up to which all states are counted. */
const COUNTED = 20;
const padded = (count: number, to: number) => Math.ceil(count / to) * to;

/**
 * Restricted Boltzmann machine (Smolensky 1986): visible units v and hidden units h, 0 or 1, with energy
 * E = −b·v − c·h − h·Wv and so no weights within a layer, which lets each layer be drawn at once given the other. It
 * learns by contrastive divergence (Hinton 2002, doi:10.1162/089976602760128018), ΔW = rate (⟨h vᵀ⟩ of pictures − ⟨h vᵀ⟩
 * after k steps of Gibbs sampling), from the pictures on, or from chains that never start again (PCD, Tieleman 2008).
 * @throws InputError for layers without units
 */
export class RestrictedBoltzmann {
  readonly visible: number;
  readonly hidden: number;
  /** Row j, of `stride` numbers of which the first `visible` count, is hidden unit j. */
  readonly weights: Float32Array;
  /** Numbers a row of weights, samples and chains. */
  readonly stride: number;
  readonly visibleBias: Float32Array;
  readonly hiddenBias: Float32Array;
  /** The mini-batch, a row a picture of numbers from 0 to 1: written by the caller, padding left 0. */
  readonly samples: Float32Array;
  /** Visible states 0 and 1 of the persistent chains, a row a chain. */
  readonly chains: Float32Array;
  readonly chainCount: number;
  /** Numbers a row of hidden probabilities. */
  readonly hiddenStride: number;
  readonly #kernel: RestrictedKernel;
  readonly #memory;
  readonly #key: bigint;
  /** How often numbers were drawn: no two are the same. */
  readonly #clock = new Float64Array(1);
  readonly #inputs: Float64Array;

  constructor(options: RestrictedBoltzmannOptions) {
    const { visible, hidden, batch = 100, chains = batch, deviation = 0.01, seed = 1 } = options;
    for (const [name, value] of Object.entries({ visible, hidden, batch, chains })) {
      if (!(Number.isInteger(value) && value >= 1)) throw new InputError(name, value, 'an integer of at least 1');
    }
    this.visible = visible;
    this.hidden = hidden;
    this.stride = padded(visible, LANES);
    this.hiddenStride = padded(hidden, LANES);
    this.chainCount = chains;
    this.#kernel = instantiate<RestrictedKernel>(restrictedBoltzmannWasm);
    const numbers = this.hiddenStride * this.stride;
    const rows = padded(Math.max(batch, chains), 4);
    this.#memory = allocate(this.#kernel, {
      weights: block.f32(numbers),
      change: block.f32(numbers),
      visibleBias: block.f32(this.stride),
      visibleChange: block.f32(this.stride),
      hiddenBias: block.f32(this.hiddenStride),
      hiddenChange: block.f32(this.hiddenStride),
      up: block.f32(numbers),
      down: block.f32(numbers),
      samples: block.f32(rows * this.stride),
      chains: block.f32(rows * this.stride),
      imagined: block.f32(rows * this.stride),
      seen: block.f32(rows * this.hiddenStride),
      chances: block.f32(rows * this.hiddenStride),
      states: block.f32(rows * this.hiddenStride),
    });
    this.weights = this.#memory.weights.data.subarray(0, hidden * this.stride);
    this.visibleBias = this.#memory.visibleBias.data.subarray(0, visible);
    this.hiddenBias = this.#memory.hiddenBias.data.subarray(0, hidden);
    this.samples = this.#memory.samples.data.subarray(0, batch * this.stride);
    this.chains = this.#memory.chains.data.subarray(0, chains * this.stride);
    const random = typeof seed === 'number' ? createRandom(seed) : seed;
    this.#inputs = new Float64Array(hidden);
    this.#key = noiseKey(random);
    this.#fill(deviation, random);
  }

  /** Live views on all that decides what comes next. */
  get state() {
    const { weights, change, visibleBias, visibleChange, hiddenBias, hiddenChange } = this.#memory;
    return {
      weights: weights.data,
      change: change.data,
      visibleBias: visibleBias.data,
      visibleChange: visibleChange.data,
      hiddenBias: hiddenBias.data,
      hiddenChange: hiddenChange.data,
      chains: this.chains,
      draws: this.#clock,
    };
  }

  /** Learns the first `rows` of {@link samples} as one mini-batch. */
  learn(rows: number, options: ContrastiveOptions): void {
    const { rate, momentum = 0, decay = 0, k = 1, persistent = false } = options;
    const { samples, seen, chances, imagined, chains } = this.#memory;
    this.#pack();
    this.#up(samples.pointer, rows, seen.pointer);
    const count = persistent ? this.chainCount : rows;
    const visible = persistent ? chains.pointer : imagined.pointer;
    if (persistent) this.#up(visible, count, chances.pointer);
    else chances.data.set(seen.data.subarray(0, rows * this.hiddenStride));
    this.#sample(visible, count, k);
    this.#add(seen.pointer, samples.pointer, rows, momentum, rate / rows);
    this.#add(chances.pointer, visible, count, 1, -rate / count);
    this.#move(rate * decay);
  }

  /** Lets the chains go on by k steps of Gibbs sampling, without learning. */
  dream(k = 1): void {
    const { chains, chances } = this.#memory;
    this.#pack();
    this.#up(chains.pointer, this.chainCount, chances.pointer);
    this.#sample(chains.pointer, this.chainCount, k);
  }

  /**
   * P(h = 1 | v) of the first `rows` samples: valid until the next call.
   * @returns rows of {@link hiddenStride} numbers
   */
  hiddenProbabilities(rows: number): Float32Array {
    const { samples, seen } = this.#memory;
    this.#pack();
    this.#up(samples.pointer, rows, seen.pointer);
    return seen.data.subarray(0, rows * this.hiddenStride);
  }

  /**
   * Pictures as the hidden units see them: P(v = 1) given their probabilities, without chance; valid until the next call.
   * @returns rows of {@link stride} numbers
   */
  reconstruct(rows: number): Float32Array {
    this.hiddenProbabilities(rows);
    return this.#downFrom(this.#memory.seen.pointer, rows);
  }

  /** P(v = 1) of the chains, given the hidden probabilities that their states cause; valid until the next call. */
  fantasies(): Float32Array {
    const { chains, seen } = this.#memory;
    this.#pack();
    this.#up(chains.pointer, this.chainCount, seen.pointer);
    return this.#downFrom(seen.pointer, this.chainCount);
  }

  /** Writes the free energies F(v) = −b·v − Σ ln(1 + e^(c + Wv)) of the first `rows` samples: P(v) = e^−F / Z. */
  freeEnergiesInto(out: Float64Array, rows: number): Float64Array {
    const { samples, seen } = this.#memory;
    this.#pack();
    this.#kernel.products(...this.#product(samples.pointer, rows, this.#memory.up.pointer), seen.pointer);
    const inputs = this.#inputs;
    for (let s = 0; s < rows; s++) {
      let along = 0;
      for (let i = 0; i < this.visible; i++) along += this.visibleBias[i] * this.samples[s * this.stride + i];
      for (let j = 0; j < this.hidden; j++) inputs[j] = seen.data[s * this.hiddenStride + j] + this.hiddenBias[j];
      out[s] = -along - sumSoftplus(inputs, this.hidden);
    }
    return out;
  }

  /** E of one state of 0 and 1. */
  energy(v: ArrayLike<number>, h: ArrayLike<number>): number {
    let energy = 0;
    for (let i = 0; i < this.visible; i++) energy -= this.visibleBias[i] * v[i];
    for (let j = 0; j < this.hidden; j++) {
      let input = this.hiddenBias[j];
      for (let i = 0; i < this.visible; i++) input += this.weights[j * this.stride + i] * v[i];
      energy -= input * h[j];
    }
    return energy;
  }

  /**
   * ln Z, by counting all states of the smaller layer.
   * @throws InputError where that has more than 20 units
   */
  logPartition(): number {
    const { visible, hidden, visibleBias, hiddenBias, weights, stride } = this;
    if (Math.min(visible, hidden) > COUNTED) {
      throw new InputError('hidden', hidden, `at most ${COUNTED} units in one layer, to count all its states`);
    }
    return hidden <= visible
      ? logPartition({
          few: hidden,
          many: visible,
          fewBias: hiddenBias,
          manyBias: visibleBias,
          weightAt: (j, i) => weights[j * stride + i],
        })
      : logPartition({
          few: visible,
          many: hidden,
          fewBias: visibleBias,
          manyBias: hiddenBias,
          weightAt: (i, j) => weights[j * stride + i],
        });
  }

  /** Small normal weights, and chains that start from coins. */
  #fill(deviation: number, random: Random): void {
    const { stride, visible } = this;
    for (let j = 0; j < this.hidden; j++) {
      for (let i = 0; i < visible; i++) this.weights[j * stride + i] = deviation * random.normal();
    }
    for (let c = 0; c < this.chainCount; c++) {
      for (let i = 0; i < visible; i++) this.chains[c * stride + i] = random.bits() >>> 31;
    }
  }

  #pack(): void {
    const { weights, up, down } = this.#memory;
    this.#kernel.pack(weights.pointer, this.hiddenStride / LANES, this.stride, up.pointer, 1);
    this.#kernel.packDown(weights.pointer, this.hiddenStride, this.stride, down.pointer);
  }

  #product(visible: number, rows: number, panels: number): [number, number, number, number, number] {
    return [visible, padded(rows, 4), this.stride, panels, this.hiddenStride / LANES];
  }

  #up(visible: number, rows: number, out: number): void {
    const { up, hiddenBias } = this.#memory;
    this.#kernel.products(...this.#product(visible, rows, up.pointer), out);
    this.#kernel.probabilities(out, rows, this.hiddenStride, this.hidden, hiddenBias.pointer);
  }

  #down(hidden: number, rows: number, out: number): void {
    const { down, visibleBias } = this.#memory;
    const count = padded(rows, 4);
    this.#kernel.products(hidden, count, this.hiddenStride, down.pointer, this.stride / LANES, out);
    this.#kernel.probabilities(out, rows, this.stride, this.visible, visibleBias.pointer);
  }

  #downFrom(hidden: number, rows: number): Float32Array {
    const { imagined } = this.#memory;
    this.#down(hidden, rows, imagined.pointer);
    return imagined.data.subarray(0, rows * this.stride);
  }

  /** k times hidden states from their chances, visible states from these, and their chances again. */
  #sample(visible: number, rows: number, k: number): void {
    const { chances, states } = this.#memory;
    const kernel = this.#kernel;
    const time = this.#clock[0]++;
    for (let step = 0; step < k; step++) {
      kernel.draw(chances.pointer, rows, this.hiddenStride, states.pointer, this.#key, time, 2 * step);
      this.#down(states.pointer, rows, visible);
      kernel.draw(visible, rows, this.stride, visible, this.#key, time, 2 * step + 1);
      this.#up(visible, rows, chances.pointer);
    }
  }

  #add(hidden: number, visible: number, rows: number, scale: number, weight: number): void {
    const { change, visibleChange, hiddenChange } = this.#memory;
    const kernel = this.#kernel;
    kernel.correlate(change.pointer, hidden, visible, rows, this.hiddenStride, this.stride, scale, weight);
    kernel.total(visibleChange.pointer, visible, rows, this.stride, scale, weight);
    kernel.total(hiddenChange.pointer, hidden, rows, this.hiddenStride, scale, weight);
  }

  #move(decay: number): void {
    const { weights, change, visibleBias, visibleChange, hiddenBias, hiddenChange } = this.#memory;
    this.#kernel.move(weights.pointer, change.pointer, decay, weights.data.length);
    this.#kernel.move(visibleBias.pointer, visibleChange.pointer, 0, this.stride);
    this.#kernel.move(hiddenBias.pointer, hiddenChange.pointer, 0, this.hiddenStride);
  }
}
