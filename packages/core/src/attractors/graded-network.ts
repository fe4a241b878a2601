import { InputError } from '../contract/errors.js';
import { gradedHopfieldWasm } from '../kernels/generated/graded-hopfield.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { readWeights, type Weights } from './hopfield-weights.js';

interface GradedKernel extends Kernel {
  byMatrix(weights: number, size: number, stride: number, v: number, heard: number): void;
  byFactors(
    factors: number,
    count: number,
    stride: number,
    scale: number,
    diagonal: number,
    v: number,
    heard: number,
  ): void;
  advance(
    u: number,
    v: number,
    heard: number,
    input: number,
    size: number,
    dt: number,
    tau: number,
    gain: number,
  ): void;
  respond(u: number, v: number, size: number, gain: number): void;
  energy(u: number, v: number, heard: number, input: number, size: number, tau: number, gain: number): number;
}

export interface GradedOptions {
  /** g in v = tanh(g u): the larger, the more a neuron is like one of ±1; 4 by default. */
  readonly gain?: number;
  /** τ in du/dt = −u/τ + W v + I; 1 by default. */
  readonly tau?: number;
  /** Length of an Euler step, in the units of τ; 0.05 by default. */
  readonly timeStep?: number;
}

/**
 * The longest Euler step of which it is proved that it never raises the energy, 1 / (1/τ + g w⁻/2), where −w⁻ is the
 * smallest eigenvalue of W or below it. With Δ the change of v and f that of u over dt, the convexity of the integral
 * term gives ΔE ≤ −½ ΔᵀWΔ − (1 − dt/τ) f·Δ, and as tanh is steepest at 0, f·Δ ≥ |Δ|² / (g dt).
 */
export const longestStep = (tau: number, gain: number, lowest: number): number => 1 / (1 / tau + (gain * lowest) / 2);

/**
 * Hopfield's network of graded neurons (Hopfield 1984, doi:10.1073/pnas.81.10.3088): du/dt = −u/τ + W v + I with
 * v = tanh(g u), W symmetric and without diagonal. The energy E = −½ vᵀWv − I·v + Σ ∫₀ᵛ artanh(x) dx / (g τ) falls until
 * the network rests.
 */
export class GradedHopfield {
  /** Potentials of the neurons; call {@link respond} after writing to them. */
  readonly u: Float64Array;
  /** Outputs of the neurons, −1 … 1. */
  readonly v: Float64Array;
  /** Constant current into each neuron, I. */
  readonly input: Float64Array;
  readonly gain: number;
  readonly tau: number;
  readonly timeStep: number;
  readonly #kernel: GradedKernel;
  readonly #stride: number;
  readonly #memory;
  /** Number of factors, or 0 where the weights are written out. */
  readonly #factors: number;

  private constructor(
    readonly size: number,
    factors: number,
    lowest: number,
    { gain = 4, tau = 1, timeStep = 0.05 }: GradedOptions,
  ) {
    for (const [name, value] of Object.entries({ gain, tau, timeStep })) {
      if (!(value > 0 && value < Number.POSITIVE_INFINITY)) throw new InputError(name, value, 'a number above 0');
    }
    const longest = longestStep(tau, gain, lowest);
    if (timeStep > longest) {
      const most = Math.floor(1e4 * longest) / 1e4;
      throw new InputError('timeStep', timeStep, `at most ${most}, beyond which the energy may rise`);
    }
    [this.gain, this.tau, this.timeStep] = [gain, tau, timeStep];
    this.#factors = factors;
    this.#stride = size + (size % 2);
    this.#kernel = instantiate<GradedKernel>(gradedHopfieldWasm);
    this.#memory = allocate(this.#kernel, {
      rows: block.f64((factors || size) * this.#stride),
      diagonal: block.f64(this.#stride),
      u: block.f64(this.#stride),
      v: block.f64(this.#stride),
      heard: block.f64(this.#stride),
      input: block.f64(this.#stride),
    });
    const { u, v, input } = this.#memory;
    [this.u, this.v, this.input] = [u, v, input].map(({ data }) => data.subarray(0, size));
  }

  /**
   * Stores patterns of ±1 by Hebb's rule, as P factors rather than N² weights.
   * @throws InputError where there are none, they differ in length, or the time step is too long
   */
  static store(patterns: readonly ArrayLike<number>[], options: GradedOptions = {}): GradedHopfield {
    if (patterns.length === 0) throw new InputError('patterns', 0, 'at least one pattern');
    const size = patterns[0].length;
    const odd = patterns.find((pattern) => pattern.length !== size);
    if (odd) throw new InputError('patterns', `${odd.length} neurons`, `${size} neurons, as the first`);
    // ΞᵀΞ / N has no eigenvalue below 0, and its diagonal, P/N, is taken off.
    const network = new GradedHopfield(size, patterns.length, patterns.length / size, options);
    const { rows, diagonal } = network.#memory;
    patterns.forEach((pattern, p) => void rows.data.set(pattern, p * network.#stride));
    diagonal.data.fill(patterns.length / size, 0, size);
    return network;
  }

  /**
   * Takes weights as they are: rows, or N × N numbers row-major; what a neuron has to itself is left out.
   * @throws InputError where they are not square, not finite or not symmetric, or the time step is too long
   */
  static withWeights(weights: Weights, options: GradedOptions = {}): GradedHopfield {
    const rows = readWeights(weights, true);
    const sums = rows.map((row, i) => {
      let sum = 0;
      for (let j = 0; j < row.length; j++) sum += j === i ? 0 : Math.abs(row[j]);
      return sum;
    });
    // No eigenvalue is further from 0 than the largest sum of a row (Gershgorin 1931).
    const network = new GradedHopfield(rows.length, 0, Math.max(...sums), options);
    const { data } = network.#memory.rows;
    rows.forEach((row, i) => {
      data.set(row, i * network.#stride);
      data[i * network.#stride + i] = 0;
    });
    return network;
  }

  /** Advances by `count` steps of `timeStep`. */
  step(count = 1): void {
    const { u, v, heard, input } = this.#memory;
    for (; count > 0; count--) {
      this.#hear();
      this.#kernel.advance(
        u.pointer,
        v.pointer,
        heard.pointer,
        input.pointer,
        this.size,
        this.timeStep,
        this.tau,
        this.gain,
      );
    }
  }

  /** Makes the outputs those of the potentials. */
  respond(): void {
    const { u, v } = this.#memory;
    this.#kernel.respond(u.pointer, v.pointer, this.size, this.gain);
  }

  energy(): number {
    const { u, v, heard, input } = this.#memory;
    this.#hear();
    return this.#kernel.energy(u.pointer, v.pointer, heard.pointer, input.pointer, this.size, this.tau, this.gain);
  }

  #hear(): void {
    const { rows, diagonal, v, heard } = this.#memory;
    const stride = this.#stride;
    if (this.#factors === 0) this.#kernel.byMatrix(rows.pointer, this.size, stride, v.pointer, heard.pointer);
    else {
      const [from, less, out] = [rows.pointer, diagonal.pointer, heard.pointer];
      this.#kernel.byFactors(from, this.#factors, stride, 1 / this.size, less, v.pointer, out);
    }
  }
}
