/** Counts the names of classes as they come, and puts them in order at the end, so that the order of rows does not matter. */
export class ClassNames {
  readonly #indices = new Map<string, number>();
  #last = '';
  #lastIndex = -1;

  indexOf(name: string): number {
    if (name === this.#last && this.#lastIndex >= 0) return this.#lastIndex;
    const index = this.#indices.get(name) ?? this.#indices.size;
    this.#indices.set(name, index);
    [this.#last, this.#lastIndex] = [name, index];
    return index;
  }

  /** Numbers by size, or words by their letters; renames the labels that were counted as the names came. */
  sort(labels: Int32Array): string[] {
    const names = [...this.#indices.keys()];
    const areNumbers = names.every((name) => name.trim() !== '' && Number.isFinite(Number(name)));
    const sorted = [...names].sort((a, b) => (areNumbers ? Number(a) - Number(b) : a < b ? -1 : 1));
    const ranks = new Map(sorted.map((name, rank) => [name, rank]));
    const renamed = names.map((name) => ranks.get(name) ?? -1);
    for (let r = 0; r < labels.length; r++) if (labels[r] >= 0) labels[r] = renamed[labels[r]];
    return sorted;
  }
}
