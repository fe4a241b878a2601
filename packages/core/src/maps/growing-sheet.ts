import { math } from '../kernels/math.js';
import { moveTowards, nearest, squaredDistance } from './prototypes.js';

export interface GrowingSheetOptions {
  readonly dimensions: number;
  /** Nodes that there may be. */
  readonly capacity: number;
  /** Half the side of the lattice that the sheet may grow on. */
  readonly reach: number;
  /** SF, between 0 and 1: the sheet grows where a node's error passes −D ln SF; the nearer to 1, the finer. */
  readonly spreadFactor: number;
  /** FD: share of its error by which each neighbour's grows, where a node inside has too large a one. */
  readonly distribution: number;
}

const NEIGHBOURS = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
] as const;

/**
 * The growing self-organizing map (Alahakoon, Halgamuge & Srinivasan 2000, doi:10.1109/72.846732): a sheet on a square lattice
 * that starts as four nodes and grows at its rim wherever a node's errors add up to more than the growth threshold
 * −D ln SF; a node inside passes its error on to its neighbours, until it reaches the rim.
 */
export class GrowingSheet {
  readonly weights: Float32Array;
  readonly errors: Float64Array;
  /** Column and row of each node on the lattice, 0 in its middle. */
  readonly places: Int32Array;
  /** Number of nodes; those before it are all there. */
  readonly count = new Uint32Array(1);
  readonly #nodes: Int32Array;
  readonly #side: number;
  readonly #threshold: number;

  /** @param seeds the weights of the first four nodes, one row each */
  constructor(
    readonly options: GrowingSheetOptions,
    seeds: Float32Array,
    /** Least and greatest value of each column: a new node with one neighbour only starts in the middle. */
    readonly ranges: readonly (readonly [number, number])[],
  ) {
    const { capacity, dimensions, reach, spreadFactor } = options;
    this.weights = new Float32Array(capacity * dimensions);
    this.errors = new Float64Array(capacity);
    this.places = new Int32Array(2 * capacity);
    this.#side = 2 * reach;
    this.#nodes = new Int32Array(this.#side * this.#side).fill(-1);
    this.#threshold = -dimensions * math().log(spreadFactor);
    for (let node = 0; node < 4; node++) {
      this.#add(node % 2, node >> 1, seeds.subarray(node * dimensions, (node + 1) * dimensions));
    }
  }

  /** The node at a place of the lattice; −1 where there is none. */
  at(column: number, row: number): number {
    const { reach } = this.options;
    if (column < -reach || column >= reach || row < -reach || row >= reach) return -1;
    return this.#nodes[(row + reach) * this.#side + column + reach];
  }

  /** Reads from `places` again where the nodes lie, after they were set from outside. */
  rebuild(): void {
    this.#nodes.fill(-1);
    for (let node = 0; node < this.count[0]; node++) this.#mark(node);
  }

  /**
   * @param rate share of the way that the nearest node goes; its neighbours go half as far
   * @param grows whether the sheet may grow: not while it is smoothed in the end
   */
  train(sample: Float32Array, rate: number, grows: boolean): void {
    const { unit: winner } = nearest(this.weights, this.count[0], sample);
    const distance = Math.sqrt(squaredDistance(this.weights, winner, sample));
    moveTowards(this.weights, winner, sample, rate);
    this.#eachNeighbour(winner, (node) => node >= 0 && moveTowards(this.weights, node, sample, rate / 2));
    if (!grows) return;
    this.errors[winner] += distance;
    if (this.errors[winner] > this.#threshold) this.#grow(winner);
  }

  /** Pairs of neighbours, each once. */
  pairs(): Uint32Array {
    const found: number[] = [];
    for (let node = 0; node < this.count[0]; node++) {
      this.#eachNeighbour(node, (other) => other > node && found.push(node, other));
    }
    return Uint32Array.from(found);
  }

  #eachNeighbour(node: number, act: (neighbour: number, dx: number, dy: number) => unknown): void {
    const [column, row] = [this.places[2 * node], this.places[2 * node + 1]];
    for (const [dx, dy] of NEIGHBOURS) act(this.at(column + dx, row + dy), dx, dy);
  }

  #grow(winner: number): void {
    let isInside = true;
    this.#eachNeighbour(winner, (node) => {
      isInside = isInside && node >= 0;
    });
    if (isInside) {
      this.errors[winner] = this.#threshold / 2;
      this.#eachNeighbour(winner, (node) => {
        this.errors[node] *= 1 + this.options.distribution;
      });
      return;
    }
    const [column, row] = [this.places[2 * winner], this.places[2 * winner + 1]];
    this.#eachNeighbour(winner, (node, dx, dy) => {
      if (node < 0) this.#add(column + dx, row + dy, this.#extrapolated(winner, dx, dy));
    });
    this.errors[winner] = 0;
  }

  /** What the weights beyond a node are, from those behind it, beyond the new one, or beside it; else the middle. */
  #extrapolated(node: number, dx: number, dy: number): Float32Array {
    const { dimensions } = this.options;
    const [column, row] = [this.places[2 * node], this.places[2 * node + 1]];
    const beyond = this.at(column + 2 * dx, row + 2 * dy);
    const others = [this.at(column - dx, row - dy), this.at(column + dy, row + dx), this.at(column - dy, row - dx)];
    const behind = others.find((other) => other >= 0);
    return Float32Array.from({ length: dimensions }, (_, i) => {
      const own = this.weights[node * dimensions + i];
      if (beyond >= 0) return (own + this.weights[beyond * dimensions + i]) / 2;
      if (behind !== undefined) return 2 * own - this.weights[behind * dimensions + i];
      return (this.ranges[i][0] + this.ranges[i][1]) / 2;
    });
  }

  #add(column: number, row: number, weights: Float32Array): void {
    const { capacity, dimensions, reach } = this.options;
    const node = this.count[0];
    if (node >= capacity || column < -reach || column >= reach || row < -reach || row >= reach) return;
    this.weights.set(weights, node * dimensions);
    this.places.set([column, row], 2 * node);
    this.count[0]++;
    this.#mark(node);
  }

  #mark(node: number): void {
    const { reach } = this.options;
    this.#nodes[(this.places[2 * node + 1] + reach) * this.#side + this.places[2 * node] + reach] = node;
  }
}
