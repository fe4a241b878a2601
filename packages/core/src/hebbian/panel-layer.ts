import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { createRandom, type Random } from '../random/random.js';

/** Units packed side by side in a kernel that is built on `assembly/panels.ts`. */
const LANES = 8;

export interface PanelKernel extends Kernel {
  pack(weights: number, panelCount: number, stride: number, panels: number, exponent: number): void;
  products(...pointersAndSizes: number[]): void;
}

export interface LayerOptions {
  readonly inputs: number;
  readonly units: number;
  /** Largest number of samples learned at once, default 100. */
  readonly batch?: number;
  /** Where the first weights come from: a seed, or a stream. */
  readonly seed?: number | Random;
}

interface Workings {
  readonly wasm: string;
  /** Currents are Σ sign(w) |w|^exponent x. */
  readonly exponent: number;
  /** First weights are normal numbers times this. */
  readonly deviation: number;
  /** Their magnitudes, where what is seen is positive: else units of much negative weight would never win. */
  readonly isPositive?: boolean;
}

/** Units that all see the same input: their weights, a mini-batch of samples and the currents that these cause. */
export class PanelLayer<K extends PanelKernel> {
  readonly units: number;
  readonly inputs: number;
  /** Row u, of `stride` numbers of which the first `inputs` count, is unit u. */
  readonly weights: Float32Array;
  readonly stride: number;
  /** The mini-batch, a row of `stride` numbers a sample: written by the caller, padding left 0. */
  readonly samples: Float32Array;
  /** Numbers a row of {@link currents}. */
  readonly currentStride: number;
  protected readonly kernel: K;
  protected readonly memory;
  readonly #exponent: number;

  constructor(
    { inputs, units, batch = 100, seed = 1 }: LayerOptions,
    { wasm, exponent, deviation, isPositive }: Workings,
  ) {
    this.units = units;
    this.inputs = inputs;
    this.stride = Math.ceil(inputs / 4) * 4;
    this.currentStride = Math.ceil(units / LANES) * LANES;
    this.#exponent = exponent;
    this.kernel = instantiate<K>(wasm);
    const numbers = this.currentStride * this.stride;
    const rows = Math.ceil(batch / 4) * 4;
    this.memory = allocate(this.kernel, {
      weights: block.f32(numbers),
      change: block.f32(numbers),
      panels: block.f32(numbers),
      samples: block.f32(rows * this.stride),
      currents: block.f32(rows * this.currentStride),
      drive: block.f32(this.currentStride),
      scratch: block.f32(this.currentStride),
    });
    this.weights = this.memory.weights.data.subarray(0, units * this.stride);
    this.samples = this.memory.samples.data;
    const random = typeof seed === 'number' ? createRandom(seed) : seed;
    for (let unit = 0; unit < units; unit++) {
      for (let i = 0; i < inputs; i++) {
        const first = deviation * random.normal();
        this.weights[unit * this.stride + i] = isPositive ? Math.abs(first) : first;
      }
    }
  }

  /**
   * What the first `rows` samples cause: valid until the next call.
   * @returns `rows` rows of {@link currentStride} numbers, of which the first `units` count
   */
  currents(rows: number): Float32Array {
    const { weights, panels, samples, currents } = this.memory;
    const panelCount = this.currentStride / LANES;
    const padded = Math.ceil(rows / 4) * 4;
    this.kernel.pack(weights.pointer, panelCount, this.stride, panels.pointer, this.#exponent);
    this.kernel.products(samples.pointer, padded, this.stride, panels.pointer, panelCount, currents.pointer);
    return currents.data.subarray(0, rows * this.currentStride);
  }
}
