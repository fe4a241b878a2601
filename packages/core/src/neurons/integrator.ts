/** Writes dy/dt at time `t` into `dy`, whose length is that of `y`. */
export type Derivative = (t: number, y: Float64Array, dy: Float64Array) => void;

/** Carries the solution of dy/dt = f(t, y) on; it owns its scratch memory, so that steps allocate nothing. */
export interface Integrator {
  /** Carries `y` in place from `t` to `t + timeStep`. */
  advance(t: number, y: Float64Array, timeStep: number): void;
  /** What the next steps depend on besides `y`: the step size that an adaptive method has found. */
  readonly memory: Float64Array;
}
