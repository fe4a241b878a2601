import {
  account,
  buffer,
  BUFFER_BYTES,
  changedEven,
  changedOdd,
  find,
  livingEven,
  livingOdd,
  populationEven,
  populationOdd,
  tileCount,
  tilesUsed,
} from './sparse-arena';
import { columnAt, leftOf, rowOfTiles, topOf } from './sparse-extent';
import { now } from './sparse-step';
import { columnsOf, HEIGHT, ODD, ORDER, POPULATION, rowAt, tileOf, USED, WIDTH, X, Y } from './sparse-tile';

// What is seen of the plane: numbers of cells, windows, runs. `between` asks for the odd buffers.

/** Live cells of row r (2 to 29) of a tile. */
// @ts-ignore: decorator
@inline
function cellsOf(tile: usize, r: i32, between: bool): u32 {
  return load<u32>(tile + (between ? ODD : now) + rowAt(r)) & columnsOf(tile);
}

// @ts-ignore: decorator
@inline
function below(tile: usize): i32 {
  return 2 + <i32>load<u8>(tile, HEIGHT);
}

// @ts-ignore: decorator
@inline
function countOf(tile: usize, between: bool): i32 {
  return <i32>load<u16>(tile + (between ? POPULATION + 2 : POPULATION));
}

/** Live cells: only tiles that may have changed since the last time are counted again. */
export function population(between: bool): i64 {
  const changed = between ? changedOdd : changedEven;
  const words = (tileCount + 31) >> 5;
  for (let i: u32 = 0; i < words; i++) {
    const o = (<usize>i) << 2;
    let bits = load<u32>(changed + o);
    for (; bits; bits &= bits - 1) recount(tileOf((i << 5) + ctz(bits)), between);
    store<u32>(changed + o, 0);
  }
  return between ? populationOdd : populationEven;
}

function recount(tile: usize, between: bool): void {
  let count: u32 = 0;
  const end = below(tile);
  for (let r = 2; r < end; r++) count += popcnt<u32>(cellsOf(tile, r, between));
  account(tile, count, between);
}

/** Writes left, top, right and bottom of all live cells as i64 to the buffer; false where there are none. */
export function box(between: bool): bool {
  if (population(between) == 0) return false;
  let left = i64.MAX_VALUE;
  let top = i64.MAX_VALUE;
  let right = i64.MIN_VALUE;
  let bottom = i64.MIN_VALUE;
  for (let i: u32 = 1; i < tileCount; i++) {
    const tile = tileOf(i);
    if (load<u8>(tile, USED) == 0 || countOf(tile, between) == 0) continue;
    const x = leftOf(load<i64>(tile, X));
    const y = topOf(load<i64>(tile, Y));
    if (x >= left && x + 27 <= right && y >= top && y + 27 <= bottom) continue;
    let all: u32 = 0;
    const end = below(tile);
    for (let r = 2; r < end; r++) {
      const cells = cellsOf(tile, r, between);
      if (cells == 0) continue;
      all |= cells;
      top = min(top, y + r - 2);
      bottom = max(bottom, y + r - 2);
    }
    left = min(left, x + ctz(all) - 2);
    right = max(right, x + 29 - clz(all));
  }
  store<i64>(buffer, left);
  store<i64>(buffer, top, 8);
  store<i64>(buffer, right, 16);
  store<i64>(buffer, bottom, 24);
  return true;
}

/** Live cells of a box, all of whose sides belong to it. */
export function countBox(left: i64, top: i64, right: i64, bottom: i64, between: bool): i64 {
  population(between);
  let sum: i64 = 0;
  for (let i: u32 = 1; i < tileCount; i++) {
    const tile = tileOf(i);
    if (load<u8>(tile, USED) == 0 || countOf(tile, between) == 0) continue;
    const x = leftOf(load<i64>(tile, X));
    const y = topOf(load<i64>(tile, Y));
    if (x > right || x + 27 < left || y > bottom || y + 27 < top) continue;
    const end = below(tile);
    const columns = columnsWithin(x, left, right);
    for (let r = 2; r < end; r++) {
      if (y + r - 2 >= top && y + r - 2 <= bottom) sum += popcnt<u32>(cellsOf(tile, r, between) & columns);
    }
  }
  return sum;
}

