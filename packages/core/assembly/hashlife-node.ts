// A node of HashLife: 24 bytes on an 8-byte boundary. NW, NE, SW, SE (what it is looked up by), then two results. A leaf
// has its cells in the first 16 bytes instead. `FULL` also marks leaves and, while collecting, what is alive.

export const NODE: usize = 24;
export const FULL: usize = 16;
export const PART: usize = 20;
export const LEAF: u32 = 2;
export const ALIVE: u32 = 1;

/** Marks the results of the step in progress in their lowest three bits. */
let epoch: u32 = 1;

/** What stays alive besides what the stack holds: the empty squares, by level, and from 128 on what TypeScript holds. */
const kept: usize = memory.data(4 * 256, 8);

export function keep(index: i32, node: u32): void {
  store<u32>(kept + ((<usize>index) << 2), node);
}

// @ts-ignore: decorator
@inline
export function empty(level: i32): u32 {
  return load<u32>(kept + ((<usize>level) << 2));
}

export function setEpoch(value: u32): void {
  epoch = value;
}

// @ts-ignore: decorator
@inline
export function part(node: u32): u32 {
  const found = load<u32>(node, PART);
  return (found & 7) == epoch ? found & ~7 : 0;
}

// @ts-ignore: decorator
@inline
export function setPart(node: u32, result: u32): void {
  store<u32>(node, result | epoch, PART);
}

/** Marks what is reached from what is kept and from a stack, through results too or not; returns how many that are. */
export function markRoots(stack: usize, sp: usize, results: bool): u32 {
  let alive: u32 = 0;
  for (let i = 0; i < 256; i++) if (empty(i)) alive += mark(empty(i), results);
  for (let p = stack; p < sp; p += 4) alive += mark(load<u32>(p), results);
  return alive;
}

function mark(p: u32, results: bool): u32 {
  const full = load<u32>(p, FULL);
  if (full & ALIVE) return 0;
  store<u32>(p, full | ALIVE, FULL);
  if (full & LEAF) return 1;
  let alive = 1 + mark(load<u32>(p), results) + mark(load<u32>(p, 4), results);
  alive += mark(load<u32>(p, 8), results) + mark(load<u32>(p, 12), results);
  if (results) {
    if (full) alive += mark(full, true);
    const rest = part(p);
    if (rest) alive += mark(rest, true);
  }
  return alive;
}
