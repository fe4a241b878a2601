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
  for (let i = 0; i < steps; i++) {
    const cell = cellAt(plane, pitch, x, y);
    const entry = table + ((<usize>(state * colours + <i32>load<u8>(cell))) << 2);
    store<u8>(cell, load<u8>(entry));
    heading = (heading + <i32>load<u8>(entry, 1)) & 3;
    state = <i32>load<u8>(entry, 2);
    if (heading & 1) {
      x += 2 - heading;
      x = x < 0 ? w - 1 : x == w ? 0 : x;
    } else {
      y += heading - 1;
      y = y < 0 ? h - 1 : y == h ? 0 : y;
    }
  }
  store<i32>(walker, x);
  store<i32>(walker, y, 4);
  store<i32>(walker, heading, 8);
  store<i32>(walker, state, 12);
}
