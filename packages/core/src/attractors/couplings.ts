/**
 * Weights at work on the state of a network of ±1 neurons: what each neuron hears, kept right as neurons turn over.
 * No neuron hears itself.
 */
export interface Couplings {
  /** Number of neurons, N. */
  readonly size: number;
  /** ±1; call {@link refresh} after writing to it. */
  readonly state: Int8Array;
  /** hᵢ = Σ wᵢⱼsⱼ, the field of neuron i. */
  readonly field: (i: number) => number;
  /** Turns neuron i over. */
  readonly flip: (i: number) => void;
  /** Makes the fields those of the state, from nothing. */
  refresh(): void;
  /** E = −½ Σ wᵢⱼsᵢsⱼ. */
  energy(): number;
  /** Derives what follows from a state and from what was {@link saved}, when both were written. */
  restored(): void;
  /** What decides the future besides the state: what adding up flip by flip may leave other than adding up at once. */
  saved(): Readonly<Record<string, Float64Array>>;
}

/** Number of neurons that would turn over at their turn: 0 at a state of rest. */
export function unstableNeurons({ size, state, field }: Couplings): number {
  let number = 0;
  for (let i = 0; i < size; i++) if (field(i) * state[i] < 0) number++;
  return number;
}

/**
 * Gives the neurons their turns in order, over and over, until none turns over any more or `maxSweeps` are taken.
 * @returns sweeps taken, the last one without change
 */
export function settle({ size, state, field, flip }: Couplings, maxSweeps: number): number {
  for (let sweep = 1; sweep <= maxSweeps; sweep++) {
    let isSettled = true;
    for (let i = 0; i < size; i++) {
      if (field(i) * state[i] >= 0) continue;
      flip(i);
      isSettled = false;
    }
    if (isSettled) return sweep;
  }
  return maxSweeps;
}
