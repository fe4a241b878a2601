import { cellAt, pitchOf } from './halo';
export { heapBase } from './heap';

// Walkers on a torus of one byte a cell. A walker is four i32: x, y, heading (0 north, 1 east, 2 south, 3 west), state.
// The table holds four bytes for each state and colour: the colour to paint, quarter turns to the right, the next state.

/** Each of `n` walkers in turn paints its cell, turns, changes its state and goes one cell on; all that `steps` times. */
export function walk(
  plane: usize,
  w: i32,
  h: i32,
  table: usize,
  colours: i32,
  walkers: usize,
  n: i32,
  steps: i32,
): void {
  if (n == 1) {
    move(plane, w, h, table, colours, walkers, steps);
    return;
  }
  for (let i = 0; i < steps; i++) {
    for (let k = 0; k < n; k++) move(plane, w, h, table, colours, walkers + ((<usize>k) << 4), 1);
  }
}

function move(plane: usize, w: i32, h: i32, table: usize, colours: i32, walker: usize, steps: i32): void {
  const pitch = pitchOf(w);
  let x = load<i32>(walker);
  let y = load<i32>(walker, 4);
  let heading = load<i32>(walker, 8);
  let state = load<i32>(walker, 12);
  // The cell's address goes along with x and y: each step waits for the last one's load, so that little must lie between.
  let cell = cellAt(plane, pitch, x, y);
  for (let i = 0; i < steps; i++) {
    const action = load<u32>(table + ((<usize>(state * colours + <i32>load<u8>(cell))) << 2));
    store<u8>(cell, <u8>action);
    heading = (heading + <i32>(action >> 8)) & 3;
    state = <i32>((action >> 16) & 0xff);
    if (heading & 1) {
      x += 2 - heading;
      cell += 2 - heading;
      if (<u32>x >= <u32>w) {
        const around = x < 0 ? w : -w;
        x += around;
        cell += around;
      }
    } else {
      y += heading - 1;
      cell += heading ? pitch : -pitch;
      if (<u32>y >= <u32>h) {
        const around = y < 0 ? h : -h;
        y += around;
        cell += around * pitch;
      }
    }
  }
  store<i32>(walker, x);
  store<i32>(walker, y, 4);
  store<i32>(walker, heading, 8);
  store<i32>(walker, state, 12);
}
