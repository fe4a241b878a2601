// The search itself: eight samples, a lane each, against four units at a time. A score is ½‖w‖² − x·w, which is half the
// squared distance less ½‖x‖²; for the other metrics it is the distance. Blocked so that the weights stay in the nearest
// cache and every sum in a register.
import { AT, Book, CHEBYSHEV, MANHATTAN, Maxima, NEVER, NEXT, NEXT_AT, One, Products, SHAPE, STATE, Sums, THIRD, Two } from './codebook-book';

/** Adds what one column says to the scores. */
// @ts-ignore: decorator
@inline
function term<M>(score: v128, x: v128, w: v128): v128 {
  if (sizeof<M>() == sizeof<Maxima>()) return f32x4.pmax(score, f32x4.abs(f32x4.sub(x, w)));
  if (isInteger<M>()) return f32x4.add(score, f32x4.abs(f32x4.sub(x, w)));
  // In the relaxed kernel multiplied and added with one rounding, where the machine can.
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_nmadd(x, w, score);
  return f32x4.sub(score, f32x4.mul(x, w));
}

/** Lets the scores of four slots from `s` into the state of four lanes: the least with its slot, and the one next to it. */
// @ts-ignore: decorator
@inline
function admitOne(state: usize, s: i32, a: v128, b: v128, c: v128, d: v128): void {
  let least = v128.load(state), next = v128.load(state, NEXT), at = v128.load(state, AT);
  let lower: v128;
  lower = f32x4.lt(a, least); next = f32x4.pmin(next, f32x4.pmax(least, a)); least = f32x4.pmin(least, a); at = v128.bitselect(i32x4.splat(s), at, lower);
  lower = f32x4.lt(b, least); next = f32x4.pmin(next, f32x4.pmax(least, b)); least = f32x4.pmin(least, b); at = v128.bitselect(i32x4.splat(s + 1), at, lower);
  lower = f32x4.lt(c, least); next = f32x4.pmin(next, f32x4.pmax(least, c)); least = f32x4.pmin(least, c); at = v128.bitselect(i32x4.splat(s + 2), at, lower);
  lower = f32x4.lt(d, least); next = f32x4.pmin(next, f32x4.pmax(least, d)); least = f32x4.pmin(least, d); at = v128.bitselect(i32x4.splat(s + 3), at, lower);
  v128.store(state, least); v128.store(state, next, NEXT); v128.store(state, at, AT);
}

/** The same for the two least with their slots, and the third. */
// @ts-ignore: decorator
@inline
function admitTwo(state: usize, s: i32, a: v128, b: v128, c: v128, d: v128): void {
  admit(state, s, a);
  admit(state, s + 1, b);
  admit(state, s + 2, c);
  admit(state, s + 3, d);
}

function admit(state: usize, s: i32, score: v128): void {
  const least = v128.load(state), next = v128.load(state, NEXT), at = v128.load(state, AT);
  const first = f32x4.lt(score, least);
  const second = f32x4.lt(score, next);
  const slot = i32x4.splat(s);
  // What is no number raises nothing but makes equals of those it meets, so that they are decided anew.
  v128.store(state, f32x4.pmin(v128.load(state, THIRD), f32x4.pmax(next, score)), THIRD);
  v128.store(state, v128.bitselect(at, v128.bitselect(slot, v128.load(state, NEXT_AT), second), first), NEXT_AT);
  v128.store(state, f32x4.pmin(next, f32x4.pmax(least, score)), NEXT);
  v128.store(state, v128.bitselect(slot, at, first), AT);
  v128.store(state, f32x4.pmin(least, score));
}

/** Searches the slots from `first` to before `last` for one group, going on from its state. */
function scan<M, K>(book: Book, group: usize, state: usize, first: i32, last: i32): void {
  const bytes = book.bytes;
  const end = group + (bytes << 3);
  let half = book.halves + ((<usize>first) << 2);
  let w = book.slotRows + <usize>first * bytes;
  for (let s = first; s < last; s += 4, half += 16) {
    let a0 = v128.load_splat<f32>(half), a1 = v128.load_splat<f32>(half, 4), a2 = v128.load_splat<f32>(half, 8), a3 = v128.load_splat<f32>(half, 12);
    let b0 = a0, b1 = a1, b2 = a2, b3 = a3;
    for (let x = group; x < end; x += 32, w += 16) {
      let xa: v128, xb: v128, c: v128;
      xa = v128.load(x); xb = v128.load(x, 16);
      c = v128.load_splat<f32>(w); a0 = term<M>(a0, xa, c); b0 = term<M>(b0, xb, c);
      c = v128.load_splat<f32>(w, 4); a1 = term<M>(a1, xa, c); b1 = term<M>(b1, xb, c);
      c = v128.load_splat<f32>(w, 8); a2 = term<M>(a2, xa, c); b2 = term<M>(b2, xb, c);
      c = v128.load_splat<f32>(w, 12); a3 = term<M>(a3, xa, c); b3 = term<M>(b3, xb, c);
    }
    // The state is read and written here, so that the registers are free for the sums above. Mostly nothing is new.
    const best0 = f32x4.pmin(f32x4.pmin(a0, a1), f32x4.pmin(a2, a3));
    const best1 = f32x4.pmin(f32x4.pmin(b0, b1), f32x4.pmin(b2, b3));
    const worst = state + (isInteger<K>() ? THIRD : NEXT);
    if (!v128.any_true(v128.or(f32x4.lt(best0, v128.load(worst)), f32x4.lt(best1, v128.load(worst, 16))))) continue;
    if (isInteger<K>()) {
      admitTwo(state, s, a0, a1, a2, a3);
      admitTwo(state + 16, s, b0, b1, b2, b3);
    } else {
      admitOne(state, s, a0, a1, a2, a3);
      admitOne(state + 16, s, b0, b1, b2, b3);
    }
  }
}

