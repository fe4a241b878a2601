import { InputError } from '../contract/errors.js';
import type { TypedArray } from '../contract/field.js';
import { izhikevichNetworkWasm } from '../kernels/generated/izhikevich-network.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import type { Random } from '../random/random.js';
import { padded, type SpikingNetwork } from './spiking-network.js';

/** Memory for synapses is refused beyond this, in bytes. */
const MAX_BYTES = 2 ** 28;
/** Inputs of a neuron for which the paper gives its weights. */
const PAPER_INPUTS = 1000;

interface IzhikevichKernel extends Kernel {
  drive(neurons: number, input: number, noise: number, key: bigint, time: number): void;
  deliverAll(spikes: number, count: number, weights: number, pitch: number, input: number): void;
  deliverSome(spikes: number, count: number, synapses: number, fanOut: number, input: number): void;
  update(neurons: number, ...pointers: number[]): number;
  connectAll(neurons: number, excitatory: number, e: number, i: number, key: bigint, weights: number, p: number): void;
  connectSome(
    neurons: number,
    excitatory: number,
    weightE: number,
    weightI: number,
    key: bigint,
    ...rest: number[]
  ): void;
}

export interface IzhikevichNetworkOptions {
  readonly neurons: number;
  /** Share of the neurons that inhibit. */
  readonly inhibitory: number;
  /** Neurons that each one reaches; all of them from `neurons` on. */
  readonly fanOut: number;
  readonly excitation: number;
  readonly inhibition: number;
  readonly noiseE: number;
  readonly noiseI: number;
}

/** Where its chance comes from: the cells' parameters, the synapses, and the noise of every step. */
export interface IzhikevichChance {
  readonly cells: Pick<Random, 'uniform'>;
  readonly wiring: bigint;
  readonly noise: bigint;
}

/**
 * The network of Izhikevich 2003 (doi:10.1109/TNN.2003.820440) by itself; steps of 1 ms.
 * @throws InputError for neurons where the synapses would take more than 256 MiB
 */
export class IzhikevichNetwork implements SpikingNetwork {
  readonly excitatory: number;
  readonly inhibitory: number;
  readonly timeStep = 1;
  readonly #kernel: IzhikevichKernel;
  readonly #memory;
  readonly #fanOut: number;
  readonly #pitch: number;
  readonly #noise: bigint;
  /** Spikes of the last step, which the next one delivers. */
  readonly #fired = new Int32Array(1);

  constructor(options: IzhikevichNetworkOptions, chance: IzhikevichChance) {
    const { neurons } = options;
    this.inhibitory = Math.round(neurons * options.inhibitory);
    this.excitatory = neurons - this.inhibitory;
    const isFull = options.fanOut >= neurons;
    this.#fanOut = isFull ? 0 : options.fanOut;
    this.#pitch = padded(neurons);
    this.#noise = chance.noise;
    const words = isFull ? neurons * this.#pitch : 2 * neurons * options.fanOut;
    if (4 * words > MAX_BYTES) throw tooMany(options);
    const row = block.f32(this.#pitch);
    this.#kernel = instantiate<IzhikevichKernel>(izhikevichNetworkWasm);
    this.#memory = allocate(this.#kernel, {
      v: row,
      u: row,
      a: row,
      b: row,
      c: row,
      d: row,
      input: row,
      noise: row,
      spikes: block.i32(neurons),
      marks: block.i32(neurons),
      synapses: block.f32(words),
    });
    this.#drawCells(chance.cells, options);
    this.#connect(options, chance.wiring);
  }

  /** Every cell's a, b, c, d as the paper draws them, and where it starts. */
  #drawCells(random: Pick<Random, 'uniform'>, { noiseE, noiseI }: IzhikevichNetworkOptions): void {
    const { a, b, c, d, u, v, noise } = this.#memory;
    v.data.fill(-65);
    for (let i = 0; i < this.excitatory + this.inhibitory; i++) {
      const r = random.uniform();
      const excites = i < this.excitatory;
      a.data[i] = excites ? 0.02 : 0.02 + 0.08 * r;
      b.data[i] = excites ? 0.2 : 0.25 - 0.05 * r;
      c.data[i] = excites ? -65 + 15 * r * r : -65;
      d.data[i] = excites ? 8 - 6 * r * r : 2;
      noise.data[i] = excites ? noiseE : noiseI;
      u.data[i] = b.data[i] * v.data[i];
    }
  }

  #connect({ neurons, excitation, inhibition, fanOut }: IzhikevichNetworkOptions, key: bigint): void {
    const scale = PAPER_INPUTS / Math.min(neurons, fanOut);
    const [weightE, weightI] = [excitation * scale, inhibition * scale];
    const { synapses, marks } = this.#memory;
    if (this.#fanOut === 0) {
      this.#kernel.connectAll(neurons, this.excitatory, weightE, weightI, key, synapses.pointer, this.#pitch);
    } else {
      const places = [synapses.pointer, this.#fanOut, marks.pointer];
      this.#kernel.connectSome(neurons, this.excitatory, weightE, weightI, key, ...places);
    }
  }

  get potentials(): Float32Array {
    return this.#memory.v.data;
  }

  get spikes(): Int32Array {
    return this.#memory.spikes.data;
  }

  /** What goes into each neuron in the last step: noise, and the spikes before. */
  get input(): Float32Array {
    return this.#memory.input.data;
  }

  /** Synapses: all weights row by row, `padded(neurons)` a row, or pairs of a target (its bits are an integer) and a weight. */
  get synapses(): Float32Array {
    return this.#memory.synapses.data;
  }

  /** The cells' parameters and recovery variables. */
  get cells(): Readonly<Record<'a' | 'b' | 'c' | 'd' | 'u', Float32Array>> {
    const { a, b, c, d, u } = this.#memory;
    return { a: a.data, b: b.data, c: c.data, d: d.data, u: u.data };
  }

  advance(time: number): number {
    const neurons = this.excitatory + this.inhibitory;
    const { v, u, a, b, c, d, input, noise, spikes, synapses } = this.#memory;
    const fired = this.#fired[0];
    this.#kernel.drive(neurons, input.pointer, noise.pointer, this.#noise, time);
    if (this.#fanOut === 0) {
      this.#kernel.deliverAll(spikes.pointer, fired, synapses.pointer, this.#pitch, input.pointer);
    } else this.#kernel.deliverSome(spikes.pointer, fired, synapses.pointer, this.#fanOut, input.pointer);
    this.#fired[0] = this.#kernel.update(
      neurons,
      v.pointer,
      u.pointer,
      a.pointer,
      b.pointer,
      c.pointer,
      d.pointer,
      input.pointer,
      spikes.pointer,
    );
    return this.#fired[0];
  }

  state(): Record<string, TypedArray> {
    const { v, u, spikes } = this.#memory;
    return { v: v.data, u: u.data, spikes: spikes.data, fired: this.#fired };
  }
}

function tooMany({ neurons, fanOut }: IzhikevichNetworkOptions): InputError {
  const most = Math.floor(MAX_BYTES / 8 / fanOut);
  return new InputError('neurons', neurons, `at most ${most} where each reaches ${fanOut} (256 MiB of synapses)`);
}
