import {
  active,
  changedEven,
  changedOdd,
  clearNext,
  emptyTile,
  failure,
  make,
  next,
  sweep,
  tileCount,
  turnActive,
} from './sparse-arena';
import { closes, heightAt, isFirstColumn, isFirstRow, isLastColumn, isLastRow, rowSeen } from './sparse-extent';
import {
  columnsOf,
  coreOf,
  DX,
  DY,
  E,
  EVEN,
  HEIGHT,
  mark,
  N,
  NE,
  NEIGHBOURS,
  numberOf,
  NW,
  ODD,
  RIM,
  rowAt,
  S,
  SE,
  SW,
  tileOf,
  W,
  WIDTH,
  X,
  Y,
} from './sparse-tile';

/** One generation of 32 × 32 cells, dead beyond: compiled for the rule. */
// @ts-ignore: decorator
@external('env', 'generation')
declare function generation(from: usize, to: usize): void;
/** The same for the generations between: another function where the background blinks. */
// @ts-ignore: decorator
@external('env', 'generationBetween')
declare function generationBetween(from: usize, to: usize): void;

/** Which of the two even buffers holds the cells now, in bytes. */
export let now: usize = EVEN;
/** Whether the first of two generations is one between. */
export let swapped: bool = false;
/** Visits since empty tiles were last freed, and how many a tile there may be: a sweep costs a small part of them. */
let visits: u64 = 0;
const SWEEP_AFTER: u64 = 8;

const scratch: usize = memory.data(128, 16);
const ahead: usize = memory.data(128, 16);

export function startAt(swap: bool): void {
  now = EVEN;
  swapped = swap;
}

// @ts-ignore: decorator
@inline
function at(tile: usize, field: usize): usize {
  return <usize>load<u32>(tile + field) + now;
}

/** Rows 28 and 29, the last of a core, and 2 and 3, the first. */
const LAST: usize = 4 * 16 + 12;
const FIRST: usize = 2 * 16;

/** Row `from` of a core with two cells to its left and right, in lane 0. */
// @ts-ignore: decorator
@inline
function rowOf(left: usize, middle: usize, right: usize, from: usize): v128 {
  return v128.or(
    v128.load32_zero(middle + from),
    v128.or(i32x4.shr_u(v128.load32_zero(left + from), 28), i32x4.shl(v128.load32_zero(right + from), 28)),
  );
}

// @ts-ignore: decorator
@inline
function widened(left: usize, middle: usize, right: usize, j: usize): v128 {
  return v128.or(
    v128.load(middle + j),
    v128.or(i32x4.shr_u(v128.load(left + j), 28), i32x4.shl(v128.load(right + j), 28)),
  );
}

/** In lane 3 what was in lane 0. */
// @ts-ignore: decorator
@inline
function lowered(v: v128): v128 {
  return v128.shuffle<i32>(v, i64x2.splat(0), 4, 4, 4, 0);
}

/** A tile with two rows and columns of its neighbours on each side. */
// @ts-ignore: decorator
@inline
function gather(tile: usize): void {
  const n = at(tile, N);
  const ne = at(tile, NE);
  const e = at(tile, E);
  const se = at(tile, SE);
  const s = at(tile, S);
  const sw = at(tile, SW);
  const w = at(tile, W);
  const nw = at(tile, NW);
  const c = tile + now;
  v128.store(scratch, v128.or(widened(w, c, e, 0), rowOf(nw, n, ne, LAST)));
  v128.store(scratch, v128.or(widened(w, c, e, 16), rowOf(nw, n, ne, LAST + 16)), 16);
  v128.store(scratch, widened(w, c, e, 32), 32);
  v128.store(scratch, widened(w, c, e, 48), 48);
  v128.store(scratch, widened(w, c, e, 64), 64);
  v128.store(scratch, widened(w, c, e, 80), 80);
  v128.store(scratch, v128.or(widened(w, c, e, 96), lowered(rowOf(sw, s, se, FIRST))), 96);
  v128.store(scratch, v128.or(widened(w, c, e, 112), lowered(rowOf(sw, s, se, FIRST + 16))), 112);
}

/** 1 where any bit is set. */
// @ts-ignore: decorator
@inline
function some(bits: u32): u32 {
  return <u32>(bits != 0);
}

