import { dense, type Field } from '../contract/field.js';
import { Trace } from '../neurons/trace.js';
import { type Couplings, settle } from './couplings.js';

const POINTS = 384;
const MEMORIES = 32;
const SETTLED = 2;

/** Energies that a recall may come to: those of the first memories, and of the states of rest beside the very first. */
export function landmarks(couplings: Couplings, patterns: readonly Int8Array[]): number[] {
  return patterns.slice(0, MEMORIES).flatMap((pattern, p) => {
    couplings.state.set(pattern);
    couplings.refresh();
    const energy = couplings.energy();
    if (p >= SETTLED) return [energy];
    settle(couplings, 10);
    return [energy, couplings.energy()];
  });
}

/** The energy over the last `window` steps, for a chart whose ranges do not jump; its `state` belongs into the model's. */
export class Descent {
  readonly #trace = new Trace(POINTS);
  readonly #window: number;
  readonly #every: number;
  /** Energies that the chart spans. */
  readonly range: readonly [number, number];

  /** @param energies what the range must hold, at least one */
  constructor(window: number, energies: readonly number[]) {
    this.#every = Math.max(1, Math.round(window / POINTS));
    this.#window = this.#every * POINTS;
    const low = Math.min(...energies);
    const high = Math.max(...energies);
    const margin = 0.05 * (high - low) || 1;
    this.range = [low - margin, high + margin];
  }

  get state(): { readonly descent: Float32Array; readonly descentCursor: Uint32Array } {
    return { descent: this.#trace.data, descentCursor: this.#trace.cursor };
  }

  isDue(time: number): boolean {
    return time % this.#every === 0;
  }

  record(time: number, energy: number): void {
    this.#trace.push(time, energy);
  }

  /** Pairs of time and energy, oldest first, [n, 2]. */
  field(): Field {
    const { data, shape } = this.#trace.field();
    const now = data[data.length - 2];
    const start = Math.max(0, now - this.#window);
    return dense(data, shape, [[start, start + this.#window], this.range]);
  }
}
