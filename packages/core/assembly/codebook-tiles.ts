// Lays the weights out for the search: centred, and in tiles of units that lie near one another, found by halving the
// units again and again across the line between two that are far apart. So any map has tiles, whatever its grid.
import { Book, COSINE, MANHATTAN, NEVER, SHAPE, SQUARED, slack } from './codebook-book';

// @ts-ignore: decorator
@inline
function unitRow(book: Book, slot: i32): usize {
  return book.weights + <usize>load<i32>(book.slotUnits + ((<usize>slot) << 2)) * book.bytes;
}

// @ts-ignore: decorator
@inline
function total(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** Σ(a − b)². */
function squares(a: usize, b: usize, bytes: usize): f32 {
  let sum = f32x4.splat(0);
  for (const end = a + bytes; a < end; a += 16, b += 16) {
    const d = f32x4.sub(v128.load(a), v128.load(b));
    sum = f32x4.add(sum, f32x4.mul(d, d));
  }
  return total(sum);
}

/** Of `count` slots from `first`, the one whose unit lies farthest from a point. */
function farthest(book: Book, first: i32, count: i32, point: usize): i32 {
  let best = first;
  let most: f32 = -1;
  for (let slot = first; slot < first + count; slot++) {
    const d = squares(unitRow(book, slot), point, book.bytes);
    if (d > most) {
      most = d;
      best = slot;
    }
  }
  return best;
}

/** Rearranges `count` slots from `first` so that the `left` with the smallest keys come first (Hoare's selection). */
function select(keys: usize, order: usize, first: i32, count: i32, left: i32): void {
  let low = first;
  let high = first + count - 1;
  const k = first + left;
  while (low < high) {
    const pivot = load<f32>(keys + ((<usize>((low + high) >> 1)) << 2));
    let i = low;
    let j = high;
    while (i <= j) {
      while (load<f32>(keys + ((<usize>i) << 2)) < pivot) i++;
      while (pivot < load<f32>(keys + ((<usize>j) << 2))) j--;
      if (i > j) break;
      swap(keys + ((<usize>i) << 2), keys + ((<usize>j) << 2));
      swap(order + ((<usize>i) << 2), order + ((<usize>j) << 2));
      i++;
      j--;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else return;
  }
}

// @ts-ignore: decorator
@inline
function swap(a: usize, b: usize): void {
  const kept = load<i32>(a);
  store<i32>(a, load<i32>(b));
  store<i32>(b, kept);
}

function halve(book: Book, first: i32, count: i32): void {
  const size = book.tileSize;
  if (count <= size) return;
  const left = (((count + size - 1) / size) >> 1) * size;
  const a = unitRow(book, farthest(book, first, count, unitRow(book, first)));
  const b = unitRow(book, farthest(book, first, count, a));
  const bytes = book.bytes;
  for (let slot = first; slot < first + count; slot++) {
    const w = unitRow(book, slot);
    let sum = f32x4.splat(0);
    for (let o: usize = 0; o < bytes; o += 16) {
      const along = f32x4.sub(v128.load(b + o), v128.load(a + o));
      sum = f32x4.add(sum, f32x4.mul(along, v128.load(w + o)));
    }
    // Weights that are not numbers have no place of their own: any will do, and the selection must end.
    const key = total(sum);
    store<f32>(book.scores + ((<usize>slot) << 2), key == key ? key : 0);
  }
  select(book.scores, book.slotUnits, first, count, left);
  halve(book, first, left);
  halve(book, first + left, count - left);
}

function setCentre(book: Book): void {
  const units = book.units;
  for (let j = 0; j < book.dimensions; j++) {
    let sum: f64 = 0;
    let w = book.weights + ((<usize>j) << 2);
    for (let unit = 0; unit < units; unit++, w += book.bytes) sum += <f64>load<f32>(w);
    store<f32>(book.centre + ((<usize>j) << 2), <f32>(sum / <f64>units));
  }
}

/** What the weights of a unit are multiplied with: 1, or for cosine 1 / ‖w‖. */
export function scaleOf(book: Book, row: usize): f32 {
  if (book.metric != COSINE) return 1;
  let sum: f64 = 0;
  for (const end = row + book.bytes; row < end; row += 4) {
    const v = <f64>load<f32>(row);
    sum += v * v;
  }
  return sum > 0 ? <f32>(1 / sqrt(sum)) : sum == 0 ? 0 : NaN;
}

/** Where column 0 of a slot is: four slots are interleaved column by column, so that one pointer walks along all. */
// @ts-ignore: decorator
@inline
function interleaved(rows: usize, slot: i32, bytes: usize): usize {
  return rows + <usize>(slot >> 2) * (bytes << 2) + ((<usize>(slot & 3)) << 2);
}

// @ts-ignore: decorator
@inline
function storeColumns(out: usize, v: v128): void {
  v128.store_lane<f32>(out, v, 0);
  v128.store_lane<f32>(out, v, 1, 16);
  v128.store_lane<f32>(out, v, 2, 32);
  v128.store_lane<f32>(out, v, 3, 48);
}

function fillSlots(book: Book): void {
  const bytes = book.bytes;
  let most: f32 = 0;
  for (let slot = 0; slot < book.slots; slot++) {
    let out = interleaved(book.slotRows, slot, bytes);
    const half = book.halves + ((<usize>slot) << 2);
    // What fills the last four up has the weights of a unit, but can never win.
    const w = unitRow(book, min(slot, book.units - 1));
    const scale = f32x4.splat(scaleOf(book, w));
    let sum = f32x4.splat(0);
    for (let o: usize = 0; o < bytes; o += 16, out += 64) {
      const v = f32x4.mul(f32x4.sub(v128.load(w + o), v128.load(book.centre + o)), scale);
      storeColumns(out, v);
      sum = f32x4.add(sum, f32x4.mul(v, v));
    }
    const square = total(sum);
    store<f32>(half, slot >= book.units ? NEVER : book.metric == SQUARED ? 0.5 * square : 0);
    most = max(most, square);
  }
  book.reach = sqrt(most) * 1.00001;
}

// A tile's shape: ½‖c‖² of its mean c (byte 0), the radius of what its axes leave over (4), then for each axis e three
// numbers (8, 20, 32): e·c, and the least and the largest e·(w − c) of its units w.

/** Axes shorter than this share of the radius are left out: they would not be at right angles to the others. */
const SHORT: f32 = 1e-2;

/** The units of a tile as the search sees them, less their mean, which is the first row of `axisRows`. */
function loadMembers(book: Book, first: i32, count: i32): void {
  const bytes = book.bytes;
  const mean = book.axisRows;
  memory.fill(mean, 0, bytes << 2);
  const share = f32x4.splat(1 / <f32>count);
  for (let n = 0; n < count; n++) {
    const w = unitRow(book, first + n);
    const to = book.members + <usize>n * bytes;
    const scale = f32x4.splat(scaleOf(book, w));
    for (let o: usize = 0; o < bytes; o += 16) {
      const v = f32x4.mul(f32x4.sub(v128.load(w + o), v128.load(book.centre + o)), scale);
      v128.store(to + o, v);
      v128.store(mean + o, f32x4.add(v128.load(mean + o), f32x4.mul(v, share)));
    }
  }
  for (let n = 0; n < count; n++) {
    const row = book.members + <usize>n * bytes;
    for (let o: usize = 0; o < bytes; o += 16) v128.store(row + o, f32x4.sub(v128.load(row + o), v128.load(mean + o)));
  }
}

function dot(a: usize, b: usize, bytes: usize): f32 {
  let sum = f32x4.splat(0);
  for (const end = a + bytes; a < end; a += 16, b += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(a), v128.load(b)));
  return total(sum);
}

/** a ← scale a − by b. */
function combine(a: usize, scale: f32, b: usize, by: f32, bytes: usize): void {
  const s = f32x4.splat(scale);
  const t = f32x4.splat(by);
  for (const end = a + bytes; a < end; a += 16, b += 16) {
    v128.store(a, f32x4.sub(f32x4.mul(s, v128.load(a)), f32x4.mul(t, v128.load(b))));
  }
}

/** The member that is left longest. */
function longest(book: Book, count: i32): usize {
  let best = book.members;
  let most: f32 = -1;
  for (let n = 0; n < count; n++) {
    const row = book.members + <usize>n * book.bytes;
    const square = dot(row, row, book.bytes);
    if (square > most) {
      most = square;
      best = row;
    }
  }
  return best;
}

/**
 * Makes the longest member an axis, at right angles to those before, takes it off all members and writes its numbers.
 * Rounding leaves a part in 10⁷ of each: `slack` has room for that.
 */
function addAxis(book: Book, k: i32, count: i32, radius: f32, shape: usize): void {
  const bytes = book.bytes;
  const source = longest(book, count);
  const length = sqrt(dot(source, source, bytes));
  if (!(length > SHORT * radius)) return;
  const axis = book.axisRows + <usize>k * bytes;
  memory.copy(axis, source, bytes);
  for (let again = 0; again < 2; again++) {
    combine(axis, 1 / sqrt(dot(axis, axis, bytes)), axis, 0, bytes);
    for (let other = 1; other < k; other++) {
      const before = book.axisRows + <usize>other * bytes;
      combine(axis, 1, before, dot(axis, before, bytes), bytes);
    }
  }
  combine(axis, 1 / sqrt(dot(axis, axis, bytes)), axis, 0, bytes);
  let low: f32 = 0;
  let high: f32 = 0;
  for (let n = 0; n < count; n++) {
    const row = book.members + <usize>n * bytes;
    const along = dot(row, axis, bytes);
    low = min(low, along);
    high = max(high, along);
    combine(row, 1, axis, along, bytes);
  }
  const at = shape + 8 + 12 * <usize>(k - 1);
  store<f32>(at, dot(axis, book.axisRows, bytes));
  store<f32>(at, low, 4);
  store<f32>(at, high, 8);
}

/** The mean of a tile's units and where around it they lie. */
function measureTile(book: Book, tile: i32): void {
  const bytes = book.bytes;
  const metric = book.metric;
  const first = tile * book.tileSize;
  const count = min(book.tileSize, book.units - first);
  const shape = book.tileShapes + <usize>tile * SHAPE;
  memory.fill(shape, 0, SHAPE);
  loadMembers(book, first, count);
  const straight = metric == SQUARED || metric == COSINE;
  if (straight) {
    store<f32>(shape, 0.5 * dot(book.axisRows, book.axisRows, bytes));
    const far = longest(book, count);
    const radius = sqrt(dot(far, far, bytes));
    for (let k = 1; k < 4; k++) addAxis(book, k, count, radius, shape);
  }
  let rest: f32 = 0;
  for (let n = 0; n < count; n++) rest = max(rest, lengthOf(metric, book.members + <usize>n * bytes, bytes));
  store<f32>(shape, rest * (1 + slack(book)) + 1e-18, 4);
  for (let k = 0; k < 4; k++) {
    let out = interleaved(book.tileRows, 4 * tile + k, bytes);
    for (let o: usize = 0; o < bytes; o += 16, out += 64) {
      storeColumns(out, v128.load(book.axisRows + <usize>k * bytes + o));
    }
  }
}

function lengthOf(metric: i32, a: usize, bytes: usize): f32 {
  if (metric == SQUARED || metric == COSINE) return sqrt(dot(a, a, bytes));
  let sum = f32x4.splat(0);
  for (const end = a + bytes; a < end; a += 16) {
    const d = f32x4.abs(v128.load(a));
    sum = metric == MANHATTAN ? f32x4.add(sum, d) : f32x4.max(sum, d);
  }
  if (metric == MANHATTAN) return total(sum);
  return max(max(f32x4.extract_lane(sum, 0), f32x4.extract_lane(sum, 1)), max(f32x4.extract_lane(sum, 2), f32x4.extract_lane(sum, 3)));
}

/** Takes the weights as they are now: after this the search is ready. */
export function layOut(book: Book, tiled: bool): void {
  const units = book.units;
  book.slots = (units + 3) & ~3;
  book.tiles = tiled ? (units + book.tileSize - 1) / book.tileSize : 0;
  for (let unit = 0; unit < units; unit++) store<i32>(book.slotUnits + ((<usize>unit) << 2), unit);
  if (tiled) halve(book, 0, units);
  if (book.metric == SQUARED) setCentre(book);
  fillSlots(book);
  for (let tile = 0; tile < book.tiles; tile++) measureTile(book, tile);
}
