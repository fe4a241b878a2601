import type { Topology } from '../src/lattice/topology.js';
import type { BlockRule } from '../src/rules/rule.js';

/** Row by row, a cell's block from its north-western corner on. */
const BLOCK = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy] as const));

/**
 * A plane as a set of the cells that differ from the background, `x,y` each, and the background's own state: the rule is
 * read from its table block by block, so that B0 needs no second table.
 */
export class ReferencePlane {
  readonly #rule: BlockRule;
  readonly #topology: Topology;
  #cells = new Set<string>();
  #background: number;

  constructor(rule: BlockRule, topology: Topology) {
    this.#rule = rule;
    this.#topology = topology;
    // Golly reads a pattern of a rule with B0 and S8 in a universe that is alive from the beginning.
    this.#background = rule.next[0] && rule.next[511] ? 1 : 0;
  }

  set(x: number, y: number, alive = true): void {
    if (alive) this.#cells.add(`${x},${y}`);
    else this.#cells.delete(`${x},${y}`);
  }

  /** In reading order. */
  cells(): [number, number][] {
    const cells = [...this.#cells].map((cell) => cell.split(',').map(Number) as [number, number]);
    return cells.sort(([ax, ay], [bx, by]) => ay - by || ax - bx);
  }

  step(): void {
    const { next } = this.#rule;
    const background = next[this.#background ? 511 : 0];
    const after = new Set<string>();
    for (const [x, y] of this.cells()) {
      for (const [dx, dy] of BLOCK) {
        const cell = this.#locate(x + dx, y + dy);
        if (cell && next[this.#block(...cell)] !== background) after.add(cell.join());
      }
    }
    this.#cells = after;
    this.#background = background;
  }

  #block(x: number, y: number): number {
    return BLOCK.reduce((index, [dx, dy]) => {
      const cell = this.#locate(x + dx, y + dy);
      return 2 * index + (this.#background ^ Number(cell !== undefined && this.#cells.has(cell.join())));
    }, 0);
  }

  #locate(x: number, y: number): [number, number] | undefined {
    const { kind, width, height } = this.#topology;
    const column = place(x, width, kind);
    const row = place(y, height, kind);
    return column === undefined || row === undefined ? undefined : [column, row];
  }
}

function place(at: number, size: number, kind: Topology['kind']): number | undefined {
  if (size === 0 || (at >= 0 && at < size)) return at;
  return kind === 'torus' ? ((at % size) + size) % size : undefined;
}
