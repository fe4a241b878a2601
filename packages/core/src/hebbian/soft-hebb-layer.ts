import { InputError } from '../contract/errors.js';
import { softHebbWasm } from '../kernels/generated/soft-hebb.js';
import { type LayerOptions, type PanelKernel, PanelLayer } from './panel-layer.js';

export interface SoftHebbOptions extends LayerOptions {
  /** Of the softmax: how sharply the strongest wins, an inverse temperature; default 12. */
  readonly steepness?: number;
  /** Whether those that do not win unlearn by their response, default true. */
  readonly antiHebbian?: boolean;
  /** Length of the first weights of each unit, on average; default 25. */
  readonly radius?: number;
  /** q: a unit's rate is |1 − ‖w‖|^q of the whole, so that it settles as its length comes to 1; default ½. */
  readonly exponent?: number;
}

interface SoftHebbKernel extends PanelKernel {
  learn(
    samples: number,
    rows: number,
    currents: number,
    weights: number,
    units: number,
    stride: number,
    steepness: number,
    antiHebbian: boolean,
    rate: number,
    exponent: number,
    change: number,
    drive: number,
    responses: number,
  ): void;
}

/**
 * Soft winner-take-all with Hebbian learning (Moraitis et al. 2022; rate by weight norm, large first weights and
 * anti-Hebbian losers as in Journé et al. 2023, arXiv:2209.11883). Responses are y = softmax(steepness · u) of the currents
 * u = w x, those of losers negated, and Δw = y (x − u w). The changes of a mini-batch are added and divided by the largest;
 * each unit makes them at rate · |1 − ‖w‖|^q, at most 1.
 * @throws InputError for a steepness or radius that is not above 0
 */
export class SoftHebbLayer extends PanelLayer<SoftHebbKernel> {
  readonly #steepness: number;
  readonly #antiHebbian: boolean;
  readonly #exponent: number;

  constructor({ steepness = 12, antiHebbian = true, radius = 25, exponent = 0.5, ...options }: SoftHebbOptions) {
    if (!(steepness > 0)) throw new InputError('steepness', steepness, 'a number above 0');
    if (!(radius > 0)) throw new InputError('radius', radius, 'a length above 0');
    super(options, { wasm: softHebbWasm, exponent: 1, deviation: radius / Math.sqrt(options.inputs) });
    this.#steepness = steepness;
    this.#antiHebbian = antiHebbian;
    this.#exponent = exponent;
  }

  /** Learns the first `rows` of {@link samples} as one mini-batch. */
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
      this.#steepness,
      this.#antiHebbian,
      rate,
      this.#exponent,
      change.pointer,
      drive.pointer,
      scratch.pointer,
    );
  }
}
