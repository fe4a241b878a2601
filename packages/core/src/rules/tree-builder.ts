import { type Budget, TooLarge } from './budget.js';

/** Entries of all live nodes: 64 MiB. */
const MOST_ENTRIES = 2 ** 24;
/** What finding and storing a node costs besides its entries. */
const WORK_PER_NODE = 150;

/**
 * Builds a decision tree from cases, each of which overrides what was there before. Equal nodes are stored once, so a
 * case costs no more than the distinct nodes that it changes. Where the budget is spent, TooLarge is thrown.
 */
export class TreeBuilder {
  readonly #states: number;
  readonly #inputs: number;
  #nodes = new Int32Array(1024);
  #used = 0;
  /** Open hash table of nodes: offset + 1, or 0. */
  #table = new Int32Array(1024);
  #root = 0;
  readonly #budget: Budget;
  readonly #nodeWork: number;
  /** Nodes are thrown away when the used space passes this. */
  #collectAt = 2 ** 20;
  readonly #scratch: readonly Int32Array[];

  /** Starts from the tree that leaves every cell as it is: the last input is the cell itself. */
  constructor(states: number, inputs: number, budget: Budget) {
    this.#budget = budget;
    this.#nodeWork = states + WORK_PER_NODE;
    this.#states = states;
    this.#inputs = inputs;
    this.#scratch = Array.from({ length: inputs }, () => new Int32Array(states));
    const children = new Int32Array(states);
    this.#root = this.#intern(children.map((_, state) => state));
    for (let level = 1; level < inputs; level++) this.#root = this.#intern(children.fill(this.#root));
  }

  /**
   * Sets the result wherever each input's state is in its set.
   * @param sets for each input, one byte a state: not 0 where it belongs
   */
  override(sets: readonly Uint8Array[], result: number): void {
    const known = sets.map(() => new Map<number, number>());
    const change = (at: number, level: number): number => {
      const before = known[level].get(at);
      if (before !== undefined) return before;
      this.#budget.spend(this.#nodeWork);
      const children = this.#scratch[level];
      for (let state = 0; state < this.#states; state++) {
        const child = this.#nodes[at + state];
        if (!sets[level][state]) children[state] = child;
        else children[state] = level === this.#inputs - 1 ? result : change(child, level + 1);
      }
      const after = this.#intern(children);
      known[level].set(at, after);
      return after;
    };
    this.#root = change(this.#root, 0);
    if (this.#used <= this.#collectAt) return;
    this.#budget.spend((this.#used / this.#states) * this.#nodeWork);
    this.#collect();
  }

  /** The tree, with only the nodes that it needs. */
  finish(): { readonly nodes: Int32Array; readonly root: number } {
    this.#collect();
    return { nodes: this.#nodes.slice(0, this.#used), root: this.#root };
  }

  /** Where a node with these entries lies, after adding it if it is new. */
  #intern(children: Int32Array): number {
    const states = this.#states;
    const mask = this.#table.length - 1;
    let slot = hash(children) & mask;
    for (; this.#table[slot]; slot = (slot + 1) & mask) {
      const at = this.#table[slot] - 1;
      let i = 0;
      while (i < states && this.#nodes[at + i] === children[i]) i++;
      if (i === states) return at;
    }
    const at = this.#used;
    this.#used += states;
    if (this.#used > MOST_ENTRIES) throw new TooLarge();
    if (this.#used > this.#nodes.length) this.#nodes = widened(this.#nodes);
    this.#nodes.set(children, at);
    this.#table[slot] = at + 1;
    if ((this.#used / states) * 2 > this.#table.length) this.#rehash();
    return at;
  }

  #rehash(): void {
    this.#table = new Int32Array(this.#table.length * 2);
    const mask = this.#table.length - 1;
    for (let at = 0; at < this.#used; at += this.#states) {
      let slot = hash(this.#nodes.subarray(at, at + this.#states)) & mask;
      while (this.#table[slot]) slot = (slot + 1) & mask;
      this.#table[slot] = at + 1;
    }
  }

  /** Keeps what the root reaches. */
  #collect(): void {
    const old = this.#nodes;
    this.#nodes = new Int32Array(Math.max(1024, this.#used));
    this.#table = new Int32Array(1024);
    this.#used = 0;
    const moved = this.#scratch.map(() => new Map<number, number>());
    const move = (at: number, level: number): number => {
      const known = moved[level].get(at);
      if (known !== undefined) return known;
      const children = old.slice(at, at + this.#states);
      if (level < this.#inputs - 1)
        for (let i = 0; i < children.length; i++) children[i] = move(children[i], level + 1);
      const to = this.#intern(children);
      moved[level].set(at, to);
      return to;
    };
    this.#root = move(this.#root, 0);
    this.#collectAt = Math.max(2 ** 20, this.#used * 2);
  }
}

function widened(nodes: Int32Array): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(nodes.length * 2);
  wider.set(nodes);
  return wider;
}

function hash(children: Int32Array): number {
  let h = 0;
  for (let i = 0; i < children.length; i++) h = (Math.imul(h ^ children[i], 0x9e3779b1) ^ (h >>> 15)) | 0;
  return h ^ (h >>> 13);
}
