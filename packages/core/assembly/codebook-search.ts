// Winners of a chunk of samples. Pruning is exact: a tile of units is passed over only where the triangle inequality says
// that none of them can win. Samples that share a nearest tile are searched together, so that they pass over the same.
import { AT, Book, CHEBYSHEV, COSINE, GROUP, LITTLE, MANHATTAN, NEXT, NEXT_AT, SHAPE, slack, THIRD } from './codebook-book';
import { decide, present, runnerUp, winner } from './codebook-exact';
import { clearState, groupAt, rateTile, scanAll, scanSlots, stateAt } from './codebook-scan';
import { scaleOf } from './codebook-tiles';

// @ts-ignore: decorator
@inline
function rowAt(book: Book, row: i32): usize {
  return book.rows + <usize>row * book.bytes;
}

/** Puts complete rows first among the places. */
function place(book: Book, rows: i32): void {
  let first = 0;
  let last = rows;
  for (let row = 0; row < rows; row++) {
    const whole = !book.missing || present(book, rowAt(book, row)) == book.dimensions;
    store<i32>(book.places + ((<usize>(whole ? first++ : --last)) << 2), row);
  }
  book.complete = first;
}

/** Transposes the complete rows, centred, into groups of eight lanes; the last group repeats the last row. */
function loadGroups(book: Book): void {
  const bytes = book.bytes;
  const groups = (book.complete + GROUP - 1) / GROUP;
  for (let g = 0; g < groups; g++) {
    const group = groupAt(book, g);
    for (let lane = 0; lane < GROUP; lane++) {
      const at = min(g * GROUP + lane, book.complete - 1);
      const row = rowAt(book, load<i32>(book.places + ((<usize>at) << 2)));
      const scale = f32x4.splat(scaleOf(book, row));
      let out = group + ((<usize>lane) << 2);
      for (let o: usize = 0; o < bytes; o += 16, out += 128) {
        const v = f32x4.mul(f32x4.sub(v128.load(row + o), v128.load(book.centre + o)), scale);
        v128.store_lane<f32>(out, v, 0);
        v128.store_lane<f32>(out, v, 1, 32);
        v128.store_lane<f32>(out, v, 2, 64);
        v128.store_lane<f32>(out, v, 3, 96);
      }
    }
    let a = f32x4.splat(0);
    let b = a;
    for (let x = group, end = group + (bytes << 3); x < end; x += 32) {
      const u = v128.load(x);
      const v = v128.load(x, 16);
      a = f32x4.add(a, f32x4.mul(u, u));
      b = f32x4.add(b, f32x4.mul(v, v));
    }
    const norms = book.norms + ((<usize>(g * GROUP)) << 2);
    v128.store(norms, a);
    v128.store(norms, b, 16);
  }
}

/** How far a score must be above the least one to be surely worse, for four lanes. */
// @ts-ignore: decorator
@inline
function margin(book: Book, square: v128, least: v128): v128 {
  const reach = book.reach;
  const share = f32x4.splat(slack(book));
  if (book.metric == MANHATTAN || book.metric == CHEBYSHEV) {
    // Weights that are no numbers, or too large to tell, make this no number: then nothing is sure.
    return f32x4.add(f32x4.mul(share, least), f32x4.splat(LITTLE + 0 * reach));
  }
  const size = f32x4.add(f32x4.splat(0.5 * reach * reach), f32x4.mul(f32x4.sqrt(square), f32x4.splat(reach)));
  return f32x4.add(f32x4.mul(share, size), f32x4.splat(LITTLE));
}

/** The least of ½ t² − p t for t from `low` to `high`. */
// @ts-ignore: decorator
@inline
function leastAlong(p: v128, low: v128, high: v128): v128 {
  const t = f32x4.pmax(f32x4.pmin(p, high), low);
  return f32x4.mul(t, f32x4.sub(f32x4.mul(f32x4.splat(0.5), t), p));
}

