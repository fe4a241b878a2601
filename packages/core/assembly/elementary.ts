export { heapBase } from './heap';

// Elementary rules, 128 cells an instruction, in the strided-bit layout: a row of W cells is N = ceil(W / 128) vectors,
// and cell x is bit x div N of vector x mod N, so that left and right neighbours are whole neighbouring vectors.
// A row lies between two guard vectors, what is left of vector 0 and right of vector N - 1: it takes 16 * (N + 2)
// bytes, and `row` points at the first guard. Bits at x ≥ W are padding: cell W serves as the right neighbour of the
// last cell, the others may hold anything and are masked out where cells are counted or copied out.

// @ts-ignore: decorator
@inline
function vectorsOf(w: i32): i32 {
  return (w + 127) >> 7;
}

// @ts-ignore: decorator
@inline
function byteOf(row: usize, n: i32, x: i32): usize {
  return row + 16 + ((<usize>(x % n)) << 4) + ((<usize>(x / n)) >> 3);
}

export function getCell(row: usize, w: i32, x: i32): i32 {
  const n = vectorsOf(w);
  return (load<u8>(byteOf(row, n, x)) >> <u8>((x / n) & 7)) & 1;
}

export function setCell(row: usize, w: i32, x: i32, alive: i32): void {
  const n = vectorsOf(w);
  const p = byteOf(row, n, x);
  const bit = <u8>1 << (<u8>(x / n) & 7);
  store<u8>(p, alive ? load<u8>(p) | bit : load<u8>(p) & ~bit);
}

/** v with bit b moved to b + 1. */
// @ts-ignore: decorator
@inline
function shiftUp(v: v128): v128 {
  return v128.or(i64x2.shl(v, 1), v128.shuffle<i64>(i64x2.splat(0), i64x2.shr_u(v, 63), 0, 2));
}

/** v with bit b moved to b - 1. */
// @ts-ignore: decorator
@inline
function shiftDown(v: v128): v128 {
  return v128.or(i64x2.shr_u(v, 1), v128.shuffle<i64>(i64x2.shl(v, 63), i64x2.splat(0), 1, 2));
}

/** Boundaries, as `automata/elementary.ts` numbers them: a ring, or cells beyond both ends that stay 0 or 1. */
const RING = 0;

/** Fills the guards, and cell W where there is room for it. */
export function close(row: usize, w: i32, boundary: i32): void {
  const n = vectorsOf(w);
  const before = <i64>(boundary == RING ? getCell(row, w, w - 1) : boundary - 1);
  const after = boundary == RING ? getCell(row, w, 0) : boundary - 1;
  const first = row + 16;
  const end = first + ((<usize>n) << 4);
  const whole = w == n << 7;
  if (!whole) setCell(row, w, w, after);
  const last = whole ? (<i64>after) << 63 : 0;
  v128.store(row, v128.or(shiftUp(v128.load(end - 16)), i64x2.replace_lane(i64x2.splat(0), 0, before)));
  v128.store(end, v128.or(shiftDown(v128.load(first)), i64x2.replace_lane(i64x2.splat(0), 1, last)));
}

/**
 * One generation from row `now`, which must be closed, to row `next`, which then is: the rule is a polynomial over GF(2) in left, centre and right, its
 * coefficients of 1, l, c, lc, r, lr, cr, lcr all-ones or all-zero vectors at `rule`. In second order the row before
 * `now` is added modulo 2; it may be `next` itself, which is then overwritten.
 */
export function generation(now: usize, before: usize, next: usize, w: i32, rule: usize, boundary: i32, second: bool): void {
  if (second) sweep(now, before, next, vectorsOf(w), rule, true);
  else sweep(now, before, next, vectorsOf(w), rule, false);
  close(next, w, boundary);
}

/** `count` generations between two rows, `before` and `now`; the newest is in `before` when the count is odd. */
export function generations(now: usize, before: usize, w: i32, rule: usize, boundary: i32, second: bool, count: i32): void {
  for (; count > 0; count--) {
    generation(now, before, before, w, rule, boundary, second);
    const swap = now;
    now = before;
    before = swap;
  }
}

// @ts-ignore: decorator
@inline
function sweep(now: usize, before: usize, next: usize, n: i32, rule: usize, second: bool): void {
  const a0 = v128.load(rule);
  const a1 = v128.load(rule, 16);
  const a2 = v128.load(rule, 32);
  const a3 = v128.load(rule, 48);
  const a4 = v128.load(rule, 64);
  const a5 = v128.load(rule, 80);
  const a6 = v128.load(rule, 96);
  const a7 = v128.load(rule, 112);
  let l = v128.load(now);
  let c = v128.load(now, 16);
  const end = now + ((<usize>n) << 4);
  for (; now < end; now += 16, before += 16, next += 16) {
    const r = v128.load(now, 32);
    const low = v128.xor(v128.xor(a0, v128.and(l, a1)), v128.and(c, v128.xor(a2, v128.and(l, a3))));
    const high = v128.xor(v128.xor(a4, v128.and(l, a5)), v128.and(c, v128.xor(a6, v128.and(l, a7))));
    let v = v128.xor(low, v128.and(r, high));
    if (second) v = v128.xor(v, v128.load(before, 16));
    v128.store(next, v, 16);
    l = c;
    c = r;
  }
}

/** Ones where vector i holds cells of the row: its lowest ceil((w - i) / n) bits. */
function cellMask(i: i32, n: i32, w: i32): v128 {
  const count = (w - i + n - 1) / n;
  const low = count >= 64 ? -1 : ((<i64>1) << count) - 1;
  const high = count >= 128 ? -1 : count <= 64 ? 0 : ((<i64>1) << (count - 64)) - 1;
  return i64x2.replace_lane(i64x2.splat(low), 1, high);
}

/** Cells in which two rows differ; how many are 1, where the second is empty. */
export function differences(a: usize, b: usize, w: i32): i32 {
  const n = vectorsOf(w);
  let sum: i64 = 0;
  for (let i = 0; i < n; i++) {
    const at = (<usize>(i + 1)) << 4;
    const v = v128.and(v128.xor(v128.load(a + at), v128.load(b + at)), cellMask(i, n, w));
    sum += popcnt<i64>(i64x2.extract_lane(v, 0)) + popcnt<i64>(i64x2.extract_lane(v, 1));
  }
  return <i32>sum;
}

/** Copies a row out, eight cells a byte, the leftmost in the most significant bit. */
export function pack(row: usize, out: usize, w: i32): void {
  const n = vectorsOf(w);
  const first = row + 16;
  let vector = first;
  let bit: u32 = 0;
  let i = 0;
  let byte: u32 = 0;
  for (let x = 0; x < w; x++) {
    byte = (byte << 1) | ((<u32>load<u8>(vector + (bit >> 3)) >> (bit & 7)) & 1);
    vector += 16;
    if (++i == n) {
      i = 0;
      bit++;
      vector = first;
    }
    if ((x & 7) == 7) {
      store<u8>(out++, <u8>byte);
      byte = 0;
    }
  }
  if (w & 7) store<u8>(out, <u8>(byte << (8 - (w & 7))));
}
