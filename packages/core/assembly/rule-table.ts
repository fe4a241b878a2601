import { cellAt, pitchOf } from './halo';

export { heapBase } from './heap';
export { fillEdges } from './halo';

// Rule tables of several states on four or eight neighbours, in four forms; `automata/rule-table-plan.ts` chooses. Inputs
// are asked for in Golly's order: NW NE SW SE N W E S C, or N W E S C. Where all of them are 0 for 16 cells, the next
// states are known beforehand (`rest`): empty space costs little.

/** All cells that 16 cells depend on, or'ed together. */
// @ts-ignore: decorator
@inline
function gathered(at: usize, pitch: i32, moore: bool): v128 {
  const up = at - pitch;
  const down = at + pitch;
  let all = v128.or(v128.or(v128.load(at - 1), v128.load(at)), v128.load(at + 1));
  all = v128.or(v128.or(all, v128.load(up)), v128.load(down));
  if (moore) {
    all = v128.or(v128.or(all, v128.load(up - 1)), v128.load(up + 1));
    all = v128.or(v128.or(all, v128.load(down - 1)), v128.load(down + 1));
  }
  return all;
}

/** The sum of the neighbours' weights, one byte a cell. */
// @ts-ignore: decorator
@inline
function total(at: usize, pitch: i32, moore: bool, weights: v128): v128 {
  const up = at - pitch;
  const down = at + pitch;
  let sum = i8x16.add(i8x16.swizzle(weights, v128.load(up)), i8x16.swizzle(weights, v128.load(down)));
  sum = i8x16.add(sum, i8x16.swizzle(weights, v128.load(at - 1)));
  sum = i8x16.add(sum, i8x16.swizzle(weights, v128.load(at + 1)));
  if (moore) {
    sum = i8x16.add(sum, i8x16.add(i8x16.swizzle(weights, v128.load(up - 1)), i8x16.swizzle(weights, v128.load(up + 1))));
    sum = i8x16.add(sum, i8x16.add(i8x16.swizzle(weights, v128.load(down - 1)), i8x16.swizzle(weights, v128.load(down + 1))));
  }
  return sum;
}

/**
 * Neighbours count only by the sum of their weights (16 bytes, by state), at most 15: `always` holds the next state by
 * state for those cells that no neighbour concerns, then follow `n` rows for those that one does: 16 times the state, and
 * the next states by sum.
 */
export function stepSums(
  from: usize, to: usize, w: i32, h: i32, moore: bool, weights: usize, always: usize, rows: usize, n: i32,
): void {
  const pitch = pitchOf(w);
  const weight = v128.load(weights);
  const fixed = v128.load(always);
  const end = rows + (<usize>n << 5);
  // Corners count with eight neighbours only.
  const corners = i8x16.splat(moore ? -1 : 0);
  // Each strip of 16 columns is walked downwards, so that a row is weighed once for the three rows that it concerns.
  for (let x = 0; x < w; x += 16) {
    let at = cellAt(from, pitch, x, 0);
    let out = cellAt(to, pitch, x, 0);
    let above = i8x16.add(weighed(at - pitch, weight), v128.and(sides(at - pitch, weight), corners));
    let own = weighed(at, weight);
    let beside = sides(at, weight);
    for (let y = 0; y < h; y++) {
      const ownBelow = weighed(at + pitch, weight);
      const besideBelow = sides(at + pitch, weight);
      const below = i8x16.add(ownBelow, v128.and(besideBelow, corners));
      const sum = i8x16.add(i8x16.add(above, beside), below);
      const me = v128.load(at);
      let next = i8x16.swizzle(fixed, me);
      for (let p = rows; p < end; p += 32) {
        next = v128.bitselect(i8x16.swizzle(v128.load(p, 16), sum), next, i8x16.eq(me, v128.load(p)));
      }
      v128.store(out, next);
      above = i8x16.add(own, v128.and(beside, corners));
      own = ownBelow;
      beside = besideBelow;
      at += pitch;
      out += pitch;
    }
  }
}

/** The weights of 16 cells. */
// @ts-ignore: decorator
@inline
function weighed(at: usize, weights: v128): v128 {
  return i8x16.swizzle(weights, v128.load(at));
}

/** The weights of the cells left and right of 16 cells. */
// @ts-ignore: decorator
@inline
function sides(at: usize, weights: v128): v128 {
  return i8x16.add(weighed(at - 1, weights), weighed(at + 1, weights));
}

