import { simdArraysWasm } from '../kernels/generated/simd-arrays.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';

interface SimdKernel extends Kernel {
  exp(x: number, out: number, n: number): void;
  tanh(x: number, out: number, n: number): void;
  sinCos(x: number, sines: number, cosines: number, n: number): void;
}

/** The elementary functions of the kernels over whole arrays, in single precision and the same bits in every engine. */
export class SimdArrays {
  readonly x: Float32Array;
  readonly out: Float32Array;
  readonly cosines: Float32Array;
  readonly #kernel = instantiate<SimdKernel>(simdArraysWasm);
  readonly #at: readonly [number, number, number];
  readonly #padded: number;

  /** @param length of the arrays: write {@link x}, call, read {@link out} (and {@link cosines}) */
  constructor(length: number) {
    this.#padded = Math.ceil(length / 4) * 4;
    const memory = allocate(this.#kernel, {
      x: block.f32(this.#padded),
      out: block.f32(this.#padded),
      cosines: block.f32(this.#padded),
    });
    this.x = memory.x.data.subarray(0, length);
    this.out = memory.out.data.subarray(0, length);
    this.cosines = memory.cosines.data.subarray(0, length);
    this.#at = [memory.x.pointer, memory.out.pointer, memory.cosines.pointer];
  }

  /** eˣ, with x held within −87 … 88. */
  exp(): Float32Array {
    this.#kernel.exp(this.#at[0], this.#at[1], this.#padded);
    return this.out;
  }

  tanh(): Float32Array {
    this.#kernel.tanh(this.#at[0], this.#at[1], this.#padded);
    return this.out;
  }

  /** Sines into {@link out}, cosines into {@link cosines}. */
  sinCos(): Float32Array {
    this.#kernel.sinCos(...this.#at, this.#padded);
    return this.out;
  }
}