/**
 * Wakes the tiles that see what changed: columns `columns` at all, `above` and `below` in the core's outer two rows.
 * Which ones is computed without branches, for no processor can foretell them.
 */
// @ts-ignore: decorator
@inline
export function wakeAround(tile: usize, bits: usize, columns: u32, above: u32, below: u32): void {
  const left: u32 = 0xc;
  const right: u32 = 0x30000000;
  let seen = some(above) | (some(above & right) << 1) | (some(columns & right) << 2) | (some(below & right) << 3);
  seen |= (some(below) << 4) | (some(below & left) << 5) | (some(columns & left) << 6) | (some(above & left) << 7);
  for (; seen; seen &= seen - 1) wake(tile, bits, ctz(seen));
}

// @ts-ignore: decorator
@inline
function wake(tile: usize, bits: usize, k: u32): void {
  const neighbour = <usize>load<u32>(tile + NEIGHBOURS + ((<usize>k) << 2));
  if (neighbour == emptyTile) wakeNew(tile, bits, k);
  else mark(bits, numberOf(neighbour));
}

function wakeNew(tile: usize, bits: usize, k: u32): void {
  const neighbour = make(load<i64>(tile, X) + DX[k], load<i64>(tile, Y) + DY[k]);
  if (neighbour != emptyTile) mark(bits, numberOf(neighbour));
}

/** Wakes a tile and all its neighbours. */
export function wakeAll(tile: usize, bits: usize): void {
  mark(bits, numberOf(tile));
  for (let k = 0; k < 8; k++) wake(tile, bits, k);
}

/** Takes a tile two generations ahead; what differs from now wakes those who see it. */
function visit(tile: usize): void {
  const between = tile + ODD;
  if (load<u8>(tile, RIM)) {
    visitRim(tile);
    return;
  }
  gather(tile);
  if (swapped) {
    generationBetween(scratch, between);
    generation(between, ahead);
  } else {
    generation(scratch, between);
    generationBetween(between, ahead);
  }
  const before = tile + now;
  const after = tile + (now ^ 128);
  const d0 = settle(before, after, 0);
  const d1 = settle(before, after, 1);
  const d2 = settle(before, after, 2);
  const d3 = settle(before, after, 3);
  const d4 = settle(before, after, 4);
  const d5 = settle(before, after, 5);
  const d6 = settle(before, after, 6);
  const d7 = settle(before, after, 7);
  const above = v128.or(d2, d3);
  const below = v128.or(d4, d5);
  const any = v128.or(v128.or(above, below), v128.or(v128.or(d0, d1), v128.or(d6, d7)));
  if (!v128.any_true(any)) return;
  mark(next, numberOf(tile));
  const pairs = i64x2.extract_lane(any, 0) | i64x2.extract_lane(any, 1);
  const columns = <u32>(pairs | (pairs >> 32));
  wakeAround(tile, next, columns, i32x4.extract_lane(above, 0), i32x4.extract_lane(below, 3));
}

/** Writes vector j of the core, and returns what changed in it. */
// @ts-ignore: decorator
@inline
function settle(before: usize, after: usize, j: i32): v128 {
  const o = (<usize>j) << 4;
  const cells = coreOf(v128.load(ahead + o), j);
  v128.store(after + o, cells);
  return v128.xor(cells, v128.load(before + o));
}

/** Two generations for the tiles marked active. False, with nothing changed, where a new tile could not be had. */
export function pass(): bool {
  const words = (tileCount + 63) >> 6;
  for (let i: u32 = 0; i < words; i++) {
    const o = (<usize>i) << 3;
    let bits = load<u64>(active + o);
    if (bits == 0) continue;
    store<u64>(changedEven + o, load<u64>(changedEven + o) | bits);
    store<u64>(changedOdd + o, load<u64>(changedOdd + o) | bits);
    visits += popcnt<u64>(bits);
    for (; bits; bits &= bits - 1) visit(tileOf((i << 6) + <u32>ctz<u64>(bits)));
    if (failure) {
      clearNext();
      return false;
    }
  }
  now ^= 128;
  turnActive();
  if (visits > SWEEP_AFTER * <u64>tileCount) {
    visits = 0;
    sweep();
  }
  return true;
}

