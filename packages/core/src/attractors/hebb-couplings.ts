import { hebbWasm } from '../kernels/generated/hebb.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import type { Couplings } from './couplings.js';

interface HebbKernel extends Kernel {
  field(patterns: number, overlaps: number, stride: number, i: number): number;
  add(patterns: number, overlaps: number, stride: number, i: number, amount: number): void;
  overlapsOf(patterns: number, overlaps: number, stride: number, state: number, size: number): void;
}

/** Hebb’s weights at work, by overlaps: exact, and P steps a neuron instead of N (WebAssembly SIMD). */
export interface HebbCouplings extends Couplings {
  /** Σ ξᵢsᵢ, one a memory. */
  readonly overlaps: Int32Array;
  /** Stores these patterns of ±1 and no others, as many and as long as before. */
  learn(patterns: readonly ArrayLike<number>[]): void;
}

/** @param patterns of ±1, of one length, at least one */
export function hebbCouplings(patterns: readonly ArrayLike<number>[]): HebbCouplings {
  const size = patterns[0].length;
  const count = patterns.length;
  const stride = 16 * Math.ceil(count / 16);
  const kernel = instantiate<HebbKernel>(hebbWasm);
  const memory = allocate(kernel, {
    patterns: block.u8(size * stride),
    overlaps: block.i32(stride),
    state: block.u8(size),
  });
  const { pointer: rows, data: bytes } = memory.patterns;
  const { pointer: sums, data: padded } = memory.overlaps;
  const { pointer: signs } = memory.state;
  const state = new Int8Array(kernel.memory.buffer, signs, size).fill(1);
  const overlaps = padded.subarray(0, count);
  const refresh = (): void => kernel.overlapsOf(rows, sums, stride, signs, size);

  function learn(given: readonly ArrayLike<number>[]): void {
    for (let p = 0; p < count; p++) {
      const pattern = given[p];
      for (let i = 0, at = p; i < size; i++, at += stride) bytes[at] = pattern[i];
    }
    refresh();
  }

  learn(patterns);
  return {
    size,
    state,
    overlaps,
    learn,
    field: (i) => (kernel.field(rows, sums, stride, i) - count * state[i]) / size,
    flip(i) {
      state[i] = -state[i];
      kernel.add(rows, sums, stride, i, 2 * state[i]);
    },
    refresh,
    restored: refresh,
    energy() {
      let squares = 0;
      for (let p = 0; p < count; p++) squares += overlaps[p] * overlaps[p];
      return (count - squares / size) / 2;
    },
    saved: () => ({}),
  };
}
