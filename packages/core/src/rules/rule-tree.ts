/**
 * A rule of several states as a decision tree that asks for one cell after another (Golly's @TREE), shared branches
 * stored once:
 *
 *     let at = tree.root;
 *     for (const state of inputs) at = tree.nodes[at + state];
 *     // now `at` is the next state of the cell
 */
export interface RuleTree {
  readonly name: string;
  /** States of a cell: 0 … states − 1, at most 256. */
  readonly states: number;
  /** With 8 the inputs are, in this order, NW NE SW SE N W E S and the cell itself; with 4, N W E S and itself. */
  readonly neighbours: 4 | 8;
  /**
   * `states` entries a node. An entry is where in `nodes` the child's first entry lies (no multiplication while
   * walking), and on the last level, where the cell itself is asked for, the next state.
   */
  readonly nodes: Int32Array;
  /** Where in `nodes` the first node's entries lie. */
  readonly root: number;
  /** Names of the states, from 0 on; empty where the file gives none. */
  readonly names: readonly string[];
  /** Red, green, blue (0 … 255) of each state, from 0 on. */
  readonly colours?: readonly (readonly [number, number, number])[];
}

/** The next state of a cell from the states around it, in the order given at {@link RuleTree.neighbours}. */
export function nextState(tree: RuleTree, inputs: ArrayLike<number>): number {
  let at = tree.root;
  for (let i = 0; i <= tree.neighbours; i++) at = tree.nodes[at + inputs[i]];
  return at;
}
