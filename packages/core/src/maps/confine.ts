import type { Codebook } from './codebook.js';

/**
 * Keeps the weights within the box of the data: a neighbourhood that repels would drive units away without end.
 * @param ranges least and greatest value of each column
 */
export function confine(codebook: Codebook, ranges: readonly (readonly [number, number])[]): void {
  const { weights, stride, dimensions, units } = codebook;
  for (let unit = 0; unit < units; unit++) {
    for (let c = 0; c < dimensions; c++) {
      const at = unit * stride + c;
      const [low, high] = ranges[c];
      if (weights[at] < low) weights[at] = low;
      else if (weights[at] > high) weights[at] = high;
    }
  }
}
