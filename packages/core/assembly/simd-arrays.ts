export { heapBase } from './heap';
import { exp4, storeSinCos4, tanh4 } from './simd-math';

// The functions of simd-math over whole arrays, so that tests and library code can call them; n is a multiple of 4.

export function exp(x: usize, out: usize, n: i32): void {
  for (let i: usize = 0; i < (<usize>n) << 2; i += 16) v128.store(out + i, exp4(v128.load(x + i)));
}

export function tanh(x: usize, out: usize, n: i32): void {
  for (let i: usize = 0; i < (<usize>n) << 2; i += 16) v128.store(out + i, tanh4(v128.load(x + i)));
}

export function sinCos(x: usize, sines: usize, cosines: usize, n: i32): void {
  for (let i: usize = 0; i < (<usize>n) << 2; i += 16) storeSinCos4(v128.load(x + i), sines + i, cosines + i);
}
