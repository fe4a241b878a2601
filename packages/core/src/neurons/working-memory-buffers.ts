import { InputError } from '../contract/errors.js';
import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';
import { tanh } from './tanh.js';

export interface BufferOptions {
  readonly slots: number;
  readonly features: number;
  /** c: how strongly an active slot holds every other one down. It sets how many fit ({@link capacityOf}). */
  readonly inhibition: number;
  /** How much of what the other slots hold leaks into each. */
  readonly interference?: number;
  /** Share of the input that reaches slots whose gate is shut. */
  readonly leak?: number;
  /** Deviation of chance, over a time constant. */
  readonly noise?: number;
  /** In time constants of a slot, above 0 and up to 1. */
  readonly timeStep?: number;
}

/** Steepness and threshold of a slot's response, and its self-excitation, which is the unit. */
const STEEPNESS = 12;
const THRESHOLD = 0.5;
/** What an open gate adds to a slot, how strongly it lets the input in, and how a held feature keeps itself up. */
const GATE = 1;
const ENTRY = 3;
const UPKEEP = 2;
/** Above it a slot counts as holding something. */
const HELD = 0.5;

/**
 * Working memory in slots. Each slot's activity a keeps itself up and holds all others down, so that only so many stay on
 * at once (Edin & al. 2009): da/dt = −a + S(a − c Σ' a' + gate − θ). Its features keep the signs that they were given as long
 * as it is active: dm/dt = −m + tanh(2 a m + …). A gate decides what enters, as the basal ganglia are thought to do for the
 * prefrontal cortex (Frank, Loughry & O'Reilly 2001; O'Reilly & Frank 2006): open, the slot takes over the input; shut, the
 * input passes it by.
 */
export class GatedBuffers {
  readonly slots: number;
  readonly features: number;
  /** Activity of each slot, 0 … 1. */
  readonly activity: Float64Array;
  /** Features of each slot, −1 … 1, [slots, features]. */
  readonly content: Float64Array;
  /** 1 open, 0 shut. */
  readonly gates: Float64Array;
  readonly #options: Required<BufferOptions>;

  /** @throws InputError for no slots or features, or a time step that overshoots */
  constructor(options: BufferOptions) {
    this.#options = { interference: 0, leak: 0, noise: 0, timeStep: 0.1, ...options };
    const { slots, features, timeStep } = this.#options;
    for (const [name, value] of Object.entries({ slots, features })) {
      if (!Number.isInteger(value) || value < 1) throw new InputError(name, value, 'an integer of at least 1');
    }
    if (!(timeStep > 0 && timeStep <= 1))
      throw new InputError('timeStep', timeStep, 'above 0 and at most 1 time constant');
    this.slots = slots;
    this.features = features;
    this.activity = new Float64Array(slots);
    this.content = new Float64Array(slots * features);
    this.gates = new Float64Array(slots);
  }

  /** @param input of each feature, −1 … 1, or 0 where there is none */
  step(input: ArrayLike<number>, chance: Random): void {
    const { slots, features, activity, content, gates } = this;
    const { timeStep, inhibition, interference, leak, noise } = this.#options;
    const push = noise * Math.sqrt(timeStep);
    const total = activity.reduce((sum, a) => sum + a, 0);
    for (let f = 0; f < features; f++) {
      let crowd = 0;
      for (let s = 0; s < slots; s++) crowd += activity[s] * content[s * features + f];
      for (let s = 0; s < slots; s++) {
        const at = s * features + f;
        const upkeep = (1 - gates[s]) * (UPKEEP * activity[s] * content[at]);
        const others = interference * (crowd - activity[s] * content[at]);
        const entering = ENTRY * (gates[s] + (1 - gates[s]) * leak) * input[f];
        content[at] +=
          timeStep * (tanh(upkeep + others * activity[s] + entering) - content[at]) + push * chance.normal();
      }
    }
    for (let s = 0; s < slots; s++) {
      const net = activity[s] - inhibition * (total - activity[s]) + GATE * gates[s] - THRESHOLD;
      const response = 1 / (1 + math().exp(-STEEPNESS * net));
      const next = activity[s] + timeStep * (response - activity[s]) + push * chance.normal();
      activity[s] = Math.max(0, Math.min(1.2, next));
    }
  }

  /** Opens the gate of the least active slot, which is where something new does least harm; returns its number. */
  open(): number {
    let least = 0;
    for (let s = 1; s < this.slots; s++) if (this.activity[s] < this.activity[least]) least = s;
    this.gates[least] = 1;
    return least;
  }

  shut(): void {
    this.gates.fill(0);
  }

  clear(): void {
    this.shut();
    this.activity.fill(0);
    this.content.fill(0);
  }

  /** Slots that hold something. */
  held(): number {
    return this.activity.reduce((count, a) => count + (a > HELD ? 1 : 0), 0);
  }

  /** How well the best slot holds a pattern of ±1: its activity times the mean agreement of signs, −1 … 1. */
  strengthOf(pattern: ArrayLike<number>): number {
    let best = 0;
    for (let s = 0; s < this.slots; s++) {
      let agreement = 0;
      for (let f = 0; f < this.features; f++) {
        agreement += this.content[s * this.features + f] > 0 === pattern[f] > 0 ? 1 : -1;
      }
      best = Math.max(best, (this.activity[s] * agreement) / this.features);
    }
    return best;
  }

  /** In some active slot with at least nine features of ten right. */
  holds(pattern: ArrayLike<number>): boolean {
    for (let s = 0; s < this.slots; s++) {
      if (this.activity[s] <= HELD) continue;
      let right = 0;
      for (let f = 0; f < this.features; f++) {
        if (this.content[s * this.features + f] > 0 === pattern[f] > 0) right++;
      }
      if (right >= 0.9 * this.features) return true;
    }
    return false;
  }
}

/**
 * How many slots stay on together without chance. Where n are on alike, a = S(a (1 − c (n − 1)) − θ); they stay so as long
 * as a difference between two of them shrinks, which S'(…) (1 + c) < 1 with S' = 12 a (1 − a) says, that is, a above some a*.
 */
export function capacityOf(inhibition: number, most: number): number {
  const least = (1 + Math.sqrt(1 - 4 / (STEEPNESS * (1 + inhibition)))) / 2;
  const needed = THRESHOLD + math().log(least / (1 - least)) / STEEPNESS;
  const spare = 1 - needed / least;
  return inhibition > 0 ? Math.min(most, 1 + Math.floor(spare / inhibition)) : most;
}
