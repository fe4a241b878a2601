// Chance without order: a number is a function of (key, time, row, column), so that cells may be visited in any order,
// four at a time, and a restored run meets the same numbers. The key comes from the run's own random streams.

/** The finalizer of SplitMix64 (Steele, Lea & Flood 2014): every bit of the result hangs on every bit of z. */
// @ts-ignore: decorator
@inline
export function mix64(z: u64): u64 {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** 64 random bits for one row at one time; `salt` tells several uses in one step apart. */
// @ts-ignore: decorator
@inline
export function rowKey(key: u64, time: f64, row: i32, salt: i32): u64 {
  const counter = (<u64>time) * 0x9e3779b97f4a7c15 + ((<u64>(<u32>salt)) << 32) + <u64>(<u32>row);
  return mix64(mix64(counter ^ key) + key);
}

/** 32 random bits for each of four columns of a row: two rounds of multiply and shift, half the row's key before each. */
// @ts-ignore: decorator
@inline
export function noise4(columns: v128, keyLow: v128, keyHigh: v128): v128 {
  let h = i32x4.add(i32x4.mul(columns, i32x4.splat(0x9e3779b1)), keyLow);
  h = v128.xor(h, i32x4.shr_u(h, 16));
  h = i32x4.add(i32x4.mul(h, i32x4.splat(0x21f0aaad)), keyHigh);
  h = v128.xor(h, i32x4.shr_u(h, 15));
  h = i32x4.mul(h, i32x4.splat(0x735a2d97));
  return v128.xor(h, i32x4.shr_u(h, 15));
}
