export { heapBase } from './heap';

// An N × N matrix of f64 weights, rows `stride` numbers apart, a multiple of 2 padded with zeros. Row j holds what neuron
// j tells the others, so that a flip is one row added to the fields; of a symmetric matrix it is also what j hears.

/** target += factor * row */
// @ts-ignore: decorator
@inline
function addScaled(target: usize, row: usize, stride: i32, factor: f64): void {
  const f = f64x2.splat(factor);
  for (const end = row + ((<usize>stride) << 3); row < end; row += 16, target += 16) {
    v128.store(target, f64x2.add(v128.load(target), f64x2.mul(f, v128.load(row))));
  }
}

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
function rowAt(weights: usize, stride: i32, i: i32): usize {
  return weights + (<usize>(i * stride) << 3);
}

/** fields = Σ signs[j] · row j, four rows at a time. */
export function hear(weights: usize, size: i32, stride: i32, signs: usize, fields: usize): void {
  const bytes = (<usize>stride) << 3;
  memory.fill(fields, 0, bytes);
  let j = 0;
  for (; j + 4 <= size; j += 4) {
    const row = rowAt(weights, stride, j);
    const s = signs + ((<usize>j) << 3);
    const s0 = v128.load_splat<u64>(s);
    const s1 = v128.load_splat<u64>(s, 8);
    const s2 = v128.load_splat<u64>(s, 16);
    const s3 = v128.load_splat<u64>(s, 24);
    for (let o: usize = 0; o < bytes; o += 16) {
      const a = f64x2.add(f64x2.mul(s0, v128.load(row + o)), f64x2.mul(s1, v128.load(row + bytes + o)));
      const b = f64x2.add(f64x2.mul(s2, v128.load(row + 2 * bytes + o)), f64x2.mul(s3, v128.load(row + 3 * bytes + o)));
      v128.store(fields + o, f64x2.add(v128.load(fields + o), f64x2.add(a, b)));
    }
  }
  for (; j < size; j++) addScaled(fields, rowAt(weights, stride, j), stride, load<f64>(signs + ((<usize>j) << 3)));
}

/** Neuron i takes the new sign `sign`: the others hear the difference. */
export function turn(weights: usize, stride: i32, i: i32, sign: f64, fields: usize): void {
  addScaled(fields, rowAt(weights, stride, i), stride, 2 * sign);
}

/**
 * Storkey's rule for one pattern (Storkey & Valabregue 1999): N Δwᵢⱼ = ξᵢξⱼ − ξᵢhⱼᵢ − hᵢⱼξⱼ with hᵢⱼ = Σ wᵢₖξₖ over
 * k ≠ i, j. As wᵢᵢ = 0 and hᵢⱼ = hᵢ − wᵢⱼξⱼ, that is ξᵢξⱼ − ξᵢhⱼ − hᵢξⱼ + 2wᵢⱼ. `h` is scratch.
 */
export function storkey(weights: usize, size: i32, stride: i32, pattern: usize, h: usize): void {
  hear(weights, size, stride, pattern, h);
  const share = 1 / <f64>size;
  const kept = f64x2.splat(1 + 2 * share);
  const scale = f64x2.splat(share);
  const bytes = (<usize>stride) << 3;
  for (let i = 0; i < size; i++) {
    const row = rowAt(weights, stride, i);
    const x = v128.load_splat<u64>(pattern + ((<usize>i) << 3));
    const hi = v128.load_splat<u64>(h + ((<usize>i) << 3));
    for (let o: usize = 0; o < bytes; o += 16) {
      const y = v128.load(pattern + o);
      const crossed = f64x2.add(f64x2.mul(x, v128.load(h + o)), f64x2.mul(hi, y));
      const change = f64x2.mul(scale, f64x2.sub(f64x2.mul(x, y), crossed));
      v128.store(row + o, f64x2.add(f64x2.mul(kept, v128.load(row + o)), change));
    }
    store<f64>(row + ((<usize>i) << 3), 0);
  }
}

/**
 * Projection rule for one pattern (Personnaz, Guyon & Dreyfus 1985): W projects on what is stored, and becomes the
 * projection on that and the pattern by rrᵀ/‖r‖², r what W leaves of it. Nothing is added where r is rounding alone: the
 * pattern is a sum of stored ones. `rest` is scratch for r, `h` for W r.
 */
export function project(weights: usize, size: i32, stride: i32, pattern: usize, rest: usize, h: usize): void {
  const n = <f64>size;
  memory.copy(rest, pattern, (<usize>stride) << 3);
  // Twice is enough: the first pass leaves errors of rounding that weigh where little is left.
  for (let pass = 0; pass < 2; pass++) {
    hear(weights, size, stride, rest, h);
    addScaled(rest, h, stride, -1);
  }
  const squared = dot(rest, rest, stride);
  if (squared < 1e-9 * n) return;
  const scale = 1 / sqrt(squared);
  for (let i = 0; i < size; i++) {
    const at = rest + ((<usize>i) << 3);
    store<f64>(at, scale * load<f64>(at));
  }
  for (let i = 0; i < size; i++) {
    addScaled(rowAt(weights, stride, i), rest, stride, load<f64>(rest + ((<usize>i) << 3)));
  }
}
