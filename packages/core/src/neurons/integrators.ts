import { InputError } from '../contract/errors.js';
import { DormandPrince } from './dormand-prince.js';
import type { Derivative, Integrator } from './integrator.js';

/** Euler: first order. rk4: the classical Runge–Kutta method, fourth order. adaptive: Dormand–Prince 5(4), steps of its own. */
export const METHODS = ['euler', 'rk4', 'adaptive'] as const;
export type Method = (typeof METHODS)[number];

export interface IntegratorOptions {
  /** Number of variables. */
  readonly size: number;
  readonly derivative: Derivative;
  readonly method: Method;
  /** Error allowed in one adaptive step, absolute and relative: ε (1 + |y|). */
  readonly tolerance?: number | undefined;
}

/** @throws InputError for a tolerance that is not above 0 */
export function createIntegrator({ size, derivative, method, tolerance = 1e-6 }: IntegratorOptions): Integrator {
  if (method === 'euler') return new Euler(size, derivative);
  if (method === 'rk4') return new RungeKutta(size, derivative);
  return new DormandPrince(size, derivative, tolerance);
}

/** y + h f(t, y). */
class Euler implements Integrator {
  readonly memory = new Float64Array(0);
  readonly #derivative: Derivative;
  readonly #slope: Float64Array;

  constructor(size: number, derivative: Derivative) {
    this.#derivative = derivative;
    this.#slope = new Float64Array(size);
  }

  advance(t: number, y: Float64Array, h: number): void {
    const slope = this.#slope;
    this.#derivative(t, y, slope);
    for (let i = 0; i < slope.length; i++) y[i] += h * slope[i];
  }
}

/** Four slopes, weighted 1, 2, 2, 1 (Kutta 1901). */
class RungeKutta implements Integrator {
  readonly memory = new Float64Array(0);
  readonly #derivative: Derivative;
  readonly #slopes: readonly Float64Array[];
  readonly #stage: Float64Array;

  constructor(size: number, derivative: Derivative) {
    this.#derivative = derivative;
    this.#slopes = [0, 1, 2, 3].map(() => new Float64Array(size));
    this.#stage = new Float64Array(size);
  }

  advance(t: number, y: Float64Array, h: number): void {
    const [a, b, c, d] = this.#slopes;
    this.#derivative(t, y, a);
    this.#evaluate(t, y, h / 2, a, b);
    this.#evaluate(t, y, h / 2, b, c);
    this.#evaluate(t, y, h, c, d);
    for (let i = 0; i < a.length; i++) y[i] += (h / 6) * (a[i] + 2 * (b[i] + c[i]) + d[i]);
  }

  /** The slope after `h` along another slope. */
  #evaluate(t: number, y: Float64Array, h: number, along: Float64Array, out: Float64Array): void {
    const stage = this.#stage;
    for (let i = 0; i < stage.length; i++) stage[i] = y[i] + h * along[i];
    this.#derivative(t + h, stage, out);
  }
}

export interface IntegrateOptions extends Omit<IntegratorOptions, 'size' | 'method'> {
  /** The state at `from`; it is not changed. */
  readonly start: ArrayLike<number>;
  readonly from?: number;
  readonly to: number;
  /** Time from one row of the result to the next, and the step of the methods with a fixed one. */
  readonly timeStep: number;
  readonly method?: Method;
}

/**
 * Solves dy/dt = f(t, y) from a start.
 * @returns `times` of n rows, and `states`, [n, size], both with the start
 * @throws InputError for a time step or tolerance that is not above 0, and for a time step with which the solution grows
 *   beyond all numbers
 */
export function integrate(options: IntegrateOptions): { readonly times: Float64Array; readonly states: Float64Array } {
  const { start, from = 0, to, timeStep, method = 'rk4', derivative, tolerance } = options;
  if (!(timeStep > 0)) throw new InputError('timeStep', timeStep, 'a number above 0');
  const y = Float64Array.from(start);
  const integrator = createIntegrator({ size: y.length, derivative, method, tolerance });
  const rows = Math.max(0, Math.round((to - from) / timeStep)) + 1;
  const times = Float64Array.from({ length: rows }, (_, row) => from + row * timeStep);
  const states = new Float64Array(rows * y.length);
  states.set(y);
  for (let row = 1; row < rows; row++) {
    integrator.advance(times[row - 1], y, timeStep);
    if (!y.every(Number.isFinite)) throw unstable(timeStep, times[row]);
    states.set(y, row * y.length);
  }
  return { times, states };
}

/** What is thrown where a solution leaves all bounds: a smaller step, or the adaptive method, keeps it within them. */
export function unstable(timeStep: number, time: number): InputError {
  return new InputError(
    'timeStep',
    timeStep,
    `a smaller step, or the adaptive method: the integration became unstable at time ${Number(time.toFixed(3))}`,
  );
}
