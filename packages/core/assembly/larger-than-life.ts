import { cellWithin, pitchWithin } from './halo';

export { heapBase } from './heap';
export { fillEdges } from './halo';

// Larger than Life: the next state follows from how many cells of a large neighbourhood are in state 1. The live cells
// are first summed up (along each row, or over all that lies above and left), so that a neighbourhood of any shape is a
// few sums added and subtracted: one at each corner of its outline. All arithmetic is modulo 2^8, 2^16 or 2^32, whichever
// holds the neighbourhood's size: the sums themselves may wrap, their differences come out right.

/** Where sums that end before column x lie, for a row of a plane of sums with lanes of `size` bytes. */
// @ts-ignore: decorator
@inline
function sumsRow(sums: usize, pitch: i32, row: i32, size: i32): usize {
  return sums + (<usize>pitch * <usize>row + 16) * <usize>size;
}

/** v with each lane the sum of itself and all lanes below it. */
// @ts-ignore: decorator
@inline
function scanned<T>(v: v128): v128 {
  const zero = i64x2.splat(0);
  if (sizeof<T>() == 1) {
    v = i8x16.add(v, i8x16.shuffle(zero, v, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30));
  }
  if (sizeof<T>() <= 2) {
    v = v128.add<T>(v, i8x16.shuffle(zero, v, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29));
  }
  v = v128.add<T>(v, i8x16.shuffle(zero, v, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27));
  return v128.add<T>(v, i8x16.shuffle(zero, v, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23));
}

/** The last lane of v in all. */
// @ts-ignore: decorator
@inline
function lastLane<T>(v: v128): v128 {
  if (sizeof<T>() == 1) return i8x16.shuffle(v, v, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15);
  if (sizeof<T>() == 2) return i8x16.shuffle(v, v, 14, 15, 14, 15, 14, 15, 14, 15, 14, 15, 14, 15, 14, 15, 14, 15);
  return i8x16.shuffle(v, v, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15, 12, 13, 14, 15);
}

/** Adds one vector of live cells (lanes of 0 and 1) to the row's sums, and what lies above where `above` is given. */
// @ts-ignore: decorator
@inline
function putSum<T>(out: usize, alive: v128, carry: v128, above: usize): v128 {
  const along = v128.add<T>(scanned<T>(alive), carry);
  v128.store(out, above ? v128.add<T>(along, v128.load(above)) : along);
  return lastLane<T>(along);
}

/** Sums of one row of cells, from its first halo cell on; `above` is the row of sums above, or 0 for sums along rows. */
function sumRow<T>(row: usize, out: usize, above: usize, length: i32): void {
  const one = i8x16.splat(1);
  const size = sizeof<T>();
  let carry = i64x2.splat(0);
  for (let i: usize = 0; i < <usize>length; i += 16) {
    const alive = v128.and(i8x16.eq(v128.load(row + i), one), one);
    const at = out + i * size;
    const up = above ? above + i * size : 0;
    if (size == 1) {
      carry = putSum<T>(at, alive, carry, up);
    } else if (size == 2) {
      carry = putSum<T>(at, i16x8.extend_low_i8x16_u(alive), carry, up);
      carry = putSum<T>(at + 16, i16x8.extend_high_i8x16_u(alive), carry, up ? up + 16 : 0);
    } else {
      const low = i16x8.extend_low_i8x16_u(alive);
      const high = i16x8.extend_high_i8x16_u(alive);
      carry = putSum<T>(at, i32x4.extend_low_i16x8_u(low), carry, up);
      carry = putSum<T>(at + 16, i32x4.extend_high_i16x8_u(low), carry, up ? up + 16 : 0);
      carry = putSum<T>(at + 32, i32x4.extend_low_i16x8_u(high), carry, up ? up + 32 : 0);
      carry = putSum<T>(at + 48, i32x4.extend_high_i16x8_u(high), carry, up ? up + 48 : 0);
    }
  }
}

/** Sums of row y of a plane of cells, counted from its halo's first. */
// @ts-ignore: decorator
@inline
function sumRowAt<T>(from: usize, sums: usize, y: i32, pitch: i32, area: bool): void {
  const size = <i32>sizeof<T>();
  const out = sumsRow(sums, pitch + 16, y + 1, size);
  sumRow<T>(from + <usize>(y * pitch), out, area ? out - <usize>((pitch + 16) * size) : 0, pitch);
}

