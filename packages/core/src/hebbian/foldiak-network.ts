import { InputError } from '../contract/errors.js';
import { math } from '../kernels/math.js';
import { createRandom, type Random } from '../random/random.js';

export interface FoldiakOptions {
  readonly inputs: number;
  readonly units: number;
  /** Share of the time that each unit is to be on, p. */
  readonly activity: number;
  /** α, of the inhibition between units. */
  readonly lateralRate?: number;
  /** β, of the connections from the input. */
  readonly forwardRate?: number;
  /** γ, of the thresholds. */
  readonly thresholdRate?: number;
  /** λ: how steeply a unit answers. */
  readonly gain?: number;
  /** Where the weights come from: a seed, or a stream. */
  readonly seed?: number | Random;
}

/** Euler's steps towards the resting state of the units, and the share of the way that each goes. */
const SETTLING = { steps: 100, share: 0.1, tolerance: 1e-4 };

/**
 * Sparse coding by local rules (Földiák 1990, doi:10.1007/BF02331346): Hebbian connections q from the input,
 * anti-Hebbian inhibition w between the units, and thresholds t that keep each unit on a share p of the time.
 * The units settle on y* = f(q x + w y* − t) and are on where y* > ½; then Δw = −α (y yᵀ − p²), never above 0,
 * Δq = β y (x − q) and Δt = γ (y − p).
 */
export class FoldiakNetwork {
  /** q: `units` rows of `inputs`. */
  readonly forward: Float64Array;
  /** w: `units` × `units`, none above 0, with zeros on the diagonal. */
  readonly lateral: Float64Array;
  readonly thresholds: Float64Array;
  /** 1 where a unit is on, for the input that was shown last. */
  readonly outputs: Float64Array;
  readonly #options: Required<Omit<FoldiakOptions, 'seed'>>;
  readonly #drive: Float64Array;
  readonly #graded: Float64Array;
  readonly #next: Float64Array;

  constructor({ seed = 1, ...given }: FoldiakOptions) {
    const options = { lateralRate: 0.1, forwardRate: 0.02, thresholdRate: 0.02, gain: 10, ...given };
    const { units, inputs, activity } = options;
    if (!(activity > 0 && activity < 1)) throw new InputError('activity', activity, 'a share between 0 and 1');
    this.#options = options;
    this.lateral = new Float64Array(units * units);
    this.thresholds = new Float64Array(units);
    this.outputs = new Float64Array(units);
    this.#drive = new Float64Array(units);
    this.#graded = new Float64Array(units);
    this.#next = new Float64Array(units);
    const random = typeof seed === 'number' ? createRandom(seed) : seed;
    this.forward = Float64Array.from({ length: units * inputs }, () => random.uniform());
    for (let unit = 0; unit < units; unit++) normalize(this.forward.subarray(unit * inputs, (unit + 1) * inputs));
  }

  /** Lets the units settle on an input; writes {@link outputs}. */
  show(x: ArrayLike<number>): void {
    const { units, inputs, gain } = this.#options;
    const { exp } = math();
    for (let i = 0; i < units; i++) {
      let sum = -this.thresholds[i];
      for (let j = 0; j < inputs; j++) sum += this.forward[i * inputs + j] * x[j];
      this.#drive[i] = sum;
    }
    const y = this.#graded.fill(0);
    for (let step = 0; step < SETTLING.steps; step++) {
      let change = 0;
      for (let i = 0; i < units; i++) {
        let sum = this.#drive[i];
        for (let j = 0; j < units; j++) sum += this.lateral[i * units + j] * y[j];
        const towards = 1 / (1 + exp(-gain * sum)) - y[i];
        this.#next[i] = y[i] + SETTLING.share * towards;
        change = Math.max(change, Math.abs(towards));
      }
      y.set(this.#next);
      if (change < SETTLING.tolerance) break;
    }
    for (let i = 0; i < units; i++) this.outputs[i] = y[i] > 0.5 ? 1 : 0;
  }

  /** Shows an input and changes all connections and thresholds by it. */
  learn(x: ArrayLike<number>): void {
    this.show(x);
    const { units, inputs, activity, lateralRate, forwardRate, thresholdRate } = this.#options;
    const y = this.outputs;
    for (let i = 0; i < units; i++) {
      for (let j = 0; j < units; j++) {
        const changed = this.lateral[i * units + j] - lateralRate * (y[i] * y[j] - activity * activity);
        this.lateral[i * units + j] = i === j ? 0 : Math.min(0, changed);
      }
      if (y[i] > 0) {
        for (let j = 0; j < inputs; j++)
          this.forward[i * inputs + j] += forwardRate * (x[j] - this.forward[i * inputs + j]);
      }
      this.thresholds[i] += thresholdRate * (y[i] - activity);
    }
  }

  /** Moves the thresholds alone, as before learning begins. */
  adjustThresholds(x: ArrayLike<number>, rate: number): void {
    this.show(x);
    for (let i = 0; i < this.thresholds.length; i++) {
      this.thresholds[i] += rate * (this.outputs[i] - this.#options.activity);
    }
  }
}

function normalize(v: Float64Array): void {
  let squares = 0;
  for (const value of v) squares += value * value;
  const length = Math.sqrt(squares) || 1;
  for (let i = 0; i < v.length; i++) v[i] /= length;
}
