// Batch learning in two parts: sums of the samples that each unit won (its Voronoi cell), then what the neighbourhood
// makes of all sums. All in f64, so that neither the number of samples nor how they were split shows in the weights.
import { Book } from './codebook-book';
import { hasValue } from './codebook-exact';

/** Adds the rows of a chunk to the sums of their winners. */
export function addRows(book: Book, rows: i32): void {
  const bytes = book.bytes;
  for (let row = 0; row < rows; row++) {
    const unit = load<i32>(book.winners + ((<usize>row) << 2));
    if (unit < 0) continue;
    const x = book.rows + <usize>row * bytes;
    const sum = book.sums + ((<usize>unit * <usize>book.span) << 3);
    if (book.missing) addPresent(book, x, sum);
    else addWhole(book, x, sum);
  }
}

function addWhole(book: Book, x: usize, sum: usize): void {
  for (const end = x + book.bytes; x < end; x += 8, sum += 16) {
    v128.store(sum, f64x2.add(v128.load(sum), f64x2.promote_low_f32x4(v128.load64_zero(x))));
  }
  store<f64>(sum, load<f64>(sum) + 1);
}

function addPresent(book: Book, x: usize, sum: usize): void {
  const counts = sum + (book.bytes << 1);
  for (let j: usize = 0; j < <usize>book.dimensions; j++) {
    const value = load<f32>(x + (j << 2));
    if (!hasValue(value)) continue;
    const at = j << 3;
    store<f64>(sum + at, load<f64>(sum + at) + <f64>value);
    store<f64>(counts + at, load<f64>(counts + at) + 1);
  }
}

/** What is less than this share of the largest weight is left out. */
const NOTHING: f64 = 1e-12;

function largest(table: usize, length: i32): f64 {
  let most: f64 = 0;
  for (const end = table + ((<usize>length) << 3); table < end; table += 8) most = max(most, abs(load<f64>(table)));
  return most;
}

/**
 * One position of one axis of a product neighbourhood: out[o, i] = Σⱼ table[j] · from[o, j], each a run of `inner` f64
 * (an even number). Axis by axis that makes K (X + Y) D of K² D operations.
 */
export function filterAxis(from: usize, out: usize, outer: i32, length: i32, inner: i32, i: i32, table: usize): void {
  const run = (<usize>inner) << 3;
  const least = NOTHING * largest(table, length);
  let first = 0;
  let last = length;
  while (first < last && !(abs(load<f64>(table + ((<usize>first) << 3))) > least)) first++;
  while (first < last && !(abs(load<f64>(table + ((<usize>(last - 1)) << 3))) > least)) last--;
  for (let o = 0; o < outer; o++) {
    const start = from + <usize>o * <usize>length * run;
    const to = out + (<usize>o * <usize>length + <usize>i) * run;
    let at: usize = 0;
    for (; at + 64 <= run; at += 64) {
      let a = f64x2.splat(0), b = a, c = a, d = a;
      for (let j = first, p = start + <usize>first * run + at; j < last; j++, p += run) {
        const h = v128.load_splat<f64>(table + ((<usize>j) << 3));
        a = f64x2.add(a, f64x2.mul(h, v128.load(p)));
        b = f64x2.add(b, f64x2.mul(h, v128.load(p, 16)));
        c = f64x2.add(c, f64x2.mul(h, v128.load(p, 32)));
        d = f64x2.add(d, f64x2.mul(h, v128.load(p, 48)));
      }
      v128.store(to + at, a);
      v128.store(to + at, b, 16);
      v128.store(to + at, c, 32);
      v128.store(to + at, d, 48);
    }
    for (; at < run; at += 16) {
      let a = f64x2.splat(0);
      for (let j = first, p = start + <usize>first * run + at; j < last; j++, p += run) {
        a = f64x2.add(a, f64x2.mul(v128.load_splat<f64>(table + ((<usize>j) << 3)), v128.load(p)));
      }
      v128.store(to + at, a);
    }
  }
}

/** Whether the unit won anything. */
export function hasWon(book: Book, unit: i32): bool {
  let p = book.sums + ((<usize>unit * <usize>book.span) << 3) + (book.bytes << 1);
  for (const end = book.sums + ((<usize>(unit + 1) * <usize>book.span) << 3); p < end; p += 8) {
    if (load<f64>(p) != 0) return true;
  }
  return false;
}

// @ts-ignore: decorator
@inline
function spreadRow(book: Book, which: i32): usize {
  return book.spread + <usize>which * ((<usize>((book.units + 3) & ~3)) << 2);
}

/** Adds the sums of up to four winners to those of all units, by the rows of the neighbourhood laid into `spread`. */
export function spreadSums(book: Book, a: i32, b: i32, c: i32, d: i32): void {
  const run = (<usize>book.span) << 3;
  const sums = book.sums;
  for (let unit = 0, to = book.filtered; unit < book.units; unit++, to += run) {
    const at = (<usize>unit) << 2;
    const ha = load<f32>(spreadRow(book, 0) + at);
    const hb = load<f32>(spreadRow(book, 1) + at);
    const hc = load<f32>(spreadRow(book, 2) + at);
    const hd = load<f32>(spreadRow(book, 3) + at);
    if (max(max(abs(ha), abs(hb)), max(abs(hc), abs(hd))) <= <f32>NOTHING) continue;
    const va = f64x2.splat(<f64>ha), vb = f64x2.splat(<f64>hb), vc = f64x2.splat(<f64>hc), vd = f64x2.splat(<f64>hd);
    let pa = sums + <usize>a * run, pb = sums + <usize>b * run, pc = sums + <usize>c * run, pd = sums + <usize>d * run;
    for (let p = to, end = to + run; p < end; p += 16, pa += 16, pb += 16, pc += 16, pd += 16) {
      const ab = f64x2.add(f64x2.mul(va, v128.load(pa)), f64x2.mul(vb, v128.load(pb)));
      const cd = f64x2.add(f64x2.mul(vc, v128.load(pc)), f64x2.mul(vd, v128.load(pd)));
      v128.store(p, f64x2.add(v128.load(p), f64x2.add(ab, cd)));
    }
  }
}

/** w ← w + rate (sums / counts − w) where the count is above 0. */
export function applySums(book: Book, from: usize, rate: f64): void {
  const each: usize = book.missing ? 8 : 0;
  for (let unit = 0; unit < book.units; unit++) {
    let w = book.weights + <usize>unit * book.bytes;
    let sum = from + ((<usize>unit * <usize>book.span) << 3);
    let count = sum + (book.bytes << 1);
    for (let j = 0; j < book.dimensions; j++, w += 4, sum += 8, count += each) {
      const n = load<f64>(count);
      if (!(n > 0)) continue;
      const old = <f64>load<f32>(w);
      store<f32>(w, <f32>(old + rate * (load<f64>(sum) / n - old)));
    }
  }
}
