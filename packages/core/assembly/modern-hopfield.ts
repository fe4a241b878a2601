export { heapBase } from './heap';

// Patterns are rows of `stride` f64, a multiple of 2 padded with zeros; so is the state.

/** out[p] = xₚ · ξ, two rows at a time. */
export function similarities(patterns: usize, count: i32, stride: i32, state: usize, out: usize): void {
  const bytes = (<usize>stride) << 3;
  let row = patterns;
  let p = 0;
  for (; p + 2 <= count; p += 2, row += 2 * bytes) {
    let a = f64x2.splat(0);
    let b = f64x2.splat(0);
    for (let o: usize = 0; o < bytes; o += 16) {
      const s = v128.load(state + o);
      a = f64x2.add(a, f64x2.mul(s, v128.load(row + o)));
      b = f64x2.add(b, f64x2.mul(s, v128.load(row + bytes + o)));
    }
    const sums = f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
    v128.store(out + ((<usize>p) << 3), sums);
  }
  if (p == count) return;
  let a = f64x2.splat(0);
  for (let o: usize = 0; o < bytes; o += 16) a = f64x2.add(a, f64x2.mul(v128.load(state + o), v128.load(row + o)));
  store<f64>(out + ((<usize>p) << 3), f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1));
}

/** Below, e to that is 0 in double precision. */
const NOTHING: f64 = -745;

/** Turns similarities into softmax(β ·) in place and returns β⁻¹ ln Σ exp(β ·), both without overflow. */
export function softmax(scores: usize, count: i32, beta: f64): f64 {
  const end = scores + ((<usize>count) << 3);
  let top: f64 = -Infinity;
  for (let at = scores; at < end; at += 8) top = max(top, load<f64>(at));
  let sum: f64 = 0;
  for (let at = scores; at < end; at += 8) {
    const x = beta * (load<f64>(at) - top);
    const e = x > NOTHING ? Math.exp(x) : 0;
    store<f64>(at, e);
    sum += e;
  }
  for (let at = scores; at < end; at += 8) store<f64>(at, load<f64>(at) / sum);
  return top + Math.log(sum) / beta;
}

/** state += rate (Σ weights[p] xₚ − state); `mean` is scratch for the sum. */
export function move(
  patterns: usize, count: i32, stride: i32, weights: usize, state: usize, mean: usize, rate: f64,
): void {
  const bytes = (<usize>stride) << 3;
  memory.fill(mean, 0, bytes);
  for (let p = 0; p < count; p++, patterns += bytes) {
    const weight = load<f64>(weights + ((<usize>p) << 3));
    if (weight == 0) continue;
    const w = f64x2.splat(weight);
    for (let o: usize = 0; o < bytes; o += 16) {
      v128.store(mean + o, f64x2.add(v128.load(mean + o), f64x2.mul(w, v128.load(patterns + o))));
    }
  }
  // At rate 1 the mean itself, not what rounding leaves of it.
  if (rate == 1) {
    memory.copy(state, mean, bytes);
    return;
  }
  const r = f64x2.splat(rate);
  for (let o: usize = 0; o < bytes; o += 16) {
    const old = v128.load(state + o);
    v128.store(state + o, f64x2.add(old, f64x2.mul(r, f64x2.sub(v128.load(mean + o), old))));
  }
}
