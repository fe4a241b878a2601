import { cellAt, pitchOf } from './halo';

export { heapBase } from './heap';
export { fillEdges } from './halo';

// WireWorld: 0 empty, 1 electron head, 2 electron tail, 3 wire.

/** Minus the number of heads among three neighbouring cells of a row, for 16 cells. */
// @ts-ignore: decorator
@inline
function headsInRow(at: usize, head: v128): v128 {
  const sides = i8x16.add(i8x16.eq(v128.load(at - 1), head), i8x16.eq(v128.load(at + 1), head));
  return i8x16.add(sides, i8x16.eq(v128.load(at), head));
}

/** One generation. Each strip of 16 columns is walked downwards, so that a row's heads are counted once for three rows. */
export function step(from: usize, to: usize, w: i32, h: i32): void {
  const pitch = pitchOf(w);
  const head = i8x16.splat(1);
  const wire = i8x16.splat(3);
  for (let x = 0; x < w; x += 16) {
    let at = cellAt(from, pitch, x, 0);
    let out = cellAt(to, pitch, x, 0);
    let above = headsInRow(at - pitch, head);
    let here = headsInRow(at, head);
    for (let y = 0; y < h; y++) {
      const below = headsInRow(at + pitch, head);
      const me = v128.load(at);
      const heads = i8x16.neg(i8x16.add(i8x16.add(above, here), below));
      // One or two heads excite a wire; heads and tails go on to the next state, which is higher by one.
      const excited = v128.and(i8x16.eq(me, wire), i8x16.le_u(i8x16.sub(heads, head), head));
      const moving = i8x16.le_u(i8x16.sub(me, head), head);
      v128.store(out, v128.bitselect(head, i8x16.sub(me, moving), excited));
      above = here;
      here = below;
      at += pitch;
      out += pitch;
    }
  }
}
