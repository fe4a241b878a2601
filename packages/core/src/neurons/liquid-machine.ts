import { dense, type Field, type TypedArray } from '../contract/field.js';
import type { Random } from '../random/random.js';
import { COLUMN, LiquidColumn, type LiquidOptions } from './liquid-column.js';
import { LiquidReadout } from './liquid-readout.js';
import { LiquidTask, type LiquidTaskOptions } from './liquid-task.js';
import { SpikeRaster } from './spike-raster.js';
import type { SpikingNetwork } from './spiking-network.js';
import { Trace } from './trace.js';

/** Questions after which the read-out gets new weights. */
const EVERY = { templates: 10, rates: 50 } as const;
/** Points of the curves of answers and of scores. */
const ANSWERS = { templates: 40, rates: 200 } as const;
const SCORES = 400;

export interface LiquidMachineOptions extends LiquidOptions, Omit<LiquidTaskOptions, 'timeStep'> {
  readonly ridge: number;
}

type Range = readonly [number, number];

/** A liquid, what it hears, and two read-outs: of the liquid, and of the input itself for comparison. */
export class LiquidMachine implements SpikingNetwork {
  readonly column: LiquidColumn;
  readonly readout: LiquidReadout;
  readonly inputReadout: LiquidReadout;
  readonly #task: LiquidTask;
  readonly #heard = new SpikeRaster(1024);
  readonly #truth: Trace;
  readonly #answer: Trace;
  readonly #score = new Trace(SCORES);
  readonly #inputScore = new Trace(SCORES);

  constructor(
    readonly options: LiquidMachineOptions,
    random: Random,
  ) {
    this.column = new LiquidColumn(options, random);
    const { timeStep, excitatory, inhibitory } = this.column;
    this.#task = new LiquidTask({ ...options, timeStep }, random.stream('templates'), random.stream('task'));
    this.readout = new LiquidReadout(excitatory + inhibitory, options.ridge, timeStep);
    this.inputReadout = new LiquidReadout(options.channels, options.ridge, timeStep);
    this.#truth = new Trace(ANSWERS[options.task]);
    this.#answer = new Trace(ANSWERS[options.task]);
  }

  get excitatory(): number {
    return this.column.excitatory;
  }
  get inhibitory(): number {
    return this.column.inhibitory;
  }
  get timeStep(): number {
    return this.column.timeStep;
  }
  get potentials(): Float32Array {
    return this.column.potentials;
  }
  get spikes(): Int32Array {
    return this.column.spikes;
  }

  advance(time: number): number {
    this.readout.fade();
    this.inputReadout.fade();
    this.#hear(this.#task.next(time), time);
    const count = this.column.advance(time);
    for (let s = 0; s < count; s++) this.readout.hear(this.spikes[s]);
    if (this.#task.asks) this.#ask((time + 1) * this.timeStep);
    return count;
  }

  #hear(first: number, time: number): void {
    const neurons = this.excitatory + this.inhibitory;
    const { plan } = this.#task;
    for (let channel = 0; channel < this.options.channels; channel++) {
      for (let n = 0; n < plan[first + channel]; n++) {
        this.column.receive(channel);
        this.inputReadout.hear(channel);
        this.#heard.push((time + 1) * this.timeStep, neurons + 5 + 4 * channel);
      }
    }
  }

  #ask(now: number): void {
    const { answer } = this.#task;
    const every = EVERY[this.options.task];
    this.#truth.push(now, answer);
    this.#answer.push(now, this.readout.ask(answer, every));
    this.inputReadout.ask(answer, every);
    const seconds = now / 1000;
    this.#score.push(seconds, this.score(this.readout));
    this.#inputScore.push(seconds, this.score(this.inputReadout));
  }

  /** Share of right answers, or their correlation with the truth. */
  score(readout: LiquidReadout): number {
    return this.options.task === 'templates' ? readout.accuracy() : readout.correlation();
  }

  /** What a read-out that knows nothing scores. */
  get chance(): number {
    return this.options.task === 'templates' ? 0.5 : 0;
  }

  /** Highest row of the raster, input spikes above the liquid's. */
  get rows(): number {
    return this.excitatory + this.inhibitory + 5 + 4 * this.options.channels;
  }

  heard(span: Range): Field {
    return this.#heard.field([span, [0, this.rows], [0, 2]]);
  }

  /** Answers and truths over time (ms). */
  answers(which: 'truth' | 'answer'): Field {
    const top = this.options.task === 'templates' ? 2 : 4 * this.options.rate + 20;
    const bottom = this.options.task === 'templates' ? -2 : -10;
    const trace = which === 'truth' ? this.#truth : this.#answer;
    return trace.field([spanOf(this.#truth), [bottom, top]]);
  }

  /** Scores over time (s), of the liquid's read-out or of the input's. */
  scores(which: 'liquid' | 'input'): Field {
    return (which === 'liquid' ? this.#score : this.#inputScore).field([spanOf(this.#score), [-0.05, 1.05]]);
  }

  /** The column as seen from the side: x, y and how lately each neuron fired (1 now, 0 long ago). */
  view(out: Float32Array, glow: Float32Array): Field {
    const neurons = this.excitatory + this.inhibitory;
    for (let i = 0; i < neurons; i++) {
      const [x, y] = this.#project(i);
      out.set([x, y, glow[i]], 3 * i);
    }
    return dense(out, [neurons, 3], [...PICTURE, [-0.4, 1]]);
  }

  /** All synapses as strokes in that picture. */
  strokes(): Field {
    const { synapses, starts } = this.column;
    const lines = new Float32Array(4 * Math.max(1, synapses.count)).fill(Number.NaN);
    for (let i = 0; i < this.excitatory + this.inhibitory; i++) {
      for (let s = starts[i]; s < starts[i + 1]; s++) {
        lines.set([...this.#project(i), ...this.#project(synapses.targets[s])], 4 * s);
      }
    }
    return dense(lines, [lines.length / 4, 4], [...PICTURE, ...PICTURE]);
  }

  #project(neuron: number): [x: number, y: number] {
    const [x, y, z] = this.column.places.subarray(3 * neuron, 3 * neuron + 3);
    return [x + 0.45 * z, y + 0.32 * z + 0.04 * x];
  }

  state(): Record<string, TypedArray> {
    const traces = { truth: this.#truth, answer: this.#answer, score: this.#score, inputScore: this.#inputScore };
    const kept = Object.entries(traces).flatMap(([name, { data, cursor }]) => [
      [name, data],
      [`${name}At`, cursor],
    ]);
    return {
      ...this.column.state(),
      ...this.#task.state(),
      ...this.readout.state('liquid'),
      ...this.inputReadout.state('plain'),
      heard: this.#heard.data,
      heardAt: this.#heard.cursor,
      ...Object.fromEntries(kept),
    };
  }
}

const PICTURE: readonly Range[] = [
  [-1, COLUMN[0] + 1],
  [-1, COLUMN[1] + 1.5],
];

/** From the oldest time of a trace to the latest; not less than a moment. */
function spanOf({ data }: Trace): Range {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < data.length; at += 2) {
    if (data[at] < low) low = data[at];
    if (data[at] > high) high = data[at];
  }
  return high > low ? [low, high] : [0, 1];
}
