/** Disjoint sets of the numbers from 0 on. */
export class Unions {
  readonly #parents: Int32Array;
  /** How many sets there are. */
  count: number;

  constructor(size: number) {
    this.#parents = Int32Array.from({ length: size }, (_, i) => i);
    this.count = size;
  }

  /** The number that stands for the set of this one. */
  find(member: number): number {
    const parents = this.#parents;
    while (parents[member] !== member) {
      parents[member] = parents[parents[member]];
      member = parents[member];
    }
    return member;
  }

  join(one: number, other: number): void {
    const [from, to] = [this.find(one), this.find(other)];
    if (from === to) return;
    // The lower number stays, so that sets are found in the order of their first members.
    this.#parents[Math.max(from, to)] = Math.min(from, to);
    this.count--;
  }
}
