import { cellAt, pitchOf } from './halo';

// A list of unstable cells: its length, then an i32 each: the column in bits 0 … 11, the row in 12 … 23, and while the
// list is gone through the number of topplings above. Boxes are those of sandpile.ts.

/** Cells that a list has room for. */
export const LONGEST: i32 = 8192;
export const EMPTY: i32 = i32.MAX_VALUE;

/** Makes a box hold nothing. */
export function emptied(box: usize): void {
  store<i32>(box, EMPTY);
  store<i32>(box, EMPTY, 4);
  store<i32>(box, -1, 8);
  store<i32>(box, -1, 12);
}

// @ts-ignore: decorator
@inline
function widened(box: usize, x: i32, y: i32): void {
  const block = x >> 4;
  store<i32>(box, min(load<i32>(box), block));
  store<i32>(box, min(load<i32>(box, 4), y), 4);
  store<i32>(box, max(load<i32>(box, 8), block), 8);
  store<i32>(box, max(load<i32>(box, 12), y), 12);
}

/** Lists the unstable cells of a box; false where they are too many. */
export function collect(plane: usize, list: usize, box: usize, w: i32): bool {
  const pitch = pitchOf(w);
  let length = 0;
  for (let y = load<i32>(box, 4); y <= load<i32>(box, 12); y++) {
    for (let b = load<i32>(box); b <= load<i32>(box, 8); b++) {
      const p = cellAt(plane, pitch, b << 4, y);
      if (!v128.any_true(i8x16.shr_u(v128.load(p), 2))) continue;
      for (let k = 0; k < 16; k++) {
        if (load<u8>(p + k) < 4) continue;
        if (length == LONGEST / 4) return false;
        store<i32>(list + ((<usize>++length) << 2), (y << 12) | ((b << 4) + k));
      }
    }
  }
  store<i32>(list, length);
  return true;
}

/** A neighbour takes grains; where that makes it unstable it joins the next list. */
// @ts-ignore: decorator
@inline
function give(cell: usize, grains: i32, x: i32, y: i32, next: usize, box: usize): void {
  const before = <i32>load<u8>(cell);
  store<u8>(cell, <u8>(before + grains));
  if (before > 3 || before + grains < 4) return;
  const length = load<i32>(next) + 1;
  store<i32>(next, length);
  store<i32>(next + ((<usize>length) << 2), (y << 12) | x);
  widened(box, x, y);
}

/**
 * All listed cells topple at once, each as often as it has four grains; `next` lists those that are unstable then, and
 * `box` becomes the box around them. A list of a quarter of the room never overflows the next.
 * @returns the number of topplings
 */
export function toppleList(
  plane: usize,
  marks: usize,
  list: usize,
  next: usize,
  box: usize,
  reach: usize,
  w: i32,
  h: i32,
): f64 {
  const pitch = pitchOf(w);
  const end = list + ((<usize>load<i32>(list)) << 2);
  let total = 0;
  // First all let go, so that each topples by what it had before any neighbour gave.
  for (let at = list + 4; at <= end; at += 4) {
    const entry = load<i32>(at);
    const x = entry & 0xfff;
    const y = entry >> 12;
    const cell = cellAt(plane, pitch, x, y);
    const t = <i32>load<u8>(cell) >> 2;
    store<u8>(cell, load<u8>(cell) & 3);
    const mark = cell - plane + marks;
    store<u8>(mark, <u8>min(255, <i32>load<u8>(mark) + t));
    store<i32>(at, entry | (t << 24));
    total += t;
    widened(reach, x, y);
  }
  store<i32>(next, 0);
  emptied(box);
  for (let at = list + 4; at <= end; at += 4) {
    const entry = load<i32>(at);
    const x = entry & 0xfff;
    const y = (entry >> 12) & 0xfff;
    const t = entry >> 24;
    const cell = cellAt(plane, pitch, x, y);
    if (x > 0) give(cell - 1, t, x - 1, y, next, box);
    if (x < w - 1) give(cell + 1, t, x + 1, y, next, box);
    if (y > 0) give(cell - pitch, t, x, y - 1, next, box);
    if (y < h - 1) give(cell + pitch, t, x, y + 1, next, box);
  }
  return <f64>total;
}
