import type { BlockRule } from '../rules/rule.js';
import { BLOCK, blocksOf, type Cells } from './cells.js';

/**
 * Splits a pattern into the parts that live without each other: together they do, for `generations`, what each does
 * alone. Two blocks a cell apart are two parts; the four corners of a pulsar are one.
 *
 * Islands of touching cells carry a label each; where a cell's fate in the whole differs from its fate among the cells
 * of one label, the labels around it are joined.
 */
export function separate(cells: Cells, rule: Pick<BlockRule, 'next'>, generations: number): Set<number>[] {
  const labels = islands(cells);
  const joined = new Unions(new Set(labels.values()).size);
  let now: ReadonlyMap<number, number> = labels;
  for (let i = 0; i < generations; i++) now = nextLabels(now, rule, joined);
  const parts = new Map<number, Set<number>>();
  for (const [cell, label] of labels) {
    const root = joined.find(label);
    const part = parts.get(root);
    if (part) part.add(cell);
    else parts.set(root, new Set([cell]));
  }
  return [...parts.values()];
}

/** A number for each live cell, the same for cells that touch by side or corner. */
function islands(cells: Cells): Map<number, number> {
  const labels = new Map<number, number>();
  let count = 0;
  for (const start of cells) {
    if (labels.has(start)) continue;
    const queue = [start];
    labels.set(start, count);
    for (let cell = queue.pop(); cell !== undefined; cell = queue.pop()) {
      for (const offset of BLOCK) {
        const near = cell + offset;
        if (!cells.has(near) || labels.has(near)) continue;
        labels.set(near, count);
        queue.push(near);
      }
    }
    count++;
  }
  return labels;
}

function nextLabels(
  labels: ReadonlyMap<number, number>,
  { next }: Pick<BlockRule, 'next'>,
  joined: Unions,
): Map<number, number> {
  const after = new Map<number, number>();
  for (const [cell, block] of blocksOf(new Set(labels.keys()))) {
    const around = labelsAround(labels, joined, cell);
    const alone = (label: number) => next[block & blockOf(labels, joined, cell, label)];
    if (around.size > 1) {
      const born = [...around].filter(alone).length;
      if (born > 1 || born !== next[block]) joined.join(around);
    }
    if (!next[block]) continue;
    const parent = [...labelsAround(labels, joined, cell)].find(alone);
    if (parent !== undefined) after.set(cell, parent);
  }
  return after;
}

function labelsAround(labels: ReadonlyMap<number, number>, joined: Unions, cell: number): Set<number> {
  const around = new Set<number>();
  for (const offset of BLOCK) {
    const label = labels.get(cell + offset);
    if (label !== undefined) around.add(joined.find(label));
  }
  return around;
}

/** Which cells of a block carry a label. */
function blockOf(labels: ReadonlyMap<number, number>, joined: Unions, cell: number, label: number): number {
  return BLOCK.reduce((bits, offset) => {
    const near = labels.get(cell + offset);
    return bits * 2 + (near !== undefined && joined.find(near) === label ? 1 : 0);
  }, 0);
}

/** Disjoint sets of labels. */
class Unions {
  readonly #parents: number[];

  constructor(count: number) {
    this.#parents = Array.from({ length: count }, (_, i) => i);
  }

  find(label: number): number {
    let root = label;
    while (this.#parents[root] !== root) {
      this.#parents[root] = this.#parents[this.#parents[root]];
      root = this.#parents[root];
    }
    return root;
  }

  join(labels: Iterable<number>): void {
    const [first, ...rest] = labels;
    for (const label of rest) this.#parents[this.find(label)] = this.find(first);
  }
}