/**
 * What no unit of a tile can be below, for four lanes. With w = c + δ the score is that of c and ½‖δ‖² − (x − c)·δ, which
 * has its least along each axis by itself, and across all axes (Cauchy and Schwarz) where δ points at x. `scores` has
 * what `rateTile` wrote.
 */
function bound(book: Book, scores: usize, square: v128, shape: usize): v128 {
  const zero = f32x4.splat(0);
  const share = f32x4.splat(slack(book));
  const score = v128.load(scores);
  const radius = v128.load_splat<f32>(shape, 4);
  if (book.metric == MANHATTAN || book.metric == CHEBYSHEV) {
    const rest = f32x4.sub(f32x4.splat(1), share);
    return f32x4.mul(f32x4.max(zero, f32x4.sub(f32x4.mul(score, rest), radius)), rest);
  }
  const lost = f32x4.mul(f32x4.mul(share, f32x4.splat(4)), f32x4.add(square, f32x4.splat(book.reach * book.reach)));
  let left = f32x4.add(f32x4.add(square, f32x4.add(score, score)), lost);
  let least = f32x4.sub(score, lost);
  for (let k = 0, at = shape + 8, from = scores + 32; k < 3; k++, at += 12, from += 32) {
    const p = f32x4.sub(zero, f32x4.add(v128.load(from), v128.load_splat<f32>(at)));
    least = f32x4.add(least, leastAlong(p, v128.load_splat<f32>(at, 4), v128.load_splat<f32>(at, 8)));
    left = f32x4.sub(left, f32x4.mul(p, p));
  }
  least = f32x4.add(least, leastAlong(f32x4.sqrt(f32x4.max(zero, left)), zero, radius));
  return book.metric == COSINE ? f32x4.sub(least, f32x4.splat(0.5)) : least;
}

// @ts-ignore: decorator
@inline
function tileRow(book: Book): usize {
  return (<usize>((book.tiles + 3) & ~3)) << 5;
}

/** Rates all tiles for all groups, notes each sample's nearest tile and turns the scores into bounds. */
function rate(book: Book, groups: i32): void {
  const tiles = book.tiles;
  for (let g = 0; g < groups; g++) {
    const norms = book.norms + ((<usize>(g * GROUP)) << 2);
    const square0 = v128.load(norms);
    const square1 = v128.load(norms, 16);
    let least0 = f32x4.splat(f32.MAX_VALUE);
    let least1 = least0;
    let tile0 = i32x4.splat(0);
    let tile1 = tile0;
    let out = book.tileScores + <usize>g * tileRow(book);
    for (let t = 0; t < tiles; t++, out += 32) {
      const scores = book.bounds;
      rateTile(book, g, t, scores);
      const a = v128.load(scores);
      const b = v128.load(scores, 16);
      const tile = i32x4.splat(t);
      tile0 = v128.bitselect(tile, tile0, f32x4.lt(a, least0));
      tile1 = v128.bitselect(tile, tile1, f32x4.lt(b, least1));
      least0 = f32x4.pmin(least0, a);
      least1 = f32x4.pmin(least1, b);
      const shape = book.tileShapes + <usize>t * SHAPE;
      v128.store(out, bound(book, scores, square0, shape));
      v128.store(out, bound(book, scores + 16, square1, shape), 16);
    }
    const nearest = book.nearest + ((<usize>(g * GROUP)) << 2);
    v128.store(nearest, tile0);
    v128.store(nearest, tile1, 16);
  }
}

