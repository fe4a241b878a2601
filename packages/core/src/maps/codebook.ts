import { decodeBase64 } from '../bytes/base64.js';
import { InputError } from '../contract/errors.js';
import { codebookWasm } from '../kernels/generated/codebook.js';
import { codebookRelaxedWasm } from '../kernels/generated/codebook-relaxed.js';
import { allocate, block, instantiate } from '../kernels/kernel.js';
import type { CodebookKernel } from './codebook-kernel.js';

/** How far a sample x and a unit's weights w are apart: ‖x − w‖, ‖x − w‖², 1 − cos(x, w), Σ|x − w|, max|x − w|. */
export type Distance = 'euclidean' | 'squared' | 'cosine' | 'manhattan' | 'chebyshev';

/**
 * How far learning spreads from a winner: a product over the axes of a rectangular grid, or any function of two units.
 * In a product, `tables[a][i * n + j]` is the weight between positions i and j along axis a, of n = `sides[a]` positions;
 * the first axis runs fastest, so that sides [columns, rows, layers] number a unit (layer · rows + row) · columns + column.
 * In rows, `row(winner)` gives the weight of every unit; it is read at once and may be reused.
 */
export type Spread =
  | { readonly kind: 'product'; readonly sides: readonly number[]; readonly tables: readonly Float64Array[] }
  | { readonly kind: 'rows'; readonly row: (winner: number) => Float32Array };

export interface CodebookOptions {
  readonly units: number;
  readonly dimensions: number;
  readonly distance: Distance;
  /** Samples may have NaN for what is missing. */
  readonly hasMissing?: boolean;
  /** Rows that are copied in at once; memory does not grow with the number of samples. */
  readonly chunk?: number;
  /** Multiply and add with one rounding where the engine can: faster, with the same winners and weights. */
  readonly relaxed?: boolean;
}

/** What a search writes, one element a row. */
export interface BestMatches {
  /** The unit at the least distance, the first of equals; −1 for a row of nothing but NaN. */
  readonly winners: Int32Array;
  /** Distance to it (NaN where there is none). */
  readonly distances?: Float32Array | Float64Array;
  /** The best unit after it, −1 where there is none. */
  readonly seconds?: Int32Array;
}

const METRIC = { euclidean: 0, squared: 0, cosine: 1, manhattan: 2, chebyshev: 3 } as const;
/** Rows searched together: a multiple of this many. */
const GROUP = 8;

/**
 * The weights of a map's units in a WebAssembly memory of their own, with all that must be fast: search, batch learning
 * (sums of the samples that each unit won, then the neighbourhood of all sums) and online learning.
 *
 * The winner is always the first unit at the least distance in double precision: the fast search (blocked products of
 * centred f32, with exact pruning of tiles of units where that pays) knows how much rounding could matter, and decides
 * what lies closer anew. So the winners do not depend on how the rows were split, on pruning or on relaxed SIMD.
 *
 * Of a sample with missing values (NaN, if `hasMissing`) the columns present count: squared and Manhattan distances are
 * scaled by d / present, as in the R package kohonen, the others are as they are; learning leaves the other columns alone.
 */
export class Codebook {
  readonly units: number;
  readonly dimensions: number;
  /** Numbers from one unit's weights to the next: `dimensions`, padded with zeros to a multiple of 4. */
  readonly stride: number;
  readonly distance: Distance;
  /** Live: unit u's weights start at u · stride. They may be written; the padding must stay zero. */
  readonly weights: Float32Array;
  /** Whether the kernel with relaxed SIMD is at work. */
  readonly relaxed: boolean;

  readonly #kernel: CodebookKernel;
  readonly #book: number;
  readonly #chunk: number;
  readonly #staging: Float32Array;
  readonly #winners: Int32Array;
  readonly #seconds: Int32Array;
  readonly #distances: Float64Array;
  readonly #sums: Float64Array;
  readonly #filtered: Float64Array;
  /** Four rows of a neighbourhood, one after the other; tables along axes. */
  readonly #spread: Float32Array;
  readonly #axes: Float64Array;

