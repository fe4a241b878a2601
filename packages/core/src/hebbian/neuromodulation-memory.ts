/**
 * A memory that writes over itself, and a third factor that says when: the weights between cue x and picture y (both ±1) follow
 * Hebb's rule with decay, W ← W + η M (y xᵀ/n − W), where M from 0 to 1 is the neuromodulator, one number for all synapses
 * (Gerstner et al. 2018, doi:10.3389/fncir.2018.00053). With M = 1 always, each new item weakens all earlier ones by 1 − η.
 */
export class ModulatedMemory {
  /** Row by row: outputs × inputs. */
  readonly weights: Float32Array;
  /** What the last {@link recall} gave, W x: its sign is the picture. */
  readonly output: Float32Array;

  constructor(
    readonly inputs: number,
    readonly outputs: number,
  ) {
    this.weights = new Float32Array(inputs * outputs);
    this.output = new Float32Array(outputs);
  }

  /** Writes W x to {@link output}. */
  recall(cue: Int8Array): Float32Array {
    const { inputs, outputs, weights, output } = this;
    for (let i = 0; i < outputs; i++) {
      let sum = 0;
      for (let j = 0; j < inputs; j++) sum += weights[i * inputs + j] * cue[j];
      output[i] = sum;
    }
    return output;
  }

  /** Share of the picture that {@link recall} gets wrong; a silent output is half wrong. */
  error(cue: Int8Array, picture: Int8Array): number {
    this.recall(cue);
    let wrong = 0;
    for (let i = 0; i < picture.length; i++) {
      if (this.output[i] === 0) wrong += 0.5;
      else if (this.output[i] > 0 !== picture[i] > 0) wrong++;
    }
    return wrong / picture.length;
  }

  /** @param amount η M, from 0 to 1 */
  learn(cue: Int8Array, picture: Int8Array, amount: number): void {
    if (amount === 0) return;
    const { inputs, outputs, weights } = this;
    for (let i = 0; i < outputs; i++) {
      const goal = picture[i] / inputs;
      for (let j = 0; j < inputs; j++) {
        const at = i * inputs + j;
        weights[at] += amount * (goal * cue[j] - weights[at]);
      }
    }
  }
}

export const GATES = ['novelty', 'surprise', 'open', 'shut'] as const;
export type Gate = (typeof GATES)[number];

/**
 * How much of the neuromodulator an error of recall (share of wrong outputs) releases, 0 to 1: `novelty` all of it beyond a threshold,
 * `surprise` in proportion (1 at an error of ½, as chance gives), `open` always, `shut` never.
 */
export function releaseOf(gate: Gate, error: number, threshold: number): number {
  switch (gate) {
    case 'novelty':
      return error > threshold ? 1 : 0;
    case 'surprise':
      return Math.min(1, 2 * error);
    case 'open':
      return 1;
    case 'shut':
      return 0;
  }
}
