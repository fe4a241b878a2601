/**
 * One row of squares of a level, from left to right, each with how often it is repeated: a row of a pattern (squares of
 * one cell) at the bottom, the whole pattern at the top. Three numbers an item: square, column, count.
 */
export type Row = number[];

/** Adds squares to the end of a row, joined to the last ones where they are the same. */
export function pushSquares(row: Row, square: number, column: number, count: number): void {
  const last = row.length - 3;
  if (last >= 0 && row[last] === square && row[last + 1] + row[last + 2] === column) row[last + 2] += count;
  else row.push(square, column, count);
}

/** Makes one square of four. */
interface Builder {
  combine(level: number, nw: number, ne: number, sw: number, se: number): number;
}

/** Two rows above each other as one of squares twice as large; a stretch that repeats is combined once. */
export function mergeRows(upper: Row, lower: Row, level: number, builder: Builder): Row {
  const merged: Row = [];
  const above = new RowCursor(upper);
  const below = new RowCursor(lower);
  for (;;) {
    const next = Math.min(above.next(), below.next());
    if (next === Number.POSITIVE_INFINITY) return merged;
    const column = 2 * Math.floor(next / 2);
    const [nw, sw] = [above.take(column), below.take(column)];
    // All that follows up to here is the same above and the same below.
    const repeats = Math.floor((Math.min(above.until, below.until) - column) / 2);
    if (repeats > 0) {
      pushSquares(merged, builder.combine(level, nw, nw, sw, sw), column / 2, repeats);
      above.skip(column + 2 * repeats);
      below.skip(column + 2 * repeats);
    } else {
      const [ne, se] = [above.take(column + 1), below.take(column + 1)];
      pushSquares(merged, builder.combine(level, nw, ne, sw, se), column / 2, 1);
      above.skip(column + 2);
      below.skip(column + 2);
    }
  }
}

class RowCursor {
  /** Column up to which the last square taken repeats. */
  until = 0;
  #at = 0;
  #column = 0;
  readonly #row: Row;

  constructor(row: Row) {
    this.#row = row;
  }

  /** The first column from the cursor on that is not empty. */
  next(): number {
    return this.#at < this.#row.length ? Math.max(this.#column, this.#row[this.#at + 1]) : Number.POSITIVE_INFINITY;
  }

  /** The square at a column, 0 between items. */
  take(column: number): number {
    this.skip(column);
    if (this.#at >= this.#row.length) {
      this.until = Number.POSITIVE_INFINITY;
      return 0;
    }
    const start = this.#row[this.#at + 1];
    this.until = column < start ? start : start + this.#row[this.#at + 2];
    return column < start ? 0 : this.#row[this.#at];
  }

  skip(column: number): void {
    this.#column = column;
    const row = this.#row;
    while (this.#at < row.length && row[this.#at + 1] + row[this.#at + 2] <= column) this.#at += 3;
  }
}
