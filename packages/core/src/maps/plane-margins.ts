import { squaredDistance } from './prototypes.js';

/** Points of a plane in the space of the samples: origin + x · across + y · down. */
export interface SamplePlane {
  readonly origin: Float32Array;
  readonly across: Float32Array;
  readonly down: Float32Array;
}

/**
 * How far points of a plane are from the border of their class, as `LearningVectorQuantizer.margin` has it, without a visit to
 * each point's numbers: squared distances to prototypes differ on a plane by what is linear in x and y.
 * @param weights one row of numbers a prototype, as they are now
 */
export function planeMargins(
  weights: Float32Array,
  classes: Int32Array,
  { origin, across, down }: SamplePlane,
): (x: number, y: number) => number {
  const d = origin.length;
  const count = classes.length;
  const constant = new Float64Array(count);
  const perX = new Float64Array(count);
  const perY = new Float64Array(count);
  for (let unit = 0; unit < count; unit++) {
    for (let i = 0; i < d; i++) {
      const off = origin[i] - weights[unit * d + i];
      constant[unit] += off * off;
      perX[unit] += 2 * off * across[i];
      perY[unit] += 2 * off * down[i];
    }
  }
  const twiceApart = new Float64Array(count * count);
  for (let a = 0; a < count; a++) {
    const row = weights.subarray(a * d, (a + 1) * d);
    for (let b = 0; b < a; b++) {
      twiceApart[a * count + b] = 2 * Math.sqrt(squaredDistance(weights, b, row));
      twiceApart[b * count + a] = twiceApart[a * count + b];
    }
  }
  const distances = new Float64Array(count);
  return (x, y) => {
    let first = 0;
    for (let unit = 0; unit < count; unit++) {
      distances[unit] = constant[unit] + x * perX[unit] + y * perY[unit];
      if (distances[unit] < distances[first]) first = unit;
    }
    let margin = Number.POSITIVE_INFINITY;
    for (let unit = 0; unit < count; unit++) {
      if (classes[unit] === classes[first]) continue;
      const border = (distances[unit] - distances[first]) / twiceApart[first * count + unit];
      if (border < margin) margin = border;
    }
    return margin;
  };
}
