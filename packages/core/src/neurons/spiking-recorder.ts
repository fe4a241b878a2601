import { dense, type Field, type TypedArray } from '../contract/field.js';
import { SpikeRaster } from './spike-raster.js';
import { SpikingIntervals } from './spiking-intervals.js';
import type { SpikingNetwork } from './spiking-network.js';
import { Trace } from './trace.js';

/** What a recorder keeps, times in ms, potentials in mV. */
export interface Recorded {
  /** What the charts show of the past. */
  readonly window: number;
  /** Spikes are counted in bins of this length. */
  readonly bin: number;
  /** Neurons whose spikes the raster shows, at most: every n-th. */
  readonly shown: number;
  /** Span of the membrane potential in curves; a spike reaches its top. */
  readonly potentials: readonly [low: number, high: number];
  /** Span of the colours of potentials below the threshold. */
  readonly colours: readonly [low: number, high: number];
  /** How long a spike glows in the picture of all neurons. */
  readonly glow: number;
}

/** Cells whose potentials are drawn. */
const CELLS = 3;
/** Spikes that the raster keeps. */
const RASTER = 12288;
/** Points of a curve, at most. */
const POINTS = 2500;
/** Time after which what is known of the intervals counts half, ms. */
const FADE = 2000;

type Range = readonly [number, number];

/** The recent past of a network: raster, rates, a few potentials, intervals. `state()` belongs into the model's state. */
export class SpikingRecorder {
  readonly intervals: SpikingIntervals;
  readonly #raster = new SpikeRaster(RASTER);
  readonly #rates: readonly [Trace, Trace];
  readonly #cells: readonly { readonly neuron: number; readonly lift: number; readonly trace: Trace }[];
  /** Spikes in the bin so far, of excitatory and of inhibitory neurons; then the time, in steps. */
  readonly #now = new Float64Array(3);
  readonly #binSteps: number;
  readonly #sampleSteps: number;
  readonly #fadeSteps: number;
  readonly #stride: number;
  readonly #side: number;
  readonly #image: Float32Array;

