import {
  active,
  buffer,
  changedEven,
  changedOdd,
  clear,
  clearFailure,
  clearNext,
  failure,
  find,
  initialize,
  make,
  next,
  tileCount,
} from './sparse-arena';
import { columnAt, leftOf, rowOfTiles, topOf } from './sparse-extent';
import { now, startAt, swapped, wakeAll, wakeAround } from './sparse-step';
import {
  columnsOf,
  EVEN,
  HEIGHT,
  mark,
  numberOf,
  ODD,
  RIM,
  rowAt,
  tileOf,
  unmark,
  USED,
  WIDTH,
} from './sparse-tile';

// The plane without end, or with ends or a seam: see sparse-tile.ts for the layout, sparse-extent.ts for where tiles lie,
// sparse-arena.ts for where they live in memory, sparse-step.ts for what a generation does, and sparse-view.ts for what is
// seen. Cells are set at even generations; an odd one is made even first.

export { heapBase } from './heap';
export { clear, clearFailure, sweep } from './sparse-arena';
export { pass, passBetween } from './sparse-step';
export { box, countBox, counts, population, runs } from './sparse-view';
export { saveTiles, sort, startRuns, tilesHeld, tilesLiving } from './sparse-view';

export function begin(heap: usize, most: u32, width: i32, height: i32, torus: bool): bool {
  startAt(false);
  return initialize(heap, most, width, height, torus);
}

/** Forgets all cells; `swap` tells that the next generation is one between. */
export function restart(swap: bool): void {
  clear();
  startAt(swap);
}

/** Why a tile could not be had: 1 memory, 2 the end of the plane. */
export function whyFailed(): i32 {
  return failure;
}
export function isSwapped(): bool {
  return swapped;
}
export function bufferAt(): usize {
  return buffer;
}

/** Makes the odd generation the one that all tiles hold, to be visited all. */
export function settleBetween(): void {
  for (let i: u32 = 1; i < tileCount; i++) {
    const tile = tileOf(i);
    if (load<u8>(tile, USED) == 0) continue;
    const columns = columnsOf(tile);
    const end = 2 + <i32>load<u8>(tile, HEIGHT);
    for (let r = 2; r < end; r++) {
      const cells = load<u32>(tile + ODD + rowAt(r)) & columns;
      store<u32>(tile + EVEN + rowAt(r), cells);
      store<u32>(tile + EVEN + 128 + rowAt(r), cells);
    }
    touch(tile);
  }
  startAt(!swapped);
}

/** Notes that a tile's cells were written. */
function touch(tile: usize): void {
  const number = numberOf(tile);
  mark(next, number);
  mark(changedEven, number);
  mark(changedOdd, number);
}

/** Wakes touched tiles and those that their cells may reach. False where a tile cannot be had: call again. */
export function wakeTouched(): bool {
  for (let i: u32 = 1, count = tileCount; i < count; i++) {
    const word = load<u32>(next + ((<usize>(i >> 5)) << 2));
    if (word == 0) i |= 31;
    else if ((word >> (i & 31)) & 1) wakeSeen(tileOf(i));
  }
  if (failure) return false;
  clearNext();
  return true;
}

function wakeSeen(tile: usize): void {
  mark(active, numberOf(tile));
  if (load<u8>(tile, RIM)) {
    wakeAll(tile, active);
    return;
  }
  const cells = tile + now;
  let columns: u32 = 0;
  for (let r = 2; r < 30; r++) columns |= load<u32>(cells + rowAt(r));
  const above = load<u32>(cells + rowAt(2)) | load<u32>(cells + rowAt(3));
  const below = load<u32>(cells + rowAt(28)) | load<u32>(cells + rowAt(29));
  wakeAround(tile, active, columns, above, below);
}

/** Writes runs (x, y, length, state) from the buffer, counted from (x, y). False where a tile cannot be had. */
export function place(count: u32, x: i64, y: i64): bool {
  for (let at = buffer, end = buffer + ((<usize>count) << 4); at < end; at += 16) {
    if (load<i32>(at, 12) == 0) continue;
    const left = x + load<i32>(at);
    if (!setRun(left, left + load<i32>(at, 8), y + load<i32>(at, 4))) return false;
  }
  return true;
}

function setRun(from: i64, to: i64, cellY: i64): bool {
  const row = rowOfTiles(cellY);
  const r = <i32>(cellY - topOf(row)) + 2;
  while (from < to) {
    const column = columnAt(from);
    const tile = make(column, row);
    if (failure) return false;
    const first = <u32>(from - leftOf(column)) + 2;
    const end = min(<u32>load<u8>(tile, WIDTH) + 2, first + <u32>min<i64>(to - from, 32));
    const p = tile + now + rowAt(r);
    store<u32>(p, load<u32>(p) | ((<u32>1 << end) - (<u32>1 << first)));
    touch(tile);
    from += end - first;
  }
  return true;
}

/** Sets one cell and wakes all around it. False where a tile cannot be had; the tile then counts as touched. */
export function paint(x: i64, y: i64, alive: bool): bool {
  const column = columnAt(x);
  const row = rowOfTiles(y);
  if (!alive && find(column, row) == 0) return true;
  const tile = make(column, row);
  if (failure) return false;
  const p = tile + now + rowAt(<i32>(y - topOf(row)) + 2);
  const bit: u32 = <u32>1 << (<u32>(x - leftOf(column)) + 2);
  store<u32>(p, alive ? load<u32>(p) | bit : load<u32>(p) & ~bit);
  touch(tile);
  wakeAll(tile, active);
  if (failure) return false;
  unmark(next, numberOf(tile));
  return true;
}

/** Takes up `count` saved tiles from the buffer. False where a tile cannot be had. */
export function loadTiles(count: u32): bool {
  for (let at = buffer, end = buffer + ((<usize>count) << 7); at < end; at += 128) {
    const tile = make(load<i64>(at), load<i64>(at, 8));
    if (failure) return false;
    const columns = columnsOf(tile);
    for (let r = 0; r < <i32>load<u8>(tile, HEIGHT); r++) {
      store<u32>(tile + now + rowAt(r + 2), (load<u32>(at + ((<usize>r) << 2), 16) << 2) & columns);
    }
    touch(tile);
  }
  return true;
}
