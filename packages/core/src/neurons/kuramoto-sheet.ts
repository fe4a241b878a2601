import { InputError } from '../contract/errors.js';
import { kuramotoWasm } from '../kernels/generated/kuramoto.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { math } from '../kernels/math.js';

interface SheetKernel extends Kernel {
  lattice(...pointersAndNumbers: number[]): void;
}

interface SheetOptions {
  readonly width: number;
  readonly height: number;
  readonly coupling: number;
  readonly lag: number;
  readonly timeStep: number;
}

const MARGIN = 4;

/**
 * Oscillators on a torus, each drawn to its four neighbours: dθ/dt = ω + (K/4) Σ sin(θ' − θ − α). Phases and frequencies
 * are planes of `pitch` columns whose cell (0, 0) is at `first`; Euler's rule.
 */
export class KuramotoSheet {
  readonly phases: Float32Array;
  readonly frequencies: Float32Array;
  readonly pitch: number;
  readonly first: number;
  readonly #kernel = instantiate<SheetKernel>(kuramotoWasm);
  readonly #step: readonly number[];

  /** @throws InputError for a step too long for the coupling */
  constructor({ width, height, coupling, lag, timeStep }: SheetOptions) {
    if (!(timeStep > 0 && timeStep * coupling <= 1)) {
      throw new InputError('timeStep', timeStep, `above 0 and at most 1 / coupling = ${1 / coupling}`);
    }
    this.pitch = Math.ceil(width / 4) * 4 + 2 * MARGIN;
    this.first = this.pitch + MARGIN;
    const plane = block.f32(this.pitch * (height + 2));
    const { theta, omega, s, c } = allocate(this.#kernel, { theta: plane, omega: plane, s: plane, c: plane });
    this.phases = theta.data;
    this.frequencies = omega.data;
    this.#step = [theta, omega, s, c]
      .map(({ pointer }) => pointer)
      .concat(width, height, this.pitch, coupling, math().cos(lag), math().sin(lag), timeStep);
  }

  step(): void {
    this.#kernel.lattice(...this.#step);
  }
}
