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
