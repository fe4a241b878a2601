export { heapBase } from './heap';

// Any two-state rule on the 3 × 3 block, held as data. The rule is a polynomial over GF(2) in the six cells of the upper
// two rows: its 64 coefficients are functions of the three cells below, one byte each (bit i: the value where south-west,
// south and south-east read i as a binary number). `scratch` holds 32 vectors: all functions of a row, as sums of two halves.

/** The sixteen sums of four vectors each that make up every function of a row. */
function rowFunctions(sw: v128, s: v128, se: v128, scratch: usize): void {
  const onlyS = v128.andnot(s, sw);
  const neither = v128.not(v128.or(sw, s));
  halfOf(scratch, v128.andnot(neither, se), v128.and(neither, se), v128.andnot(onlyS, se), v128.and(onlyS, se));
  const both = v128.and(sw, s);
  const onlySw = v128.andnot(sw, s);
  halfOf(scratch + 256, v128.andnot(onlySw, se), v128.and(onlySw, se), v128.andnot(both, se), v128.and(both, se));
}

// @ts-ignore: decorator
@inline
function halfOf(out: usize, m0: v128, m1: v128, m2: v128, m3: v128): void {
  v128.store(out, i64x2.splat(0));
  v128.store(out, m0, 16);
  v128.store(out, m1, 32);
  v128.store(out, v128.or(m0, m1), 48);
  doubled(out, 64, m2);
  doubled(out, 128, m3);
}

/** The functions with one more of the row's states: those without it come first. */
// @ts-ignore: decorator
@inline
function doubled(out: usize, bytes: usize, state: v128): void {
  for (let o: usize = 0; o < bytes; o += 16) v128.store(out + bytes + o, v128.or(v128.load(out + o), state));
}

// @ts-ignore: decorator
@inline
function coefficient(at: usize, scratch: usize): v128 {
  const f = <usize>load<u8>(at);
  return v128.or(v128.load(scratch + ((f & 15) << 4)), v128.load(scratch + ((f >> 4) << 4), 256));
}

// @ts-ignore: decorator
@inline
function line(at: usize, scratch: usize, x: v128): v128 {
  return v128.xor(coefficient(at, scratch), v128.and(x, coefficient(at + 1, scratch)));
}

/** The polynomial in three of the cells: eight coefficients. */
function cube(at: usize, scratch: usize, x: v128, y: v128, z: v128): v128 {
  const low = v128.xor(line(at, scratch, z), v128.and(y, line(at + 2, scratch, z)));
  const high = v128.xor(line(at + 4, scratch, z), v128.and(y, line(at + 6, scratch, z)));
  return v128.xor(low, v128.and(x, high));
}

function rule(at: usize, scratch: usize, nw: v128, n: v128, ne: v128, w: v128, c: v128, e: v128): v128 {
  const q0 = v128.xor(cube(at, scratch, w, c, e), v128.and(ne, cube(at + 8, scratch, w, c, e)));
  const q1 = v128.xor(cube(at + 16, scratch, w, c, e), v128.and(ne, cube(at + 24, scratch, w, c, e)));
  const q2 = v128.xor(cube(at + 32, scratch, w, c, e), v128.and(ne, cube(at + 40, scratch, w, c, e)));
  const q3 = v128.xor(cube(at + 48, scratch, w, c, e), v128.and(ne, cube(at + 56, scratch, w, c, e)));
  return v128.xor(v128.xor(q0, v128.and(n, q1)), v128.and(nw, v128.xor(q2, v128.and(n, q3))));
}

/** One strip of `rows` vectors, one generation: `l`, `c`, `r` point at the row above the first, `out` at the first. */
export function strip(l: usize, c: usize, r: usize, out: usize, rows: i32, coefficients: usize, scratch: usize): void {
  for (let end = out + ((<usize>rows) << 4); out < end; out += 16, l += 16, c += 16, r += 16) {
    rowFunctions(v128.load(l, 32), v128.load(c, 32), v128.load(r, 32), scratch);
    const next = rule(
      coefficients, scratch,
      v128.load(l), v128.load(c), v128.load(r), v128.load(l, 16), v128.load(c, 16), v128.load(r, 16),
    );
    v128.store(out, next);
  }
}

/** One generation of a 16 × 16 tile, rows interleaved over two vectors. */
export function tile16(from: usize, to: usize, coefficients: usize, scratch: usize): void {
  const zero = i64x2.splat(0);
  const even = v128.load(from);
  const odd = v128.load(from, 16);
  const above = v128.shuffle<u8>(zero, odd, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
  const below = v128.shuffle<u8>(even, zero, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17);
  v128.store(to, row16(above, even, odd, coefficients, scratch));
  v128.store(to, row16(even, odd, below, coefficients, scratch), 16);
}

function row16(n: v128, c: v128, s: v128, coefficients: usize, scratch: usize): v128 {
  rowFunctions(i16x8.shl(s, 1), s, i16x8.shr_u(s, 1), scratch);
  return rule(coefficients, scratch, i16x8.shl(n, 1), n, i16x8.shr_u(n, 1), i16x8.shl(c, 1), c, i16x8.shr_u(c, 1));
}

/** One generation of a 32 × 32 tile, rows interleaved over eight vectors. */
export function tile32(from: usize, to: usize, coefficients: usize, scratch: usize): void {
  const zero = i64x2.splat(0);
  const first = v128.load(from);
  const beyond = v128.shuffle<u32>(first, zero, 1, 2, 3, 4);
  let n = v128.shuffle<u32>(zero, v128.load(from, 112), 3, 4, 5, 6);
  let c = first;
  for (let o: usize = 0; o < 128; o += 16) {
    const s = o == 112 ? beyond : v128.load(from + o, 16);
    rowFunctions(i32x4.shl(s, 1), s, i32x4.shr_u(s, 1), scratch);
    const next = rule(
      coefficients, scratch,
      i32x4.shl(n, 1), n, i32x4.shr_u(n, 1), i32x4.shl(c, 1), c, i32x4.shr_u(c, 1),
    );
    v128.store(to + o, next);
    n = c;
    c = s;
  }
}

/**
 * Generations, after `strip` wrote what the rule says to plane 0 of `out`: a cell whose counter runs stays out of it, the
 * counter of one that dies starts, the others' counters count up. `centre` points at the first row.
 */
export function age(centre: usize, out: usize, rows: i32, plane: usize, bits: i32, start: i32): void {
  for (let end = out + ((<usize>rows) << 4); out < end; out += 16, centre += 16) {
    const cell = v128.load(centre);
    const lives = v128.load(out);
    let ageing = i64x2.splat(0);
    for (let bit = 1; bit <= bits; bit++) ageing = v128.or(ageing, v128.load(centre + <usize>bit * plane));
    v128.store(out, v128.andnot(lives, ageing));
    const dies = v128.andnot(cell, lives);
    let carry = ageing;
    for (let bit = 1; bit <= bits; bit++) {
      const old = v128.load(centre + <usize>bit * plane);
      const counted = v128.xor(old, carry);
      v128.store(out + <usize>bit * plane, (start >> (bit - 1)) & 1 ? v128.or(counted, dies) : counted);
      carry = v128.and(old, carry);
    }
  }
}
