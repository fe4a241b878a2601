export { heapBase } from './heap';

// Totalistic rules in one dimension, a byte a cell, 16 cells an instruction: the sum over a neighbourhood is looked up
// in a table of up to eight pages of 16 bytes. Cell x of a row lies at row + 16 + x; a row takes 32 + w rounded up to
// 16 bytes, and the cells beyond both ends are filled in before the next generation.

/** Boundaries, as `automata/totalistic-1d.ts` numbers them: a ring, or zeros beyond both ends. */
const RING = 0;

/** Fills the `radius` cells beyond each end. */
export function close(row: usize, w: i32, radius: i32, boundary: i32): void {
  const first = row + 16;
  for (let d = 1; d <= radius; d++) {
    store<u8>(first - d, boundary == RING ? load<u8>(first + ((w - (d % w)) % w)) : 0);
    store<u8>(first + w + d - 1, boundary == RING ? load<u8>(first + ((d - 1) % w)) : 0);
  }
}

/**
 * One generation from row `now`, which must be closed, to row `next`, which then is. The place in the table is the sum
 * over the neighbourhood, or, where `colours` is not 0, colours · (sum over the others) + the cell's own state.
 */
export function generation(now: usize, next: usize, w: i32, radius: i32, colours: i32, table: usize, pages: i32, boundary: i32): void {
  if (radius == 1) sweep(now, next, w, 1, colours, table, pages);
  else if (radius == 2) sweep(now, next, w, 2, colours, table, pages);
  else sweep(now, next, w, 3, colours, table, pages);
  close(next, w, radius, boundary);
}

/** `count` generations between two rows; the newest is in `before` when the count is odd. */
export function generations(now: usize, before: usize, w: i32, radius: i32, colours: i32, table: usize, pages: i32, boundary: i32, count: i32): void {
  for (; count > 0; count--) {
    generation(now, before, w, radius, colours, table, pages, boundary);
    const swap = now;
    now = before;
    before = swap;
  }
}

// @ts-ignore: decorator
@inline
function sweep(now: usize, next: usize, w: i32, radius: i32, colours: i32, table: usize, pages: i32): void {
  const firstPage = v128.load(table);
  const end = now + 16 + w;
  next += 16;
  for (let p = now + 16; p < end; p += 16, next += 16) {
    const centre = v128.load(p);
    let others = i8x16.add(v128.load(p - 1), v128.load(p + 1));
    if (radius >= 2) others = i8x16.add(others, i8x16.add(v128.load(p - 2), v128.load(p + 2)));
    if (radius >= 3) others = i8x16.add(others, i8x16.add(v128.load(p - 3), v128.load(p + 3)));
    let place = i8x16.add(centre, others);
    for (let c = 1; c < colours; c++) place = i8x16.add(place, others);
    let state = i8x16.swizzle(firstPage, place);
    // A place before or beyond a page finds 0 there.
    for (let page = 1; page < pages; page++) {
      const within = i8x16.sub(place, i8x16.splat(<i8>(page << 4)));
      state = v128.or(state, i8x16.swizzle(v128.load(table + ((<usize>page) << 4)), within));
    }
    v128.store(next, state);
  }
}

/** Cells in which two rows differ; how many are not 0, where the second is empty. */
export function differences(a: usize, b: usize, w: i32): i32 {
  let count = 0;
  for (let x = 0; x < w; x++) count += i32(load<u8>(a + 16 + x) != load<u8>(b + 16 + x));
  return count;
}
