export { heapBase } from './heap';

// Patterns of ±1 as rows of i8, one row a neuron: what it is in each pattern. Rows are `stride` apart, a multiple of 16
// padded with zeros. The overlaps m = Σ ξᵢsᵢ, one i32 a pattern, have the same length.

/** Σ ξᵢ m over the patterns: the field of neuron i times N, and P times what it says itself. */
export function field(patterns: usize, overlaps: usize, stride: i32, i: i32): i32 {
  let sum = i32x4.splat(0);
  let row = patterns + <usize>(i * stride);
  for (const end = row + <usize>stride; row < end; row += 16, overlaps += 64) {
    const signs = v128.load(row);
    const low = i16x8.extend_low_i8x16_s(signs);
    const high = i16x8.extend_high_i8x16_s(signs);
    const a = i32x4.mul(i32x4.extend_low_i16x8_s(low), v128.load(overlaps));
    const b = i32x4.mul(i32x4.extend_high_i16x8_s(low), v128.load(overlaps, 16));
    const c = i32x4.mul(i32x4.extend_low_i16x8_s(high), v128.load(overlaps, 32));
    const d = i32x4.mul(i32x4.extend_high_i16x8_s(high), v128.load(overlaps, 48));
    sum = i32x4.add(sum, i32x4.add(i32x4.add(a, b), i32x4.add(c, d)));
  }
  return (
    i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3)
  );
}

/** overlaps += amount · ξᵢ, for a neuron that changes by that much. */
export function add(patterns: usize, overlaps: usize, stride: i32, i: i32, amount: i32): void {
  const by = i16x8.splat(<i16>amount);
  let row = patterns + <usize>(i * stride);
  for (const end = row + <usize>stride; row < end; row += 16, overlaps += 64) {
    const signs = v128.load(row);
    const low = i16x8.mul(by, i16x8.extend_low_i8x16_s(signs));
    const high = i16x8.mul(by, i16x8.extend_high_i8x16_s(signs));
    v128.store(overlaps, i32x4.add(v128.load(overlaps), i32x4.extend_low_i16x8_s(low)));
    v128.store(overlaps, i32x4.add(v128.load(overlaps, 16), i32x4.extend_high_i16x8_s(low)), 16);
    v128.store(overlaps, i32x4.add(v128.load(overlaps, 32), i32x4.extend_low_i16x8_s(high)), 32);
    v128.store(overlaps, i32x4.add(v128.load(overlaps, 48), i32x4.extend_high_i16x8_s(high)), 48);
  }
}

/** The overlaps of a state of ±1, i8 each. */
export function overlapsOf(patterns: usize, overlaps: usize, stride: i32, state: usize, size: i32): void {
  memory.fill(overlaps, 0, <usize>stride << 2);
  for (let i = 0; i < size; i++) add(patterns, overlaps, stride, i, load<i8>(state + <usize>i));
}
