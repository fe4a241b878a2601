import { InputError } from '../contract/errors.js';

export interface MackeyGlassOptions {
  /** Delay τ: 17 is mildly chaotic, 30 more so. */
  readonly delay?: number;
  /** Steps of integration a unit of time. */
  readonly substeps?: number;
  /** The value at time 0, and before it too. */
  readonly start?: number;
}

/**
 * The Mackey–Glass equation (Mackey & Glass 1977, doi:10.1126/science.267326), a model of blood cell counts and the usual
 * test of predictors: dx/dt = 0.2 x(t − τ) / (1 + x(t − τ)¹⁰) − 0.1 x. Runge–Kutta of fourth order; between stored points
 * the past is a cubic through four of them.
 */
export class MackeyGlass {
  /** The past, a ring. `past` and `cursor` are all that decides the future. */
  readonly past: Float64Array;
  readonly cursor = new Uint32Array(1);
  readonly #lag: number;
  readonly #substeps: number;

  /** @throws InputError for a delay that is no whole number of integration steps */
  constructor({ delay = 17, substeps = 10, start = 1.2 }: MackeyGlassOptions = {}) {
    const lag = delay * substeps;
    if (!(delay > 0) || Math.abs(lag - Math.round(lag)) > 1e-9) {
      throw new InputError('delay', delay, `a multiple of ${1 / substeps} above 0`);
    }
    this.#lag = Math.round(lag);
    this.#substeps = substeps;
    this.past = new Float64Array(this.#lag + 2).fill(start);
  }

  get value(): number {
    return this.#ago(0);
  }

  /** Goes one unit of time on and returns the value there. */
  next(): number {
    for (let i = 0; i < this.#substeps; i++) this.#advance(1 / this.#substeps);
    return this.value;
  }

  #advance(h: number): void {
    const x = this.#ago(0);
    const [before, from, to] = [this.#ago(this.#lag + 1), this.#ago(this.#lag), this.#ago(this.#lag - 1)];
    const after = this.#lag > 1 ? this.#ago(this.#lag - 2) : 2 * to - from;
    const middle = (9 * (from + to) - before - after) / 16;
    const k1 = slope(x, from);
    const k2 = slope(x + (h / 2) * k1, middle);
    const k3 = slope(x + (h / 2) * k2, middle);
    const k4 = slope(x + h * k3, to);
    this.cursor[0] = (this.cursor[0] + 1) % this.past.length;
    this.past[this.cursor[0]] = x + (h / 6) * (k1 + 2 * (k2 + k3) + k4);
  }

  #ago(steps: number): number {
    const { length } = this.past;
    return this.past[(this.cursor[0] + length - steps) % length];
  }
}

/** `length` values one unit of time apart, after a start of `skip` units that is thrown away. */
export function mackeyGlass(
  length: number,
  options: MackeyGlassOptions & { readonly skip?: number } = {},
): Float64Array {
  const series = new MackeyGlass(options);
  for (let t = 0; t < (options.skip ?? 0); t++) series.next();
  return Float64Array.from({ length }, () => series.next());
}

function slope(x: number, delayed: number): number {
  const square = delayed * delayed;
  const fourth = square * square;
  return (0.2 * delayed) / (1 + fourth * fourth * square) - 0.1 * x;
}
