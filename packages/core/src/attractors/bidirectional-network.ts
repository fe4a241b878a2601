import { InputError } from '../contract/errors.js';
import { checkPattern } from './check-pattern.js';

/**
 * Kosko's bidirectional associative memory (Kosko 1988, doi:10.1109/21.87054): two layers of ±1 neurons with weights
 * wᵢⱼ = Σ aᵢbⱼ over the stored pairs (a, b), and none within a layer. Each layer in its turn takes the signs of what the
 * other tells it; E = −Σ wᵢⱼaᵢbⱼ never rises, so that the two come to rest with any weights.
 *
 * The weights are never written out: with P pairs a neuron's field is Σ m ξ over the P overlaps m of the other layer.
 */
export class BidirectionalMemory {
  /** States of the two layers, ±1. */
  readonly layers: readonly [Int8Array, Int8Array];
  /** Σ ξᵢsᵢ of each layer's state with its side of each pair. */
  readonly overlaps: readonly [Int32Array, Int32Array];
  readonly #pairs: readonly [readonly Int8Array[], readonly Int8Array[]];

  /**
   * @param first patterns of ±1 for one layer, `second` those that go with them, in the same order
   * @throws InputError where there are none, or not as many, or they differ in size or hold other values
   */
  constructor(first: readonly Int8Array[], second: readonly Int8Array[]) {
    if (first.length === 0) throw new InputError('pairs', 0, 'at least one pair');
    if (second.length !== first.length)
      throw new InputError('pairs', `${first.length} and ${second.length} patterns`, 'as many on both sides');
    for (const side of [first, second]) for (const pattern of side) checkPattern('pairs', pattern, side[0].length);
    this.#pairs = [first, second];
    this.layers = [first[0].slice(), second[0].slice()];
    this.overlaps = [new Int32Array(first.length), new Int32Array(first.length)];
    this.refresh();
  }

  /** What the other layer tells neuron i of a layer. */
  field(layer: 0 | 1, i: number): number {
    const other = this.overlaps[1 - layer];
    const side = this.#pairs[layer];
    let sum = 0;
    for (let p = 0; p < other.length; p++) sum += side[p][i] * other[p];
    return sum;
  }

  /** Gives neuron i of a layer its turn: it takes the sign of its field, and keeps its state where that is 0. */
  update(layer: 0 | 1, i: number): void {
    const field = this.field(layer, i);
    const state = this.layers[layer];
    if (field * state[i] >= 0) return;
    state[i] = -state[i];
    this.#pairs[layer].forEach((pattern, p) => {
      this.overlaps[layer][p] += 2 * state[i] * pattern[i];
    });
  }

  /** −Σ wᵢⱼaᵢbⱼ. */
  energy(): number {
    return -this.overlaps[0].reduce((sum, overlap, p) => sum + overlap * this.overlaps[1][p], 0);
  }

  /**
   * Sets both layers going from a cue in one of them until neither changes; returns the other's state.
   * @throws InputError for another number of neurons or other values
   */
  recall(layer: 0 | 1, cue: ArrayLike<number>): Int8Array {
    checkPattern('cue', cue, this.layers[layer].length);
    this.layers[layer].set(cue);
    this.layers[1 - layer].fill(1);
    this.refresh();
    for (let before = Number.POSITIVE_INFINITY; ; before = this.energy()) {
      for (const side of [1 - layer, layer] as const) {
        for (let i = 0; i < this.layers[side].length; i++) this.update(side === 0 ? 0 : 1, i);
      }
      if (this.energy() >= before) return this.layers[1 - layer];
    }
  }

  /** Computes the overlaps again after the layers were set from outside. */
  refresh(): void {
    for (const layer of [0, 1] as const) {
      this.#pairs[layer].forEach((pattern, p) => {
        this.overlaps[layer][p] = pattern.reduce((sum, value, i) => sum + value * this.layers[layer][i], 0);
      });
    }
  }
}
