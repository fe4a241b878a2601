// The smallest squares that HashLife knows the future of: computed, not composed.
//
// Two states: a leaf is 8 × 8 cells in 64 bits, bit 8 · row + column. A square of 32 × 32 is computed as a whole: its
// middle 16 × 16 are known for up to 8 generations. More states: a leaf is 4 × 4 cells of a byte, and of 8 × 8 cells the
// middle 4 × 4 are known for up to 2 generations.

import { leaf, node } from './hashlife-store';

/**
 * Generations of a 32 × 32 tile: row r in vector r mod 8, lane r div 8, its leftmost cell in the lowest bit.
 */
// @ts-ignore: decorator
@external("env", "run")
declare function run(from: usize, to: usize, count: i32): void;
/** One generation from an even and one from an odd one, where the rule alternates. */
// @ts-ignore: decorator
@external("env", "even")
declare function even(from: usize, to: usize): void;
// @ts-ignore: decorator
@external("env", "odd")
declare function odd(from: usize, to: usize): void;

/** Kinds of rule. */
const TILE = 0;
const BLOCK = 1;
const TREE8 = 2;
const TREE4 = 3;

let kind: i32 = TILE;
/** States of a cell, for the rules by table. */
let states: i32 = 2;
/** The rule's table, and for a tree its root in it. */
let table: usize = 0;
let root: usize = 0;
/** 1 where the step starts at an odd generation, for a rule that alternates. */
let phase: i32 = 0;
let alternates: bool = false;
/** 128 bytes: a tile of 32 × 32 bits, or two of 8 × 8 bytes. */
let tiles: usize = 0;

export function setRule(theKind: i32, theStates: i32, tableAt: usize, theRoot: usize, tilesAt: usize): void {
  kind = theKind;
  states = theStates;
  table = tableAt;
  root = theRoot;
  tiles = tilesAt;
}

/** For a rule that differs between even and odd generations: which of them the step starts with. */
export function setPhase(value: i32): void {
  alternates = true;
  phase = value;
}

/** Level of the leaves: their side is 2^level. */
// @ts-ignore: decorator
@inline
export function leafLevel(): i32 {
  return kind == TILE ? 3 : 2;
}

/** Level of the squares that are computed as a whole. */
// @ts-ignore: decorator
@inline
export function baseLevel(): i32 {
  return kind == TILE ? 5 : 3;
}

/** The middle of such a square, some generations on. */
// @ts-ignore: decorator
@inline
export function base(n: u32, generations: i32): u32 {
  return kind == TILE ? baseOfBits(n, generations) : baseOfBytes(n, generations);
}

/** Writes rows 8 · lane … 8 · lane + 7 of a tile from the leaves of two squares side by side, at `offset` in each. */
// @ts-ignore: decorator
@inline
function packedRows(left: u32, right: u32, offset: usize, second: bool): v128 {
  const a = load<u32>(left + offset);
  const b = load<u32>(left + offset + 4);
  const c = load<u32>(right + offset);
  const d = load<u32>(right + offset + 4);
  const ab = i64x2.replace_lane(i64x2.splat(load<i64>(a)), 1, load<i64>(b));
  const cd = i64x2.replace_lane(i64x2.splat(load<i64>(c)), 1, load<i64>(d));
  return second
    ? i8x16.shuffle(ab, cd, 4, 12, 20, 28, 5, 13, 21, 29, 6, 14, 22, 30, 7, 15, 23, 31)
    : i8x16.shuffle(ab, cd, 0, 8, 16, 24, 1, 9, 17, 25, 2, 10, 18, 26, 3, 11, 19, 27);
}