/** Sorts the complete rows by nearest tile (counting sort): `sorted` tells where each stood, `nearest` goes along. */
function sort(book: Book): void {
  const tallies = book.tallies;
  const complete = book.complete;
  memory.fill(tallies, 0, (<usize>(book.tiles + 1)) << 2);
  for (let i = 0; i < complete; i++) {
    const slot = tallies + 4 + ((<usize>load<i32>(book.nearest + ((<usize>i) << 2))) << 2);
    store<i32>(slot, load<i32>(slot) + 1);
  }
  for (let t = 0, p = tallies; t < book.tiles; t++, p += 4) store<i32>(p, load<i32>(p, 4) + load<i32>(p), 4);
  // Winners are not known yet: their place holds the old order meanwhile.
  memory.copy(book.winners, book.places, (<usize>complete) << 2);
  for (let i = 0; i < complete; i++) {
    const slot = tallies + ((<usize>load<i32>(book.nearest + ((<usize>i) << 2))) << 2);
    const at = load<i32>(slot);
    store<i32>(slot, at + 1);
    store<i32>(book.sorted + ((<usize>at) << 2), i);
    store<i32>(book.places + ((<usize>at) << 2), load<i32>(book.winners + ((<usize>i) << 2)));
  }
}

/** Gathers the bounds of the samples that now make up a group. */
function gatherBounds(book: Book, g: i32): void {
  const tiles = book.tiles;
  for (let lane = 0; lane < GROUP; lane++) {
    const old = load<i32>(book.sorted + ((<usize>min(g * GROUP + lane, book.complete - 1)) << 2));
    let from = book.tileScores + <usize>(old >> 3) * tileRow(book) + ((<usize>(old & 7)) << 2);
    let to = book.bounds + ((<usize>lane) << 2);
    for (let t = 0; t < tiles; t++, from += 32, to += 32) store<f32>(to, load<f32>(from));
  }
}

// @ts-ignore: decorator
@inline
function scanTile(book: Book, g: i32, tile: i32): void {
  const first = tile * book.tileSize;
  scanSlots(book, g, first, min(first + book.tileSize, book.slots));
}

/** Searches one group, nearest tile first; returns how many tiles had to be looked into. */
function scanTiles(book: Book, g: i32): i32 {
  gatherBounds(book, g);
  const state = stateAt(book, g);
  clearState(state);
  const norms = book.norms + ((<usize>(g * GROUP)) << 2);
  const square0 = v128.load(norms);
  const square1 = v128.load(norms, 16);
  const old = load<i32>(book.sorted + ((<usize>(g * GROUP)) << 2));
  const start = load<i32>(book.nearest + ((<usize>old) << 2));
  scanTile(book, g, start);
  let seen = 1;
  // A tile is passed over where it has no unit better than the worst that is wanted.
  const wanted = state + (book.second ? NEXT : 0);
  let least = v128.load(wanted);
  let top0 = f32x4.add(least, margin(book, square0, least));
  least = v128.load(wanted, 16);
  let top1 = f32x4.add(least, margin(book, square1, least));
  for (let t = 0, p = book.bounds; t < book.tiles; t++, p += 32) {
    const close = v128.or(f32x4.le(v128.load(p), top0), f32x4.le(v128.load(p, 16), top1));
    if (!v128.any_true(close) || t == start) continue;
    scanTile(book, g, t);
    seen++;
    least = v128.load(wanted);
    top0 = f32x4.add(least, margin(book, square0, least));
    least = v128.load(wanted, 16);
    top1 = f32x4.add(least, margin(book, square1, least));
  }
  return seen;
}

/** Pruning pays while less than this share of the tiles is looked into. */
const WORTH: f32 = 0.6;
/** Groups after which that is judged. */
const TRIAL: i32 = 8;

/** Searches all groups with pruning, or from where it does not pay in full. */
function prune(book: Book, groups: i32): void {
  rate(book, groups);
  sort(book);
  loadGroups(book);
  let seen = 0;
  for (let g = 0; g < groups; g++) {
    const looked = scanTiles(book, g);
    seen += looked;
    passed += <f64>((book.tiles - looked) * book.tileSize * GROUP);
    if (g + 1 < TRIAL || <f32>seen < WORTH * <f32>book.tiles * <f32>(g + 1)) continue;
    scanAll(book, g + 1, groups);
    book.patience = book.penalty;
    book.penalty = min(2 * book.penalty, 64);
    return;
  }
  book.penalty = 1;
}

