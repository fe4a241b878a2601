import type { TypedArray } from '../contract/field.js';
import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';
import { DynamicSynapses, LIQUID_CONNECTIONS, type LiquidConnection } from './liquid-synapses.js';
import type { SpikingNetwork } from './spiking-network.js';

/** Neurons of the column along each axis. */
export const COLUMN = [15, 3, 3] as const;
const NEURONS = COLUMN[0] * COLUMN[1] * COLUMN[2];
const STEP = 0.1;
/** Constants of the neurons (Maass, Natschläger & Markram 2002, appendix): ms, mV, nA through 1 MΩ. */
const MEMBRANE = 30;
const THRESHOLD = 15;
const RESET = 13.5;
const BACKGROUND = 13.5;
const REFRACTORY = [3, 2] as const;
/** Decay of excitatory and of inhibitory currents. */
const DECAY = [3, 6] as const;
/** Mean current of an input spike into excitatory and into inhibitory neurons, and the share that each input reaches. */
const INPUT = [18, 9] as const;
const REACHED = 0.3;
/** Slots of the rings: more steps than any delay. */
const SLOTS = 16;

export interface LiquidOptions {
  /** Share of the neurons that inhibit. */
  readonly inhibitory: number;
  /** Mean length of connections, in neurons. */
  readonly lambda: number;
  /** Strength of the synapses within, 1 as in the paper. */
  readonly recurrence: number;
  readonly isDynamic: boolean;
  readonly channels: number;
}

/**
 * The liquid (Maass, Natschläger & Markram 2002, doi:10.1162/089976602760407955): a column of 15 × 3 × 3 leaky
 * integrate-and-fire neurons, joined with a chance C e^(−(distance / λ)²) by dynamic synapses.
 */
export class LiquidColumn implements SpikingNetwork {
  readonly excitatory: number;
  readonly inhibitory: number;
  readonly timeStep = STEP;
  readonly potentials = new Float32Array(NEURONS);
  readonly spikes = new Int32Array(NEURONS);
  /** Place of each neuron: x, y, z. */
  readonly places = new Int32Array(3 * NEURONS);
  readonly synapses: DynamicSynapses;
  /** Synapses of neuron i are those from starts[i] to starts[i + 1]. */
  readonly starts = new Int32Array(NEURONS + 1);
  /** Current of an input spike: one row of neurons a channel. */
  readonly inputs: Float64Array;
  readonly #currents: readonly [Float64Array, Float64Array];
  readonly #rings: readonly [Float64Array, Float64Array];
  readonly #wait = new Int32Array(NEURONS);
  readonly #last = new Float64Array(NEURONS).fill(Number.NEGATIVE_INFINITY);
  readonly #decays = DECAY.map((tau) => math().exp(-STEP / tau));
  readonly #leak = math().exp(-STEP / MEMBRANE);

  constructor(
    readonly options: LiquidOptions,
    random: Random,
  ) {
    this.inhibitory = Math.round(NEURONS * options.inhibitory);
    this.excitatory = NEURONS - this.inhibitory;
    this.#currents = [new Float64Array(NEURONS), new Float64Array(NEURONS)];
    this.#rings = [new Float64Array(SLOTS * NEURONS), new Float64Array(SLOTS * NEURONS)];
    this.#place(random.stream('places'));
    this.synapses = this.#connect(random.stream('wiring'));
    this.inputs = this.#drawInputs(random.stream('inputs'));
    const start = random.stream('start');
    for (let i = 0; i < NEURONS; i++) this.potentials[i] = RESET + (THRESHOLD - RESET) * start.uniform();
  }

