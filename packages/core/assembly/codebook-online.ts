// Kohonen's rule for one sample: w ← w + rate h (x − w), missing columns staying as they are.
import { Book, Masked, Whole } from './codebook-book';

/** What moves a unit by less than this share of its distance does not move it. */
const NOTHING: f64 = 1e-9;

// @ts-ignore: decorator
@inline
function move<P>(w: usize, x: usize, bytes: usize, by: f32): void {
  const h = f32x4.splat(by);
  for (const end = x + bytes; x < end; x += 16, w += 16) {
    const old = v128.load(w);
    const v = v128.load(x);
    let way = f32x4.sub(v, old);
    if (isInteger<P>()) way = v128.and(way, f32x4.eq(v, v));
    v128.store(w, f32x4.add(old, f32x4.mul(h, way)));
  }
}

// @ts-ignore: decorator
@inline
function moveUnit(book: Book, unit: i32, by: f64): void {
  if (!(abs(by) > NOTHING)) return;
  const w = book.weights + <usize>unit * book.bytes;
  if (book.missing) move<Masked>(w, book.rows, book.bytes, <f32>by);
  else move<Whole>(w, book.rows, book.bytes, <f32>by);
}

/** The neighbourhood is a product: `axes` holds its weights along columns, then rows, then layers. */
export function moveByAxes(book: Book, columns: i32, rows: i32, layers: i32, rate: f64): void {
  const hx = book.axes;
  const hy = hx + ((<usize>columns) << 3);
  const hz = hy + ((<usize>rows) << 3);
  let unit = 0;
  for (let layer = 0; layer < layers; layer++) {
    const z = rate * load<f64>(hz + ((<usize>layer) << 3));
    for (let row = 0; row < rows; row++) {
      const y = z * load<f64>(hy + ((<usize>row) << 3));
      for (let column = 0; column < columns; column++, unit++) {
        moveUnit(book, unit, y * load<f64>(hx + ((<usize>column) << 3)));
      }
    }
  }
}

/** The neighbourhood is the row of weights laid into `spread`. */
export function moveByRow(book: Book, rate: f64): void {
  for (let unit = 0; unit < book.units; unit++) {
    moveUnit(book, unit, rate * <f64>load<f32>(book.spread + ((<usize>unit) << 2)));
  }
}
