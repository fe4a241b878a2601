import type { Couplings } from './couplings.js';
import { energy, flip, localField, type Memories, overlapsInto } from './hebb.js';

/** Hebb’s weights at work, by overlaps: exact, and P steps a neuron instead of N. */
export interface HebbCouplings extends Couplings {
  /** Σ ξᵢsᵢ, one a memory. */
  readonly overlaps: Int32Array;
}

/** @param memories may be written to, as long as {@link Couplings.refresh} follows and no more memories are counted */
export function hebbCouplings(memories: Memories, state = new Int8Array(memories.size).fill(1)): HebbCouplings {
  const { size } = memories;
  const overlaps = overlapsInto(new Int32Array(memories.count), memories, state);
  const refresh = () => void overlapsInto(overlaps, memories, state);
  return {
    size,
    state,
    overlaps,
    field: (i) => localField(memories, state, overlaps, i) / size,
    flip: (i) => flip(memories, state, overlaps, i),
    refresh,
    restored: refresh,
    energy: () => energy(memories, overlaps),
    saved: () => ({}),
  };
}
