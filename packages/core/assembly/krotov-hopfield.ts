export { heapBase } from './heap';
export { pack, products } from './panels';
import { addScaled, decayAndLargest, LANES } from './panels';

/** Smaller largest changes are not blown up to a whole step (Krotov & Hopfield's `prec`). */
const LEAST_CHANGE: f32 = 1e-30;

/**
 * The `rank` units of largest current, best first; of equals the one that comes first. Writes their indices.
 */
function topUnits(currents: usize, units: i32, rank: i32, best: usize): void {
  let count = 0;
  for (let unit = 0; unit < units; unit++) {
    const value = load<f32>(currents + ((<usize>unit) << 2));
    if (count == rank && !(value > load<f32>(currents + ((<usize>load<i32>(best + ((<usize>(rank - 1)) << 2))) << 2)))) continue;
    let place = count < rank ? count++ : rank - 1;
    while (place > 0) {
      const above = load<i32>(best + ((<usize>(place - 1)) << 2));
      if (load<f32>(currents + ((<usize>above) << 2)) >= value) break;
      store<i32>(best + ((<usize>place) << 2), above);
      place--;
    }
    store<i32>(best + ((<usize>place) << 2), unit);
  }
}

/**
 * One mini-batch of the rule of Krotov & Hopfield: for each sample x the unit of largest current I learns by x − I w and
 * the unit of the given rank unlearns by antiHebbian times that; all changes are divided by the largest and added at `rate`.
 * @param currents inner products of x and sign(w) |w|^(p − 1), rows of units rounded up to a panel
 * @param change scratch, as large as the weights; `drive` and `best` scratch for `units` and `rank` numbers
 */
export function learn(
  samples: usize,
  rows: i32,
  currents: usize,
  weights: usize,
  units: i32,
  stride: i32,
  rank: i32,
  antiHebbian: f32,
  rate: f32,
  change: usize,
  drive: usize,
  best: usize,
): void {
  const row = (<usize>stride) << 2;
  const currentRow = (<usize>((units + LANES - 1) / LANES)) * LANES * 4;
  memory.fill(change, 0, <usize>units * row);
  memory.fill(drive, 0, (<usize>units) << 2);
  for (let s = 0; s < rows; s++, samples += row, currents += currentRow) {
    topUnits(currents, units, rank, best);
    hebb(load<i32>(best), 1, samples, currents, stride, change, drive);
    if (rank > 1) hebb(load<i32>(best + ((<usize>(rank - 1)) << 2)), -antiHebbian, samples, currents, stride, change, drive);
  }
  const largest = decayAndLargest(change, weights, drive, units, stride);
  addScaled(weights, change, rate / max(largest, LEAST_CHANGE), units * stride);
}

// @ts-ignore: decorator
@inline
function hebb(unit: i32, sign: f32, sample: usize, currents: usize, stride: i32, change: usize, drive: usize): void {
  addScaled(change + <usize>unit * ((<usize>stride) << 2), sample, sign, stride);
  const at = drive + ((<usize>unit) << 2);
  store<f32>(at, load<f32>(at) + sign * load<f32>(currents + ((<usize>unit) << 2)));
}
