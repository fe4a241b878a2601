import { EigenvalueDecomposition, Matrix } from 'ml-matrix';

export const EXPANSIONS = ['linear', 'quadratic'] as const;
/** What features are sums of: the inputs, or the inputs and all their products of two. */
export type Expansion = (typeof EXPANSIONS)[number];

/** Directions of less than this share of the largest variance are rounding. */
const LEAST_VARIANCE = 1e-9;

/** What was found so far. */
export interface SlowFeatures {
  /** Features found, slowest first: at most as many as the expansion has terms. */
  readonly count: number;
  /** ⟨ẏ²⟩ of each, per sample, for outputs of variance 1. */
  readonly slowness: readonly number[];
  /** Writes the first `out.length` outputs for one input; those beyond {@link count} are 0. */
  transformInto(out: Float64Array, x: ArrayLike<number>): void;
}

/**
 * Slow feature analysis (Wiskott & Sejnowski 2002, doi:10.1162/089976602317318938): of all functions in an expansion of the
 * inputs, those whose outputs change most slowly, have mean 0 and variance 1 and are not correlated. It needs sums over the
 * samples only, so that they may come one by one and without end.
 */
export class SlowFeatureAnalysis {
  /** Terms of the expansion. */
  readonly terms: number;
  /**
   * All that is known of the samples: their number, the last one's expansion, the first one's (from which sums are taken, so
   * that they stay small), sums of the terms, of their products and of the products of their differences.
   */
  readonly sums: Float64Array;
  readonly #last: Float64Array;
  readonly #origin: Float64Array;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  readonly #changes: Float64Array;
  readonly #expanded: Float64Array;

  constructor(
    readonly inputs: number,
    readonly expansion: Expansion = 'quadratic',
  ) {
    const m = expansion === 'linear' ? inputs : inputs + (inputs * (inputs + 1)) / 2;
    this.terms = m;
    this.sums = new Float64Array(1 + 3 * m + 2 * m * m);
    this.#last = this.sums.subarray(1, 1 + m);
    this.#origin = this.sums.subarray(1 + m, 1 + 2 * m);
    this.#first = this.sums.subarray(1 + 2 * m, 1 + 3 * m);
    this.#second = this.sums.subarray(1 + 3 * m, 1 + 3 * m + m * m);
    this.#changes = this.sums.subarray(1 + 3 * m + m * m);
    this.#expanded = new Float64Array(m);
  }

  get samples(): number {
    return this.sums[0];
  }

  /** Takes the next sample of the series. */
  observe(x: ArrayLike<number>): void {
    const { terms: m } = this;
    const h = this.#expanded;
    this.#expand(x);
    if (this.sums[0] === 0) {
      this.#origin.set(h);
      this.#last.set(h);
    }
    for (let i = 0; i < m; i++) {
      const value = h[i] - this.#origin[i];
      const change = h[i] - this.#last[i];
      this.#first[i] += value;
      for (let j = i; j < m; j++) {
        this.#second[i * m + j] += value * (h[j] - this.#origin[j]);
        this.#changes[i * m + j] += change * (h[j] - this.#last[j]);
      }
    }
    this.#last.set(h);
    this.sums[0]++;
  }

  /** The slow features of all samples so far; none before there are more samples than terms, or where all are the same. */
  solve(): SlowFeatures {
    const { terms: m, samples: n } = this;
    if (n <= m + 1) return none;
    const mean = this.#first.map((sum) => sum / n);
    const covariance = symmetric(m, (i, j) => this.#second[i * m + j] / n - mean[i] * mean[j]);
    const { values, vectors } = ascending(covariance);
    const least = LEAST_VARIANCE * values[m - 1];
    const axes = values.flatMap((value, axis) => (value > least && value > 0 ? [axis] : []));
    if (axes.length === 0) return none;
    const sphering = new Matrix(axes.length, m);
    axes.forEach((axis, row) => {
      for (let i = 0; i < m; i++) sphering.set(row, i, vectors.get(i, axis) / Math.sqrt(values[axis]));
    });
    const changes = symmetric(m, (i, j) => this.#changes[i * m + j] / (n - 1));
    const turned = sphering.mmul(changes).mmul(sphering.transpose());
    const slow = ascending(turned);
    const weights = slow.vectors.transpose().mmul(sphering);
    const centre = mean.map((value, i) => value + this.#origin[i]);
    return {
      count: axes.length,
      slowness: slow.values.map((value) => Math.max(0, value)),
      transformInto: (out, x) => {
        this.#expand(x);
        for (let f = 0; f < out.length; f++) {
          let sum = 0;
          for (let i = 0; i < m && f < axes.length; i++) sum += weights.get(f, i) * (this.#expanded[i] - centre[i]);
          out[f] = sum;
        }
      },
    };
  }

  #expand(x: ArrayLike<number>): void {
    const { inputs } = this;
    let at = 0;
    for (let i = 0; i < inputs; i++) this.#expanded[at++] = x[i];
    if (this.expansion === 'linear') return;
    for (let i = 0; i < inputs; i++) for (let j = i; j < inputs; j++) this.#expanded[at++] = x[i] * x[j];
  }
}

const none: SlowFeatures = { count: 0, slowness: [], transformInto: (out) => void out.fill(0) };

function symmetric(n: number, entry: (i: number, j: number) => number): Matrix {
  const matrix = new Matrix(n, n);
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      const value = entry(i, j);
      matrix.set(i, j, value);
      matrix.set(j, i, value);
    }
  }
  return matrix;
}

/** Eigenvalues, smallest first, and vectors in columns, each with its largest entry positive. */
function ascending(matrix: Matrix): { values: number[]; vectors: Matrix } {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const order = realEigenvalues.map((_, i) => i).sort((a, b) => realEigenvalues[a] - realEigenvalues[b]);
  const vectors = new Matrix(matrix.rows, matrix.rows);
  order.forEach((from, to) => {
    const column = eigenvectorMatrix.getColumn(from);
    const largest = column.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
    vectors.setColumn(to, largest < 0 ? column.map((value) => -value) : column);
  });
  return { values: order.map((i) => realEigenvalues[i]), vectors };
}