/** Four vectors of a tile, from rows 0 to 3 or 4 to 7 of each row of leaves: a 4 × 4 transposition. */
// @ts-ignore: decorator
@inline
function storeRows(at: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  v128.store(at, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(at, v128.shuffle<i64>(ab, cd, 1, 3), 16);
  const ab2 = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cd2 = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(at, v128.shuffle<i64>(ab2, cd2, 0, 2), 32);
  v128.store(at, v128.shuffle<i64>(ab2, cd2, 1, 3), 48);
}

/** Bytes 5, 6, 9 and 10 of two vectors, in pairs: of two rows those of the four leaves in the middle. */
// @ts-ignore: decorator
@inline
function middleOfRows(at: usize): v128 {
  const rows = v128.load(at);
  const below = v128.load(at, 16);
  return i8x16.shuffle(rows, below, 5, 21, 6, 22, 9, 25, 10, 26, 5, 21, 6, 22, 9, 25, 10, 26);
}

function baseOfBits(n: u32, generations: i32): u32 {
  const nw = load<u32>(n);
  const ne = load<u32>(n, 4);
  const sw = load<u32>(n, 8);
  const se = load<u32>(n, 12);
  const at = tiles;
  for (let half = 0; half < 2; half++) {
    const second = half == 1;
    const a = packedRows(nw, ne, 0, second);
    const b = packedRows(nw, ne, 8, second);
    const c = packedRows(sw, se, 0, second);
    storeRows(at + (half << 6), a, b, c, packedRows(sw, se, 8, second));
  }
  if (alternates) {
    for (let i = phase; i < phase + generations; i++) {
      if (i & 1) odd(at, at);
      else even(at, at);
    }
  } else run(at, at, generations);
  const upper = v128.shuffle<i16>(middleOfRows(at), middleOfRows(at + 32), 0, 8, 1, 9, 2, 10, 3, 11);
  const lower = v128.shuffle<i16>(middleOfRows(at + 64), middleOfRows(at + 96), 0, 8, 1, 9, 2, 10, 3, 11);
  const north = v128.shuffle<i32>(upper, lower, 0, 4, 1, 5);
  const south = v128.shuffle<i32>(upper, lower, 2, 6, 3, 7);
  const a = leaf(<u64>i64x2.extract_lane(north, 0), 0);
  const b = leaf(<u64>i64x2.extract_lane(north, 1), 0);
  const c = leaf(<u64>i64x2.extract_lane(south, 0), 0);
  return node(a, b, c, leaf(<u64>i64x2.extract_lane(south, 1), 0));
}

function baseOfBytes(n: u32, generations: i32): u32 {
  let from = tiles;
  let to = tiles + 64;
  for (let quarter = 0; quarter < 4; quarter++) {
    const cells = load<u32>(n + (quarter << 2));
    const at = from + ((quarter >> 1) << 5) + ((quarter & 1) << 2);
    for (let row = 0; row < 4; row++) store<u32>(at + (row << 3), load<u32>(cells + (row << 2)));
  }
  for (let i = 1; i <= generations; i++) {
    if (kind == BLOCK) blockGeneration(from, to, i);
    else treeGeneration(from, to, i);
    const other = from;
    from = to;
    to = other;
  }
  const north = (<u64>load<u32>(from + 18)) | ((<u64>load<u32>(from + 26)) << 32);
  const south = (<u64>load<u32>(from + 34)) | ((<u64>load<u32>(from + 42)) << 32);
  return leaf(north, south);
}

/** Generations rules, on the cells at least `margin` from the edge: state 1 lives, the others age. */
function blockGeneration(from: usize, to: usize, margin: i32): void {
  for (let y = margin; y < 8 - margin; y++) {
    const row = from + (y << 3);
    const up = liveBits(row - 8);
    const here = liveBits(row);
    const down = liveBits(row + 8);
    for (let x = margin; x < 8 - margin; x++) {
      const state = <i32>load<u8>(row + x);
      // Bits are from the left here, and the table's from the right.
      const block = (((up >> (7 - x - 1)) & 7) << 6) | (((here >> (7 - x - 1)) & 7) << 3) | ((down >> (7 - x - 1)) & 7);
      const lives = <i32>load<u8>(table + block);
      let next = state + 1 == states ? 0 : state + 1;
      if (state < 2) next = lives ? 1 : state == 0 || states == 2 ? 0 : 2;
      store<u8>(to + (y << 3) + x, <u8>next);
    }
  }
}

/** Which of a row's eight cells are in state 1, the leftmost in bit 7. */
// @ts-ignore: decorator
@inline
function liveBits(row: usize): i32 {
  let bits = 0;
  for (let x = 0; x < 8; x++) bits |= <i32>(load<u8>(row + x) == 1) << (7 - x);
  return bits;
}

/** Rules by decision tree: neighbours in the order NW NE SW SE N W E S, or N W E S, then the cell itself. */
function treeGeneration(from: usize, to: usize, margin: i32): void {
  for (let y = margin; y < 8 - margin; y++) {
    for (let x = margin; x < 8 - margin; x++) {
      const c = from + (y << 3) + x;
      let at = root;
      if (kind == TREE8) {
        at = branch(at, c - 9);
        at = branch(at, c - 7);
        at = branch(at, c + 7);
        at = branch(at, c + 9);
      }
      at = branch(at, c - 8);
      at = branch(at, c - 1);
      at = branch(at, c + 1);
      at = branch(at, c + 8);
      store<u8>(to + (y << 3) + x, <u8>branch(at, c));
    }
  }
}

// @ts-ignore: decorator
@inline
function branch(at: usize, cell: usize): usize {
  return <usize>load<u32>(table + ((at + <usize>load<u8>(cell)) << 2));
}

/** The leaf in the middle of four leaves. */
export function leafBetween(nw: u32, ne: u32, sw: u32, se: u32): u32 {
  if (kind == TILE) {
    const north = ((load<u64>(nw) >> 36) & 0x0f0f0f0f) | ((load<u64>(ne) >> 28) & 0xf0f0f0f0);
    const south = ((load<u64>(sw) >> 4) & 0x0f0f0f0f) | ((load<u64>(se) << 4) & 0xf0f0f0f0);
    return leaf(north | (south << 32), 0);
  }
  const north = between(load<u64>(nw, 8), load<u64>(ne, 8));
  const south = between(load<u64>(sw), load<u64>(se));
  return leaf(north, south);
}

/** Of two rows of four cells left and right, the two cells in the middle. */
// @ts-ignore: decorator
@inline
function between(left: u64, right: u64): u64 {
  return ((left >> 16) & 0x0000ffff0000ffff) | ((right << 16) & 0xffff0000ffff0000);
}

/** Cells of a leaf that are alive: in two-state rules state 1, in others all that are not 0. */
export function leafPopulation(p: u32): i32 {
  if (kind == TILE) return <i32>popcnt(load<u64>(p));
  const zero = i8x16.eq(v128.load(p), i8x16.splat(0));
  return 16 - <i32>popcnt(i8x16.bitmask(zero));
}
