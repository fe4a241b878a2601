// What decides: distances from the weights themselves. The fast search leaves a sample to these where it cannot be sure,
// so that the winner is always the first unit at the least distance in double precision, whatever found it.
import { Book, CHEBYSHEV, COSINE, LITTLE, MANHATTAN, Masked, Maxima, NEVER, Products, SQUARED, slack, Sums, Whole } from './codebook-book';

// @ts-ignore: decorator
@inline
export function hasValue(x: f32): bool {
  return x == x;
}

/** Columns of the sample that are present. */
export function present(book: Book, x: usize): i32 {
  let count = 0;
  for (let end = x + ((<usize>book.dimensions) << 2); x < end; x += 4) count += i32(hasValue(load<f32>(x)));
  return count;
}

// @ts-ignore: decorator
@inline
function total(sum: v128): f64 {
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
// @ts-ignore: decorator
@inline
function lowHalf(v: v128): v128 {
  return f64x2.promote_low_f32x4(v);
}
// @ts-ignore: decorator
@inline
function highHalf(v: v128): v128 {
  return f64x2.promote_low_f32x4(i32x4.shuffle(v, v, 2, 3, 2, 3));
}

/** The differences of two columns, 0 where the sample has none. */
// @ts-ignore: decorator
@inline
function difference(x: v128, w: v128): v128 {
  return v128.and(f64x2.sub(x, w), f64x2.eq(x, x));
}

/**
 * The distance (squared, for SQUARED) over the columns that are present. Sums are scaled up to all columns, so that
 * samples with much and little missing compare.
 */
export function distance(book: Book, x: usize, w: usize, columns: i32): f64 {
  const metric = book.metric;
  if (metric == COSINE) return angle(book, x, w);
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  for (const end = x + book.bytes; x < end; x += 16, w += 16) {
    const xs = v128.load(x);
    const ws = v128.load(w);
    const d = difference(lowHalf(xs), lowHalf(ws));
    const e = difference(highHalf(xs), highHalf(ws));
    if (metric == SQUARED) {
      a = f64x2.add(a, f64x2.mul(d, d));
      b = f64x2.add(b, f64x2.mul(e, e));
    } else if (metric == MANHATTAN) {
      a = f64x2.add(a, f64x2.abs(d));
      b = f64x2.add(b, f64x2.abs(e));
    } else {
      a = f64x2.max(a, f64x2.abs(d));
      b = f64x2.max(b, f64x2.abs(e));
    }
  }
  if (metric == CHEBYSHEV) {
    a = f64x2.max(a, b);
    return max(f64x2.extract_lane(a, 0), f64x2.extract_lane(a, 1));
  }
  const sum = total(f64x2.add(a, b));
  return columns == book.dimensions ? sum : (sum * <f64>book.dimensions) / <f64>columns;
}

/** 1 − cos; 1 where a vector has no length. */
function angle(book: Book, x: usize, w: usize): f64 {
  let xw: f64 = 0;
  let xx: f64 = 0;
  let ww: f64 = 0;
  for (const end = x + ((<usize>book.dimensions) << 2); x < end; x += 4, w += 4) {
    const a = <f64>load<f32>(x);
    const b = <f64>load<f32>(w);
    if (a != a) continue;
    xw += a * b;
    xx += a * a;
    ww += b * b;
  }
  const lengths = sqrt(xx) * sqrt(ww);
  return lengths > 0 ? 1 - xw / lengths : lengths == 0 ? 1 : NaN;
}

/** Puts the sums of four vectors' lanes side by side. */
// @ts-ignore: decorator
@inline
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(i32x4.shuffle(a, b, 0, 4, 2, 6), i32x4.shuffle(a, b, 1, 5, 3, 7));
  const cd = f32x4.add(i32x4.shuffle(c, d, 0, 4, 2, 6), i32x4.shuffle(c, d, 1, 5, 3, 7));
  return f32x4.add(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7));
}
// @ts-ignore: decorator
@inline
function greatest(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.max(i32x4.shuffle(a, b, 0, 4, 2, 6), i32x4.shuffle(a, b, 1, 5, 3, 7));
  const cd = f32x4.max(i32x4.shuffle(c, d, 0, 4, 2, 6), i32x4.shuffle(c, d, 1, 5, 3, 7));
  return f32x4.max(i32x4.shuffle(ab, cd, 0, 1, 4, 5), i32x4.shuffle(ab, cd, 2, 3, 6, 7));
}

// @ts-ignore: decorator
@inline
function gather<M, P>(sum: v128, x: v128, w: v128): v128 {
  let d = f32x4.sub(x, w);
  if (isInteger<P>()) d = v128.and(d, f32x4.eq(x, x));
  if (sizeof<M>() == sizeof<Maxima>()) return f32x4.max(sum, f32x4.abs(d));
  if (isInteger<M>()) return f32x4.add(sum, f32x4.abs(d));
  return f32x4.add(sum, f32x4.mul(d, d));
}

