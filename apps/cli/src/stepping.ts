import { setImmediate } from 'node:timers/promises';
import type { Simulation } from '@selforg/core';

/** How long a simulation may step before signals and the progress bar get their turn. */
const CHUNK_MS = 50;
const FIRST_CHUNK = 16;
const LONGEST_CHUNK = 2 ** 52;

interface Advance {
  /** Aborting it stops between two chunks. */
  readonly signal: AbortSignal;
  /** The next time at which to stop on the way, given the time now; what happens there is the caller's. */
  readonly stops?: { next(time: number): number; reached(): void };
  readonly onProgress?: (time: number) => void;
}

/**
 * Steps until `time` is `to`, or until it is told to stop. Chunks are powers of two and end at multiples of themselves:
 * those are the steps that HashLife takes in one leap, and remembers.
 */
export async function advance(simulation: Simulation, to: number, { signal, stops, onProgress }: Advance) {
  let chunk = FIRST_CHUNK;
  while (simulation.time < to && !signal.aborted) {
    const began = performance.now();
    let left = Math.min(chunk - (simulation.time % chunk), to - simulation.time);
    while (left > 0) {
      const count = Math.min(left, (stops?.next(simulation.time) ?? to) - simulation.time);
      simulation.step(count);
      left -= count;
      if (simulation.time === stops?.next(simulation.time - 1)) stops.reached();
    }
    onProgress?.(simulation.time);
    // Twice or half at a time: a system may become faster or slower as it goes.
    const took = performance.now() - began;
    if (took < CHUNK_MS / 2 && chunk < LONGEST_CHUNK) chunk *= 2;
    else if (took > CHUNK_MS * 2 && chunk > 1) chunk /= 2;
    await setImmediate();
  }
}
