import { cellAt, pitchOf } from './halo';
import { collect, EMPTY, emptied, LONGEST, toppleList } from './sandpile-list';
export { heapBase } from './heap';

// Heights of one byte a cell in a plane of halo.ts whose halo is not used. A box is four i32: first block of 16 columns,
// first row, last block, last row; it is empty when its last row lies before its first. Cells outside the box in force
// are known to be stable (fewer than four grains).

/** Bytes that `scratch` takes: three rows of topplings, each with a block of zeros before and behind. */
// @ts-ignore: decorator
@inline
function rowBytes(w: i32): i32 {
  return ((w + 15) & ~15) + 32;
}

/** Writes how often each cell of the blocks first … last of a row topples now, and notes where any does. */
function toppleRow(row: usize, out: usize, marks: usize, first: i32, last: i32, found: usize): i32 {
  let sum = i32x4.splat(0);
  for (let b = first; b <= last; b++) {
    const o = (<usize>b) << 4;
    const t = i8x16.shr_u(v128.load(row + o), 2);
    v128.store(out + o, t);
    if (!v128.any_true(t)) continue;
    v128.store(marks + o, i8x16.add_sat_u(v128.load(marks + o), t));
    sum = i32x4.add(sum, i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(t)));
    store<i32>(found, min(load<i32>(found), b));
    store<i32>(found, max(load<i32>(found, 8), b), 8);
  }
  return (
    i32x4.extract_lane(sum, 0) + i32x4.extract_lane(sum, 1) + i32x4.extract_lane(sum, 2) + i32x4.extract_lane(sum, 3)
  );
}

/**
 * All unstable cells of the box topple at once, each as often as it has four grains; `box` becomes where cells may be
 * unstable now, `marks` gains the topplings of each cell (255 at most), `reach` grows to hold all blocks that toppled.
 * In place: a row's topplings are taken before the rows around it change.
 * @returns the number of topplings
 */
function sweep(plane: usize, marks: usize, scratch: usize, box: usize, reach: usize, w: i32, h: i32): f64 {
  const pitch = pitchOf(w);
  const blocks = (w + 15) >> 4;
  const first = max(0, load<i32>(box) - 1);
  const last = min(blocks - 1, load<i32>(box, 8) + 1);
  const top = max(0, load<i32>(box, 4) - 1);
  const bottom = min(h - 1, load<i32>(box, 12) + 1);
  const size = rowBytes(w);
  let above = scratch + 16;
  let here = above + <usize>size;
  let below = here + <usize>size;
  memory.fill(scratch, 0, 3 * size);
  const tail = tailMask(w);
  store<i32>(box, EMPTY);
  store<i32>(box, -1, 8);
  let firstRow = EMPTY;
  let lastRow = -1;
  let total: f64 = 0;
  let heights = i32x4.splat(0);
  for (let y = top - 1; y <= bottom; y++) {
    // Row y + 1 is weighed first, then row y takes what falls on it and loses what it let go.
    let count = 0;
    if (y < bottom) {
      const next = cellAt(plane, pitch, 0, y + 1);
      count = toppleRow(next, below, next - plane + marks, first, last, box);
    } else memory.fill(below, 0, size - 16);
    if (count > 0) {
      firstRow = min(firstRow, y + 1);
      lastRow = y + 1;
      total += <f64>count;
    }
    if (y >= top) {
      const row = cellAt(plane, pitch, 0, y);
      for (let b = first; b <= last; b++) {
        const o = (<usize>b) << 4;
        let v = v128.and(v128.load(row + o), i8x16.splat(3));
        v = i8x16.add(v, i8x16.add(v128.load(above + o), v128.load(below + o)));
        v = i8x16.add(v, i8x16.add(v128.load(here + o - 1), v128.load(here + o + 1)));
        v = b == blocks - 1 ? v128.and(v, tail) : v;
        heights = v128.or(heights, v);
        v128.store(row + o, v);
      }
    }
    const spare = above;
    above = here;
    here = below;
    below = spare;
  }
  store<i32>(box, firstRow, 4);
  store<i32>(box, lastRow, 12);
  if (lastRow >= 0) {
    store<i32>(reach, min(load<i32>(reach), load<i32>(box)));
    store<i32>(reach, min(load<i32>(reach, 4), firstRow), 4);
    store<i32>(reach, max(load<i32>(reach, 8), load<i32>(box, 8)), 8);
    store<i32>(reach, max(load<i32>(reach, 12), lastRow), 12);
  }
  if (!v128.any_true(i8x16.shr_u(heights, 2))) {
    emptied(box);
  } else {
    // What toppled has filled its neighbours: they may be unstable now.
    store<i32>(box, max(0, load<i32>(box) - 1));
    store<i32>(box, max(0, firstRow - 1), 4);
    store<i32>(box, min(blocks - 1, load<i32>(box, 8) + 1), 8);
    store<i32>(box, min(h - 1, lastRow + 1), 12);
  }
  return total;
}

