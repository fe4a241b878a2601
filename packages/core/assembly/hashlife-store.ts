// The nodes of a HashLife universe: one memory with a hash table, regions of nodes, a free list and a collector.
//
// The table is open: each entry is a node's address with three bits of its hash in the bits that the 8-byte boundary
// leaves free, so that nearly all entries passed by need no look at the node itself. Leaves have tags of their own.

import { hash, pair, tagOf } from './hashlife-hash';
import { ALIVE, FULL, LEAF, NODE, PART, markRoots, part } from './hashlife-node';
import { addRegion, canAddRegions, fresh, regionEnd, regionStart, regions, startRegions } from './hashlife-regions';

/** Nodes that may be made from one safe point to the next: a few for each level of the deepest recursion. */
const RESERVE: u32 = 4096;
const PAGE: usize = 65536;

// @ts-ignore: decorator
@external("env", "exhausted")
declare function exhausted(): void;

let table: usize = 0;
let tableEnd: usize = 0;
let slots: u32 = 0;
let shift: u64 = 0;
/** Nodes in the table. */
let count: u32 = 0;
/** Nodes that memory has room for, and how many may be made before the next look at table and memory. */
let spare: u32 = 0;
let room: u32 = 0;
let granted: u32 = 0;
let free: usize = 0;
let ceiling: usize = 0;
let mayDouble: bool = true;
let stack: usize = 0;
let collections: u32 = 0;
/** Of the step in progress: collections, and those that had to give up results of what lives. */
let inStep: u32 = 0;
let losses: u32 = 0;
/** So many show that the step computes the same again and again. */
const MOST_IN_STEP: u32 = 100;
const MOST_LOSSES: u32 = 4;

/** Starts an empty universe: `stackAt` is where the recursion keeps its temporaries, `from` the first free byte. */
export function start(stackAt: usize, from: usize, ceilingPages: u32): void {
  stack = stackAt;
  ceiling = <usize>ceilingPages;
  slots = 1 << 14;
  shift = 64 - 14;
  table = (from + 63) & ~63;
  count = spare = room = granted = 0;
  free = 0;
  mayDouble = true;
  collections = 0;
  tableEnd = table + ((<usize>slots) << 2);
  const top = (tableEnd + 7) & ~7;
  // Room for the first few nodes, whatever the ceiling.
  const size = <usize>memory.size() * PAGE;
  if (size < top + PAGE) memory.grow(<i32>((top + 2 * PAGE - size) / PAGE));
  spare = startRegions(top, <usize>memory.size() * PAGE);
}

/** Where the search for a node starts. */
// @ts-ignore: decorator
@inline
function home(h: u64): usize {
  return table + (<usize>(h >> shift) << 2);
}

/** What the table holds where the search for a node starts; asked for early, so that waits for memory overlap. */
// @ts-ignore: decorator
@inline
export function first(h: u64): u32 {
  return load<u32>(home(h));
}

/** The node or leaf with these 16 bytes, known or new; `entry` is the {@link first} of its hash. */
// @ts-ignore: decorator
@inline
function find(low: u64, high: u64, h: u64, entry: u32, leaf: bool): u32 {
  const tag = tagOf(h, leaf);
  let at = home(h);
  while (entry) {
    if ((entry & 7) == tag) {
      const p = entry & ~7;
      if (load<u64>(p) == low && load<u64>(p, 8) == high) return p;
    }
    at += 4;
    if (at == tableEnd) at = table;
    entry = load<u32>(at);
  }
  const p = <u32>take();
  store<u64>(p, low);
  store<u64>(p, high, 8);
  store<u64>(p, leaf ? LEAF : 0, FULL);
  store<u32>(at, p | tag);
  return p;
}

/** The node with these quarters, two in each word. */
export function nodeAt(low: u64, high: u64, h: u64, entry: u32): u32 {
  return find(low, high, h, entry, false);
}

/** The one node with these four quarters. */
export function node(nw: u32, ne: u32, sw: u32, se: u32): u32 {
  const low = pair(nw, ne);
  const high = pair(sw, se);
  const h = hash(low, high);
  return find(low, high, h, first(h), false);
}

/** The one leaf with these cells. */
export function leaf(low: u64, high: u64): u32 {
  const h = hash(low, high);
  return find(low, high, h, first(h), true);
}

/** The same, for TypeScript: four words. */
export function leafOf(a: u32, b: u32, c: u32, d: u32): u32 {
  return leaf((<u64>a) | ((<u64>b) << 32), (<u64>c) | ((<u64>d) << 32));
}

// @ts-ignore: decorator
@inline
function take(): usize {
  room--;
  const p = free;
  if (p) {
    free = <usize>load<u32>(p);
    return p;
  }
  return fresh();
}

// Room

/** Whether the recursion has to call {@link replenish} before it makes nodes. */
// @ts-ignore: decorator
@inline
export function low(): bool {
  return room < RESERVE;
}

/** Before a step: makes room for nodes as {@link replenish} does. */
export function prepare(sp: usize): void {
  inStep = losses = 0;
  replenish(sp);
}

/**
 * Makes room for nodes by growing, or else by collecting what neither `kept` nor the stack up to `sp` leads to. Fails
 * where that frees next to nothing, or so little again and again that the step would never end.
 */
export function replenish(sp: usize): void {
  if (grow(2 * RESERVE)) return;
  collect(sp);
  if (++inStep > MOST_IN_STEP || losses > MOST_LOSSES) exhausted();
  if (!grow(max(2 * RESERVE, (count + spare) >> 4))) exhausted();
}