/** Writes what one group makes of a tile's four rows: 8 lanes each. Beside the first, axes are only for products. */
function rate<M>(book: Book, group: usize, tile: i32, out: usize): void {
  const end = group + (book.bytes << 3);
  let w = book.tileRows + <usize>tile * (book.bytes << 2);
  let a0 = v128.load_splat<f32>(book.tileShapes + <usize>tile * SHAPE), a1 = f32x4.splat(0), a2 = a1, a3 = a1;
  let b0 = a0, b1 = a1, b2 = a1, b3 = a1;
  for (let x = group; x < end; x += 32, w += 16) {
    let xa: v128, xb: v128, c: v128;
    xa = v128.load(x); xb = v128.load(x, 16);
    c = v128.load_splat<f32>(w); a0 = term<M>(a0, xa, c); b0 = term<M>(b0, xb, c);
    c = v128.load_splat<f32>(w, 4); a1 = term<M>(a1, xa, c); b1 = term<M>(b1, xb, c);
    c = v128.load_splat<f32>(w, 8); a2 = term<M>(a2, xa, c); b2 = term<M>(b2, xb, c);
    c = v128.load_splat<f32>(w, 12); a3 = term<M>(a3, xa, c); b3 = term<M>(b3, xb, c);
  }
  v128.store(out, a0); v128.store(out, b0, 16); v128.store(out, a1, 32); v128.store(out, b1, 48);
  v128.store(out, a2, 64); v128.store(out, b2, 80); v128.store(out, a3, 96); v128.store(out, b3, 112);
}

/** The group of samples at place `8 g`. */
// @ts-ignore: decorator
@inline
export function groupAt(book: Book, g: i32): usize {
  return book.groups + <usize>g * (book.bytes << 3);
}
// @ts-ignore: decorator
@inline
export function stateAt(book: Book, g: i32): usize {
  return book.states + <usize>g * STATE;
}

/** A state before any unit was seen. */
export function clearState(state: usize): void {
  const never = f32x4.splat(NEVER);
  memory.fill(state, 0, STATE);
  for (let o: usize = 0; o < 32; o += 16) {
    v128.store(state + o, never);
    v128.store(state + o, never, NEXT);
    v128.store(state + o, never, THIRD);
  }
}

export function scanSlots(book: Book, g: i32, first: i32, last: i32): void {
  const group = groupAt(book, g);
  const state = stateAt(book, g);
  if (book.second) {
    if (book.metric == MANHATTAN) scan<Sums, Two>(book, group, state, first, last);
    else if (book.metric == CHEBYSHEV) scan<Maxima, Two>(book, group, state, first, last);
    else scan<Products, Two>(book, group, state, first, last);
  } else if (book.metric == MANHATTAN) scan<Sums, One>(book, group, state, first, last);
  else if (book.metric == CHEBYSHEV) scan<Maxima, One>(book, group, state, first, last);
  else scan<Products, One>(book, group, state, first, last);
}

export function rateTile(book: Book, g: i32, tile: i32, out: usize): void {
  const group = groupAt(book, g);
  if (book.metric == MANHATTAN) rate<Sums>(book, group, tile, out);
  else if (book.metric == CHEBYSHEV) rate<Maxima>(book, group, tile, out);
  else rate<Products>(book, group, tile, out);
}

/** Bytes of weights and of samples that are kept near while they meet. */
const NEAR: usize = 24576;

/** All units for the groups from `from` to before `to`. */
export function scanAll(book: Book, from: i32, to: i32): void {
  const slots = book.slots;
  const bytes = book.bytes;
  const slotsNear = max(<i32>(NEAR / bytes) & ~3, 4);
  const groupsNear = max(<i32>((2 * NEAR) / bytes), 1);
  for (let g = from; g < to; g++) clearState(stateAt(book, g));
  for (let g0 = from; g0 < to; g0 += groupsNear) {
    const g1 = min(g0 + groupsNear, to);
    for (let first = 0; first < slots; first += slotsNear) {
      const last = min(first + slotsNear, slots);
      for (let g = g0; g < g1; g++) scanSlots(book, g, first, last);
    }
  }
}
