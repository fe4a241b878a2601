import type { PercolationLattice } from './percolation-lattice.js';

/**
 * Invasion percolation (Wilkinson & Willemsen 1983, doi:10.1088/0305-4470/16/14/028): of all elements at the rim of
 * what is open, the one of least rank opens next. The rim is a binary heap of ranks.
 */
export class Invasion {
  readonly #lattice: PercolationLattice;
  readonly #order: Int32Array;
  readonly #rank: Int32Array;
  readonly #heap: Int32Array;
  readonly #queued: Uint8Array;
  #length = 0;

  /** @param order the elements by rank */
  constructor(lattice: PercolationLattice, order: Int32Array) {
    this.#lattice = lattice;
    this.#order = order;
    this.#rank = new Int32Array(order.length);
    for (let rank = 0; rank < order.length; rank++) this.#rank[order[rank]] = rank;
    this.#heap = new Int32Array(order.length);
    this.#queued = new Uint8Array(order.length);
    this.restart();
  }

  /** Finds the rim again: around the node in the middle and all that is open. */
  restart(): void {
    const { width, height, elements, opened } = this.#lattice;
    this.#length = 0;
    this.#queued.fill(0);
    const middle = (height >> 1) * width + (width >> 1);
    if (this.#lattice.opens === 'site') this.#queue(middle);
    else this.#lattice.forExits(middle, (element) => this.#queue(element));
    for (let element = 0; element < elements; element++) if (opened[element] > 0) this.surround(element);
  }

  /** Brings what lies around an open element to the rim. */
  surround(element: number): void {
    const lattice = this.#lattice;
    for (const node of lattice.opens === 'site' ? [element] : lattice.ends(element)) {
      lattice.forExits(node, (exit) => this.#queue(exit));
    }
  }

  /** The next element to open, or nothing when all are. */
  next(): number | undefined {
    while (this.#length > 0) {
      const element = this.#order[this.#pop()];
      if (this.#lattice.opened[element] === 0) return element;
    }
    return undefined;
  }

  #queue(element: number): void {
    if (this.#queued[element] || this.#lattice.opened[element] > 0) return;
    this.#queued[element] = 1;
    const heap = this.#heap;
    const rank = this.#rank[element];
    let at = this.#length++;
    for (let up = (at - 1) >> 1; at > 0 && heap[up] > rank; at = up, up = (at - 1) >> 1) heap[at] = heap[up];
    heap[at] = rank;
  }

  #pop(): number {
    const heap = this.#heap;
    const [least] = heap;
    const last = heap[--this.#length];
    let at = 0;
    for (let down = 1; down < this.#length; down = 2 * at + 1) {
      if (down + 1 < this.#length && heap[down + 1] < heap[down]) down++;
      if (heap[down] >= last) break;
      heap[at] = heap[down];
      at = down;
    }
    heap[at] = last;
    return least;
  }
}
