import { InputError } from '../contract/errors.js';
import { krotovHopfieldWasm } from '../kernels/generated/krotov-hopfield.js';
import { type LayerOptions, type PanelKernel, PanelLayer } from './panel-layer.js';

export interface KrotovHopfieldOptions extends LayerOptions {
  /** p: the weights of a unit come to lie on the unit sphere of the p-norm; default 2. */
  readonly power?: number;
  /** k: which unit, in order of current, unlearns; default 2. 1: none does. */
  readonly rank?: number;
  /** Δ: how strongly it unlearns; default .4. */
  readonly antiHebbian?: number;
  /** First weights: normal numbers (the default, as in the paper), or their magnitudes, with which every unit gets to win. */
  readonly initial?: 'normal' | 'positive';
}

interface KrotovHopfieldKernel extends PanelKernel {
  learn(
    samples: number,
    rows: number,
    currents: number,
    weights: number,
    units: number,
    stride: number,
    rank: number,
    antiHebbian: number,
    rate: number,
    change: number,
    drive: number,
    best: number,
  ): void;
}

/**
 * Hidden units that compete (Krotov & Hopfield 2019, doi:10.1073/pnas.1820458116). A unit's current is
 * I = Σ sign(w) |w|^(p − 1) x; for each sample the unit of largest I learns, Δw = x − I w, and the one of rank k unlearns, by
 * −Δ times the same. The changes of a mini-batch are added, divided by the largest of them, and made at the learning rate.
 * @throws InputError for a power below 1 and a rank that is none of the units'
 */
export class KrotovHopfieldLayer extends PanelLayer<KrotovHopfieldKernel> {
  readonly #rank: number;
  readonly #antiHebbian: number;

  constructor({ power = 2, rank = 2, antiHebbian = 0.4, initial = 'normal', ...options }: KrotovHopfieldOptions) {
    if (!(power >= 1)) throw new InputError('power', power, 'a number of at least 1');
    if (!(rank >= 1 && rank <= options.units)) {
      throw new InputError('rank', rank, `a rank from 1 to ${options.units}, the number of units`);
    }
    super(options, { wasm: krotovHopfieldWasm, exponent: power - 1, deviation: 1, isPositive: initial === 'positive' });
    this.#rank = rank;
    this.#antiHebbian = antiHebbian;
  }

  /** Learns the first `rows` of {@link samples} as one mini-batch: no weight changes by more than `rate`. */
  learn(rows: number, rate: number): void {
    this.currents(rows);
    const { weights, samples, currents, change, drive, scratch } = this.memory;
    this.kernel.learn(
      samples.pointer,
      rows,
      currents.pointer,
      weights.pointer,
      this.units,
      this.stride,
      this.#rank,
      this.#antiHebbian,
      rate,
      change.pointer,
      drive.pointer,
      scratch.pointer,
    );
  }
}
