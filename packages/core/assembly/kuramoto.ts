export { heapBase } from './heap';
import { storeSinCos4 } from './simd-math';

// Phases in f32, held within ±π. Arrays of oscillators are padded to a multiple of 4; what is beyond n counts for nothing.

const TURN: f32 = 6.283185307179586;
const PER_TURN: f32 = 0.15915494309189535;

// @ts-ignore: decorator
@inline
function wrap4(x: v128): v128 {
  const turns = f32x4.nearest(f32x4.mul(x, f32x4.splat(PER_TURN)));
  return f32x4.sub(x, f32x4.mul(turns, f32x4.splat(TURN)));
}

/** The mean of n values, summed in f64. */
function mean(values: usize, n: i32): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  const whole = n & ~3;
  for (let i = 0; i < whole; i += 4) {
    const v = v128.load(values + ((<usize>i) << 2));
    a = f64x2.add(a, f64x2.promote_low_f32x4(v));
    b = f64x2.add(b, f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3)));
  }
  a = f64x2.add(a, b);
  let sum = f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
  for (let i = whole; i < n; i++) sum += <f64>load<f32>(values + ((<usize>i) << 2));
  return sum / <f64>n;
}

/** Sines and cosines of θ + factor · k, and their means at `order`, as f64. */
function listen(theta: usize, k: usize, factor: f32, s: usize, c: usize, n: i32, order: usize): void {
  const f = f32x4.splat(factor);
  for (let i: usize = 0; i < (<usize>n) << 2; i += 16) {
    storeSinCos4(wrap4(f32x4.add(v128.load(theta + i), f32x4.mul(f, v128.load(k + i)))), s + i, c + i);
  }
  store<f64>(order, mean(s, n));
  store<f64>(order, mean(c, n), 8);
}

/** k = ω + K r sin(ψ − θ − α) and sum = sum · keep + weight · k; S, C are the means of sin θ and cos θ. */
function slopes(
  omega: usize, k: usize, sum: usize, s: usize, c: usize, n: i32, order: usize,
  K: f64, cosLag: f64, sinLag: f64, keep: f32, weight: f32,
): void {
  const S = load<f64>(order);
  const C = load<f64>(order, 8);
  const onCosine = f32x4.splat(<f32>(K * (S * cosLag - C * sinLag)));
  const onSine = f32x4.splat(<f32>(K * (C * cosLag + S * sinLag)));
  const kept = f32x4.splat(keep);
  const w = f32x4.splat(weight);
  for (let i: usize = 0; i < (<usize>n) << 2; i += 16) {
    const pull = f32x4.sub(f32x4.mul(onCosine, v128.load(c + i)), f32x4.mul(onSine, v128.load(s + i)));
    const slope = f32x4.add(v128.load(omega + i), pull);
    v128.store(k + i, slope);
    v128.store(sum + i, f32x4.add(f32x4.mul(v128.load(sum + i), kept), f32x4.mul(w, slope)));
  }
}

/** One step of all to all by Runge and Kutta's fourth order. Leaves sines and cosines of the new phases, and their means. */
export function step(
  theta: usize, omega: usize, k: usize, sum: usize, s: usize, c: usize, n: i32, order: usize,
  K: f64, cosLag: f64, sinLag: f64, dt: f32,
): void {
  slopes(omega, k, sum, s, c, n, order, K, cosLag, sinLag, 0, 1);
  listen(theta, k, dt / 2, s, c, n, order);
  slopes(omega, k, sum, s, c, n, order, K, cosLag, sinLag, 1, 2);
  listen(theta, k, dt / 2, s, c, n, order);
  slopes(omega, k, sum, s, c, n, order, K, cosLag, sinLag, 1, 2);
  listen(theta, k, dt, s, c, n, order);
  slopes(omega, k, sum, s, c, n, order, K, cosLag, sinLag, 1, 1);
  const sixth = f32x4.splat(dt / 6);
  for (let i: usize = 0; i < (<usize>n) << 2; i += 16) {
    v128.store(theta + i, wrap4(f32x4.add(v128.load(theta + i), f32x4.mul(sixth, v128.load(sum + i)))));
  }
  listen(theta, theta, 0, s, c, n, order);
}

/** Sines and cosines of the phases, and their means: before the first step, and after the phases were written. */
export function observe(theta: usize, s: usize, c: usize, n: i32, order: usize): void {
  listen(theta, theta, 0, s, c, n, order);
}

const MARGIN = 4;

/** Copies opposite edges around a plane whose cell (0, 0) is at `plane`; h rows of w cells, `row` bytes apart. */
function fillHalo(plane: usize, w: i32, h: i32, row: usize): void {
  const last = (<usize>(w - 1)) << 2;
  for (let y = 0; y < h; y++) {
    const at = plane + <usize>y * row;
    store<f32>(at - 4, load<f32>(at + last));
    store<f32>(at + last + 4, load<f32>(at));
  }
  memory.copy(plane - row - 16, plane + <usize>(h - 1) * row - 16, row);
  memory.copy(plane + <usize>h * row - 16, plane - 16, row);
}

/**
 * One Euler step on a torus: θ += Δt (ω + K/4 Σ sin(θ' − θ − α)) over the four neighbours. Planes are padded: cell (0, 0)
 * lies `pitch + 4` cells from their start, and pitch is a multiple of 4 that leaves 8 cells more than a row needs.
 */
export function lattice(
  theta: usize, omega: usize, s: usize, c: usize, w: i32, h: i32, pitch: i32,
  K: f32, cosLag: f32, sinLag: f32, dt: f32,
): void {
  const row = (<usize>pitch) << 2;
  const first = row + (MARGIN << 2);
  const wide = (<usize>w) << 2;
  for (let y = 0; y < h; y++) {
    const at = first + <usize>y * row;
    for (let x: usize = 0; x < wide; x += 16) storeSinCos4(v128.load(theta + at + x), s + at + x, c + at + x);
  }
  fillHalo(s + first, w, h, row);
  fillHalo(c + first, w, h, row);
  const quarter = f32x4.splat(K / 4);
  const a = f32x4.splat(cosLag);
  const b = f32x4.splat(sinLag);
  const step = f32x4.splat(dt);
  for (let y = 0; y < h; y++) {
    const at = first + <usize>y * row;
    for (let x: usize = 0; x < wide; x += 16) {
      const p = s + at + x;
      const q = c + at + x;
      const S = f32x4.add(
        f32x4.add(v128.load(p - row), v128.load(p + row)),
        f32x4.add(v128.load(p - 4), v128.load(p + 4)),
      );
      const C = f32x4.add(
        f32x4.add(v128.load(q - row), v128.load(q + row)),
        f32x4.add(v128.load(q - 4), v128.load(q + 4)),
      );
      const onCosine = f32x4.sub(f32x4.mul(S, a), f32x4.mul(C, b));
      const onSine = f32x4.add(f32x4.mul(C, a), f32x4.mul(S, b));
      const pull = f32x4.sub(f32x4.mul(onCosine, v128.load(q)), f32x4.mul(onSine, v128.load(p)));
      const slope = f32x4.add(v128.load(omega + at + x), f32x4.mul(quarter, pull));
      v128.store(theta + at + x, wrap4(f32x4.add(v128.load(theta + at + x), f32x4.mul(step, slope))));
    }
  }
}