/** The distances of all units in single precision, each true to a part in 10⁷ a column. */
function differences<M, P>(book: Book, sample: usize): void {
  const bytes = book.bytes;
  const units = book.units;
  let out = book.scores;
  let w = book.weights;
  for (let unit = 0; unit < units; unit += 4, out += 16) {
    // Beyond the last unit the last one is measured again.
    let w0 = w;
    let w1 = unit + 1 < units ? w0 + bytes : w0;
    let w2 = unit + 2 < units ? w1 + bytes : w1;
    let w3 = unit + 3 < units ? w2 + bytes : w2;
    w += bytes << 2;
    let a = f32x4.splat(0), b = a, c = a, d = a;
    for (let x = sample, end = sample + bytes; x < end; x += 16, w0 += 16, w1 += 16, w2 += 16, w3 += 16) {
      const v = v128.load(x);
      a = gather<M, P>(a, v, v128.load(w0));
      b = gather<M, P>(b, v, v128.load(w1));
      c = gather<M, P>(c, v, v128.load(w2));
      d = gather<M, P>(d, v, v128.load(w3));
    }
    v128.store(out, sizeof<M>() == sizeof<Maxima>() ? greatest(a, b, c, d) : sums(a, b, c, d));
  }
}

function angles(book: Book, sample: usize): void {
  const units = book.units;
  let w = book.weights;
  for (let unit = 0; unit < units; unit++, w += book.bytes) {
    let xw = f32x4.splat(0);
    let ww = xw;
    let xx = xw;
    for (let x = sample, v = w, end = sample + book.bytes; x < end; x += 16, v += 16) {
      let xs = v128.load(x);
      const mask = f32x4.eq(xs, xs);
      xs = v128.and(xs, mask);
      const ws = v128.and(v128.load(v), mask);
      xw = f32x4.add(xw, f32x4.mul(xs, ws));
      ww = f32x4.add(ww, f32x4.mul(ws, ws));
      xx = f32x4.add(xx, f32x4.mul(xs, xs));
    }
    const s = sums(xw, ww, xx, xx);
    const lengths = sqrt(f32x4.extract_lane(s, 1)) * sqrt(f32x4.extract_lane(s, 2));
    const near: f32 = lengths > 0 ? <f32>1 - f32x4.extract_lane(s, 0) / lengths : <f32>1;
    store<f32>(book.scores + ((<usize>unit) << 2), near);
  }
  const last = load<f32>(book.scores + ((<usize>(units - 1)) << 2));
  for (let unit = units; unit < ((units + 3) & ~3); unit++) store<f32>(book.scores + ((<usize>unit) << 2), last);
}

function score(book: Book, sample: usize, masked: bool): void {
  const metric = book.metric;
  if (metric == COSINE) angles(book, sample);
  else if (metric == MANHATTAN) {
    if (masked) differences<Sums, Masked>(book, sample);
    else differences<Sums, Whole>(book, sample);
  } else if (metric == CHEBYSHEV) {
    if (masked) differences<Maxima, Masked>(book, sample);
    else differences<Maxima, Whole>(book, sample);
  } else if (masked) differences<Products, Masked>(book, sample);
  else differences<Products, Whole>(book, sample);
}

/** How high the least score (or the one after it) may truly be, with what rounding can do to it and to any other. */
function limit(book: Book, second: bool): f32 {
  let least = f32x4.splat(NEVER);
  let next = least;
  const end = book.scores + ((<usize>book.units) << 2);
  let p = book.scores;
  for (; p + 16 <= end; p += 16) {
    let v = v128.load(p);
    // What is no number would make the next as good as the least.
    v = v128.bitselect(v, f32x4.splat(NEVER), f32x4.eq(v, v));
    next = f32x4.pmin(next, f32x4.pmax(least, v));
    least = f32x4.pmin(least, v);
  }
  let a = NEVER;
  let b = NEVER;
  v128.store(book.bounds, least);
  v128.store(book.bounds, next, 16);
  for (let q = book.bounds; q < book.bounds + 32; q += 4) {
    const v = load<f32>(q);
    if (v < a) { b = a; a = v; } else if (v < b) b = v;
  }
  for (; p < end; p += 4) {
    const v = load<f32>(p);
    if (v < a) { b = a; a = v; } else if (v < b) b = v;
  }
  const top = second ? b : a;
  if (top >= NEVER) return Infinity;
  const share = slack(book);
  return (book.metric == COSINE ? top + share : top + top * share) + LITTLE;
}

/** The winner of one sample and the unit after it, −1 where there is none. */
export let winner: i32 = -1;
export let runnerUp: i32 = -1;

/** Sets `winner`, and `runnerUp` where asked. */
export function decide(book: Book, sample: usize, second: bool): void {
  winner = -1;
  runnerUp = -1;
  const columns = book.missing ? present(book, sample) : book.dimensions;
  if (columns == 0) return;
  score(book, sample, columns < book.dimensions);
  const top = limit(book, second && book.units > 1);
  const tops = f32x4.splat(top);
  const units = book.units;
  let least = Infinity;
  let next = Infinity;
  for (let unit = 0; unit < units; unit += 4) {
    // Not-a-number passes: it is decided in double precision.
    const far = f32x4.gt(v128.load(book.scores + ((<usize>unit) << 2)), tops);
    let candidates = ~i32x4.bitmask(far) & 15;
    for (; candidates != 0; candidates &= candidates - 1) {
      const candidate = unit + ctz(candidates);
      if (candidate >= units) break;
      const d = distance(book, sample, book.weights + <usize>candidate * book.bytes, columns);
      if (d < least) {
        next = least;
        runnerUp = winner;
        least = d;
        winner = candidate;
      } else if (d < next) {
        next = d;
        runnerUp = candidate;
      }
    }
  }
}
