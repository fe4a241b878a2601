/** A finite pattern as horizontal runs of equal live cells, so that its size in memory follows the file's, not the grid's. */
export interface Pattern {
  /** Smallest box from (0, 0), the corner that the file starts at, that holds every live cell. */
  readonly width: number;
  readonly height: number;
  /** Four numbers a run: x, y, length, state (1 upwards); by row, then column. */
  readonly runs: Int32Array;
  /** The rule that the file names, as written. */
  readonly rule?: string;
  /** Text of the comment lines, without the marker. */
  readonly comments: readonly string[];
  /** Where the corner lies on the plane, if the file says so. */
  readonly origin?: readonly [x: bigint, y: bigint];
  /** The generation that the file was written at. */
  readonly generation?: bigint;
}

/**
 * A pattern as a tree of squares, each drawn once however often it occurs: what a macrocell file holds.
 * Its root covers −2^(level−1) … 2^(level−1)−1 in both directions.
 */
export interface Quadtree {
  /** The root's level: its side is 2^level cells. 0 nodes are an empty pattern. */
  readonly level: number;
  readonly states: number;
  /** Level of each node, node 1 first; children come before their parents, the root is the last. Node 0 is empty. */
  readonly levels: Uint8Array;
  /**
   * Four numbers a node. Above the leaves: the nodes at NW, NE, SW, SE. A leaf of a two-state tree has level 3 and its
   * 64 cells as bits 8 · row + column of the first two numbers; one of more states has level 1 and its four states.
   */
  readonly children: Uint32Array;
  readonly rule?: string;
  readonly comments: readonly string[];
  readonly generation?: bigint;
}
