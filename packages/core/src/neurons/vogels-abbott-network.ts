import { InputError } from '../contract/errors.js';
import type { TypedArray } from '../contract/field.js';
import { vogelsAbbottWasm } from '../kernels/generated/vogels-abbott.js';
import { allocate, block, instantiate, type Kernel } from '../kernels/kernel.js';
import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';
import { padded, type SpikingNetwork } from './spiking-network.js';
import { firstFrom } from './spiking-synapses.js';

/** Synapses are refused beyond this many; each takes two bytes. */
const MAX_SYNAPSES = 5e7;
const TWO_32 = 2 ** 32;

/** Constants of both networks (Brette et al. 2007, appendix: benchmarks 1 and 2), in ms and mV. */
const MEMBRANE = 20;
const DECAY_E = 5;
const DECAY_I = 10;
const THRESHOLD = -50;
const RESET = -60;
const REFRACTORY = 5;
/** Where currents flow, the membrane rests above its threshold, and a spike moves ge by 1.62 mV, gi by −9 mV. */
const CURRENTS = { rest: -49, weightE: 1.62, weightI: -9 };
/** Conductances are in units of the leak, 10 nS: 6 nS and 67 nS a spike. */
const CONDUCTANCES = { rest: -60, weightE: 0.6, weightI: 6.7, reversalE: 0, reversalI: -80 };
/** Spikes a second that the kick sends to every neuron. */
const KICK_RATE = 300;

interface VogelsAbbottKernel extends Kernel {
  stepCurrents(neurons: number, ...pointers: number[]): number;
  stepConductances(neurons: number, ...pointers: number[]): number;
  kick(neurons: number, excited: number, key: bigint, time: number, chance: number): void;
  connect(neurons: number, key: bigint, chance: number, starts: number, targets: number, capacity: number): number;
  deliver(spikes: number, from: number, to: number, starts: number, targets: number, counts: number): void;
}

export interface VogelsAbbottOptions {
  readonly neurons: number;
  /** Share of all ordered pairs that are joined. */
  readonly connectivity: number;
  readonly synapses: 'current' | 'conductance';
  /** Strength of excitatory and of inhibitory synapses, 1 as in the paper. */
  readonly excitation: number;
  readonly inhibition: number;
  /** mV above the paper's resting potential. */
  readonly drive: number;
  /** ms. */
  readonly kick: number;
  /** ms. */
  readonly timeStep: number;
}

/** Where its chance comes from: initial potentials, the synapses, and the spikes of the kick. */
export interface VogelsAbbottChance {
  readonly start: Pick<Random, 'uniform'>;
  readonly wiring: bigint;
  readonly kick: bigint;
}

/**
 * The network of Vogels & Abbott 2005 (doi:10.1523/JNEUROSCI.3508-05.2005) with the constants of Brette et al. 2007
 * (doi:10.1007/s10827-007-0038-6), by itself. Four neurons in five excite. A spike reaches its targets one step later.
 * @throws InputError for connectivity where there would be more than 50 million synapses
 */
export class VogelsAbbottNetwork implements SpikingNetwork {
  readonly excitatory: number;
  readonly inhibitory: number;
  readonly timeStep: number;
  /** Number of synapses. */
  readonly synapses: number;
  readonly #kernel = instantiate<VogelsAbbottKernel>(vogelsAbbottWasm);
  readonly #memory;
  readonly #step: (neurons: number, ...pointers: number[]) => number;
  readonly #pointers: readonly number[];
  readonly #kickKey: bigint;
  readonly #kickSteps: number;
  readonly #kickChance: number;