  /** Neurons are numbered with inhibitory ones last, and lie at random places of the column. */
  #place(random: Random): void {
    const order = Int32Array.from({ length: NEURONS }, (_, i) => i);
    for (let i = NEURONS - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      [order[i], order[j]] = [order[j], order[i]];
    }
    const [length, width] = COLUMN;
    for (let i = 0; i < NEURONS; i++) {
      const at = order[i];
      this.places.set([at % length, Math.floor(at / length) % width, Math.floor(at / (length * width))], 3 * i);
    }
  }

  #kind(neuron: number): 0 | 1 {
    return neuron < this.excitatory ? 0 : 1;
  }

  #connect(random: Random): DynamicSynapses {
    const found: (readonly [target: number, connection: LiquidConnection])[] = [];
    for (let i = 0; i < NEURONS; i++) {
      for (let j = 0; j < NEURONS; j++) {
        const connection = LIQUID_CONNECTIONS[this.#kind(i)][this.#kind(j)];
        if (i !== j && random.uniform() < connection.density * this.#nearness(i, j)) found.push([j, connection]);
      }
      this.starts[i + 1] = found.length;
    }
    const synapses = new DynamicSynapses(found.length, this.options.isDynamic);
    const scale = this.options.recurrence;
    found.forEach(([target, connection], s) => {
      synapses.draw(s, target, { connection, scale, timeStep: STEP }, random);
    });
    return synapses;
  }

  /** e^(−(distance / λ)²). */
  #nearness(i: number, j: number): number {
    let squares = 0;
    for (let axis = 0; axis < 3; axis++) squares += (this.places[3 * i + axis] - this.places[3 * j + axis]) ** 2;
    const { lambda } = this.options;
    return lambda === 0 ? 0 : math().exp(-squares / (lambda * lambda));
  }

  #drawInputs(random: Random): Float64Array {
    const inputs = new Float64Array(this.options.channels * NEURONS);
    for (let at = 0; at < inputs.length; at++) {
      const mean = INPUT[this.#kind(at % NEURONS)];
      if (random.uniform() < REACHED) inputs[at] = -math().log(1 - random.uniform()) * mean;
    }
    return inputs;
  }

  /** A spike of that input channel arrives now. */
  receive(channel: number): void {
    const [excited] = this.#currents;
    for (let i = 0; i < NEURONS; i++) excited[i] += this.inputs[channel * NEURONS + i];
  }

  advance(time: number): number {
    const slot = (time % SLOTS) * NEURONS;
    const [excited, inhibited] = this.#currents;
    const [ringE, ringI] = this.#rings;
    let fired = 0;
    for (let i = 0; i < NEURONS; i++) {
      excited[i] += ringE[slot + i];
      inhibited[i] += ringI[slot + i];
      ringE[slot + i] = 0;
      ringI[slot + i] = 0;
      const goal = BACKGROUND + excited[i] + inhibited[i];
      if (this.#wait[i] > 0) this.#wait[i]--;
      else this.potentials[i] = goal + (this.potentials[i] - goal) * this.#leak;
      excited[i] *= this.#decays[0];
      inhibited[i] *= this.#decays[1];
      if (this.potentials[i] < THRESHOLD) continue;
      this.potentials[i] = RESET;
      this.#wait[i] = Math.round(REFRACTORY[this.#kind(i)] / STEP);
      this.spikes[fired++] = i;
    }
    for (let n = 0; n < fired; n++) this.#send(this.spikes[n], time);
    return fired;
  }

  #send(neuron: number, time: number): void {
    const { synapses, starts } = this;
    const interval = (time - this.#last[neuron]) * STEP;
    this.#last[neuron] = time;
    const ring = this.#rings[this.#kind(neuron)];
    for (let s = starts[neuron]; s < starts[neuron + 1]; s++) {
      const slot = (time + synapses.delays[s]) % SLOTS;
      ring[slot * NEURONS + synapses.targets[s]] += synapses.spike(s, interval);
    }
  }

  state(): Record<string, TypedArray> {
    return {
      v: this.potentials,
      fired: this.spikes,
      wait: this.#wait,
      lastFired: this.#last,
      currentE: this.#currents[0],
      currentI: this.#currents[1],
      ringE: this.#rings[0],
      ringI: this.#rings[1],
      use: this.synapses.use,
      resources: this.synapses.resources,
    };
  }
}
