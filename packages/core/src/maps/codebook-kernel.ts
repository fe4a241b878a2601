import type { Kernel } from '../kernels/kernel.js';

/** What assembly/codebook.ts exports. Pointers to the book, numbers, and 0 or 1 for no and yes. */
export interface CodebookKernel extends Kernel {
  bookSize(): number;
  /** Returns the bytes that the book and its arrays take. */
  open(book: number, units: number, dimensions: number, metric: number, missing: number, chunk: number): number;
  weightsOf(book: number): number;
  sumsOf(book: number): number;
  filteredOf(book: number): number;
  spanOf(book: number): number;
  rowsOf(book: number): number;
  stagingOf(book: number): number;
  winnersOf(book: number): number;
  secondsOf(book: number): number;
  distancesOf(book: number): number;
  spreadOf(book: number): number;
  axesOf(book: number): number;
  pad(book: number, rows: number): void;
  prepare(book: number, rows: number): void;
  search(book: number, rows: number, second: number): void;
  measure(book: number, rows: number, root: number): void;
  addRows(book: number, rows: number): void;
  filterAxis(from: number, out: number, outer: number, length: number, inner: number, i: number, table: number): void;
  hasWon(book: number, unit: number): number;
  spreadSums(book: number, a: number, b: number, c: number, d: number): void;
  applySums(book: number, from: number, rate: number): void;
  win(book: number): number;
  moveByAxes(book: number, columns: number, rows: number, layers: number, rate: number): void;
  moveByRow(book: number, rate: number): void;
  /** Samples decided in double precision since this was last asked. */
  doubted(): number;
  /** Pairs of a sample and a unit that pruning passed over since this was last asked. */
  passedOver(): number;
}
