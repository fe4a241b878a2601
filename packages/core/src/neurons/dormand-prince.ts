import { InputError } from '../contract/errors.js';
import type { Derivative, Integrator } from './integrator.js';

// The table of Dormand and Prince (1980): each row weighs the slopes before it; the last row is the fifth-order solution.
const WEIGHTS: readonly (readonly number[])[] = [
  [1 / 5],
  [3 / 40, 9 / 40],
  [44 / 45, -56 / 15, 32 / 9],
  [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
  [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
  [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
];
const NODES = [1 / 5, 3 / 10, 4 / 5, 8 / 9, 1, 1];
/** Fifth order less fourth: the estimate of the error. */
const ERROR = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];
const STAGES = 7;

/** Of the step that the error suggests: a little less is seldom refused. */
const SAFETY = 0.9;
const SHRINK = 0.2;
const GROWTH = 5;
/** Errors below it, (SAFETY / GROWTH)⁵, allow the largest growth. */
const SMALLEST_ERROR = 1.9e-4;
/** Tries within one call: a solution that needs more runs away, or the tolerance is beyond double precision. */
const MAX_TRIES = 100_000;

/** How closely a crossing is found, as a share of the time that was to pass. */
const PRECISION = 1e-9;

interface Crossing {
  readonly step: number;
  readonly threshold: number;
  readonly precision: number;
}

/**
 * Dormand–Prince 5(4) (1980, doi:10.1016/0771-050X(80)90013-3): six slopes a step, the difference of a fifth- and a
 * fourth-order solution as error, and steps as long as the error stays under ε (1 + |y|).
 */
export class DormandPrince implements Integrator {
  /** The step size to try next; 0 at the start. */
  readonly memory = new Float64Array(1);
  readonly #derivative: Derivative;
  readonly #tolerance: number;
  readonly #slopes: readonly Float64Array[];
  readonly #stage: Float64Array;

  /** @throws InputError for a tolerance that is not above 0 */
  constructor(size: number, derivative: Derivative, tolerance: number) {
    if (!(tolerance > 0)) throw new InputError('tolerance', tolerance, 'a number above 0');
    this.#derivative = derivative;
    this.#tolerance = tolerance;
    this.#slopes = Array.from({ length: STAGES }, () => new Float64Array(size));
    this.#stage = new Float64Array(size);
  }

  /** @throws InputError where the tolerance cannot be kept, such as at a solution that grows without bound. */
  advance(t: number, y: Float64Array, duration: number): void {
    this.advanceUntil(t, y, duration, Number.POSITIVE_INFINITY);
  }

  /**
   * Advances until the first variable crosses a threshold from below, or to the end.
   * @returns time to the crossing, after which `y[0]` is at the threshold or a hair above; NaN where there is none
   */
  advanceUntil(t: number, y: Float64Array, duration: number, threshold: number): number {
    if (duration <= 0) return Number.NaN;
    let done = 0;
    let h = this.memory[0] || duration / 100;
    this.#derivative(t, y, this.#slopes[0]);
    for (let tries = 0; done < duration; tries++) {
      const rest = duration - done;
      const isLast = h >= rest;
      const step = isLast ? rest : h;
      const error = this.#try(t + done, y, step);
      if (tries > MAX_TRIES || (!isLast && step < 1e-14 * duration)) throw this.#lost(t + done);
      if (error <= 1 && y[0] < threshold && this.#stage[0] >= threshold) {
        this.memory[0] = step;
        return done + this.#locate(t + done, y, { step, threshold, precision: PRECISION * duration });
      }
      if (error <= 1) {
        y.set(this.#stage);
        // The last slope of this step is the first of the next one.
        this.#slopes[0].set(this.#slopes[STAGES - 1]);
        done = isLast ? duration : done + step;
      }
      // A last step that was cut short says nothing against the longer one that was wanted.
      const wanted = step * factor(error);
      h = isLast && error <= 1 ? Math.max(h, wanted) : wanted;
    }
    this.memory[0] = h;
    return Number.NaN;
  }

  /** Shortens a step that crosses the threshold, by halving, until it ends there. */
  #locate(t: number, y: Float64Array, { step, threshold, precision }: Crossing): number {
    let [early, late] = [0, step];
    while (late - early > precision) {
      const middle = (early + late) / 2;
      this.#try(t, y, middle);
      if (this.#stage[0] >= threshold) late = middle;
      else early = middle;
    }
    this.#try(t, y, late);
    y.set(this.#stage);
    return late;
  }

  /** One step from `y` into the stage; the result is its error in units of what is allowed. */
  #try(t: number, y: Float64Array, h: number): number {
    const slopes = this.#slopes;
    const stage = this.#stage;
    for (let s = 1; s < STAGES; s++) {
      const weights = WEIGHTS[s - 1];
      for (let i = 0; i < stage.length; i++) {
        let sum = 0;
        for (let k = 0; k < s; k++) sum += weights[k] * slopes[k][i];
        stage[i] = y[i] + h * sum;
      }
      this.#derivative(t + NODES[s - 1] * h, stage, slopes[s]);
    }
    let worst = 0;
    for (let i = 0; i < stage.length; i++) {
      let error = 0;
      for (let k = 0; k < STAGES; k++) error += ERROR[k] * slopes[k][i];
      const allowed = this.#tolerance * (1 + Math.max(Math.abs(y[i]), Math.abs(stage[i])));
      const share = Math.abs(h * error) / allowed;
      if (!(share <= worst)) worst = share;
    }
    return worst;
  }

  #lost(t: number): InputError {
    return new InputError(
      'tolerance',
      this.#tolerance,
      `a tolerance that can be kept: no step is short enough at time ${Number(t.toFixed(3))}`,
    );
  }
}

/** How much longer the next step may be: the fifth root of what is allowed over the error, within limits. */
function factor(error: number): number {
  if (!(error < Number.POSITIVE_INFINITY)) return SHRINK;
  if (error < SMALLEST_ERROR) return GROWTH;
  return Math.max(SHRINK, SAFETY / fifthRoot(error));
}

/** By Newton's method from above, to six digits: arithmetic that every engine rounds alike. */
function fifthRoot(x: number): number {
  let root = x > 1 ? Math.sqrt(Math.sqrt(x)) : 1;
  for (let i = 0; i < 40; i++) {
    const fourth = root * root * (root * root);
    const next = root - (root * fourth - x) / (5 * fourth);
    if (Math.abs(next - root) < 1e-6 * root) return next;
    root = next;
  }
  return root;
}
