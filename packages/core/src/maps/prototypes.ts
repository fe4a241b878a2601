/** The nearest of some prototypes. */
export interface Nearest {
  /** Its index; −1 where there is none. */
  readonly unit: number;
  /** Squared Euclidean distance. */
  readonly squared: number;
}

/** Squared Euclidean distance from a row of weights, the `unit`-th, to a sample. */
export function squaredDistance(weights: Float32Array, unit: number, sample: Float32Array): number {
  const at = unit * sample.length;
  let sum = 0;
  for (let i = 0; i < sample.length; i++) {
    const difference = weights[at + i] - sample[i];
    sum += difference * difference;
  }
  return sum;
}

/** The nearest of the first `count` rows of weights, the first of equals. */
export function nearest(weights: Float32Array, count: number, sample: Float32Array): Nearest {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let unit = 0; unit < count; unit++) {
    const squared = squaredDistance(weights, unit, sample);
    if (squared < least) [best, least] = [unit, squared];
  }
  return { unit: best, squared: least };
}

/** w += rate · (x − w) for one row of weights. */
export function moveTowards(weights: Float32Array, unit: number, sample: Float32Array, rate: number): void {
  const at = unit * sample.length;
  for (let i = 0; i < sample.length; i++) weights[at + i] += rate * (sample[i] - weights[at + i]);
}