/** A bit for each lane whose scores at `from` and after it are surely in that order; `from` and `to` are places in states. */
// @ts-ignore: decorator
@inline
function apart(book: Book, g: i32, from: usize, to: usize): i32 {
  const state = stateAt(book, g);
  const norms = book.norms + ((<usize>(g * GROUP)) << 2);
  const lower0 = v128.load(state + from);
  const lower1 = v128.load(state + from, 16);
  const gap0 = f32x4.sub(v128.load(state + to), lower0);
  const gap1 = f32x4.sub(v128.load(state + to, 16), lower1);
  const sure0 = f32x4.gt(gap0, margin(book, v128.load(norms), lower0));
  const sure1 = f32x4.gt(gap1, margin(book, v128.load(norms, 16), lower1));
  return i32x4.bitmask(sure0) | (i32x4.bitmask(sure1) << 4);
}

// @ts-ignore: decorator
@inline
function unitAt(book: Book, slots: usize, lane: i32): i32 {
  const slot = load<i32>(slots + ((<usize>lane) << 2));
  return load<i32>(book.slotUnits + ((<usize>slot) << 2));
}

/** Writes what was found for the complete rows; where rounding may have decided, it is decided anew. */
function settle(book: Book, groups: i32): void {
  const second = book.second;
  for (let g = 0; g < groups; g++) {
    const state = stateAt(book, g);
    const sure = second ? apart(book, g, 0, NEXT) & apart(book, g, NEXT, THIRD) : apart(book, g, 0, NEXT);
    const count = min(GROUP, book.complete - g * GROUP);
    for (let lane = 0; lane < count; lane++) {
      const row = (<usize>load<i32>(book.places + ((<usize>(g * GROUP + lane)) << 2))) << 2;
      if ((sure >> lane) & 1) {
        store<i32>(book.winners + row, unitAt(book, state + AT, lane));
        if (second) store<i32>(book.seconds + row, unitAt(book, state + NEXT_AT, lane));
      } else {
        decide(book, rowAt(book, <i32>(row >> 2)), second);
        store<i32>(book.winners + row, winner);
        if (second) store<i32>(book.seconds + row, runnerUp);
        doubts++;
      }
    }
  }
}

let doubts: i32 = 0;
let passed: f64 = 0;
/** Samples decided in double precision since this was last asked. */
export function doubted(): i32 {
  const count = doubts;
  doubts = 0;
  return count;
}
/** Pairs of a sample and a unit that pruning passed over since this was last asked. */
export function passedOver(): f64 {
  const count = passed;
  passed = 0;
  return count;
}

/** Fewer samples or units than these are not worth tiles. */
const LEAST_ROWS: i32 = 256;
const LEAST_UNITS: i32 = 256;

/** Whether so many samples are worth the layout that pruning needs. */
export function worthTiles(book: Book, rows: i32): bool {
  return rows >= LEAST_ROWS && book.units >= LEAST_UNITS;
}

function decideAll(book: Book, from: i32, to: i32, second: bool): void {
  for (let at = from; at < to; at++) {
    const row = load<i32>(book.places + ((<usize>at) << 2));
    decide(book, rowAt(book, row), second);
    store<i32>(book.winners + ((<usize>row) << 2), winner);
    store<i32>(book.seconds + ((<usize>row) << 2), runnerUp);
  }
}

/** Winners of the rows of a chunk, and where asked the units after them. `layOut` has been called. */
export function searchRows(book: Book, rows: i32, second: bool): void {
  place(book, rows);
  book.second = second;
  // What fills four slots up must not be second.
  if (book.complete < GROUP || (second && book.units < 2)) {
    decideAll(book, 0, rows, second);
    return;
  }
  const groups = (book.complete + GROUP - 1) / GROUP;
  loadGroups(book);
  if (book.tiles > 0 && book.complete >= LEAST_ROWS && book.patience == 0) prune(book, groups);
  else {
    if (book.patience > 0) book.patience--;
    scanAll(book, 0, groups);
  }
  settle(book, groups);
  decideAll(book, book.complete, rows, second);
}
