import { cellWithin, pitchWithin } from './halo';

export { heapBase } from './heap';
export { fillEdges } from './halo';

// Excitable media on bytes, 16 cells an instruction: how many cells of a neighbourhood are in a state that sets this cell
// off. The neighbourhood is a list of `n` offsets into the plane, n a multiple of 4. Counts are kept from -128 upwards
// and stay at 127, so that one subtraction of a mask counts to 255.

const NONE: i8 = -128;

/** One more wherever a neighbour's state equals `wanted`. */
// @ts-ignore: decorator
@inline
function countEqual(count: v128, neighbour: usize, wanted: v128): v128 {
  return i8x16.sub_sat_s(count, i8x16.eq(v128.load(neighbour), wanted));
}

/** Cyclic automaton: a cell advances by one state, modulo `states`, where `threshold` neighbours are there already. */
export function stepCyclic(
  from: usize, to: usize, w: i32, h: i32, r: i32, offsets: usize, n: i32, threshold: i32, states: i32,
): void {
  const pitch = pitchWithin(w, r);
  const one = i8x16.splat(1);
  const wrap = i8x16.splat(<i8>states);
  const enough = i8x16.splat(<i8>(threshold - 128));
  const end = offsets + (<usize>n << 2);
  for (let y = 0; y < h; y++) {
    const row = cellWithin(from, pitch, r, 0, y);
    const out = cellWithin(to, pitch, r, 0, y);
    for (let x = 0; x < w; x += 32) {
      // Two vectors at a time, so that each offset is read once for 32 cells; the second may lie past the row's end.
      const at = row + x;
      const a = v128.load(at);
      const b = v128.load(at + 16);
      const nextA = successor(a, one, wrap);
      const nextB = successor(b, one, wrap);
      let countA = i8x16.splat(NONE);
      let countB = countA;
      for (let p = offsets; p < end; p += 16) {
        const first = at + <usize>load<i32>(p);
        const second = at + <usize>load<i32>(p, 4);
        const third = at + <usize>load<i32>(p, 8);
        const fourth = at + <usize>load<i32>(p, 12);
        countA = countEqual(countEqual(countA, first, nextA), second, nextA);
        countB = countEqual(countEqual(countB, first + 16, nextB), second + 16, nextB);
        countA = countEqual(countEqual(countA, third, nextA), fourth, nextA);
        countB = countEqual(countEqual(countB, third + 16, nextB), fourth + 16, nextB);
      }
      v128.store(out + x, v128.bitselect(nextA, a, i8x16.ge_s(countA, enough)));
      if (x + 16 < w) v128.store(out + x, v128.bitselect(nextB, b, i8x16.ge_s(countB, enough)), 16);
    }
  }
}

// @ts-ignore: decorator
@inline
function successor(state: v128, one: v128, wrap: v128): v128 {
  const next = i8x16.add(state, one);
  return v128.andnot(next, i8x16.eq(next, wrap));
}

/** One more wherever a neighbour's state is one of 1 … excited. */
// @ts-ignore: decorator
@inline
function countExcited(count: v128, neighbour: usize, one: v128, excited: v128): v128 {
  return i8x16.sub_sat_s(count, i8x16.lt_u(i8x16.sub(v128.load(neighbour), one), excited));
}

/** Greenberg–Hastings: a cell at rest (0) is excited by `threshold` excited neighbours; others go on by themselves. */
export function stepExcitable(
  from: usize, to: usize, w: i32, h: i32, r: i32, offsets: usize, n: i32, threshold: i32, states: i32, excited: i32,
): void {
  const pitch = pitchWithin(w, r);
  const one = i8x16.splat(1);
  const wrap = i8x16.splat(<i8>states);
  const hot = i8x16.splat(<i8>excited);
  const enough = i8x16.splat(<i8>(threshold - 128));
  const end = offsets + (<usize>n << 2);
  for (let y = 0; y < h; y++) {
    const row = cellWithin(from, pitch, r, 0, y);
    const out = cellWithin(to, pitch, r, 0, y);
    for (let x = 0; x < w; x += 16) {
      const at = row + x;
      const me = v128.load(at);
      const resting = i8x16.eq(me, i64x2.splat(0));
      let count = i8x16.splat(NONE);
      // Where no cell is at rest, neighbours have no say.
      if (v128.any_true(resting)) {
        for (let p = offsets; p < end; p += 16) {
          count = countExcited(count, at + <usize>load<i32>(p), one, hot);
          count = countExcited(count, at + <usize>load<i32>(p, 4), one, hot);
          count = countExcited(count, at + <usize>load<i32>(p, 8), one, hot);
          count = countExcited(count, at + <usize>load<i32>(p, 12), one, hot);
        }
      }
      const stays = v128.andnot(resting, i8x16.ge_s(count, enough));
      v128.store(out + x, v128.andnot(successor(me, one, wrap), stays));
    }
  }
}
