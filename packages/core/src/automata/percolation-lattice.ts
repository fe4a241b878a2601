import { BOTTOM, Clusters, TOP } from './percolation-clusters.js';

export type Opens = 'site' | 'bond';

/**
 * A square lattice without wrap whose sites or bonds open one by one. Elements are what opens: the sites row by row, or
 * the bonds to the right row by row and then those downwards.
 */
export class PercolationLattice {
  readonly width: number;
  readonly height: number;
  readonly opens: Opens;
  readonly elements: number;
  readonly nodes: number;
  /** When each element opened: 1 for the first; 0 while it is closed. */
  readonly opened: Int32Array;
  readonly clusters: Clusters;
  readonly #across: number;

  constructor(width: number, height: number, opens: Opens) {
    this.width = width;
    this.height = height;
    this.opens = opens;
    this.nodes = width * height;
    this.#across = (width - 1) * height;
    this.elements = opens === 'site' ? this.nodes : this.#across + width * (height - 1);
    this.opened = new Int32Array(this.elements);
    this.clusters = new Clusters(this.nodes);
    this.relabel();
  }

  /** The two nodes that a bond joins. */
  ends(bond: number): readonly [number, number] {
    const { width } = this;
    if (bond >= this.#across) return [bond - this.#across, bond - this.#across + width];
    const row = Math.floor(bond / (width - 1));
    return [bond + row, bond + row + 1];
  }

  /** Opens an element and joins the clusters that it touches. */
  open(element: number, time: number): void {
    this.opened[element] = time;
    if (this.opens === 'bond') {
      const [a, b] = this.ends(element);
      this.clusters.join(a, b);
      return;
    }
    this.#add(element);
    this.forNeighbours(element, (site) => {
      if (this.opened[site] > 0) this.clusters.join(element, site);
    });
  }

  /** Finds all clusters again, from what is open. */
  relabel(): void {
    const { opened } = this;
    this.clusters.clear();
    if (this.opens === 'bond') for (let node = 0; node < this.nodes; node++) this.#add(node);
    const times = opened.slice();
    if (this.opens === 'site') opened.fill(0);
    for (let element = 0; element < this.elements; element++)
      if (times[element] > 0) this.open(element, times[element]);
  }

  forNeighbours(node: number, act: (node: number) => void): void {
    const { width, nodes } = this;
    const x = node % width;
    if (x > 0) act(node - 1);
    if (x < width - 1) act(node + 1);
    if (node >= width) act(node - width);
    if (node < nodes - width) act(node + width);
  }

  /** The elements through which a cluster can grow from a node: its neighbours, or its bonds. */
  forExits(node: number, act: (element: number) => void): void {
    if (this.opens === 'site') {
      this.forNeighbours(node, act);
      return;
    }
    const { width, nodes } = this;
    const [x, y] = [node % width, Math.floor(node / width)];
    if (x > 0) act(node - y - 1);
    if (x < width - 1) act(node - y);
    if (y > 0) act(this.#across + node - width);
    if (node < nodes - width) act(this.#across + node);
  }

  /** Size of the picture: one pixel a site; or one a node and one a bond between. */
  get picture(): readonly [width: number, height: number] {
    return this.opens === 'site' ? [this.width, this.height] : [2 * this.width - 1, 2 * this.height - 1];
  }

  /** The element at a pixel of the picture, or nothing: nodes of the bond lattice do not open, and between bonds is nothing. */
  elementAt(x: number, y: number): number | undefined {
    const { width } = this;
    if (this.opens === 'site') return y * width + x;
    const [column, row] = [x >> 1, y >> 1];
    if (x % 2 === 1 && y % 2 === 0) return row * (width - 1) + column;
    if (x % 2 === 0 && y % 2 === 1) return this.#across + row * width + column;
    return undefined;
  }

  /** A node of the cluster that a pixel belongs to, or nothing where there is none. */
  nodeAt(x: number, y: number): number | undefined {
    if (this.opens === 'bond' && x % 2 === 0 && y % 2 === 0) {
      const node = (y >> 1) * this.width + (x >> 1);
      return this.clusters.size(node) > 1 ? node : undefined;
    }
    const element = this.elementAt(x, y);
    if (element === undefined || this.opened[element] === 0) return undefined;
    return this.opens === 'site' ? element : this.ends(element)[0];
  }

  #add(node: number): void {
    const edges = (node < this.width ? TOP : 0) | (node >= this.nodes - this.width ? BOTTOM : 0);
    this.clusters.add(node, edges);
  }
}