/** All ones for the columns of the last block that lie in the grid. */
function tailMask(w: i32): v128 {
  const lanes = i8x16(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  return i8x16.lt_u(lanes, i8x16.splat(<i8>(w - (((w + 15) >> 4) - 1) * 16)));
}

/**
 * Up to `limit` sweeps, until nothing topples any more; adds to the f64 at `out` the topplings, and behind it the sweeps.
 * Where few cells of the box are unstable they are listed and topple one by one, else the box is swept; both do the same.
 * @param lists room for two lists of `sandpile-list.ts`
 * @returns whether all is stable
 */
export function relax(
  plane: usize,
  marks: usize,
  scratch: usize,
  lists: usize,
  box: usize,
  reach: usize,
  out: usize,
  w: i32,
  h: i32,
  limit: f64,
): bool {
  let here = lists;
  let next = lists + ((<usize>(LONGEST + 1)) << 2);
  let isListed = false;
  let last: f64 = 0;
  for (let n: f64 = 0; n < limit; n++) {
    if (load<i32>(box, 12) < load<i32>(box, 4)) return true;
    if (!isListed && last < crowded(box)) isListed = collect(plane, here, box, w);
    if (isListed && <f64>load<i32>(here) > crowded(box)) isListed = false;
    if (isListed) {
      last = toppleList(plane, marks, here, next, box, reach, w, h);
      const spare = here;
      here = next;
      next = spare;
      isListed = load<i32>(here) <= LONGEST / 4;
    } else last = sweep(plane, marks, scratch, box, reach, w, h);
    if (last == 0) return true;
    store<f64>(out, load<f64>(out) + last);
    store<f64>(out, load<f64>(out, 8) + 1, 8);
  }
  return load<i32>(box, 12) < load<i32>(box, 4);
}

/** From how many unstable cells on it costs less to sweep a box than to go through a list. */
function crowded(box: usize): f64 {
  const blocks = (load<i32>(box, 8) - load<i32>(box) + 3) * (load<i32>(box, 12) - load<i32>(box, 4) + 3);
  return <f64>min(LONGEST / 4, blocks >> 1);
}

/** Writes how many cells of `reach` toppled and the distance of the farthest from (x, y), as f64. */
export function survey(marks: usize, reach: usize, out: usize, w: i32, h: i32, x: i32, y: i32): void {
  const pitch = pitchOf(w);
  let area: f64 = 0;
  let farthest = 0;
  const left = load<i32>(reach) << 4;
  const right = min(w, (load<i32>(reach, 8) + 1) << 4);
  for (let row = load<i32>(reach, 4); row <= load<i32>(reach, 12); row++) {
    for (let column = left; column < right; column++) {
      if (!load<u8>(cellAt(marks, pitch, column, row))) continue;
      area++;
      farthest = max(farthest, (column - x) * (column - x) + (row - y) * (row - y));
    }
  }
  store<f64>(out, area);
  store<f64>(out, sqrt(<f64>farthest), 8);
}

/** Forgets the marks of an avalanche and empties its reach. */
export function forget(marks: usize, reach: usize, w: i32): void {
  const pitch = pitchOf(w);
  const left = load<i32>(reach) << 4;
  const bytes = ((load<i32>(reach, 8) + 1) << 4) - left;
  for (let row = load<i32>(reach, 4); row <= load<i32>(reach, 12); row++) {
    memory.fill(cellAt(marks, pitch, left, row), 0, bytes);
  }
  emptied(reach);
}