  /** @throws InputError when an option is not in its range, or all does not fit in memory. */
  constructor({ units, dimensions, distance, hasMissing = false, chunk, relaxed = false }: CodebookOptions) {
    checkCount('units', units);
    checkCount('dimensions', dimensions);
    checkCount('chunk', chunk ?? 1);
    if (!Object.hasOwn(METRIC, distance)) {
      throw new InputError('distance', distance, `one of ${Object.keys(METRIC).join(', ')}`);
    }
    this.units = units;
    this.dimensions = dimensions;
    this.stride = Math.ceil(dimensions / 4) * 4;
    this.distance = distance;
    this.relaxed = relaxed && WebAssembly.validate(decodeBase64(codebookRelaxedWasm));
    this.#chunk = Math.ceil((chunk ?? defaultChunk(dimensions)) / GROUP) * GROUP;

    const kernel = instantiate<CodebookKernel>(this.relaxed ? codebookRelaxedWasm : codebookWasm);
    // The kernel says how much it needs, which takes a block for its parameters first.
    const book = allocate(kernel, { book: block.u8(kernel.bookSize()) }).book.pointer;
    const bytes = kernel.open(book, units, dimensions, METRIC[distance], hasMissing ? 1 : 0, this.#chunk);
    allocate(kernel, { book: block.u8(bytes) });
    const { buffer } = kernel.memory;
    const sums = units * kernel.spanOf(book);
    this.#kernel = kernel;
    this.#book = book;
    this.weights = new Float32Array(buffer, kernel.weightsOf(book), units * this.stride);
    this.#staging = new Float32Array(
      buffer,
      this.stride === dimensions ? kernel.rowsOf(book) : kernel.stagingOf(book),
      this.#chunk * dimensions,
    );
    this.#winners = new Int32Array(buffer, kernel.winnersOf(book), this.#chunk);
    this.#seconds = new Int32Array(buffer, kernel.secondsOf(book), this.#chunk);
    this.#distances = new Float64Array(buffer, kernel.distancesOf(book), this.#chunk);
    this.#sums = new Float64Array(buffer, kernel.sumsOf(book), sums);
    this.#filtered = new Float64Array(buffer, kernel.filteredOf(book), sums);
    const padded = Math.ceil(units / 4) * 4;
    this.#spread = new Float32Array(buffer, kernel.spreadOf(book), 4 * padded);
    this.#axes = new Float64Array(buffer, kernel.axesOf(book), padded + 4);
  }

  /**
   * The winner of each row, and where asked its distance and the best unit after it.
   * @param values `rows` rows of `dimensions` numbers
   */
  bestMatches(values: Float32Array, rows: number, { winners, distances, seconds }: BestMatches): void {
    this.#checkRows(values, rows);
    checkLength('winners', winners, rows);
    if (distances) checkLength('distances', distances, rows);
    if (seconds) checkLength('seconds', seconds, rows);
    this.#search(values, rows, seconds !== undefined, (from, count) => {
      winners.set(this.#winners.subarray(0, count), from);
      seconds?.set(this.#seconds.subarray(0, count), from);
      if (!distances) return;
      this.#kernel.measure(this.#book, count, this.distance === 'euclidean' ? 1 : 0);
      distances.set(this.#distances.subarray(0, count), from);
    });
  }

  /** Searches each row and adds it to the sums of its winner; writes the winners where asked. */
  accumulate(values: Float32Array, rows: number, winners?: Int32Array): void {
    this.#checkRows(values, rows);
    if (winners) checkLength('winners', winners, rows);
    this.#search(values, rows, false, (from, count) => {
      this.#kernel.addRows(this.#book, count);
      winners?.set(this.#winners.subarray(0, count), from);
    });
  }

  /** A copy of the sums and counts so far: all that another codebook of this shape needs to learn from the same rows. */
  sums(): Float64Array<ArrayBuffer> {
    return this.#sums.slice();
  }

