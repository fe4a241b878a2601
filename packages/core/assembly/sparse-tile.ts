// Tiles of the sparse plane. A tile owns a core of 28 × 28 cells and is computed as 32 × 32 with two rows and columns
// of its neighbours on each side, so that one visit takes it two generations ahead. Row r of the 32 lies in lane r div 8
// of vector r mod 8, the leftmost cell in the least significant bit: the rows above and below a vector are then whole
// neighbouring vectors. Core cells are rows and columns 2 to 29; all other bits of the two EVEN buffers are 0.

/** Cells now, at a generation of even number from where the clock began, and cells two generations on. */
export const EVEN: usize = 0;
/** Cells of the generation between; bits outside the core may hold anything. */
export const ODD: usize = 256;
/** Eight pointers, clockwise from north; {@link emptyTile} where there is no tile. */
export const NEIGHBOURS: usize = 384;
/** Column and row of the tile among tiles. */
export const X: usize = 416;
export const Y: usize = 424;
/** Next tile of the same slot of the hash table, or next free tile. */
export const CHAIN: usize = 432;
/** Next tile in reading order, while something is written out. */
export const ORDER: usize = 436;
/** Live cells when last counted, at even and at odd generations. */
export const POPULATION: usize = 440;
/** Columns and rows of the core that are cells: fewer than 28 only where a lattice ends or closes. */
export const WIDTH: usize = 444;
export const HEIGHT: usize = 445;
/** Whether the tile holds cells now (or is free), and whether it lies at an end or a seam. */
export const USED: usize = 446;
export const RIM: usize = 447;
export const TILE_BYTES: usize = 448;

export const CORE: i32 = 28;
export const CORE_COLUMNS: i32 = 0x3ffffffc;

/** Steps to the eight neighbours, clockwise from north. */
export const DX: StaticArray<i32> = [0, 1, 1, 1, 0, -1, -1, -1];
export const DY: StaticArray<i32> = [-1, -1, 0, 1, 1, 1, 0, -1];
export const N: usize = NEIGHBOURS;
export const NE: usize = NEIGHBOURS + 4;
export const E: usize = NEIGHBOURS + 8;
export const SE: usize = NEIGHBOURS + 12;
export const S: usize = NEIGHBOURS + 16;
export const SW: usize = NEIGHBOURS + 20;
export const W: usize = NEIGHBOURS + 24;
export const NW: usize = NEIGHBOURS + 28;

/** Where row r of a buffer lies. */
// @ts-ignore: decorator
@inline
export function rowAt(r: i32): usize {
  return <usize>(((r & 7) << 4) | ((r >> 3) << 2));
}

/** The bits of a row that are cells of the tile. */
// @ts-ignore: decorator
@inline
export function columnsOf(tile: usize): u32 {
  return ((<u32>1 << load<u8>(tile, WIDTH)) - 1) << 2;
}

/** Keeps rows 2 to 29 and columns 2 to 29 of vector j. */
// @ts-ignore: decorator
@inline
export function coreOf(v: v128, j: i32): v128 {
  return v128.and(
    v,
    j < 2 ? i32x4(0, CORE_COLUMNS, CORE_COLUMNS, CORE_COLUMNS)
      : j > 5 ? i32x4(CORE_COLUMNS, CORE_COLUMNS, CORE_COLUMNS, 0)
      : i32x4.splat(CORE_COLUMNS),
  );
}

/** Bits that say something about each tile, by number: visited next, changed since counted. */
let tiles: usize = 0;
export function layTiles(at: usize): void {
  tiles = at;
}

// @ts-ignore: decorator
@inline
export function numberOf(tile: usize): u32 {
  return <u32>(tile - tiles) / <u32>TILE_BYTES;
}

// @ts-ignore: decorator
@inline
export function tileOf(number: u32): usize {
  return tiles + <usize>number * TILE_BYTES;
}

// @ts-ignore: decorator
@inline
export function mark(bits: usize, number: u32): void {
  const at = bits + ((<usize>(number >> 5)) << 2);
  store<u32>(at, load<u32>(at) | (1 << (number & 31)));
}

// @ts-ignore: decorator
@inline
export function unmark(bits: usize, number: u32): void {
  const at = bits + ((<usize>(number >> 5)) << 2);
  store<u32>(at, load<u32>(at) & ~(1 << (number & 31)));
}

// @ts-ignore: decorator
@inline
export function isMarked(bits: usize, number: u32): bool {
  return ((load<u32>(bits + ((<usize>(number >> 5)) << 2)) >> (number & 31)) & 1) != 0;
}