/** The neighbourhood's count for one vector of cells: the sums at `plus` offsets less those at `minus` offsets. */
// @ts-ignore: decorator
@inline
function counted<T>(at: usize, offsets: usize, plus: i32, minus: i32): v128 {
  let count = v128.load(at + <usize>load<i32>(offsets));
  const middle = offsets + (<usize>plus << 2);
  const end = middle + (<usize>minus << 2);
  for (let p = offsets + 4; p < middle; p += 4) count = v128.add<T>(count, v128.load(at + <usize>load<i32>(p)));
  for (let p = middle; p < end; p += 4) count = v128.sub<T>(count, v128.load(at + <usize>load<i32>(p)));
  return count;
}

/** All ones where the count lies in one of `n` ranges, each a lowest value and a width. */
// @ts-ignore: decorator
@inline
function within<T>(count: v128, ranges: usize, n: i32): v128 {
  let found = i64x2.splat(0);
  for (const end = ranges + (<usize>n << 3); ranges < end; ranges += 8) {
    const low = v128.splat<T>(<T>load<u32>(ranges));
    const width = v128.splat<T>(<T>load<u32>(ranges, 4));
    found = v128.or(found, v128.le<T>(v128.sub<T>(count, low), width));
  }
  return found;
}

/** The rule: `births` ranges of counts, then `survivals`. */
// @ts-ignore: decorator
@inline
function judged<T>(count: v128, alive: v128, ranges: usize, births: i32, survivals: i32): v128 {
  const born = within<T>(count, ranges, births);
  const kept = within<T>(count, ranges + (<usize>births << 3), survivals);
  return v128.bitselect(kept, born, alive);
}

/** What {@link stepSimpleRow} keeps in registers: all ones where the count is within the range for the cell's state. */
// @ts-ignore: decorator
@inline
function judgedSimply<T>(
  at: usize, a: usize, b: usize, c: usize, d: usize, alive: v128, self: v128,
  birth: v128, births: v128, survival: v128, survivals: v128,
): v128 {
  let count = v128.sub<T>(v128.add<T>(v128.load(at + a), v128.load(at + b)), v128.load(at + c));
  count = v128.add<T>(v128.sub<T>(count, v128.load(at + d)), v128.and(alive, self));
  const born = v128.le<T>(v128.sub<T>(count, birth), births);
  const kept = v128.le<T>(v128.sub<T>(count, survival), survivals);
  return v128.bitselect(kept, born, alive);
}

/** A row of the commonest kind of rule: a rectangle, one range of counts for birth and one for survival, two states. */
function stepSimpleRow<T>(row: usize, out: usize, base: usize, w: i32, offsets: usize, self: i32, ranges: usize): void {
  const a = <usize>load<i32>(offsets);
  const b = <usize>load<i32>(offsets, 4);
  const c = <usize>load<i32>(offsets, 8);
  const d = <usize>load<i32>(offsets, 12);
  const birth = v128.splat<T>(<T>load<u32>(ranges));
  const births = v128.splat<T>(<T>load<u32>(ranges, 4));
  const survival = v128.splat<T>(<T>load<u32>(ranges, 8));
  const survivals = v128.splat<T>(<T>load<u32>(ranges, 12));
  const one = i8x16.splat(1);
  const own = i8x16.splat(self ? -1 : 0);
  let at = base;
  for (const end = row + w; row < end; row += 16, out += 16, at += 16 * sizeof<T>()) {
    const alive = i8x16.eq(v128.load(row), one);
    let lives: v128;
    if (sizeof<T>() == 1) {
      lives = judgedSimply<T>(at, a, b, c, d, alive, own, birth, births, survival, survivals);
    } else {
      const low = i16x8.extend_low_i8x16_s(alive);
      const high = i16x8.extend_high_i8x16_s(alive);
      lives = i8x16.narrow_i16x8_s(
        judgedSimply<T>(at, a, b, c, d, low, own, birth, births, survival, survivals),
        judgedSimply<T>(at + 16, a, b, c, d, high, own, birth, births, survival, survivals),
      );
    }
    v128.store(out, v128.and(lives, one));
  }
}

