import { createRandom, type Random } from '../random/random.js';
import { IcaMoments, type Nonlinearity } from './ica-moments.js';
import { multiplyInto, multiplyTransposedInto, orthonormalize } from './small-matrix.js';

export const ICA_METHODS = ['extended-infomax', 'infomax', 'fast-symmetric', 'fast-deflation'] as const;
export type IcaMethod = (typeof ICA_METHODS)[number];
/** What FastICA looks for in a component: log cosh (robust, the default), a bell curve, or the fourth power (kurtosis). */
export const ICA_CONTRASTS = ['tanh', 'gauss', 'cube'] as const;
export type IcaContrast = (typeof ICA_CONTRASTS)[number];

export interface IcaOptions {
  readonly method?: IcaMethod;
  readonly contrast?: IcaContrast;
  /** Learning rate of infomax, default .05. */
  readonly rate?: number;
  /** Where the first directions come from: a seed, or a stream. */
  readonly seed?: number | Random;
}

/** A component of deflation is found where its direction turns by less: 1 − |cos|. */
const FOUND = 1e-7;
/** Or after so many iterations. */
const MOST_ITERATIONS = 200;
/** Infomax changes no row by more than this share. */
const LARGEST_CHANGE = 0.5;

/**
 * Independent component analysis of white samples z, an iteration at a time: rows w such that the w z are as independent as
 * can be. FastICA (Hyvärinen & Oja 1997, doi:10.1162/neco.1997.9.7.1483; Hyvärinen 1999, doi:10.1109/72.761722), symmetric
 * or by deflation: w ← E[g(w z) z] − E[g'(w z)] w, then orthonormal. Infomax (Bell & Sejnowski 1995,
 * doi:10.1162/neco.1995.7.6.1129) with the natural gradient, W ← W + η (1 − E[tanh(u/2) uᵀ]) W, for sources that are mostly
 * 0; extended (Lee, Girolami & Sejnowski 1999, doi:10.1162/089976699300016719) also for those that seldom are:
 * W ← W + η (1 − K E[tanh(u) uᵀ] − E[u uᵀ]) W with a sign K for each row.
 */
export class IndependentComponents {
  /** W: `components` rows of `components` numbers; u = W z. */
  readonly w: Float64Array;
  /** How much the last iteration changed: 1 − |cos| of the row that turned most. */
  change = 1;
  /** Rows that deflation has found, and iterations on the next one: two numbers that belong to the state. */
  readonly progress = new Int32Array(2);
  readonly #moments: IcaMoments;
  readonly #options;
  readonly #before: Float64Array;
  readonly #scratch: readonly [Float64Array, Float64Array];

  /** @param z `rows` × `components` numbers, white */
  constructor(
    z: Float32Array,
    rows: number,
    readonly components: number,
    options: IcaOptions = {},
  ) {
    const { method = 'fast-symmetric', contrast = 'tanh', rate = 0.05, seed = 1 } = options;
    this.#options = { method, contrast, rate };
    this.#moments = new IcaMoments(z, rows, components);
    const size = components * components;
    const random = typeof seed === 'number' ? createRandom(seed) : seed;
    this.w = Float64Array.from({ length: size }, () => random.normal());
    this.#before = new Float64Array(size);
    this.#scratch = [new Float64Array(size), new Float64Array(size)];
    orthonormalize(this.w, components, this.#scratch);
  }

  step(): void {
    const { method, contrast } = this.#options;
    this.#before.set(this.w);
    switch (method) {
      case 'fast-symmetric':
        this.#fixedPoint(contrast, this.w, this.components);
        orthonormalize(this.w, this.components, this.#scratch);
        break;
      case 'fast-deflation':
        this.#deflate(contrast);
        break;
      case 'infomax':
        this.#ascend('half-tanh', false);
        break;
      case 'extended-infomax':
        this.#ascend('tanh', true);
        break;
    }
    this.change = this.#largestTurn();
  }

  /** w ← E[g(w z) z] − E[g'(w z)] w for the first `rows` rows of w. */
  #fixedPoint(contrast: Nonlinearity, w: Float64Array, rows: number): void {
    const { components } = this;
    const { products, slopes, stride } = this.#moments;
    this.#moments.measure(w, contrast, rows);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < components; j++) {
        w[i * components + j] = products[i * stride + j] - slopes[i] * w[i * components + j];
      }
    }
  }

  /** One iteration on the first row that is not found yet, kept orthogonal to those that are. */
  #deflate(contrast: IcaContrast): void {
    const { components: n, progress, w } = this;
    const row = progress[0];
    if (row >= n) return;
    const own = w.subarray(row * n, (row + 1) * n);
    this.#fixedPoint(contrast, own, 1);
    for (let other = 0; other < row; other++) {
      const along = dot(own, w, other * n);
      for (let j = 0; j < n; j++) own[j] -= along * w[other * n + j];
    }
    const length = Math.sqrt(dot(own, own, 0)) || 1;
    for (let j = 0; j < n; j++) own[j] /= length;
    progress[1]++;
    if (1 - Math.abs(dot(own, this.#before, row * n)) < FOUND || progress[1] >= MOST_ITERATIONS) {
      progress[0]++;
      progress[1] = 0;
    }
  }

  /** Natural gradient. With white z, E[u uᵀ] = W Wᵀ and E[g(u) uᵀ] = E[g(u) zᵀ] Wᵀ. */
  #ascend(g: Nonlinearity, extended: boolean): void {
    const { components: n, w } = this;
    const { products, slopes, stride } = this.#moments;
    const [gradient, scratch] = this.#scratch;
    this.#moments.measure(w, g);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) scratch[i * n + j] = products[i * stride + j];
    multiplyTransposedInto(gradient, scratch, w, n);
    if (extended) multiplyTransposedInto(scratch, w, w, n);
    for (let i = 0; i < n; i++) {
      // Lee's criterion: +1 for sources that are mostly near 0, −1 for those that seldom are.
      const sign = extended && slopes[i] * scratch[i * n + i] < gradient[i * n + i] ? -1 : 1;
      for (let j = 0; j < n; j++) {
        const at = i * n + j;
        gradient[at] = (i === j ? 1 : 0) - sign * gradient[at] - (extended ? scratch[at] : 0);
      }
    }
    this.#limit(gradient);
    multiplyInto(scratch, gradient, w, n);
    for (let i = 0; i < n * n; i++) w[i] += scratch[i];
  }

  /** Times the rate, less where a row would change by too much: W stays invertible and bounded. */
  #limit(gradient: Float64Array): void {
    const { components: n } = this;
    let largest = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += Math.abs(gradient[i * n + j]);
      largest = Math.max(largest, sum);
    }
    const rate = Math.min(this.#options.rate, LARGEST_CHANGE / Math.max(largest, Number.MIN_VALUE));
    for (let i = 0; i < n * n; i++) gradient[i] *= rate;
  }

  #largestTurn(): number {
    const { components: n, w } = this;
    let most = 0;
    for (let i = 0; i < n; i++) {
      const row = w.subarray(i * n, (i + 1) * n);
      const lengths = Math.sqrt(dot(row, row, 0) * dot(this.#before.subarray(i * n, (i + 1) * n), this.#before, i * n));
      most = Math.max(most, 1 - Math.abs(dot(row, this.#before, i * n)) / (lengths || 1));
    }
    return most;
  }
}

function dot(a: Float64Array, b: Float64Array, start: number): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[start + i];
  return sum;
}
