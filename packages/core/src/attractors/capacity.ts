import { InputError } from '../contract/errors.js';
import { createRandom, type Random } from '../random/random.js';
import { type Couplings, settle } from './couplings.js';
import { hebbCouplings } from './hebb-couplings.js';
import { learnInto, type StorageRule } from './hopfield-network.js';
import { corruptInto, fillRandom } from './memories.js';
import { WeightMatrix } from './weight-matrix.js';

const MAX_SWEEPS = 200;

interface Network {
  /** Number of neurons, N. */
  readonly neurons: number;
  readonly rule?: StorageRule;
  /** Share of the neurons that start in the wrong state. */
  readonly noise?: number;
}

/** Recalls of one of P random patterns, each from a network of its own; all memory is taken at the start. */
export class RecallTrials {
  readonly #patterns: readonly Int8Array[];
  readonly #noise: number;
  readonly #order: Uint16Array;
  readonly #networks: readonly {
    readonly couplings: Couplings;
    readonly stored: readonly Int8Array[];
    readonly store: () => void;
  }[];

  /** @param counts numbers of patterns, P, of the networks to try */
  constructor({ neurons, rule = 'hebb', noise = 0 }: Network, counts: readonly number[]) {
    this.#patterns = Array.from({ length: Math.max(...counts) }, () => new Int8Array(neurons));
    this.#noise = noise;
    this.#order = new Uint16Array(neurons);
    this.#networks = rule === 'hebb' ? this.#byHebb(counts) : this.#byMatrix(new WeightMatrix(neurons), rule, counts);
  }

  /** Overlap of the state of rest with the pattern cued, in the network of that index. */
  run(network: number, random: Random): number {
    const { couplings, stored, store } = this.#networks[network];
    for (const pattern of stored) fillRandom(pattern, random);
    store();
    const [memory] = stored;
    corruptInto(couplings.state, memory, this.#noise, this.#order, random);
    couplings.refresh();
    settle(couplings, MAX_SWEEPS);
    let sum = 0;
    for (let i = 0; i < memory.length; i++) sum += memory[i] * couplings.state[i];
    return sum / memory.length;
  }

  #byHebb(counts: readonly number[]) {
    return counts.map((count) => {
      const stored = this.#patterns.slice(0, count);
      const couplings = hebbCouplings(stored);
      return { couplings, stored, store: () => couplings.learn(stored) };
    });
  }

  #byMatrix(matrix: WeightMatrix, rule: 'storkey' | 'projection', counts: readonly number[]) {
    return counts.map((count) => {
      const stored = this.#patterns.slice(0, count);
      return { couplings: matrix, stored, store: () => learnInto(matrix, rule, stored) };
    });
  }
}

export interface CapacityOptions extends Network {
  /** Loads P/N to try; P is rounded, and at least 1. */
  readonly loads: readonly number[];
  /** Networks a load. */
  readonly trials: number;
  readonly seed?: number;
}

export interface CapacityPoint {
  readonly load: number;
  /** Number of patterns, P. */
  readonly patterns: number;
  /** Mean overlap of the recalled state with the memory: 1 is faultless. */
  readonly overlap: number;
  /** Standard deviation of one recall. */
  readonly deviation: number;
  /** Share of recalls without any wrong neuron. */
  readonly exact: number;
}

/**
 * How well a network of random patterns recalls one of them, load by load: below the capacity nearly without fault, above
 * it hardly at all. Each trial draws, stores and recalls anew.
 * @throws InputError for no loads, loads out of 0 … 10, or less than one trial or neuron
 */
export function capacity({ loads, trials, seed = 1, ...network }: CapacityOptions): CapacityPoint[] {
  checkOptions(network.neurons, loads, trials, network.noise ?? 0);
  const counts = loads.map((load) => patternsAt(load, network.neurons));
  const recalls = new RecallTrials(network, counts);
  const random = createRandom(seed);
  return loads.map((load, n) => {
    const overlaps = Array.from({ length: trials }, () => recalls.run(n, random));
    const overlap = overlaps.reduce((sum, m) => sum + m, 0) / trials;
    const squares = overlaps.reduce((sum, m) => sum + (m - overlap) ** 2, 0);
    return {
      load,
      patterns: counts[n],
      overlap,
      deviation: Math.sqrt(squares / Math.max(1, trials - 1)),
      exact: overlaps.filter((m) => m === 1).length / trials,
    };
  });
}

/** Number of patterns at a load. */
export const patternsAt = (load: number, neurons: number): number => Math.max(1, Math.round(load * neurons));

function checkOptions(neurons: number, loads: readonly number[], trials: number, noise: number): void {
  if (!(Number.isSafeInteger(neurons) && neurons >= 1 && neurons <= 65536)) {
    throw new InputError('neurons', neurons, 'an integer from 1 to 65536');
  }
  const bad = loads.length === 0 ? loads : loads.find((load) => !(load > 0 && load <= 10));
  if (bad !== undefined) throw new InputError('loads', bad, 'loads P/N above 0 and at most 10');
  if (!(Number.isSafeInteger(trials) && trials >= 1))
    throw new InputError('trials', trials, 'an integer of at least 1');
  if (!(noise >= 0 && noise <= 1)) throw new InputError('noise', noise, 'a share from 0 to 1');
}
