import { addRows, applySums, filterAxis, hasWon, spreadSums } from './codebook-batch';
import { Book, open } from './codebook-book';
import { decide, distance, present, winner } from './codebook-exact';
import { moveByAxes, moveByRow } from './codebook-online';
import { doubted, passedOver, searchRows, worthTiles } from './codebook-search';
import { layOut } from './codebook-tiles';

export { heapBase } from './heap';
export { addRows, applySums, doubted, filterAxis, hasWon, moveByAxes, moveByRow, open, passedOver, spreadSums };

/** Bytes of a codebook's parameters; `open` fills them. */
export function bookSize(): usize {
  return offsetof<Book>();
}

export function weightsOf(book: Book): usize { return book.weights; }
export function sumsOf(book: Book): usize { return book.sums; }
export function filteredOf(book: Book): usize { return book.filtered; }
/** f64 of one unit's sums. */
export function spanOf(book: Book): i32 { return book.span; }
export function rowsOf(book: Book): usize { return book.rows; }
/** Where rows without padding are put first. */
export function stagingOf(book: Book): usize { return book.groups; }
export function winnersOf(book: Book): usize { return book.winners; }
export function secondsOf(book: Book): usize { return book.seconds; }
export function distancesOf(book: Book): usize { return book.distances; }
export function spreadOf(book: Book): usize { return book.spread; }
export function axesOf(book: Book): usize { return book.axes; }

/** Spreads rows that came without padding. */
export function pad(book: Book, rows: i32): void {
  const bytes = (<usize>book.dimensions) << 2;
  for (let row = 0, from = book.groups, to = book.rows; row < rows; row++, from += bytes, to += book.bytes) {
    memory.copy(to, from, bytes);
  }
}

/** Takes the weights as they are now, for searching so many samples. */
export function prepare(book: Book, rows: i32): void {
  layOut(book, worthTiles(book, rows));
}

export function search(book: Book, rows: i32, second: bool): void {
  searchRows(book, rows, second);
}

/** Distances of the rows to their winners, NaN where there is none. */
export function measure(book: Book, rows: i32, root: bool): void {
  for (let row = 0; row < rows; row++) {
    const unit = load<i32>(book.winners + ((<usize>row) << 2));
    const x = book.rows + <usize>row * book.bytes;
    let d = NaN;
    if (unit >= 0) {
      const columns = book.missing ? present(book, x) : book.dimensions;
      d = distance(book, x, book.weights + <usize>unit * book.bytes, columns);
      if (root) d = sqrt(d);
    }
    store<f64>(book.distances + ((<usize>row) << 3), d);
  }
}

/** The winner of the first row. */
export function win(book: Book): i32 {
  decide(book, book.rows, false);
  return winner;
}