/** The same with sums up to 255: `table` holds the next state at 256 · state + sum. */
export function stepWideSums(
  from: usize, to: usize, w: i32, h: i32, moore: bool, weights: usize, table: usize, rest: i32,
): void {
  const pitch = pitchOf(w);
  const weight = v128.load(weights);
  const quiet = i8x16.splat(<i8>rest);
  for (let y = 0; y < h; y++) {
    const row = cellAt(from, pitch, 0, y);
    const out = cellAt(to, pitch, 0, y);
    for (let x = 0; x < w; x += 16) {
      const at = row + x;
      if (!v128.any_true(gathered(at, pitch, moore))) {
        v128.store(out + x, quiet);
        continue;
      }
      const me = v128.load(at);
      const sum = total(at, pitch, moore, weight);
      lookUp(i8x16.shuffle(sum, me, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), table, out + x);
      lookUp(i8x16.shuffle(sum, me, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), table, out + x + 8);
    }
  }
}

/** Eight bytes of a table by 16-bit index. */
// @ts-ignore: decorator
@inline
function lookUp(index: v128, table: usize, out: usize): void {
  store<u8>(out, load<u8>(table + <usize>i16x8.extract_lane_u(index, 0)));
  store<u8>(out, load<u8>(table + <usize>i16x8.extract_lane_u(index, 1)), 1);
  store<u8>(out, load<u8>(table + <usize>i16x8.extract_lane_u(index, 2)), 2);
  store<u8>(out, load<u8>(table + <usize>i16x8.extract_lane_u(index, 3)), 3);
  store<u8>(out, load<u8>(table + <usize>i16x8.extract_lane_u(index, 4)), 4);
  store<u8>(out, load<u8>(table + <usize>i16x8.extract_lane_u(index, 5)), 5);
  store<u8>(out, load<u8>(table + <usize>i16x8.extract_lane_u(index, 6)), 6);
  store<u8>(out, load<u8>(table + <usize>i16x8.extract_lane_u(index, 7)), 7);
}

/** Eight cells at a neighbour's place as 16-bit numbers. */
// @ts-ignore: decorator
@inline
function eight(at: usize): v128 {
  return v128.load8x8_u(at);
}

// @ts-ignore: decorator
@inline
function appended(index: v128, radix: v128, at: usize): v128 {
  return i16x8.add(i16x8.mul(index, radix), eight(at));
}

/** Index of the first inputs, for eight cells: NW NE SW SE N of nine, or N W E of five. */
// @ts-ignore: decorator
@inline
function headIndex(at: usize, pitch: i32, moore: bool, radix: v128): v128 {
  const up = at - pitch;
  const down = at + pitch;
  if (!moore) return appended(appended(eight(up), radix, at - 1), radix, at + 1);
  let index = appended(eight(up - 1), radix, up + 1);
  index = appended(index, radix, down - 1);
  index = appended(index, radix, down + 1);
  return appended(index, radix, up);
}

/** The index with the other inputs appended: W E S C of nine, or S C of five. */
// @ts-ignore: decorator
@inline
function tailIndex(index: v128, at: usize, pitch: i32, moore: bool, radix: v128): v128 {
  if (moore) index = appended(appended(index, radix, at - 1), radix, at + 1);
  return appended(appended(index, radix, at + pitch), radix, at);
}

/** One table of states^inputs ≤ 65536 next states, the inputs read as digits of a number. */
export function stepFlat(
  from: usize, to: usize, w: i32, h: i32, moore: bool, states: i32, table: usize, rest: i32,
): void {
  const pitch = pitchOf(w);
  const radix = i16x8.splat(<i16>states);
  const quiet = i8x16.splat(<i8>rest);
  for (let y = 0; y < h; y++) {
    const row = cellAt(from, pitch, 0, y);
    const out = cellAt(to, pitch, 0, y);
    for (let x = 0; x < w; x += 16) {
      const at = row + x;
      if (!v128.any_true(gathered(at, pitch, moore))) {
        v128.store(out + x, quiet);
        continue;
      }
      lookUp(tailIndex(headIndex(at, pitch, moore, radix), at, pitch, moore, radix), table, out + x);
      lookUp(tailIndex(headIndex(at + 8, pitch, moore, radix), at + 8, pitch, moore, radix), table, out + x + 8);
    }
  }
}

