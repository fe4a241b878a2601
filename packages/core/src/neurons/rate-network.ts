import { InputError } from '../contract/errors.js';
import { rateNetworkWasm } from '../kernels/generated/rate-network.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { math } from '../kernels/math.js';
import { createRandom, type Random } from '../random/random.js';

interface RateKernel extends Kernel {
  rates(x: number, r: number, stride: number): void;
  step(...pointersAndRates: number[]): void;
  stepTangent(...pointersAndRates: number[]): void;
  normalize(v: number, stride: number): number;
  leastSquares(P: number, r: number, wide: number, k: number, n: number, stride: number): number;
}

export interface RateNetworkOptions {
  readonly units: number;
  /** g: 1 is where the silence of a large network gives way to chaos. */
  readonly gain: number;
  /** Δt in time constants of a unit, above 0 and up to 1. */
  readonly timeStep?: number;
  readonly integrator?: 'euler' | 'exponential';
  /** Deviation of the state x that it starts from. */
  readonly spread?: number;
  readonly seed?: number;
  /** Instead of a seed. */
  readonly random?: Random;
  /** Share of the connections that exist; those left are stronger, so that g means the same. */
  readonly density?: number;
  /** Keeps room for recursive least squares ({@link RateNetwork.leastSquares}). */
  readonly learns?: boolean;
}

/**
 * A network of rate units with random weights (Sompolinsky, Crisanti & Sommers 1988): dx/dt = −x + g J tanh x + b with
 * Jᵢⱼ normal of variance 1 / N. Single precision, the same bits in every engine.
 */
export class RateNetwork {
  readonly units: number;
  readonly gain: number;
  readonly timeStep: number;
  /** State x, input b, rates tanh x and tangent v: views on the kernel's memory, longer than `units` and 0 beyond. */
  readonly x: Float32Array;
  readonly input: Float32Array;
  readonly rates: Float32Array;
  readonly tangent: Float32Array;
  /** J without its gain, row by row; a row is `stride` long. */
  readonly weights: Float32Array;
  readonly stride: number;
  /** P of recursive least squares, `stride`² numbers, and its last gain vector. */
  readonly inverse: Float64Array;
  readonly direction: Float64Array;
  readonly #kernel = instantiate<RateKernel>(rateNetworkWasm);
  readonly #step: readonly number[];
  readonly #tangent: readonly number[];
  readonly #learning: readonly [number, number, number, number, number, number];

  /** @throws InputError for a time step that overshoots, or numbers that make no network. */
  constructor(options: RateNetworkOptions) {
    const { units, gain, timeStep = 0.1, integrator = 'euler', spread = 1, density = 1, learns = false } = options;
    check(options);
    this.units = units;
    this.gain = gain;
    this.timeStep = timeStep;
    const stride = Math.ceil(units / 8) * 8;
    this.stride = stride;
    const vector = block.f32(stride);
    const memory = allocate(this.#kernel, {
      ...{ x: vector, r: vector, h: vector, b: vector, v: vector, s: vector, hv: vector, zero: vector },
      J: block.f32(stride * units),
      P: block.f64(learns ? stride * stride : 0),
      wide: block.f64(learns ? stride : 0),
      k: block.f64(learns ? stride : 0),
    });
    this.x = memory.x.data;
    this.input = memory.b.data;
    this.rates = memory.r.data;
    this.tangent = memory.v.data;
    this.weights = memory.J.data;
    this.inverse = memory.P.data;
    this.direction = memory.k.data;
    const { x, r, h, b, J, v, s, hv, zero, P, wide, k } = memory;
    const rate = integrator === 'euler' ? timeStep : 1 - math().exp(-timeStep);
    this.#step = [x, r, h, b, J].map(({ pointer }) => pointer).concat(units, stride, gain, rate);
    this.#tangent = [...this.#step, v.pointer, s.pointer, hv.pointer, zero.pointer];
    this.#learning = [P.pointer, r.pointer, wide.pointer, k.pointer, units, stride];
    const random = options.random ?? createRandom(options.seed ?? 1);
    this.#draw(random.stream('weights'), density);
    const start = random.stream('start');
    for (let i = 0; i < units; i++) this.x[i] = spread * start.normal();
    const direction = random.stream('tangent');
    for (let i = 0; i < units; i++) this.tangent[i] = direction.normal();
    this.#kernel.normalize(v.pointer, stride);
    this.refresh();
  }

  #draw(random: Random, density: number): void {
    const deviation = 1 / Math.sqrt(this.units * density);
    for (let i = 0; i < this.units; i++) {
      for (let j = 0; j < this.units; j++) {
        const isThere = density === 1 || random.uniform() < density;
        this.weights[i * this.stride + j] = isThere ? deviation * random.normal() : 0;
      }
    }
  }

  step(count = 1): void {
    for (let i = 0; i < count; i++) this.#kernel.step(...this.#step);
  }

  /**
   * One step, with the tangent of the flow.
   * @returns by how much the logarithm of a small difference grew; the tangent is brought back to length 1
   */
  stepWithTangent(): number {
    this.#kernel.stepTangent(...this.#tangent);
    const length = this.#kernel.normalize(this.#tangent[9], this.stride);
    return length > 0 ? math().log(length) : 0;
  }

  /** Derives the rates again, after the state was written. */
  refresh(): void {
    this.#kernel.rates(this.#step[0], this.#step[1], this.stride);
  }

  /** Recursive least squares: k = P r and P ← P − c k kᵀ; returns c = 1 / (1 + rᵀ P r). Needs `learns`. */
  leastSquares(): number {
    return this.#kernel.leastSquares(...this.#learning);
  }
}

function check({ units, timeStep = 0.1, density = 1 }: RateNetworkOptions): void {
  if (!Number.isInteger(units) || units < 1) throw new InputError('units', units, 'an integer of at least 1');
  if (!(timeStep > 0 && timeStep <= 1)) {
    throw new InputError('timeStep', timeStep, 'above 0 and at most 1 time constant: a longer step overshoots');
  }
  if (!(density > 0 && density <= 1)) throw new InputError('density', density, 'a share above 0 and up to 1');
}
