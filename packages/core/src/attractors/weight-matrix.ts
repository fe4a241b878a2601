import { hopfieldWasm } from '../kernels/generated/hopfield.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import type { Couplings } from './couplings.js';

interface HopfieldKernel extends Kernel {
  hear(weights: number, size: number, stride: number, signs: number, fields: number): void;
  turn(weights: number, stride: number, i: number, sign: number, fields: number): void;
  storkey(weights: number, size: number, stride: number, pattern: number, h: number): void;
  project(weights: number, size: number, stride: number, pattern: number, rest: number, h: number): void;
}

/**
 * N × N weights written out, at work on a state of ±1: all N fields are kept, so that a neuron at its turn costs nothing
 * and a flip costs N (WebAssembly SIMD, in double precision).
 */
export class WeightMatrix implements Couplings {
  readonly state: Int8Array;
  /** hᵢ of every neuron. */
  readonly fields: Float64Array;
  readonly #kernel: HopfieldKernel;
  readonly #stride: number;
  readonly #memory;

  /** All weights are 0 at first. */
  constructor(readonly size: number) {
    this.#stride = size + (size % 2);
    this.#kernel = instantiate<HopfieldKernel>(hopfieldWasm);
    this.#memory = allocate(this.#kernel, {
      weights: block.f64(size * this.#stride),
      signs: block.f64(this.#stride),
      fields: block.f64(this.#stride),
      pattern: block.f64(this.#stride),
      scratch: block.f64(this.#stride),
      heard: block.f64(this.#stride),
    });
    this.state = new Int8Array(size).fill(1);
    this.fields = this.#memory.fields.data.subarray(0, size);
  }

  /** wᵢⱼ: how strongly neuron i hears neuron j. */
  weight(i: number, j: number): number {
    return this.#memory.weights.data[j * this.#stride + i];
  }

  setWeight(i: number, j: number, weight: number): void {
    this.#memory.weights.data[j * this.#stride + i] = weight;
  }

  clear(): void {
    this.#memory.weights.data.fill(0);
  }

  /** Adds a pattern of ±1 by Storkey's rule. */
  learnStorkey(pattern: ArrayLike<number>): void {
    const { weights, pattern: given, heard } = this.#memory;
    given.data.set(pattern);
    this.#kernel.storkey(weights.pointer, this.size, this.#stride, given.pointer, heard.pointer);
  }

  /** Adds a pattern of ±1 by the projection rule; {@link dropDiagonal} after the last. */
  learnProjection(pattern: ArrayLike<number>): void {
    const { weights, pattern: given, scratch, heard } = this.#memory;
    given.data.set(pattern);
    const at = [weights.pointer, given.pointer, scratch.pointer, heard.pointer] as const;
    this.#kernel.project(at[0], this.size, this.#stride, at[1], at[2], at[3]);
  }

  /** No neuron hears itself. Returns the largest weight, by size, that some had to itself. */
  dropDiagonal(): number {
    let largest = 0;
    for (let i = 0; i < this.size; i++) {
      if (Math.abs(this.weight(i, i)) > Math.abs(largest)) largest = this.weight(i, i);
      this.setWeight(i, i, 0);
    }
    return largest;
  }

  readonly field = (i: number): number => this.fields[i];

  readonly flip = (i: number): void => {
    const { weights, fields } = this.#memory;
    this.state[i] = -this.state[i];
    this.#kernel.turn(weights.pointer, this.#stride, i, this.state[i], fields.pointer);
  };

  refresh(): void {
    const { weights, signs, fields } = this.#memory;
    signs.data.set(this.state);
    this.#kernel.hear(weights.pointer, this.size, this.#stride, signs.pointer, fields.pointer);
  }

  /** The fields were saved themselves. */
  restored(): void {}

  energy(): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) sum += this.fields[i] * this.state[i];
    return -sum / 2;
  }

  saved(): Readonly<Record<string, Float64Array>> {
    return { fields: this.fields };
  }
}
