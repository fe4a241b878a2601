export { heapBase } from './heap';
import { noise4, rowKey } from './noise';
import { exp4 } from './simd-math';

// A neural field on a torus of h rows (1 for a ring) of w cells; planes of f32 with `pitch` cells a row, a multiple of 4.
// The kernel of connections is a difference of two Gaussians, each the product of one along rows and one along columns, less
// a constant: so a step takes work proportional to their widths, not to their areas.

/** Rates stay above e^−40 and adaptation below VANISHING becomes 0: numbers that are no longer normal slow a processor down manyfold. */
const LARGEST: f32 = 40;
const VANISHING: f32 = 1e-20;

/** The rate of every cell: Heaviside's step of u, or a logistic function of slope β where β > 0. Returns their sum. */
function activate(u: usize, f: usize, w: i32, h: i32, pitch: i32, slope: f32): f64 {
  const row = (<usize>pitch) << 2;
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  const minus = f32x4.splat(-slope);
  const most = f32x4.splat(LARGEST);
  let sum: f64 = 0;
  for (let y = 0; y < h; y++) {
    const from = <usize>y * row;
    for (let x: usize = 0; x < row; x += 16) {
      const value = v128.load(u + from + x);
      const rate = slope > 0
        ? f32x4.div(one, f32x4.add(one, exp4(f32x4.pmin(f32x4.mul(minus, value), most))))
        : v128.and(f32x4.gt(value, zero), one);
      v128.store(f + from + x, rate);
    }
    for (let x = 0; x < w; x++) sum += <f64>load<f32>(f + from + ((<usize>x) << 2));
  }
  return sum;
}

/** out[x] = Σ taps[d] · row[x + d], d = −reach … reach, round the ring; `line` holds the row with its ends put on. */
function blurRow(line: usize, taps: usize, reach: i32, out: usize, row: usize): void {
  const bytes = (<usize>(2 * reach + 1)) << 2;
  for (let x: usize = 0; x < row; x += 16) {
    let a = f32x4.splat(0);
    let p = line + x - ((<usize>reach) << 2);
    for (let t = taps, end = taps + bytes; t < end; t += 4, p += 4) {
      a = f32x4.add(a, f32x4.mul(v128.load32_splat(t), v128.load(p)));
    }
    v128.store(out + x, a);
  }
}

/** Lays a row out in `line` with `reach` cells of its other end before it and as many of its start after it. */
function unroll(from: usize, line: usize, reach: i32, w: i32): void {
  const bytes = (<usize>w) << 2;
  memory.copy(line, from, bytes);
  for (let i = 0; i < reach; i++) {
    const offset = (<usize>i) << 2;
    store<f32>(line - 4 - offset, load<f32>(from + ((<usize>(w - 1 - (i % w))) << 2)));
    store<f32>(line + bytes + offset, load<f32>(from + ((<usize>(i % w)) << 2)));
  }
}

/** The four cells at column x of the plane, summed over rows y − reach … y + reach with the taps. */
// @ts-ignore: decorator
@inline
function blurColumn(plane: usize, taps: usize, reach: i32, x: usize, y: i32, h: i32, row: usize): v128 {
  let a = f32x4.splat(0);
  let at = y - reach;
  while (at < 0) at += h;
  for (let t = taps, end = taps + ((<usize>(2 * reach + 1)) << 2); t < end; t += 4) {
    a = f32x4.add(a, f32x4.mul(v128.load32_splat(t), v128.load(plane + <usize>at * row + x)));
    if (++at == h) at = 0;
  }
  return a;
}

/**
 * One step: u += rate (−u + rest + ∫ w f(u) + input − weight · a + noise), a += rateA (f − a). `line` points at cell 0 of a
 * row that has room for `reach` cells on either side. Returns the sum of the rates.
 */
export function step(
  u: usize, a: usize, input: usize, f: usize, narrow: usize, wide: usize, line: usize,
  tapsE: usize, reachE: i32, tapsI: usize, reachI: i32,
  w: i32, h: i32, pitch: i32, slope: f32, inhibition: f32, rest: f32, rate: f32, weight: f32, rateA: f32,
  noise: f32, key: u64, time: f64,
): f64 {
  const row = (<usize>pitch) << 2;
  const total = activate(u, f, w, h, pitch, slope);
  const reach = max(reachE, reachI);
  for (let y = 0; y < h; y++) {
    const from = <usize>y * row;
    unroll(f + from, line, reach, w);
    blurRow(line, tapsE, reachE, narrow + from, row);
    blurRow(line, tapsI, reachI, wide + from, row);
  }
  const constant = f32x4.splat(rest - <f32>(<f64>inhibition * total));
  const k = f32x4.splat(rate);
  const ka = f32x4.splat(rateA);
  const adaptation = f32x4.splat(weight);
  const vanishing = f32x4.splat(VANISHING);
  const amplitude = f32x4.splat(noise);
  for (let y = 0; y < h; y++) {
    const from = <usize>y * row;
    const bits = noise > 0 ? rowKey(key, time, y, 1) : 0;
    const low = i32x4.splat(<i32>bits);
    const high = i32x4.splat(<i32>(bits >> 32));
    for (let x: usize = 0; x < row; x += 16) {
      const at = from + x;
      let drive = f32x4.add(constant, v128.load(input + at));
      if (h > 1) {
        drive = f32x4.add(drive, blurColumn(narrow, tapsE, reachE, x, y, h, row));
        drive = f32x4.sub(drive, blurColumn(wide, tapsI, reachI, x, y, h, row));
      } else {
        drive = f32x4.sub(f32x4.add(drive, v128.load(narrow + at)), v128.load(wide + at));
      }
      const tired = v128.load(a + at);
      drive = f32x4.sub(drive, f32x4.mul(adaptation, tired));
      if (noise > 0) {
        const columns = i32x4.add(i32x4.splat(<i32>(x >> 2)), i32x4(0, 1, 2, 3));
        // 2⁻³¹ of a signed integer: even in ±1.
        const chance = f32x4.mul(f32x4.convert_i32x4_s(noise4(columns, low, high)), f32x4.splat(4.656612873077393e-10));
        drive = f32x4.add(drive, f32x4.mul(amplitude, chance));
      }
      const now = v128.load(u + at);
      v128.store(u + at, f32x4.add(now, f32x4.mul(k, f32x4.sub(drive, now))));
      const rested = f32x4.add(tired, f32x4.mul(ka, f32x4.sub(v128.load(f + at), tired)));
      v128.store(a + at, v128.and(rested, f32x4.ge(rested, vanishing)));
    }
  }
  return total;
}
