import { InputError } from '../contract/errors.js';
import { math } from '../kernels/math.js';
import type { Couplings } from './couplings.js';
import { flip, type Memories, overlapsInto, storeHebb } from './hebb.js';

export const INTERACTIONS = ['polynomial', 'rectified', 'exponential'] as const;

export interface Interaction {
  /** F(x): xⁿ, or xⁿ where x > 0 and else 0 (Krotov & Hopfield 2016), or eˣ (Demircigil et al. 2017). */
  readonly kind: (typeof INTERACTIONS)[number];
  /** n, at least 2; `exponential` has none. */
  readonly degree?: number;
}

export interface DenseCouplings extends Couplings {
  /** Σ ξᵢsᵢ, one a memory. */
  readonly overlaps: Int32Array;
}

/**
 * Dense associative memory (Krotov & Hopfield 2016, doi:10.48550/arXiv.1606.01164): the energy is −Σ F(m) over the overlaps
 * m = Σ ξᵢsᵢ with the memories, divided by Nⁿ⁻¹, so that it is about −N at a memory; for an exponential F it is −ln Σ eᵐ
 * (Demircigil et al. 2017). The steeper F is, the more the nearest memory outweighs all others. A neuron takes the state
 * of lower energy; its field is half the difference, so that it turns over where that and its state differ in sign.
 * @throws InputError where patterns differ in length or there are none, and for a degree that is no integer of 2 … 64
 */
export function denseCouplings(
  patterns: readonly ArrayLike<number>[],
  { kind, degree = 2 }: Interaction,
): DenseCouplings {
  if (!(Number.isInteger(degree) && degree >= 2 && degree <= 64)) {
    throw new InputError('degree', degree, 'an integer from 2 to 64');
  }
  const memories = storeHebb(patterns);
  const { size, count } = memories;
  const state = new Int8Array(size).fill(1);
  const overlaps = overlapsInto(new Int32Array(count), memories, state);
  const refresh = () => void overlapsInto(overlaps, memories, state);
  const law = kind === 'exponential' ? exponential(memories, overlaps) : power(memories, overlaps, degree, kind);
  return {
    size,
    state,
    overlaps,
    field: (i) => law.field(i, state[i]),
    flip: (i) => flip(memories, state, overlaps, i),
    refresh,
    restored: refresh,
    energy: law.energy,
    saved: () => ({}),
  };
}

interface Law {
  /** Half of what the energy gains when neuron i is off rather than on. */
  readonly field: (i: number, sign: number) => number;
  readonly energy: () => number;
}

/** Overlaps are integers, so that F is a table. */
function power({ size, count, patterns }: Memories, overlaps: Int32Array, degree: number, kind: string): Law {
  const values = Float64Array.from({ length: 2 * size + 1 }, (_, at) => {
    const x = (at - size) / size;
    if (kind === 'rectified' && x <= 0) return 0;
    let value = size;
    for (let n = 0; n < degree; n++) value *= x;
    return value;
  });
  // What a pattern adds to the field of a neuron that is on in it, by the overlap of the others with it.
  const gains = Float64Array.from(values, (_, at) => (values[at + 1] - values[at - 1]) / 2);
  return {
    field(i, sign) {
      let sum = 0;
      for (let p = 0, at = i * count; p < count; p++) {
        const bit = patterns[at + p];
        sum += bit * gains[size + overlaps[p] - bit * sign];
      }
      return sum;
    },
    energy() {
      let sum = 0;
      for (let p = 0; p < count; p++) sum -= values[size + overlaps[p]];
      return sum;
    },
  };
}

/** Powers of e relative to the largest overlap, which none outgrows and only the negligible underflow from. */
function exponential({ size, count, patterns }: Memories, overlaps: Int32Array): Law {
  const falls = Float64Array.from({ length: 2 * size + 3 }, (_, below) => math().exp(-below));
  const largest = (): number => {
    let top = -size;
    for (let p = 0; p < count; p++) if (overlaps[p] > top) top = overlaps[p];
    return top;
  };
  return {
    field(i, sign) {
      const top = largest() + 2;
      let on = 0;
      let off = 0;
      for (let p = 0, at = i * count; p < count; p++) {
        const bit = patterns[at + p];
        const below = top - overlaps[p] + bit * sign;
        on += falls[below - bit];
        off += falls[below + bit];
      }
      return (math().log(on) - math().log(off)) / 2;
    },
    energy() {
      const top = largest();
      let sum = 0;
      for (let p = 0; p < count; p++) sum += falls[top - overlaps[p]];
      return -(top + math().log(sum));
    },
  };
}
