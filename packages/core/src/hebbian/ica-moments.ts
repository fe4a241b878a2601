import { icaWasm } from '../kernels/generated/ica.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';

/** Nonlinearities g, and their slopes at 0, in the order of the kernel's numbers. */
const SLOPES = { tanh: 1, 'half-tanh': 0.5, gauss: 1, cube: 0 } as const;
/** tanh u, tanh u/2, u exp(−u²/2) or u³. */
export type Nonlinearity = keyof typeof SLOPES;
const KINDS = Object.keys(SLOPES) as Nonlinearity[];

const LANES = 8;

interface IcaKernel extends Kernel {
  pack(weights: number, panelCount: number, stride: number, panels: number, exponent: number): void;
  products(...pointersAndSizes: number[]): void;
  nonlinearities(u: number, rows: number, count: number, kind: number, sums: number): void;
}

/** What independent component analysis needs to know of its samples z: the mean of g(w z) z and of g'(w z), for any w. */
export class IcaMoments {
  /** Row i is the mean of g(wᵢ z) z, of {@link stride} numbers. */
  readonly products: Float32Array;
  readonly stride: number;
  /** Mean of g'(wᵢ z). */
  readonly slopes: Float64Array;
  readonly #kernel: IcaKernel;
  readonly #memory;
  readonly #count: number;
  readonly #samplePanels: number;

  /** @param z `rows` × `components` numbers, white */
  constructor(
    z: Float32Array,
    readonly rows: number,
    readonly components: number,
  ) {
    const count = ceil(rows, LANES);
    const units = ceil(components, LANES);
    const width = ceil(components, 4);
    this.stride = units;
    this.#count = count;
    this.#samplePanels = count / LANES;
    this.#kernel = instantiate<IcaKernel>(icaWasm);
    this.#memory = allocate(this.#kernel, {
      weights: block.f32(width * width),
      bySample: block.f32(count * width),
      byComponent: block.f32(units * count),
      source: block.f32(units * count),
      responses: block.f32(width * count),
      products: block.f32(width * units),
      slopes: block.f64(width),
    });
    this.products = this.#memory.products.data;
    this.slopes = new Float64Array(components);
    const { source, bySample, byComponent } = this.#memory;
    for (let i = 0; i < z.length; i++) source.data[Math.floor(i / components) * width + (i % components)] = z[i];
    this.#kernel.pack(source.pointer, this.#samplePanels, width, bySample.pointer, 1);
    source.data.fill(0);
    for (let i = 0; i < z.length; i++) source.data[(i % components) * count + Math.floor(i / components)] = z[i];
    this.#kernel.pack(source.pointer, units / LANES, count, byComponent.pointer, 1);
  }

  /** Writes {@link products} and {@link slopes} of the first `rows` rows of w, each of `components` numbers. */
  measure(w: Float64Array, kind: Nonlinearity, rows = this.components): void {
    const { weights, bySample, byComponent, responses, products, slopes } = this.#memory;
    const width = ceil(this.components, 4);
    weights.data.fill(0);
    for (let i = 0; i < rows * this.components; i++) {
      weights.data[Math.floor(i / this.components) * width + (i % this.components)] = w[i];
    }
    const padded = ceil(rows, 4);
    const count = this.#count;
    const kernel = this.#kernel;
    kernel.products(weights.pointer, padded, width, bySample.pointer, this.#samplePanels, responses.pointer);
    kernel.nonlinearities(responses.pointer, rows, count, KINDS.indexOf(kind), slopes.pointer);
    kernel.products(responses.pointer, padded, count, byComponent.pointer, this.stride / LANES, products.pointer);
    for (let i = 0; i < rows * this.stride; i++) products.data[i] /= this.rows;
    for (let i = 0; i < rows; i++) {
      this.slopes[i] = (slopes.data[i] - (count - this.rows) * SLOPES[kind]) / this.rows;
    }
  }
}

const ceil = (n: number, multiple: number): number => Math.ceil(n / multiple) * multiple;
