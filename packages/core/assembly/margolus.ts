import { cellAt, fillHalo, pitchOf } from './halo';
export { heapBase } from './heap';

// A block of 2 × 2 cells is one byte: its cells are bits 0 (top left), 1 (top right), 2 (bottom left), 3 (bottom right),
// so that a rule of sixteen entries is one byte shuffle and a vector holds 64 cells. Blocks lie in a plane of halo.ts of
// w × h blocks whose halo is always filled from the opposite edge. In partition 0 block (0, 0) starts at cell (0, 0), in
// partition 1 at cell (1, 1).

/**
 * One step: regroups the cells into the other partition (`shift` 1: blocks move one cell right and down; -1: left and
 * up; 0: they stay), then replaces each block by its entry in the table.
 */
export function step(from: usize, to: usize, w: i32, h: i32, table: usize, shift: i32): void {
  const pitch = <usize>pitchOf(w);
  const entries = v128.load(table);
  const corner = shift < 0 ? -1 : 0;
  for (let y = 0; y < h; y++) {
    let p = cellAt(from, <i32>pitch, corner, y + corner);
    let out = cellAt(to, <i32>pitch, 0, y);
    for (const end = out + w; out < end; out += 16, p += 16) {
      v128.store(out, i8x16.swizzle(entries, shift == 0 ? v128.load(p) : regrouped(p, pitch)));
    }
  }
  fillHalo(to, w, h, true, 0);
}

/** The blocks around the corners where four blocks meet: of each, the one cell that lies there. */
// @ts-ignore: decorator
@inline
function regrouped(p: usize, pitch: usize): v128 {
  const topLeft = v128.and(i16x8.shr_u(v128.load(p), 3), i8x16.splat(1));
  const topRight = v128.and(i16x8.shr_u(v128.load(p, 1), 1), i8x16.splat(2));
  const bottomLeft = v128.and(i16x8.shl(v128.load(p + pitch), 1), i8x16.splat(4));
  const bottomRight = v128.and(i16x8.shl(v128.load(p + pitch, 1), 3), i8x16.splat(8));
  return v128.or(v128.or(topLeft, topRight), v128.or(bottomLeft, bottomRight));
}

/** Fills what lies just outside the grid from the opposite edge. */
export function wrap(plane: usize, w: i32, h: i32): void {
  fillHalo(plane, w, h, true, 0);
}

/**
 * Copies the cells out row by row, each as `codes` says: four bytes for a dead cell at each place in its block, four for
 * a live one.
 */
export function unpack(plane: usize, out: usize, w: i32, h: i32, partition: i32, codes: usize): void {
  const pitch = pitchOf(w);
  const columns = 2 * w;
  for (let y = 0; y < 2 * h; y++) {
    const blockRow = (y + 2 * h - partition) % (2 * h);
    const place = (blockRow & 1) << 1;
    const row = cellAt(plane, pitch, 0, blockRow >> 1);
    const line = out + <usize>(y * columns);
    for (let bx = 0; bx < w; bx++) {
      const block = <i32>load<u8>(row + bx) >> place;
      const x = 2 * bx + partition;
      store<u8>(line + x, load<u8>(codes + ((block & 1) << 2) + place));
      const next = x + 1 == columns ? 0 : x + 1;
      store<u8>(line + next, load<u8>(codes + ((block & 2) << 1) + place + 1));
    }
  }
}

/** The number of live cells. */
export function population(plane: usize, w: i32, h: i32): f64 {
  const pitch = pitchOf(w);
  let total: f64 = 0;
  for (let y = 0; y < h; y++) {
    const row = cellAt(plane, pitch, 0, y);
    let count = 0;
    for (let x = 0; x < w; x++) count += popcnt<i32>(load<u8>(row + x));
    total += <f64>count;
  }
  return total;
}
