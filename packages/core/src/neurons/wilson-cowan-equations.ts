import { math } from '../kernels/math.js';

/** One population's response: logistic with steepness a around threshold θ, brought down to 0 at 0. */
export interface Response {
  readonly steepness: number;
  readonly threshold: number;
}

/** Weights c₁ … c₄ of the paper: E to E, I to E, E to I, I to I. */
export interface WilsonCowanOptions {
  readonly excitatory: Response;
  readonly inhibitory: Response;
  readonly toE: readonly [number, number];
  readonly toI: readonly [number, number];
  /** Share of a population that cannot fire as it just did: r, 1 in the paper. */
  readonly refractory: number;
}

/** S(x) = 1 / (1 + e^−a(x − θ)) − 1 / (1 + e^aθ) */
export function respond({ steepness, threshold }: Response, x: number): number {
  const { exp } = math();
  return 1 / (1 + exp(-steepness * (x - threshold))) - 1 / (1 + exp(steepness * threshold));
}

/** The largest response, k = 1 − 1 / (1 + e^aθ). */
export function largestResponse({ steepness, threshold }: Response): number {
  return 1 - 1 / (1 + math().exp(steepness * threshold));
}

/** The input that a response belongs to; NaN for what no input gives. */
export function inputOf({ steepness, threshold }: Response, response: number): number {
  const share = response + 1 / (1 + math().exp(steepness * threshold));
  return share > 0 && share < 1 ? threshold - math().log(1 / share - 1) / steepness : Number.NaN;
}

/** An upper bound of how steeply the slopes of E and I change with either: a logistic curve is steepest at a / 4. */
export function steepestSlope({ excitatory, inhibitory, toE, toI, refractory }: WilsonCowanOptions): number {
  const row = ({ steepness }: Response, [a, b]: readonly [number, number]) => (steepness / 4) * (a + b);
  return 1 + refractory + Math.max(row(excitatory, toE), row(inhibitory, toI));
}

/**
 * Wilson & Cowan's equations (1972, doi:10.1016/S0006-3495(72)86068-5), time in membrane time constants:
 * dE/dt = −E + (k − r E) Sₑ(c₁ E − c₂ I + P), dI/dt = −I + (k − r I) Sᵢ(c₃ E − c₄ I + Q).
 */
export class WilsonCowan {
  /** E and I. */
  readonly state = new Float64Array(2);
  readonly #ke: number;
  readonly #ki: number;

  constructor(readonly options: WilsonCowanOptions) {
    this.#ke = largestResponse(options.excitatory);
    this.#ki = largestResponse(options.inhibitory);
  }

  slopeE(e: number, i: number, p: number): number {
    const { toE, excitatory, refractory } = this.options;
    return -e + (this.#ke - refractory * e) * respond(excitatory, toE[0] * e - toE[1] * i + p);
  }

  slopeI(e: number, i: number, q: number): number {
    const { toI, inhibitory, refractory } = this.options;
    return -i + (this.#ki - refractory * i) * respond(inhibitory, toI[0] * e - toI[1] * i + q);
  }

  /** I on the line where E stands still. */
  nullclineE(e: number, p: number): number {
    const { toE, excitatory, refractory } = this.options;
    return (toE[0] * e + p - inputOf(excitatory, e / (this.#ke - refractory * e))) / toE[1];
  }

  /** E on the line where I stands still. */
  nullclineI(i: number, q: number): number {
    const { toI, inhibitory, refractory } = this.options;
    return (toI[1] * i - q + inputOf(inhibitory, i / (this.#ki - refractory * i))) / toI[0];
  }

  /** Runge–Kutta of fourth order. */
  step(h: number, p: number, q: number): void {
    const [e, i] = this.state;
    const a1 = this.slopeE(e, i, p);
    const b1 = this.slopeI(e, i, q);
    const a2 = this.slopeE(e + (h / 2) * a1, i + (h / 2) * b1, p);
    const b2 = this.slopeI(e + (h / 2) * a1, i + (h / 2) * b1, q);
    const a3 = this.slopeE(e + (h / 2) * a2, i + (h / 2) * b2, p);
    const b3 = this.slopeI(e + (h / 2) * a2, i + (h / 2) * b2, q);
    const a4 = this.slopeE(e + h * a3, i + h * b3, p);
    const b4 = this.slopeI(e + h * a3, i + h * b3, q);
    this.state[0] = e + (h / 6) * (a1 + 2 * (a2 + a3) + a4);
    this.state[1] = i + (h / 6) * (b1 + 2 * (b2 + b3) + b4);
  }
}

interface Sweep {
  readonly from: number;
  readonly to: number;
  readonly points: number;
  readonly q: number;
  readonly timeStep: number;
  /** Time at each input: half of it to settle. */
  readonly duration: number;
}

/**
 * E against the input P, which goes up and then down again: pairs (P, least E) and (P, most E) for both ways. They part
 * where E oscillates, and up and down differ where there is hysteresis.
 */
export function inputSweep(
  options: WilsonCowanOptions,
  sweep: Sweep,
): Record<'up' | 'down', [Float32Array, Float32Array]> {
  const { from, to, points, q, timeStep, duration } = sweep;
  const model = new WilsonCowan(options);
  const walk = (start: number, end: number): [Float32Array, Float32Array] => {
    const [least, most] = [new Float32Array(2 * points), new Float32Array(2 * points)];
    for (let n = 0; n < points; n++) {
      const p = start + ((end - start) * n) / (points - 1);
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
      for (let t = 0; t < duration; t += timeStep) {
        model.step(timeStep, p, q);
        if (t < duration / 2) continue;
        low = Math.min(low, model.state[0]);
        high = Math.max(high, model.state[0]);
      }
      least.set([p, low], 2 * n);
      most.set([p, high], 2 * n);
    }
    return [least, most];
  };
  return { up: walk(from, to), down: walk(to, from) };
}