  constructor(
    readonly network: SpikingNetwork,
    readonly options: Recorded,
  ) {
    const { excitatory, inhibitory, timeStep } = network;
    const neurons = excitatory + inhibitory;
    const steps = Math.max(1, Math.round(options.window / timeStep));
    this.intervals = new SpikingIntervals(neurons);
    this.#binSteps = Math.max(1, Math.round(options.bin / timeStep));
    this.#sampleSteps = Math.ceil(steps / POINTS);
    this.#fadeSteps = Math.max(1, Math.round(FADE / timeStep));
    this.#stride = Math.ceil(neurons / options.shown);
    const bins = Math.max(2, Math.floor(steps / this.#binSteps));
    this.#rates = [new Trace(bins), new Trace(bins)];
    const [low, high] = options.potentials;
    this.#cells = [0, Math.floor(excitatory / 2), neurons - 1].map((neuron, i) => {
      const lift = (CELLS - 1 - i) * (high - low);
      return { neuron, lift, trace: new Trace(Math.floor(steps / this.#sampleSteps)) };
    });
    this.#side = Math.ceil(Math.sqrt(neurons));
    this.#image = new Float32Array(this.#side * Math.ceil(neurons / this.#side));
  }

  /** Notes what happened in the step after which `time` steps are taken: the first `count` of the network's spikes. */
  record(count: number, time: number): void {
    const { spikes, excitatory, timeStep } = this.network;
    for (let s = 0; s < count; s++) {
      const neuron = spikes[s];
      const isInhibitory = neuron >= excitatory ? 1 : 0;
      this.#now[isInhibitory]++;
      this.intervals.push(neuron, time);
      if (neuron % this.#stride === 0) this.#raster.push(time * timeStep, neuron, 1 - isInhibitory);
    }
    this.#now[2] = time;
    if (time % this.#binSteps === 0) this.#closeBin(time);
    if (time % this.#sampleSteps === 0) this.#sample(time);
    if (time % this.#fadeSteps === 0) this.intervals.fade();
  }

  #closeBin(time: number): void {
    const { excitatory, inhibitory, timeStep } = this.network;
    const seconds = (this.#binSteps * timeStep) / 1000;
    const middle = (time - this.#binSteps / 2) * timeStep;
    this.#rates[0].push(middle, excitatory > 0 ? this.#now[0] / (excitatory * seconds) : 0);
    this.#rates[1].push(middle, inhibitory > 0 ? this.#now[1] / (inhibitory * seconds) : 0);
    this.#now.fill(0, 0, 2);
  }

  /** A cell that fired since the last sample shows as a spike, though it was reset within the step. */
  #sample(time: number): void {
    const peak = this.options.potentials[1];
    for (const { neuron, trace } of this.#cells) {
      const fired = this.intervals.last[neuron] > time - this.#sampleSteps;
      const potential = fired ? peak : Math.min(peak, this.network.potentials[neuron]);
      trace.push(time * this.network.timeStep, potential);
    }
  }

  /** The time (ms) that the charts show. */
  span(): Range {
    const now = this.#now[2] * this.network.timeStep;
    return [Math.max(0, now - this.options.window), Math.max(now, this.options.window)];
  }

  /** Time (ms), neuron and class (1 excitatory, 0 inhibitory) of the last spikes. */
  raster(): Field {
    const neurons = this.network.excitatory + this.network.inhibitory;
    return this.#raster.field([this.span(), [0, neurons], [0, 1]]);
  }

  /** Time (ms) and rate (Hz) of the excitatory (0) or inhibitory (1) neurons, bin by bin. */
  rates(population: 0 | 1): Field {
    const highest = Math.max(peakOf(this.#rates[0]), peakOf(this.#rates[1]));
    return this.#rates[population].field([this.span(), [0, roundCeiling(highest)]]);
  }

  /** Time (ms) and potential (mV) of a cell, each drawn above the next. */
  potential(cell: number): Field {
    const [low, high] = this.options.potentials;
    const { trace, lift } = this.#cells[cell];
    const field = trace.field([this.span(), [low, low + CELLS * (high - low)]]);
    for (let at = 1; at < field.data.length; at += 2) field.data[at] = Math.max(low, field.data[at]) + lift;
    return field;
  }

  /** All potentials as a picture, row by row; neurons that fired in the last step at the top of the span. */
  potentials(): Field {
    const [low, high] = this.options.colours;
    const { last } = this.intervals;
    const image = this.#image.fill(low);
    for (let i = 0; i < last.length; i++) {
      image[i] = last[i] === this.#now[2] ? high : this.network.potentials[i];
    }
    return this.#picture([low, high]);
  }

  /** All neurons as a picture: 1 where one just fired, fading to 0. */
  glow(): Field {
    const { last } = this.intervals;
    const steps = this.options.glow / this.network.timeStep;
    for (let i = 0; i < last.length; i++) this.#image[i] = Math.max(0, 1 - (this.#now[2] - last[i]) / steps);
    return this.#picture([0, 1]);
  }

  #picture(range: Range): Field {
    return dense(this.#image, [this.#image.length / this.#side, this.#side], [range]);
  }

  /** Mean rates (Hz) over the window, regularity of intervals, and how far the population's count is from independent. */
  measures(): { rateE: number; rateI: number; cv: number; fano: number } {
    const [excited, inhibited] = this.#rates;
    return {
      rateE: meanOf(excited),
      rateI: meanOf(inhibited),
      cv: this.intervals.variation(),
      fano: this.#fano(),
    };
  }

  /** Variance over mean of the number of spikes in a bin, over the window. */
  #fano(): number {
    const { excitatory, inhibitory, timeStep } = this.network;
    const seconds = (this.#binSteps * timeStep) / 1000;
    const [excited, inhibited] = this.#rates;
    let bins = 0;
    let sum = 0;
    let squares = 0;
    for (let at = 1; at < excited.data.length; at += 2) {
      const count = (excited.data[at] * excitatory + inhibited.data[at] * inhibitory) * seconds;
      if (Number.isNaN(count)) continue;
      bins++;
      sum += count;
      squares += count * count;
    }
    return sum > 0 ? Math.max(0, squares / sum - sum / bins) : 0;
  }

  state(): Record<string, TypedArray> {
    const cells = this.#cells.flatMap(({ trace }, i) => [
      [`cell${i}`, trace.data],
      [`cell${i}At`, trace.cursor],
    ]);
    const [excited, inhibited] = this.#rates;
    return {
      raster: this.#raster.data,
      rasterAt: this.#raster.cursor,
      ratesE: excited.data,
      ratesEAt: excited.cursor,
      ratesI: inhibited.data,
      ratesIAt: inhibited.cursor,
      recorded: this.#now,
      last: this.intervals.last,
      intervals: this.intervals.sums,
      ...Object.fromEntries(cells),
    };
  }
}

function meanOf({ data }: Trace): number {
  let sum = 0;
  let count = 0;
  for (let at = 1; at < data.length; at += 2) {
    if (Number.isNaN(data[at])) continue;
    sum += data[at];
    count++;
  }
  return count > 0 ? sum / count : 0;
}

function peakOf({ data }: Trace): number {
  let peak = 0;
  for (let at = 1; at < data.length; at += 2) if (data[at] > peak) peak = data[at];
  return peak;
}

/** The next of 10, 20, 50, 100, …: an axis that seldom jumps. */
function roundCeiling(value: number): number {
  let round = 10;
  for (let n = 0; round < value; n++) round *= n % 3 === 1 ? 2.5 : 2;
  return round;
}
