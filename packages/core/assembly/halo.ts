// A plane of one byte a cell with a halo of one cell: cell (x, y) lies at plane + (y + 1) * pitch + 16 + x, where
// pitch = 32 + w rounded up to 16. Kernels may read and write up to 15 bytes past a row's end: they belong to nobody.

// @ts-ignore: decorator
@inline
export function pitchOf(w: i32): i32 {
  return 32 + ((w + 15) & ~15);
}

/** Address of cell (x, y). */
// @ts-ignore: decorator
@inline
export function cellAt(plane: usize, pitch: i32, x: i32, y: i32): usize {
  return plane + <usize>((y + 1) * pitch + 16 + x);
}

/** Fills the ring of cells just outside the grid: on a torus with the opposite edge, else with `outside`. */
export function fillHalo(plane: usize, w: i32, h: i32, torus: bool, outside: u8): void {
  const pitch = pitchOf(w);
  for (let y = 0; y < h; y++) {
    const row = cellAt(plane, pitch, 0, y);
    store<u8>(row - 1, torus ? load<u8>(row + w - 1) : outside);
    store<u8>(row + w, torus ? load<u8>(row) : outside);
  }
  const top = cellAt(plane, pitch, -1, -1);
  const bottom = cellAt(plane, pitch, -1, h);
  if (torus) {
    memory.copy(top, bottom - pitch, w + 2);
    memory.copy(bottom, top + pitch, w + 2);
  } else {
    memory.fill(top, outside, w + 2);
    memory.fill(bottom, outside, w + 2);
  }
}

// Planes with a halo of r cells on every side lie in the same way: cell (x, y) at plane + (y + r) * pitch + r rounded up
// to 16 + x, where pitch = 2 · (r rounded up to 16) + w rounded up to 16. For r = 1 they are the planes above.

// @ts-ignore: decorator
@inline
export function pitchWithin(w: i32, r: i32): i32 {
  return 2 * ((r + 15) & ~15) + ((w + 15) & ~15);
}

/** Address of cell (x, y) of a plane with a halo of r cells. */
// @ts-ignore: decorator
@inline
export function cellWithin(plane: usize, pitch: i32, r: i32, x: i32, y: i32): usize {
  return plane + <usize>((y + r) * pitch + ((r + 15) & ~15) + x);
}

/** What {@link fillEdges} does: the codes of `lattice/byte-lattice.ts`. */
const TORUS: i32 = 1;
const LISTED: i32 = 2;

/**
 * Fills a halo of r cells: on a torus with the opposite edges, as often round as it takes; else with 0, and then from
 * a list of `entries` pairs of offsets into the plane (where to write, where to read).
 */
export function fillEdges(plane: usize, w: i32, h: i32, r: i32, kind: i32, list: usize, entries: i32): void {
  const pitch = pitchWithin(w, r);
  const torus = kind == TORUS;
  for (let y = 0; y < h; y++) {
    const row = cellWithin(plane, pitch, r, 0, y);
    for (let i = 1; i <= r; i++) {
      store<u8>(row - i, torus ? load<u8>(row + w - i) : 0);
      store<u8>(row + w + i - 1, torus ? load<u8>(row + i - 1) : 0);
    }
  }
  const length = w + 2 * r;
  for (let i = 1; i <= r; i++) {
    const above = cellWithin(plane, pitch, r, -r, -i);
    const below = cellWithin(plane, pitch, r, -r, h + i - 1);
    if (torus) {
      memory.copy(above, above + <usize>(h * pitch), length);
      memory.copy(below, below - <usize>(h * pitch), length);
    } else {
      memory.fill(above, 0, length);
      memory.fill(below, 0, length);
    }
  }
  if (kind == LISTED) {
    for (const end = list + (<usize>entries << 3); list < end; list += 8) {
      store<u8>(plane + <usize>load<u32>(list), load<u8>(plane + <usize>load<u32>(list, 4)));
    }
  }
}
