import { InputError } from '../contract/errors.js';
import type { TypedArray } from '../contract/field.js';
import { brunelWasm } from '../kernels/generated/brunel.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';
import { BRUNEL, externalSpikes } from './brunel-mean-field.js';
import { padded, type SpikingNetwork } from './spiking-network.js';
import { firstFrom } from './spiking-synapses.js';

/** Synapses are refused beyond this many; each takes two bytes. */
const MAX_SYNAPSES = 5e7;
/** Mean outer spikes a step beyond which the table of their number would be long. */
const MAX_OUTER = 100;

interface BrunelKernel extends Kernel {
  receive(neurons: number, excited: number, thresholds: number, terms: number, key: bigint, time: number): void;
  step(neurons: number, ...pointers: number[]): number;
  deliver(spikes: number, from: number, to: number, starts: number, targets: number, counts: number): void;
  connect(neurons: number, excitatory: number, e: number, i: number, key: bigint, ...pointers: number[]): void;
}

export interface BrunelOptions {
  readonly neurons: number;
  /** Excitatory inputs of a neuron, all others where there are fewer; it has a quarter as many inhibitory ones. */
  readonly inputs: number;
  readonly g: number;
  readonly externalRate: number;
  /** mV. */
  readonly weight: number;
  /** ms. */
  readonly delay: number;
  /** ms. */
  readonly timeStep: number;
}

/** Where its chance comes from: initial potentials, the synapses, and the outer spikes. */
export interface BrunelChance {
  readonly start: Pick<Random, 'uniform'>;
  readonly wiring: bigint;
  readonly outer: bigint;
}

/**
 * The network of Brunel 2000 (doi:10.1023/A:1008925309027), model A, by itself: 20 ms dv/dt = −v + jumps of J for each
 * excitatory spike, from inside or outside, and of −gJ for each inhibitory one, after a delay.
 * @throws InputError for timeStep beyond the delay, neurons or inputs beyond 50 million synapses, externalRate beyond 100
 * outer spikes a step
 */
export class BrunelNetwork implements SpikingNetwork {
  readonly excitatory: number;
  readonly inhibitory: number;
  readonly timeStep: number;
  /** Excitatory and inhibitory inputs of a neuron. */
  readonly inputs: readonly [excitatory: number, inhibitory: number];
  readonly #kernel = instantiate<BrunelKernel>(brunelWasm);
  readonly #memory;
  /** Steps that a spike takes. */
  readonly #delay: number;
  readonly #terms: number;
  readonly #outer: bigint;

