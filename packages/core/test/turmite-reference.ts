/** The obvious slow version of a turmite on a plane without edges: for each state, for each colour, [colour, turn, state]. */
export class SlowTurmite {
  readonly cells = new Map<string, number>();
  x = 0;
  y = 0;
  state = 0;
  #dx = 0;
  #dy = -1;
  readonly #table: readonly (readonly (readonly number[])[])[];

  /** @param table turns in Pegg’s notation: 1 none, 2 right, 4 round, 8 left */
  constructor(table: readonly (readonly (readonly number[])[])[]) {
    this.#table = table;
  }

  step(): void {
    const at = `${this.x},${this.y}`;
    const [colour, turn, state] = this.#table[this.state][this.cells.get(at) ?? 0];
    this.cells.set(at, colour);
    if (turn === 2) [this.#dx, this.#dy] = [-this.#dy, this.#dx];
    if (turn === 4) [this.#dx, this.#dy] = [-this.#dx, -this.#dy];
    if (turn === 8) [this.#dx, this.#dy] = [this.#dy, -this.#dx];
    this.state = state;
    this.x += this.#dx;
    this.y += this.#dy;
  }

  /** x, y and colour of every cell that is not of the first colour. */
  coloured(): string[] {
    return [...this.cells].filter(([, colour]) => colour > 0).map(([at, colour]) => `${at},${colour}`);
  }
}
