import { math } from '../kernels/math.js';

export const TARGETS = ['sines', 'triangle', 'square', 'lorenz'] as const;
export type TargetKind = (typeof TARGETS)[number];

/** Where Lorenz's system starts, and how much faster than the network it runs. */
const LORENZ = { start: [1, 1, 25], speed: 0.1 };

/** The function of time that a network is to produce, about 1.5 high. `state` is what Lorenz's system has besides the time. */
export class ForceTarget {
  readonly state = Float64Array.from(LORENZ.start);

  constructor(
    readonly kind: TargetKind,
    /** Time constants of one period; of no meaning to Lorenz's system. */
    readonly period: number,
    readonly timeStep: number,
  ) {
    // Onto the attractor first, as far as Lorenz's system is concerned.
    if (kind === 'lorenz') for (let t = 0; t < 200; t += timeStep) this.#advance();
  }

  /** The value after so many steps; to be asked for one after the other, as Lorenz's system goes on by a step a call. */
  next(step: number): number {
    const turns = (step * this.timeStep) / this.period;
    switch (this.kind) {
      case 'sines':
        return sines(turns);
      case 'triangle':
        return 1.5 * (4 * Math.abs(turns - Math.floor(turns) - 0.5) - 1);
      case 'square':
        return turns % 1 < 0.5 ? 1 : -1;
      case 'lorenz':
        this.#advance();
        return this.state[0] / 10;
    }
  }

  /** Runge–Kutta of fourth order. */
  #advance(): void {
    const h = this.timeStep * LORENZ.speed;
    const [x, y, z] = this.state;
    const [a1, b1, c1] = lorenz(x, y, z);
    const [a2, b2, c2] = lorenz(x + (h / 2) * a1, y + (h / 2) * b1, z + (h / 2) * c1);
    const [a3, b3, c3] = lorenz(x + (h / 2) * a2, y + (h / 2) * b2, z + (h / 2) * c2);
    const [a4, b4, c4] = lorenz(x + h * a3, y + h * b3, z + h * c3);
    this.state[0] = x + (h / 6) * (a1 + 2 * (a2 + a3) + a4);
    this.state[1] = y + (h / 6) * (b1 + 2 * (b2 + b3) + b4);
    this.state[2] = z + (h / 6) * (c1 + 2 * (c2 + c3) + c4);
  }
}

function lorenz(x: number, y: number, z: number): [number, number, number] {
  return [10 * (y - x), x * (28 - z) - y, x * y - (8 / 3) * z];
}

/** A period of four sines, as in Sussillo and Abbott's figures. */
function sines(turns: number): number {
  const { sin } = math();
  const a = 2 * Math.PI * (turns % 1);
  return (1.3 * sin(a) + 0.65 * sin(2 * a) + 0.43 * sin(3 * a) + 0.325 * sin(4 * a)) / 1.5;
}
