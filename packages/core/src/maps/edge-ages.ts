import { Unions } from '../objects/unions.js';

/**
 * Edges between units, each with an age, as competitive Hebbian learning keeps them (Martinetz & Schulten 1991): two units
 * that are the nearest to one sample become neighbours, and an edge that is not renewed grows old and goes.
 */
export class EdgeAges {
  /** Of edge (a, b), twice: at a · capacity + b and b · capacity + a; 0 where there is none, else its age + 1. */
  readonly table: Uint16Array;

  constructor(readonly capacity: number) {
    this.table = new Uint16Array(capacity * capacity);
  }

  /** Joins two units, or makes their edge new again. */
  connect(a: number, b: number): void {
    this.#set(a, b, 1);
  }

  disconnect(a: number, b: number): void {
    this.#set(a, b, 0);
  }

  areJoined(a: number, b: number): boolean {
    return this.table[a * this.capacity + b] > 0;
  }

  /** Lets the edges of a unit grow older by one and takes away those older than `oldest`. */
  age(unit: number, oldest: number): void {
    for (let other = 0; other < this.capacity; other++) {
      const at = unit * this.capacity + other;
      if (this.table[at] > 0) this.#set(unit, other, this.table[at] > oldest ? 0 : this.table[at] + 1);
    }
  }

  hasEdges(unit: number): boolean {
    for (let other = 0; other < this.capacity; other++) if (this.areJoined(unit, other)) return true;
    return false;
  }

  /** Each edge once, as pairs of units. */
  pairs(): Uint32Array {
    const found: number[] = [];
    for (let a = 0; a < this.capacity; a++) {
      for (let b = a + 1; b < this.capacity; b++) if (this.areJoined(a, b)) found.push(a, b);
    }
    return Uint32Array.from(found);
  }

  #set(a: number, b: number, value: number): void {
    this.table[a * this.capacity + b] = value;
    this.table[b * this.capacity + a] = value;
  }
}

/** How many parts the graph of `units` units has, those without an edge among them. */
export function partsOf(units: number, capacity: number, pairs: Uint32Array): number {
  const unions = new Unions(capacity);
  for (let i = 0; i < pairs.length; i += 2) unions.join(pairs[i], pairs[i + 1]);
  return unions.count - (capacity - units);
}
