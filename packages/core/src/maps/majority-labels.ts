import { InputError } from '../contract/errors.js';
import type { Codebook, Distance } from './codebook.js';
import { distanceBetween } from './vector-distance.js';

/** The class of most samples of each unit. */
export interface UnitLabels {
  /** −1 where a unit has no labelled sample. */
  readonly labels: Int32Array;
  /** Share of the unit's labelled samples that are of that class; 0 where it has none. */
  readonly purity: Float32Array;
}

/** @param labels class of each sample, counted from 0, −1 where unknown; of equally frequent classes the first wins */
export function majorityLabels(units: number, winners: Int32Array, labels: Int32Array): UnitLabels {
  const most = labels.reduce((largest, label) => Math.max(largest, label), -1);
  if (most < 0) throw new InputError('data', 'samples without labels', 'a class for at least one sample');
  const classes = most + 1;
  const counts = new Uint32Array(units * classes);
  for (let i = 0; i < winners.length; i++) if (labels[i] >= 0) counts[winners[i] * classes + labels[i]]++;
  const found = new Int32Array(units).fill(-1);
  const purity = new Float32Array(units);
  for (let unit = 0; unit < units; unit++) {
    const own = counts.subarray(unit * classes, (unit + 1) * classes);
    const total = own.reduce((sum, count) => sum + count, 0);
    if (total === 0) continue;
    const top = own.reduce((best, count, label) => (count > own[best] ? label : best), 0);
    found[unit] = top;
    purity[unit] = own[top] / total;
  }
  return { labels: found, purity };
}

/** A class for every unit: a unit without one takes that of the unit with one whose weights are nearest. */
export function completeLabels(labels: Int32Array, codebook: Codebook, distance: Distance): Int32Array {
  const { weights, stride, dimensions } = codebook;
  const labelled = Array.from(labels.keys()).filter((unit) => labels[unit] >= 0);
  return labels.map((label, unit) => {
    if (label >= 0) return label;
    let best = -1;
    let least = Infinity;
    for (const other of labelled) {
      const apart = distanceBetween(distance, weights, unit * stride, weights, other * stride, dimensions);
      if (apart < least || best < 0) {
        least = apart;
        best = labels[other];
      }
    }
    return best;
  });
}
