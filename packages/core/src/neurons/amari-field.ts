import { InputError } from '../contract/errors.js';
import { neuralFieldWasm } from '../kernels/generated/neural-field.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { noiseKey } from '../random/noise-key.js';
import { createRandom } from '../random/random.js';
import { gaussianTaps, type MexicanHat, reachOf } from './amari-kernel.js';

interface FieldKernel extends Kernel {
  step(...args: (number | bigint)[]): number;
}

export interface AmariOptions extends MexicanHat {
  /** Cells along the ring, or of a row of the sheet. */
  readonly width: number;
  /** Rows: 1, the default, is a ring. */
  readonly height?: number;
  /** h: what u is at rest, below 0. */
  readonly rest: number;
  /** β of a logistic rate function; 0, the default, is Heaviside's step. */
  readonly slope?: number;
  /** Δt in time constants of the field, above 0 and up to 1. */
  readonly timeStep?: number;
  /** How much adaptation a takes away from u, and its time constant in those of the field. */
  readonly adaptation?: number;
  readonly adaptationTime?: number;
  /** Deviation of white noise over a time constant. */
  readonly noise?: number;
  /** Of the noise: 64 bits, drawn from a seed of 1 by default. */
  readonly key?: bigint;
}

/**
 * Amari's neural field on a ring or a torus (Amari 1977, doi:10.1007/BF00337259; adaptation: Pinto & Ermentrout 2001):
 * du/dt = −u + h + ∫ w(x − y) f(u(y)) dy + I − k a, τ da/dt = f(u) − a. Euler's rule, single precision.
 */
export class AmariField {
  readonly width: number;
  readonly height: number;
  /** Cells from one row to the next in every plane. */
  readonly pitch: number;
  /** u, its adaptation a, the input I and the rates f(u) of the last step. */
  readonly u: Float32Array;
  readonly adaptation: Float32Array;
  readonly input: Float32Array;
  readonly rates: Float32Array;
  readonly #kernel = instantiate<FieldKernel>(neuralFieldWasm);
  readonly #step: readonly (number | bigint)[];

  /** @throws InputError for a time step that overshoots, or a size of nothing */
  constructor(options: AmariOptions) {
    const { width, height = 1, rest, slope = 0, timeStep = 0.1, adaptation = 0, adaptationTime = 10 } = options;
    check(options);
    this.width = width;
    this.height = height;
    this.pitch = Math.ceil(width / 4) * 4;
    const parts = tapsOf(options, width, height);
    const plane = block.f32(this.pitch * height);
    const taps = block.f32(parts.narrow.length);
    const margin = Math.max(parts.reachE, parts.reachI);
    const memory = allocate(this.#kernel, {
      ...{ u: plane, a: plane, input: plane, f: plane, narrow: plane, wide: plane },
      line: block.f32(2 * margin + this.pitch + 4),
      tapsE: taps,
      tapsI: block.f32(parts.wide.length),
    });
    memory.tapsE.data.set(parts.narrow);
    memory.tapsI.data.set(parts.wide);
    this.u = memory.u.data.fill(rest);
    this.adaptation = memory.a.data;
    this.input = memory.input.data;
    this.rates = memory.f.data;
    const { u, a, input, f, narrow, wide, line, tapsE, tapsI } = memory;
    const { noise = 0, key = noiseKey(createRandom(1)) } = options;
    this.#step = [
      ...[u, a, input, f, narrow, wide].map(({ pointer }) => pointer),
      line.pointer + 4 * margin,
      ...[tapsE.pointer, parts.reachE, tapsI.pointer, parts.reachI],
      ...[width, height, this.pitch, slope, options.globalInhibition, rest, timeStep],
      ...[adaptation, timeStep / adaptationTime],
      // Even chance in ±1 has variance 1/3; over a time constant its steps add up to the deviation asked for.
      noise * Math.sqrt(3 / timeStep),
      key,
    ];
  }

  /** @param time steps taken before, which the noise is a function of; returns the sum of the rates */
  step(time: number): number {
    return this.#kernel.step(...this.#step, time);
  }
}

/** On a sheet each Gaussian is a product, half of its weight (as a factor) along rows and half along columns. */
function tapsOf(hat: MexicanHat, width: number, height: number) {
  const sides = height > 1 ? Math.min(width, height) : width;
  const reachE = reachOf(hat.excitationWidth, sides);
  const reachI = reachOf(hat.inhibitionWidth, sides);
  const root = (total: number) => (height > 1 ? Math.sqrt(total) : total);
  return {
    reachE,
    reachI,
    narrow: gaussianTaps(hat.excitationWidth, reachE, root(hat.excitation)),
    wide: gaussianTaps(hat.inhibitionWidth, reachI, root(hat.inhibition)),
  };
}

function check({ width, height = 1, timeStep = 0.1, adaptationTime = 10 }: AmariOptions): void {
  for (const [name, value] of Object.entries({ width, height })) {
    if (!Number.isInteger(value) || value < 1) throw new InputError(name, value, 'an integer of at least 1');
  }
  if (!(timeStep > 0 && timeStep <= 1)) {
    throw new InputError('timeStep', timeStep, 'above 0 and at most 1 time constant: a longer step overshoots');
  }
  if (!(adaptationTime >= timeStep)) {
    throw new InputError('adaptationTime', adaptationTime, `at least the time step ${timeStep}: adaptation overshoots`);
  }
}
