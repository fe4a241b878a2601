import { math } from '../kernels/math.js';
import { EdgeAges } from './edge-ages.js';
import { moveTowards, squaredDistance } from './prototypes.js';

interface Pull {
  /** Share of the way that the nearest unit goes to the sample, 0 to 1. */
  readonly rate: number;
  /** λ: ranks over which the share falls by e. */
  readonly range: number;
  /** Samples that an edge lives on without being renewed. */
  readonly lifetime: number;
}

/** Shares of the way below this are nothing in single precision. */
const NOTHING = 1e-8;

/**
 * Neural gas (Martinetz & Schulten 1991): for a sample x, all units are ranked by their distance to it, and the one of
 * rank k moves by rate · exp(−k / λ) · (x − w). The two nearest are joined by an edge (competitive Hebbian learning).
 */
export class NeuralGas {
  readonly edges: EdgeAges;
  readonly #distances: Float64Array;
  readonly #order: Uint16Array;

  /** @param weights one row of `dimensions` numbers a unit, trained in place */
  constructor(
    readonly weights: Float32Array,
    readonly dimensions: number,
  ) {
    const units = weights.length / dimensions;
    this.edges = new EdgeAges(units);
    this.#distances = new Float64Array(units);
    this.#order = Uint16Array.from({ length: units }, (_, unit) => unit);
  }

  train(sample: Float32Array, { rate, range, lifetime }: Pull): void {
    const distances = this.#distances;
    const order = this.#order;
    for (let unit = 0; unit < order.length; unit++) distances[unit] = squaredDistance(this.weights, unit, sample);
    order.sort((a, b) => distances[a] - distances[b] || a - b);
    const fall = math().exp(-1 / range);
    let share = rate;
    for (let rank = 0; rank < order.length && share > NOTHING; rank++, share *= fall) {
      moveTowards(this.weights, order[rank], sample, share);
    }
    if (order.length < 2) return;
    this.edges.age(order[0], lifetime);
    this.edges.connect(order[0], order[1]);
  }
}
