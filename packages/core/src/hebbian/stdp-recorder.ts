import { dense, type Field, type TypedArray } from '../contract/field.js';
import { SpikeRaster } from '../neurons/spike-raster.js';
import { Trace } from '../neurons/trace.js';

/** Seconds that the curves span, and from one of their points to the next. */
const PAST = 120;
const EVERY = 0.1;
/** Milliseconds that the raster spans; spikes of the inputs and of the neuron that are kept. */
const RECENT = 200;
const KEPT = 4096;
const OUTPUTS = 128;
/** Time constant of the running rate, ms. */
const MEMORY = 2000;

/** The recent past of one neuron and its inputs. `state()` belongs into the model's state. */
export class StdpRecorder {
  /** Running rate of the neuron (Hz), then the time (ms). */
  readonly #now = new Float64Array(2);
  readonly #raster = new SpikeRaster(KEPT);
  /** Times of the neuron's spikes (s). */
  readonly #outputs = new Trace(OUTPUTS);
  readonly #lines = new Float32Array(4 * OUTPUTS);
  readonly #rates = [new Trace(PAST / EVERY), new Trace(PAST / EVERY)];

  constructor(
    readonly inputs: number,
    readonly inputRate: number,
  ) {}

  get rate(): number {
    return this.#now[0];
  }

  /** An input of class `kind` spikes in the step that ends at `time` (ms). */
  arrive(time: number, input: number, kind: number): void {
    this.#raster.push(time / 1000, input, kind);
  }

  /** Closes the step that ends at `time` (ms). */
  close(time: number, fires: boolean): void {
    const now = this.#now;
    now[0] += ((fires ? 1000 : 0) - now[0]) / Math.min(MEMORY, time);
    now[1] = time;
    if (fires) this.#outputs.push(time / 1000, 0);
    if (time % (1000 * EVERY) !== 0) return;
    this.#rates[0].push(time / 1000, now[0]);
    this.#rates[1].push(time / 1000, this.inputRate);
  }

  readonly fields = {
    rate: (): Field => this.#rates[0].field(this.#span()),
    inputRate: (): Field => this.#rates[1].field(this.#span()),
    raster: (): Field => this.#raster.field(),
    output: (): Field => {
      const from = Math.max(0, this.#now[1] - RECENT) / 1000;
      const { data } = this.#outputs;
      for (let i = 0; i < OUTPUTS; i++) {
        const time = data[2 * i] >= from ? data[2 * i] : Number.NaN;
        this.#lines.set([time, 0, time, this.inputs], 4 * i);
      }
      const across = [from, from + RECENT / 1000] as const;
      const up = [0, this.inputs] as const;
      return dense(this.#lines, [OUTPUTS, 4], [across, up, across, up]);
    },
  };

  state(): Record<string, TypedArray> {
    const [neuron, inputs] = this.#rates;
    return {
      now: this.#now,
      raster: this.#raster.data,
      rasterCursor: this.#raster.cursor,
      outputs: this.#outputs.data,
      outputsCursor: this.#outputs.cursor,
      rates: neuron.data,
      ratesCursor: neuron.cursor,
      inputRates: inputs.data,
      inputRatesCursor: inputs.cursor,
    };
  }

  /** The top holds the fastest of the past, in steps of 50 Hz, so that it seldom jumps. */
  #span(): Field['range'] {
    const { data } = this.#rates[0];
    let fastest = this.inputRate;
    for (let i = 1; i < data.length; i += 2) if (data[i] > fastest) fastest = data[i];
    const from = Math.max(0, this.#now[1] / 1000 - PAST);
    return [
      [from, from + PAST],
      [0, 50 * Math.ceil(fastest / 50 + 0.01)],
    ];
  }
}
