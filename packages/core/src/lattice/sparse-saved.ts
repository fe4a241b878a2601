import { InputError } from '../contract/errors.js';
import type { TypedArray } from '../contract/field.js';
import { BUFFER_BYTES } from './sparse-kernel.js';
import type { Reach, Scene } from './sparse-window.js';

/** Words of a saved tile: column and row, 64 bits each, then 28 rows of cells, the leftmost the least significant bit. */
const WORDS = 32;
const CORE = 28;
const CHUNK = BUFFER_BYTES / (4 * WORDS);
const BEYOND_CORE = 0xf0000000;

/** All tiles that hold live cells, in reading order: equal cells give equal arrays. */
export function saveTiles({ kernel, memory, between }: Scene): Uint32Array {
  const tiles = new Uint32Array(WORDS * kernel.sort(between));
  for (let at = 0; at < tiles.length; ) {
    const words = WORDS * kernel.saveTiles(between);
    tiles.set(new Uint32Array(memory.buffer, kernel.bufferAt(), words), at);
    at += words;
  }
  return tiles;
}

/** @returns false where a tile could not be had */
export function loadTiles({ kernel, memory }: Scene, tiles: Uint32Array): boolean {
  for (let at = 0; at < tiles.length; at += CHUNK * WORDS) {
    const part = tiles.subarray(at, at + CHUNK * WORDS);
    new Uint32Array(memory.buffer, kernel.bufferAt(), part.length).set(part);
    if (!kernel.loadTiles(part.length / WORDS)) return false;
  }
  return true;
}

/** @throws InputError for what {@link saveTiles} cannot have written on a lattice of these cells */
export function checkSaved(
  { tiles, phase }: Readonly<Record<string, TypedArray>>,
  columns: Reach,
  rows: Reach,
): { readonly tiles: Uint32Array; readonly phase: number } {
  const bad = (what: string): InputError => new InputError('saved state', what, 'arrays that the engine sparse saved');
  if (!(tiles instanceof Uint32Array) || tiles.length % WORDS > 0) throw bad('tiles');
  if (!(phase instanceof Uint8Array) || phase.length !== 1 || phase[0] > 1) throw bad('phase');
  const places = new BigInt64Array(tiles.slice().buffer);
  const [[x0, x1], [y0, y1]] = [tileReach(columns), tileReach(rows)];
  for (let i = 0; i < tiles.length; i += WORDS) {
    const [x, y] = [places[i / 2], places[i / 2 + 1]];
    if (x < x0 || x > x1 || y < y0 || y > y1) throw bad(`tile at ${x}, ${y}`);
    if (i > 0 && (y < places[i / 2 - 15] || (y === places[i / 2 - 15] && x <= places[i / 2 - 16]))) throw bad('order');
    for (let k = 4; k < WORDS; k++) if (tiles[i + k] & BEYOND_CORE) throw bad('cells');
  }
  return { tiles, phase: phase[0] };
}

/** Columns or rows of tiles that may hold cells. */
function tileReach([first, last]: Reach): Reach {
  return [first < 0n ? -((-first + BigInt(CORE - 1)) / BigInt(CORE)) : 0n, last / BigInt(CORE)];
}
