import type { Simulation } from '@selforg/core';

/**
 * Takes up to `steps` steps, in portions, until `budget` milliseconds have gone. Portions end at multiples of powers of two
 * where they can: those are the steps that HashLife takes in one leap, and remembers.
 */
export class Stepper {
  /** Steps a millisecond, as measured last; the first portion is always a single step. */
  #rate = 0;

  /** The result is steps and milliseconds. */
  run(simulation: Simulation, steps: number, budget: number): { steps: number; took: number } {
    const start = performance.now();
    let done = 0;
    let took = 0;
    while (done < steps && (done === 0 || took < budget)) {
      const most = Math.min(steps - done, Math.max(1, (this.#rate * (budget - took)) / 2));
      const chunk = 2 ** Math.floor(Math.log2(most));
      const portion = Math.min(chunk - (simulation.time % chunk), steps - done);
      simulation.step(portion);
      done += portion;
      took = performance.now() - start;
      if (took > 0.05) this.#rate = done / took;
    }
    return { steps: done, took };
  }
}
