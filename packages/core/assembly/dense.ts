export { heapBase } from './heap';

// Planes of bits, 128 cells an instruction, in the strided-bit layout: a row of W cells is N = ceil(W / 128) vectors, and
// cell x is bit x div N of vector x mod N. Left and right neighbours are then whole neighbouring vectors. A plane is N
// strips of H + 2 vectors (one halo row above and below): vector i of row y lies at plane + 16 * (i * (H + 2) + y + 1).
// Bits at x ≥ W are padding: cell W serves as the right halo, the others may hold anything. Vector 0's left neighbours
// and vector N - 1's right neighbours are strips of their own, `left` and `right`.

// @ts-ignore: decorator
@external("env", "strip")
declare function strip(l: usize, c: usize, r: usize, out: usize, rows: i32, plane: i32): void;

// @ts-ignore: decorator
@inline
function rowAt(plane: usize, h: i32, y: i32): usize {
  return plane + ((<usize>(y + 1)) << 4);
}

// @ts-ignore: decorator
@inline
function stripBytes(h: i32): usize {
  return (<usize>(h + 2)) << 4;
}

/** Byte offset of cell (x, y) in a plane. */
// @ts-ignore: decorator
@inline
function cellAt(plane: usize, n: i32, h: i32, x: i32, y: i32): usize {
  return rowAt(plane, h, y) + <usize>(x % n) * stripBytes(h) + ((<usize>(x / n)) >> 3);
}

