// The parts of memory that nodes lie in: between them lie the tables that the store grew out of, until they are parts too.

import { NODE } from './hashlife-node';

const MOST: i32 = 128;
/** Start and end of each region; those from `opened` on are still untouched. */
const bounds: usize = memory.data(8 * 128, 8);
let known: i32 = 0;
let opened: i32 = 0;
/** The region that is being filled. */
let top: usize = 0;
let end: usize = 0;

/** Begins with one region. @returns the nodes that it has room for */
export function startRegions(from: usize, to: usize): u32 {
  known = opened = 0;
  const room = addRegion(from, to);
  top = from;
  end = to;
  opened = 1;
  return room;
}

export function canAddRegions(): bool {
  return known <= MOST - 4;
}

/** Adds memory, to the last region where that ends here. @returns the nodes that there is room for besides */
export function addRegion(from: usize, to: usize): u32 {
  if (known > 0 && known == opened && end == from) {
    end = to;
    return <u32>((to - top) / NODE - (from - top) / NODE);
  }
  if (known > opened && regionEnd(known - 1) == from) {
    const start = regionStart(known - 1);
    setEnd(known - 1, to);
    return <u32>((to - start) / NODE - (from - start) / NODE);
  }
  store<u32>(bounds + ((<usize>known) << 3), <u32>from);
  setEnd(known++, to);
  return <u32>((to - from) / NODE);
}

/** Room for one node, where there is some. */
// @ts-ignore: decorator
@inline
export function fresh(): usize {
  if (top + NODE > end) openNext();
  const place = top;
  top += NODE;
  return place;
}

function openNext(): void {
  setEnd(opened - 1, top);
  top = regionStart(opened);
  end = regionEnd(opened);
  opened++;
}

/** Regions that nodes have been made in. */
export function regions(): i32 {
  return opened;
}

// @ts-ignore: decorator
@inline
export function regionStart(region: i32): usize {
  return <usize>load<u32>(bounds + ((<usize>region) << 3));
}

/** The end of what a region has been used of. */
// @ts-ignore: decorator
@inline
export function regionEnd(region: i32): usize {
  return region == opened - 1 ? top : <usize>load<u32>(bounds + ((<usize>region) << 3), 4);
}

function setEnd(region: i32, to: usize): void {
  store<u32>(bounds + ((<usize>region) << 3), <u32>to, 4);
}
