export { heapBase } from './heap';
import { sum4, tanh4 } from './simd-math';

// A network of rate units, dx/dt = −x + g J tanh x + b. J is row-major f32 with a stride that is a multiple of 8; vectors
// are as long as the stride, J and all vectors 0 beyond n. Rows go four at a time, so that each load of the vector serves
// four of them; J itself is read once a step, which is what a large network waits for.

/** out = J r. */
export function multiply(J: usize, r: usize, out: usize, n: i32, stride: i32): void {
  const row = (<usize>stride) << 2;
  for (let i = 0; i < n; i += 4) {
    let a = J + <usize>i * row;
    let b = i + 1 < n ? a + row : a;
    let c = i + 2 < n ? a + 2 * row : a;
    let d = i + 3 < n ? a + 3 * row : a;
    let a0 = f32x4.splat(0);
    let a1 = f32x4.splat(0);
    let b0 = f32x4.splat(0);
    let b1 = f32x4.splat(0);
    let c0 = f32x4.splat(0);
    let c1 = f32x4.splat(0);
    let d0 = f32x4.splat(0);
    let d1 = f32x4.splat(0);
    for (let p = r, end = r + row; p < end; p += 32, a += 32, b += 32, c += 32, d += 32) {
      const x = v128.load(p);
      const y = v128.load(p, 16);
      a0 = f32x4.add(a0, f32x4.mul(v128.load(a), x));
      a1 = f32x4.add(a1, f32x4.mul(v128.load(a, 16), y));
      b0 = f32x4.add(b0, f32x4.mul(v128.load(b), x));
      b1 = f32x4.add(b1, f32x4.mul(v128.load(b, 16), y));
      c0 = f32x4.add(c0, f32x4.mul(v128.load(c), x));
      c1 = f32x4.add(c1, f32x4.mul(v128.load(c, 16), y));
      d0 = f32x4.add(d0, f32x4.mul(v128.load(d), x));
      d1 = f32x4.add(d1, f32x4.mul(v128.load(d, 16), y));
    }
    const at = out + ((<usize>i) << 2);
    store<f32>(at, sum4(f32x4.add(a0, a1)));
    if (i + 1 < n) store<f32>(at, sum4(f32x4.add(b0, b1)), 4);
    if (i + 2 < n) store<f32>(at, sum4(f32x4.add(c0, c1)), 8);
    if (i + 3 < n) store<f32>(at, sum4(f32x4.add(d0, d1)), 12);
  }
}

/** out = J r and out2 = J r2, reading J once. */
function multiplyBoth(J: usize, r: usize, r2: usize, out: usize, out2: usize, n: i32, stride: i32): void {
  const row = (<usize>stride) << 2;
  for (let i = 0; i < n; i += 4) {
    let a = J + <usize>i * row;
    let b = i + 1 < n ? a + row : a;
    let c = i + 2 < n ? a + 2 * row : a;
    let d = i + 3 < n ? a + 3 * row : a;
    let a0 = f32x4.splat(0);
    let a1 = f32x4.splat(0);
    let b0 = f32x4.splat(0);
    let b1 = f32x4.splat(0);
    let c0 = f32x4.splat(0);
    let c1 = f32x4.splat(0);
    let d0 = f32x4.splat(0);
    let d1 = f32x4.splat(0);
    for (let p: usize = 0; p < row; p += 16, a += 16, b += 16, c += 16, d += 16) {
      const x = v128.load(r + p);
      const y = v128.load(r2 + p);
      const ja = v128.load(a);
      const jb = v128.load(b);
      const jc = v128.load(c);
      const jd = v128.load(d);
      a0 = f32x4.add(a0, f32x4.mul(ja, x));
      a1 = f32x4.add(a1, f32x4.mul(ja, y));
      b0 = f32x4.add(b0, f32x4.mul(jb, x));
      b1 = f32x4.add(b1, f32x4.mul(jb, y));
      c0 = f32x4.add(c0, f32x4.mul(jc, x));
      c1 = f32x4.add(c1, f32x4.mul(jc, y));
      d0 = f32x4.add(d0, f32x4.mul(jd, x));
      d1 = f32x4.add(d1, f32x4.mul(jd, y));
    }
    const at = (<usize>i) << 2;
    store<f32>(out + at, sum4(a0));
    store<f32>(out2 + at, sum4(a1));
    if (i + 1 < n) {
      store<f32>(out + at, sum4(b0), 4);
      store<f32>(out2 + at, sum4(b1), 4);
    }
    if (i + 2 < n) {
      store<f32>(out + at, sum4(c0), 8);
      store<f32>(out2 + at, sum4(c1), 8);
    }
    if (i + 3 < n) {
      store<f32>(out + at, sum4(d0), 12);
      store<f32>(out2 + at, sum4(d1), 12);
    }
  }
}

