/** What stands for the top and bottom edges among the nodes. */
const EDGES = 2;

/**
 * Clusters by union–find with path halving and union by size (Newman & Ziff 2000, doi:10.1103/PhysRevLett.85.4104):
 * nodes of a lattice and, behind them, its top and bottom edge.
 */
export class Clusters {
  readonly top: number;
  readonly bottom: number;
  /** Nodes in the largest cluster; edges do not count. */
  largest = 0;
  /** A root holds minus the size of its cluster, any other node its parent. */
  readonly #parent: Int32Array;
  /** The least node of each root's cluster: it names the cluster however that came about. */
  readonly #least: Int32Array;

  constructor(nodes: number) {
    this.top = nodes;
    this.bottom = nodes + 1;
    this.#parent = new Int32Array(nodes + EDGES);
    this.#least = new Int32Array(nodes + EDGES);
    this.clear();
  }

  clear(): void {
    this.#parent.fill(-1);
    // The edges are nodes without a size of their own.
    this.#parent[this.top] = 0;
    this.#parent[this.bottom] = 0;
    for (let i = 0; i < this.#least.length; i++) this.#least[i] = i;
    this.largest = 0;
  }

  /** A single node is there now. */
  add(): void {
    if (this.largest === 0) this.largest = 1;
  }

  join(a: number, b: number): void {
    let [root, other] = [this.#find(a), this.#find(b)];
    if (root === other) return;
    const parent = this.#parent;
    // An edge that has nothing joined to it yet has size 0 and must not become nobody's root by accident.
    if (parent[root] > parent[other]) [root, other] = [other, root];
    parent[root] += parent[other];
    parent[other] = root;
    this.#least[root] = Math.min(this.#least[root], this.#least[other]);
    this.largest = Math.max(this.largest, -parent[root]);
  }

  /** The least node of the cluster that a node is in. */
  name(node: number): number {
    return this.#least[this.#find(node)];
  }

  size(node: number): number {
    return -this.#parent[this.#find(node)];
  }

  get spans(): boolean {
    return this.#find(this.top) === this.#find(this.bottom);
  }

  isRoot(node: number): boolean {
    return this.#find(node) === node;
  }

  #find(node: number): number {
    const parent = this.#parent;
    let at = node;
    while (parent[at] >= 0 && at !== parent[at]) {
      const up = parent[at];
      if (parent[up] >= 0) parent[at] = parent[up];
      at = up;
    }
    return at;
  }
}
