import type { TypedArray } from '../contract/field.js';
import type { Random } from '../random/random.js';

/** Window of the rates that are asked for, and time between questions about them, ms. */
const WINDOW = 30;
const QUESTION = 10;
/** A new rate every so many ms. */
const HOLD = 120;

export interface LiquidTaskOptions {
  readonly task: 'templates' | 'rates';
  readonly channels: number;
  /** Mean rate of an input, Hz. */
  readonly rate: number;
  /** Length of a template, ms. */
  readonly segment: number;
  /** Standard deviation of the shift of each of its spikes, ms. */
  readonly jitter: number;
  /** Templates, or windows of 30 ms, that lie between what is asked for and the question. */
  readonly back: number;
  /** ms. */
  readonly timeStep: number;
}

/**
 * What a liquid hears, and what is asked of it. `templates`: one of two fixed patterns of spikes after the other, each
 * spike shifted at random; at the end of each: which one was it (±1), or the one `back` before it? `rates`: random spikes
 * at a rate that changes; how many, in Hz and on average over the inputs, were there in the last 30 ms, or `back` times
 * 30 ms before?
 */
export class LiquidTask {
  readonly #templates: readonly (readonly (readonly [step: number, channel: number])[])[];
  readonly #segmentSteps: number;
  /** Input spikes, a row of channels a step: of this segment, or of the last window. */
  readonly plan: Uint8Array;
  /** Which templates were played, the latest first; −1 where there was none. */
  readonly #played: Int8Array;
  /** Chance of a spike in a step, and the number of spikes in the window. */
  readonly #now: Float64Array;
  /** Whether a question is asked now, and the right answer. */
  asks = false;
  answer = 0;

  constructor(
    readonly options: LiquidTaskOptions,
    random: Random,
    readonly chance: Random,
  ) {
    const { channels, segment, rate, timeStep } = options;
    this.#segmentSteps = Math.max(1, Math.round(segment / timeStep));
    const windows = Math.round(WINDOW / timeStep) * (options.back + 1);
    const rows = options.task === 'templates' ? this.#segmentSteps : windows;
    this.plan = new Uint8Array(rows * channels);
    this.#played = new Int8Array(options.back + 1).fill(-1);
    this.#now = Float64Array.of((rate * timeStep) / 1000, 0);
    const spikes = Math.round((rate * segment) / 1000);
    this.#templates = [0, 1].map(() => {
      return Array.from({ length: spikes * channels }, (_, n) => [random.integer(this.#segmentSteps), n % channels]);
    });
  }

  /** Where in {@link plan} the spikes of each channel at that step begin; sets {@link asks} and {@link answer}. */
  next(time: number): number {
    return this.options.task === 'templates' ? this.#playTemplate(time) : this.#playRate(time);
  }

  #playTemplate(time: number): number {
    const { channels } = this.options;
    const step = time % this.#segmentSteps;
    if (step === 0) this.#choose();
    const template = this.#played[this.options.back];
    this.asks = step === this.#segmentSteps - 1 && template >= 0;
    this.answer = template === 1 ? 1 : -1;
    return step * channels;
  }

  #choose(): void {
    const { channels, jitter, timeStep } = this.options;
    this.#played.copyWithin(1, 0);
    this.#played[0] = this.chance.integer(2);
    this.plan.fill(0);
    for (const [step, channel] of this.#templates[this.#played[0]]) {
      const shifted = Math.round(step + (jitter / timeStep) * this.chance.normal());
      const at = Math.min(this.#segmentSteps - 1, Math.max(0, shifted)) * channels + channel;
      this.plan[at]++;
    }
  }

  #playRate(time: number): number {
    const { channels, rate, timeStep, back } = this.options;
    if (time % Math.round(HOLD / timeStep) === 0) {
      this.#now[0] = (2 * rate * this.chance.uniform() * timeStep) / 1000;
    }
    const rows = this.plan.length / channels;
    const row = (time % rows) * channels;
    const entering = ((time + rows - Math.round(WINDOW / timeStep) * back) % rows) * channels;
    // What leaves the ring leaves the window; what came `back` windows ago enters it.
    for (let channel = 0; channel < channels; channel++) {
      this.#now[1] -= this.plan[row + channel];
      this.plan[row + channel] = this.chance.uniform() < this.#now[0] ? 1 : 0;
    }
    for (let channel = 0; channel < channels; channel++) this.#now[1] += this.plan[entering + channel];
    this.asks = time % Math.round(QUESTION / timeStep) === 0;
    this.answer = (this.#now[1] * 1000) / (WINDOW * channels);
    return row;
  }

  state(): Record<string, TypedArray> {
    return { plan: this.plan, played: this.#played, input: this.#now };
  }
}
