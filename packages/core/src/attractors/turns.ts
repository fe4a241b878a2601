import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';
import type { Couplings } from './couplings.js';
import { type Indices, indicesOf, shuffle } from './memories.js';

export const ORDERS = ['random', 'sweep', 'synchronous'] as const;
export type Order = (typeof ORDERS)[number];

interface Manner {
  readonly order: Order;
  /** T of Glauber's rule; at 0 a neuron takes the sign of its field, and keeps its state where that is 0. */
  readonly temperature: number;
}

/** Gives the neurons their turns. */
export class Turns {
  /** The order of a sweep; decides the future. */
  readonly sequence: Indices;
  /** What the neurons will be after a synchronous round; decides the future. */
  readonly next: Int8Array;
  readonly #couplings: Couplings;
  readonly #manner: Manner;
  readonly #random: Random;

  constructor(couplings: Couplings, manner: Manner, random: Random) {
    this.#couplings = couplings;
    this.#manner = manner;
    this.#random = random;
    this.sequence = indicesOf(couplings.size);
    this.next = new Int8Array(manner.order === 'synchronous' ? couplings.size : 0);
  }

  /** Gives one neuron its turn; in synchronous order all change together, after the last turn of a round of N. */
  take(time: number): void {
    if (this.#manner.order === 'synchronous') this.#takeTogether(time);
    else {
      const i = this.#nextNeuron(time);
      if (this.#sign(i) !== this.#couplings.state[i]) this.#couplings.flip(i);
    }
  }

  #nextNeuron(time: number): number {
    const { size } = this.#couplings;
    if (this.#manner.order === 'random') return this.#random.integer(size);
    const turn = time % size;
    if (turn === 0) shuffle(this.sequence, size, this.#random);
    return this.sequence[turn];
  }

  #takeTogether(time: number): void {
    const { size, state } = this.#couplings;
    const i = time % size;
    this.next[i] = this.#sign(i);
    if (i < size - 1) return;
    for (let j = 0; j < size; j++) if (this.next[j] !== state[j]) this.#couplings.flip(j);
  }

  /** Glauber 1963: on with probability 1 / (1 + exp(−2h/T)). */
  #sign(i: number): number {
    const field = this.#couplings.field(i);
    const { temperature } = this.#manner;
    if (temperature > 0) return this.#random.uniform() * (1 + math().exp((-2 * field) / temperature)) < 1 ? 1 : -1;
    return field === 0 ? this.#couplings.state[i] : field > 0 ? 1 : -1;
  }
}
