import { choice, type NumberParam, number } from '../contract/params.js';
import { math } from '../kernels/math.js';
import type { Random } from '../random/random.js';

interface InputScale {
  /** Of the current. */
  readonly unit?: string;
  /** Of time. */
  readonly timeUnit?: string;
  /** The current's default, and its range. */
  readonly current: number;
  readonly min: number;
  readonly max: number;
  readonly input?: 'constant' | 'step' | 'pulses' | 'ramp';
  readonly onset?: number;
  readonly width?: number;
  readonly period?: number;
}

/** The input current of a neuron as parameters, to spread into a schema; {@link InputCurrent} makes it. */
export function inputParams(scale: InputScale) {
  const { current, min, max, timeUnit = 'ms' } = scale;
  const unit = scale.unit === undefined ? {} : { unit: scale.unit };
  const time = (value: number, about: string): NumberParam =>
    number({ default: value, min: 0, max: 1e6, unit: timeUnit, scale: 'log', about });
  return {
    input: choice(['constant', 'step', 'pulses', 'ramp'], {
      default: scale.input ?? 'step',
      about:
        'Constant: on from the start. Step: on once. Pulses: on again and again. Ramp: rising and falling between baseline and current.',
    }),
    current: number({ default: current, min, max, ...unit, about: 'Input current while it is on.' }),
    baseline: number({ default: 0, min, max, ...unit, about: 'Input current while it is off.' }),
    onset: time(scale.onset ?? 50, 'When a step, the first pulse or a ramp begins.'),
    width: time(scale.width ?? 300, 'How long a step or a pulse lasts, and how long a ramp rises.'),
    period: time(scale.period ?? 500, 'From one pulse to the next; pulses that are longer leave no gap.'),
    noise: number({
      default: 0,
      min: 0,
      max: max / 2,
      ...unit,
      about: 'Standard deviation of noise that is added to the current (Ornstein–Uhlenbeck).',
    }),
    noiseTime: number({
      default: 5,
      min: 0.1,
      max: 1000,
      unit: timeUnit,
      scale: 'log',
      about: 'Time over which the noise forgets itself.',
    }),
  };
}

export interface InputSettings {
  readonly input: 'constant' | 'step' | 'pulses' | 'ramp';
  readonly current: number;
  readonly baseline: number;
  readonly onset: number;
  readonly width: number;
  readonly period: number;
}

/** The current without its noise. */
export function currentAt({ input, current, baseline, onset, width, period }: InputSettings, time: number): number {
  if (input === 'constant') return current;
  const since = time - onset;
  if (since < 0) return baseline;
  if (input === 'step') return since < width ? current : baseline;
  if (input === 'pulses') return period === 0 || since % period < width ? current : baseline;
  if (width === 0) return baseline;
  const phase = (since / width) % 2;
  return baseline + (current - baseline) * (phase < 1 ? phase : 2 - phase);
}

/** The input current of {@link inputParams} in time. `noise` and the random stream belong into the model's state. */
export class InputCurrent {
  /** The noise now. */
  readonly noise = new Float64Array(1);
  readonly #settings: InputSettings;
  readonly #random: Random;
  /** By how much noise is forgotten, and how much comes new, in a step: the exact solution of its equation. */
  readonly #keep: number;
  readonly #add: number;

  constructor(settings: InputSettings & { noise: number; noiseTime: number }, timeStep: number, random: Random) {
    this.#settings = settings;
    this.#random = random;
    this.#keep = math().exp(-timeStep / settings.noiseTime);
    this.#add = settings.noise * Math.sqrt(1 - this.#keep * this.#keep);
  }

  /** The current at a time, a step after the last call. */
  next(time: number): number {
    if (this.#add > 0) this.noise[0] = this.#keep * this.noise[0] + this.#add * this.#random.normal();
    return currentAt(this.#settings, time) + this.noise[0];
  }
}
