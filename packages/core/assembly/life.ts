export { heapBase } from './heap';

// Two-state B/S rules, 128 cells an instruction, in the strided-bit layout: a row of W cells is N = ceil(W / 128)
// vectors, and cell x is bit x div N of vector x mod N. Left and right neighbours are then whole neighbouring vectors.
// A plane is N strips of H + 2 vectors (one halo row above and below): vector i of row y lies at
// plane + 16 * (i * (H + 2) + y + 1). Bits at x ≥ W are padding: cell W serves as the right halo, the others may hold
// anything and are masked out where cells are counted or copied out.

// @ts-ignore: decorator
@inline
function cellAt(plane: usize, n: i32, h: i32, x: i32, y: i32): usize {
  return plane + ((<usize>((x % n) * (h + 2) + y + 1)) << 4) + ((<usize>(x / n)) >> 3);
}

export function getCell(plane: usize, w: i32, h: i32, x: i32, y: i32): i32 {
  const n = (w + 127) >> 7;
  return (load<u8>(cellAt(plane, n, h, x, y)) >> ((x / n) & 7)) & 1;
}

/** Sets `length` cells of row y from x on. */
export function setRun(plane: usize, w: i32, h: i32, x: i32, y: i32, length: i32, alive: i32): void {
  const n = (w + 127) >> 7;
  for (let end = x + length; x < end; x++) {
    const p = cellAt(plane, n, h, x, y);
    const bit = (<u8>1) << (<u8>(x / n) & 7);
    store<u8>(p, alive ? load<u8>(p) | bit : load<u8>(p) & ~bit);
  }
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

/** Fills what lies just outside the grid: on a torus the opposite edge, elsewhere dead cells. */
function fillHalo(plane: usize, left: usize, right: usize, w: i32, h: i32, torus: bool): void {
  const n = (w + 127) >> 7;
  const strip = (<usize>(h + 2)) << 4;
  if (w < n << 7) {
    for (let y = 0; y < h; y++) setRun(plane, w + 1, h, w, y, 1, torus ? getCell(plane, w, h, 0, y) : 0);
  }
  for (let i = 0; i < n; i++) {
    const top = plane + <usize>i * strip;
    const bottom = top + strip - 16;
    v128.store(top, torus ? v128.load(bottom - 16) : i64x2.splat(0));
    v128.store(bottom, torus ? v128.load(top + 16) : i64x2.splat(0));
  }
  // The columns left of vector 0 and right of vector N - 1 are the far strips, moved by one bit.
  const first = plane;
  const last = plane + <usize>(n - 1) * strip;
  const edge = plane + <usize>((w - 1) % n) * strip;
  const edgeByte = (<usize>((w - 1) / n)) >> 3;
  const edgeBit = <u8>(((w - 1) / n) & 7);
  for (let o: usize = 0; o < strip; o += 16) {
    v128.store(left + o, shiftUp(v128.load(last + o)));
    v128.store(right + o, shiftDown(v128.load(first + o)));
    if (torus) {
      store<u8>(left + o, load<u8>(left + o) | ((load<u8>(edge + o + edgeByte) >> edgeBit) & 1));
      if (w == n << 7) store<u8>(right + o + 15, load<u8>(right + o + 15) | (load<u8>(first + o) << 7));
    }
  }
}

/**
 * One strip, one generation. Sums of three cells a row are carried down the column in registers; the rule is a
 * polynomial over GF(2) in the bits of the neighbour count, its coefficients all-ones or all-zero vectors at `rule`:
 * nine for birth, then nine for birth xor survival, over 1, n0, n1, n0n1, n2, n2n0, n2n1, n2n0n1, n3.
 */
function stepStrip(l: usize, c: usize, r: usize, out: usize, h: i32, rule: usize): void {
  let L = v128.load(l);
  let C = v128.load(c);
  let R = v128.load(r);
  let x = v128.xor(L, R);
  let up0 = v128.xor(x, C);
  let up1 = v128.or(v128.and(L, R), v128.and(x, C));
  L = v128.load(l, 16);
  C = v128.load(c, 16);
  R = v128.load(r, 16);
  // The centre row's pair (left, right) without the cell itself, and all three for the rows below.
  let pair0 = v128.xor(L, R);
  let pair1 = v128.and(L, R);
  let mid0 = v128.xor(pair0, C);
  let mid1 = v128.or(pair1, v128.and(pair0, C));
  for (let end = out + ((<usize>h) << 4); out < end; out += 16) {
    l += 16;
    c += 16;
    r += 16;
    const L2 = v128.load(l, 16);
    const C2 = v128.load(c, 16);
    const R2 = v128.load(r, 16);
    const nextPair0 = v128.xor(L2, R2);
    const nextPair1 = v128.and(L2, R2);
    const down0 = v128.xor(nextPair0, C2);
    const down1 = v128.or(nextPair1, v128.and(nextPair0, C2));
    // Neighbour count n3 n2 n1 n0 = row above + pair + row below.
    const p = v128.xor(up0, pair0);
    const n0 = v128.xor(p, down0);
    const carry = v128.or(v128.and(up0, pair0), v128.and(p, down0));
    const q = v128.xor(up1, pair1);
    const twos = v128.xor(q, down1);
    const fours = v128.or(v128.and(up1, pair1), v128.and(q, down1));
    const n1 = v128.xor(carry, twos);
    const both = v128.and(carry, twos);
    const n2 = v128.xor(fours, both);
    const n3 = v128.and(fours, both);
    const birth = polynomial(rule, n0, n1, n2, n3);
    const change = polynomial(rule + 144, n0, n1, n2, n3);
    v128.store(out, v128.xor(birth, v128.and(C, change)));
    up0 = mid0;
    up1 = mid1;
    mid0 = down0;
    mid1 = down1;
    pair0 = nextPair0;
    pair1 = nextPair1;
    C = C2;
  }
}

// @ts-ignore: decorator
@inline
function polynomial(a: usize, n0: v128, n1: v128, n2: v128, n3: v128): v128 {
  const low = v128.xor(
    v128.xor(v128.load(a), v128.and(n0, v128.load(a, 16))),
    v128.and(n1, v128.xor(v128.load(a, 32), v128.and(n0, v128.load(a, 48)))),
  );
  const high = v128.xor(
    v128.xor(v128.load(a, 64), v128.and(n0, v128.load(a, 80))),
    v128.and(n1, v128.xor(v128.load(a, 96), v128.and(n0, v128.load(a, 112)))),
  );
  return v128.xor(v128.xor(low, v128.and(n2, high)), v128.and(n3, v128.load(a, 128)));
}

/** Boundaries, as `automata/life.ts` numbers them. */
const TORUS = 0;
const BOX = 2;

/** One generation from plane `from` to plane `to`; `left` and `right` are scratch strips. */
export function step(from: usize, to: usize, left: usize, right: usize, rule: usize, w: i32, h: i32, boundary: i32): void {
  fillHalo(from, left, right, w, h, boundary == TORUS);
  const n = (w + 127) >> 7;
  const strip = (<usize>(h + 2)) << 4;
  for (let i = 0; i < n; i++) {
    const c = from + <usize>i * strip;
    stepStrip(i == 0 ? left : c - strip, c, i == n - 1 ? right : c + strip, to + <usize>i * strip + 16, h, rule);
  }
  if (boundary == BOX) clearRing(to, w, h);
}

/** Kills the outermost ring of cells. */
export function clearRing(plane: usize, w: i32, h: i32): void {
  setRun(plane, w, h, 0, 0, w, 0);
  setRun(plane, w, h, 0, h - 1, w, 0);
  for (let y = 0; y < h; y++) {
    setRun(plane, w, h, 0, y, 1, 0);
    setRun(plane, w, h, w - 1, y, 1, 0);
  }
}

/** Ones where vector i holds cells of the grid: its lowest ceil((w - i) / n) bits. */
function cellMask(i: i32, n: i32, w: i32): v128 {
  const count = (w - i + n - 1) / n;
  const low = count >= 64 ? -1 : ((<i64>1) << count) - 1;
  const high = count >= 128 ? -1 : count <= 64 ? 0 : ((<i64>1) << (count - 64)) - 1;
  return i64x2.replace_lane(i64x2.splat(low), 1, high);
}

// @ts-ignore: decorator
@inline
function ones(v: v128): i64 {
  return popcnt<i64>(i64x2.extract_lane(v, 0)) + popcnt<i64>(i64x2.extract_lane(v, 1));
}

/** Writes population, births, deaths (cells that differ from plane `before`), then left, top, right, bottom, as f64. */
export function measure(plane: usize, before: usize, out: usize, w: i32, h: i32): void {
  const n = (w + 127) >> 7;
  let population: i64 = 0;
  let births: i64 = 0;
  let deaths: i64 = 0;
  let left = w;
  let right = -1;
  let top = h;
  let bottom = -1;
  for (let i = 0; i < n; i++) {
    const mask = cellMask(i, n, w);
    let columns = i64x2.splat(0);
    let p = plane + ((<usize>(i * (h + 2) + 1)) << 4);
    let b = before + ((<usize>(i * (h + 2) + 1)) << 4);
    for (let y = 0; y < h; y++, p += 16, b += 16) {
      const now = v128.and(v128.load(p), mask);
      const then = v128.and(v128.load(b), mask);
      if (v128.any_true(now)) {
        population += ones(now);
        columns = v128.or(columns, now);
        top = min(top, y);
        bottom = max(bottom, y);
      }
      births += ones(v128.andnot(now, then));
      deaths += ones(v128.andnot(then, now));
    }
    const low = i64x2.extract_lane(columns, 0);
    const high = i64x2.extract_lane(columns, 1);
    if (low | high) {
      left = min(left, (low ? <i32>ctz(low) : 64 + <i32>ctz(high)) * n + i);
      right = max(right, (high ? 127 - <i32>clz(high) : 63 - <i32>clz(low)) * n + i);
    }
  }
  store<f64>(out, <f64>population);
  store<f64>(out, <f64>births, 8);
  store<f64>(out, <f64>deaths, 16);
  store<f64>(out, <f64>left, 24);
  store<f64>(out, <f64>top, 32);
  store<f64>(out, <f64>right, 40);
  store<f64>(out, <f64>bottom, 48);
}

/** One exchange of a bit-matrix transposition: the masked bits of `a` trade places with those `s` higher in `b`. */
// @ts-ignore: decorator
@inline
function exchanged(a: v128, b: v128, s: i32, mask: i8): v128 {
  return v128.and(v128.xor(a, i8x16.shr_u(b, s)), i8x16.splat(mask));
}

/**
 * Copies the cells out row by row, eight a byte, the leftmost in the most significant bit, rows of ceil(w / 8) bytes.
 * Where eight neighbouring vectors hold eight neighbouring cells (N a multiple of 8, no padding), sixteen 8 × 8 bit
 * matrices are transposed at once.
 */
export function packRows(plane: usize, out: usize, w: i32, h: i32): void {
  const n = (w + 127) >> 7;
  const pitch = (w + 7) >> 3;
  if (n % 8 == 0 && w == n << 7) {
    for (let y = 0; y < h; y++) {
      for (let i = 0; i < n; i += 8) transposeBlock(plane, out + <usize>(y * pitch + (i >> 3)), n, h, i, y);
    }
    return;
  }
  const strip = (<usize>(h + 2)) << 4;
  for (let y = 0; y < h; y++) {
    let at = out + <usize>(y * pitch);
    let row = plane + ((<usize>(y + 1)) << 4);
    let byte: u32 = 0;
    let filled = 0;
    let vector = row;
    let bit = 0;
    let i = 0;
    for (let x = 0; x < w; x++) {
      byte = (byte << 1) | ((<u32>load<u8>(vector + ((<usize>bit) >> 3)) >> <u8>(bit & 7)) & 1);
      vector += strip;
      if (++i == n) {
        i = 0;
        bit++;
        vector = row;
      }
      if (++filled == 8) {
        store<u8>(at++, <u8>byte);
        filled = 0;
      }
    }
    if (filled) store<u8>(at, <u8>(byte << (8 - filled)));
  }
}

/** 1024 cells of row y: byte b * N / 8 of the output, for b = 0 … 127, takes bit b of the vectors i … i + 7. */
function transposeBlock(plane: usize, out: usize, n: i32, h: i32, i: i32, y: i32): void {
  const strip = (<usize>(h + 2)) << 4;
  const p = plane + <usize>i * strip + ((<usize>(y + 1)) << 4);
  // Vector i + 7 becomes the least significant bit: load in reverse.
  let v0 = v128.load(p + 7 * strip);
  let v1 = v128.load(p + 6 * strip);
  let v2 = v128.load(p + 5 * strip);
  let v3 = v128.load(p + 4 * strip);
  let v4 = v128.load(p + 3 * strip);
  let v5 = v128.load(p + 2 * strip);
  let v6 = v128.load(p + strip);
  let v7 = v128.load(p);
  let t: v128;
  t = exchanged(v4, v0, 4, 0x0f); v4 = v128.xor(v4, t); v0 = v128.xor(v0, i8x16.shl(t, 4));
  t = exchanged(v5, v1, 4, 0x0f); v5 = v128.xor(v5, t); v1 = v128.xor(v1, i8x16.shl(t, 4));
  t = exchanged(v6, v2, 4, 0x0f); v6 = v128.xor(v6, t); v2 = v128.xor(v2, i8x16.shl(t, 4));
  t = exchanged(v7, v3, 4, 0x0f); v7 = v128.xor(v7, t); v3 = v128.xor(v3, i8x16.shl(t, 4));
  t = exchanged(v2, v0, 2, 0x33); v2 = v128.xor(v2, t); v0 = v128.xor(v0, i8x16.shl(t, 2));
  t = exchanged(v3, v1, 2, 0x33); v3 = v128.xor(v3, t); v1 = v128.xor(v1, i8x16.shl(t, 2));
  t = exchanged(v6, v4, 2, 0x33); v6 = v128.xor(v6, t); v4 = v128.xor(v4, i8x16.shl(t, 2));
  t = exchanged(v7, v5, 2, 0x33); v7 = v128.xor(v7, t); v5 = v128.xor(v5, i8x16.shl(t, 2));
  t = exchanged(v1, v0, 1, 0x55); v1 = v128.xor(v1, t); v0 = v128.xor(v0, i8x16.shl(t, 1));
  t = exchanged(v3, v2, 1, 0x55); v3 = v128.xor(v3, t); v2 = v128.xor(v2, i8x16.shl(t, 1));
  t = exchanged(v5, v4, 1, 0x55); v5 = v128.xor(v5, t); v4 = v128.xor(v4, i8x16.shl(t, 1));
  t = exchanged(v7, v6, 1, 0x55); v7 = v128.xor(v7, t); v6 = v128.xor(v6, i8x16.shl(t, 1));
  const pitch = <usize>(n >> 3);
  scatter(out, v0, pitch);
  scatter(out + pitch, v1, pitch);
  scatter(out + 2 * pitch, v2, pitch);
  scatter(out + 3 * pitch, v3, pitch);
  scatter(out + 4 * pitch, v4, pitch);
  scatter(out + 5 * pitch, v5, pitch);
  scatter(out + 6 * pitch, v6, pitch);
  scatter(out + 7 * pitch, v7, pitch);
}

/** Byte j of v goes to out + 8 j pitch. */
// @ts-ignore: decorator
@inline
function scatter(out: usize, v: v128, pitch: usize): void {
  let low = i64x2.extract_lane(v, 0);
  let high = i64x2.extract_lane(v, 1);
  for (let j = 0; j < 8; j++) {
    store<u8>(out, <u8>low);
    store<u8>(out + 64 * pitch, <u8>high);
    low >>= 8;
    high >>= 8;
    out += 8 * pitch;
  }
}

/** Copies the cells out one a byte: 1 alive and 0 dead, or with `before` 0 dead, 1 survived, 2 born, 3 just died. */
export function unpack(plane: usize, before: usize, out: usize, w: i32, h: i32): void {
  const n = (w + 127) >> 7;
  for (let y = 0; y < h; y++) {
    for (let i = 0; i < n; i++) {
      const offset = (<usize>(i * (h + 2) + y + 1)) << 4;
      let at = out + <usize>(y * w);
      for (let x = i, bit = 0; x < w; x += n, bit++) {
        const byte = offset + ((<usize>bit) >> 3);
        const now = (load<u8>(plane + byte) >> <u8>(bit & 7)) & 1;
        const then = before ? (load<u8>(before + byte) >> <u8>(bit & 7)) & 1 : now;
        store<u8>(at + x, now ? (then ? 1 : 2) : then ? 3 : 0);
      }
    }
  }
}
