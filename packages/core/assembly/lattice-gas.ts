import { cellAt, fillHalo, pitchOf } from './halo';
import { noise4, rowKey } from './noise';
export { heapBase } from './heap';

// A node is a byte in a plane of halo.ts on a torus: bits 0 … 5 are particles by direction, each opposite to the one three
// bits on, bit 6 is a particle at rest, bit 7 a wall. Six directions lie on a hexagonal lattice whose odd rows stand half
// a node to the right: 0 east, 1 north-east, 2 north-west, 3 west, 4 south-west, 5 south-east; four on a square one:
// 0 east, 1 north, 3 west, 4 south.

/** The entry of each node in sixteen of a table: 0 for nodes elsewhere in it. */
// @ts-ignore: decorator
@inline
function entries(table: usize, nodes: v128, first: i8): v128 {
  return i8x16.swizzle(v128.load(table + <usize>first), v128.xor(nodes, i8x16.splat(first)));
}

/** The entry of each node in a table of 128 bytes, or of 64 where no node holds more; 0 for walls. */
// @ts-ignore: decorator
@inline
function looked(table: usize, nodes: v128, rest: bool): v128 {
  const low = v128.or(entries(table, nodes, 0), entries(table, nodes, 16));
  const half = v128.or(low, v128.or(entries(table, nodes, 32), entries(table, nodes, 48)));
  if (!rest) return half;
  const high = v128.or(entries(table, nodes, 64), entries(table, nodes, 80));
  return v128.or(half, v128.or(high, v128.or(entries(table, nodes, 96), entries(table, nodes, 112))));
}

/** All particles of a node turned round, rest and wall kept. */
// @ts-ignore: decorator
@inline
function reversed(nodes: v128): v128 {
  const up = v128.and(i16x8.shl(nodes, 3), i8x16.splat(0x38));
  const down = v128.and(i16x8.shr_u(nodes, 3), i8x16.splat(0x07));
  return v128.or(v128.and(nodes, i8x16.splat(<i8>0xc0)), v128.or(up, down));
}

/**
 * Collisions, in place. `tables` holds two tables of 128 bytes; with `random` a bit for each node chooses. Without
 * `rest` no particle is at rest.
 * Walls send all particles back. Of the particles that go west with nobody going east beside them, `wind` of 2³² turn
 * round to the east.
 */
export function collide(
  plane: usize,
  w: i32,
  h: i32,
  tables: usize,
  random: bool,
  rest: bool,
  wind: u32,
  key: u64,
  time: f64,
): void {
  const pitch = pitchOf(w);
  for (let y = 0; y < h; y++) {
    let p = cellAt(plane, pitch, 0, y);
    const chance = rowKey(key, time, y, 0);
    const low = i32x4.splat(<i32>chance);
    const high = i32x4.splat(<i32>(chance >> 32));
    const gust = rowKey(key, time, y, 1);
    let column = i32x4(0, 1, 2, 3);
    for (const end = p + w; p < end; p += 16) {
      const nodes = v128.load(p);
      const isWall = i8x16.shr_s(nodes, 7);
      let after = looked(tables, nodes, rest);
      if (random) {
        const other = looked(tables + 128, nodes, rest);
        const coin = i8x16.shr_s(noise4(column, low, high), 7);
        after = v128.bitselect(other, after, coin);
      }
      if (wind) after = blown(after, column, gust, wind);
      column = i32x4.add(column, i32x4.splat(4));
      v128.store(p, v128.bitselect(reversed(nodes), after, isWall));
    }
  }
}

/** Turns particles from west to east, in each byte with the given chance. */
function blown(nodes: v128, column: v128, key: u64, wind: u32): v128 {
  const low = i32x4.splat(<i32>key);
  const high = i32x4.splat(<i32>(key >> 32));
  // 16 nodes ask for 16 numbers: four vectors of columns apart from one another.
  const limit = i32x4.splat(wind);
  const c = i32x4.shl(column, 2);
  const a = i32x4.lt_u(noise4(c, low, high), limit);
  const b = i32x4.lt_u(noise4(i32x4.add(c, i32x4.splat(1)), low, high), limit);
  const d = i32x4.lt_u(noise4(i32x4.add(c, i32x4.splat(2)), low, high), limit);
  const e = i32x4.lt_u(noise4(i32x4.add(c, i32x4.splat(3)), low, high), limit);
  const gusts = i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(d, e));
  const west = i8x16.eq(v128.and(nodes, i8x16.splat(9)), i8x16.splat(8));
  return v128.xor(nodes, v128.and(v128.and(gusts, west), i8x16.splat(9)));
}

/** Every particle goes on to the next node in its direction; walls stay. */
export function move(from: usize, to: usize, w: i32, h: i32, hexagonal: bool): void {
  fillHalo(from, w, h, true, 0);
  const pitch = pitchOf(w);
  const up = <usize>pitch;
  for (let y = 0; y < h; y++) {
    let p = cellAt(from, pitch, 0, y);
    let out = cellAt(to, pitch, 0, y);
    // Where a particle that arrives north-east … came from: the row below, and there as far left as the rows are shifted.
    const odd = hexagonal ? <usize>(y & 1) : 0;
    for (const end = p + w; p < end; p += 16, out += 16) {
      let v = v128.and(v128.load(p), i8x16.splat(<i8>0xc0));
      v = v128.or(v, v128.and(v128.load(p - 1), i8x16.splat(1)));
      v = v128.or(v, v128.and(v128.load(p + 1), i8x16.splat(8)));
      const below = p + up + odd;
      const above = p - up + odd;
      if (hexagonal) {
        v = v128.or(v, v128.and(v128.load(below - 1), i8x16.splat(2)));
        v = v128.or(v, v128.and(v128.load(below), i8x16.splat(4)));
        v = v128.or(v, v128.and(v128.load(above), i8x16.splat(16)));
        v = v128.or(v, v128.and(v128.load(above - 1), i8x16.splat(32)));
      } else {
        v = v128.or(v, v128.and(v128.load(below), i8x16.splat(2)));
        v = v128.or(v, v128.and(v128.load(above), i8x16.splat(16)));
      }
      v128.store(out, v);
    }
  }
  // So that a plane is the same bytes however the run came to it.
  fillHalo(to, w, h, true, 0);
}

/** Turns every particle round, in place. */
export function reverse(plane: usize, w: i32, h: i32): void {
  const pitch = pitchOf(w);
  for (let y = 0; y < h; y++) {
    let p = cellAt(plane, pitch, 0, y);
    for (const end = p + w; p < end; p += 16) v128.store(p, reversed(v128.load(p)));
  }
}
