import { columnSeen, heightAt, isRim, NOWHERE, rowSeen, setExtent, widthAt } from './sparse-extent';
import {
  CHAIN,
  columnsOf,
  CORE,
  DX,
  DY,
  EVEN,
  HEIGHT,
  isMarked,
  layTiles,
  NEIGHBOURS,
  numberOf,
  ODD,
  POPULATION,
  RIM,
  rowAt,
  TILE_BYTES,
  tileOf,
  unmark,
  USED,
  WIDTH,
  X,
  Y,
} from './sparse-tile';

// Where tiles live: one array of equal tiles with a list of free ones, found by a hash table of chains. Tables and bit
// sets have the size that the most tiles need; the machine gives pages of them only as they are touched.

/** Reasons why a tile cannot be had. */
export const NO_MEMORY = 1;
export const NO_ROOM = 2;
/** Why the last tile could not be had; 0 when all could. */
export let failure: i32 = 0;

/** Stands in for every tile that does not exist: all dead. */
export let emptyTile: usize = 0;
/** Tiles ever made: numbers below this may be in use. Number 0 is {@link emptyTile}. */
export let tileCount: u32 = 0;
/** Tiles in use. */
export let tilesUsed: u32 = 0;
/** Bits by tile: to be visited now, to be visited next, changed since counted (even, odd generations). */
export let active: usize = 0;
export let next: usize = 0;
export let changedEven: usize = 0;
export let changedOdd: usize = 0;
/** Live cells of all tiles when last counted, and tiles that held any, at even and at odd generations. */
export let populationEven: i64 = 0;
export let populationOdd: i64 = 0;
export let livingEven: u32 = 0;
export let livingOdd: u32 = 0;
/** Room for what goes in and out. */
export let buffer: usize = 0;
export const BUFFER_BYTES: usize = 1 << 22;

let table: usize = 0;
let slots: u32 = 0;
let maxSlots: u32 = 0;
let maxTiles: u32 = 0;
let freeTiles: usize = 0;

/** Farthest tile of an endless direction. */
const LAST_TILE: i64 = (1 << 62) / 28;

const FIRST_SLOTS: u32 = 256;
const PAGE: usize = 65536;
const GROWTH: usize = 32;

/**
 * Lays the memory out for at most `most` tiles, and forgets all cells. Returns whether memory sufficed.
 */
export function initialize(heap: usize, most: u32, width: i32, height: i32, torus: bool): bool {
  maxTiles = most;
  maxSlots = FIRST_SLOTS;
  while (maxSlots < most) maxSlots <<= 1;
  const bitBytes = ((<usize>most + 127) >> 7) << 4;
  buffer = (heap + 63) & ~63;
  table = buffer + BUFFER_BYTES;
  active = table + ((<usize>maxSlots) << 2);
  next = active + bitBytes;
  changedEven = next + bitBytes;
  changedOdd = changedEven + bitBytes;
  const tiles = (changedOdd + bitBytes + 63) & ~63;
  layTiles(tiles);
  setExtent(width, height, torus);
  if (!reach(tiles + TILE_BYTES)) return false;
  emptyTile = tiles;
  clear();
  return true;
}

/** Forgets all cells. */
export function clear(): void {
  const bytes = bytesOfBits();
  memory.fill(active, 0, bytes);
  memory.fill(next, 0, bytes);
  memory.fill(changedEven, 0, bytes);
  memory.fill(changedOdd, 0, bytes);
  memory.fill(emptyTile, 0, TILE_BYTES);
  store<u8>(emptyTile, CORE, WIDTH);
  store<u8>(emptyTile, CORE, HEIGHT);
  tileCount = 1;
  tilesUsed = 0;
  freeTiles = 0;
  populationEven = populationOdd = 0;
  livingEven = livingOdd = 0;
  failure = 0;
  rehash(FIRST_SLOTS);
}

export function clearFailure(): void {
  failure = 0;
}

/** Notes how many live cells a tile holds. */
export function account(tile: usize, count: u32, between: bool): void {
  const at = tile + (between ? POPULATION + 2 : POPULATION);
  const before = <u32>load<u16>(at);
  if (before == count) return;
  store<u16>(at, <u16>count);
  const more = <i64>count - <i64>before;
  const living = <u32>(count != 0) - <u32>(before != 0);
  if (between) {
    populationOdd += more;
    livingOdd += living;
  } else {
    populationEven += more;
    livingEven += living;
  }
}

/** The bits set for the next visit become those of this one. */
export function turnActive(): void {
  const done = active;
  active = next;
  next = done;
  clearNext();
}

export function clearNext(): void {
  memory.fill(next, 0, bytesOfBits());
}

/** What a set of bits takes for the tiles made so far. */
function bytesOfBits(): usize {
  return ((<usize>tileCount + 63) >> 6) << 3;
}

function reach(end: usize): bool {
  const have = (<usize>memory.size()) * PAGE;
  if (end <= have) return true;
  const need = (end - have + PAGE - 1) / PAGE;
  return memory.grow(<i32>max(need, GROWTH)) >= 0 || memory.grow(<i32>need) >= 0;
}

