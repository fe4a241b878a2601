// Numbers for spiking networks, four at a time, from 32 random bits each: additions, multiplications, divisions and
// square roots only, so that every engine agrees. Series are cut where the rest is below the rounding of f32.

/** ln x for normal x > 0: the exponent, and 2 artanh((m − 1) / (m + 1)) of a mantissa m from √½ to √2. */
// @ts-ignore: decorator
@inline
function log4(x: v128): v128 {
  // √½ becomes the first number of its exponent, so that masking bits halves what lies above √2.
  const shifted = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const e = f32x4.convert_i32x4_s(i32x4.shr_s(shifted, 23));
  const m = i32x4.add(v128.and(shifted, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3));
  const s = f32x4.div(f32x4.sub(m, f32x4.splat(1)), f32x4.add(m, f32x4.splat(1)));
  const s2 = f32x4.mul(s, s);
  let p = f32x4.splat(2.0 / 9.0);
  p = f32x4.add(f32x4.mul(p, s2), f32x4.splat(2.0 / 7.0));
  p = f32x4.add(f32x4.mul(p, s2), f32x4.splat(2.0 / 5.0));
  p = f32x4.add(f32x4.mul(p, s2), f32x4.splat(2.0 / 3.0));
  p = f32x4.add(f32x4.mul(p, s2), f32x4.splat(2));
  return f32x4.add(f32x4.mul(p, s), f32x4.mul(e, f32x4.splat(0.6931471805599453)));
}

/** Cosine and sine of one vector's angles: what {@link turn4} returns lies here. */
let cosines: v128 = f32x4.splat(0);
let sines: v128 = f32x4.splat(0);

/** Of x turns, x from −½ to ½: the nearest quarter turn, and series in the angle left, at most π/4. */
// @ts-ignore: decorator
@inline
function turn4(x: v128): void {
  // Adding 1.5 · 2²³ rounds to an integer, which then stands in the lowest bits.
  const rounded = f32x4.add(f32x4.mul(x, f32x4.splat(4)), f32x4.splat(12582912));
  const quarter = f32x4.sub(rounded, f32x4.splat(12582912));
  const t = f32x4.mul(f32x4.sub(x, f32x4.mul(quarter, f32x4.splat(0.25))), f32x4.splat(6.283185307179586));
  const t2 = f32x4.mul(t, t);
  let s = f32x4.splat(1.0 / 362880.0);
  s = f32x4.add(f32x4.mul(s, t2), f32x4.splat(-1.0 / 5040.0));
  s = f32x4.add(f32x4.mul(s, t2), f32x4.splat(1.0 / 120.0));
  s = f32x4.add(f32x4.mul(s, t2), f32x4.splat(-1.0 / 6.0));
  s = f32x4.mul(f32x4.add(f32x4.mul(s, t2), f32x4.splat(1)), t);
  let c = f32x4.splat(1.0 / 40320.0);
  c = f32x4.add(f32x4.mul(c, t2), f32x4.splat(-1.0 / 720.0));
  c = f32x4.add(f32x4.mul(c, t2), f32x4.splat(1.0 / 24.0));
  c = f32x4.add(f32x4.mul(c, t2), f32x4.splat(-0.5));
  c = f32x4.add(f32x4.mul(c, t2), f32x4.splat(1));
  // Quarters 1 and 3 swap the two; the cosine is negative in quarters 1 and 2, the sine in 2 and 3.
  const odd = i32x4.eq(v128.and(rounded, i32x4.splat(1)), i32x4.splat(1));
  const cosineSign = i32x4.shl(v128.and(i32x4.add(rounded, i32x4.splat(1)), i32x4.splat(2)), 30);
  const sineSign = i32x4.shl(v128.and(rounded, i32x4.splat(2)), 30);
  cosines = v128.xor(v128.bitselect(s, c, odd), cosineSign);
  sines = v128.xor(v128.bitselect(c, s, odd), sineSign);
}

/**
 * Eight standard normal numbers (Box & Muller 1958) from two vectors of random bits: `first` is returned, the other
 * four are {@link otherNormals}. With 24 bits a uniform number none lies beyond 5.8.
 */
// @ts-ignore: decorator
@inline
export function normal4(bits: v128, others: v128): v128 {
  const scale = f32x4.splat(1.0 / 16777216.0);
  const u = f32x4.mul(f32x4.convert_i32x4_s(i32x4.add(i32x4.shr_u(bits, 8), i32x4.splat(1))), scale);
  const turns = f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(others, 8)), scale), f32x4.splat(0.5));
  const radius = f32x4.sqrt(f32x4.pmax(f32x4.mul(f32x4.splat(-2), log4(u)), f32x4.splat(0)));
  turn4(turns);
  sines = f32x4.mul(sines, radius);
  return f32x4.mul(cosines, radius);
}

/** The second four of the last {@link normal4}. */
// @ts-ignore: decorator
@inline
export function otherNormals(): v128 {
  return sines;
}
