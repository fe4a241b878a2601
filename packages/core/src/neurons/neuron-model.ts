/**
 * A model of one neuron as equations: dy/dt under an input current, and what counts as a spike. The first variable is
 * the membrane potential. {@link SingleNeuron} runs it, {@link simulate} and {@link fiCurve} use it.
 */
export interface NeuronModel {
  /** Names of the state variables; the first is the membrane potential. */
  readonly variables: readonly string[];
  /** The state at the start, at rest where the model has a rest. */
  readonly start: readonly number[];
  /** The potential whose crossing from below is a spike. */
  readonly threshold: number;
  /** Writes dy/dt under `current` into `dy`; must stay finite above the threshold where {@link reset} is set. */
  derivative(y: Float64Array, current: number, dy: Float64Array): void;
  /** Set where a spike is an event and not a course of the potential: takes the state to that after a spike. */
  reset?(y: Float64Array): void;
  /**
   * Set where the equations have a solution in closed form while the current is constant: carries `y` on to its first
   * spike and past the reset, or else to the end.
   * @returns time to the spike, NaN for none
   */
  exact?(y: Float64Array, current: number, duration: number): number;
  /** Ways to take a step that are the model's own, by name, such as that of its paper. */
  readonly schemes?: Readonly<Record<string, (y: Float64Array, current: number, duration: number) => void>>;
  /**
   * Set where something is known that no exact solution leaves while the current stays within [lowest, highest]: a
   * numerical one that does has become unstable.
   */
  contains?(y: Float64Array, lowest: number, highest: number): boolean;
}
