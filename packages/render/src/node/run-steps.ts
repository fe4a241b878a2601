import { setImmediate } from 'node:timers/promises';
import type { Simulation } from '@selforg/core';

const SLICE_MS = 40;

/**
 * Steps up to a time in slices of some 40 ms, letting signals and timers through between them. The slices are no part
 * of the result: step(a), step(b) is step(a + b).
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
    simulation.step(Math.min(slice, left));
    const elapsed = performance.now() - started;
    if (elapsed < SLICE_MS / 2) slice *= 2;
    else if (elapsed > SLICE_MS * 2) slice = Math.max(1, slice >> 1);
    if (slice < left) {
      await between?.();
      await setImmediate();
    }
  }
  return false;
}
