export { heapBase } from './heap';
export { pack, products } from './panels';
import { noise4, rowKey } from './noise';
import { LANES } from './panels';
import { exp4 } from './simd-math';

// Rows of visible and of hidden units are padded with zeros to a multiple of eight f32; weights have a row of visible
// units for each hidden one, padded rows too.

/** Visible units in panels of eight, for the way down: panel p holds, for each hidden unit, its weights to 8p … 8p + 7. */
export function packDown(weights: usize, hiddenRow: i32, visibleRow: i32, panels: usize): void {
  const row = (<usize>visibleRow) << 2;
  for (let column: usize = 0; column < row; column += LANES * 4) {
    let from = weights + column;
    for (let j = 0; j < hiddenRow; j++, from += row, panels += LANES * 4) {
      v128.store(panels, v128.load(from));
      v128.store(panels, v128.load(from, 16), 16);
    }
  }
}

/** All ones in the lanes whose column is one of the first n. */
// @ts-ignore: decorator
@inline
function within(columns: v128, n: i32): v128 {
  return i32x4.lt_s(columns, i32x4.splat(n));
}

/**
 * Probabilities 1 / (1 + e^−(x + bias)) of `rows` rows of inputs x, in place; what lies beyond n becomes 0.
 */
export function probabilities(inputs: usize, rows: i32, rowLength: i32, n: i32, bias: usize): void {
  const one = f32x4.splat(1);
  for (let s = 0; s < rows; s++) {
    let columns = i32x4(0, 1, 2, 3);
    let b = bias;
    for (const end = inputs + ((<usize>rowLength) << 2); inputs < end; inputs += 16, b += 16) {
      const x = f32x4.add(v128.load(inputs), v128.load(b));
      const p = f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
      v128.store(inputs, v128.and(p, within(columns, n)));
      columns = i32x4.add(columns, i32x4.splat(4));
    }
  }
}

/**
 * Draws states 1 and 0 with the given probabilities, one number of 24 random bits each: a function of key, time, row,
 * column and salt.
 */
export function draw(chances: usize, rows: i32, rowLength: i32, states: usize, key: u64, time: f64, salt: i32): void {
  const scale = f32x4.splat(1.0 / 16777216.0);
  for (let s = 0; s < rows; s++) {
    const chance = rowKey(key, time, s, salt);
    const low = i32x4.splat(<i32>chance);
    const high = i32x4.splat(<i32>(chance >> 32));
    let columns = i32x4(0, 1, 2, 3);
    for (const end = chances + ((<usize>rowLength) << 2); chances < end; chances += 16, states += 16) {
      const u = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(noise4(columns, low, high), 8)), scale);
      v128.store(states, v128.and(f32x4.splat(1), f32x4.lt(u, v128.load(chances))));
      columns = i32x4.add(columns, i32x4.splat(4));
    }
  }
}

/**
 * to = scale · to + weight · Σ over rows of hidden × visible: four hidden by eight visible units at a time, whose sums
 * stay in registers.
 */
export function correlate(
  to: usize,
  hidden: usize,
  visible: usize,
  rows: i32,
  hiddenRow: i32,
  visibleRow: i32,
  scale: f32,
  weight: f32,
): void {
  const down = (<usize>visibleRow) << 2;
  const across = (<usize>hiddenRow) << 2;
  const keep = f32x4.splat(scale);
  const factor = f32x4.splat(weight);
  for (let i: usize = 0; i < down; i += 32) {
    for (let j: usize = 0; j < across; j += 16) {
      let a0 = f32x4.splat(0);
      let a1 = f32x4.splat(0);
      let b0 = f32x4.splat(0);
      let b1 = f32x4.splat(0);
      let c0 = f32x4.splat(0);
      let c1 = f32x4.splat(0);
      let d0 = f32x4.splat(0);
      let d1 = f32x4.splat(0);
      let h = hidden + j;
      let v = visible + i;
      for (let s = 0; s < rows; s++, h += across, v += down) {
        const v0 = v128.load(v);
        const v1 = v128.load(v, 16);
        const a = v128.load32_splat(h);
        a0 = f32x4.add(a0, f32x4.mul(a, v0));
        a1 = f32x4.add(a1, f32x4.mul(a, v1));
        const b = v128.load32_splat(h, 4);
        b0 = f32x4.add(b0, f32x4.mul(b, v0));
        b1 = f32x4.add(b1, f32x4.mul(b, v1));
        const c = v128.load32_splat(h, 8);
        c0 = f32x4.add(c0, f32x4.mul(c, v0));
        c1 = f32x4.add(c1, f32x4.mul(c, v1));
        const d = v128.load32_splat(h, 12);
        d0 = f32x4.add(d0, f32x4.mul(d, v0));
        d1 = f32x4.add(d1, f32x4.mul(d, v1));
      }
      const first = to + (j >> 2) * down + i;
      blend(first, a0, keep, factor);
      blend(first + 16, a1, keep, factor);
      blend(first + down, b0, keep, factor);
      blend(first + down + 16, b1, keep, factor);
      blend(first + 2 * down, c0, keep, factor);
      blend(first + 2 * down + 16, c1, keep, factor);
      blend(first + 3 * down, d0, keep, factor);
      blend(first + 3 * down + 16, d1, keep, factor);
    }
  }
}

// @ts-ignore: decorator
@inline
function blend(at: usize, sum: v128, keep: v128, factor: v128): void {
  v128.store(at, f32x4.add(f32x4.mul(keep, v128.load(at)), f32x4.mul(factor, sum)));
}

/** to = scale · to + weight · Σ over rows, for the change of biases. */
export function total(to: usize, from: usize, rows: i32, rowLength: i32, scale: f32, weight: f32): void {
  const row = (<usize>rowLength) << 2;
  for (let i: usize = 0; i < row; i += 16) {
    let sum = f32x4.splat(0);
    let at = from + i;
    for (let s = 0; s < rows; s++, at += row) sum = f32x4.add(sum, v128.load(at));
    blend(to + i, sum, f32x4.splat(scale), f32x4.splat(weight));
  }
}

/** weights += change, of which change −= decay · weights first; count is a multiple of 4. */
export function move(weights: usize, change: usize, decay: f32, count: i32): void {
  const factor = f32x4.splat(decay);
  for (const end = weights + ((<usize>count) << 2); weights < end; weights += 16, change += 16) {
    const w = v128.load(weights);
    const d = f32x4.sub(v128.load(change), f32x4.mul(factor, w));
    v128.store(change, d);
    v128.store(weights, f32x4.add(w, d));
  }
}