/** Sets `length` cells of row y from x on. */
export function setRun(plane: usize, n: i32, h: i32, x: i32, y: i32, length: i32, alive: i32): void {
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

/** The same with the last bit moved to the first, and the first to the last. */
// @ts-ignore: decorator
@inline
function turnedUp(v: v128): v128 {
  const carried = i64x2.shr_u(v, 63);
  return v128.or(i64x2.shl(v, 1), v128.shuffle<i64>(carried, carried, 1, 0));
}

// @ts-ignore: decorator
@inline
function turnedDown(v: v128): v128 {
  const carried = i64x2.shl(v, 63);
  return v128.or(i64x2.shr_u(v, 1), v128.shuffle<i64>(carried, carried, 1, 0));
}

/** How the edges meet: all dead outside, opposite edges joined, or by lists of where each border cell comes from. */
const TORUS = 1;
const LISTED = 2;

/** Halo of a plane or a torus: rows above and below, and cell W of every row. */
function fillRows(plane: usize, w: i32, h: i32, torus: bool): void {
  const n = (w + 127) >> 7;
  if (w < n << 7) {
    // Cell W takes cell 0's state: both have a fixed bit in their strips.
    const bit = <u8>1 << (<u8>(w / n) & 7);
    const from = rowAt(plane, h, 0);
    const to = cellAt(plane, n, h, w, 0);
    const end = stripBytes(h) - 32;
    for (let o: usize = 0; o < end; o += 16) {
      const rest = load<u8>(to + o) & ~bit;
      store<u8>(to + o, torus && load<u8>(from + o) & 1 ? rest | bit : rest);
    }
  }
  for (let i = 0; i < n; i++) {
    const top = plane + <usize>i * stripBytes(h);
    const bottom = top + stripBytes(h) - 16;
    v128.store(top, torus ? v128.load(bottom - 16) : i64x2.splat(0));
    v128.store(bottom, torus ? v128.load(top + 16) : i64x2.splat(0));
  }
}

/**
 * Copies border cells from a list of `count` cells: byte offsets of the sources in the plane and of the targets from
 * `base`, and bits: source in bits 0–2, target in bits 3–5, bit 6 set where the border is dead.
 */
function gather(plane: usize, base: usize, list: usize, count: i32): void {
  const targets = list + ((<usize>count) << 2);
  const bits = targets + ((<usize>count) << 2);
  for (let i: usize = 0; i < <usize>count; i++) {
    const code = load<u8>(bits + i);
    const cell = code & 64 ? 0 : (load<u8>(plane + load<u32>(list + (i << 2))) >> (code & 7)) & 1;
    const to = base + load<u32>(targets + (i << 2));
    const shift = (code >> 3) & 7;
    store<u8>(to, (load<u8>(to) & ~(<u8>1 << shift)) | (cell << shift));
  }
}

/** The columns left of vector 0 and right of vector N - 1 are the far strips, moved by one bit. */
function fillSides(plane: usize, left: usize, right: usize, w: i32, h: i32, torus: bool): void {
  const n = (w + 127) >> 7;
  const last = plane + <usize>(n - 1) * stripBytes(h);
  if (torus && w == n << 7) {
    for (let o: usize = 0; o < stripBytes(h); o += 16) {
      v128.store(left + o, turnedUp(v128.load(last + o)));
      v128.store(right + o, turnedDown(v128.load(plane + o)));
    }
    return;
  }
  const edge = plane + <usize>((w - 1) % n) * stripBytes(h) + ((<usize>((w - 1) / n)) >> 3);
  const edgeBit = <u8>(((w - 1) / n) & 7);
  for (let o: usize = 0; o < stripBytes(h); o += 16) {
    v128.store(left + o, shiftUp(v128.load(last + o)));
    v128.store(right + o, shiftDown(v128.load(plane + o)));
    if (torus) store<u8>(left + o, load<u8>(left + o) | ((load<u8>(edge + o) >> edgeBit) & 1));
  }
}

function fillHalo(plane: usize, left: usize, right: usize, w: i32, h: i32, edges: i32, lists: usize): void {
  if (edges != LISTED) {
    fillRows(plane, w, h, edges == TORUS);
    fillSides(plane, left, right, w, h, edges == TORUS);
    return;
  }
  // Two lists, each after its count in a vector of its own: cells of the plane's halo, cells of `left` and `right`.
  const inPlane = load<i32>(lists);
  gather(plane, plane, lists + 16, inPlane);
  fillSides(plane, left, right, w, h, false);
  const sides = lists + 16 + ((<usize>inPlane * 9 + 15) & ~15);
  gather(plane, left, sides + 16, load<i32>(sides));
}

/** `count` generations; the planes change roles each time. `stride`: bytes from one plane of a state to the next. */
export function run(
  from: usize, to: usize, stride: i32, left: usize, right: usize, w: i32, h: i32, edges: i32, lists: usize, count: i32,
): void {
  const n = (w + 127) >> 7;
  const bytes = stripBytes(h);
  for (; count > 0; count--) {
    fillHalo(from, left, right, w, h, edges, lists);
    for (let i = 0; i < n; i++) {
      const c = from + <usize>i * bytes;
      strip(i == 0 ? left : c - bytes, c, i == n - 1 ? right : c + bytes, to + <usize>i * bytes + 16, h, stride);
    }
    const other = from;
    from = to;
    to = other;
  }
}

/** One exchange of a bit-matrix transposition: the masked bits of `a` trade places with those `s` higher in `b`. */
// @ts-ignore: decorator
@inline
function exchanged(a: v128, b: v128, s: i32, mask: i8): v128 {
  return v128.and(v128.xor(a, i8x16.shr_u(b, s)), i8x16.splat(mask));
}

/**
 * Copies rows y … y + rows - 1 out, eight cells a byte, the leftmost in the most significant bit, `pitch` = ceil(w / 8)
 * bytes a row, bits beyond the last cell 0. Where eight neighbouring vectors hold eight neighbouring cells (N a multiple
 * of 8, no padding), sixteen 8 × 8 bit matrices are transposed at once.
 */
export function packRows(plane: usize, out: usize, w: i32, h: i32, y: i32, rows: i32): void {
  const n = (w + 127) >> 7;
  const pitch = <usize>((w + 7) >> 3);
  for (const end = y + rows; y < end; y++, out += pitch) {
    if (n % 8 == 0 && w == n << 7) {
      for (let i = 0; i < n; i += 8) transposeBlock(plane, out + <usize>(i >> 3), n, h, i, y);
    } else packRow(rowAt(plane, h, y), stripBytes(h), out, n, w);
  }
}

function packRow(row: usize, bytes: usize, out: usize, n: i32, w: i32): void {
  let byte: u32 = 0;
  let filled = 0;
  let vector = row;
  let bit = 0;
  let i = 0;
  for (let x = 0; x < w; x++) {
    byte = (byte << 1) | ((<u32>load<u8>(vector + ((<usize>bit) >> 3)) >> (bit & 7)) & 1);
    vector += bytes;
    if (++i == n) {
      i = 0;
      bit++;
      vector = row;
    }
    if (++filled == 8) {
      store<u8>(out++, <u8>byte);
      filled = 0;
    }
  }
  if (filled) store<u8>(out, <u8>(byte << (8 - filled)));
}

/** Writes rows that {@link packRows} copied out. */
export function unpackRows(plane: usize, from: usize, w: i32, h: i32, y: i32, rows: i32): void {
  const n = (w + 127) >> 7;
  const pitch = <usize>((w + 7) >> 3);
  for (const end = y + rows; y < end; y++, from += pitch) unpackRow(rowAt(plane, h, y), stripBytes(h), from, n, w);
}

function unpackRow(row: usize, bytes: usize, from: usize, n: i32, w: i32): void {
  let vector = row;
  let bit = 0;
  let i = 0;
  for (let x = 0; x < w; x++) {
    const to = vector + ((<usize>bit) >> 3);
    const cell = (<u32>load<u8>(from + ((<usize>x) >> 3)) >> (7 - (x & 7))) & 1;
    store<u8>(to, (<u32>load<u8>(to) & ~(1 << (bit & 7))) | (cell << (bit & 7)));
    vector += bytes;
    if (++i == n) {
      i = 0;
      bit++;
      vector = row;
    }
  }
}

/** 1024 cells of row y: byte b * N / 8 of the output, for b = 0 … 127, takes bit b of the vectors i … i + 7. */
function transposeBlock(plane: usize, out: usize, n: i32, h: i32, i: i32, y: i32): void {
  const bytes = stripBytes(h);
  const p = rowAt(plane, h, y) + <usize>i * bytes;
  // Vector i + 7 becomes the least significant bit: load in reverse.
  let v0 = v128.load(p + 7 * bytes);
  let v1 = v128.load(p + 6 * bytes);
  let v2 = v128.load(p + 5 * bytes);
  let v3 = v128.load(p + 4 * bytes);
  let v4 = v128.load(p + 3 * bytes);
  let v5 = v128.load(p + 2 * bytes);
  let v6 = v128.load(p + bytes);
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
