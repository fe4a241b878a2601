// exp, tanh, sin and cos of four f32 at once: range reduction, then a polynomial (minimax fits of our own). Additions,
// multiplications and bit operations only, so that every engine gives the same bits. Errors against doubles are bounded
// in test/simd-math.test.ts: exp 2e-7 relative, tanh 2e-7, sin and cos 1e-7 absolute for |x| ≤ 100.

/** eˣ; 0 below −87 becomes e⁻⁸⁷ (1.6e-38), above 88 it stays e⁸⁸. */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const at = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88)), f32x4.splat(-87));
  const n = f32x4.nearest(f32x4.mul(at, f32x4.splat(1.4426950408889634)));
  // r = x − n ln 2, ln 2 in two parts of which n times the first is exact.
  let r = f32x4.sub(at, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.12194440e-4)));
  let p = f32x4.add(f32x4.mul(r, f32x4.splat(0.0013951717410236597)), f32x4.splat(0.008369598537683487));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.0416661873459816));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.16666512191295624));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.5));
  const e = f32x4.add(f32x4.splat(1), f32x4.add(r, f32x4.mul(f32x4.mul(r, r), p)));
  // 2ⁿ by its exponent bits: n is −126 … 127.
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(e, scale);
}

/** tanh x: a polynomial in x² where |x| < 5/8, else 1 − 2 / (e²ˣ + 1) with the sign put back. */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const a = f32x4.abs(x);
  const z = f32x4.mul(x, x);
  let p = f32x4.add(f32x4.mul(z, f32x4.splat(-0.005717040970921516)), f32x4.splat(0.020650584250688553));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-0.05374349653720856));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(0.13331490755081177));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-0.3333328366279602));
  const small = f32x4.add(x, f32x4.mul(f32x4.mul(x, z), p));
  const one = f32x4.splat(1);
  const tail = f32x4.div(f32x4.splat(2), f32x4.add(exp4(f32x4.add(a, a)), one));
  const large = v128.or(f32x4.sub(one, tail), v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(small, large, f32x4.lt(a, f32x4.splat(0.625)));
}

/** Writes sin x and cos x at `sines` and `cosines`; exact to 1e-7 for |x| ≤ 100. */
// @ts-ignore: decorator
@inline
export function storeSinCos4(x: v128, sines: usize, cosines: usize): void {
  const n = f32x4.nearest(f32x4.mul(x, f32x4.splat(0.6366197723675814)));
  // r = x − n π/2, π/2 in three parts: the first two have few enough bits that n times them is exact.
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(1.5703125)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(4.837512969970703e-4)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(7.549789948768648e-8)));
  const z = f32x4.mul(r, r);
  let p = f32x4.add(f32x4.mul(z, f32x4.splat(-0.000195140833966434)), f32x4.splat(0.008332154713571072));
  p = f32x4.add(f32x4.mul(p, z), f32x4.splat(-0.16666655242443085));
  const s = f32x4.add(r, f32x4.mul(f32x4.mul(r, z), p));
  let q = f32x4.add(f32x4.mul(z, f32x4.splat(2.4434844817733392e-5)), f32x4.splat(-0.0013887337408959866));
  q = f32x4.add(f32x4.mul(q, z), f32x4.splat(0.04166664555668831));
  const c = f32x4.add(f32x4.sub(f32x4.splat(1), f32x4.mul(z, f32x4.splat(0.5))), f32x4.mul(f32x4.mul(z, z), q));
  // Quarter turns: odd ones swap sine and cosine; their signs follow from the two lowest bits.
  const quarter = i32x4.trunc_sat_f32x4_s(n);
  const one = i32x4.splat(1);
  const isOdd = i32x4.eq(v128.and(quarter, one), one);
  const sineSign = i32x4.shl(v128.and(quarter, i32x4.splat(2)), 30);
  const cosineSign = i32x4.shl(v128.and(i32x4.add(quarter, one), i32x4.splat(2)), 30);
  v128.store(sines, v128.xor(v128.bitselect(c, s, isOdd), sineSign));
  v128.store(cosines, v128.xor(v128.bitselect(s, c, isOdd), cosineSign));
}

/** The sum of the four lanes, always in the same order. */
// @ts-ignore: decorator
@inline
export function sum4(a: v128): f32 {
  return f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3));
}