/** Bits of the columns left … right in a tile that starts at x. */
function columnsWithin(x: i64, left: i64, right: i64): u32 {
  const from = left > x ? <u32>(left - x) : 0;
  const to = right - x < 27 ? <u32>(right - x) : 27;
  return (~(<u32>0) << (from + 2)) & (~(<u32>0) >> (29 - to));
}

/**
 * Counts the live cells under each pixel of 2^zoom × 2^zoom cells of a window into the buffer, one u32 each. Costs what
 * the tiles in view cost: a tile under one pixel adds its number of cells.
 */
export function counts(x: i64, y: i64, width: i32, height: i32, zoom: i32, between: bool): void {
  population(between);
  memory.fill(buffer, 0, (<usize>(width * height)) << 2);
  const right = lastCell(x, width, zoom);
  const bottom = lastCell(y, height, zoom);
  const c0 = columnAt(x);
  const c1 = columnAt(right);
  const r0 = rowOfTiles(y);
  const r1 = rowOfTiles(bottom);
  if (<f64>(c1 - c0 + 1) * <f64>(r1 - r0 + 1) < <f64>tileCount) {
    for (let r = r0; r <= r1; r++) {
      for (let c = c0; c <= c1; c++) {
        const tile = find(c, r);
        if (tile) addTile(tile, x, y, right, bottom, width, zoom, between);
      }
    }
    return;
  }
  for (let i: u32 = 1; i < tileCount; i++) {
    const tile = tileOf(i);
    if (load<u8>(tile, USED)) addTile(tile, x, y, right, bottom, width, zoom, between);
  }
}

/** Saturates, so that windows may reach beyond the plane. */
function lastCell(from: i64, pixels: i32, zoom: i32): i64 {
  const end: i64 = (1 << 62) + 64;
  return <f64>from + <f64>pixels * <f64>((<u64>1) << zoom) > <f64>end ? end : from + ((<i64>pixels) << zoom) - 1;
}

function addTile(tile: usize, x: i64, y: i64, right: i64, bottom: i64, width: i32, zoom: i32, between: bool): void {
  const count = countOf(tile, between);
  if (count == 0) return;
  const left = leftOf(load<i64>(tile, X));
  const top = topOf(load<i64>(tile, Y));
  const tileRight = left + load<u8>(tile, WIDTH) - 1;
  const tileBottom = top + load<u8>(tile, HEIGHT) - 1;
  if (left > right || tileRight < x || top > bottom || tileBottom < y) return;
  const u0 = pixelOf(max(left, x), x, zoom);
  const u1 = pixelOf(min(tileRight, right), x, zoom);
  const v0 = pixelOf(max(top, y), y, zoom);
  const inside = left >= x && tileRight <= right && top >= y && tileBottom <= bottom;
  if (inside && u0 == u1 && v0 == pixelOf(tileBottom, y, zoom)) {
    const at = buffer + ((<usize>(v0 * width + u0)) << 2);
    store<u32>(at, load<u32>(at) + count);
    return;
  }
  const end = below(tile);
  for (let r = 2; r < end; r++) {
    const cells = cellsOf(tile, r, between);
    const cellY = top + r - 2;
    if (cells == 0 || cellY < y || cellY > bottom) continue;
    const line = buffer + ((<usize>(pixelOf(cellY, y, zoom) * width)) << 2);
    if (zoom == 0) addCells(line, cells & columnsWithin(left, x, right), left - x);
    else addRow(line, cells, x, left, right, u0, u1, zoom);
  }
}

/** Offset by which cell `at` lies after `from`, in pixels. */
// @ts-ignore: decorator
@inline
function pixelOf(at: i64, from: i64, zoom: i32): i32 {
  return <i32>((<u64>(at - from)) >> zoom);
}

function addCells(line: usize, cells: u32, offset: i64): void {
  for (let bits = cells; bits; bits &= bits - 1) {
    store<u32>(line + ((<usize>(<i32>offset + <i32>ctz(bits) - 2)) << 2), 1);
  }
}

function addRow(line: usize, cells: u32, x: i64, left: i64, right: i64, u0: i32, u1: i32, zoom: i32): void {
  for (let u = u0; u <= u1; u++) {
    const from = x + ((<i64>u) << zoom);
    const to = lastCell(from, 1, zoom);
    const count = popcnt<u32>(cells & columnsWithin(left, from, min(to, right)));
    const at = line + ((<usize>u) << 2);
    store<u32>(at, load<u32>(at) + count);
  }
}

let sorted: usize = 0;

