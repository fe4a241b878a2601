import { dense, type Field, type TypedArray } from '../contract/field.js';
import { Trace } from '../neurons/trace.js';
import type { DistalRewardExperiment } from './eligibility-experiment.js';

/** Seconds that the weights' curves span, and from one point to the next. */
const PAST = 3600;
const EVERY = 2;
/** The same for eligibility and dopamine, and their span. */
const RECENT = 100;
const OFTEN = 0.05;
const LOW = -1;
const HIGH = 1.5;

/** The past of an experiment. `state()` belongs into the model's state. */
export class DistalRewardRecorder {
  readonly #traces = {
    rewarded: new Trace(PAST / EVERY),
    others: new Trace(PAST / EVERY),
    strongest: new Trace(PAST / EVERY),
    eligibility: new Trace(RECENT / OFTEN),
    dopamine: new Trace(RECENT / OFTEN),
  };
  /** ms */
  readonly #clock = new Float64Array(1);
  readonly #points: Float32Array;

  constructor(readonly experiment: DistalRewardExperiment) {
    this.#points = new Float32Array(3 * experiment.options.synapses);
  }

  /** Closes the step that ends at `time`, ms. */
  close(time: number): void {
    this.#clock[0] = time;
    const { rewarded, others, strongest, eligibility, dopamine } = this.#traces;
    const { synapses, state } = this.experiment;
    if (time % (1000 * OFTEN) === 0) {
      eligibility.push(time / 1000, synapses.eligibility[0]);
      dopamine.push(time / 1000, state[0]);
    }
    if (time % (1000 * EVERY) !== 0) return;
    const now = this.strengths();
    rewarded.push(time / 1000, now.rewarded);
    others.push(time / 1000, now.others);
    strongest.push(time / 1000, now.strongest);
  }

  /** Mean weight of the rewarded synapses, mean and largest of the others. */
  strengths(): Record<'rewarded' | 'others' | 'strongest', number> {
    const { weights } = this.experiment.synapses;
    const { rewarded: ours, synapses } = this.experiment.options;
    let [rewarded, others, strongest] = [0, 0, 0];
    for (let i = 0; i < synapses; i++) {
      if (i < ours) rewarded += weights[i] / ours;
      else {
        others += weights[i] / Math.max(1, synapses - ours);
        strongest = Math.max(strongest, weights[i]);
      }
    }
    return { rewarded, others, strongest };
  }

  readonly fields = {
    rewarded: (): Field => this.#traces.rewarded.field(this.#span(PAST, [-0.02, 1.02])),
    others: (): Field => this.#traces.others.field(),
    strongest: (): Field => this.#traces.strongest.field(),
    eligibility: (): Field => this.#traces.eligibility.field(this.#span(RECENT, [LOW, HIGH])),
    dopamine: (): Field => this.#traces.dopamine.field(),
    weights: (): Field => {
      const { weights } = this.experiment.synapses;
      const { rewarded, synapses } = this.experiment.options;
      for (let i = 0; i < synapses; i++) this.#points.set([i, weights[i], i < rewarded ? 1 : 0], 3 * i);
      return dense(
        this.#points,
        [synapses, 3],
        [
          [-1, synapses],
          [-0.02, 1.02],
          [0, 1],
        ],
      );
    },
  };

  state(): Record<string, TypedArray> {
    const traces = Object.entries(this.#traces).flatMap(([name, { data, cursor }]) => [
      [`${name}Trace`, data],
      [`${name}Cursor`, cursor],
    ]);
    return { clock: this.#clock, ...Object.fromEntries(traces) };
  }

  #span(seconds: number, up: readonly [number, number]): Field['range'] {
    const from = Math.max(0, this.#clock[0] / 1000 - seconds);
    return [[from, from + seconds], up];
  }
}
