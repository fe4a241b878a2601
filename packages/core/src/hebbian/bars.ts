import { cellOfBar } from '../data/distributions/bars.js';

/** Correlation from which a receptive field is taken for a bar; half of two bars that cross has .66. */
const ALIKE = 0.8;

/**
 * Which bar each unit has become: the one that its weights correlate with most, or −1 where that is less than .8.
 * @param weights rows of `stride` numbers, of which the first side² are the picture
 */
export function barsOfUnits(weights: ArrayLike<number>, units: number, stride: number, side: number): number[] {
  return Array.from({ length: units }, (_, unit) => barOf(weights, unit * stride, side));
}

/** How many different bars are some unit's. */
export function barsFound(weights: ArrayLike<number>, units: number, stride: number, side: number): number {
  return new Set(barsOfUnits(weights, units, stride, side).filter((bar) => bar >= 0)).size;
}

function barOf(weights: ArrayLike<number>, start: number, side: number): number {
  const size = side * side;
  let mean = 0;
  for (let i = 0; i < size; i++) mean += weights[start + i] / size;
  let squares = 0;
  for (let i = 0; i < size; i++) squares += (weights[start + i] - mean) ** 2;
  // A bar is 1 on `side` cells: less its mean it has the square length side (1 − 1 / side).
  const length = Math.sqrt(squares * side * (1 - 1 / side));
  let best = -1;
  let most = ALIKE * length;
  for (let bar = 0; bar < 2 * side && length > 0; bar++) {
    let along = 0;
    for (let n = 0; n < side; n++) along += weights[start + cellOfBar(bar, n, side)] - mean;
    if (along > most) {
      most = along;
      best = bar;
    }
  }
  return best;
}
