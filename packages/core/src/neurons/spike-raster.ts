import { dense, type Field } from '../contract/field.js';

/**
 * The last spikes of a population, for a raster: time against neuron. `data` and `cursor` belong into the model's state.
 */
export class SpikeRaster {
  /** Triples of time, neuron and class; NaN where no spike was recorded yet. */
  readonly data: Float32Array;
  readonly cursor = new Uint32Array(1);

  /** @param length spikes kept: the oldest are overwritten */
  constructor(readonly length: number) {
    this.data = new Float32Array(3 * length).fill(Number.NaN);
  }

  push(time: number, neuron: number, kind = 0): void {
    const at = 3 * this.cursor[0];
    this.data[at] = time;
    this.data[at + 1] = neuron;
    this.data[at + 2] = kind;
    this.cursor[0] = (this.cursor[0] + 1) % this.length;
  }

  /** [n, 3]; points that are NaN are not drawn. */
  field(range?: Field['range']): Field {
    return dense(this.data, [this.length, 3], range);
  }
}