/** r = tanh x. */
export function rates(x: usize, r: usize, stride: i32): void {
  for (let i: usize = 0; i < (<usize>stride) << 2; i += 16) v128.store(r + i, tanh4(v128.load(x + i)));
}

/** Smaller values become 0: numbers that are no longer normal slow a processor down manyfold, and a quiet network gets there. */
const VANISHING: f32 = 1e-30;

/** x += rate · (−x + gain · h + b) */
function relax(x: usize, h: usize, b: usize, stride: i32, gain: f32, rate: f32): void {
  const g = f32x4.splat(gain);
  const k = f32x4.splat(rate);
  const vanishing = f32x4.splat(VANISHING);
  for (let i: usize = 0; i < (<usize>stride) << 2; i += 16) {
    const now = v128.load(x + i);
    const drive = f32x4.add(f32x4.mul(g, v128.load(h + i)), v128.load(b + i));
    const next = f32x4.add(now, f32x4.mul(k, f32x4.sub(drive, now)));
    v128.store(x + i, v128.and(next, f32x4.ge(f32x4.abs(next), vanishing)));
  }
}

/** One step; `rate` is Δt (Euler) or 1 − e^−Δt (exponential Euler). Leaves r = tanh of the new x. */
export function step(x: usize, r: usize, h: usize, b: usize, J: usize, n: i32, stride: i32, gain: f32, rate: f32): void {
  multiply(J, r, h, n, stride);
  relax(x, h, b, stride, gain, rate);
  rates(x, r, stride);
}

/**
 * The same, and with it the tangent v of the flow, v ← v + rate · (−v + g J (1 − r²) v): how a small difference grows.
 * `s` is scratch, `zero` a vector of zeros.
 */
export function stepTangent(
  x: usize, r: usize, h: usize, b: usize, J: usize, n: i32, stride: i32, gain: f32, rate: f32,
  v: usize, s: usize, hv: usize, zero: usize,
): void {
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < (<usize>stride) << 2; i += 16) {
    const u = v128.load(r + i);
    v128.store(s + i, f32x4.mul(f32x4.sub(one, f32x4.mul(u, u)), v128.load(v + i)));
  }
  multiplyBoth(J, r, s, h, hv, n, stride);
  relax(x, h, b, stride, gain, rate);
  relax(v, hv, zero, stride, gain, rate);
  rates(x, r, stride);
}

/** Brings v to length 1 and returns the length it had. */
export function normalize(v: usize, stride: i32): f64 {
  let squares: f64 = 0;
  const end = v + ((<usize>stride) << 2);
  for (let p = v; p < end; p += 4) squares += <f64>load<f32>(p) * <f64>load<f32>(p);
  const length = sqrt(squares);
  if (length == 0) return 0;
  for (let p = v; p < end; p += 4) store<f32>(p, <f32>(<f64>load<f32>(p) / length));
  return length;
}

/**
 * Recursive least squares: k = P r, c = 1 / (1 + rᵀ k), P ← P − c k kᵀ (P symmetric, f64, `stride` even). Returns c:
 * the caller moves its weights by −c e k. `wide` is scratch for r as f64.
 */
export function leastSquares(P: usize, r: usize, wide: usize, k: usize, n: i32, stride: i32): f64 {
  const row = (<usize>stride) << 3;
  for (let i = 0; i < stride; i++) store<f64>(wide + ((<usize>i) << 3), <f64>load<f32>(r + ((<usize>i) << 2)));
  let rPr: f64 = 0;
  for (let i = 0; i < n; i++) {
    const a = P + <usize>i * row;
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    for (let p: usize = 0; p < row; p += 32) {
      s0 = f64x2.add(s0, f64x2.mul(v128.load(a + p), v128.load(wide + p)));
      s1 = f64x2.add(s1, f64x2.mul(v128.load(a + p, 16), v128.load(wide + p, 16)));
    }
    s0 = f64x2.add(s0, s1);
    const value = f64x2.extract_lane(s0, 0) + f64x2.extract_lane(s0, 1);
    store<f64>(k + ((<usize>i) << 3), value);
    rPr += value * load<f64>(wide + ((<usize>i) << 3));
  }
  const c = 1 / (1 + rPr);
  for (let i = 0; i < n; i++) {
    const a = P + <usize>i * row;
    const f = f64x2.splat(c * load<f64>(k + ((<usize>i) << 3)));
    for (let p: usize = 0; p < row; p += 16) {
      v128.store(a + p, f64x2.sub(v128.load(a + p), f64x2.mul(f, v128.load(k + p))));
    }
  }
  return c;
}