/** Eight next states by two tables. */
// @ts-ignore: decorator
@inline
function lookUpTwice(head: v128, tail: v128, heads: usize, out: usize): void {
  store<u8>(out, load<u8>(<usize>load<u32>(heads + (<usize>i16x8.extract_lane_u(head, 0) << 2)) + <usize>i16x8.extract_lane_u(tail, 0)));
  store<u8>(out, load<u8>(<usize>load<u32>(heads + (<usize>i16x8.extract_lane_u(head, 1) << 2)) + <usize>i16x8.extract_lane_u(tail, 1)), 1);
  store<u8>(out, load<u8>(<usize>load<u32>(heads + (<usize>i16x8.extract_lane_u(head, 2) << 2)) + <usize>i16x8.extract_lane_u(tail, 2)), 2);
  store<u8>(out, load<u8>(<usize>load<u32>(heads + (<usize>i16x8.extract_lane_u(head, 3) << 2)) + <usize>i16x8.extract_lane_u(tail, 3)), 3);
  store<u8>(out, load<u8>(<usize>load<u32>(heads + (<usize>i16x8.extract_lane_u(head, 4) << 2)) + <usize>i16x8.extract_lane_u(tail, 4)), 4);
  store<u8>(out, load<u8>(<usize>load<u32>(heads + (<usize>i16x8.extract_lane_u(head, 5) << 2)) + <usize>i16x8.extract_lane_u(tail, 5)), 5);
  store<u8>(out, load<u8>(<usize>load<u32>(heads + (<usize>i16x8.extract_lane_u(head, 6) << 2)) + <usize>i16x8.extract_lane_u(tail, 6)), 6);
  store<u8>(out, load<u8>(<usize>load<u32>(heads + (<usize>i16x8.extract_lane_u(head, 7) << 2)) + <usize>i16x8.extract_lane_u(tail, 7)), 7);
}

/**
 * Two tables: `heads` gives, by the first inputs, where the part of the second begins (a pointer) that
 * holds the next states by the others. Parts that are alike are stored once.
 */
export function stepSplit(
  from: usize, to: usize, w: i32, h: i32, moore: bool, states: i32, heads: usize, rest: i32,
): void {
  const pitch = pitchOf(w);
  const radix = i16x8.splat(<i16>states);
  const quiet = i8x16.splat(<i8>rest);
  const none = i64x2.splat(0);
  for (let y = 0; y < h; y++) {
    const row = cellAt(from, pitch, 0, y);
    const out = cellAt(to, pitch, 0, y);
    for (let x = 0; x < w; x += 16) {
      const at = row + x;
      if (!v128.any_true(gathered(at, pitch, moore))) {
        v128.store(out + x, quiet);
        continue;
      }
      lookUpTwice(headIndex(at, pitch, moore, radix), tailIndex(none, at, pitch, moore, radix), heads, out + x);
      lookUpTwice(headIndex(at + 8, pitch, moore, radix), tailIndex(none, at + 8, pitch, moore, radix), heads, out + x + 8);
    }
  }
}

/** The tree itself, one input after another: for rules of so many states that no table holds them. */
export function stepTree(
  from: usize, to: usize, w: i32, h: i32, moore: bool, nodes: usize, root: i32, rest: i32,
): void {
  const pitch = pitchOf(w);
  const quiet = i8x16.splat(<i8>rest);
  for (let y = 0; y < h; y++) {
    const row = cellAt(from, pitch, 0, y);
    const out = cellAt(to, pitch, 0, y);
    for (let x = 0; x < w; x += 16) {
      if (!v128.any_true(gathered(row + x, pitch, moore))) {
        v128.store(out + x, quiet);
        continue;
      }
      for (let at = row + x, end = row + min(x + 16, w); at < end; at++) {
        store<u8>(out + (at - row), <u8>walk(at, pitch, moore, nodes, root));
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function child(nodes: usize, node: i32, at: usize): i32 {
  return load<i32>(nodes + (<usize>(node + <i32>load<u8>(at)) << 2));
}

function walk(at: usize, pitch: i32, moore: bool, nodes: usize, node: i32): i32 {
  const up = at - pitch;
  const down = at + pitch;
  if (moore) {
    node = child(nodes, node, up - 1);
    node = child(nodes, node, up + 1);
    node = child(nodes, node, down - 1);
    node = child(nodes, node, down + 1);
  }
  node = child(nodes, node, up);
  node = child(nodes, node, at - 1);
  node = child(nodes, node, at + 1);
  node = child(nodes, node, down);
  return child(nodes, node, at);
}
