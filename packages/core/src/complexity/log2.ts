import { math } from '../kernels/math.js';

/** Logarithm to base 2: exact for powers of two, and the same bits in every engine. */
export function log2(x: number): number {
  let exponent = 0;
  let rest = x;
  for (; rest >= 2; rest /= 2) exponent++;
  for (; rest > 0 && rest < 1; rest *= 2) exponent--;
  return rest === 1 ? exponent : exponent + math().log(rest) / math().log(2);
}
