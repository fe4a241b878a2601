import { InputError } from '../contract/errors.js';

/** Distances of one thing to `count` things, by number: of sample i to all samples, in the data or on the map. */
export type DistancesInto = (out: Float64Array, i: number) => void;

interface Projection {
  readonly count: number;
  /** Size of a neighbourhood, less than half of the count. */
  readonly neighbours: number;
  readonly inData: DistancesInto;
  readonly onMap: DistancesInto;
}

export interface ProjectionQuality {
  /** 1 where every neighbour on the map is one in the data. */
  readonly trustworthiness: number;
  /** 1 where every neighbour in the data is one on the map. */
  readonly neighbourhoodPreservation: number;
}

/**
 * Trustworthiness and neighbourhood preservation (Venna & Kaski 2001, doi:10.1007/3-540-44668-0_68): how far down the
 * ranking in one space the k nearest of the other space come. Samples that are equally far, as all those of one unit
 * are, count with the mean over the orders that they could have. Time grows with count² log count, memory with count.
 * @throws InputError where fewer than 2 k + 1 samples leave nothing to rank
 */
export function projectionQuality({ count, neighbours: k, inData, onMap }: Projection): ProjectionQuality {
  if (!Number.isInteger(k) || k < 1 || 2 * k >= count) {
    throw new InputError(
      'neighbours',
      k,
      `an integer from 1 to ${Math.ceil(count / 2) - 1}, less than half of ${count} samples`,
    );
  }
  const data = createRanking(count, k);
  const map = createRanking(count, k);
  let wrong = 0;
  let lost = 0;
  for (let i = 0; i < count; i++) {
    data.rank(inData, i);
    map.rank(onMap, i);
    for (let j = 0; j < count; j++) {
      if (j === i) continue;
      const onMapShare = map.share(j);
      const inDataShare = data.share(j);
      if (onMapShare > 0) wrong += onMapShare * data.excess(j);
      if (inDataShare > 0) lost += inDataShare * map.excess(j);
    }
  }
  const scale = 2 / (count * k * (2 * count - 3 * k - 1));
  return { trustworthiness: 1 - scale * wrong, neighbourhoodPreservation: 1 - scale * lost };
}

/** The ranks of all others by their distance to one; ranks count from 1. */
function createRanking(count: number, k: number) {
  const distances = new Float64Array(count);
  const sorted = new Float64Array(count);
  /** Distance of the k-th nearest, and the share of those at that distance that are among the k. */
  let limit = 0;
  let shareAtLimit = 1;
  return {
    rank(into: DistancesInto, i: number): void {
      into(distances, i);
      distances[i] = Number.NEGATIVE_INFINITY; // Itself comes first, at rank 0.
      sorted.set(distances);
      sorted.sort();
      limit = sorted[k];
      shareAtLimit = (k - (lowerBound(sorted, limit) - 1)) / tied(sorted, limit);
    },
    /** Probability that j is one of the k nearest. */
    share(j: number): number {
      if (distances[j] < limit) return 1;
      return distances[j] === limit ? shareAtLimit : 0;
    },
    /** Mean of max(0, rank − k) over the ranks that j may have. */
    excess(j: number): number {
      if (distances[j] < limit) return 0;
      const first = lowerBound(sorted, distances[j]);
      const last = first + tied(sorted, distances[j]) - 1;
      const from = Math.max(first, k + 1);
      if (from > last) return 0;
      return ((from - k + (last - k)) * (last - from + 1)) / 2 / (last - first + 1);
    },
  };
}

const tied = (sorted: Float64Array, value: number): number =>
  lowerBound(sorted, value, true) - lowerBound(sorted, value);

/** How many are less than the value, or no more than it. */
function lowerBound(sorted: Float64Array, value: number, orEqual = false): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value || (orEqual && sorted[middle] === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}