// @ts-ignore: decorator
@inline
function stepAll<T>(
  from: usize, to: usize, sums: usize, w: i32, h: i32, r: i32,
  area: bool, offsets: usize, plus: i32, minus: i32, self: i32,
  ranges: usize, births: i32, survivals: i32, states: i32,
): void {
  const pitch = pitchWithin(w, r);
  const size = <i32>sizeof<T>();
  const left = (r + 15) & ~15;
  // Every row of sums has 16 lanes of 0 before it, and sums over an area a row of 0 above.
  const sumPitch = pitch + 16;
  const simple = area && plus == 2 && minus == 2 && births == 1 && survivals == 1 && states == 2;
  for (let y = 0; y < 2 * r; y++) sumRowAt<T>(from, sums, y, pitch, area);
  const one = i8x16.splat(1);
  const zero = i64x2.splat(0);
  const last = i8x16.splat(<i8>states);
  for (let y = 0; y < h; y++) {
    // The last row that the neighbourhood reaches is summed just before it is needed: sums are read from near caches.
    sumRowAt<T>(from, sums, y + 2 * r, pitch, area);
    const row = cellWithin(from, pitch, r, 0, y);
    const out = cellWithin(to, pitch, r, 0, y);
    const base = sumsRow(sums, sumPitch, y + r + 1, size) + <usize>(left * size);
    if (size < 4 && simple) {
      stepSimpleRow<T>(row, out, base, w, offsets, self, ranges);
      continue;
    }
    for (let x = 0; x < w; x += 16) {
      const me = v128.load(row + x);
      const alive = i8x16.eq(me, one);
      const at = base + <usize>(x * size);
      let lives: v128;
      if (size == 1) {
        let count = counted<T>(at, offsets, plus, minus);
        if (self) count = i8x16.add(count, alive);
        lives = judged<T>(count, alive, ranges, births, survivals);
      } else if (size == 2) {
        const aliveLow = i16x8.extend_low_i8x16_s(alive);
        const aliveHigh = i16x8.extend_high_i8x16_s(alive);
        let low = counted<T>(at, offsets, plus, minus);
        let high = counted<T>(at + 16, offsets, plus, minus);
        if (self) {
          low = i16x8.add(low, aliveLow);
          high = i16x8.add(high, aliveHigh);
        }
        lives = i8x16.narrow_i16x8_s(
          judged<T>(low, aliveLow, ranges, births, survivals),
          judged<T>(high, aliveHigh, ranges, births, survivals),
        );
      } else {
        const aliveLow = i16x8.extend_low_i8x16_s(alive);
        const aliveHigh = i16x8.extend_high_i8x16_s(alive);
        lives = i8x16.narrow_i16x8_s(
          i16x8.narrow_i32x4_s(
            quarter<T>(at, i32x4.extend_low_i16x8_s(aliveLow), offsets, plus, minus, self, ranges, births, survivals),
            quarter<T>(at + 16, i32x4.extend_high_i16x8_s(aliveLow), offsets, plus, minus, self, ranges, births, survivals),
          ),
          i16x8.narrow_i32x4_s(
            quarter<T>(at + 32, i32x4.extend_low_i16x8_s(aliveHigh), offsets, plus, minus, self, ranges, births, survivals),
            quarter<T>(at + 48, i32x4.extend_high_i16x8_s(aliveHigh), offsets, plus, minus, self, ranges, births, survivals),
          ),
        );
      }
      // What does not live ages by one state, if it is not dead already, and is dead after the last.
      const older = i8x16.add(me, one);
      const aged = v128.andnot(v128.andnot(older, i8x16.eq(older, last)), i8x16.eq(me, zero));
      const mayLive = i8x16.le_u(me, one);
      v128.store(out + x, v128.bitselect(one, aged, v128.and(lives, mayLive)));
    }
  }
}

// @ts-ignore: decorator
@inline
function quarter<T>(
  at: usize, alive: v128, offsets: usize, plus: i32, minus: i32, self: i32, ranges: usize, births: i32, survivals: i32,
): v128 {
  let count = counted<T>(at, offsets, plus, minus);
  if (self) count = v128.add<T>(count, alive);
  return judged<T>(count, alive, ranges, births, survivals);
}

/**
 * One generation from one plane to another, both with a filled halo of r cells.
 * @param sums room for (h + 2 r + 1) rows of pitch + 16 lanes of `size` bytes, zeroed once
 * @param area whether sums are taken over all that lies above and left; else along rows only
 * @param offsets in bytes, from a cell's place in the sums: `plus` to add, then `minus` to subtract
 * @param self whether the outline holds the cell itself though it does not count
 * @param ranges pairs (lowest count, width): `births`, then `survivals`
 */
export function step(
  from: usize, to: usize, sums: usize, w: i32, h: i32, r: i32, size: i32,
  area: bool, offsets: usize, plus: i32, minus: i32, self: i32,
  ranges: usize, births: i32, survivals: i32, states: i32,
): void {
  if (size == 1) stepAll<u8>(from, to, sums, w, h, r, area, offsets, plus, minus, self, ranges, births, survivals, states);
  else if (size == 2) stepAll<u16>(from, to, sums, w, h, r, area, offsets, plus, minus, self, ranges, births, survivals, states);
  else stepAll<u32>(from, to, sums, w, h, r, area, offsets, plus, minus, self, ranges, births, survivals, states);
}
