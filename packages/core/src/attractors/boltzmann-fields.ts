import { dense, type Field } from '../contract/field.js';
import type { BoltzmannMachine } from './boltzmann-network.js';
import type { BoltzmannPatterns } from './boltzmann-tasks.js';

/** Sweeps of the free machine that are shown. */
const SWEEPS = 48;

/** The weights as one picture, biases on the diagonal. */
export function weightsField({ units, weights, biases }: BoltzmannMachine): () => Field {
  const cells = new Float32Array(units * units);
  return () => {
    let most = 0;
    for (let i = 0; i < cells.length; i++) {
      cells[i] = i % (units + 1) === 0 ? biases[i / (units + 1)] : weights[i];
      most = Math.max(most, Math.abs(cells[i]));
    }
    return dense(cells, [units, units], [[-most || -1, most || 1]]);
  };
}

/** A stroke for each pattern as high as it is likely, and the tips of these. */
export class Stems {
  readonly #stems: Float32Array;
  readonly #tips: Float32Array;
  readonly #range: Field['range'];

  /**
   * @param patterns how many
   * @param aside how far to the right of each pattern's number
   * @param highest probability that the chart spans
   */
  constructor(
    readonly patterns: number,
    readonly aside: number,
    highest: number,
  ) {
    this.#stems = new Float32Array(6 * patterns).fill(Number.NaN);
    this.#tips = new Float32Array(2 * patterns);
    this.#range = [
      [0.25, patterns + 0.75],
      [0, highest],
    ];
  }

  stems(probability: (pattern: number) => number): Field {
    for (let p = 0; p < this.patterns; p++) {
      this.#stems[6 * p] = p + 1 + this.aside;
      this.#stems[6 * p + 1] = 0;
      this.#stems[6 * p + 2] = p + 1 + this.aside;
      this.#stems[6 * p + 3] = probability(p);
    }
    return dense(this.#stems, [3 * this.patterns, 2], this.#range);
  }

  tips(probability: (pattern: number) => number): Field {
    for (let p = 0; p < this.patterns; p++) {
      this.#tips[2 * p] = p + 1 + this.aside;
      this.#tips[2 * p + 1] = probability(p);
    }
    return dense(this.#tips, [this.patterns, 2], this.#range);
  }
}

/** A row a pattern: visible units, a gap, and how likely each hidden one is on. */
export function codesField(machine: BoltzmannMachine, { patterns, visible }: BoltzmannPatterns): () => Field {
  const across = visible + 1 + machine.hidden;
  const cells = new Float32Array(patterns.length * across);
  return () => {
    const { states } = machine;
    patterns.forEach((v, p) => {
      for (let i = 0; i < visible; i++) cells[p * across + i] = (v >> i) & 1;
      for (let j = 0; j < machine.hidden; j++) cells[p * across + visible + 1 + j] = states.hiddenGiven(j, v);
    });
    return dense(cells, [patterns.length, across], [[0, 1]]);
  };
}

/** The last states of the free machine; `state` belongs into the model's. */
export class StateRaster {
  /** Rows of units in order of time from the cursor on, 0 off, 1 on. */
  readonly #rows: Uint8Array;
  readonly #cursor = new Uint32Array(1);
  readonly #cells: Uint8Array;

  constructor(
    readonly visible: number,
    readonly units: number,
  ) {
    this.#rows = new Uint8Array(SWEEPS * units);
    this.#cells = new Uint8Array(SWEEPS * (units + 1));
  }

  get state() {
    return { sweeps: this.#rows, sweepsCursor: this.#cursor };
  }

  push(state: Uint8Array): void {
    this.#rows.set(state, this.#cursor[0] * this.units);
    this.#cursor[0] = (this.#cursor[0] + 1) % SWEEPS;
  }

  /** A row a unit, a column a sweep: 0 off, 1 on where visible, 2 on where hidden; a gap between the two. */
  field(): Field {
    for (let n = 0; n < SWEEPS; n++) {
      const from = ((this.#cursor[0] + n) % SWEEPS) * this.units;
      for (let i = 0; i < this.units; i++) {
        const isHidden = i >= this.visible;
        const value = this.#rows[from + i] * (isHidden ? 2 : 1);
        this.#cells[(i + (isHidden ? 1 : 0)) * SWEEPS + n] = value;
      }
    }
    return dense(this.#cells, [this.units + 1, SWEEPS], [[0, 3]]);
  }
}
