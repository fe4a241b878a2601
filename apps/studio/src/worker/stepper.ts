import type { Simulation } from '@selforg/core';

/** Takes up to `steps` steps, in portions, until `budget` milliseconds have gone; the result is steps and milliseconds. */
export class Stepper {
  /** Steps a millisecond, as measured last; the first portion is always a single step. */
  #rate = 0;

  run(simulation: Simulation, steps: number, budget: number): { steps: number; took: number } {
    const start = performance.now();
    let done = 0;
    let took = 0;
    while (done < steps && (done === 0 || took < budget)) {
      const portion = Math.max(1, Math.min(steps - done, Math.floor((this.#rate * (budget - took)) / 2)));
      simulation.step(portion);
      done += portion;
      took = performance.now() - start;
      if (took > 0.05) this.#rate = done / took;
    }
    return { steps: done, took };
  }
}