// @ts-ignore: decorator
@inline
function slotOf(x: i64, y: i64): usize {
  const h = (<u64>x * 0x9e3779b97f4a7c15) ^ rotl<u64>(<u64>y * 0xc2b2ae3d27d4eb4f, 31);
  return table + ((<usize>((h * 0x165667b19e3779f9) >> 40) & <usize>(slots - 1)) << 2);
}

/** A tile by its place, 0 if there is none. */
export function find(x: i64, y: i64): usize {
  let tile = <usize>load<u32>(slotOf(x, y));
  while (tile != 0 && (load<i64>(tile, X) != x || load<i64>(tile, Y) != y)) tile = <usize>load<u32>(tile, CHAIN);
  return tile;
}

function chain(tile: usize): void {
  const slot = slotOf(load<i64>(tile, X), load<i64>(tile, Y));
  store<u32>(tile, load<u32>(slot), CHAIN);
  store<u32>(slot, <u32>tile);
}

function rehash(to: u32): void {
  slots = to;
  memory.fill(table, 0, (<usize>to) << 2);
  for (let i: u32 = 1; i < tileCount; i++) {
    const tile = tileOf(i);
    if (load<u8>(tile, USED)) chain(tile);
  }
}

/**
 * The tile at a place, made if need be; {@link emptyTile} where none can be: beyond an end, or with {@link failure} set
 * where memory or the plane ends.
 */
export function make(x: i64, y: i64): usize {
  x = columnSeen(x);
  y = rowSeen(y);
  if (x == NOWHERE || y == NOWHERE) return emptyTile;
  const found = find(x, y);
  if (found) return found;
  if (x > LAST_TILE || x < -LAST_TILE - 1 || y > LAST_TILE || y < -LAST_TILE - 1) {
    failure = NO_ROOM;
    return emptyTile;
  }
  const tile = take();
  if (tile == emptyTile) return tile;
  store<i64>(tile, x, X);
  store<i64>(tile, y, Y);
  store<u8>(tile, 1, USED);
  store<u8>(tile, <u8>widthAt(x), WIDTH);
  store<u8>(tile, <u8>heightAt(y), HEIGHT);
  store<u8>(tile, <u8>isRim(x, y), RIM);
  if (++tilesUsed > slots && slots < maxSlots) rehash(slots << 1);
  else chain(tile);
  link(tile, x, y);
  return tile;
}

/** Room for a tile, all zero. */
function take(): usize {
  let tile = freeTiles;
  if (tile) freeTiles = <usize>load<u32>(tile, CHAIN);
  else {
    tile = tileOf(tileCount);
    if (tileCount >= maxTiles || !reach(tile + TILE_BYTES)) {
      failure = NO_MEMORY;
      return emptyTile;
    }
    tileCount++;
  }
  memory.fill(tile, 0, TILE_BYTES);
  return tile;
}

function link(tile: usize, x: i64, y: i64): void {
  for (let k = 0; k < 8; k++) {
    const at = NEIGHBOURS + ((<usize>k) << 2);
    store<u32>(tile + at, <u32>emptyTile);
    const nx = columnSeen(x + DX[k]);
    const ny = rowSeen(y + DY[k]);
    if (nx == NOWHERE || ny == NOWHERE) continue;
    const neighbour = find(nx, ny);
    if (neighbour == 0) continue;
    store<u32>(tile + at, <u32>neighbour);
    store<u32>(neighbour + NEIGHBOURS + ((<usize>((k + 4) & 7)) << 2), <u32>tile);
  }
}

function release(tile: usize): void {
  let at = slotOf(load<i64>(tile, X), load<i64>(tile, Y));
  while (<usize>load<u32>(at) != tile) at = <usize>load<u32>(at) + CHAIN;
  store<u32>(at, load<u32>(tile, CHAIN));
  for (let k = 0; k < 8; k++) {
    const neighbour = <usize>load<u32>(tile + NEIGHBOURS + ((<usize>k) << 2));
    if (neighbour != emptyTile)
      store<u32>(neighbour + NEIGHBOURS + ((<usize>((k + 4) & 7)) << 2), <u32>emptyTile);
  }
  const number = numberOf(tile);
  unmark(changedEven, number);
  unmark(changedOdd, number);
  account(tile, 0, false);
  account(tile, 0, true);
  store<u8>(tile, 0, USED);
  store<u32>(tile, <u32>freeTiles, CHAIN);
  freeTiles = tile;
  tilesUsed--;
}

/** Frees the tiles that are empty now, stay so, and are empty between too. */
export function sweep(): void {
  for (let i: u32 = 1; i < tileCount; i++) {
    const tile = tileOf(i);
    if (load<u8>(tile, USED) && !isMarked(active, i) && isEmpty(tile)) release(tile);
  }
}

function isEmpty(tile: usize): bool {
  for (let at = tile + EVEN; at < tile + ODD; at += 16) if (v128.any_true(v128.load(at))) return false;
  let between: u32 = 0;
  const bottom = <i32>load<u8>(tile, HEIGHT) + 2;
  for (let r = 2; r < bottom; r++) between |= load<u32>(tile + ODD + rowAt(r));
  return (between & columnsOf(tile)) == 0;
}