/** Makes room for nodes by growing alone. */
// @ts-ignore: decorator
@inline
export function growOrFail(): void {
  if (low() && !grow(2 * RESERVE)) exhausted();
}

/** Makes room for `nodes` nodes by growing alone, and says whether that was possible. */
export function grow(nodes: u32): bool {
  settle();
  while (tableRoom() < nodes && doubleTable()) {}
  while (spare < nodes && extend()) {}
  room = granted = min(tableRoom(), spare);
  return room >= nodes;
}

/** Brings the counts up to date with what was made since. */
function settle(): void {
  count += granted - room;
  spare -= granted - room;
  granted = room;
}

function tableRoom(): u32 {
  const most = mayDouble ? (slots >> 4) * 11 : (slots >> 4) * 14;
  return most > count ? most - count : 0;
}

function doubleTable(): bool {
  const bytes = (<usize>slots) << 3;
  const at = <usize>memory.size() * PAGE;
  if (!growMemory(bytes)) {
    mayDouble = false;
    return false;
  }
  const old = table;
  const oldSlots = slots;
  table = at;
  slots <<= 1;
  tableEnd = table + ((<usize>slots) << 2);
  shift--;
  for (let p = old, last = old + ((<usize>oldSlots) << 2); p < last; p += 4) {
    const entry = load<u32>(p);
    if (entry) insert(entry & ~7);
  }
  spare += addRegion(old, old + ((<usize>oldSlots) << 2));
  return true;
}

/** Adds an eighth of the memory, at least a mebibyte. */
function extend(): bool {
  const size = <usize>memory.size();
  const wanted = min(max(size >> 3, 16), ceiling > size ? ceiling - size : 0);
  if (wanted == 0 || !growMemory(wanted * PAGE)) return false;
  spare += addRegion(size * PAGE, (size + wanted) * PAGE);
  return true;
}

function growMemory(bytes: usize): bool {
  const pages = (bytes + PAGE - 1) / PAGE;
  if (<usize>memory.size() + pages > ceiling || !canAddRegions()) return false;
  return memory.grow(<i32>pages) >= 0;
}

/** Puts a node that is not in the table into it. */
// @ts-ignore: decorator
@inline
function insert(p: u32): void {
  const h = hash(load<u64>(p), load<u64>(p, 8));
  const mask = slots - 1;
  let i = <u32>(h >> shift);
  while (load<u32>(table + ((<usize>i) << 2))) i = (i + 1) & mask;
  store<u32>(table + ((<usize>i) << 2), p | tagOf(h, (load<u32>(p, FULL) & LEAF) != 0));
}

// Collecting

/**
 * Keeps what is reached from the roots, first through results too; where that frees less than a quarter, results
 * are kept only if they are part of something else that lives.
 */
export function collect(sp: usize): void {
  settle();
  collections++;
  const all = count + spare;
  let alive = markRoots(stack, sp, true);
  if (alive > (all >> 2) * 3) {
    unmark();
    alive = markRoots(stack, sp, false);
    dropDeadResults();
    losses++;
  }
  sweep();
  spare = all - alive;
  count = alive;
  room = granted = 0;
}

function unmark(): void {
  for (let region = 0; region < regions(); region++) {
    const last = regionEnd(region);
    for (let p = regionStart(region); p + NODE <= last; p += NODE) {
      store<u32>(p, load<u32>(p, FULL) & ~ALIVE, FULL);
    }
  }
}

function dropDeadResults(): void {
  for (let region = 0; region < regions(); region++) {
    const last = regionEnd(region);
    for (let p = regionStart(region); p + NODE <= last; p += NODE) {
      const full = load<u32>(p, FULL);
      if ((full & ALIVE) == 0 || full & LEAF) continue;
      if (full > 7 && (load<u32>(full & ~7, FULL) & ALIVE) == 0) store<u32>(p, ALIVE, FULL);
      const rest = part(<u32>p);
      if (rest && (load<u32>(rest, FULL) & ALIVE) == 0) store<u32>(p, 0, PART);
    }
  }
}

/** Fills the table anew with what is alive and the free list, in order of address, with all else. */
function sweep(): void {
  memory.fill(table, 0, (<usize>slots) << 2);
  free = 0;
  let link: usize = 0;
  for (let region = 0; region < regions(); region++) {
    const last = regionEnd(region);
    for (let p = regionStart(region); p + NODE <= last; p += NODE) {
      const full = load<u32>(p, FULL);
      if (full & ALIVE) {
        store<u32>(p, full & ~ALIVE, FULL);
        if (part(<u32>p) == 0) store<u32>(p, 0, PART);
        insert(<u32>p);
      } else {
        // Free places look like leaves without life, so that the other walks pass them by.
        store<u32>(p, LEAF, FULL);
        store<u32>(p, 0);
        if (link) store<u32>(link, <u32>p);
        else free = p;
        link = p;
      }
    }
  }
}

/** Forgets the results of all steps that are not the full one of their level. */
export function forgetParts(): void {
  for (let region = 0; region < regions(); region++) {
    const last = regionEnd(region);
    for (let p = regionStart(region); p + NODE <= last; p += NODE) store<u32>(p, 0, PART);
  }
}

/** How often memory was collected: addresses from before are then void. */
export function collected(): u32 {
  return collections;
}

/** Nodes in use, leaves included. */
export function nodeCount(): u32 {
  settle();
  return count;
}
