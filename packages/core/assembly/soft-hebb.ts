export { heapBase } from './heap';
export { pack, products } from './panels';
import { addScaled, decayAndLargest, LANES } from './panels';
import { exp4 } from './simd-math';

/** Responses below it change no weight: it is less than the rounding of the others' sum. */
const NO_RESPONSE: f32 = 1e-8;
const LEAST_CHANGE: f32 = 1e-30;

/** Turns a row of currents into exp(steepness · (u − largest u)) at `out`, over whole panels; returns the unit of the largest. */
function exponentials(currents: usize, units: i32, steepness: f32, out: usize): i32 {
  let winner = 0;
  for (let unit = 1; unit < units; unit++) {
    if (load<f32>(currents + ((<usize>unit) << 2)) > load<f32>(currents + ((<usize>winner) << 2))) winner = unit;
  }
  const most = f32x4.splat(load<f32>(currents + ((<usize>winner) << 2)));
  const factor = f32x4.splat(steepness);
  for (const end = currents + ((<usize>units) << 2); currents < end; currents += 16, out += 16) {
    v128.store(out, exp4(f32x4.mul(factor, f32x4.sub(v128.load(currents), most))));
  }
  return winner;
}

/**
 * One mini-batch of SoftHebb: responses y = softmax(steepness · u), with all but the winner's negated where `antiHebbian`;
 * Δw = y (x − u w) summed over the batch and divided by the largest; each unit moves by rate · |1 − ‖w‖|^exponent of it, and by the whole at most: no weight changes by more than 1.
 * @param currents inner products u, rows of units rounded up to a panel
 * @param change scratch, as large as the weights; `drive` and `responses` scratch for the units of all panels
 */
export function learn(
  samples: usize,
  rows: i32,
  currents: usize,
  weights: usize,
  units: i32,
  stride: i32,
  steepness: f32,
  antiHebbian: bool,
  rate: f32,
  exponent: f64,
  change: usize,
  drive: usize,
  responses: usize,
): void {
  const row = (<usize>stride) << 2;
  const currentRow = (<usize>((units + LANES - 1) / LANES)) * LANES * 4;
  memory.fill(change, 0, <usize>units * row);
  memory.fill(drive, 0, (<usize>units) << 2);
  for (let s = 0; s < rows; s++, samples += row, currents += currentRow) {
    const winner = exponentials(currents, units, steepness, responses);
    let sum: f32 = 0;
    for (let unit = 0; unit < units; unit++) sum += load<f32>(responses + ((<usize>unit) << 2));
    for (let unit = 0; unit < units; unit++) {
      const o = (<usize>unit) << 2;
      const share = load<f32>(responses + o) / sum;
      if (share < NO_RESPONSE) continue;
      const y = antiHebbian && unit != winner ? -share : share;
      addScaled(change + <usize>unit * row, samples, y, stride);
      store<f32>(drive + o, load<f32>(drive + o) + y * load<f32>(currents + o));
    }
  }
  const whole: f32 = <f32>1 / max(decayAndLargest(change, weights, drive, units, stride), LEAST_CHANGE);
  for (let unit = 0; unit < units; unit++, change += row, weights += row) {
    const distance = abs(1 - norm(weights, stride));
    const share = <f64>rate * (exponent == 0.5 ? sqrt(distance) : Math.pow(distance, exponent));
    addScaled(weights, change, <f32>min<f64>(share, 1) * whole, stride);
  }
}

/** Length of a row. */
function norm(weights: usize, stride: i32): f64 {
  let squares: f64 = 0;
  for (const end = weights + ((<usize>stride) << 2); weights < end; weights += 4) {
    const w = <f64>load<f32>(weights);
    squares += w * w;
  }
  return sqrt(squares);
}
