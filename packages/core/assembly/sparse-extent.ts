import { CORE } from './sparse-tile';

// Where tiles lie on the lattice. An endless direction has tiles of 28 cells each; a finite one starts at cell 0 and ends
// with a tile that may be smaller, closing on itself (torus) or not (plane).

/** Whether opposite ends meet. */
export let closes: bool = false;
/** Cells across a finite direction, 0 in an endless one; and tiles. */
let width: i32 = 0;
let height: i32 = 0;
let columns: i64 = 0;
let rows: i64 = 0;

/** No column or row: beyond an end. */
export const NOWHERE: i64 = i64.MIN_VALUE;

export function setExtent(cellsAcross: i32, cellsDown: i32, torus: bool): void {
  width = cellsAcross;
  height = cellsDown;
  columns = tilesAcross(cellsAcross);
  rows = tilesAcross(cellsDown);
  closes = torus;
}

function tilesAcross(size: i32): i64 {
  return (<i64>size + CORE - 1) / CORE;
}

/** Cells across the last tile of a finite direction: one alone would lack a second to show its neighbour. */
function lastSize(count: i64, size: i32): i32 {
  const rest = <i32>(<i64>size - (count - 1) * CORE);
  return rest == 1 && size > 1 ? 2 : rest;
}

function sizeAt(at: i64, count: i64, size: i32): i32 {
  if (count == 0) return CORE;
  if (at == count - 1) return lastSize(count, size);
  return at == count - 2 && size % CORE == 1 ? CORE - 1 : CORE;
}

export function widthAt(column: i64): i32 {
  return sizeAt(column, columns, width);
}
export function heightAt(row: i64): i32 {
  return sizeAt(row, rows, height);
}

/** The first cell of tile `at` along a direction. */
function startOf(at: i64, count: i64, size: i32): i64 {
  return count > 0 && at == count - 1 ? <i64>(size - lastSize(count, size)) : at * CORE;
}

export function leftOf(column: i64): i64 {
  return startOf(column, columns, width);
}
export function topOf(row: i64): i64 {
  return startOf(row, rows, height);
}

/** The tile along a direction that holds a cell. */
function tileAt(cell: i64, count: i64, size: i32): i64 {
  if (count > 0) return cell >= <i64>(size - lastSize(count, size)) ? count - 1 : cell / CORE;
  return cell >= 0 ? cell / CORE : -((CORE - 1 - cell) / CORE);
}

export function columnAt(x: i64): i64 {
  return tileAt(x, columns, width);
}
export function rowOfTiles(y: i64): i64 {
  return tileAt(y, rows, height);
}

function seen(at: i64, count: i64): i64 {
  if (count == 0 || (at >= 0 && at < count)) return at;
  return closes ? (at < 0 ? at + count : at - count) : NOWHERE;
}

/** The column that is seen one step beyond the lattice's ends, or the same column within. */
export function columnSeen(column: i64): i64 {
  return seen(column, columns);
}
export function rowSeen(row: i64): i64 {
  return seen(row, rows);
}

// @ts-ignore: decorator
@inline
export function isFirstColumn(column: i64): bool {
  return columns > 0 && column == 0;
}
// @ts-ignore: decorator
@inline
export function isLastColumn(column: i64): bool {
  return columns > 0 && column == columns - 1;
}
// @ts-ignore: decorator
@inline
export function isFirstRow(row: i64): bool {
  return rows > 0 && row == 0;
}
// @ts-ignore: decorator
@inline
export function isLastRow(row: i64): bool {
  return rows > 0 && row == rows - 1;
}

/** Whether a tile or one beside it may be smaller than 28 × 28, or ends the lattice. */
export function isRim(column: i64, row: i64): bool {
  return (columns > 0 && (column == 0 || column >= columns - 2)) || (rows > 0 && (row == 0 || row >= rows - 2));
}
