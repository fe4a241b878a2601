import { setImmediate } from 'node:timers/promises';
import type { Simulation } from '@selforg/core';

const SLICE_MS = 40;
const LONGEST_SLICE = 2 ** 52;

/**
 * Steps up to a time in slices of some 40 ms, letting signals and timers through between them. The slices are no part
 * of the result: step(a), step(b) is step(a + b). They are powers of two and end at multiples of themselves, which are
 * the steps that HashLife takes in one leap, and remembers.
 * @param between called after each slice
 * @returns whether the time was reached; false once the signal is aborted
 */
export async function runTo(
  simulation: Simulation,
  time: number,
  { signal, between }: { signal: AbortSignal | undefined; between?: () => Promise<void> },
): Promise<boolean> {
  let slice = 1;
  await setImmediate();
  while (!signal?.aborted) {
    const left = time - simulation.time;
    if (left <= 0) return true;
    const started = performance.now();
    const count = Math.min(slice - (simulation.time % slice), left);
    simulation.step(count);
    const elapsed = performance.now() - started;
    if (elapsed < SLICE_MS / 2 && slice < LONGEST_SLICE) slice *= 2;
    else if (elapsed > SLICE_MS * 2 && slice > 1) slice /= 2;
    if (count < left) {
      await between?.();
      await setImmediate();
    }
  }
  return false;
}
