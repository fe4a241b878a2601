import { cellAt, pitchOf } from './halo';
import { mix64 } from './noise';
export { heapBase } from './heap';

// Cells of one byte in a plane of halo.ts on a torus (the halo is not used): 0 empty, 1, 2, 3 three species of which 1
// beats 2, 2 beats 3 and 3 beats 1.

/** Whether species a removes species b. */
// @ts-ignore: decorator
@inline
function beats(a: i32, b: i32): bool {
  return a != 0 && b != 0 && b == a % 3 + 1;
}

/**
 * `count` events, one after another: a cell and one of its four neighbours, both by chance, and of them one of three
 * things by chance: below `selection` of 2³⁰ the stronger removes the weaker; else below `reproduction` a species takes
 * the other place if it is empty; else the two change places. Each event's chance is a hash of
 * (key, its number): SplitMix64, whose state is a count.
 */
export function react(
  plane: usize,
  w: i32,
  h: i32,
  selection: u32,
  reproduction: u32,
  key: u64,
  first: f64,
  count: f64,
): void {
  const pitch = pitchOf(w);
  const cells = <u64>w * <u64>h;
  let event = <u64>first;
  for (const end = event + <u64>count; event < end; event++) {
    const bits = mix64(event * 0x9e3779b97f4a7c15 + key);
    const cell = <i32>(((bits >> 32) * cells) >> 32);
    const y = cell / w;
    const x = cell - y * w;
    let nx = x;
    let ny = y;
    switch (<i32>(bits & 3)) {
      case 0:
        nx = x + 1 == w ? 0 : x + 1;
        break;
      case 1:
        nx = x == 0 ? w - 1 : x - 1;
        break;
      case 2:
        ny = y + 1 == h ? 0 : y + 1;
        break;
      default:
        ny = y == 0 ? h - 1 : y - 1;
    }
    const here = cellAt(plane, pitch, x, y);
    const there = cellAt(plane, pitch, nx, ny);
    const a = <i32>load<u8>(here);
    const b = <i32>load<u8>(there);
    if (a == b) continue;
    const chance = (<u32>bits) >> 2;
    if (chance < selection) {
      if (beats(a, b)) store<u8>(there, 0);
      else if (beats(b, a)) store<u8>(here, 0);
    } else if (chance < reproduction) {
      if (b == 0) store<u8>(there, <u8>a);
      else if (a == 0) store<u8>(here, <u8>b);
    } else {
      store<u8>(here, <u8>b);
      store<u8>(there, <u8>a);
    }
  }
}

/** The 64 random bits of an event: for tests. */
export function draw(key: u64, event: f64): u64 {
  return mix64(<u64>event * 0x9e3779b97f4a7c15 + key);
}