  constructor(options: VogelsAbbottOptions, chance: VogelsAbbottChance) {
    const { neurons, connectivity, timeStep } = options;
    this.inhibitory = Math.round(neurons / 5);
    this.excitatory = neurons - this.inhibitory;
    this.timeStep = timeStep;
    this.#kickKey = chance.kick;
    this.#kickSteps = Math.round(options.kick / timeStep);
    this.#kickChance = chanceOf((KICK_RATE * timeStep) / 1000);
    const capacity = capacityOf(neurons, connectivity);
    const row = block.f32(padded(neurons));
    this.#memory = allocate(this.#kernel, {
      v: row,
      ge: row,
      gi: row,
      wait: row,
      excited: block.u8(2 * padded(neurons)),
      inhibited: block.u8(2 * padded(neurons)),
      spikes: block.i32(neurons),
      constants: block.f32(11),
      starts: block.u32(neurons + 1),
      targets: block.u8(2 * capacity),
    });
    const { v, ge, gi, wait, excited, inhibited, spikes, constants, starts, targets } = this.#memory;
    this.#pointers = [v, ge, gi, wait, excited, inhibited, spikes, constants].map(({ pointer }) => pointer);
    constants.data.set(constantsOf(options));
    this.#step = options.synapses === 'current' ? this.#kernel.stepCurrents : this.#kernel.stepConductances;
    const [key, places] = [chance.wiring, [starts.pointer, targets.pointer] as const];
    this.synapses = this.#kernel.connect(neurons, key, connectivity, ...places, capacity);
    for (let i = 0; i < neurons; i++) v.data[i] = RESET + chance.start.uniform() * (THRESHOLD - RESET);
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
    const { buffer, byteOffset } = targets.data;
    return { starts: starts.data, targets: new Uint16Array(buffer, byteOffset, this.synapses) };
  }

  advance(time: number): number {
    const neurons = this.excitatory + this.inhibitory;
    const { excited, inhibited, spikes, starts, targets } = this.#memory;
    if (time < this.#kickSteps) this.#kernel.kick(neurons, excited.pointer, this.#kickKey, time, this.#kickChance);
    const count = this.#step(neurons, ...this.#pointers);
    const split = firstFrom(spikes.data, count, this.excitatory);
    this.#kernel.deliver(spikes.pointer, 0, split, starts.pointer, targets.pointer, excited.pointer);
    this.#kernel.deliver(spikes.pointer, split, count, starts.pointer, targets.pointer, inhibited.pointer);
    return count;
  }

  state(): Record<string, TypedArray> {
    const { v, ge, gi, wait, excited, inhibited, spikes } = this.#memory;
    return {
      v: v.data,
      ge: ge.data,
      gi: gi.data,
      wait: wait.data,
      excited: excited.data,
      inhibited: inhibited.data,
      spikes: spikes.data,
    };
  }
}

const chanceOf = (probability: number): number => Math.min(TWO_32 - 1, Math.round(probability * TWO_32));

/** Room for the synapses: their mean number and six standard deviations. */
function capacityOf(neurons: number, connectivity: number): number {
  const mean = neurons * neurons * connectivity;
  if (mean > MAX_SYNAPSES) {
    const most = (MAX_SYNAPSES / (neurons * neurons)).toPrecision(3);
    throw new InputError('connectivity', connectivity, `at most ${most} for ${neurons} neurons (50 million synapses)`);
  }
  return Math.ceil(mean + 6 * Math.sqrt(mean) + 64);
}

/** What the kernel reads: see `stepCurrents` and `stepConductances` there. */
function constantsOf({ synapses, excitation, inhibition, drive, timeStep: dt }: VogelsAbbottOptions): number[] {
  const decay = (tau: number): number => math().exp(-dt / tau);
  // How much of a current that decays with tau has reached v after one step: the solution of both equations together.
  const reaching = (tau: number): number => ((decay(tau) - decay(MEMBRANE)) * tau) / (tau - MEMBRANE);
  const common = [decay(DECAY_E), decay(DECAY_I)];
  const rest = [THRESHOLD, RESET, Math.max(1, Math.round(REFRACTORY / dt))];
  if (synapses === 'current') {
    const weights = [CURRENTS.weightE * excitation, CURRENTS.weightI * inhibition];
    return [
      CURRENTS.rest + drive,
      decay(MEMBRANE),
      reaching(DECAY_E),
      reaching(DECAY_I),
      ...common,
      ...weights,
      ...rest,
    ];
  }
  const { weightE, weightI, reversalE, reversalI } = CONDUCTANCES;
  const weights = [weightE * excitation, weightI * inhibition];
  return [CONDUCTANCES.rest + drive, dt / MEMBRANE, reversalE, reversalI, ...common, ...weights, ...rest];
}
