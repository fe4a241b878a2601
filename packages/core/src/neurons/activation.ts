import { math } from '../kernels/math.js';

/** 1 / (1 + e⁻ˣ). */
export function logistic(x: number): number {
  return 1 / (1 + math().exp(-x));
}

/** x / (eˣ − 1), 1 at 0: the shape of the opening rates of Hodgkin and Huxley, without their division of 0 by 0. */
export function linoid(x: number): number {
  // The series beyond is below double precision here; the quotient would have lost digits.
  if (Math.abs(x) < 1e-4) return 1 - x / 2 + (x * x) / 12;
  return x / (math().exp(x) - 1);
}
