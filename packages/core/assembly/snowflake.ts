export { heapBase } from './heap';

// Water on a hexagonal lattice in axial coordinates, as whole numbers of 2^-26: sums of neighbours are then exact and do
// not hang on their order, so that a crystal of six-fold symmetry keeps it to the last bit. Cell (q, r) is an i32 at
// plane + ((r + 1) * pitch + 4 + q) * 4; its neighbours are (q ± 1, r), (q, r ± 1), (q + 1, r - 1) and (q - 1, r + 1).

/** Water that makes ice: 1. */
const ICE: i32 = 1 << 26;
/** Ice grows no thicker than this, so that a step more still fits in 32 bits. */
const THICKEST: i32 = 30 << 26;

// @ts-ignore: decorator
@inline
function rowAt(plane: usize, pitch: i32, r: i32): usize {
  return plane + ((<usize>((r + 1) * pitch + 4)) << 2);
}

// @ts-ignore: decorator
@inline
function isIce(p: usize, offset: isize): v128 {
  return i32x4.ge_s(v128.load(p + offset), i32x4.splat(ICE));
}

/** Which cells are ice or next to it, and what diffuses: the water of the others, 0 in these. */
function splitRow(water: usize, free: usize, receptive: usize, n: i32, up: isize): void {
  for (let q = 0; q < n; q += 4, water += 16, free += 16, receptive += 16) {
    let ice = v128.or(isIce(water, 0), v128.or(isIce(water, -4), isIce(water, 4)));
    ice = v128.or(ice, v128.or(isIce(water, -up), isIce(water, up)));
    ice = v128.or(ice, v128.or(isIce(water, 4 - up), isIce(water, up - 4)));
    v128.store(receptive, ice);
    v128.store(free, v128.andnot(v128.load(water), ice));
  }
}

/** x · rate / 12 for whole x, rounded to nearest: the same for every lane and machine. */
// @ts-ignore: decorator
@inline
function scaled(x: v128, rate: v128): v128 {
  const low = f64x2.nearest(f64x2.mul(f64x2.convert_low_i32x4_s(x), rate));
  const high = f64x2.nearest(f64x2.mul(f64x2.convert_low_i32x4_s(v128.shuffle<i32>(x, x, 2, 3, 0, 1)), rate));
  return v128.shuffle<i32>(i32x4.trunc_sat_f64x2_s_zero(low), i32x4.trunc_sat_f64x2_s_zero(high), 0, 1, 4, 5);
}

/**
 * One step of Reiter's model. Receptive cells (ice, or next to it) keep their water and gain gamma; the rest diffuses:
 * each cell gets alpha / 2 of what the mean of its neighbours' free water has over its own. Cells beyond `radius` from
 * the middle (radius, radius) are left as they are, and once ice comes near them nothing changes any more: it would draw
 * on vapour without end.
 */
export function step(
  water: usize,
  free: usize,
  receptive: usize,
  pitch: i32,
  radius: i32,
  alpha: f64,
  gamma: i32,
): void {
  if (hasArrived(water, pitch, radius)) return;
  const n = 2 * radius + 1;
  const up = (<isize>pitch) << 2;
  for (let r = 0; r < n; r++) {
    splitRow(rowAt(water, pitch, r), rowAt(free, pitch, r), rowAt(receptive, pitch, r), n, up);
  }
  const rate = f64x2.splat(alpha / 12);
  const gain = i32x4.splat(gamma);
  for (let r = 0; r < n; r++) {
    // The hexagon's cells of this row; what lies outside it holds the vapour of the surroundings.
    const first = max(0, radius - r);
    const last = min(n - 1, 3 * radius - r);
    const w = rowAt(water, pitch, r);
    const f = rowAt(free, pitch, r);
    for (let q = first & ~3; q <= last; q += 4) {
      const at = (<usize>q) << 2;
      const p = f + at;
      const own = v128.load(p);
      const before = v128.load(w + at);
      let sum = i32x4.add(v128.load(p - 4), v128.load(p + 4));
      sum = i32x4.add(sum, i32x4.add(v128.load(p - up), v128.load(p + up)));
      sum = i32x4.add(sum, i32x4.add(v128.load(p - up + 4), v128.load(p + up - 4)));
      const change = scaled(i32x4.sub(sum, i32x4.mul(own, i32x4.splat(6))), rate);
      let after = i32x4.add(i32x4.add(before, change), v128.and(v128.load(f - free + receptive + at), gain));
      after = i32x4.min_s(after, i32x4.splat(THICKEST));
      const column = i32x4.add(i32x4.splat(q), i32x4(0, 1, 2, 3));
      const inside = v128.and(i32x4.ge_s(column, i32x4.splat(first)), i32x4.le_s(column, i32x4.splat(last)));
      v128.store(w + at, v128.bitselect(after, before, inside));
    }
  }
}

/** Whether there is ice on the second ring from the edge. */
function hasArrived(water: usize, pitch: i32, radius: i32): bool {
  const k = radius - 1;
  let most = 0;
  for (let i = 0; i < k; i++) {
    // The six corners of the ring, and i cells on from each along its side.
    most = max(most, cellAt(water, pitch, radius, k - i, i));
    most = max(most, cellAt(water, pitch, radius, -i, k));
    most = max(most, cellAt(water, pitch, radius, -k, k - i));
    most = max(most, cellAt(water, pitch, radius, i - k, -i));
    most = max(most, cellAt(water, pitch, radius, i, -k));
    most = max(most, cellAt(water, pitch, radius, k, i - k));
  }
  return most >= ICE;
}

// @ts-ignore: decorator
@inline
function cellAt(water: usize, pitch: i32, radius: i32, x: i32, y: i32): i32 {
  return load<i32>(rowAt(water, pitch, y + radius) + ((<usize>(x + radius)) << 2));
}

/** Writes how many cells are ice, the outermost ring of the hexagon that ice has reached, and all water, as f64. */
export function survey(water: usize, pitch: i32, radius: i32, out: usize): void {
  const n = 2 * radius + 1;
  let cells: f64 = 0;
  let mass: f64 = 0;
  let reach = 0;
  for (let r = 0; r < n; r++) {
    const row = rowAt(water, pitch, r);
    for (let q = max(0, radius - r); q <= min(n - 1, 3 * radius - r); q++) {
      const value = load<i32>(row + ((<usize>q) << 2));
      mass += <f64>value;
      if (value < ICE) continue;
      cells++;
      const x = q - radius;
      const y = r - radius;
      reach = max(reach, max(abs(x), max(abs(y), abs(x + y))));
    }
  }
  store<f64>(out, cells);
  store<f64>(out, <f64>reach, 8);
  store<f64>(out, mass / <f64>ICE, 16);
}
