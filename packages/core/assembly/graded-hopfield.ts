export { heapBase } from './heap';

// Vectors of N f64 and matrices with rows `stride` numbers apart, a multiple of 2 padded with zeros.

// @ts-ignore: decorator
@inline
function dot(a: usize, b: usize, stride: i32): f64 {
  let sum = f64x2.splat(0);
  for (const end = a + ((<usize>stride) << 3); a < end; a += 16, b += 16) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(a), v128.load(b)));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

// @ts-ignore: decorator
@inline
function addScaled(target: usize, row: usize, stride: i32, factor: f64): void {
  const f = f64x2.splat(factor);
  for (const end = row + ((<usize>stride) << 3); row < end; row += 16, target += 16) {
    v128.store(target, f64x2.add(v128.load(target), f64x2.mul(f, v128.load(row))));
  }
}

/** heard = W v, row by row. */
export function byMatrix(weights: usize, size: i32, stride: i32, v: usize, heard: usize): void {
  const bytes = (<usize>stride) << 3;
  for (let i = 0; i < size; i++, weights += bytes) store<f64>(heard + ((<usize>i) << 3), dot(weights, v, stride));
}

/** heard = scale Fᵀ F v − diagonal · v, F of `count` rows, `diagonal` that of the product: no neuron hears itself. */
export function byFactors(
  factors: usize, count: i32, stride: i32, scale: f64, diagonal: usize, v: usize, heard: usize,
): void {
  const bytes = (<usize>stride) << 3;
  for (let o: usize = 0; o < bytes; o += 16) {
    v128.store(heard + o, f64x2.neg(f64x2.mul(v128.load(diagonal + o), v128.load(v + o))));
  }
  for (let p = 0; p < count; p++, factors += bytes) addScaled(heard, factors, stride, scale * dot(factors, v, stride));
}

// @ts-ignore: decorator
@inline
function tanh(x: f64): f64 {
  const e = Math.exp(-2 * abs(x));
  return copysign((1 - e) / (1 + e), x);
}

/** u += dt (heard + input − u/τ) and v = tanh(gain · u), by Euler. */
export function advance(u: usize, v: usize, heard: usize, input: usize, size: i32, dt: f64, tau: f64, gain: f64): void {
  for (const end = u + ((<usize>size) << 3); u < end; u += 8, v += 8, heard += 8, input += 8) {
    const old = load<f64>(u);
    const next = old + dt * (load<f64>(heard) + load<f64>(input) - old / tau);
    store<f64>(u, next);
    store<f64>(v, tanh(gain * next));
  }
}

/** v = tanh(gain · u). */
export function respond(u: usize, v: usize, size: i32, gain: f64): void {
  for (const end = u + ((<usize>size) << 3); u < end; u += 8, v += 8) store<f64>(v, tanh(gain * load<f64>(u)));
}

/**
 * E = −½ v·heard − input·v + Σ ∫ g⁻¹ / τ with ∫₀ᵛ artanh(x) dx = v artanh(v) + ½ ln(1 − v²), which with v = tanh(gain · u)
 * is v · gain u − ln cosh(gain u).
 */
export function energy(u: usize, v: usize, heard: usize, input: usize, size: i32, tau: f64, gain: f64): f64 {
  let sum: f64 = 0;
  for (const end = u + ((<usize>size) << 3); u < end; u += 8, v += 8, heard += 8, input += 8) {
    const x = gain * load<f64>(u);
    const a = abs(x);
    const lnCosh = a + Math.log1p(Math.exp(-2 * a)) - 0.6931471805599453;
    const value = load<f64>(v);
    sum += (value * x - lnCosh) / (gain * tau) - value * (0.5 * load<f64>(heard) + load<f64>(input));
  }
  return sum;
}