/** Chains the tiles that hold live cells in reading order; returns how many they are. */
export function sort(between: bool): u32 {
  population(between);
  // Merge sort of a linked list from the bottom up: list k of `lists` is empty or 2^k tiles in order.
  const lists = buffer;
  memory.fill(lists, 0, 128);
  let count: u32 = 0;
  for (let i: u32 = 1; i < tileCount; i++) {
    let list = tileOf(i);
    if (load<u8>(list, USED) == 0 || countOf(list, between) == 0) continue;
    count++;
    store<u32>(list, 0, ORDER);
    let at = lists;
    for (; load<u32>(at); at += 4) {
      list = merge(<usize>load<u32>(at), list);
      store<u32>(at, 0);
    }
    store<u32>(at, <u32>list);
  }
  sorted = 0;
  for (let at = lists; at < lists + 128; at += 4) sorted = merge(<usize>load<u32>(at), sorted);
  return count;
}

function merge(a: usize, b: usize): usize {
  const head = buffer + 128;
  let last = head;
  while (a && b) {
    const y = load<i64>(b, Y) - load<i64>(a, Y);
    if (y > 0 || (y == 0 && load<i64>(b, X) > load<i64>(a, X))) {
      store<u32>(last, <u32>a, ORDER);
      last = a;
      a = <usize>load<u32>(a, ORDER);
    } else {
      store<u32>(last, <u32>b, ORDER);
      last = b;
      b = <usize>load<u32>(b, ORDER);
    }
  }
  store<u32>(last, <u32>(a ? a : b), ORDER);
  return <usize>load<u32>(head, ORDER);
}

/** What a saved tile takes: column, row (i64 each) and 28 rows of cells. */
const SAVED: usize = 128;

/** Writes the next tiles of the sorted ones to the buffer, and returns how many. */
export function saveTiles(between: bool): u32 {
  let count: u32 = 0;
  for (; sorted && count < <u32>(BUFFER_BYTES / SAVED); count++) {
    const at = buffer + (<usize>count) * SAVED;
    store<i64>(at, load<i64>(sorted, X));
    store<i64>(at, load<i64>(sorted, Y), 8);
    const end = below(sorted);
    memory.fill(at + 16, 0, 112);
    for (let r = 2; r < end; r++) {
      store<u32>(at + ((<usize>(r - 2)) << 2), cellsOf(sorted, r, between) >> 2, 16);
    }
    sorted = <usize>load<u32>(sorted, ORDER);
  }
  return count;
}

let group: usize = 0;
let cursor: usize = 0;
let line: i32 = 0;

/** Before the first {@link runs}, after {@link sort}. */
export function startRuns(): void {
  group = cursor = sorted;
  line = 2;
}

/**
 * Writes the next runs of live cells in reading order, (x, y, length, 1) as i32, to the buffer, counted from (x, y);
 * returns how many: 0 at the end. A run that goes on from one tile to the next may be cut there.
 */
export function runs(x: i64, y: i64, between: bool): u32 {
  let out = buffer;
  const full = buffer + BUFFER_BYTES - 15 * 16;
  while (group && out < full) {
    const row = load<i64>(group, Y);
    if (cursor == 0 || load<i64>(cursor, Y) != row) {
      // The end of a row of cells: the next one of the same tiles, or the next row of tiles.
      if (++line < below(group)) cursor = group;
      else {
        group = cursor;
        line = 2;
      }
      continue;
    }
    const left = <i32>(leftOf(load<i64>(cursor, X)) - x) - 2;
    const top = <i32>(topOf(row) - y) + line - 2;
    for (let cells = cellsOf(cursor, line, between); cells; ) {
      const from = ctz(cells);
      const length = ctz(~(cells >> from));
      store<i32>(out, left + <i32>from);
      store<i32>(out, top, 4);
      store<i32>(out, <i32>length, 8);
      store<i32>(out, 1, 12);
      out += 16;
      cells &= ~(((<u32>1 << length) - 1) << from);
    }
    cursor = <usize>load<u32>(cursor, ORDER);
  }
  return <u32>((out - buffer) >> 4);
}

/** Tiles that hold live cells. */
export function tilesLiving(between: bool): u32 {
  population(between);
  return between ? livingOdd : livingEven;
}

/** Tiles in use, empty ones that are not freed yet among them. */
export function tilesHeld(): u32 {
  return tilesUsed;
}
