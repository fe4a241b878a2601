import type { Pattern } from '../src/index.js';

// The obvious slow versions: patterns as lists of cells, a plane without end as a hash table of cells.

/** The live cells as `x,y:state` with their place on the plane, which any correct reader agrees on. */
export function cellsOf({ runs, origin = [0n, 0n] }: Pattern): string[] {
  const list: string[] = [];
  for (let i = 0; i < runs.length; i += 4) {
    for (let n = 0; n < runs[i + 2]; n++)
      list.push(`${origin[0] + BigInt(runs[i] + n)},${origin[1] + BigInt(runs[i + 1])}:${runs[i + 3]}`);
  }
  return list.sort();
}

/** A pattern of cells given as [x, y, state], in any order. */
export function patternOfCells(cells: readonly (readonly [x: number, y: number, state: number])[]): Pattern {
  const states = new Map(cells.map(([x, y, state]) => [y * 2 ** 20 + x, state]));
  const runs = [...states]
    .sort(([a], [b]) => a - b)
    .flatMap(([key, state]) => [key % 2 ** 20, Math.floor(key / 2 ** 20), 1, state]);
  const width = Math.max(0, ...runs.filter((_, i) => i % 4 === 0).map((x) => x + 1));
  return { width, height: (runs.at(-3) ?? -1) + 1, runs: Int32Array.from(runs), comments: [] };
}

const SIDE = 2 ** 15;
const HALF = SIDE / 2;
const NEIGHBOURS = [-SIDE - 1, -SIDE, -SIDE + 1, -1, 1, SIDE - 1, SIDE, SIDE + 1];

/** Cells of a plane by `y · 2¹⁵ + x`, in the order of their places; state 1 is alive, higher ones are dying. */
export class Plane {
  /** Place and state, one after the other. */
  #cells: Int32Array;
  /** What comes of a state, ten entries each, by how many neighbours are alive. */
  readonly #next: readonly number[];

  /** @param rule `B3/S23`, or `345/2/4`: survival, birth, states */
  constructor({ runs }: Pattern, rule: string) {
    const life = /^B(\d*)\/S(\d*)$/.exec(rule);
    const [survival, birth, states] = life ? [life[2], life[1], '2'] : rule.split('/');
    this.#next = Array.from({ length: 10 * Number(states) }, (_, i) => {
      const [state, neighbours] = [Math.floor(i / 10), String(i % 10)];
      if (state === 0) return Number(birth.includes(neighbours));
      return state === 1 && survival.includes(neighbours) ? 1 : (state + 1) % Number(states);
    });
    const cells: number[] = [];
    for (let i = 0; i < runs.length; i += 4) {
      for (let n = 0; n < runs[i + 2]; n++) cells.push((runs[i + 1] + HALF) * SIDE + runs[i] + n + HALF, runs[i + 3]);
    }
    this.#cells = Int32Array.from(cells);
  }

  get population(): number {
    return this.#cells.length / 2;
  }

  step(generations = 1): void {
    for (let n = 0; n < generations; n++) this.#step();
  }

  #step(): void {
    const cells = this.#cells;
    // Each cell and its eight neighbours at most.
    const table = new Table(4.5 * cells.length + 1);
    const { values } = table;
    for (let i = 0; i < cells.length; i += 2) {
      values[2 * table.slot(cells[i])] = cells[i + 1];
      if (cells[i + 1] !== 1) continue;
      for (let n = 0; n < 8; n++) values[2 * table.slot(cells[i] + NEIGHBOURS[n]) + 1]++;
    }
    const next: number[] = [];
    for (const at of table.used()) {
      const state = this.#next[10 * values[2 * at] + values[2 * at + 1]];
      if (state > 0) next.push(table.places[at], state);
    }
    this.#cells = Int32Array.from(next);
  }

  /** The smallest box's corner, and the cells counted from it. */
  shape(): { readonly x: number; readonly y: number; readonly cells: string } {
    const places: [x: number, y: number, state: number][] = [];
    for (let i = 0; i < this.#cells.length; i += 2)
      places.push([(this.#cells[i] % SIDE) - HALF, Math.floor(this.#cells[i] / SIDE) - HALF, this.#cells[i + 1]]);
    const x = Math.min(...places.map(([x]) => x));
    const y = Math.min(...places.map(([, y]) => y));
    return {
      x,
      y,
      cells: places
        .map((cell) => `${cell[0] - x},${cell[1] - y}:${cell[2]}`)
        .sort()
        .join(' '),
    };
  }
}

/** Open addressing: state and neighbours by place. */
class Table {
  readonly places: Int32Array;
  readonly values: Uint8Array;
  readonly #mask: number;
  readonly #used: Int32Array;
  #count = 0;

  constructor(room: number) {
    const size = 2 ** Math.ceil(Math.log2(room));
    this.places = new Int32Array(size);
    this.values = new Uint8Array(2 * size);
    this.#used = new Int32Array(size);
    this.#mask = size - 1;
  }

  /** Where a place, none of which is 0, has its values. */
  slot(place: number): number {
    let at = (Math.imul(place, 0x9e3779b1) >>> 12) & this.#mask;
    while (this.places[at] !== place) {
      if (this.places[at] === 0) {
        this.places[at] = place;
        this.#used[this.#count++] = at;
        return at;
      }
      at = (at + 1) & this.#mask;
    }
    return at;
  }

  used(): Int32Array {
    return this.#used.subarray(0, this.#count);
  }
}
