/** Which edges of the lattice a cluster touches. */
export const TOP = 1;
export const BOTTOM = 2;

/**
 * Clusters by union–find with path halving, the smaller joined to the larger (Newman & Ziff 2000,
 * doi:10.1103/PhysRevLett.85.4104). Their numbers and sizes do not hang on the order of joining.
 */
export class Clusters {
  /** Clusters there are. */
  count = 0;
  /** Nodes of the largest, and the sum of the squares of all sizes. */
  largest = 0;
  squares = 0;
  /** Whether a cluster touches the top and the bottom. */
  spans = false;
  readonly #parent: Int32Array;
  readonly #size: Int32Array;
  /** The least node of each root's cluster: it names the cluster however that came about. */
  readonly #least: Int32Array;
  readonly #edges: Uint8Array;

  constructor(nodes: number) {
    this.#parent = new Int32Array(nodes);
    this.#size = new Int32Array(nodes);
    this.#least = new Int32Array(nodes);
    this.#edges = new Uint8Array(nodes);
  }

  clear(): void {
    this.#size.fill(0);
    this.count = 0;
    this.largest = 0;
    this.squares = 0;
    this.spans = false;
  }

  /** A node joins the lattice, as a cluster of its own. */
  add(node: number, edges: number): void {
    this.#parent[node] = node;
    this.#size[node] = 1;
    this.#least[node] = node;
    this.#edges[node] = edges;
    this.count++;
    this.squares++;
    if (this.largest === 0) this.largest = 1;
    if (edges === (TOP | BOTTOM)) this.spans = true;
  }

  has(node: number): boolean {
    return this.#size[node] > 0;
  }

  join(a: number, b: number): void {
    let [root, other] = [this.#find(a), this.#find(b)];
    if (root === other) return;
    const size = this.#size;
    if (size[root] < size[other]) [root, other] = [other, root];
    this.squares += 2 * size[root] * size[other];
    size[root] += size[other];
    this.#parent[other] = root;
    this.#least[root] = Math.min(this.#least[root], this.#least[other]);
    this.#edges[root] |= this.#edges[other];
    this.count--;
    this.largest = Math.max(this.largest, size[root]);
    if (this.#edges[root] === (TOP | BOTTOM)) this.spans = true;
  }

  /** The least node of the cluster that a node is in. */
  name(node: number): number {
    return this.#least[this.#find(node)];
  }

  /** Nodes of the cluster that a node is in. */
  size(node: number): number {
    return this.#size[this.#find(node)];
  }

  #find(node: number): number {
    const parent = this.#parent;
    let at = node;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