  /** Adds the {@link sums} of another codebook with the same units, dimensions and `hasMissing`. */
  addSums(sums: Float64Array): void {
    checkLength('sums', sums, this.#sums.length, true);
    for (let i = 0; i < sums.length; i++) this.#sums[i] += sums[i];
  }

  clearSums(): void {
    this.#sums.fill(0);
  }

  /**
   * w ← w + rate · (h∗sums / h∗counts − w) for each unit, and with missing values each column, whose h∗counts is above 0;
   * with rate 1 the batch rule. Clears the sums. Weights h below 1e-12 of the largest (of 1, in rows) are left out.
   */
  update(spread: Spread, rate: number): void {
    const result = spread.kind === 'product' ? this.#filter(spread) : this.#spreadByRows(spread);
    this.#kernel.applySums(this.#book, result.byteOffset, rate);
    this.clearSums();
  }

  /**
   * One online step: unit u moves by rate · h(u, winner) · (x − w). Units with rate · h up to 1e-9 stay.
   * @param sample `dimensions` numbers
   * @returns the winner, −1 for nothing but NaN
   */
  train(sample: Float32Array, spread: Spread, rate: number): number {
    checkLength('sample', sample, this.dimensions, true);
    const kernel = this.#kernel;
    this.#staging.set(sample);
    if (this.stride !== this.dimensions) kernel.pad(this.#book, 1);
    const winner = kernel.win(this.#book);
    if (winner < 0) return winner;
    if (spread.kind === 'rows') {
      this.#spread.set(spread.row(winner));
      kernel.moveByRow(this.#book, rate);
    } else {
      const [columns, rows = 1, layers = 1] = spread.sides;
      this.#layAxes(spread, winner);
      kernel.moveByAxes(this.#book, columns, rows, layers, rate);
    }
    return winner;
  }

  /**
   * What searches cost since this was last asked: pairs of a sample and a unit that pruning passed over, and samples that
   * lay so close to two units that they were decided anew.
   */
  effort(): { passedOver: number; decidedAnew: number } {
    return { passedOver: this.#kernel.passedOver(), decidedAnew: this.#kernel.doubted() };
  }

  /** Copies the rows in chunk by chunk, finds their winners and tells the use made of them. */
  #search(values: Float32Array, rows: number, second: boolean, use: (from: number, count: number) => void): void {
    const kernel = this.#kernel;
    const d = this.dimensions;
    kernel.prepare(this.#book, rows);
    for (let from = 0; from < rows; from += this.#chunk) {
      const count = Math.min(this.#chunk, rows - from);
      this.#staging.set(values.subarray(from * d, (from + count) * d));
      if (this.stride !== d) kernel.pad(this.#book, count);
      kernel.search(this.#book, count, second ? 1 : 0);
      use(from, count);
    }
  }

  /** Axis after axis, from the sums to room beside them and back; returns where the result is. */
  #filter({ sides, tables }: Spread & { kind: 'product' }): Float64Array {
    this.#checkSides(sides);
    let from = this.#sums;
    let to = this.#filtered;
    let inner = this.#sums.length / this.units;
    let outer = this.units;
    sides.forEach((n, axis) => {
      outer /= n;
      for (let i = 0; i < n; i++) {
        this.#axes.set(tables[axis].subarray(i * n, (i + 1) * n));
        this.#kernel.filterAxis(from.byteOffset, to.byteOffset, outer, n, inner, i, this.#axes.byteOffset);
      }
      inner *= n;
      [from, to] = [to, from];
    });
    return from;
  }

  /** Adds the sums of the units that won something to all others, four at a time. */
  #spreadByRows({ row }: Spread & { kind: 'rows' }): Float64Array {
    const kernel = this.#kernel;
    this.#filtered.fill(0);
    const padded = this.#spread.length / 4;
    const four: number[] = [];
    const spread = () => {
      this.#spread.fill(0, four.length * padded);
      const [a, b = a, c = a, d = a] = four;
      kernel.spreadSums(this.#book, a, b, c, d);
      four.length = 0;
    };
    for (let unit = 0; unit < this.units; unit++) {
      if (!kernel.hasWon(this.#book, unit)) continue;
      this.#spread.set(row(unit), four.length * padded);
      if (four.push(unit) === 4) spread();
    }
    if (four.length > 0) spread();
    return this.#filtered;
  }

  /** The rows of the tables at the winner's place, one after the other. */
  #layAxes({ sides, tables }: Spread & { kind: 'product' }, winner: number): void {
    let at = 0;
    let rest = winner;
    for (let axis = 0; axis < sides.length; axis++) {
      const n = sides[axis];
      const table = tables[axis];
      const start = (rest % n) * n;
      rest = Math.floor(rest / n);
      for (let i = 0; i < n; i++) this.#axes[at++] = table[start + i];
    }
    // A grid of fewer than three axes has one position along the others.
    for (let axis = sides.length; axis < 3; axis++) this.#axes[at++] = 1;
  }

  #checkSides(sides: readonly number[]): void {
    if (sides.reduce((product, n) => product * n, 1) !== this.units) {
      throw new InputError('sides', sides, `sides of a grid of ${this.units} units`);
    }
  }

  #checkRows(values: Float32Array, rows: number): void {
    if (!Number.isInteger(rows) || rows < 0) throw new InputError('rows', rows, 'a whole number from 0');
    if (values.length < rows * this.dimensions) {
      throw new InputError('values', `of ${values.length} numbers`, `${rows} rows of ${this.dimensions}`);
    }
  }
}

/** Up to some 4 MiB of samples: enough rows for pruning. */
function defaultChunk(dimensions: number): number {
  return Math.min(4096, Math.ceil(2 ** 20 / dimensions));
}

/** More of anything could not fit in memory. */
const MOST = 2 ** 28;

function checkCount(field: string, value: number): void {
  if (!Number.isInteger(value) || value < 1 || value > MOST) {
    throw new InputError(field, value, `a whole number from 1 to ${MOST}`);
  }
}

function checkLength(field: string, list: ArrayLike<number>, length: number, exact = false): void {
  if (exact ? list.length !== length : list.length < length) {
    throw new InputError(field, `of length ${list.length}`, `${exact ? '' : 'at least '}${length} numbers`);
  }
}
