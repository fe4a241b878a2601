import type { Topology } from '../src/lattice/topology.js';
import type { BlockRule } from '../src/rules/rule.js';

/** Cells of a block with the bit that they have in its index. */
const BLOCK = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy, 1 << (4 - 3 * dy - dx)] as const));

const SPAN = 2 ** 20;
const keyOf = (x: number, y: number): number => (y + SPAN / 2) * SPAN + x + SPAN / 2;
const cellOf = (key: number): [number, number] => [(key % SPAN) - SPAN / 2, Math.floor(key / SPAN) - SPAN / 2];

/**
 * A plane as a set of the cells that differ from the background, and the background's own state: each step looks the
 * block of every cell near one of them up in the rule's table, so that B0 needs no second table.
 */
export class ReferencePlane {
  readonly #rule: BlockRule;
  readonly #topology: Topology;
  #cells = new Set<number>();
  #background: number;

  constructor(rule: BlockRule, topology: Topology) {
    this.#rule = rule;
    this.#topology = topology;
    // Golly reads a pattern of a rule with B0 and S8 in a universe that is alive from the beginning.
    this.#background = rule.next[0] && rule.next[511] ? 1 : 0;
  }

  get population(): number {
    return this.#cells.size;
  }

  set(x: number, y: number, alive = true): void {
    if (alive) this.#cells.add(keyOf(x, y));
    else this.#cells.delete(keyOf(x, y));
  }

  /** In reading order. */
  cells(): [number, number][] {
    return [...this.#cells].sort((a, b) => a - b).map(cellOf);
  }

  step(): void {
    const blocks = new Map<number, number>();
    for (const key of this.#cells) {
      const [x, y] = cellOf(key);
      for (const [dx, dy, bit] of BLOCK) {
        const around = this.#locate(x - dx, y - dy);
        if (around !== undefined) blocks.set(around, (blocks.get(around) ?? 0) | bit);
      }
    }
    const { next } = this.#rule;
    const inverted = this.#background ? 511 : 0;
    this.#background = next[inverted];
    this.#cells = new Set();
    for (const [key, block] of blocks) if (next[block ^ inverted] !== this.#background) this.#cells.add(key);
  }

  #locate(x: number, y: number): number | undefined {
    const { kind, width, height } = this.#topology;
    const column = place(x, width, kind);
    const row = place(y, height, kind);
    return column === undefined || row === undefined ? undefined : keyOf(column, row);
  }
}

function place(at: number, size: number, kind: Topology['kind']): number | undefined {
  if (size === 0 || (at >= 0 && at < size)) return at;
  return kind === 'torus' ? ((at % size) + size) % size : undefined;
}
