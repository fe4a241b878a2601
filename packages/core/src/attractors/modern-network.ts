import { InputError } from '../contract/errors.js';
import { modernHopfieldWasm } from '../kernels/generated/modern-hopfield.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { math } from '../kernels/math.js';

interface ModernKernel extends Kernel {
  similarities(patterns: number, count: number, stride: number, state: number, out: number): void;
  softmax(scores: number, count: number, beta: number): number;
  move(
    patterns: number,
    count: number,
    stride: number,
    weights: number,
    state: number,
    mean: number,
    rate: number,
  ): void;
}

/**
 * Modern Hopfield network of continuous states (Ramsauer et al. 2020, doi:10.48550/arXiv.2008.02217), the attention of
 * transformers: ξ ← X softmax(β Xᵀξ) over the patterns x in the columns of X. In double precision, WebAssembly SIMD.
 */
export class ModernHopfield {
  /** Number of values of a pattern, d. */
  readonly size: number;
  /** Number of patterns. */
  readonly count: number;
  /** ξ; write to it to start anew. */
  readonly state: Float64Array;
  /** softmax(β Xᵀξ), one weight a pattern: of the state before the last {@link step}, or at the last {@link energy}. */
  readonly attention: Float64Array;
  readonly #kernel: ModernKernel;
  readonly #stride: number;
  readonly #memory;
  /** M²: the square of the largest norm. */
  readonly #largest: number;

  /**
   * @param patterns real numbers, at least one pattern
   * @param options β, 1 by default: the larger, the more the nearest pattern outweighs the others
   * @throws InputError where patterns differ in length, are not finite or there are none, and for a β that is not above 0
   */
  constructor(patterns: readonly ArrayLike<number>[], { beta = 1 }: { beta?: number } = {}) {
    if (!(beta > 0 && beta < Number.POSITIVE_INFINITY)) throw new InputError('beta', beta, 'a number above 0');
    if (patterns.length === 0) throw new InputError('patterns', 0, 'at least one pattern');
    this.beta = beta;
    this.size = patterns[0].length;
    this.count = patterns.length;
    this.#stride = this.size + (this.size % 2);
    this.#kernel = instantiate<ModernKernel>(modernHopfieldWasm);
    this.#memory = allocate(this.#kernel, {
      patterns: block.f64(this.count * this.#stride),
      state: block.f64(this.#stride),
      mean: block.f64(this.#stride),
      attention: block.f64(this.count),
    });
    this.state = this.#memory.state.data.subarray(0, this.size);
    this.attention = this.#memory.attention.data;
    let largest = 0;
    patterns.forEach((pattern, p) => {
      checkPattern('patterns', pattern, this.size);
      this.#memory.patterns.data.set(pattern, p * this.#stride);
      largest = Math.max(largest, squaredNorm(pattern));
    });
    this.#largest = largest;
  }

  readonly beta: number;

  /**
   * Moves the state towards X softmax(β Xᵀξ).
   * @param rate share of the way, above 0 and at most 1: the whole way by default, as in the paper. Shorter ways lower
   * the energy too, as they end below the same convex bound.
   */
  step(rate = 1): void {
    const { patterns, state, mean, attention } = this.#memory;
    this.#attend();
    const [from, weights, to, scratch] = [patterns.pointer, attention.pointer, state.pointer, mean.pointer];
    this.#kernel.move(from, this.count, this.#stride, weights, to, scratch, rate);
  }

  /** E = −β⁻¹ ln Σ exp(β xₚ·ξ) + ½ξ·ξ + β⁻¹ ln P + ½M² of the state, M the largest norm of a pattern; at least 0. */
  energy(): number {
    const spread = math().log(this.count) / this.beta;
    return -this.#attend() + (squaredNorm(this.state) + this.#largest) / 2 + spread;
  }

  /**
   * The state that a query leads to after `steps`, one by default, which mostly is all that it takes.
   * @throws InputError for a query of another length or with values that are not finite
   */
  recall(query: ArrayLike<number>, { steps = 1 }: { steps?: number } = {}): Float64Array {
    checkPattern('query', query, this.size);
    this.state.set(query);
    for (let step = 0; step < steps; step++) this.step();
    return this.state.slice();
  }

  /** Writes the attention and returns β⁻¹ ln Σ exp(β xₚ·ξ). */
  #attend(): number {
    const { patterns, state, attention } = this.#memory;
    this.#kernel.similarities(patterns.pointer, this.count, this.#stride, state.pointer, attention.pointer);
    return this.#kernel.softmax(attention.pointer, this.count, this.beta);
  }
}

function squaredNorm(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i];
  return sum;
}

function checkPattern(name: string, pattern: ArrayLike<number>, size: number): void {
  if (pattern.length !== size || size === 0) {
    throw new InputError(name, `${pattern.length} values`, size > 0 ? `${size} values` : 'at least one value');
  }
  for (let i = 0; i < size; i++) {
    if (!Number.isFinite(pattern[i])) throw new InputError(name, pattern[i], 'finite numbers');
  }
}
