import { InputError } from '../contract/errors.js';
import { kuramotoWasm } from '../kernels/generated/kuramoto.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { math } from '../kernels/math.js';
import { createRandom, type Random } from '../random/random.js';
import { drawFrequency, type Frequencies } from './kuramoto-frequencies.js';

interface KuramotoKernel extends Kernel {
  step(...pointersAndNumbers: number[]): void;
  observe(theta: number, sines: number, cosines: number, n: number, order: number): void;
}

export interface KuramotoOptions {
  readonly count: number;
  readonly coupling: number;
  readonly frequencies?: Frequencies;
  readonly width?: number;
  /** Added to every frequency: how fast the whole turns. */
  readonly centre?: number;
  /** α: each oscillator is drawn to a point so far behind the others. */
  readonly lag?: number;
  readonly timeStep?: number;
  readonly seed?: number;
  /** Instead of a seed. */
  readonly random?: Random;
}

/**
 * Kuramoto's oscillators, all coupled to all (Kuramoto 1975; Sakaguchi & Kuramoto 1986 for the lag): dθᵢ/dt = ωᵢ +
 * (K/N) Σ sin(θⱼ − θᵢ − α) = ωᵢ + K r sin(ψ − θᵢ − α), with the order r e^iψ = (1/N) Σ e^iθ, so that a step takes work
 * proportional to N. Runge–Kutta of fourth order, single precision.
 */
export class KuramotoOscillators {
  readonly count: number;
  /** Within ±π. */
  readonly phases: Float32Array;
  readonly frequencies: Float32Array;
  readonly sines: Float32Array;
  readonly cosines: Float32Array;
  /** Means of sines and cosines: the imaginary and the real part of the order. */
  readonly #means: Float64Array;
  readonly #kernel = instantiate<KuramotoKernel>(kuramotoWasm);
  readonly #step: readonly number[];
  readonly #observe: readonly [number, number, number, number, number];

  /** @throws InputError for a step too long for the coupling, or no oscillators. */
  constructor(options: KuramotoOptions) {
    const { count, coupling, frequencies = 'lorentzian', width = 0.5, centre = 0, lag = 0, timeStep = 0.05 } = options;
    if (!Number.isInteger(count) || count < 1) throw new InputError('count', count, 'an integer of at least 1');
    if (!(timeStep > 0 && timeStep * Math.abs(coupling) <= 2)) {
      throw new InputError('timeStep', timeStep, `above 0 and at most 2 / coupling = ${2 / Math.abs(coupling)}`);
    }
    const padded = block.f32(Math.ceil(count / 4) * 4);
    const memory = allocate(this.#kernel, {
      ...{ theta: padded, omega: padded, k: padded, sum: padded, s: padded, c: padded },
      order: block.f64(2),
    });
    const { theta, omega, k, sum, s, c, order } = memory;
    this.count = count;
    this.phases = theta.data.subarray(0, count);
    this.frequencies = omega.data.subarray(0, count);
    this.sines = s.data.subarray(0, count);
    this.cosines = c.data.subarray(0, count);
    this.#means = order.data;
    this.#step = [theta, omega, k, sum, s, c]
      .map(({ pointer }) => pointer)
      .concat(count, order.pointer, coupling, math().cos(lag), math().sin(lag), timeStep);
    this.#observe = [theta.pointer, s.pointer, c.pointer, count, order.pointer];
    const random = options.random ?? createRandom(options.seed ?? 1);
    const drawing = random.stream('frequencies');
    for (let i = 0; i < count; i++) this.frequencies[i] = centre + drawFrequency(frequencies, width, drawing);
    const start = random.stream('phases');
    for (let i = 0; i < count; i++) this.phases[i] = Math.PI * (2 * start.uniform() - 1);
    this.refresh();
  }

  step(count = 1): void {
    for (let i = 0; i < count; i++) this.#kernel.step(...this.#step);
  }

  /** Derives sines, cosines and order again, after the phases were written. */
  refresh(): void {
    this.#kernel.observe(...this.#observe);
  }

  /** r e^iψ as (real, imaginary). */
  get order(): readonly [number, number] {
    return [this.#means[1], this.#means[0]];
  }

  /** r: 0 where phases are spread evenly, 1 where they agree. */
  get coherence(): number {
    const [x, y] = this.order;
    return Math.sqrt(x * x + y * y);
  }
}