/** One generation for the tiles marked active, into their odd buffers. */
export function passBetween(): void {
  const words = (tileCount + 31) >> 5;
  for (let i: u32 = 0; i < words; i++) {
    const o = (<usize>i) << 2;
    let bits = load<u32>(active + o);
    store<u32>(changedOdd + o, load<u32>(changedOdd + o) | bits);
    for (; bits; bits &= bits - 1) lookAhead(tileOf((i << 5) + ctz(bits)));
  }
}

function lookAhead(tile: usize): void {
  if (load<u8>(tile, RIM)) gatherRim(tile);
  else gather(tile);
  first(tile + ODD);
  if (load<u8>(tile, RIM) && !closes) keepInside(tile);
}

function first(to: usize): void {
  if (swapped) generationBetween(scratch, to);
  else generation(scratch, to);
}

/** Tiles at a seam or an end: cores may be smaller than 28 × 28. Any change wakes all neighbours. */
function visitRim(tile: usize): void {
  const between = tile + ODD;
  gatherRim(tile);
  first(between);
  if (!closes) keepInside(tile);
  if (swapped) generation(between, ahead);
  else generationBetween(between, ahead);
  const before = tile + now;
  const after = tile + (now ^ 128);
  const columns = columnsOf(tile);
  const bottom = <i32>load<u8>(tile, HEIGHT) + 2;
  let change: u32 = 0;
  for (let r = 2; r < bottom; r++) {
    const o = rowAt(r);
    const cells = load<u32>(ahead + o) & columns;
    change |= cells ^ load<u32>(before + o);
    store<u32>(after + o, cells);
  }
  if (change) wakeAll(tile, next);
}

/** Kills what was born beyond the ends of a plane in the generation between. */
function keepInside(tile: usize): void {
  let columns: u32 = ~0;
  if (isFirstColumn(load<i64>(tile, X))) columns = ~3;
  if (isLastColumn(load<i64>(tile, X))) columns &= ((<u32>1) << (load<u8>(tile, WIDTH) + 2)) - 1;
  const top = isFirstRow(load<i64>(tile, Y)) ? 2 : 0;
  const bottom = isLastRow(load<i64>(tile, Y)) ? <i32>load<u8>(tile, HEIGHT) + 2 : 32;
  for (let r = 0; r < 32; r++) {
    const p = tile + ODD + rowAt(r);
    store<u32>(p, r < top || r >= bottom ? 0 : load<u32>(p) & columns);
  }
}

/** {@link gather} for cores of any size. */
function gatherRim(tile: usize): void {
  const n = <usize>load<u32>(tile, N);
  const s = <usize>load<u32>(tile, S);
  const ne = <usize>load<u32>(tile, NE);
  const se = <usize>load<u32>(tile, SE);
  const nw = <usize>load<u32>(tile, NW);
  const sw = <usize>load<u32>(tile, SW);
  const w = <usize>load<u32>(tile, W);
  const e = <usize>load<u32>(tile, E);
  const height = <i32>load<u8>(tile, HEIGHT);
  const above = heightAt(rowSeen(load<i64>(tile, Y) - 1));
  memory.fill(scratch, 0, 128);
  // A lattice one cell high shows its row twice on both sides.
  for (let r = 0; r < 2; r++) {
    store<u32>(scratch + rowAt(r), rimRow(nw, n, ne, above == 1 ? 2 : above + r, tile));
    store<u32>(scratch + rowAt(height + 2 + r), rimRow(sw, s, se, height == 1 ? 2 : 2 + r, tile));
  }
  for (let r = 2; r < height + 2; r++) store<u32>(scratch + rowAt(r), rimRow(w, tile, e, r, tile));
}

/** Row r of three tiles, as `tile` and two columns on each side see it. */
function rimRow(left: usize, middle: usize, right: usize, r: i32, tile: usize): u32 {
  const o = now + rowAt(r);
  const width = <u32>load<u8>(tile, WIDTH);
  const before = load<u32>(left + o);
  const after = load<u32>(right + o);
  const widthBefore = <u32>load<u8>(left, WIDTH);
  const two = widthBefore == 1 ? (before >> 2) * 3 : before >> widthBefore;
  const beyond = load<u8>(right, WIDTH) == 1 ? after | (after << 1) : after & 0xc;
  return load<u32>(middle + o) | two | (beyond << width);
}
