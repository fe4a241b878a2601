import { kthLargest } from '../hebbian/k-winners-take-all.js';
import type { Random } from '../random/random.js';

interface Wiring {
  readonly inputs: number;
  readonly cells: number;
  /** Synapses of a cell, each from a random input; an input may have several. */
  readonly fanIn: number;
  /** Cells that fire: those with most input. */
  readonly winners: number;
  /** Half of the synapses, chosen at random, count their input as negative: they come from its off cell. */
  readonly signed: boolean;
}

/**
 * Cells with few random synapses, of which only the most driven fire, as inhibition holds down all others: a sparse code that
 * keeps apart what is alike (Marr 1971). Synapses are never learned; their strengths, from ½ to 1½, leave no two cells alike.
 */
export class SparseProjection {
  /** Number of the input of each synapse, `fanIn` a cell. */
  readonly sources: Uint16Array;
  /** Strength of each synapse, below 0 where it takes its input as negative. */
  readonly strengths: Float32Array;
  /** The last input of each cell. */
  readonly drive: Float64Array;

  constructor(
    readonly wiring: Wiring,
    random: Random,
  ) {
    const { inputs, cells, fanIn, signed } = wiring;
    this.sources = new Uint16Array(cells * fanIn);
    this.strengths = new Float32Array(cells * fanIn);
    this.drive = new Float64Array(cells);
    for (let n = 0; n < this.sources.length; n++) {
      this.sources[n] = random.integer(inputs);
      const sign = signed && random.bits() & 0x80000000 ? -1 : 1;
      this.strengths[n] = sign * (0.5 + random.uniform());
    }
  }

  /** Writes the numbers of the cells that fire, in their order. */
  activateInto(winners: Uint16Array, input: ArrayLike<number>): Uint16Array {
    const { cells, fanIn, winners: count } = this.wiring;
    for (let cell = 0, n = 0; cell < cells; cell++) {
      let sum = 0;
      for (const end = n + fanIn; n < end; n++) sum += this.strengths[n] * input[this.sources[n]];
      this.drive[cell] = sum;
    }
    return mostDrivenInto(winners, this.drive, count);
  }
}

/** Writes the numbers of the `count` largest values, in their order; of equals those that come first. */
function mostDrivenInto(out: Uint16Array, values: Float64Array, count: number): Uint16Array {
  const threshold = kthLargest(values, count);
  let left = count;
  for (let i = 0; i < values.length; i++) if (values[i] > threshold) left--;
  for (let i = 0, n = 0; n < count; i++) {
    if (values[i] > threshold || (values[i] === threshold && left-- > 0)) out[n++] = i;
  }
  return out;
}

/** Likeness of two sparse codes of so many active cells: 1 the same, 0 as much in common as chance has it. */
export function codeOverlap(a: Uint16Array, b: Uint16Array, cells: number): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [left, right] = [a[i], b[j]];
    if (left === right) shared++;
    if (left <= right) i++;
    if (right <= left) j++;
  }
  const chance = a.length / cells;
  return chance < 1 ? (shared / a.length - chance) / (1 - chance) : 1;
}