  constructor(options: BrunelOptions, chance: BrunelChance) {
    const { neurons, timeStep } = options;
    if (timeStep > options.delay) throw new InputError('timeStep', timeStep, `at most the delay, ${options.delay} ms`);
    this.timeStep = timeStep;
    this.inhibitory = Math.round(neurons / 5);
    this.excitatory = neurons - this.inhibitory;
    this.inputs = inputsOf(options, this.excitatory, this.inhibitory);
    const synapses = neurons * (this.inputs[0] + this.inputs[1]);
    const thresholds = poissonThresholds(outerSpikes(options));
    this.#terms = thresholds.length;
    this.#delay = Math.max(1, Math.round(options.delay / timeStep));
    this.#outer = chance.outer;
    const row = block.f32(padded(neurons));
    const ring = block.u8(2 * padded(neurons) * this.#delay);
    this.#memory = allocate(this.#kernel, {
      v: row,
      wait: row,
      excited: ring,
      inhibited: ring,
      spikes: block.i32(neurons),
      constants: block.f32(6),
      thresholds: block.i32(thresholds.length),
      starts: block.u32(neurons + 1),
      marks: block.i32(neurons),
      next: block.i32(neurons),
      targets: block.u8(2 * synapses),
    });
    const { v, constants, starts, targets, marks, next } = this.#memory;
    const { weight, g } = options;
    const wait = Math.max(1, Math.round(BRUNEL.refractory / timeStep));
    const decay = math().exp(-timeStep / BRUNEL.membrane);
    constants.data.set([decay, weight, g * weight, BRUNEL.threshold, BRUNEL.reset, wait]);
    this.#memory.thresholds.data.set(thresholds);
    const places = [starts.pointer, targets.pointer, marks.pointer, next.pointer];
    this.#kernel.connect(neurons, this.excitatory, ...this.inputs, chance.wiring, ...places);
    for (let i = 0; i < neurons; i++) v.data[i] = chance.start.uniform() * BRUNEL.threshold;
  }

  get potentials(): Float32Array {
    return this.#memory.v.data;
  }

  get spikes(): Int32Array {
    return this.#memory.spikes.data;
  }

  /** Targets of neuron i: those from starts[i] to starts[i + 1]. */
  get wiring(): { readonly starts: Uint32Array; readonly targets: Uint16Array } {
    const { starts, targets } = this.#memory;
    const { buffer, byteOffset, byteLength } = targets.data;
    return { starts: starts.data, targets: new Uint16Array(buffer, byteOffset, byteLength / 2) };
  }

  /** Spikes take a slot of the ring each step: those of now are read and zeroed, then lie a whole delay ahead. */
  advance(time: number): number {
    const neurons = this.excitatory + this.inhibitory;
    const { v, wait, excited, inhibited, spikes, constants, thresholds, starts, targets } = this.#memory;
    const slot = 2 * padded(neurons) * (time % this.#delay);
    const toE = excited.pointer + slot;
    const toI = inhibited.pointer + slot;
    this.#kernel.receive(neurons, toE, thresholds.pointer, this.#terms, this.#outer, time);
    const count = this.#kernel.step(neurons, v.pointer, wait.pointer, toE, toI, spikes.pointer, constants.pointer);
    const split = firstFrom(spikes.data, count, this.excitatory);
    this.#kernel.deliver(spikes.pointer, 0, split, starts.pointer, targets.pointer, toE);
    this.#kernel.deliver(spikes.pointer, split, count, starts.pointer, targets.pointer, toI);
    return count;
  }

  state(): Record<string, TypedArray> {
    const { v, wait, excited, inhibited, spikes } = this.#memory;
    return { v: v.data, wait: wait.data, excited: excited.data, inhibited: inhibited.data, spikes: spikes.data };
  }
}

function inputsOf({ neurons, inputs }: BrunelOptions, excitatory: number, inhibitory: number): [number, number] {
  const fromE = Math.max(0, Math.min(inputs, excitatory - 1));
  const fromI = Math.max(0, Math.min(Math.round(inputs / 4), inhibitory - 1));
  const most = Math.floor(MAX_SYNAPSES / neurons / 1.25);
  if (neurons * (fromE + fromI) > MAX_SYNAPSES) {
    throw new InputError('inputs', inputs, `at most ${most} for ${neurons} neurons (50 million synapses)`);
  }
  return [fromE, fromI];
}

function outerSpikes(options: BrunelOptions): number {
  const mean = (externalSpikes(options) * options.timeStep) / 1000;
  if (mean > MAX_OUTER) {
    throw new InputError('externalRate', options.externalRate, `at most ${MAX_OUTER} outer spikes a step, not ${mean}`);
  }
  return mean;
}

/**
 * Where 32 random bits, less 2³¹, must lie above for a Poisson number of that mean to be more than 0, more than 1, …:
 * the sums of its distribution, times 2³², until they round to that.
 */
export function poissonThresholds(mean: number): Int32Array {
  const thresholds: number[] = [];
  let term = math().exp(-mean);
  for (let k = 1, sum = term; term > 0 && sum * 2 ** 32 < 2 ** 32 - 0.5; k++) {
    thresholds.push(Math.max(1, Math.round(sum * 2 ** 32)) - 1 - 2 ** 31);
    term *= mean / k;
    if (sum + term === sum) break;
    sum += term;
  }
  return Int32Array.from(thresholds);
}
