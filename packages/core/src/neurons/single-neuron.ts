import { InputError } from '../contract/errors.js';
import type { TypedArray } from '../contract/field.js';
import { DormandPrince } from './dormand-prince.js';
import type { Integrator } from './integrator.js';
import { createIntegrator, METHODS, type Method, unstable } from './integrators.js';
import type { NeuronModel } from './neuron-model.js';

export interface NeuronOptions {
  /** In the model's unit of time, milliseconds for most; the current is constant within a step. */
  readonly timeStep: number;
  /** `exact` where the model has a closed form (its default then), `euler`, `rk4`, `adaptive`, or a scheme of the model. */
  readonly method?: string;
  /** Error allowed in one adaptive step, absolute and relative. */
  readonly tolerance?: number | undefined;
}

/** Told of each spike, with its time from the start of the step. */
export type SpikeListener = (offset: number) => void;

/** More spikes within one step are none: the reset does not lead out of the threshold. */
const MOST_SPIKES = 1000;

/**
 * One neuron in time. Spikes are found where they are in the step by the exact and the adaptive method, which also go on
 * from there; with a fixed step a reset falls on its end, as is usual.
 */
export class SingleNeuron {
  /** State variables, in the model's order. */
  readonly state: Float64Array;
  readonly #model: NeuronModel;
  readonly #timeStep: number;
  readonly #advance: (duration: number) => void;
  readonly #locator: DormandPrince | undefined;
  readonly #isExact: boolean;
  readonly #integrator: Integrator | undefined;
  readonly #before: Float64Array;
  /** Lowest and highest current so far. */
  readonly #currents = Float64Array.of(0, 0);
  #current = 0;

  /** @throws InputError for a time step or tolerance that is not above 0, and an unknown method */
  constructor(model: NeuronModel, { timeStep, tolerance, method = model.exact ? 'exact' : 'rk4' }: NeuronOptions) {
    if (!(timeStep > 0 && timeStep < Number.POSITIVE_INFINITY)) {
      throw new InputError('timeStep', timeStep, 'a number above 0');
    }
    this.#model = model;
    this.#timeStep = timeStep;
    this.state = Float64Array.from(model.start);
    this.#before = this.state.slice();
    this.#isExact = method === 'exact' && model.exact !== undefined;
    const scheme = Object.hasOwn(model.schemes ?? {}, method) ? model.schemes?.[method] : undefined;
    if (scheme) {
      this.#advance = (duration) => scheme(this.state, this.#current, duration);
    } else {
      const integrator = this.#isExact ? undefined : this.#createIntegrator(method, tolerance);
      this.#integrator = integrator;
      if (integrator instanceof DormandPrince) this.#locator = integrator;
      this.#advance = (duration) => integrator?.advance(0, this.state, duration);
    }
  }

  #createIntegrator(method: string, tolerance: number | undefined): Integrator {
    const model = this.#model;
    if (!METHODS.includes(method as Method)) {
      const own = [...(model.exact ? ['exact'] : []), ...Object.keys(model.schemes ?? {})];
      throw new InputError('method', method, `one of ${[...own, ...METHODS].join(', ')}`);
    }
    return createIntegrator({
      size: this.state.length,
      method: method as Method,
      tolerance,
      derivative: (_, y, dy) => model.derivative(y, this.#current, dy),
    });
  }

  /** Back to the start. */
  restart(): void {
    this.state.set(this.#model.start);
    this.#integrator?.memory.fill(0);
    this.#currents.fill(0);
  }

  /**
   * One time step.
   * @returns number of spikes
   * @throws InputError naming the time step where the solution has become unstable; the state is that before the step
   */
  step(current: number, time = 0, onSpike?: SpikeListener): number {
    const range = this.#currents;
    if (current < range[0]) range[0] = current;
    if (current > range[1]) range[1] = current;
    this.#current = current;
    this.#before.set(this.state);
    try {
      const spikes = this.#isExact || this.#locator ? this.#stepWithin(time, onSpike) : this.#stepWhole(onSpike);
      if (!this.#isSound()) throw unstable(this.#timeStep, time + this.#timeStep);
      return spikes;
    } catch (error) {
      this.state.set(this.#before);
      throw error;
    }
  }

  /** The step as one; a reset falls on its end. */
  #stepWhole(onSpike: SpikeListener | undefined): number {
    const { state } = this;
    const { threshold } = this.#model;
    const before = state[0];
    this.#advance(this.#timeStep);
    const after = state[0];
    if (!(after >= threshold)) return 0;
    if (this.#model.reset) {
      this.#model.reset(state);
      onSpike?.(this.#timeStep);
      return 1;
    }
    if (before >= threshold) return 0;
    onSpike?.(((threshold - before) / (after - before)) * this.#timeStep);
    return 1;
  }

  /** The step from spike to spike. */
  #stepWithin(time: number, onSpike: SpikeListener | undefined): number {
    let done = 0;
    for (let spikes = 0; spikes < MOST_SPIKES; spikes++) {
      const rest = this.#timeStep - done;
      if (!(rest > 0)) return spikes;
      const offset = this.#isExact ? this.#solve(rest) : this.#locate(rest);
      if (Number.isNaN(offset)) return spikes;
      done += offset;
      onSpike?.(done);
    }
    throw unstable(this.#timeStep, time);
  }

  #solve(duration: number): number {
    return this.#model.exact?.(this.state, this.#current, duration) ?? Number.NaN;
  }

  /** Goes on to the first crossing of the threshold, or to the end. */
  #locate(duration: number): number {
    const { threshold } = this.#model;
    const offset = this.#locator?.advanceUntil(0, this.state, duration, threshold) ?? Number.NaN;
    if (!Number.isNaN(offset)) this.#model.reset?.(this.state);
    return offset;
  }

  #isSound(): boolean {
    const { state } = this;
    for (let i = 0; i < state.length; i++) if (!Number.isFinite(state[i])) return false;
    const [lowest, highest] = this.#currents;
    return this.#model.contains?.(state, lowest, highest) ?? true;
  }

  /** Everything that decides the future, live, for a snapshot. */
  arrays(): Readonly<Record<string, TypedArray>> {
    return { neuron: this.state, currents: this.#currents, stepSize: this.#integrator?.memory ?? new Float64Array(0) };
  }
}
