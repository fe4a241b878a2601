import { cellAt, fillHalo, pitchOf } from './halo';
import { noise4, rowKey } from './noise';
export { heapBase } from './heap';

// Cells of one byte in a plane of halo.ts on a torus: 0 empty, 1 a tree, 2 burning.

const TREE: i8 = 1;
const FIRE: i8 = 2;

/**
 * One step for all cells at once: a burning tree leaves its place empty; a tree beside a burning one takes fire, any
 * other with the chance `lightning` of 2³², unless it resists with the chance `immune`; on an empty place grows a tree
 * with the chance `growth`. Each chance is drawn for each cell, from (key, time, row, column) alone.
 */
export function step(
  from: usize,
  to: usize,
  w: i32,
  h: i32,
  growth: u32,
  lightning: u32,
  immune: u32,
  key: u64,
  time: f64,
): void {
  const pitch = <usize>pitchOf(w);
  const fire = i8x16.splat(FIRE);
  const tree = i8x16.splat(TREE);
  for (let y = 0; y < h; y++) {
    let p = cellAt(from, <i32>pitch, 0, y);
    let out = cellAt(to, <i32>pitch, 0, y);
    const weather = rowKey(key, time, y, 0);
    const resistance = rowKey(key, time, y, 1);
    let column = i32x4(0, 1, 2, 3);
    for (const end = p + w; p < end; p += 16, out += 16) {
      const cell = v128.load(p);
      const isTree = i8x16.eq(cell, tree);
      const isEmpty = i8x16.eq(cell, i8x16.splat(0));
      let beside = v128.or(i8x16.eq(v128.load(p - 1), fire), i8x16.eq(v128.load(p + 1), fire));
      beside = v128.or(beside, i8x16.eq(v128.load(p - pitch), fire));
      beside = v128.or(beside, i8x16.eq(v128.load(p + pitch), fire));
      let catches = v128.and(isTree, beside);
      if (immune && v128.any_true(catches)) catches = v128.andnot(catches, chances(column, resistance, immune, immune, isTree));
      // A cell is empty or a tree: one draw serves growth here and lightning there.
      const drawn = chances(column, weather, growth, lightning, isEmpty);
      const struck = v128.andnot(v128.and(isTree, drawn), beside);
      const grown = v128.and(isEmpty, drawn);
      const burns = v128.or(catches, struck);
      let next = v128.and(v128.or(v128.andnot(isTree, burns), grown), tree);
      next = v128.or(next, v128.and(burns, fire));
      v128.store(out, next);
      column = i32x4.add(column, i32x4.splat(16));
    }
  }
  fillHalo(to, w, h, true, 0);
}

/** All ones in each of the bytes that a chance of `a` of 2³² picks where `which` is set, of `b` elsewhere. */
// @ts-ignore: decorator
@inline
function chances(column: v128, key: u64, a: u32, b: u32, which: v128): v128 {
  const low = i32x4.splat(<i32>key);
  const high = i32x4.splat(<i32>(key >> 32));
  const n0 = noise4(column, low, high);
  const n1 = noise4(i32x4.add(column, i32x4.splat(4)), low, high);
  const n2 = noise4(i32x4.add(column, i32x4.splat(8)), low, high);
  const n3 = noise4(i32x4.add(column, i32x4.splat(12)), low, high);
  const forA = below(n0, n1, n2, n3, a);
  if (a == b) return forA;
  return v128.bitselect(forA, below(n0, n1, n2, n3, b), which);
}

// @ts-ignore: decorator
@inline
function below(n0: v128, n1: v128, n2: v128, n3: v128, limit: u32): v128 {
  const l = i32x4.splat(limit);
  const first = i16x8.narrow_i32x4_s(i32x4.lt_u(n0, l), i32x4.lt_u(n1, l));
  const second = i16x8.narrow_i32x4_s(i32x4.lt_u(n2, l), i32x4.lt_u(n3, l));
  return i8x16.narrow_i16x8_s(first, second);
}

/** Fills what lies just outside the grid from the opposite edge. */
export function wrap(plane: usize, w: i32, h: i32): void {
  fillHalo(plane, w, h, true, 0);
}

/** The 32 random bits that `step` draws for a cell (`salt` 0: growth and lightning; 1: resistance): for tests. */
export function draw(key: u64, time: f64, column: i32, row: i32, salt: i32): u32 {
  const k = rowKey(key, time, row, salt);
  const bits = noise4(i32x4.splat(column), i32x4.splat(<i32>k), i32x4.splat(<i32>(k >> 32)));
  return <u32>i32x4.extract_lane(bits, 0);
}
