export { heapBase } from './heap';
export { pack, products } from './panels';
import { exp4, tanh4 } from './simd-math';

/** Kinds of nonlinearity g, numbered as in `ica-moments.ts`. */
const TANH = 0;
const HALF_TANH = 1;
const GAUSS = 2;

/**
 * Replaces each u of a row by g(u), and returns the sum of the slopes g'(u).
 * g is tanh u, tanh u/2, u exp(−u²/2) or u³.
 * @param count numbers, a multiple of 4; those beyond the samples are 0
 */
function nonlinearity(row: usize, count: i32, kind: i32): f64 {
  let slopes = f32x4.splat(0);
  const one = f32x4.splat(1);
  const half = f32x4.splat(0.5);
  for (const end = row + ((<usize>count) << 2); row < end; row += 16) {
    const u = v128.load(row);
    const square = f32x4.mul(u, u);
    let g: v128;
    let slope: v128;
    if (kind == TANH) {
      g = tanh4(u);
      slope = f32x4.sub(one, f32x4.mul(g, g));
    } else if (kind == HALF_TANH) {
      g = tanh4(f32x4.mul(half, u));
      slope = f32x4.mul(half, f32x4.sub(one, f32x4.mul(g, g)));
    } else if (kind == GAUSS) {
      const bell = exp4(f32x4.neg(f32x4.mul(half, square)));
      g = f32x4.mul(u, bell);
      slope = f32x4.mul(f32x4.sub(one, square), bell);
    } else {
      g = f32x4.mul(u, square);
      slope = f32x4.mul(f32x4.splat(3), square);
    }
    v128.store(row, g);
    slopes = f32x4.add(slopes, slope);
  }
  return (
    <f64>f32x4.extract_lane(slopes, 0) +
    <f64>f32x4.extract_lane(slopes, 1) +
    (<f64>f32x4.extract_lane(slopes, 2) + <f64>f32x4.extract_lane(slopes, 3))
  );
}

/** Does so for `rows` rows of `count` numbers each; writes a sum of slopes (f64) a row. */
export function nonlinearities(u: usize, rows: i32, count: i32, kind: i32, sums: usize): void {
  for (let row = 0; row < rows; row++, u += (<usize>count) << 2, sums += 8) {
    store<f64>(sums, nonlinearity(u, count, kind));
  }
}
