import type { BlockRule } from '../rules/rule.js';
import { BLOCK, type Cells } from './cells.js';
import { Unions } from './unions.js';

/**
 * Splits a pattern into the parts that live without each other: together they do, for so many generations, what each
 * does alone. Two blocks a cell apart are two parts; the four corners of a pulsar are one.
 *
 * Islands of touching cells carry a label each, which what they become inherits. Where a cell's fate in the whole
 * differs from its fate among the cells of one label, the labels around it are joined, and all begins anew: what was
 * joined may yet do something else.
 * @returns the parts as they are after those generations: a spark that a spaceship throws off and does not need is a
 * part of its own and gone by then, and the next one is the ship's
 */
export function separate(cells: Cells, rule: Pick<BlockRule, 'next'>, generations: number): Set<number>[] {
  const { labels, count } = islands(cells);
  const joined = new Unions(count);
  let last = follow(labels, rule, { joined, generations });
  while (!last) last = follow(labels, rule, { joined, generations });
  const parts = new Map<number, Set<number>>();
  for (const [cell, label] of last) {
    const part = parts.get(label);
    if (part) part.add(cell);
    else parts.set(label, new Set([cell]));
  }
  return [...parts.values()];
}

type Labels = ReadonlyMap<number, number>;

/** A number for each live cell, the same for cells that touch by side or corner. */
function islands(cells: Cells): { labels: Labels; count: number } {
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
  return { labels, count };
}

/** The labels after so many generations; nothing as soon as some have to be joined. */
function follow(
  labels: Labels,
  rule: Pick<BlockRule, 'next'>,
  { joined, generations }: { joined: Unions; generations: number },
): Labels | undefined {
  const before = joined.count;
  let now = new Map<number, number>();
  for (const [cell, label] of labels) now.set(cell, joined.find(label));
  for (let i = 0; i < generations; i++) {
    now = nextLabels(now, rule, joined);
    if (joined.count < before) return undefined;
  }
  return now;
}

/** Stands for a cell that sees several labels. */
const SEVERAL = -1;

function nextLabels(labels: Labels, { next }: Pick<BlockRule, 'next'>, joined: Unions): Map<number, number> {
  const blocks = new Map<number, number>();
  const owners = new Map<number, number>();
  for (const [cell, label] of labels) {
    for (let i = 0; i < 9; i++) {
      const near = cell + BLOCK[i];
      const block = blocks.get(near);
      blocks.set(near, (block ?? 0) | (1 << i));
      if (block === undefined) owners.set(near, label);
      else if (owners.get(near) !== label) owners.set(near, SEVERAL);
    }
  }
  const after = new Map<number, number>();
  for (const [cell, block] of blocks) {
    const owner = owners.get(cell) ?? SEVERAL;
    if (owner !== SEVERAL) {
      if (next[block]) after.set(cell, owner);
      continue;
    }
    const around = blocksByLabel(labels, cell);
    const parents = [...around].filter(([, own]) => next[own]).map(([label]) => label);
    // All is well where the cell lives by what one of them does, or dies as it would beside each alone.
    if (parents.length !== next[block]) joinAll(joined, [...around.keys()]);
    if (parents.length === 1) after.set(cell, parents[0]);
  }
  return after;
}

/** The labels in a cell's block, each with the block that its own cells make. */
function blocksByLabel(labels: Labels, cell: number): Map<number, number> {
  const around = new Map<number, number>();
  for (let i = 0; i < 9; i++) {
    const label = labels.get(cell - BLOCK[i]);
    if (label !== undefined) around.set(label, (around.get(label) ?? 0) | (1 << i));
  }
  return around;
}

function joinAll(joined: Unions, [first, ...others]: readonly number[]): void {
  for (const other of others) joined.join(first, other);
}
